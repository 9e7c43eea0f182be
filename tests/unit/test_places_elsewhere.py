"""Places of countries that are not ours: without regions, postcodes or maps, or with other ones."""

import math
import random
from datetime import date

import pytest

from made_up_countries import NAMES, make_schema
from node import run_node_tests
from sites import NAMED, ROOT
from ulo.catalogue import Catalogue
from ulo.geography import (
    Ambiguous,
    Gazetteer,
    Grid,
    Maps,
    NotFound,
    OfflineGeocoder,
    PlaceMatch,
    PlainGrid,
    Whereabouts,
    make_grid,
    make_postcodes,
)
from ulo.geography.country_places import make_country_places
from ulo.site.council_lists import CouncilLists
from ulo.site.place_lists import PlaceLists, list_contents
from ulo.site.text import distance_words, format_distance, near_heading

ASKED = (
    "Portby",
    "Sandham",
    "near Sandham",
    "Newby",
    "Newby, Northmark",
    "Newby, The South",
    "Alder",
    "Cedr",
    "Eastmark",
    "Islandia",
    "The Republic",
    "the north",
    "Alderland and Birchland",
    "online",
    "nationwide",
    "near me",
    "40.3, -30.0",
    "-30.0, 40.3",
    "53, 1",
    "95, 1",
    "LS6 3HN",
    "10115",
    "10116",
    "10117",
    "12345",
    "99999",
    "2024",
    "Hall Street 7, 10115 Alder",
    "Cedar 10115",
    "",
    "x" * 300,
)


@pytest.fixture(scope="module")
def schemas(tmp_path_factory):
    folder = tmp_path_factory.mktemp("countries")
    return {name: make_schema(name, folder / name) for name in NAMES}


@pytest.fixture(scope="module")
def geocoders(schemas):
    return {name: OfflineGeocoder(Gazetteer(schema)) for name, schema in schemas.items()}


def answer(geocoder: OfflineGeocoder, text: str) -> dict:
    found = geocoder.lookup(text)
    if isinstance(found, PlaceMatch):
        return {"kind": "found", "label": found.label}
    if isinstance(found, Ambiguous):
        labels = [option.label for option in found.options]
        return {"kind": "choices", "sentence": found.message, "options": labels}
    return {"kind": "not-found", "sentence": found.message}


def test_browsers_answer_as_the_build_does(schemas, tmp_path):
    data = []
    for name, schema in schemas.items():
        catalogue = Catalogue([], schema, NAMED, date(2026, 11, 21))
        lists = list_contents(PlaceLists(catalogue)) | CouncilLists(catalogue).contents()
        made = {url.removeprefix("places/"): make() for url, make in lists.items()}
        pairs = [[text, answer(catalogue.geocoder, text)] for text in ASKED]
        data.append({"name": name, "lists": made, "pairs": pairs})
    files = [ROOT / "tests" / "unit" / "js" / "places_elsewhere.test.js"]
    run_node_tests(files, {"places_elsewhere": data}, tmp_path)


def test_without_postcodes_no_word_is_one(geocoders):
    geocoder = geocoders["without-regions"]
    assert not geocoder.gazetteer.has_postcodes
    for text in ("LS6 3HN", "10115", "A65 F4E2"):
        assert geocoder.lookup(text).message == (
            f"We can't find a place called {text}. Try a larger town nearby."
        )
    assert geocoder.lookup("").message == "Type a town or a council."
    assert Whereabouts(geocoder.gazetteer).find_outcode("LS6") is None


def test_postcodes_of_digits_are_found_by_themselves_and_beside_a_town(geocoders):
    geocoder = geocoders["with-regions"]
    assert geocoder.lookup("10115").area == "alderland"
    assert geocoder.lookup("Hall Street 7, 10115").label == "10115"
    assert geocoder.lookup("Alder 10115").label == "Alder 10115"
    assert "no longer used" in geocoder.lookup("10116").message
    # A number of another length is none.
    assert "2024" in geocoder.lookup("2024").message


def test_a_country_says_its_own_name(geocoders):
    assert geocoders["without-regions"].lookup("53, 1").message == (
        "The point 53, 1 is not in Islandia. Write the latitude first, then the longitude, "
        "such as 40.21, -30.52."
    )


def test_a_place_without_areas_above_it_is_told_by_its_country(geocoders):
    assert geocoders["without-regions"].lookup("Portby").label == "Portby, Islandia"


def test_an_area_without_a_middle_has_that_of_its_places(geocoders):
    gazetteer = geocoders["without-regions"].gazetteer
    match = gazetteer.area_match(gazetteer.areas["eastmark"])
    assert match.point == (40.31, -30.02)
    assert gazetteer.neighbours("eastmark") == {}


def test_a_whole_country_may_have_postcodes_that_nobody_may_publish(schemas):
    schema = schemas["without-regions"]
    gazetteer = Gazetteer(schema)
    form = {"outcode_form": "[A-Z][0-9]{2}", "incode_form": "[0-9A-Z]{4}"}
    without = [{"area": "islandia", "town": "Portby"}]
    vars(gazetteer)["postcodes"] = make_postcodes({**form, "areas_without": without})
    found = OfflineGeocoder(gazetteer).lookup("a65f4e2")
    assert isinstance(found, NotFound)
    assert found.message == (
        "Postcodes in Islandia are not open data, so we can't place A65 F4E2. Choose a town, "
        "such as Portby."
    )


def test_without_places_nothing_breaks(schemas):
    gazetteer = Gazetteer(schemas["without-regions"])
    vars(gazetteer)["places"] = []
    geocoder = OfflineGeocoder(gazetteer)
    for text in ASKED:
        assert geocoder.lookup(text)
    assert gazetteer.nearest((40.0, -30.0)) is None


# --- Maps and grids ---


def test_without_a_table_of_shapes_there_are_no_maps(geocoders):
    for geocoder in geocoders.values():
        maps = Maps(geocoder.gazetteer)
        assert not maps.councils.shapes
        assert not maps.regions.shapes
        assert not maps.outline.shapes
        assert not maps.crop(["north", "south"]).shapes
        area = next(iter(geocoder.gazetteer.areas.terms.values()))
        assert maps.locator(area, (50.0, 10.0)) is None


def maps_of_squares(schema) -> Maps:
    """Maps of a country whose councils are squares side by side, without one of its regions."""
    gazetteer = Gazetteer(schema)
    councils = [area.id for area in schema.areas.terms.values() if area.kind == "council"]
    squares = {id: f"M{100 * n} 0l90 0 0 90-90 0z" for n, id in enumerate(councils)}
    table = {"viewBox": "0 0 400 100", "origin": [0, 0], "unit": 1000, "paths": squares}
    shapes = {"middle": [40.3, -30.5], "councils": table}
    load = schema.geography_table
    gazetteer.load_table = lambda name: shapes if name == "map" else load(name)
    return Maps(gazetteer)


def test_councils_without_regions_are_on_the_map_of_regions(schemas):
    maps = maps_of_squares(schemas["without-regions"])
    assert maps.regions.areas == maps.councils.areas
    assert len(maps.regions.areas) == 4
    assert not maps.regions.insets
    assert len(maps.crop(["eastmark", "portby"]).shapes) == 2
    area = maps.gazetteer.areas["portby"]
    locator = maps.locator(area, maps.gazetteer.area_match(area).point)
    assert len(locator.paths) == 1


def test_without_a_map_of_regions_their_councils_make_it(schemas):
    maps = maps_of_squares(schemas["with-regions"])
    assert maps.regions.areas == {"north", "south"}
    assert len(maps.councils.areas) == 3
    north = next(shape for shape in maps.regions.shapes if shape.area == "north")
    assert len(north.rings) == 2
    assert len(maps.locator(maps.gazetteer.areas["north"], (50.3, 10.5)).paths) == 1


def test_a_plain_grid_counts_metres_and_leads_back():
    grid = make_grid({}, (40.3, -30.5))
    assert isinstance(grid, PlainGrid)
    assert grid.to_grid(40.3, -30.5) == (0, 0)
    east, north = grid.to_grid(40.4, -30.5)
    assert (round(east), round(north, -2)) == (0, 11100)
    draw = random.Random(2)
    for _ in range(50):
        point = draw.uniform(35, 45), draw.uniform(-35, -25)
        assert grid.from_grid(*grid.to_grid(*point)) == pytest.approx(point)


def test_another_national_grid_is_by_its_numbers():
    # Ireland's: Irish Transverse Mercator, on GRS 80, without a shift. The point is that of the
    # Spire in Dublin, and is told to a few metres.
    grid = Grid(
        {
            "ellipsoid": [6378137.0, 6356752.314140],
            "central_scale": 0.99982,
            "origin": [53.5, -8],
            "false_origin": [600000, 750000],
        }
    )
    east, north = grid.to_grid(53.5, -8)
    assert (east, north) == pytest.approx((600000, 750000), abs=0.01)
    east, north = grid.to_grid(53.34976, -6.26030)
    assert math.hypot(east - 715_830, north - 734_697) < 300
    assert grid.from_grid(east, north) == pytest.approx((53.34976, -6.26030), abs=1e-8)


# --- Distances ---


def test_distances_are_told_in_the_unit_of_the_country(schemas, schema):
    today = date(2026, 11, 21)
    miles = Catalogue([], schema, NAMED, today)
    metric = Catalogue([], schemas["without-regions"], NAMED, today)
    said = {n: (format_distance(n, miles), format_distance(n, metric)) for n in (0, 1, 12)}
    assert said == {
        0: ("less than a mile away", "less than 1 km away"),
        1: ("about 1 mile away", "about 2 km away"),
        12: ("about 12 miles away", "about 19 km away"),
    }
    assert near_heading(miles) == "Nearby, within 30 miles"
    assert near_heading(metric) == "Nearby, within about 50 km"
    assert "per_mile" not in distance_words(miles)
    assert distance_words(metric)["per_mile"] == pytest.approx(1.609, abs=0.001)


def test_an_unknown_unit_is_refused():
    with pytest.raises(ValueError, match="no unit furlong"):
        make_country_places({"distances": {"unit": "furlong"}})
