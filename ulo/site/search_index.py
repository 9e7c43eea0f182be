"""The files behind the search: names, words and facets, deeper words, and what a result shows.

They are private to docs/assets/js/find/ and have a hash of their content in their names, so that
no two versions meet. A group is its number in the order of names; lists of numbers are
encoded as posting lists. Ranking is explained in docs/about/search.md.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from ulo.catalogue import CONTACT_WAYS, Catalogue, group_meetings, group_visit
from ulo.core import fold, message, urls
from ulo.geography import (
    COORDINATES,
    COUNCIL,
    TOWN,
    WIDE,
    Spot,
    names_in_texts,
    names_to_look_up,
)
from ulo.model import Freshness, Organisation
from ulo.schema import Area
from ulo.site.identifiers import browser_forms, by_identifier
from ulo.site.menus import build_menus
from ulo.site.page import File
from ulo.site.postings import encode_postings, pack_words, word_postings
from ulo.site.search_pages import SearchPages
from ulo.site.search_wording import SearchWording
from ulo.site.text import distance_words

# How many groups share one file of what results show.
SHARD_SIZE = 10
# The levels of groups whose headings are those of place pages.
LEVELS = ("own", "inside", "wider", "near", "nation", "country")
# What a point stands for, where that is not an outcode.
PRECISION_CODES = {TOWN: 1, COUNCIL: 2, WIDE: 3, COORDINATES: 4}
STILL_THERE = (Freshness.CONFIRMED, Freshness.RECENT)
# JSON in the shape that the script reads; what it holds is explained there.
Json = Mapping[str, object]


class SearchIndex:
    """The search index of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.organisations = catalogue.organisations
        self.wording = SearchWording(catalogue)
        self.pages = SearchPages(catalogue)

    @cached_property
    def facet_numbers(self) -> dict[str, dict[str, list[int]]]:
        """For each facet and each of its values the numbers of the groups."""
        freshness = self.catalogue.freshness
        values_of: dict[str, Callable[[Organisation], Iterable[str]]] = {
            "touch": lambda o: ["any"] if any(has(o) for has in CONTACT_WAYS.values()) else [],
            "online": lambda o: ["yes"] if self._meets_online(o) else [],
            "come": lambda o: ["yes"] if self._has_visit(o, join="just-come") else [],
            "active": lambda o: ["yes"] if freshness[o.slug] in STILL_THERE else [],
            "led": lambda o: o.user_led.led_by,
            "for": lambda o: o.meant_for,
            "does": lambda o: o.activities,
            "reach": lambda o: [o.area.reach] if o.area.reach else [],
            "way": lambda o: [way for way, has in CONTACT_WAYS.items() if has(o)],
            "access": lambda o: dict.fromkeys(
                [
                    *(feature.kind for feature in o.access),
                    *(["free"] if self._has_visit(o, cost="free") else []),
                ]
            ),
            "fresh": lambda o: [freshness[o.slug].value],
            "area": self.catalogue.areas_of,
        }
        facets: dict[str, dict[str, list[int]]] = {facet: {} for facet in values_of}
        for number, o in enumerate(self.organisations):
            for facet, values in values_of.items():
                for value in values(o):
                    facets[facet].setdefault(value, []).append(number)
        return facets

    def _meets_online(self, o: Organisation) -> bool:
        """Whether its access says so, or a meeting that was confirmed within a year."""
        return any(feature.kind == "online" for feature in o.access) or any(
            entry.is_current and entry.meeting.online for entry in group_meetings(self.catalogue, o)
        )

    def _has_visit(self, o: Organisation, join: str = "", cost: str = "") -> bool:
        """Whether someone confirmed within a year that people join in like this, or pay this."""
        known = group_visit(self.catalogue, o)
        return bool(known and known.is_current) and (
            (join or o.first_visit.join, cost or o.first_visit.cost)
            == (o.first_visit.join, o.first_visit.cost)
        )

    @cached_property
    def files(self) -> tuple[File, ...]:
        """The files of the index: the main one, those that it names one by one, then the shards."""
        shards, schema = self._shards(), self.catalogue.schema
        terms = _index_file("terms", self._terms())
        deeper = _index_file("deeper", {"words": self._deeper_words()})
        wording = _index_file("wording", self.wording.late)
        works = _index_file("works", self.pages.works)
        library = _index_file("library", self.pages.library)
        identifiers = _index_file(
            "identifiers", {"groups": by_identifier(self.organisations, schema)}
        )
        main = _index_file(
            "index",
            {
                "shard": SHARD_SIZE,
                "rows": shards[0].url.removesuffix("0.json") if shards else "",
                "terms": terms.url,
                "deeper": deeper.url,
                "wording": wording.url,
                "works": works.url,
                "library": library.url,
                "identifiers": identifiers.url,
                "identifying": browser_forms(schema),
                **self._groups(),
                **self._facets(),
                **self._places(),
                **self._interface(),
            },
        )
        return main, terms, deeper, works, library, wording, identifiers, *shards

    # --- The main file -----------------------------------------------------------------------

    def _groups(self) -> Json:
        """What each group is called and where it is, in the order of their numbers."""
        slugs, titles, points = {}, {}, {}
        names = []
        for number, o in enumerate(self.organisations):
            title = self.catalogue.display_names[o.slug]
            other_names = [*o.also_known_as, *(name for _, name in o.names)]
            spot = self.catalogue.place_groups.spots.get(o.slug)
            if o.slug != _browser_slug(o.name):
                slugs[number] = o.slug
            if title != o.name:
                titles[number] = title
            names.append([o.name, o.based_in.town, *other_names])
            if spot and not o.closed:
                points[number] = _spot_entry(spot)
        return {
            "slugs": slugs,
            "named": names,
            "titles": titles,
            "points": points,
        }

    def _facets(self) -> Json:
        """The groups of each facet."""
        facets = {
            facet: {value: encode_postings(numbers) for value, numbers in values.items()}
            for facet, values in self.facet_numbers.items()
            if facet != "area"
        }
        return {"facets": facets}

    def _terms(self) -> Json:
        """What is wanted where something was typed: the groups of each word, and words for terms.

        Who only chooses a place or filters does without.
        """
        summaries = (((o.summary,), f"{o.name} {o.based_in.town}") for o in self.organisations)
        return {
            "words": pack_words(word_postings(summaries)),
            **self.wording.main,
            "guides": [
                [self.pages.address(guide.url), guide.title, *guide.asked]
                for guide in self.catalogue.guides
            ],
        }

    def _places(self) -> Json:
        """The areas with their groups, and what helps to find the names of places in a text.

        `look_up` are names that the gazetteer has to answer; `ordinary` are words that are names of
        places, too, and `place_names` are made of words that the index has, too. `near_me` and
        `postcodes` are patterns of what means where somebody is, and of what may be a postcode.
        """
        areas = self.catalogue.areas.values()
        pages = self.catalogue.place_pages
        page_of = {page.label: page.id for page in pages.by_id.values() if page.town}
        geocoder = self.catalogue.geocoder
        wording = geocoder.gazetteer.wording
        texts = (
            text
            for o in self.organisations
            for text in (o.name, *o.also_known_as, o.based_in.town, o.summary)
        )
        return {
            "areas": list(map(self._area_entry, areas)),
            "phrases": {area.id: area.phrase for area in areas if area.phrase},
            "look_up": names_to_look_up(geocoder, page_of),
            "ordinary": sorted(wording.ordinary),
            "near_me": wording.patterns["near_me"],
            "not_postcodes": wording.not_postcodes,
            "postcodes": geocoder.gazetteer.postcodes.searched_patterns,
            "place_names": names_in_texts(geocoder.gazetteer, texts),
        }

    def _area_entry(self, area: Area) -> list[object]:
        numbers = self.facet_numbers["area"].get(area.id, [])
        centre: list[float] = []
        if area.kind != "country":
            pages = self.catalogue.place_pages
            centre = _spot_entry(pages.origin(pages.by_id[area.id]))
        return [
            area.id if area.id != _browser_slug(area.title) else "",
            area.title,
            area.kind,
            area.parent,
            [*area.all_names][1:],
            area.covers,
            centre,
            encode_postings(numbers),
        ]

    def _interface(self) -> Json:
        """The pages that the menus name, and the messages of the script."""
        messages = self.catalogue.messages
        say, places = messages["find"]["say"], messages["places"]
        levels = {level: places[level] for level in LEVELS} | say["levels"]
        none = say["none"] | {"known": places["lead_none"]}
        guides = {guide.url for guide in self.catalogue.guides}
        pages = [
            [self.pages.address(address), title]
            for entries in build_menus(self.catalogue).values()
            for address, title in entries
            if address not in guides
        ]
        return {
            "pages": pages,
            "say": {**say, "levels": levels, "none": none},
            "groups": messages["counts"]["groups"],
            "far": distance_words(self.catalogue),
        }

    # --- The other files ---------------------------------------------------------------------

    def _shards(self) -> list[File]:
        """What results show of each group: its summary, its freshness, where, and how to reach it.

        The ways to get in touch come last.

        Only the number differs in the names of these files: the hash is that of all of them, so
        that the main file can name all at once.
        """
        rows = [
            [
                row.summary,
                row.freshness.value,
                row.freshness_text,
                row.where,
                row.contact,
                *row.ways,
            ]
            for row in self.catalogue.rows.organisations(self.organisations)
        ]
        contents = [
            _to_json({"rows": rows[start : start + SHARD_SIZE]})
            for start in range(0, len(rows), SHARD_SIZE)
        ]
        folder = f"{urls.FIND}rows-{_content_hash(b''.join(contents))}"
        return [File(f"{folder}/{number}.json", content) for number, content in enumerate(contents)]

    def _deeper_words(self) -> tuple[str, str]:
        return pack_words(
            word_postings((_record_texts(o), f"{o.name} {o.summary}") for o in self.organisations)
        )


def _spot_entry(spot: Spot) -> list[float]:
    """The point in hundredths of a degree, then what it stands for, if that is no outcode."""
    digits = 2 if spot.precision == COORDINATES else None
    code = PRECISION_CODES.get(spot.precision)
    return [*(round(axis * 100, digits) for axis in spot.point), *([code] if code else [])]


def _record_texts(o: Organisation) -> Iterator[str]:
    """What a record says besides its name and summary."""
    yield from (o.user_led.evidence, o.based_in.town, *(feature.detail for feature in o.access))
    for work in o.work:
        yield from (work.what, work.partner, work.changed)


def _browser_slug(name: str) -> str:
    """What the script makes of a name; ids that differ from it are in the index."""
    return fold(name.replace("&", " and ")).replace(" ", "-")


def _index_file(name: str, data: Json) -> File:
    content = _to_json(data)
    return File(f"{urls.FIND}{name}-{_content_hash(content)}.json", content)


def _to_json(data: Json) -> bytes:
    data = {"about": message("private_files.search"), **data}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _content_hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:10]
