"""Values as people write them, read as a record has them: in Python, and in the browser."""

import random
from collections.abc import Iterator
from typing import Any

import phonenumbers
import pytest
import yaml
from test_javascript import FOLDER

from form_examples import BASE, build_problems, changed
from node import run_node_tests
from sites import DATA
from ulo.contribute import browser_rules
from ulo.records import values
from ulo.schema import JsonSchema, Pointer, Schema

KINDS: dict[str, dict[str, Any]] = yaml.safe_load((DATA / "value_cases.yml").read_text("utf-8"))
# Of each of these there are at least so many inputs.
LEAST = 60
FAMILIES = {
    "phones": ["phones"],
    "postcodes": ["postcodes"],
    "web addresses": ["web addresses"],
    "register numbers": [
        *("charity numbers", "Scottish charity numbers", "Northern Irish charity numbers"),
        *("company numbers", "mutual numbers"),
    ],
    "unknowns": ["towns"],
    "invisible characters": ["texts", "towns"],
}


def pointer_of(kind: str) -> Pointer:
    return tuple(KINDS[kind]["field"].split("."))


def node_of(kind: str, schema: Schema) -> JsonSchema:
    return schema.subschema(pointer_of(kind))


def cases_of(kind: str) -> Iterator[tuple[str, str | None]]:
    """What is written, and what is read; None where that is refused."""
    case = KINDS[kind]
    for read, ways in case["reads"].items():
        yield from ((written, read) for written in ways)
    yield from ((written, "") for written in case["left_out"])
    yield from ((written, None) for ways in case["refused"].values() for written in ways)


def problems_with(kind: str, value: str, schema: Schema, today) -> list[str]:
    """The rules that a record breaks with this value in the field of the kind."""
    field = KINDS[kind]["field"]
    record = changed({"set": {**KINDS[kind].get("with", {}), field: value}})
    found = build_problems(record, schema, today)
    return [problem["rule"] for problem in found if problem["field"] == field]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_understood_is_read_and_passes(kind, schema, today):
    node = node_of(kind, schema)
    for written, read in cases_of(kind):
        if read is None:
            continue
        assert values.read_value(written, node, schema) == read, written
        # A second look changes nothing.
        assert values.read_value(read, node, schema) == read
    for read in KINDS[kind]["reads"]:
        assert problems_with(kind, read, schema, today) == [], read


@pytest.mark.parametrize(
    ("kind", "rule"), [(kind, rule) for kind, case in KINDS.items() for rule in case["refused"]]
)
def test_what_is_not_understood_is_refused_by_a_rule(kind, rule, schema, today):
    node = node_of(kind, schema)
    for written in KINDS[kind]["refused"][rule]:
        read = values.read_value(written, node, schema)
        assert rule in problems_with(kind, read, schema, today), (written, read)


@pytest.mark.parametrize("family", FAMILIES)
def test_there_are_many_inputs_of_each_kind(family):
    written = {text for kind in FAMILIES[family] for text, _ in cases_of(kind)}
    assert len(written) >= LEAST


@pytest.mark.parametrize(("number", "dialled"), KINDS["phones"]["dials"].items())
def test_links_dial_the_number(number, dialled, schema):
    assert values.dial_number(number, values.country_forms(schema).phones) == dialled


def test_phones_are_spaced_as_the_library_of_phone_numbers_does_it(schema):
    plan = values.country_forms(schema).phones
    draw, tried = random.Random(1), 0
    while tried < 5_000:
        length = draw.choice((10, 10, 10, 10, 9, 7))
        national = draw.choice("123578") + "".join(draw.choices("0123456789", k=length - 1))
        number = phonenumbers.PhoneNumber(country_code=44, national_number=int(national))
        if phonenumbers.is_valid_number(number):
            tried += 1
            usual = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
            assert values.read_phone(f"0{national}", plan) == usual
            international = phonenumbers.PhoneNumberFormat.INTERNATIONAL
            abroad = phonenumbers.format_number(number, international)
            assert values.read_phone(abroad, plan) == usual


# --- The browser ---


def test_the_form_reads_as_the_build_does(tmp_path, schema):
    shape = browser_rules.build_rules(schema)
    nodes = {kind: browser_node(shape["shape"], pointer_of(kind)) for kind in KINDS}
    kinds = [
        {
            "kind": kind,
            "node": nodes[kind],
            "pairs": [
                [written, read, values.hiding_host(read)]
                for written, _ in cases_of(kind)
                for read in [values.read_value(written, node_of(kind, schema), schema)]
            ],
        }
        for kind in KINDS
    ]
    hostile = [
        {
            "node": nodes[kind],
            "written": written,
            "expected": values.read_value(written, node_of(kind, schema), schema),
        }
        for kind, written in hostile_texts()
    ]
    data = {"tables": shape["reading"], "kinds": kinds, "hostile": hostile}
    run_node_tests([FOLDER / "values.test.js"], {"values": data}, tmp_path)


def browser_node(shape: JsonSchema, pointer: Pointer) -> JsonSchema:
    for step in pointer:
        shape = shape["properties"][step]
    return shape


def hostile_texts() -> Iterator[tuple[str, str]]:
    """Whatever can be written: cases with something put in, taken out, or joined."""
    draw = random.Random(7)
    signs = "0O1lxX+()-./:;,?&%*_#<>[]\"' \u00a0\u200b\u200d\u202e\ufeffàß１ıſ😀é٣\t\n=a"
    for kind in KINDS:
        written = [text for text, _ in cases_of(kind)]
        for _ in range(150):
            text = draw.choice(written)
            place = draw.randrange(len(text) + 1)
            text = text[:place] + draw.choice(signs) + text[place + draw.randrange(2) :]
            yield kind, text if draw.random() < 0.8 else text + draw.choice(written)


# --- Whole records, lists and words ---


def test_a_record_is_read_and_what_differs_is_named(schema):
    written = BASE | {
        "contact": {"phone": "(0113) 496 0123", "website": "www.example.org", "email": "N/A"},
        "based_in": {"town": "tbc", "postcode": "ls14ap"},
        "also_known_as": ["none", "NV\u200b"],
        "activities": "Peer support, self-advocacy",
        "name": "None",
    }
    read, readings = values.read_record(written, schema)
    assert read == BASE | {
        "contact": {"phone": "0113 496 0123", "website": "https://www.example.org"},
        "based_in": {"postcode": "LS1 4AP"},
        "also_known_as": ["NV"],
        "activities": ["peer-support", "self-advocacy"],
        "name": "None",
    }
    assert [(reading.pointer, reading.written, reading.read) for reading in readings] == [
        (("activities", 0), "Peer support", "peer-support"),
        (("contact", "phone"), "(0113) 496 0123", "0113 496 0123"),
        (("contact", "email"), "N/A", ""),
        (("based_in", "town"), "tbc", ""),
        (("also_known_as", 0), "none", ""),
    ]
    assert [reading.written for reading in readings if reading.is_term] == ["Peer support"]


@pytest.mark.parametrize(
    ("pointer", "text", "expected"),
    [
        (("activities", 0), "Peer support", "peer-support"),
        (("activities", 0), "Peer\u00a0support\u200b", "peer-support"),
        (("activities", 0), "juggling", "juggling"),
        (("area", "serves", 0), "London Borough of Camden", "camden"),
        (("area", "serves", 0), "Leeds City Council (all of it)", "leeds"),
        (("area", "serves", 0), "Leeds " * 100, ("Leeds " * 100).strip()),
        (("name",), "7/3/2026", "7/3/2026"),
    ],
)
def test_values_are_read_as_their_field_has_them(
    schema: Schema, pointer: Pointer, text: str, expected: str
):
    assert values.read_value(text, schema.subschema(pointer), schema) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Leeds, York", ["Leeds", "York"]),
        ("Leeds, , nowhere", ["Leeds", "nowhere"]),
        ("here, there", ["here, there"]),
        ("Leeds", ["Leeds"]),
    ],
)
def test_lists_of_terms_are_split_only_where_one_is_known(
    schema: Schema, text: str, expected: list[str]
):
    assert values.split_terms(text, schema.areas) == expected


HOSTILE_RUNS = ("(", " ", ")", ".", "0", "x", "*", "%", "a.", "<", "SC", "\u200d", "/", "&a", "@")


@pytest.mark.parametrize("kind", KINDS)
def test_huge_texts_are_read_in_proportion_to_their_length(kind, schema):
    """Each doubling may only double the work: a text of a megabyte has to be read, too."""
    node = node_of(kind, schema)
    for run in HOSTILE_RUNS:
        for frame in (
            "{}",
            "https://{}!",
            "0113 {}9",
            "{}\u202e",
            "https://urldefense.com/v3/__{}__;{}!",
        ):
            text = frame.replace("{}", run * (400_000 // len(run)))
            values.read_value(text, node, schema)
