"""Nothing that is written says more exactly where a group is than its record allows.

Every output of fictional groups of each kind is searched for whatever looks like coordinates:
pages, their data for computers, and files, packed ones among them. What outputs are there, this
does not know: `build_all` tells.
"""

import gzip
import io
import json
import re
import zipfile
from dataclasses import dataclass
from functools import lru_cache

import jinja2
import pytest

import drawing
from generate import minimal_record
from ulo import checks, model
from ulo.catalogue import Catalogue, Instance
from ulo.checks import CheckContext
from ulo.core import ERROR
from ulo.geography import Gazetteer, OfflineGeocoder
from ulo.geography.answers import DECIMALS
from ulo.records import Record
from ulo.site import pages
from ulo.site.page import File, Page, evaluate
from ulo.site.renderer import Renderer

# Latitude, longitude, and how many decimals each may have.
Point = tuple[float, float, int]
OFFICE = {"address": "1 Example Street", "town": "Leeds", "area": "leeds"}
# What a record says of its base; the only point that may stand for the group, with its decimals;
# and the areas, towns and districts that the record names, whose own pages may say where they are.
KINDS = {
    "full-postcode": (
        OFFICE | {"postcode": "LS1 4AP"},
        (53.8, -1.55, 2),
        ["LS1", "Leeds", "leeds"],
    ),
    "district-only": ({"district": "LS6"}, (53.82, -1.57, 2), ["LS6", "leeds"]),
    "town-and-council": (
        {"town": "Newport", "area": "isle-of-wight"},
        (50.7, -1.29, 2),
        ["Newport, Isle of Wight", "isle-of-wight"],
    ),
    # The middle of a council stands for the council, and for no group in it.
    "council-only": ({"area": "kirklees"}, None, ["kirklees"]),
    "region-only": ({"area": "south-west"}, None, ["south-west"]),
    "one-decimal": (
        {"town": "Cardiff", "area": "cardiff", "coordinates": "51.4, -3.3"},
        (51.4, -3.3, 1),
        ["Cardiff", "cardiff"],
    ),
    "two-decimals": ({"coordinates": "55.97, -3.21"}, (55.97, -3.21, 2), ["edinburgh"]),
    "four-decimals": (
        OFFICE | {"coordinates": "53.7961, -1.5478"},
        (53.7961, -1.5478, 4),
        ["Leeds", "leeds"],
    ),
    "closed": (
        {"town": "Bangor", "area": "gwynedd"},
        (53.23, -4.13, 2),
        ["Bangor, Gwynedd", "gwynedd"],
    ),
}


# --- Reading everything ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Reading:
    """A number that looks like a latitude, and those beside it that look like its longitude, as
    they are written.
    """

    latitude: str
    longitudes: tuple[str, ...] = ()

    @property
    def meanings(self) -> list[tuple[str, ...]]:
        """What can be meant: in a list of pairs, a number stands between two of the other kind."""
        return [(self.latitude, longitude) for longitude in self.longitudes] or [(self.latitude,)]

    def is_at(self, point: Point) -> bool:
        """Whether this is the point, in as many decimals as it may have, or fewer."""
        return any(
            all(
                decimals(text) <= point[2] and float(text) == round(axis, decimals(text))
                for text, axis in zip(meaning, point, strict=False)
            )
            for meaning in self.meanings
        )


def decimals(text: str) -> int:
    return len(text.partition(".")[2])


NUMBER = re.compile(r"(?<![\w.£])[-+−]?\d+\.\d+(?![\w.]*\d)(?!\s*(?:miles|km|%))")
LATITUDE, LONGITUDE = re.compile(r"(49|5\d|60)\.\d+"), re.compile(r"[-−]?\d\.\d+")
# Measures of a drawing are no degrees.
DRAWN = re.compile(r"""\s(?:d|points|viewBox|transform|[cr]?[xy]|r|width|height)="[^"]*\"""")


# What an output is drawn from is found in what is drawn.
DRAWN_FIELDS = {"context", "content"}


# Most pages are the same for all kinds of groups, and need to be searched only once.
@lru_cache(maxsize=20_000)
def coordinates(text: str) -> set[Reading]:
    """All in a text that looks like a place in the United Kingdom: pairs in either order, and lone
    exact latitudes.
    """
    text = DRAWN.sub("", text)
    numbers, found = list(NUMBER.finditer(text)), set()
    for place, number in enumerate(numbers):
        if LATITUDE.fullmatch(number.group()):
            near = [
                other.group().replace("−", "-")
                for other in numbers[max(0, place - 1) : place + 2]
                if LONGITUDE.fullmatch(other.group())
                and beside(text, *sorted((number.span(), other.span())))
            ]
            if near or decimals(number.group()) > 1:
                found.add(Reading(number.group(), tuple(near)))
    return found


def beside(text: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether two numbers can be one pair: little between them, and no end of a list with the name
    of the next.
    """
    between = text[first[1] : second[0]]
    return len(between) <= 40 and not re.search(r"\d|\].*\w", between)


def texts(content: bytes) -> list[str]:
    """The text of a file, or of all files that are packed in it."""
    if content[:2] == b"\x1f\x8b":
        return texts(gzip.decompress(content))
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return [text for name in packed.namelist() for text in texts(packed.read(name))]
    return [content.decode("utf-8", "ignore")]


def search(drawn: drawing.Drawn, url: str) -> set[Reading]:
    """All coordinates of one output: in what is drawn of it, and in whatever else it says."""
    said = {name: evaluate(value) for name, value in vars(drawn.items[url]).items()}
    parts = [value for name, value in said.items() if name not in DRAWN_FIELDS]
    contents = [*texts(drawn.content(url)), *map(json.dumps, filter(None, parts))]
    return set().union(*map(coordinates, contents))


# --- The groups -----------------------------------------------------------------------------------


def group(schema, today, slug: str, base: dict) -> model.Organisation:
    data = minimal_record(name=slug.replace("-", " ").title())
    if base:
        data["based_in"] = base
    if slug == "closed":
        data["closed"] = {"source": "https://example.org/closed"}
    context = CheckContext(Record(slug, f"orgs/{slug}.yml", data), schema, today)
    assert not [p for p in checks.check_record(context) if p.level == ERROR]
    return model.make_organisation(slug, context.data)


@pytest.fixture(scope="module")
def written(schema, today):
    """The coordinates in each output of a catalogue, by address; those of one that holds only these
    groups.
    """

    def write(*slugs: str) -> dict[str, set[Reading]]:
        groups = [
            group(schema, today, slug, KINDS[slug][0] if slug in KINDS else {}) for slug in slugs
        ]
        catalogue = Catalogue(groups, schema, Instance("Nobody", "https://example.org/"), today)
        drawn = drawing.Drawn(catalogue)
        return {url: search(drawn, url) for url in drawn.items}

    return write


@pytest.fixture(scope="module")
def general(written) -> set[Reading]:
    """What is written though no group has a place."""
    return set().union(*written("nowhere").values())


@pytest.fixture(scope="module")
def named(schema):
    """The points of the areas, towns and districts that a kind of record names, and of what these
    lie in.
    """
    geocoder = OfflineGeocoder(Gazetteer(schema))

    def points(slug: str) -> list[Point]:
        found = []
        for name in KINDS[slug][2]:
            areas = list(geocoder.gazetteer.areas.chain(name)) if name in schema.areas.terms else []
            found += [geocoder.gazetteer.area_match(area) for area in areas] or [
                geocoder.lookup(name)
            ]
        return [(*place.point, DECIMALS[place.precision]) for place in found]

    return points


def find_leaks(
    found: set[Reading], allowed: list[Point], general: set[Reading] = frozenset()
) -> list[Reading]:
    """What is neither at an allowed point nor written without any group, too."""
    known = {meaning for reading in general for meaning in reading.meanings}
    return [
        reading
        for reading in found
        if not any(reading.is_at(point) for point in allowed) and known.isdisjoint(reading.meanings)
    ]


# --- What is held ---------------------------------------------------------------------------------


def test_without_groups_only_public_places_are_written(schema, general):
    gazetteer = Gazetteer(schema)
    middles = [
        gazetteer.area_match(area)
        for area in schema.areas.terms.values()
        if area.id in schema.geography_table("councils")
    ]
    public = {
        place.point
        for place in (
            *map(gazetteer.place_match, gazetteer.places),
            *map(gazetteer.outcode_match, gazetteer.outcodes.values()),
            *middles,
        )
    }
    assert not find_leaks(general, [(*point, 2) for point in public])


@pytest.mark.parametrize("slug", KINDS)
def test_a_group_is_nowhere_more_exact_than_its_record_allows(slug, written, general, named):
    own = [KINDS[slug][1]] if KINDS[slug][1] else []
    outputs = written(slug)
    page = outputs.pop(f"orgs/{slug}/")
    assert not find_leaks(page, own), "the page of a group says only what the record allows"
    assert page or not own, "the search finds nothing where there should be a point"
    for address, found in outputs.items():
        assert not find_leaks(found, own + named(slug), general), address


def test_all_groups_together_are_no_more_exact_than_each_alone(written, general, named):
    allowed = [
        point
        for slug, (_, own, _) in KINDS.items()
        for point in (*([own] if own else []), *named(slug))
    ]
    for address, found in written("nowhere", *KINDS).items():
        assert not find_leaks(found, allowed, general), address
        assert address != "orgs/nowhere/" or not found


# --- This can fail --------------------------------------------------------------------------------


def make_page(html: str, description: str = "x", json_ld: dict | None = None) -> Page:
    return Page("leak/", "x", description, "leak.html", {"html": html}, json_ld=json_ld)


LEAKS = {
    "page": make_page('<p data-lat="53.79612" data-lon="-1.54781">x</p>'),
    "rounded page": make_page("<p>53.7961, -1.5478</p>"),
    "page data": make_page("x", json_ld={"geo": {"latitude": 53.79612, "longitude": -1.54781}}),
    "description": make_page("x", "53.79612 N, 1.54781 W"),
    "drawing": make_page(
        '<svg><a href="?at=53.79612,-1.54781" d="M1 2"><path d="M53.8 1.5z"/></a></svg>'
    ),
    "GeoJSON": File("leak.json", b'{"coordinates":[-1.54781,53.79612]}'),
    "columns": File("leak.json", b'{"lat":[53.79612,51.48],"lon":[-1.54781,-3.18]}'),
    "table": File("leak.csv", "name,lat,lon\r\nx,53.79612,−1.54781\r\n".encode()),
    "packed": File("leak.gz", gzip.compress(b"53.79612 -1.54781")),
    "too many decimals": File("leak.txt", b"53.8000, -1.5500"),
}


@pytest.mark.parametrize("leak", LEAKS)
def test_a_leak_is_detected(leak, written, general, named, monkeypatch):
    class Leaky:
        build_pages = staticmethod(lambda catalogue: [LEAKS[leak]])

    class LeakyRenderer(Renderer):
        def __init__(self, catalogue):
            super().__init__(catalogue)
            self.environment.loader = jinja2.DictLoader({"leak.html": "{{ html|markup }}"})

    monkeypatch.setattr(pages, "PAGE_MODULES", (Leaky,))
    monkeypatch.setattr(drawing, "Renderer", LeakyRenderer)
    found = written("full-postcode")[LEAKS[leak].url]
    assert find_leaks(found, [KINDS["full-postcode"][1], *named("full-postcode")], general)


@pytest.mark.parametrize(
    "text",
    [
        "53.2 of every 100, 8.4 miles",
        "53.2 miles, 8.4 miles",
        "12.5, -1.25",
        "version 53.10.2",
        "£53.80",
        '<path d="M53.79 -1.54"/>',
        "020 7946 0000",
        "v5.2, 1.5",
    ],
)
def test_other_numbers_are_no_coordinates(text):
    assert not coordinates(text)


@pytest.mark.parametrize(
    "text",
    [
        "[[53.8,-1.6],[51.4,-3.3]]",
        "[[-1.6,53.8],[-3.3,51.4]]",
        "1,53.8,-1.6\n2,51.4,-3.3\n",
        '{"lat":53.8,\n "lon":-1.6}, {"lat":51.4,\n "lon":-3.3}',
        '<p data-lat="53.8" data-lon="-1.6"><p data-lat="51.4" data-lon="-3.3">',
        '{"lat":[53.80,51.40],"lon":[-1.60,-3.30]}',
    ],
)
def test_pairs_are_found_in_any_order(text):
    """What is allowed is not taken for a leak, and each of the two is seen."""
    found = coordinates(text)
    assert len(found) == 2 and not find_leaks(found, [(53.8, -1.6, 2), (51.4, -3.3, 2)])
    assert len(find_leaks(found, [(51.4, -3.3, 2)])) == 1
