"""What goes out comes back as it was, whatever a record says."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from openpyxl import load_workbook

from largest import largest
from sites import CATALOGUE, DATA
from spreadsheets import FORMATS, as_read, good_examples, planned, read_back, told
from strategies import values
from ulo import checks, records, schema as shape
from ulo.contribute import spreadsheet
from ulo.records import Record

EXAMPLES = DATA / "records" / "good"


@pytest.mark.parametrize("form", FORMATS)
def test_every_record_comes_back_and_changes_nothing(schema, today, form):
    found = {record.slug: record for record in records.read(CATALOGUE / "orgs", CATALOGUE)[0]}
    data = {slug: record.data for slug, record in found.items()}
    assert read_back(data, schema, today, form) == data
    plan = planned(FORMATS[form](data, schema, today), schema, today, data)
    assert len(plan.unchanged) == len(data) and not plan.notes and not plan.to_write


@pytest.mark.parametrize("form", FORMATS)
def test_every_good_example_comes_back(schema, today, form):
    data = good_examples()
    assert len(data) > 90 and read_back(data, schema, today, form) == as_read(data, schema)


@pytest.mark.parametrize("form", FORMATS)
def test_records_make_new_groups_in_an_empty_directory(schema, today, form):
    data = {
        record.slug: record.data for record in records.read(EXAMPLES / "whole-records", EXAMPLES)[0]
    }
    plan = planned(FORMATS[form](data, schema, today), schema, today)
    assert {outcome.slug: outcome.after for outcome in plan.new} == data and not plan.rejected


@pytest.mark.parametrize("form", FORMATS)
def test_the_largest_record_that_the_rules_allow_comes_back_and_keeps_them(schema, today, form):
    data = largest(schema, today)
    plan = planned(FORMATS[form]({"largest-voices": data}, schema, today), schema, today)
    assert [outcome.after for outcome in plan.new] == [data], told(plan)


def fullest(node: dict, number: int = 0) -> object:
    """Data that fill a node of the schema to the brim."""
    if "enum" in node:
        return node["enum"][number % len(node["enum"])]
    if node["type"] == "object":
        return {name: fullest(part, number) for name, part in node["properties"].items()}
    if node["type"] == "array":
        count = min(node.get("maxItems", 1000), len(node["items"].get("enum", range(1000))))
        return [fullest(node["items"], n) for n in range(count)]
    if node["type"] in ("integer", "boolean") or node.get("format") == "date":
        return {"integer": str(node.get("maximum")), "boolean": "true", "string": "2026-11-21"}[
            node["type"]
        ]
    if node.get("format") == "uri":
        return f"https://example.org/{number:03}/".ljust(node["maxLength"], "a")
    if "pattern" in node:
        return str(node["examples"][0])
    return f"{number:03}; = + @".ljust(node["maxLength"], "ŵ")


@pytest.mark.parametrize("form", FORMATS)
def test_a_record_with_every_text_at_its_longest_comes_back(schema, today, form):
    data = {"largest": fullest(schema.json_schema)}
    assert len(str(data)) > 60_000
    assert read_back(data, schema, today, form) == data


SCHEMA = shape.load(Path(__file__).resolve().parents[2])


# In a few records, the strategies put signs that no XML file can hold, and that the rules refuse.
@settings(max_examples=30, suppress_health_check=[HealthCheck.filter_too_much])
@given(data=values(SCHEMA.json_schema))
def test_any_record_comes_back(data, today):
    case = checks.run([Record("any-voices", "orgs/any-voices.yml", data)], SCHEMA, today)[1]
    assume(not any(problem.rule in ("hidden-character", "control-character") for problem in case))
    for form in FORMATS:
        read = as_read({"any-voices": data}, SCHEMA)
        assert read_back({"any-voices": data}, SCHEMA, today, form) == read


HOSTILE = [
    "=1+1",
    "+44 113 496 0000",
    "-1",
    "@SUM(A1)",
    "'=1",
    "''-2",
    "a;=b",
    "a; -b",
    '"=1',
    "\uff1d1",
    "'",
    "''",
    "(none)",
    "'(none)",
    "(NONE)",
    '"a"; b',
    ";",
    "x" * 500,
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("form", FORMATS)
def test_texts_that_programs_take_for_something_else_come_back(schema, today, form, text):
    data = {
        "x-voices": {
            "name": text,
            "also_known_as": [text, f"b {text}"],
            "sources": [{"url": text, "title": text}],
        }
    }
    assert read_back(data, schema, today, form) == data


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("form", ["csv", "data csv"])
def test_no_cell_of_a_csv_file_begins_a_formula(schema, today, text, separator, form):
    data = {"name": text, "summary": f"a\t{text}", "also_known_as": [text, "b", text]}
    content = FORMATS[form]({"x": data}, schema, today).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(content, newline=""), delimiter=separator):
        for cell in row:
            assert not cell.strip(' "').startswith(
                ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
            ), cell


def test_no_text_in_a_workbook_is_a_formula_or_a_link(schema, today):
    content = spreadsheet.as_workbook(
        {
            "x": {
                "name": '=HYPERLINK("http://example.org")',
                "contact": {"website": "https://example.org"},
            }
        },
        schema,
        today,
    )
    book = load_workbook(io.BytesIO(content))
    cells = [
        cell
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    assert {cell.data_type for cell in cells} == {"s"} and not any(cell.hyperlink for cell in cells)
    assert {cell.number_format for cell in cells} == {"@"}


def test_the_same_records_make_the_same_bytes(schema, today):
    data = {"x-voices": schema.example}
    first = spreadsheet.as_workbook(data, schema, today)
    with zipfile.ZipFile(io.BytesIO(first)) as packed:
        assert {part.date_time for part in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert spreadsheet.as_workbook(data, schema, today) == first
