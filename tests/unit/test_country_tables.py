"""The tables of places of a country without code of its own: GeoNames and a few typed lists."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest
import yaml

from sites import DATA, ROOT
from ulo.geography import Gazetteer
from ulo.maintain.geodata import DerivationError, country_tables, derive_tables
from ulo.maintain.geodata.alternate_names import filter_names, read_rules
from ulo.schema import load

IRELAND = DATA / "countries" / "ireland"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An instance for a part of Ireland, with its towns of GeoNames."""
    towns = json.loads((IRELAND / "geonames.json").read_text("utf-8"))
    monkeypatch.setattr(
        country_tables,
        "read_geonames",
        lambda countries: [town for town in towns if town["countrycode"] in countries],
    )
    monkeypatch.setattr(country_tables, "check_versions", lambda *_: None)
    ignored = shutil.ignore_patterns("geography", "country")
    shutil.copytree(ROOT / "schema", tmp_path / "schema", ignore=ignored)
    shutil.copytree(IRELAND / "schema", tmp_path / "schema", dirs_exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def derive(folder: Path) -> dict[str, dict]:
    """The derived tables by name, written into the folder."""
    files = derive_tables(load(folder))
    (folder / "schema" / "geography").mkdir(exist_ok=True)
    for path, content in files.items():
        (folder / path).write_bytes(content)
    return {Path(path).stem: json.loads(content) for path, content in files.items()}


def change(folder: Path, **settings: object) -> None:
    path = folder / "schema" / "country" / "geography.yml"
    path.write_text(yaml.safe_dump(yaml.safe_load(path.read_text("utf-8")) | settings), "utf-8")


def add_row(folder: Path, row: str) -> None:
    with (folder / "schema" / "country" / "districts.csv").open("a", encoding="utf-8") as file:
        file.write(f"{row}\n")


def council_of(tables: dict[str, dict], name: str) -> set[str]:
    return {c for c, rows in tables["places"].items() for row in rows if row[0] == name}


def test_there_are_tables_but_no_maps(folder):
    files = derive_tables(load(folder))
    names = ("places", "districts", "councils", "sources")
    assert set(files) == {f"schema/geography/{name}.json" for name in names}
    sources = json.loads(files["schema/geography/sources.json"])
    assert sources["sha256"] == {
        f"{name}.json": hashlib.sha256(files[f"schema/geography/{name}.json"]).hexdigest()
        for name in names[:3]
    }
    (package,) = sources["packages"]
    assert package["gives"] == list(sources["sha256"]) and "CC BY" in package["licence"]
    assert files == derive_tables(load(folder)), "the same towns give the same bytes"


def test_a_place_is_in_the_council_of_its_row_or_else_of_the_nearest_known_point(folder):
    tables = derive(folder)
    assert council_of(tables, "Manorhamilton") == {"leitrim"}
    assert council_of(tables, "Oranmore") == {"galway"}
    assert council_of(tables, "Strandhill") == {"sligo"}
    # Two towns of one name, told apart by the province that GeoNames gives.
    assert council_of(tables, "Ballina") == {"mayo", "cork"}
    assert set(tables["places"]) == set(tables["councils"]) - {
        "connacht", "leinster", "munster", "ulster",
    }  # fmt: skip


def test_a_town_has_the_name_that_we_type_and_its_other_ones(folder):
    tables = derive(folder)
    (row,) = [row for row in tables["places"]["cork"] if row[0] == "Clonmel"]
    assert "Cluain Meala" in row[4]
    (galway,) = [row for row in tables["places"]["galway"] if row[0] == "Galway"]
    assert "Gaillimh" in galway[4] and not {"Golueji", "galwei"} & {*galway[4]}


def test_districts_have_a_point_and_councils(folder):
    districts = derive(folder)["districts"]
    assert districts["in_use"]["H91"] == [53.272, -9.051, {"galway": 100}]
    assert districts["in_use"]["N41"] == [53.947, -8.09, {"leitrim": 50, "roscommon": 50}]
    assert districts["in_use"]["D04"][:2] == [53.329, -6.231]
    assert "" not in districts["in_use"]
    assert districts["ended"] == districts["without_place"] == []


def test_councils_have_a_middle_and_neighbours_on_both_sides(folder):
    councils = derive(folder)["councils"]
    assert councils["leitrim"]["at"] == [54.0, -7.85]
    assert abs(councils["galway"]["at"][0] - 53.3) < 0.2, "where most people live"
    assert councils["connacht"] == {"at": councils["connacht"]["at"]}
    for council, row in councils.items():
        for other, miles in row.get("near", {}).items():
            assert councils[other]["near"][council] == miles
    assert all(row["near"] for row in councils.values() if "near" in row)
    assert {"mayo", "roscommon"} <= set(councils["galway"]["near"])


def test_typed_neighbours_count_instead(folder):
    change(folder, neighbours={"cork": ["galway"], "dublin": []})
    councils = derive(folder)["councils"]
    assert set(councils["cork"]["near"]) == {"galway"}
    assert councils["dublin"]["near"] == {}
    assert "cork" in councils["galway"]["near"] and "dublin" not in councils["galway"]["near"]


def test_the_tables_are_what_the_gazetteer_reads(folder):
    derive(folder)
    gazetteer = Gazetteer(load(folder))
    (place,) = gazetteer.find_places("Tuam")
    assert place.council == "galway"
    assert gazetteer.outcodes["H54"].councils == {"galway": 100}
    assert "galway" in gazetteer.neighbours("mayo")
    assert gazetteer.nearest((53.35, -6.26)).name == "Dublin"


def test_a_country_of_one_council_needs_no_typed_points(folder):
    areas = folder / "schema" / "areas.json"
    content = json.loads(areas.read_text("utf-8"))
    content["oneOf"] = [
        {"const": "ireland", "title": "Ireland", "kind": "country"},
        {"const": "dublin", "title": "Dublin", "kind": "council", "parent": "ireland"},
    ]
    areas.write_text(json.dumps(content), "utf-8")
    (folder / "schema" / "country" / "districts.csv").unlink()
    change(folder, admin={}, points={})
    tables = derive(folder)
    assert len(tables["places"]["dublin"]) > 20
    assert tables["districts"]["in_use"] == {}
    assert tables["councils"]["dublin"]["near"] == {}


@pytest.mark.parametrize(
    ("settings", "row", "words"),
    [
        ({"geonames": []}, "", "doesn't name a country of GeoNames"),
        ({"points": {"atlantis": [50, -20]}}, "", "schema/areas.json: atlantis"),
        ({}, "X11,Cork,atlantis", "schema/areas.json: atlantis"),
        ({}, "X11,Nowhere,cork", "towns that GeoNames doesn't have: Nowhere"),
        ({}, "X11,Cork,galway", "towns that GeoNames doesn't have: Cork"),
        ({"points": {}, "min_population": 2_000_000}, "", "which council a place is in"),
        (
            {"points": {"cork": [52, -8]}, "admin": {}, "min_population": 50_000},
            "",
            "in these councils: donegal, dublin",
        ),
    ],
)
def test_what_does_not_fit_is_said(folder, settings, row, words):
    change(folder, **settings)
    if row:
        add_row(folder, row)
    if settings.get("min_population"):
        (folder / "schema" / "country" / "districts.csv").unlink()
    with pytest.raises(DerivationError, match=words):
        derive(folder)


def test_a_province_without_a_council_is_said(folder):
    change(folder, admin={"connacht": "C", "leinster": "L", "munster": "X", "ulster": "U"})
    text = (folder / "schema" / "country" / "districts.csv").read_text("utf-8")
    kept = [line for line in text.splitlines() if ",cork" not in line]
    (folder / "schema" / "country" / "districts.csv").write_text("\n".join(kept), "utf-8")
    with pytest.raises(DerivationError, match=r"which council .* is in: .* the code M"):
        derive(folder)


def test_a_country_may_derive_its_tables_by_code_of_its_own(folder):
    own = folder / "schema" / "geography" / "derivation"
    own.mkdir(parents=True)
    (own / "towns.py").write_text("TOWNS = {'cork': [['Cork', 51.9, -8.5, 1, []]]}\n", "utf-8")
    (own / "__init__.py").write_text(
        "from ulo.maintain.geodata.derived import Derived\n"
        "from .towns import TOWNS\n"
        "def derive(schema):\n"
        "    return Derived({'places': TOWNS}, [])\n",
        "utf-8",
    )
    files = derive_tables(load(folder))
    assert set(files) == {"schema/geography/places.json", "schema/geography/sources.json"}
    assert b'["Cork",51.9,-8.5,1,[]]' in files["schema/geography/places.json"]


RULES = read_rules(
    {
        "accents": "áé",
        "foreign_letters": "kz",
        "foreign_endings": ["as", "o"],
        "small_words": ["an"],
    }
)


@pytest.mark.parametrize(
    ("name", "others", "kept"),
    [
        ("Omagh", ["An Omaigh", "an Ómaigh", "Àn Omaigh"], ["an Ómaigh"]),
        ("Tralee", ["Trá Lí", "Trá Li", "Tra Li", "trá Lí"], ["Trá Lí"]),
        ("Dublin", ["Dublinas", "Dublino", "Dublin City", "DUB", "dubulin"], ["Dublin City"]),
        ("Kilkenny", ["Kilkennio", "Kilkeni"], ["Kilkeni"]),
        ("Cork", ["Korkz", "Corcaigh", "Корк"], ["Corcaigh"]),
    ],
)
def test_names_in_the_languages_of_the_country_are_kept(name, others, kept):
    assert filter_names(name, others, RULES) == kept
