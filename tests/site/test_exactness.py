"""Nothing that is written says more exactly where a group is than its record allows.

Every output of fictional groups of each kind is searched for whatever looks like coordinates, a
code for a spot, a postcode or a door: pages, their data for computers, and files of every format,
packed ones among them. What outputs are there, this does not know: `build_all` tells. A format
that the tests cannot read fails them.
"""

import gzip
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterable

import jinja2
import pytest

import drawing
from generate import minimal_record
from output_texts import UnknownFormatError, read_texts
from places_in_outputs import (
    Findings,
    Point,
    codes as place_codes,
    coordinates,
    find_leaks,
    postcodes,
    search,
)
from sites import with_large_towns
from ulo import checks, model
from ulo.catalogue import Catalogue, Instance
from ulo.checks import CheckContext
from ulo.core import ERROR
from ulo.geography import Gazetteer, OfflineGeocoder
from ulo.geography.answers import DECIMALS
from ulo.records import Record
from ulo.site import pages
from ulo.site.page import File, Page
from ulo.site.renderer import Renderer

# Streets with names that nothing else has, and postcodes that no page of ours has as an example.
OFFICE = {"address": "1 Quillfeather Street", "town": "Leeds", "area": "leeds"}
OTHER_OFFICE = {"address": "2 Brambleknot Road", "town": "Leeds", "area": "leeds"}
CLOSED_OFFICE = {"address": "3 Thistlewhip Lane", "town": "Leeds", "area": "leeds"}
DOORS = ("Quillfeather", "Brambleknot", "Thistlewhip")
# What a record says of its base; the only point that may stand for the group, with its decimals;
# and the areas, towns and districts that the record names, whose own pages may say where they are.
KINDS = {
    "full-postcode": (
        OFFICE | {"postcode": "LS1 3EX"},
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
        OTHER_OFFICE | {"coordinates": "53.7961, -1.5478"},
        (53.7961, -1.5478, 4),
        ["Leeds", "leeds"],
    ),
}
# The same of groups that have closed.
CLOSED_KINDS = {
    "closed": (
        {"town": "Bangor", "area": "gwynedd"},
        (53.23, -4.13, 2),
        ["Bangor, Gwynedd", "gwynedd"],
    ),
    "closed-office": (
        CLOSED_OFFICE | {"postcode": "LS2 8BX"},
        (53.8, -1.54, 2),
        ["LS2", "Leeds", "leeds"],
    ),
    "closed-district": ({"district": "LS7"}, (53.82, -1.54, 2), ["LS7", "leeds"]),
    "closed-coordinates": (
        {"coordinates": "51.5, -3.2"},
        (51.5, -3.2, 1),
        ["cardiff"],
    ),
}


ALL_KINDS = KINDS | CLOSED_KINDS
# What a record says of its base may stand wherever the record is; the middle of a council or of
# more than that is no point on a map, so files for maps, calendars and address books have none.
NO_POINT = ("council-only", "region-only")
FOR_MAPS = (".geojson", ".ics", ".vcf")


# --- The groups -----------------------------------------------------------------------------------


def group(schema, today, slug: str, base: dict) -> model.Organisation:
    data = minimal_record(name=slug.replace("-", " ").title())
    if base:
        data["based_in"] = base
    if slug in CLOSED_KINDS:
        data["closed"] = {"source": "https://example.org/closed"}
    context = CheckContext(Record(slug, f"orgs/{slug}.yml", data), schema, today)
    assert not [p for p in checks.check_record(context) if p.level == ERROR]
    return model.make_organisation(slug, context.data)


@pytest.fixture(scope="module")
def schema(schema, tmp_path_factory):
    """With the large towns, and all that have a name of one in these records."""
    towns = {base.get("town") for base, *_ in ALL_KINDS.values()}
    return with_large_towns(schema, tmp_path_factory.mktemp("schema") / "schema", towns)


@pytest.fixture(scope="module")
def written(schema, today):
    """What each output of a catalogue says of places, by address; of one that holds only these
    groups.
    """

    def write(*slugs: str) -> dict[str, Findings]:
        groups = [
            group(schema, today, slug, ALL_KINDS[slug][0] if slug in ALL_KINDS else {})
            for slug in slugs
        ]
        catalogue = Catalogue(groups, schema, Instance("Nobody", "https://example.org/"), today)
        drawn = drawing.Drawn(catalogue)
        return {url: search(drawn, url, DOORS) for url in drawn.items}

    return write


@pytest.fixture(scope="module")
def nowhere(written) -> Findings:
    """What is written though no group has a place."""
    return together(written("nowhere").values())


@pytest.fixture(scope="module")
def all_kinds(written) -> dict[str, Findings]:
    return written("nowhere", *ALL_KINDS)


def together(found: Iterable[Findings]) -> Findings:
    everything = list(found)
    return Findings(
        frozenset().union(*(one.points for one in everything)),
        frozenset().union(*(one.postcodes for one in everything)),
        frozenset().union(*(one.words for one in everything)),
        frozenset().union(*(one.codes for one in everything)),
        frozenset().union(*(one.distances for one in everything)),
    )


@pytest.fixture(scope="module")
def named(schema):
    """The points of the areas, towns and districts that a kind of record names, and of what these
    lie in.
    """
    geocoder = OfflineGeocoder(Gazetteer(schema))

    def points(slug: str) -> list[Point]:
        found = []
        for name in ALL_KINDS[slug][2]:
            areas = list(geocoder.gazetteer.areas.chain(name)) if name in schema.areas.terms else []
            found += [geocoder.gazetteer.area_match(area) for area in areas] or [
                geocoder.lookup(name)
            ]
        return [(*place.point, DECIMALS[place.precision]) for place in found]

    return points


def own_points(slug: str) -> list[Point]:
    return [ALL_KINDS[slug][1]] if ALL_KINDS[slug][1] else []


def own_postcode(slug: str) -> set[str]:
    code = ALL_KINDS.get(slug, ({},))[0].get("postcode", "")
    return {code.replace(" ", "")} - {""}


def own_doors(slug: str) -> set[str]:
    address = ALL_KINDS.get(slug, ({},))[0].get("address", "")
    return {door for door in DOORS if door in address}


def is_about(address: str, slug: str) -> bool:
    """Whether this is the address of an output about one group alone."""
    return slug in re.split(r"[/.]", address)


# --- What is held ---------------------------------------------------------------------------------


def test_without_groups_only_public_places_are_written(schema, nowhere):
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
    assert not find_leaks(nowhere.points, [(*point, 2) for point in public])
    assert not nowhere.words
    assert all(nowhere.postcodes.isdisjoint(own_postcode(slug)) for slug in ALL_KINDS)


@pytest.mark.parametrize("slug", KINDS)
def test_a_group_is_nowhere_more_exact_than_its_record_allows(slug, written, nowhere, named):
    own, doors = own_points(slug), own_doors(slug)
    outputs = written(slug)
    page = outputs[f"orgs/{slug}/"]
    assert not find_leaks(page.points, own), "the page of a group says only what the record allows"
    assert page.points or not own, "the search finds nothing where there should be a point"
    assert page.words == doors, "the search finds no door where there should be one"
    for address, found in outputs.items():
        if address != f"orgs/{slug}/":
            assert not find_leaks(found.points, own + named(slug), nowhere.points), address
        assert found.postcodes - nowhere.postcodes <= own_postcode(slug), address
        assert found.words <= doors, address
        assert not found.codes - nowhere.codes, address
        # How far the middle of a council is, everybody may know; of the group itself, nobody.
        if slug in NO_POINT and is_about(address, slug):
            assert not found.distances - nowhere.distances, address
        if slug in NO_POINT and address.endswith(FOR_MAPS):
            assert not find_leaks(found.points, [], nowhere.points), address


def test_all_groups_together_are_no_more_exact_than_each_alone(all_kinds, nowhere, named):
    """Closed ones among them. What is about one of them has nothing that another one says."""
    allowed = [point for slug in ALL_KINDS for point in (*own_points(slug), *named(slug))]
    codes = set().union(*map(own_postcode, ALL_KINDS))
    for address, found in all_kinds.items():
        assert not find_leaks(found.points, allowed, nowhere.points), address
        assert found.postcodes - nowhere.postcodes <= codes, address
        assert not found.codes - nowhere.codes, address
    for slug in ("nowhere", *ALL_KINDS):
        about = {url: found for url, found in all_kinds.items() if is_about(url, slug)}
        assert f"orgs/{slug}/" in about
        assert slug != "nowhere" or not about[f"orgs/{slug}/"].points
        for address, found in about.items():
            assert found.words <= own_doors(slug), address
            assert found.postcodes - nowhere.postcodes <= own_postcode(slug), address


@pytest.mark.parametrize("slug", CLOSED_KINDS)
def test_a_closed_group_is_no_more_exact_than_its_record(slug, all_kinds, nowhere, named):
    page = all_kinds[f"orgs/{slug}/"]
    assert not find_leaks(page.points, own_points(slug))
    for address, found in all_kinds.items():
        if is_about(address, slug) and address != f"orgs/{slug}/":
            allowed = own_points(slug) + named(slug)
            assert not find_leaks(found.points, allowed, nowhere.points), address


# --- This can fail --------------------------------------------------------------------------------


def make_page(html: str, description: str = "x", json_ld: dict | None = None) -> Page:
    return Page("leak/", "x", description, "leak.html", {"html": html}, json_ld=json_ld)


def make_database(*cells: str) -> bytes:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE groups (latitude TEXT, longitude TEXT)")
    database.execute("INSERT INTO groups VALUES (?, ?)", cells)
    database.commit()
    return database.serialize()


def make_archive(name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, content)
    return stream.getvalue()


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
    "database": File("leak.sqlite", make_database("53.79612", "-1.54781")),
    "calendar": File("leak.ics", b"GEO:53.79\r\n 612;-1.54781\r\n"),
    "card": File("leak.vcf", b"GEO:geo:53.79612\r\n ,-1.54781\r\n"),
    "table in an archive": File("leak.zip", make_archive("a.csv", b"53.79612,-1.54781")),
    "packed": File("leak.gz", gzip.compress(b"53.79612 -1.54781")),
    "too many decimals": File("leak.txt", b"53.8000, -1.5500"),
}


@pytest.mark.parametrize("leak", LEAKS)
def test_a_leak_is_detected(leak, leaky, nowhere, named):
    found = leaky(LEAKS[leak], "full-postcode")
    allowed = [*own_points("full-postcode"), *named("full-postcode")]
    assert find_leaks(found.points, allowed, nowhere.points)


@pytest.fixture
def leaky(written, monkeypatch):
    """What is found in one output that is all that a site has, beside a group of one kind."""

    def find(item: Page | File, slug: str) -> Findings:
        class Leaky:
            build_pages = staticmethod(lambda catalogue: [item])

        class LeakyRenderer(Renderer):
            def __init__(self, catalogue):
                super().__init__(catalogue)
                self.environment.loader = jinja2.DictLoader({"leak.html": "{{ html|markup }}"})

        monkeypatch.setattr(pages, "PAGE_MODULES", (Leaky,))
        monkeypatch.setattr(drawing, "Renderer", LeakyRenderer)
        return written(slug)[item.url]

    return find


@pytest.mark.parametrize(
    "text", ["LS6 2AB", "ls62ab", "https://example.org/?at=LS6%202AB", "LS6-2AB", '"LS6_2AB"']
)
def test_a_postcode_beyond_the_record_is_detected(text, leaky, nowhere):
    for leak in (
        File("leak.json", json.dumps([text]).encode()),
        File("leak.sqlite", make_database(text, "")),
        make_page(f"<p>{text}</p>"),
    ):
        found = leaky(leak, "district-only")
        assert found.postcodes - nowhere.postcodes - own_postcode("district-only") == {"LS62AB"}


@pytest.mark.parametrize(
    "text",
    [
        *("SE 299 334", "SE 29903 33421", "SE299334", "SE2990333421", "J 338 741"),
        *("429903, 433421", '"429903","433421"', "easting", "Northing", "///filled.count.soap"),
        *("9C5WRFW2+FV", "RFW2+FV", "gcwfhcx5w", "u10j4b"),
    ],
)
def test_a_code_for_a_spot_is_detected(text, leaky, nowhere):
    for leak in (File("leak.csv", f"a\r\n{text}\r\n".encode()), make_page(f"<p>{text}</p>")):
        assert leaky(leak, "council-only").codes - nowhere.codes


@pytest.mark.parametrize("text", ["3 miles away", "2.5&nbsp;miles", "12 km"])
def test_a_distance_is_detected(text, leaky, nowhere):
    assert leaky(make_page(f"<p>{text}</p>"), "council-only").distances


@pytest.mark.parametrize(
    "text", ["2026-11-21", "GB-CHC 1098893", "020 7946 0000", "C+M", "gchq", "12,345", "A4 30 40x"]
)
def test_other_words_are_no_codes(text):
    assert not place_codes(text)


def test_a_door_beyond_the_record_is_detected(leaky):
    found = leaky(File("leak.vcf", b"ADR:;;1 Quill\r\n feather Street"), "district-only")
    assert found.words == {"Quillfeather"} > own_doors("district-only")


@pytest.mark.parametrize(
    "item",
    [
        File("leak.parquet", b"PAR1"),
        File("leak", b"53.79612,-1.54781"),
        File("leak.zip", make_archive("a.parquet", b"PAR1")),
        File("leak.gz", gzip.compress(b"\xff\xfe")),
    ],
    ids=lambda item: item.url,
)
def test_a_format_that_nothing_can_read_fails(item, leaky):
    with pytest.raises((UnknownFormatError, UnicodeDecodeError)):
        leaky(item, "nowhere")


def test_every_row_of_a_database_is_read():
    assert '["53.79612", "-1.54781"]' in read_texts(
        "x.sqlite", make_database("53.79612", "-1.54781")
    )


@pytest.mark.parametrize(
    "text", ["020 7946 0000", "A1 2B", "M1 2ABC", "xLS6 2AB", "2026-11-21", "f81d4fae-7dec-11d0"]
)
def test_other_letters_and_digits_are_no_postcodes(text):
    assert not postcodes(text)


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
