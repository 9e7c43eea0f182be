"""Everything that is derived from all records, once: order, counts, relations, and how fresh each record is."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ulo.catalogue.coordination import Coordination
from ulo.catalogue.glossary import Glossary
from ulo.catalogue.guides import Guide
from ulo.catalogue.library import Library
from ulo.catalogue.news import Event, news_events
from ulo.catalogue.opportunities import OpenOpportunity, open_opportunities
from ulo.catalogue.participation import Participation
from ulo.catalogue.place_pages import PlacePages
from ulo.catalogue.similarity import (
    LikeWork,
    RelatedOrganisation,
    groups_with_like_work,
    related_groups,
)
from ulo.checks import NATIONWIDE_REACHES, list_place_names
from ulo.core import fold, letter, sort_key
from ulo.geography import Gazetteer, OfflineGeocoder, PlaceMatch, locate
from ulo.model import Freshness, Organisation, Resource, Word, freshness
from ulo.schema import Area, Schema, Term


@dataclass(frozen=True)
class Instance:
    """What differs between one site made with this project and the next. Empty means: not set, leave it out."""

    name: str
    site_url: str = ""
    repository: str = ""
    contact: str = ""
    licence_holder: str = ""
    postal_address: str = ""
    paper_note: str = ""


class Catalogue:
    """All organisations in the order of their names, with the vocabularies, the words and the day of the build; and what is
    in the library, in the order of titles and words."""

    def __init__(
        self,
        organisations: Iterable[Organisation],
        schema: Schema,
        instance: Instance,
        today: date,
        resources: Iterable[Resource] = (),
        glossary_entries: Iterable[Word] = (),
        guides: Iterable[Guide] = (),
    ) -> None:
        self.organisations = sorted(organisations, key=lambda o: (sort_key(o.name), o.slug))
        self.resources = sorted(resources, key=lambda r: (sort_key(r.title), r.slug))
        self.glossary_entries = sorted(
            glossary_entries, key=lambda word: (sort_key(word.term), word.slug)
        )
        self.schema, self.instance, self.today = schema, instance, today
        self.by_slug = {o.slug: o for o in self.organisations}
        self.guides = tuple(guides)

    def with_guides(self, guides: Iterable[Guide]) -> "Catalogue":
        """The same catalogue with these guides: only the shell of the site can draw their Markdown."""
        return Catalogue(
            self.organisations,
            self.schema,
            self.instance,
            self.today,
            self.resources,
            self.glossary_entries,
            guides,
        )

    @property
    def messages(self) -> dict:
        return self.schema.messages

    @property
    def communities(self) -> dict[str, Term]:
        return self.schema.vocabularies["community"].terms

    @property
    def activities(self) -> dict[str, Term]:
        return self.schema.vocabularies["activity"].terms

    @property
    def areas(self) -> dict[str, Area]:
        return self.schema.areas.terms

    def term(self, vocabulary: str, term_id: str) -> Term:
        return self.schema.vocabularies[vocabulary][term_id]

    @cached_property
    def display_names(self) -> dict[str, str]:
        """What each group is called in lists, links and titles of pages: its name, and its place where another has the name."""
        sharing = Counter(fold(o.name) for o in self.organisations)
        return {
            o.slug: f"{o.name} ({place})"
            if sharing[fold(o.name)] > 1 and (place := self._place_name(o))
            else o.name
            for o in self.organisations
        }

    def _place_name(self, o: Organisation) -> str:
        return next(
            iter(
                list_place_names(
                    o.based_in.town, (o.based_in.area, *o.area.serves), o.area.reach, self.areas
                )
            ),
            "",
        )

    @cached_property
    def freshness(self) -> dict[str, Freshness]:
        return {o.slug: freshness(o, self.today) for o in self.organisations}

    @cached_property
    def geocoder(self) -> OfflineGeocoder:
        """Finds places without the network."""
        return OfflineGeocoder(Gazetteer(self.schema))

    @cached_property
    def locations(self) -> dict[str, PlaceMatch]:
        """Where each group is, only as exactly as its record lets it be placed; groups without a place are left out."""
        places = {o.slug: locate(o, self.geocoder) for o in self.organisations}
        return {slug: place for slug, place in places.items() if isinstance(place, PlaceMatch)}

    @cached_property
    def open(self) -> list[Organisation]:
        """The groups that have not closed."""
        return [o for o in self.organisations if not o.closed]

    @cached_property
    def closed(self) -> list[Organisation]:
        """The groups that have closed, the latest first, those without a year last."""
        return sorted(
            (o for o in self.organisations if o.closed), key=lambda o: -(o.closed.year or 0)
        )

    @cached_property
    def led_by(self) -> dict[str, list[Organisation]]:
        """The open groups that each community leads."""
        return self._group_by(lambda o: o.user_led.led_by, self.communities)

    @cached_property
    def meant_for(self) -> dict[str, list[Organisation]]:
        """The open groups that are for each community but led by others."""
        return self._group_by(
            lambda o: [c for c in o.meant_for if c not in o.user_led.led_by], self.communities
        )

    @cached_property
    def by_activity(self) -> dict[str, list[Organisation]]:
        """The open groups that do each activity."""
        return self._group_by(lambda o: o.activities, self.activities)

    @cached_property
    def by_letter(self) -> dict[str, list[Organisation]]:
        """The open groups under the first letter of their name; digits and other signs stand under 0."""
        letters: dict[str, list[Organisation]] = {}
        for o in self.open:
            letters.setdefault(letter(o.name), []).append(o)
        return dict(sorted(letters.items()))

    @cached_property
    def predecessors(self) -> dict[str, list[Organisation]]:
        """The closed groups that each group carries on."""
        found = defaultdict(list)
        for o in self.closed:
            if o.closed.successor:
                found[o.closed.successor].append(o)
        return found

    @cached_property
    def members(self) -> dict[str, list[Organisation]]:
        """The open groups that name each group as their network."""
        found = defaultdict(list)
        for o in self.open:
            for network in o.networks:
                if network in self.by_slug:
                    found[network].append(o)
        return found

    def areas_of(self, organisation: Organisation) -> tuple[str, ...]:
        """The ids of the areas for whose people the group is: those it serves, else how far it reaches, else where it is based."""
        serves, base = organisation.area.serves, organisation.based_in.area
        # A group that says both, such as a campaign with local meetings, is there for both.
        if organisation.area.reach in NATIONWIDE_REACHES and not any(
            self.areas[area].kind in ("nation", "country") for area in serves
        ):
            return *serves, "uk"
        return serves or ((base,) if base else ())

    @cached_property
    def by_area(self) -> dict[str, list[Organisation]]:
        """The open groups that are for the people of just this area, by its id."""
        return self._group_by(self.areas_of, self.areas)

    @cached_property
    def councils(self) -> list[Area]:
        """All councils, by title."""
        return sorted(
            (area for area in self.areas.values() if area.kind == "council"),
            key=lambda area: area.title,
        )

    @cached_property
    def councils_without_group(self) -> list[Area]:
        """The councils that no open group names as its own place, by title.

        The one definition of a gap on the map. A group for a wider area, such as a county or a region, may be there
        for the people of these councils, but it is not counted as local.
        """
        return [council for council in self.councils if not self.by_area[council.id]]

    def regions_of(self, organisation: Organisation) -> tuple[str, ...]:
        """The regions and nations in which the group works, each once; those of its councils among them."""
        return tuple(dict.fromkeys(self.region(area) for area in self.areas_of(organisation)))

    def region(self, area: str) -> str:
        """The region or nation in which an area lies; the country itself for what is larger."""
        return next(
            (
                around.id
                for around in self.schema.areas.chain(area)
                if around.kind in ("region", "nation")
            ),
            "uk",
        )

    # --- Views -------------------------------------------------------------------------------------------------

    @cached_property
    def localities(self) -> PlacePages:
        """The places that have pages, and the groups that people find there."""
        return PlacePages(self)

    @cached_property
    def participation(self) -> Participation:
        """Every piece of work, in all the ways that people look for it."""
        return Participation(self)

    @cached_property
    def coordination(self) -> Coordination:
        """What groups have in common, and where we know of nobody."""
        return Coordination(self)

    @cached_property
    def related(self) -> dict[str, list[RelatedOrganisation]]:
        """For each open group the open ones most like it."""
        return related_groups(self)

    @cached_property
    def like_work(self) -> dict[str, list[LikeWork]]:
        """For each group with work the open ones whose work is most like it."""
        return groups_with_like_work(self)

    @cached_property
    def library(self) -> Library:
        """The shelves of resources."""
        return Library(self)

    @cached_property
    def glossary(self) -> Glossary:
        """The words that are explained, found in a text."""
        return Glossary(self.glossary_entries)

    @cached_property
    def opportunities(self) -> list[OpenOpportunity]:
        """What people can join now, what closes first before the others."""
        return open_opportunities(self)

    @cached_property
    def news(self) -> list[Event]:
        """What happened to the records, the newest first."""
        return news_events(self)

    def _group_by(self, of, terms: Iterable[str]) -> dict[str, list[Organisation]]:
        groups: dict[str, list[Organisation]] = {term: [] for term in terms}
        for o in self.open:
            for term in of(o):
                groups[term].append(o)
        return groups
