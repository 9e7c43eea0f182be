"""The files that readers download whole: each in the form of its standard, and whole."""

import csv
import dataclasses
import io
import json
import sqlite3
import zipfile
from contextlib import closing
from datetime import date

import pytest

import sites
from ulo import exports
from ulo.catalogue import Catalogue, Instance
from ulo.contribute import importer
from ulo.model import Location, as_data
from ulo.site.page import File, Page
from ulo.site.pages import open_data
from ulo.site.text import format_size

INSTANCE = Instance("Led by Us", "https://example.org/", licence_holder="the contributors")
HOSTILE = "</script><img src=x onerror=alert(1)>\N{RIGHT-TO-LEFT OVERRIDE}'); DROP TABLE x; --"
# What makes a formula of a cell, as OWASP lists it.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture(scope="module")
def published(schema) -> Catalogue:
    return sites.catalogue(schema, INSTANCE)


@pytest.fixture(scope="module")
def files(published) -> dict[str, bytes]:
    return {download.name: download.make(published) for download in exports.DOWNLOADS}


def make_file(name: str, catalogue: Catalogue) -> bytes:
    (download,) = [one for one in exports.DOWNLOADS if one.name == name]
    return download.make(catalogue)


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def placed(catalogue: Catalogue, **base: str) -> Catalogue:
    """A catalogue of one group that is based like this."""
    o = dataclasses.replace(catalogue.by_slug["leeds-speak-up"], based_in=Location(**base))
    return Catalogue([o], catalogue.schema, INSTANCE, catalogue.today)


# --- All files -----------------------------------------------------------------------------------


def test_the_same_records_give_the_same_bytes(schema, files):
    again = sites.catalogue(schema, INSTANCE)
    for name, content in files.items():
        assert make_file(name, again) == content, name


def test_the_order_of_the_records_makes_no_difference(published, files):
    shuffled = Catalogue(
        reversed(published.organisations),
        published.schema,
        INSTANCE,
        published.today,
        reversed(published.resources),
        reversed(published.glossary_entries),
    )
    for name, content in files.items():
        assert make_file(name, shuffled) == content, name


def test_a_directory_without_groups_has_all_files(schema, today):
    empty = Catalogue([], schema, Instance("New"), today)
    for download in exports.DOWNLOADS:
        assert download.make(empty) or download.name == "organisations.jsonl", download.name
    assert json.loads(make_file("organisations.json", empty))["organisations"] == []
    assert json.loads(make_file("organisations.geojson", empty))["features"] == []


def test_every_file_is_on_the_page_with_its_size_and_says_what_it_is(published, drawn):
    page, *_ = [item for item in open_data.build_pages(published) if isinstance(item, Page)]
    offered = {item.url for item in open_data.build_pages(published) if isinstance(item, File)}
    assert offered <= set(page.sizes_of)
    text = drawn.pages["data/"]
    for download in exports.DOWNLOADS:
        assert f'href="../data/{download.name}" download' in text
        assert format_size(len(drawn.files[f"data/{download.name}"])) in text
        assert published.messages["open_data"]["files"][download.name] in text.replace("&#39;", "'")


def test_files_that_can_say_so_name_their_licence_and_their_version(published, files):
    newest = max(max(o.added, o.checked.on) for o in published.organisations)
    for name in ("organisations.json", "organisations.geojson", "resources.json"):
        facts = json.loads(files[name])
        assert facts["licence"] == "CC BY 4.0" and facts["attribution"] == "the contributors", name
        assert facts["version"] == newest.isoformat(), name


# --- JSON ----------------------------------------------------------------------------------------


def test_json_and_json_lines_have_each_record_whole(published, files):
    whole = json.loads(files["organisations.json"])["organisations"]
    lines = [json.loads(line) for line in files["organisations.jsonl"].splitlines()]
    versions = [line.pop("version") for line in lines]
    assert whole == lines and len(set(versions)) == len(lines)
    assert whole == [{"id": o.slug, **as_data(o)} for o in published.organisations]


def test_import_takes_the_json_lines_without_a_note(schema, files):
    entries, notes = importer.read_json_lines(files["organisations.jsonl"], schema)
    assert not notes and len(entries) == len(files["organisations.jsonl"].splitlines())


def test_the_library_is_whole(published, files):
    library = json.loads(files["resources.json"])["library"]
    assert [resource["id"] for resource in library] == [r.slug for r in published.resources]
    assert all(resource["title"] and resource["sources"] for resource in library)


def test_vocabularies_have_all_terms_and_nothing_of_the_pages(published, files):
    listed = json.loads(files["vocabularies.json"])["vocabularies"]
    found = {vocabulary["id"]: vocabulary for vocabulary in listed}
    assert found.keys() == published.schema.vocabularies.keys()
    for name, vocabulary in published.schema.vocabularies.items():
        assert [term["id"] for term in found[name]["terms"]] == list(vocabulary.terms)
        assert not any({"icon", "crisis", "at_risk"} & term.keys() for term in found[name]["terms"])


# --- CSV -----------------------------------------------------------------------------------------


def test_one_table_of_groups_is_for_people_and_one_for_programs(published, files):
    people, programs = files["organisations-spreadsheet.csv"], files["organisations.csv"]
    assert people.startswith(b"\xef\xbb\xbf") and not programs.startswith(b"\xef\xbb\xbf")
    slugs = [o.slug for o in published.organisations]
    assert [row["Id"] for row in rows(people)] == [row["id"] for row in rows(programs)] == slugs
    found = {row["id"]: row for row in rows(programs)}["leeds-speak-up"]
    o = published.by_slug["leeds-speak-up"]
    assert found["user_led.led_by"] == "; ".join(o.user_led.led_by)
    assert found["sources.1.url"] == o.sources[0].url


def test_no_cell_of_any_table_is_a_formula(published):
    attack = '=HYPERLINK("http://evil.example","x")'
    o = dataclasses.replace(published.open[0], name=attack, also_known_as=("+1", "@x", "-2"))
    catalogue = Catalogue([o], published.schema, INSTANCE, published.today)
    for download in exports.DOWNLOADS:
        if download.media_type == "text/csv":
            for row in rows(download.make(catalogue)):
                assert not any(cell.startswith(FORMULA_SIGNS) for cell in row.values())


def test_areas_have_their_codes_and_counts(published, files):
    leeds = {row["id"]: row for row in rows(files["areas.csv"])}["leeds"]
    assert (leeds["code"], leeds["kind"], leeds["parent"]) == (
        "E08000035",
        "council",
        "yorkshire-and-the-humber",
    )
    assert int(leeds["groups_here"]) == published.place_groups.count(published.areas["leeds"])
    assert "Open Government Licence" in leeds["record_licence"]


# --- GeoJSON -------------------------------------------------------------------------------------


def test_geojson_is_what_the_standard_asks_for(published, files):
    collection = json.loads(files["organisations.geojson"])
    assert collection["type"] == "FeatureCollection" and "crs" not in collection
    slugs = [feature["id"] for feature in collection["features"]]
    assert slugs == [o.slug for o in published.organisations]
    points = 0
    for feature in collection["features"]:
        assert feature["type"] == "Feature" and feature["properties"]["name"]
        if feature["geometry"]:
            longitude, latitude = feature["geometry"]["coordinates"]
            # Of the United Kingdom, so that nobody has them the other way round.
            assert -9 < longitude < 2.1 and 49 < latitude < 61
            points += 1
    assert 0 < points < len(slugs)


@pytest.mark.parametrize(
    ("base", "precision"),
    [
        ({"coordinates": "53.7961, -1.5478", "area": "leeds"}, "coordinates"),
        ({"district": "LS1", "town": "Leeds", "area": "leeds"}, "postcode-district"),
        ({"postcode": "LS1 4AP", "address": "1 Street", "town": "Leeds"}, "postcode-district"),
        ({"town": "Leeds", "area": "leeds"}, "town"),
        ({"area": "leeds"}, ""),
        ({"area": "scotland"}, ""),
        ({}, ""),
    ],
)
def test_a_group_has_a_point_only_where_its_record_gives_one(published, base, precision):
    catalogue = placed(published, **base)
    (feature,) = json.loads(make_file("organisations.geojson", catalogue))["features"]
    assert bool(feature["geometry"]) == bool(precision)
    assert feature["properties"].get("location_precision", "") == precision
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(make_file("organisations.sqlite", catalogue))
        found = database.execute("SELECT latitude, location_precision FROM organisations")
        latitude, told = found.fetchone()
    assert (latitude is not None, told or "") == (bool(precision), precision)


# --- SQLite --------------------------------------------------------------------------------------


@pytest.fixture
def database(files):
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(files["organisations.sqlite"])
        connection.row_factory = sqlite3.Row
        yield connection


def test_the_database_is_sound_and_has_every_group(published, database):
    assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert not database.execute("PRAGMA foreign_key_check").fetchall()
    found = {row["id"]: row for row in database.execute("SELECT * FROM organisations")}
    assert found.keys() == published.by_slug.keys()
    for slug, row in found.items():
        o = published.by_slug[slug]
        assert (row["name"], row["summary"]) == (o.name, o.summary)
        assert json.loads(row["user_led_led_by"]) == list(o.user_led.led_by)
        assert row["freshness"] == published.freshness[slug].value
    numbers = database.execute("SELECT count(*) FROM sources").fetchone()[0]
    assert numbers == sum(len(o.sources) for o in published.organisations)


def test_the_database_can_be_searched_by_words_names_and_places(published, database):
    def find(query: str) -> set[str]:
        found = database.execute(
            "SELECT id FROM organisations WHERE rowid IN "
            "(SELECT rowid FROM organisations_search WHERE organisations_search MATCH ?)",
            [query],
        )
        return {row["id"] for row in found}

    # How Datasette knows that a table has an index of words.
    (sql,) = database.execute(
        "SELECT sql FROM sqlite_master WHERE name = 'organisations_search'"
    ).fetchone()
    assert 'content="organisations"' in sql
    assert "leeds-speak-up" in find("leeds")
    assert find('"Leeds Speak Up"') == {"leeds-speak-up"}
    carers = {o.slug for o in published.organisations if "carers" in o.user_led.led_by}
    assert carers and carers <= find("carers")


def test_a_hostile_record_stays_text_in_every_file(published):
    o = dataclasses.replace(published.open[0], name=HOSTILE, summary=HOSTILE)
    catalogue = Catalogue([o], published.schema, INSTANCE, published.today)
    (found,) = json.loads(make_file("organisations.json", catalogue))["organisations"]
    assert found["name"] == HOSTILE
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(make_file("organisations.sqlite", catalogue))
        assert connection.execute("SELECT name FROM organisations").fetchone() == (HOSTILE,)


# --- The data package ----------------------------------------------------------------------------


def test_the_package_describes_its_files_truly(files):
    package = json.loads(files["datapackage.json"])
    assert package["profile"] == "data-package" and package["name"] == "led-by-us"
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert len(package["sources"]) == 3
    paths = [resource["path"] for resource in package["resources"]]
    assert len(set(paths)) == len(paths) and set(paths) < set(files)
    assert [resource["name"] for resource in package["resources"]] == [
        path.partition(".")[0] for path in paths
    ]


def test_every_cell_has_the_type_that_the_package_states(files):
    tables = [r for r in json.loads(files["datapackage.json"])["resources"] if "schema" in r]
    assert {table["name"] for table in tables} == {"organisations", "work", "partners", "areas"}
    checked = set()
    for table in tables:
        found = rows(files[table["path"]])
        fields = {field["name"]: field for field in table["schema"]["fields"]}
        assert list(fields) == list(found[0])
        assert all(field["description"] for field in fields.values())
        for row in found:
            for name, cell in row.items():
                kind = fields[name]["type"]
                if cell and kind == "integer":
                    int(cell)
                elif cell and kind == "date":
                    date.fromisoformat(cell)
                elif cell and kind == "boolean":
                    assert cell in fields[name]["trueValues"] + fields[name]["falseValues"]
                checked |= {kind} if cell else set()
    assert checked == {"string", "integer", "date", "boolean"}


def test_keys_of_the_package_name_one_row_each(files):
    resources = {r["name"]: r for r in json.loads(files["datapackage.json"])["resources"]}
    ids = {}
    for name, resource in resources.items():
        if key := resource.get("schema", {}).get("primaryKey"):
            found = [row[key] for row in rows(files[resource["path"]])]
            assert len(found) == len(set(found)) and all(found)
            ids[name] = set(found)
    followed = 0
    for name, resource in resources.items():
        for key in resource.get("schema", {}).get("foreignKeys", ()):
            target = ids[key["reference"]["resource"] or name]
            values = {row[key["fields"]] for row in rows(files[resource["path"]])} - {""}
            assert values <= target, (name, key)
            followed += len(values)
    assert followed > 10


def test_the_archive_holds_just_the_package(files):
    with zipfile.ZipFile(io.BytesIO(files["data-package.zip"])) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert names[0] == "datapackage.json"
        for name in names:
            assert archive.read(name) == files[name]
