"""The functions made from a JSON Schema say of data what jsonschema says of them."""

import copy
import dataclasses
import json
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from sites import CATALOGUE, ROOT
from strategies import values
from ulo import schema as shape
from ulo.records import parse
from ulo.schema import Schema, compiled
from ulo.schema.validator import make_validator

SCHEMA = shape.load(ROOT)
FOLDERS = {
    "orgs": SCHEMA,
    "resources": SCHEMA.library["resource"],
    "words": SCHEMA.library["word"],
}
RECORDS = [
    (FOLDERS[path.parent.name], parse(path.read_bytes(), path.name)[0].data)
    for path in sorted(CATALOGUE.rglob("*.yml"))
]
# What may stand in a file, some of it nearly right somewhere; and what else there is in Python.
RECORD_VALUES = st.sampled_from(
    [
        *("", " ", "x", "carers", "uk", "https://example.org/", "x" * 241, "x" * 501, "2026-02-30"),
        *("2026-W48-6", "2026-11-21", "1999", "-1", "true", "LS1 4AP", "LS1", "\n", "a@b.org"),
        *("0", "1", "100", "101", "1799", "1800", "2100", "2101", "True", "yes", "١٩٩٩"),
        *([], [""], ["carers"], ["carers", "carers"], [[]], {}, {"x": "y"}, {"url": "x"}),
    ]
)
ODD_VALUES = RECORD_VALUES | st.sampled_from(
    [0, 1, 2, True, False, None, 1.0, 1.5, float("nan"), [1, True], {"x": 1}, {"x": "y", "z": 1}]
)


def is_valid(json_schema: dict[str, Any], data: Any) -> bool:
    return not list(make_validator(json_schema).iter_errors(data))


def check_against_jsonschema(record_schema: Schema, data: Any) -> None:
    cast = record_schema.cast(data)
    is_plain = compiled.make_check(record_schema.json_schema)(cast)
    assert is_plain == is_valid(record_schema.json_schema, cast)


@pytest.mark.parametrize(("record_schema", "data"), RECORDS[::4])
def test_a_good_record_is_plainly_valid(record_schema, data):
    assert compiled.make_check(record_schema.json_schema)(record_schema.cast(data))
    check_against_jsonschema(record_schema, data)


def places(value: Any, pointer: tuple = ()) -> list[tuple]:
    """The pointers of everything in a value."""
    steps = value if isinstance(value, dict) else range(len(value))
    if not isinstance(value, dict | list):
        return [pointer]
    return [pointer, *(place for step in steps for place in places(value[step], (*pointer, step)))]


@st.composite
def damaged_records(draw: st.DrawFn) -> tuple[Schema, Any]:
    """A record in which up to three places hold something else, more than one thing, or nothing."""
    record_schema, data = draw(st.sampled_from(RECORDS))
    data = copy.deepcopy(data)
    for _ in range(draw(st.integers(1, 3))):
        *way, step = draw(st.sampled_from(places(data)[1:] or [("name",)]))
        node = data
        for inner in way:
            node = node[inner]
        how = draw(st.sampled_from(("replace", "drop", "double", "add")))
        if how == "replace":
            node[step] = copy.deepcopy(draw(RECORD_VALUES))
        elif how == "drop":
            del node[step]
        elif isinstance(node, list):
            node += [copy.deepcopy(node[step])] * draw(st.sampled_from((1, 1, 40)))
        else:
            name = draw(st.sampled_from(("year", "url", "x", "name")))
            node[name] = copy.deepcopy(draw(RECORD_VALUES))
    return record_schema, data


@settings(max_examples=1000)
@given(case=damaged_records())
def test_a_damaged_record_is_plainly_valid_if_jsonschema_finds_no_fault(case):
    record_schema, data = case
    check_against_jsonschema(record_schema, data)


@settings(max_examples=100)
@given(data=st.data())
def test_any_record_that_the_schema_accepts_is_plainly_valid(data):
    record_schema = data.draw(st.sampled_from(list(FOLDERS.values())))
    check_against_jsonschema(record_schema, data.draw(values(record_schema.json_schema)))


@pytest.mark.parametrize(
    "node",
    [
        {"type": "string", "format": "date"},
        {"type": "string", "enum": ["x", 1], "minLength": 2},
        {"type": "string", "enum": ["x", 1]},
        {"type": "string", "pattern": "^x$"},
        {"type": "integer", "minimum": 1},
        {"type": "boolean"},
        {"type": "array", "uniqueItems": True},
        {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 1},
        {"type": "object", "properties": {"x": {"type": "string"}}},
        {"type": "object", "properties": {}, "additionalProperties": {"type": "string"}},
        {"type": "object", "required": ["x"], "additionalProperties": True, "minProperties": 2},
        {"type": ["string", "integer"]},
        {"enum": ["x"]},
        {"type": "string", "not": {"const": "x"}},
        {"type": "object", "properties": {"x": {"type": "string", "const": "y"}}},
        {},
    ],
    ids=json.dumps,
)
@settings(max_examples=60)
@given(value=ODD_VALUES)
def test_what_jsonschema_refuses_is_never_plainly_valid(node, value):
    if compiled.make_check(node)(value):
        assert is_valid(node, value)


def test_a_record_without_a_fault_does_not_reach_jsonschema(monkeypatch):
    monkeypatch.setattr("ulo.schema.validator.make_validator", None)
    record_schema, data = RECORDS[0]
    fresh = dataclasses.replace(record_schema)
    assert not list(fresh.iter_errors(record_schema.cast(data)))


def test_a_cast_leaves_the_given_data_as_they_were():
    for record_schema, data in RECORDS:
        before = json.dumps(data)
        record_schema.cast(data)
        assert json.dumps(data) == before
