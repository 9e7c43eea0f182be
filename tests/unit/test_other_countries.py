"""Values of made-up directories of other countries: each is read by its own schema/country/."""

import json
import shutil
from pathlib import Path

import pytest
from test_javascript import FOLDER

from node import run_node_tests
from sites import ROOT
from ulo import cli, schema as shape
from ulo.checks import CheckContext
from ulo.checks.contact import phone_number, way_in_text
from ulo.checks.identity import identity_keys, key_kind, name_keys, page_key
from ulo.checks.own_site import may_be_own_site
from ulo.cli import parser
from ulo.contribute import form
from ulo.contribute.browser_rules import build_rules
from ulo.contribute.intake.normalisation import normalise
from ulo.records import Record, values
from ulo.schema import InvalidFileError, Schema
from ulo.site.identifiers import browser_forms, key_of

# Two halves, a plan of its own for phones, and numbers without a trunk.
IRELAND = {
    "country": "code: IE\nlanguages: [en, ga]\n",
    "phones": """
calling_code: 353
trunk: "0"
groups:
  - ["1[0-9]{7}", [1, 3, 4]]
  - ["8[35679][0-9]{7}", [2, 3, 4]]
  - ["[24-79][0-9]{7}", [2, 5]]
bare_groups:
  - ["1800[0-9]{6}", [4, 3, 3]]
""",
    "postcodes": """
outcode_form: "D6W|[AC-FHKNPRTV-Y][0-9]{2}"
incode_form: "[0-9AC-FHKNPRTV-Y]{4}"
separator: " "
labels: [eircode, post ?code]
typed:
  outcode: "(?=D6W$|[A-Z][0-9O]{2}$)([AC-FHKNPRTV-Y])([0-9O]{1,2})(W?)"
""",
    "registers": """
labels: [charity, "no", number, registered]
letters: [chy]
search_labels: [charity, "no", number]
registers:
  IE-CHY:
    kind: charity
    labels: [chy]
    hosts: [charitiesregulator.ie]
    page: https://www.charitiesregulator.ie/en/{}
    forms: [{match: "(?:CHY)?([0-9]{1,5})", strip: true}]
    paper: CHY
  IE-CRO:
    kind: company
    labels: [cro, company]
""",
    "names": "legal_endings: [clg, teo]\n",
    "places": 'name_prefixes: [county, contae]\nname_endings: ["(city |county )?council"]\n',
    "web": "public_bodies: [gov.ie]\nsecond_levels: [gov]\nfront_pages: [home, baile]\n"
    "endings: [ie]\n",
}
# Digits alone, no plan for phones, and another language.
DIGITS = {
    "country": "code: FR\nlanguages: [fr]\n",
    "postcodes": 'outcode_form: "[0-9]{2}"\nincode_form: "[0-9]{3}"\nseparator: ""\n',
    "registers": """
labels: [association, rna]
registers:
  FR-RNA:
    kind: society
    labels: []
""",
}
# No postcodes, no registers, no plan, and the month before the day.
BARE = {"country": "code: US\nlanguages: [en]\n"}
# What people write around values, by language.
TYPED = {
    "fr": """
typed:
  clock:
    times: "midi=12:00|minuit=00:00"
    before_noon: "du matin"
    after_noon: "du soir|de l'après-midi|de l'apres-midi"
  shares:
    numbers: "un/une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix"
    all: "tous|toutes"
    everyone: "tout le monde"
    before_whole: "les|nos"
    behind_whole: "membres"
    out_of: "sur|des"
    per_cent: "pour cent"
"""
}
COUNTRIES = {"ireland": IRELAND, "digits": DIGITS, "bare": BARE}
SCHEMES = {
    "ireland": {"IE-CHY": ("^[0-9]{5}$", "01234"), "IE-CRO": ("^[0-9]{6}$", "123456")},
    "digits": {"FR-RNA": ("^W[0-9]{9}$", "W123456789")},
    "bare": {},
}
FIELDS = {
    "phone": ("contact", "phone"),
    "postcode": ("based_in", "postcode"),
    "date": ("checked", "on"),
    "year": ("founded",),
    "time": ("meetings", 0, "starts"),
    "share": ("user_led", "board_share"),
}
# By country and field: what is written, and what is read.
READ = {
    "ireland": {
        "phone": {
            "(01) 234 5678": "01 234 5678",
            "012345678": "01 234 5678",
            "+353 1 2345678": "01 234 5678",
            "00353 (0)1 234 5678 ext 5": "01 234 5678 ext. 5",
            "Tel: 087-1234567": "087 123 4567",
            "1800123456": "1800 123 456",
            "+353 1800 123 456": "1800 123 456",
            "+44 113 496 0000": "+44 113 496 0000",
            "0113 496 0000 1": "0113 496 0000 1",
        },
        "postcode": {
            "a65f4e2": "A65 F4E2",
            "Eircode: AO5 F4E2": "A05 F4E2",
            "d6w": "D6W",
            "A65": "A65",
            "LS1 4AP": "LS1 4AP",
        },
        "date": {
            "3/11/2026": "2026-11-03",
            "3 Samhain 2026": "2026-11-03",
            "3rd November 2026": "2026-11-03",
            "3 Tachwedd 2026": "3 Tachwedd 2026",
        },
        "year": {"since Lúnasa 1987": "1987"},
        "time": {"7pm": "19:00", "noon": "12:00"},
        "share": {"three of the four trustees": "75", "75 per cent": "75"},
        "IE-CHY": {"CHY 1234": "CHY 1234", "chy12345": "12345", "charity no. 12345": "12345"},
        "IE-CRO": {"Company number 123456": "123456"},
    },
    "digits": {
        "phone": {
            "01.23.45.67.89": "01 23 45 67 89",
            "0123456789": "0123456789",
            "+33 1 23 45 67 89": "01 23 45 67 89",
            "0033 (0)1 23 45 67 89": "01 23 45 67 89",
            "+44 113 496 0000": "+44 113 496 0000",
            "12": "12",
        },
        "postcode": {"75 001": "75001", "75001": "75001", "75": "75", "LS1 4AP": "LS1 4AP"},
        "date": {
            "3/11/2026": "2026-11-03",
            "3 août 2026": "2026-08-03",
            "3 aout 2026": "2026-08-03",
            "lundi 3 août 2026": "2026-08-03",
            "mardi 3 août 2026": "mardi 3 août 2026",
            "3 janv. 2026": "2026-01-03",
            "3 August 2026": "3 August 2026",
        },
        "year": {"1987": "1987"},
        "time": {
            "7 du soir": "19:00",
            "7.30 du matin": "07:30",
            "12 du soir": "12:00",
            "midi": "12:00",
            "19:30": "19:30",
            "7pm": "7pm",
            "noon": "noon",
        },
        "share": {
            "trois sur quatre": "75",
            "une sur deux": "50",
            "Trois sur les quatre membres": "75",
            "66,6 %": "66,6 %",
            "75 pour cent": "75",
            "75 %": "75",
            "3/4": "75",
            "tous les membres": "100",
            "tous nos 7 membres": "100",
            "Tout le monde": "100",
            "cinq sur quatre": "cinq sur quatre",
            "three of four": "three of four",
            "all": "all",
        },
        "FR-RNA": {"RNA W123456789": "W123456789"},
    },
    "bare": {
        "phone": {
            "(212) 555-0123": "212 555 0123",
            "+1 212 555 0123": "212 555 0123",
            "+44 113 496 0000": "+44 113 496 0000",
        },
        "postcode": {"LS1 4AP": "LS1 4AP", "ls14ap": "ls14ap", "75001": "75001"},
        "date": {
            "11/3/2026": "2026-11-03",
            "November 3, 2026": "2026-11-03",
            "21/11/2026": "21/11/2026",
        },
        "year": {"Nov 1987": "1987"},
    },
}


def make_schema(folder: Path, name: str) -> Schema:
    """The schema of a directory of another country."""
    shutil.copytree(ROOT / "schema", folder / "schema")
    shutil.rmtree(folder / "schema" / "country")
    (folder / "schema" / "country").mkdir()
    for file, content in COUNTRIES[name].items():
        (folder / "schema" / "country" / f"{file}.yml").write_text(content, "utf-8")
    for language, content in TYPED.items():
        (folder / "schema" / "locales" / language).mkdir()
        (folder / "schema" / "locales" / language / "typed.yml").write_text(content, "utf-8")
    fields = json.loads((ROOT / "schema" / "country" / "fields.json").read_text("utf-8"))
    identifiers = {
        scheme: {
            "title": scheme,
            "type": "string",
            "format": scheme,
            "pattern": form,
            "examples": [example],
        }
        for scheme, (form, example) in SCHEMES[name].items()
    }
    if identifiers:
        fields["identifiers"]["properties"] = identifiers
    else:
        del fields["identifiers"]
    path = folder / "schema" / "country" / "fields.json"
    path.write_text(json.dumps(fields), "utf-8")
    return shape.load(folder)


@pytest.fixture(scope="module")
def schemas(tmp_path_factory) -> dict[str, Schema]:
    return {name: make_schema(tmp_path_factory.mktemp(name), name) for name in COUNTRIES}


def pointer_of(field: str) -> tuple[str | int, ...]:
    return FIELDS.get(field) or ("identifiers", field)


def make_context(schema: Schema, today, data: dict) -> CheckContext:
    return CheckContext(
        Record("a-group", "orgs/a-group.yml", {"name": "A Group", **data}), schema, today
    )


@pytest.mark.parametrize("country", COUNTRIES)
def test_values_are_read_as_the_country_writes_them(country, schemas):
    schema = schemas[country]
    for field, cases in READ[country].items():
        node = schema.subschema(pointer_of(field))
        for written, read in cases.items():
            assert values.read_value(written, node, schema) == read, written
            assert values.read_value(read, node, schema) == read


def test_the_browser_reads_the_same(schemas, tmp_path):
    """And so it finds the numbers of groups in the search."""
    data = []
    for country, schema in schemas.items():
        rules = build_rules(schema)
        cases = []
        for field, pairs in READ[country].items():
            node = rules["shape"]
            for step in pointer_of(field):
                node = node["items"] if step == 0 else node["properties"][step]
            cases += [[node, written, read] for written, read in pairs.items()]
        data.append({"tables": rules["reading"], "cases": cases})
    ireland = schemas["ireland"]
    found = {
        "12345": ["12345", "CHY 12345", "IE-CHY-12345", "charity no. 12345"],
        "01 234 5678": ["01 234 5678", "+353 1 234 5678", "00353 1 2345678"],
        "https://group.ie/": ["group.ie", "www.group.ie/about"],
    }
    forms = browser_forms(ireland)
    typed = [{"key": key_of(said, ireland), "typed": ways} for said, ways in found.items()]
    run_node_tests(
        [FOLDER / "other_countries.test.js"],
        {"countries": data, "numbers": {"forms": forms, "same": typed}},
        tmp_path,
    )


@pytest.mark.parametrize(
    ("country", "number", "dialled"),
    [
        ("ireland", "01 234 5678", "+35312345678"),
        ("ireland", "1800 123 456", "+3531800123456"),
        ("digits", "01 23 45 67 89", "+33123456789"),
        ("bare", "212 555 0123", "+12125550123"),
        ("bare", "+44 113 496 0000", "+441134960000"),
    ],
)
def test_links_dial_numbers_of_the_country(country, number, dialled, schemas):
    assert values.dial_number(number, values.country_forms(schemas[country]).phones) == dialled


@pytest.mark.parametrize(
    ("country", "address", "parts"),
    [
        ("ireland", "1 Main Street, Town, A65 F4E2", ("1 Main Street, Town", "A65 F4E2")),
        ("digits", "1 rue Longue, 75001", ("1 rue Longue", "75001")),
        ("bare", "1 Long Street, 75001", ("1 Long Street, 75001", "")),
    ],
)
def test_postcodes_are_found_in_addresses(country, address, parts, schemas):
    plan = values.country_forms(schemas[country]).postcodes
    assert values.split_address(address, plan) == parts
    assert values.is_postcode(parts[1], plan) == bool(parts[1])


@pytest.mark.parametrize(
    ("country", "written", "base"),
    [
        ("ireland", "a65 f4e2", {"district": "A65"}),
        ("digits", "75001", {"district": "75"}),
        ("bare", "75001", {"postcode": "75001"}),
    ],
)
def test_without_an_office_a_postcode_becomes_its_outcode(country, written, base, schemas):
    data, _ = normalise({"based_in": {"postcode": written}}, schemas[country], {})
    assert data["based_in"] == base


def test_numbers_lead_to_the_registers_of_the_country(schemas):
    registers = schemas["ireland"].registers
    page = "https://www.charitiesregulator.ie/en/1234"
    assert registers.page("IE-CHY", "chy 01234") == page
    assert registers.page("IE-CRO", "123456") == registers.page("GB-CHC", "1098893") == ""
    assert registers.hosts == ("charitiesregulator.ie",)
    assert not schemas["bare"].registers.by_scheme


def test_groups_are_known_by_names_and_numbers_of_the_country(schemas, today):
    ireland = schemas["ireland"]
    context = make_context(
        ireland,
        today,
        {
            "name": "Long Name CLG",
            "identifiers": {"IE-CHY": "12345"},
            "contact": {"phone": "+353 1 234 5678", "website": "https://group.ie/baile"},
        },
    )
    keys = list(identity_keys(context))
    assert keys == ["name long name", "page group.ie", "phone 012345678", "IE-CHY 12345"]
    assert [key_kind(key) for key in keys] == ["name", "page", "phone", "number"]
    assert list(name_keys("Long Name Ltd", schemas["bare"])) == ["name long name ltd"]
    assert page_key("https://group.ie/home", schemas["bare"]) == "group.ie/home"


def test_checks_know_the_numbers_and_sites_of_the_country(schemas, today):
    for country, number, problems in (
        ("ireland", "01 679 9000", 0),
        ("ireland", "0113 496 0000", 1),
        ("digits", "01 42 34 56 78", 0),
        ("bare", "212 736 5000", 0),
        ("bare", "212 736", 1),
    ):
        context = make_context(schemas[country], today, {"contact": {"phone": number}})
        assert len(list(phone_number(context))) == problems, number
    texts = {"ireland": "Ring 01 234 5678 now", "bare": "Ring 212 555 0123 now"}
    for country, text in texts.items():
        context = make_context(schemas[country], today, {"summary": text})
        assert [problem.rule for problem in way_in_text(context)] == ["way-in-text"]
    context = make_context(schemas["ireland"], today, {"name": "Leitrim Voices"})
    assert may_be_own_site(context, "https://leitrimvoices.ie/")
    assert not may_be_own_site(context, "https://leitrim.gov.ie/")


def test_the_form_asks_for_the_numbers_of_the_country(schemas):
    def asked(country: str) -> list[str]:
        ids = [question.id for question in form.all_questions(schemas[country])]
        return [name for name in ids if name.startswith("identifiers")]

    assert asked("ireland") == ["identifiers.IE-CHY", "identifiers.IE-CRO"]
    assert asked("bare") == []


def test_names_of_areas_are_read_with_what_stands_around_them(schemas):
    # The areas themselves are still those of the folder that was copied.
    areas = schemas["ireland"].areas
    assert values.find_area(areas, "County Leeds").id == "leeds"
    assert values.find_area(areas, "Leeds City Council").id == "leeds"
    assert values.find_area(schemas["bare"].areas, "Royal Borough of Leeds") is None


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("registers", "registers: {}\n", "Only one of them has IE-CHY, IE-CRO."),
        ("registers", "registers:\n  Charities: {kind: charity}\n", "Charities isn't the name"),
        ("registers", "labels: [no]\n", "in quotation marks."),
        ("registers", "registers:\n  IE-CHY: {kind: club}\n", "the kind of IE-CHY has to be"),
        ("registers", "registers:\n  IE-CHY: {kind: charity, forms: [{}]}\n", "can't be used"),
        ("phones", "trunk: 0\n", "can't be used: 'calling_code'"),
        ("phones", "calling_code: 1\nlost_trunk: '('\n", "can't be used: "),
        ("postcodes", "outcode_form: a\ntyped: {outcode: a}\n", "three pairs of brackets"),
    ],
)
def test_what_is_wrong_with_a_file_is_told(tmp_path, capsys, name, content, told):
    make_schema(tmp_path, "ireland")
    (tmp_path / "schema" / "country" / f"{name}.yml").write_text(content, "utf-8")
    with pytest.raises(InvalidFileError, match=f"^schema/country/{name}.yml ") as fault:
        values.country_forms(shape.load(tmp_path))
    assert told in str(fault.value)
    (tmp_path / "orgs").mkdir()
    record = (ROOT / "tests" / "data" / "catalogue" / "orgs").glob("*.yml")
    shutil.copy(next(record), tmp_path / "orgs")
    assert cli.run(tmp_path, parser.parse(["check"])) == 1
    assert told in capsys.readouterr().err
