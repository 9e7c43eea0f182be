"""The derived tables, and the geocoder geocoder: what it finds, and the exact sentences where it
does not.

That the tables are what the packages say, `python3 build.py geography --check` tells; here they are
compared with our own list of areas and with what anybody can look up.
"""

import gzip
import hashlib
import json
import random
import re
import runpy
import socket
import subprocess
import sys

import pytest
import yaml
from geopy.distance import geodesic
from geopy.exc import GeocoderServiceError

from generate import minimal_record
from sites import DATA, ROOT
from ulo.catalogue import locate
from ulo.geography import (
    Ambiguous,
    Gazetteer,
    Grid,
    OfflineGeocoder,
    PlaceMatch,
    distance_miles,
)
from ulo.geography.answers import NotFound
from ulo.geography.geopy_geocoder import GeopyGeocoder
from ulo.model import Location
from ulo.model.organisation import make_organisation

DERIVATION = "schema/geography/derivation"
ANSWERS = yaml.safe_load((DATA / "place_answers.yml").read_text("utf-8"))


@pytest.fixture(scope="module")
def gazetteer(schema):
    return Gazetteer(schema)


@pytest.fixture(scope="module")
def geocoder(gazetteer):
    return OfflineGeocoder(gazetteer)


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """Nothing here may open a connection."""

    def refuse(*_, **__):
        raise AssertionError("The network was asked.")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


# --- The tables -----------------------------------------------------------------------------------


def test_derived_files_have_their_recorded_checksums(root):
    folder = root / "schema" / "geography"
    sources = json.loads((folder / "sources.json").read_text("utf-8"))
    assert set(sources["sha256"]) | {"sources.json"} == {
        path.name for path in folder.iterdir() if path.is_file()
    }
    for name, total in sources["sha256"].items():
        content = (folder / name).read_bytes()
        print(f"{name}: {len(content):,} bytes, {len(gzip.compress(content)):,} compressed")
        assert hashlib.sha256(content).hexdigest() == total, "run: python3 build.py geography"


def test_every_source_package_is_credited(schema, root):
    packages = schema.geography_table("sources")["packages"]
    lock = (root / "requirements" / "geography.txt").read_text("utf-8")
    for package in packages:
        assert f"{package['package']}=={package['version']}" in lock
        assert package["attribution"] and package["licence"] and package["as_of"]
    given = {name for package in packages for name in package["gives"]}
    assert given == {"places.json", "districts.json", "councils.json", "map.json"}


def test_our_councils_have_the_official_codes(schema):
    """Where a council changes, the derivation meets a new code; and what it met is compared with
    schema/areas.json here.
    """
    councils = {area.id: area for area in schema.areas.terms.values() if area.kind == "council"}
    table = schema.geography_table("councils")
    assert {name for name, row in table.items() if "codes" in row} == set(councils)
    codes = [code for row in table.values() for code in row.get("codes", ())]
    assert len(codes) == len(set(codes)) == 361
    for name, area in councils.items():
        if area.districts:
            assert len(table[name]["codes"]) == len(area.districts), f"{name} has other districts"
            assert all(re.fullmatch("E07[0-9]{6}", code) for code in table[name]["codes"])
        else:
            assert table[name]["codes"] == [area.code], name


def test_every_area_has_a_centre_and_every_council_neighbours(schema):
    table = schema.geography_table("councils")
    kinds = {"council", "region", "nation", "wider-area"}
    assert set(table) == {area.id for area in schema.areas.terms.values() if area.kind in kinds}
    for name, row in table.items():
        assert 49.8 < row["at"][0] < 60.9 and -8.2 < row["at"][1] < 1.8, name
        for other, away in row.get("near", {}).items():
            assert table[other]["near"][name] == away, "neighbours are mutual"
        assert "near" not in row or row["near"], f"{name} has no neighbour"


def test_a_wider_area_covers_councils_that_lie_in_its_parent(schema, gazetteer):
    for area in schema.areas.terms.values():
        assert bool(area.covers) == (area.kind == "wider-area")
        assert list(area.covers) == sorted(set(area.covers))
        for council in area.covers:
            assert schema.areas[council].kind == "council" and gazetteer.is_within(
                council, schema.areas[area.parent]
            ), f"{area.id}: {council}"


def test_area_names_are_unambiguous(schema):
    meant = {}
    for area in schema.areas.terms.values():
        for name in area.all_names:
            assert meant.setdefault(name.casefold(), area.id) == area.id, name


@pytest.mark.parametrize(
    ("one", "others"),
    [
        ("ards-and-north-down", {"belfast", "lisburn-and-castlereagh", "newry-mourne-and-down"}),
        (
            "mid-and-east-antrim",
            {"antrim-and-newtownabbey", "causeway-coast-and-glens", "mid-ulster"},
        ),
        ("fife", {"clackmannanshire", "dundee", "edinburgh", "falkirk", "perth-and-kinross"}),
        ("medway", {"kent"}),
        ("wirral", {"cheshire-west-and-chester", "liverpool"}),
        ("isle-of-anglesey", {"gwynedd"}),
        ("isle-of-wight", {"hampshire", "portsmouth", "southampton"}),
        ("isles-of-scilly", {"cornwall"}),
        ("na-h-eileanan-siar", {"highland"}),
        ("orkney", {"highland", "shetland"}),
        ("shetland", {"aberdeen", "orkney"}),
        ("bexley", {"bromley", "greenwich", "kent"}),
    ],
)
def test_councils_across_water_are_not_neighbours(gazetteer, one, others):
    assert set(gazetteer.neighbours(one)) == others


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("south-gloucestershire", "monmouthshire"),
        ("east-riding-of-yorkshire", "north-lincolnshire"),
        ("kent", "thurrock"),
        ("liverpool", "wirral"),
        ("renfrewshire", "west-dunbartonshire"),
        ("north-tyneside", "south-tyneside"),
        ("greenwich", "newham"),
    ],
)
def test_a_bridge_or_a_tunnel_makes_neighbours(gazetteer, one, other):
    assert other in gazetteer.neighbours(one)


def test_an_unneeded_correction_of_neighbours_is_refused(root):
    typed = runpy.run_path(str(root / DERIVATION / "neighbours.py"))
    irish, close = (
        set(typed["NORTHERN_IRELAND"]),
        set(typed["SEPARATED"]) | {("belfast", "mid-ulster"), ("bolton", "bury")},
    )
    found = typed["correct_neighbours"](close, irish)
    assert (
        ("bolton", "bury") in found
        and ("belfast", "mid-ulster") not in found
        and not found & set(typed["SEPARATED"])
    )
    for derived, councils, reason in (
        (close - {("essex", "medway")}, irish, "right already"),
        (close | {("edinburgh", "fife")}, irish, "right already"),
        (close, irish - {"belfast"}, "Northern Ireland"),
    ):
        with pytest.raises(ValueError, match=reason):
            typed["correct_neighbours"](derived, councils)


# The larger places of Wales whose Welsh name is that by which everybody knows them; but Nelson,
# whose Welsh name is not certain.
SAME_IN_WELSH = {
    "Abergele",
    "Aberystwyth",
    "Bangor",
    "Brymbo",
    "Clydach",
    "Gorseinon",
    "Llandudno",
    "Llanelli",
    "Llantrisant",
    "Maesteg",
    "Nelson",
    "Penarth",
    "Pontypridd",
    "Porthcawl",
    "Prestatyn",
    "Rhosllannerchrugog",
    "Tonypandy",
    "Tredegar",
    "Treharris",
    "Ystalyfera",
}


def test_larger_places_in_wales_have_welsh_names(schema, gazetteer, root):
    typed = runpy.run_path(str(root / DERIVATION / "welsh_names.py"))
    expected = [
        (council, *pair)
        for table in ("CONFIRMED", "UNCONFIRMED")
        for council, names in typed[table].items()
        for pair in names.items()
    ]
    assert sorted(
        (place.council, place.name, *place.names.values())
        for place in gazetteer.places
        if place.names
    ) == sorted(expected)
    welsh = [place for place in gazetteer.places if schema.areas[place.council].parent == "wales"]
    assert {
        place.name for place in welsh if place.population >= 10_000 and not place.names
    } == SAME_IN_WELSH
    assert not [
        place.name for place in welsh if place.names.get("cy") in (place.name, *place.other_names)
    ], "a name stands there once"
    councils = [
        area
        for area in schema.areas.terms.values()
        if area.kind == "council" and area.parent == "wales"
    ]
    assert len(councils) == 22 and all("cy" in area.names for area in councils)


def test_a_welsh_name_finds_its_place(gazetteer, geocoder):
    for place in gazetteer.places:
        if welsh := place.names.get("cy"):
            assert place in gazetteer.find_places(welsh), welsh
            assert not isinstance(geocoder.lookup(welsh), NotFound), welsh


def test_no_postcode_of_northern_ireland_is_published(schema):
    districts = schema.geography_table("districts")
    assert not [
        name
        for part in districts.values()
        for name in part
        if name.startswith(("BT", "JE", "GY", "IM"))
    ]
    assert 2850 < len(districts["in_use"]) < 2900
    assert {"AB1", "CF1", "SO9"} <= set(districts["ended"])
    for name, (_, _, councils) in districts["in_use"].items():
        assert (
            councils
            and sum(councils.values()) <= 102
            and list(councils.values()) == sorted(councils.values(), reverse=True)
        ), name


def test_every_council_has_places(schema, gazetteer):
    places = schema.geography_table("places")
    assert set(places) == {
        area.id for area in schema.areas.terms.values() if area.kind == "council"
    }
    assert 5900 < len(gazetteer.places) < 5925 and all(places.values())


def test_every_council_is_on_the_map_once(schema):
    maps = schema.geography_table("map")
    councils, regions = maps["councils"], maps["regions"]
    assert set(councils["paths"]) | set(councils["dots"]) | set(
        councils["shetland"]["paths"]
    ) == set(schema.geography_table("places"))
    assert list(councils["dots"]) == ["isles-of-scilly"] and list(
        councils["shetland"]["paths"]
    ) == ["shetland"]
    assert set(councils["london"]["paths"]) == {
        a.id for a in schema.areas.terms.values() if a.kind == "council" and a.parent == "london"
    }
    assert set(regions["paths"]) == {
        a.id for a in schema.areas.terms.values() if a.kind == "region"
    } | {"scotland", "wales", "northern-ireland"}
    for frame in (councils, councils["london"], councils["shetland"], regions, regions["shetland"]):
        width, height = map(int, frame["viewBox"].split()[2:])
        for name, path in frame["paths"].items():
            assert re.fullmatch(r"(M\d+ \d+l[-\d ]+z)+", path), name
            for x, y in _points(path):
                assert 0 <= x <= width and 0 <= y <= height, f"{name} leaves the frame"


def _points(path: str):
    for ring in path.split("z")[:-1]:
        start, steps = ring[1:].split("l")
        x, y = map(int, start.split())
        yield x, y
        numbers = list(map(int, re.findall(r"-?\d+", steps)))
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            yield x, y


# --- Distances ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def grid(schema):
    return Grid(schema.country_file("grid"))


def test_to_grid_at_a_known_point(grid):
    east, north = grid.to_grid(
        52.657977, 1.716038
    )  # the water tower at Caister, from the guide of Ordnance Survey
    assert abs(east - 651409.9) < 5 and abs(north - 313177.3) < 5


def test_grid_round_trip(grid):
    for latitude, longitude in [(49.9, -6.3), (60.8, -0.8), (54.6, -8.1), (52.6, 1.7)]:
        assert grid.from_grid(*grid.to_grid(latitude, longitude)) == pytest.approx(
            (latitude, longitude), abs=1e-6
        )


@pytest.mark.parametrize(
    ("one", "other", "known"),
    [
        ("Leeds", "Bradford", 8.4),
        ("Penzance", "Thurso", 590),
        ("Belfast", "Derry", 62),
        ("Cardiff", "Swansea", 34),
    ],
)
def test_distances_between_towns(geocoder, one, other, known):
    a, b = geocoder.lookup(one), geocoder.lookup(other)
    assert distance_miles(a.point, b.point) == pytest.approx(known, rel=0.05)
    assert distance_miles(a.point, b.point) == pytest.approx(
        geodesic(a.point, b.point).miles, rel=0.005
    )


def test_nearest_place(gazetteer):
    numbers = random.Random(1)
    for _ in range(200):
        point = (numbers.uniform(50, 60), numbers.uniform(-7, 1.5))
        nearest = min(distance_miles(point, place.point) for place in gazetteer.places)
        assert distance_miles(point, gazetteer.nearest(point).point) == pytest.approx(
            nearest, rel=0.01, abs=0.01
        )


# --- What is found --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "label", "council"),
    [
        ("Leeds", "Leeds, Yorkshire and the Humber", "leeds"),
        ("  lEEDS ", "Leeds, Yorkshire and the Humber", "leeds"),
        ("Hull", "Kingston upon Hull, Yorkshire and the Humber", "kingston-upon-hull"),
        ("London", "London, England", "westminster"),
        ("Caerdydd", "Cardiff, Wales", "cardiff"),
        ("Inbhir Nis", "Inverness, Highland", "highland"),
        ("dun eideann", "Edinburgh, Scotland", "edinburgh"),
        ("Béal Feirste", "Belfast, Northern Ireland", "belfast"),
        ("Beal Feirste", "Belfast, Northern Ireland", "belfast"),
        ("An Ómaigh", "Omagh, Fermanagh and Omagh", "fermanagh-and-omagh"),
        ("Derry", "Derry, Derry City and Strabane", "derry-city-and-strabane"),
        ("Londonderry", "Derry, Derry City and Strabane", "derry-city-and-strabane"),
        ("Derry/Londonderry", "Derry, Derry City and Strabane", "derry-city-and-strabane"),
        ("St Mary's", "St Mary's, Isles of Scilly", "isles-of-scilly"),
        ("Saint Mary’s", "St Mary's, Isles of Scilly", "isles-of-scilly"),
        ("Kings Lynn", "King's Lynn, Norfolk", "norfolk"),
        ("stoke on trent", "Stoke-on-Trent, West Midlands", "stoke-on-trent"),
        ("Newport, Wales", "Newport, Wales", "newport"),
        ("Casnewydd", "Newport, Wales", "newport"),
        ("newport isle of wight", "Newport, Isle of Wight", "isle-of-wight"),
        ("Bangor (Northern Ireland)", "Bangor, Ards and North Down", "ards-and-north-down"),
        ("Dromore, Fermanagh", "Dromore, Fermanagh and Omagh", "fermanagh-and-omagh"),
        ("Ashford in Kent", "Ashford, Kent", "kent"),
        ("Y Fenni", "Abergavenny, Monmouthshire", "monmouthshire"),
        ("Abercynffig", "Aberkenfig, Bridgend", "bridgend"),
        ("Bangor, Co. Down", "Bangor, Ards and North Down", "ards-and-north-down"),
        ("Dromore, County Tyrone", "Dromore, Fermanagh and Omagh", "fermanagh-and-omagh"),
        ("Newport, Yorkshire", "Newport, East Riding of Yorkshire", "east-riding-of-yorkshire"),
        ("Wales, Rotherham", "Wales, Rotherham", "rotherham"),
    ],
)
def test_a_town_is_found(geocoder, query, label, council):
    found = geocoder.lookup(query)
    assert isinstance(found, PlaceMatch) and (found.label, found.area, found.precision) == (
        label,
        council,
        "town",
    )
    assert all(round(axis, 2) == axis for axis in found.point)


@pytest.mark.parametrize(
    ("query", "area", "precision"),
    [
        ("Kirklees", "kirklees", "council"),
        ("Tower Hamlets", "tower-hamlets", "council"),
        ("Ynys Môn", "isle-of-anglesey", "council"),
        ("Western Isles", "na-h-eileanan-siar", "council"),
        ("West Midlands", "west-midlands", "wide"),
        ("Alba", "scotland", "wide"),
        ("Cumbria", "cumbria", "wide"),
        ("Yorkshire", "yorkshire", "wide"),
        ("Yorks", "yorkshire", "wide"),
        ("Wales", "wales", "wide"),
        ("County Antrim", "county-antrim", "wide"),
        ("Co. Down", "county-down", "wide"),
        ("Co Tyrone", "county-tyrone", "wide"),
        ("County Derry", "county-derry-londonderry", "wide"),
        ("Co. Fermanagh", "fermanagh-and-omagh", "council"),
        ("Co. Durham", "county-durham", "council"),
        ("Middlesex", "middlesex", "wide"),
        ("Cleveland", "teesside", "wide"),
        ("Humberside", "humber", "wide"),
        ("Dyfed", "west-wales", "wide"),
        ("Clwyd", "clwyd", "wide"),
        ("Glamorgan", "glamorgan", "wide"),
        ("Strathclyde", "strathclyde", "wide"),
        ("Highlands and Islands", "highlands-and-islands", "wide"),
        ("Scottish Highlands", "highland", "council"),
        ("Skye", "highland", "council"),
        ("Perthshire", "perth-and-kinross", "council"),
        ("Thames Valley", "thames-valley", "wide"),
        ("the Wirral", "wirral", "council"),
        ("Bristol city", "bristol", "council"),
        ("Greater London", "london", "wide"),
        ("South East London", "south-east-london", "wide"),
        ("Ulster", "northern-ireland", "wide"),
    ],
)
def test_an_area_is_found(geocoder, query, area, precision):
    found = geocoder.lookup(query)
    assert (found.area, found.precision) == (area, precision)


@pytest.mark.parametrize(
    ("query", "district"),
    [
        ("LS1 4AP", "LS1"),
        ("ls14ap", "LS1"),
        ("ls1-4ap", "LS1"),
        ("LS1", "LS1"),
        ("LS1 4", "LS1"),
        ("LS14", "LS14"),
        ("LSI 4AP", "LS1"),
        ("ec1a1bb", "EC1A"),
        ("Town Hall, Leeds LS1 1UR", "LS1"),
        ("W1A 1AA", "W1A"),
        ("E8", "E8"),
    ],
)
def test_a_postcode_finds_its_outcode(geocoder, query, district):
    found = geocoder.lookup(query)
    assert (found.label, found.precision) == (district, "postcode-district")
    assert all(round(axis, 2) == axis for axis in found.point)


@pytest.mark.parametrize(
    "query",
    [
        "53.8, -1.55",
        "53.8 -1.55",
        "53.8N 1.55W",
        "53.8° N, 1.55° W",
        "geo:53.8,-1.55",
        "53.8;−1.55",
    ],
)
def test_coordinates_are_understood(geocoder, query):
    found = geocoder.lookup(query)
    assert (found.point, found.area, found.precision) == ((53.8, -1.55), "leeds", "coordinates")


@pytest.mark.parametrize(
    ("query", "council"),
    [
        ("60.75, -0.86", "shetland"),
        ("59.53, -1.63", "shetland"),
        ("57.81, -8.58", "na-h-eileanan-siar"),
    ],
)
def test_far_islands_are_in_the_united_kingdom(geocoder, query, council):
    assert geocoder.lookup(query).area == council


@pytest.mark.parametrize(
    ("query", "message", "labels"),
    [
        (
            "Newport",
            "There is more than one Newport. Which one do you mean?",
            [
                "Newport, East Riding of Yorkshire",
                "Newport, Essex",
                "Newport, Isle of Wight",
                "Newport, Pembrokeshire",
                "Newport, Telford and Wrekin",
                "Newport, Wales",
                "Newport-on-Tay, Fife",
            ],
        ),
        (
            "newcastle",
            "There is more than one Newcastle. Which one do you mean?",
            ["Newcastle upon Tyne, North East England", "Newcastle, Newry, Mourne and Down"],
        ),
        (
            "Bangor",
            "There is more than one Bangor. Which one do you mean?",
            ["Bangor, Ards and North Down", "Bangor, Gwynedd"],
        ),
        (
            "Bangor, Essex",
            "We can't find Bangor in Essex. Is it one of these?",
            ["Bangor, Ards and North Down", "Bangor, Gwynedd"],
        ),
        (
            "EC3",
            "EC3 covers several postcode districts. Which one do you mean?",
            ["EC3A", "EC3M", "EC3N", "EC3P", "EC3R", "EC3V"],
        ),
    ],
)
def test_an_ambiguous_name_gives_options(geocoder, query, message, labels):
    found = geocoder.lookup(query)
    assert isinstance(found, Ambiguous) and found.message == message
    assert [option.label for option in found.options] == labels


@pytest.mark.parametrize(
    ("query", "labels"),
    [
        ("The Midlands", ["East Midlands", "West Midlands"]),
        (
            "Home Counties",
            ["Berkshire", "Buckinghamshire", "Essex", "Hertfordshire", "Kent", "Surrey"],
        ),
        ("Kent and Medway", ["Kent", "Medway"]),
        ("Coventry & Warwickshire", ["Coventry", "Warwickshire"]),
        ("Leicester, Leicestershire and Rutland", ["Leicester", "Leicestershire", "Rutland"]),
    ],
)
def test_a_name_of_several_areas_offers_them(geocoder, query, labels):
    found = geocoder.lookup(query)
    assert (
        isinstance(found, Ambiguous)
        and found.message == f"{query} covers several areas. Which one do you mean?"
    )
    assert [option.label for option in found.options] == labels


def test_informal_regions_name_existing_areas(schema, gazetteer, geocoder):
    country, wording = gazetteer.country, gazetteer.wording
    assert len(country.informal_regions) > 20
    for name, listed in country.informal_regions.items():
        assert not gazetteer.find_area(name) and not gazetteer.find_places(name), (
            f"{name} is a place of its own"
        )
        assert all(area in schema.areas.terms for area in listed)
    for name in country.nationwide | wording.nationwide | wording.online:
        assert not gazetteer.find_area(name) and not gazetteer.find_places(name), (
            f"{name} is a place of its own"
        )
        assert isinstance(geocoder.lookup(name), NotFound)


def test_options_have_unique_labels_that_can_be_looked_up(geocoder, gazetteer):
    for name in {place.name for place in gazetteer.places}:
        found = geocoder.lookup(name)
        assert not isinstance(found, NotFound), name
        if isinstance(found, Ambiguous):
            labels = [option.label for option in found.options]
            assert len(set(labels)) == len(labels), labels
            # Whoever chooses one is not asked again.
            for option in found.options:
                chosen = geocoder.lookup(option.label)
                assert isinstance(chosen, PlaceMatch), option.label
                assert chosen.point == option.point, option.label


# --- What is not ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "message", "suggestions"),
    [
        ("", "Type a town, a postcode or a council.", ()),
        (" \n\t", "Type a town, a postcode or a council.", ()),
        ("?!…", "Type a town, a postcode or a council.", ()),
        (
            None,
            ("We can't find a place called None. Try a larger town nearby, or a postcode."),
            None,
        ),
        (
            "x" * 201,
            "That's too long for a place. Type just a town, a postcode or a council.",
            (),
        ),
        (
            "Leedz",
            (
                "We can't find a place called Leedz. Check the spelling, or try a larger town "
                "nearby or a postcode."
            ),
            ("Leeds", "Lee"),
        ),
        (
            "Xyzzyqwert",
            ("We can't find a place called Xyzzyqwert. Try a larger town nearby, or a postcode."),
            (),
        ),
        (
            "Headingley, Leeds",
            "We can't find a place called Headingley in Leeds. You can choose Leeds itself.",
            ("Leeds",),
        ),
        (
            "UK",
            (
                "United Kingdom is too big to be one place on the map. Type a town, a postcode or"
                " a council."
            ),
            (),
        ),
        (
            "Great Britain",
            (
                "Great Britain is too big to be one place on the map. Type a town, a postcode or "
                "a council."
            ),
            (),
        ),
        (
            "GB",
            "GB is too big to be one place on the map. Type a town, a postcode or a council.",
            (),
        ),
        (
            "England and Wales",
            (
                "England and Wales is too big to be one place on the map. Type a town, a postcode"
                " or a council."
            ),
            (),
        ),
        (
            "the whole of the UK",
            (
                "The whole of the UK is too big to be one place on the map. Type a town, a "
                "postcode or a council."
            ),
            (),
        ),
        (
            "Leeds and the UK",
            (
                "United Kingdom is too big to be one place on the map. Type a town, a postcode or"
                " a council."
            ),
            (),
        ),
        (
            "online",
            ("Online isn't a place on the map. Type the town, postcode or council where you are."),
            (),
        ),
        (
            "on-line",
            ("On-line isn't a place on the map. Type the town, postcode or council where you are."),
            (),
        ),
        (
            "everywhere",
            (
                "Everywhere isn't a place on the map. Type the town, postcode or council where "
                "you are."
            ),
            (),
        ),
        (
            "Jersey",
            "Jersey is outside the United Kingdom. We only cover the UK.",
            (),
        ),
        (
            "CF1",
            (
                "The postcode district CF1 is no longer used. Type the new postcode, or choose a "
                "town."
            ),
            (),
        ),
        (
            "bt1 5gs",
            (
                "Postcodes in Northern Ireland are not open data, so we can't place BT1 5GS. "
                "Choose a town, such as Belfast."
            ),
            (),
        ),
        (
            "BT7",
            (
                "Postcodes in Northern Ireland are not open data, so we can't place BT7. Choose a"
                " town, such as Belfast."
            ),
            (),
        ),
        (
            "JE2 3AB",
            (
                "JE2 3AB is a postcode in Jersey, which is outside the United Kingdom. We "
                "only cover the UK."
            ),
            (),
        ),
        (
            "gy11aa",
            (
                "GY1 1AA is a postcode in Guernsey, which is outside the United Kingdom. We "
                "only cover the UK."
            ),
            (),
        ),
        (
            "IM1",
            (
                "IM1 is a postcode in the Isle of Man, which is outside the United Kingdom. We "
                "only cover the UK."
            ),
            (),
        ),
        (
            "GX11 1AA",
            "GX11 1AA is a postcode in Gibraltar. We only cover the UK.",
            (),
        ),
        (
            "D02 X285",
            "D02 X285 is a postcode in Ireland. We only cover the UK.",
            (),
        ),
        (
            "bfpo57",
            (
                "BFPO 57 is a British Forces postcode. It doesn't tell us where you are. Choose a"
                " town."
            ),
            (),
        ),
        (
            "BF1 2AT",
            (
                "BF1 2AT is a British Forces postcode. It doesn't tell us where you are. Choose a"
                " town."
            ),
            (),
        ),
        (
            "GIR 0AA",
            "GIR 0AA is only used for post. It isn't a place on the map. Choose a town.",
            (),
        ),
        ("EN77", "EN77 is only used for post. It isn't a place on the map. Choose a town.", ()),
        (
            "ZZ1 1ZZ",
            "No postcode starts with ZZ1. Check the spelling, or choose a town.",
            ("ZE1",),
        ),
        (
            "-1.55, 53.8",
            "Latitude and longitude are the wrong way round. Write the latitude first: 53.8, -1.55",
            ("53.8, -1.55",),
        ),
        (
            "53.35, -6.26",
            (
                "The point 53.35, -6.26 is not in the United Kingdom. Write the latitude first, "
                "then the longitude, such as 53.80, -1.55."
            ),
            (),
        ),
        (
            "48.85, 2.35",
            (
                "The point 48.85, 2.35 is not in the United Kingdom. Write the latitude first, "
                "then the longitude, such as 53.80, -1.55."
            ),
            (),
        ),
        (
            "95, 200",
            (
                "95, 200 isn't a point on Earth. Write latitude and longitude in degrees, such as"
                " 53.80, -1.55."
            ),
            (),
        ),
    ],
)
def test_not_found_says_why(geocoder, query, message, suggestions):
    found = geocoder.lookup(query)
    assert isinstance(found, NotFound) and found.message == message
    assert suggestions is None or found.suggestions == suggestions


def test_any_text_can_be_looked_up(geocoder):
    numbers = random.Random(2)
    signs = "aZé1 0,.-°'/()[]{}\\\x00\u202e😀ßİ،٣½"
    for _ in range(300):
        assert isinstance(
            geocoder.lookup("".join(numbers.choices(signs, k=numbers.randrange(30)))),
            PlaceMatch | Ambiguous | NotFound,
        )


@pytest.mark.parametrize("case", ANSWERS, ids=lambda case: case["q"])
def test_what_people_write_means_a_place(geocoder, case):
    found = geocoder.lookup(case["q"])
    if "is" in case:
        assert isinstance(found, PlaceMatch) and found.label == case["is"]
        return
    assert not isinstance(found, PlaceMatch) and found.message.startswith(case["says"])
    options = found.options if isinstance(found, Ambiguous) else ()
    assert len(options) == case.get("choices", 0)
    if "suggests" in case:
        assert case["suggests"] in found.suggestions


# --- As geopy has it ------------------------------------------------------------------------------


def test_geocode_gives_a_geopy_location_or_none(geocoder):
    geopy_geocoder = GeopyGeocoder(geocoder)
    leeds = geopy_geocoder.geocode("Leeds", timeout=1)
    assert (leeds.latitude, leeds.longitude, leeds.raw) == (
        53.8,
        -1.55,
        {"precision": "town", "area": "leeds", "source": "GeoNames"},
    )
    assert geopy_geocoder.geocode("Newport") is None
    assert len(geopy_geocoder.geocode("Newport", exactly_one=False)) == 7
    assert geopy_geocoder.geocode("Xyzzyqwert", exactly_one=False) is None


def test_the_geocoder_refuses_the_network(geocoder):
    with pytest.raises(GeocoderServiceError, match="does not ask the network"):
        GeopyGeocoder(geocoder)._call_geocoder("https://example.org/", lambda answer: answer)


def test_a_build_does_not_wait_for_geopy():
    """It brings libraries for the network along, and they take a while to load."""
    asked = "import sys, ulo.pipeline, ulo.site; print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    modules = set(done.stdout.split())
    assert "ulo.geography.geocoder" in modules and not modules & {"geopy", "aiohttp"}


# --- Records --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        (
            {
                "address": "1 Example Street",
                "postcode": "LS1 4AP",
                "town": "Leeds",
                "area": "leeds",
            },
            ("postcode-district", "leeds"),
        ),
        ({"district": "E8", "area": "hackney"}, ("postcode-district", "hackney")),
        (
            {
                "address": "1 Example Street",
                "postcode": "BT1 5GS",
                "town": "Belfast",
                "area": "belfast",
            },
            ("town", "belfast"),
        ),
        ({"town": "Newport", "area": "newport"}, ("town", "newport")),
        ({"town": "Newport", "area": "isle-of-wight"}, ("town", "isle-of-wight")),
        ({"town": "Headingley", "area": "leeds"}, ("council", "leeds")),
        ({"area": "kirklees"}, ("council", "kirklees")),
        (
            {"town": "Leeds", "area": "leeds", "district": "LS6", "coordinates": "53.8, -1.55"},
            ("coordinates", "leeds"),
        ),
        ({"area": "wales", "coordinates": "51.48, -3.18"}, ("coordinates", "cardiff")),
        ({"town": "53.79612, -1.54781", "area": "kirklees"}, ("council", "kirklees")),
        (
            {"town": "53.79612, -1.54781"},
            "The record only says 53.79612, -1.54781. That's too big to be one place on the map.",
        ),
        (
            {"town": "West Midlands"},
            "The record only says West Midlands. That's too big to be one place on the map.",
        ),
        ({"town": "Newport"}, "There is more than one Newport. Which one do you mean?"),
        (
            {"area": "south-west"},
            "The record only says South West England. That's too big to be one place on the map.",
        ),
        ({}, "The record doesn't say where the group is based."),
    ],
)
def test_a_group_is_located_as_exactly_as_its_record_allows(schema, geocoder, base, expected):
    found = locate(_group(schema, base), geocoder)
    assert (
        found.message if isinstance(found, NotFound) else (found.precision, found.area)
    ) == expected


@pytest.mark.parametrize(
    ("written", "point"),
    [
        ("53.8, -1.6", (53.8, -1.6)),
        ("53.80, -1.55", (53.8, -1.55)),
        ("53.7961, -1.5478", (53.7961, -1.5478)),
        ("54, -2", (54, -2)),
    ],
)
def test_own_coordinates_of_a_group_are_kept(schema, geocoder, written, point):
    found = locate(
        _group(
            schema, {"address": "1 Example Street", "postcode": "LS1 4AP", "coordinates": written}
        ),
        geocoder,
    )
    assert (found.point, found.precision, found.label) == (point, "coordinates", "Example")


def test_a_maintainer_can_give_points_of_full_postcodes(schema, geocoder):
    group = _group(schema, {"address": "1 Example Street", "postcode": "LS1 4AP", "area": "leeds"})
    assert group.based_in == Location(address="1 Example Street", postcode="LS1 4AP", area="leeds")
    found = locate(group, geocoder, {"LS1 4AP": (53.79612, -1.54781)})
    assert (found.point, found.precision) == ((53.7961, -1.5478), "coordinates")


def _group(schema, base: dict):
    return make_organisation("example", schema.cast(minimal_record(based_in=base)))
