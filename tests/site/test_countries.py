"""Sites of other countries: with other kinds of areas, and with next to no records."""

import csv
import json

import pytest

from countries import COUNTRIES, NAMES, OUR_NAMES, copy_country, pages_by_hand
from sites import run_alone

# The texts of files that people or programs read.
TEXTS = (".csv", ".geojson", ".html", ".ics", ".json", ".jsonl", ".jsonld", ".txt", ".vcf", ".xml")


@pytest.fixture(scope="module", params=[(name, n) for name in NAMES for n in (0, 1, 3)], ids=str)
def country(request, tmp_path_factory):
    """The name of a country, and the copy of the project with its site."""
    name, records = request.param
    project = copy_country(tmp_path_factory.mktemp("country") / "project", name, records)
    # A link that leads nowhere is an error of the build.
    done = run_alone(project)
    assert done.returncode == 0, done.stdout + done.stderr
    return name, project


def read_areas(name):
    path = COUNTRIES / name / "schema" / "areas.json"
    return {area["const"]: area for area in json.loads(path.read_text("utf-8"))["oneOf"]}


def test_every_area_has_its_page(country):
    name, project = country
    for id in read_areas(name):
        assert (project / "site" / "places" / id / "index.html").is_file(), id


def test_no_page_that_code_makes_names_our_country(country):
    _, project = country
    site, by_hand = project / "site", pages_by_hand(project)
    found = []
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        page = name.removesuffix("index.html").rstrip("/") or "."
        if path.suffix not in TEXTS or name.startswith("assets/") or page in by_hand:
            continue
        text = path.read_text("utf-8")
        found += [
            (name, text[max(0, m.start() - 60) : m.end() + 20]) for m in OUR_NAMES.finditer(text)
        ]
    assert not found


def test_what_the_country_lacks_is_left_out(country):
    _, project = country
    site = project / "site"
    assert not (site / "places" / "map").exists() and not (site / "places" / "postcodes").exists()
    places = (site / "places" / "index.html").read_text("utf-8")
    assert '<svg class="map' not in places and "postcodes/" not in places
    for page in ("index.html", "find/index.html", "activities/peer-support/index.html"):
        assert "postcode" not in (site / page).read_text("utf-8"), page
    form = (site / "add" / "index.html").read_text("utf-8")
    assert "data-question=" in form and 'data-question="based_in.postcode"' not in form
    assert 'data-question="identifiers.' not in form and 'data-question="names.' not in form


def test_names_in_other_languages_have_columns_of_their_own(country):
    name, project = country
    data = project / "site" / "data"
    rows = [*csv.DictReader((data / "areas.csv").open(encoding="utf-8"))]
    assert {row["id"] for row in rows} == read_areas(name).keys()
    for row in rows:
        names = read_areas(name)[row["id"]].get("names", {})
        assert {key[5:]: row[key] for key in row if key.startswith("name_") and row[key]} == names
