"""The dataclasses have the fields of the schema, and freshness follows from dates."""

from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date
from typing import get_args, get_type_hints

import pytest

from generate import minimal_record
from ulo import model
from ulo.model import Freshness, freshness, organisation
from ulo.schema import JsonSchema


def nested_dataclass(hint) -> type | None:
    """The dataclass in a type hint, if there is one."""
    return next((option for option in (hint, *get_args(hint)) if is_dataclass(option)), None)


def compare(
    dataclass_type: type, node: JsonSchema, place: str, derived: frozenset[str] = frozenset()
) -> None:
    hints = get_type_hints(dataclass_type)
    keys = {
        f.metadata.get("key", f.name): f for f in fields(dataclass_type) if f.name not in derived
    }
    assert set(keys) == set(node["properties"]), f"{dataclass_type.__name__} and {place} differ"
    required = {
        key for key, f in keys.items() if f.default is MISSING and f.default_factory is MISSING
    }
    assert required == set(node.get("required", ())), (
        f"{dataclass_type.__name__} and {place} differ in what is required"
    )
    for key, f in keys.items():
        part = node["properties"][key]
        part = part["items"] if part["type"] == "array" else part
        if part["type"] == "object" and (nested := nested_dataclass(hints[f.name])):
            compare(nested, part, f"{place}.{key}")
        scalar = {"integer": int, "boolean": bool}.get(part["type"])
        if scalar:
            assert scalar in (hints[f.name], *get_args(hints[f.name])), (
                f"{place}.{key} is not a {part['type']}"
            )


def test_organisation_has_the_fields_of_its_schema(schema):
    compare(model.Organisation, schema.json_schema, "record", frozenset({"slug"}))


def test_library_records_have_the_fields_of_their_schemas(schema):
    compare(model.Resource, schema.library["resource"].json_schema, "resource", frozenset({"slug"}))
    compare(model.Word, schema.library["word"].json_schema, "word", frozenset({"slug"}))


def test_fields_that_a_source_supports_are_in_the_schema(schema):
    for name in schema.subschema(("sources", 0, "supports", 0))["enum"]:
        assert schema.subschema(tuple(name.split("."))), name


@pytest.fixture
def group(schema):
    return model.make_organisation("example", schema.cast(minimal_record(area={"reach": "local"})))


@pytest.mark.parametrize(
    ("by", "on", "newest", "expected"),
    [
        ("public-sources", 2026, None, Freshness.UNCONFIRMED),
        ("public-sources", 2026, 2022, Freshness.RECENT),
        ("public-sources", 2026, 2021, Freshness.UNCONFIRMED),
        ("organisation", 2022, None, Freshness.CONFIRMED),
        ("organisation", 2021, None, Freshness.UNCONFIRMED),
        ("organisation", 2021, 2024, Freshness.RECENT),
    ],
)
def test_freshness_follows_from_dates(group, by, on, newest, expected):
    # The newest year of all sources counts, wherever it is in the list.
    sources = tuple(
        organisation.Source(f"https://example.org/{year}", "News", year)
        for year in (None, newest, 1999 if newest else None)
    )
    dated = replace(group, checked=organisation.Provenance(date(on, 6, 1), by), sources=sources)
    assert dated.newest_evidence == newest
    assert freshness(dated, date(2026, 11, 21)) == expected


def test_a_closed_group_is_closed_whatever_its_evidence(group):
    closed = replace(
        group,
        closed=organisation.Closure("https://example.org"),
        checked=organisation.Provenance(date(2026, 11, 1), "organisation"),
    )
    assert freshness(closed, date(2026, 11, 21)) == Freshness.CLOSED
