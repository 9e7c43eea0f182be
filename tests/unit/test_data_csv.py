"""The CSV file for programs: names that stay, and all of it comes back, also when it was saved."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings, strategies as st

from sites import CATALOGUE
from spreadsheets import as_read, planned, read_spreadsheet, saved_again, told
from strategies import values
from ulo import checks, records, schema as shape
from ulo.contribute import importer
from ulo.contribute.importer.merging import merge_entry
from ulo.contribute.spreadsheet import as_csv, as_data_csv
from ulo.contribute.spreadsheet.columns import build_layout
from ulo.contribute.spreadsheet.header import recognise_sheet
from ulo.contribute.spreadsheet.loading import load_sheets
from ulo.contribute.spreadsheet.versions import read_version
from ulo.records import Record

SCHEMA = shape.load(Path(__file__).resolve().parents[2])
GROUP = {
    "name": "Example Voices",
    "for": ["autistic-people", "people-with-learning-disabilities"],
    "user_led": {"led_by": ["autistic-people"], "board_share": "75"},
    "contact": {"phone": "+44 113 496 0000", "relay_uk": "true"},
    "also_known_as": ['"EV"', "a; b", "Ŵŷ"],
    "sources": [
        {"url": "https://example.org/a", "title": "=A", "supports": ["name", "contact.phone"]},
        {"url": "https://example.org/b", "title": "(none)", "year": "2024"},
    ],
}


def rows_of(text: str) -> list[dict]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row_has_names_ids_and_texts_that_stay_when_words_change(schema):
    [row] = rows_of(as_data_csv({"example-voices": GROUP}, schema))
    assert read_version(row.pop("version"), ["example-voices"])
    assert {name: text for name, text in row.items() if text} == {
        "id": "example-voices",
        "name": "Example Voices",
        "also_known_as": '"""EV"""; "a; b"; Ŵŷ',
        "user_led.led_by": "autistic-people",
        "user_led.board_share": "75",
        "for": "autistic-people; people-with-learning-disabilities",
        "contact.phone": "'+44 113 496 0000",
        "contact.relay_uk": "true",
        "sources.1.url": "https://example.org/a",
        "sources.1.title": "'=A",
        "sources.1.supports": "name; contact.phone",
        "sources.2.url": "https://example.org/b",
        "sources.2.title": "'(none)",
        "sources.2.year": "2024",
    }


def test_every_field_of_a_record_has_a_column_that_is_read_as_it(schema):
    content = as_data_csv({"example-voices": GROUP}, schema).encode()
    [sheet] = load_sheets(content, schema)
    targets, header = recognise_sheet(sheet, schema).targets, sheet.rows[0]
    layout = build_layout(schema)
    expected = {column.path: column for column in layout.columns}
    for part in layout.parts:
        for number in range(1, 1 + len(GROUP.get(part.field, [1]))):
            expected |= {f"{part.field}.{number}.{col.path}": col for col in part.columns}
    assert header == ["id", *expected, "version"] and targets[len(header) - 1].kind == "version"
    assert {header[place]: one.column for place, one in targets.items() if one.column} == expected
    for place, target in targets.items():
        numbers = [int(step) for step in header[place].split(".") if step.isdigit()]
        assert numbers == ([target.number] if target.part else [])


def test_numbers_and_booleans_of_json_are_written_like_those_of_files(schema):
    as_texts = as_data_csv({"example-voices": GROUP}, schema)
    typed = schema.cast(GROUP)
    assert typed["user_led"]["board_share"] == 75 and typed["contact"]["relay_uk"] is True
    assert as_data_csv({"example-voices": typed}, schema) == as_texts
    as_tuples = {**typed, "also_known_as": tuple(GROUP["also_known_as"])}
    assert as_data_csv({"example-voices": as_tuples}, schema) == as_texts


def test_a_name_with_a_number_that_is_no_field_is_reported(schema, today):
    content = b"id,name,sources.1.colour,contact.1.phone,sources.1.url\r\n"
    notes = read_spreadsheet(content, schema)[1]
    assert [(note.location.column, note.message) for note in notes] == [
        (name, "We didn't read this column: we don't know its title.")
        for name in ("sources.1.colour", "contact.1.phone")
    ]


# --- What programs make of it -------------------------------------------------------------------

WRITERS = {
    "json lines": importer.as_json_lines,
    "titles": as_csv,
    "names": lambda data, schema: as_data_csv(data, schema).encode(),
}
SAVED = st.tuples(
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from(["\r\n", "\n"]),
)


def read_any(content: bytes, schema):
    """As the command does, which tells the formats apart by their names."""
    if content.startswith(b"{"):
        return importer.read_json_lines(content, schema)
    return read_spreadsheet(content, schema)


def is_writable(data: dict, today) -> bool:
    """Whether nothing in a record is a sign that no file can hold."""
    found = checks.run([Record("any-voices", "orgs/any-voices.yml", data)], SCHEMA, today)[1]
    return not any(one.rule in ("hidden-character", "control-character") for one in found)


@settings(max_examples=60, suppress_health_check=[HealthCheck.filter_too_much])
@given(data=values(SCHEMA.json_schema), saved=SAVED, form=st.sampled_from(["titles", "names"]))
def test_any_record_comes_back_from_a_file_that_a_program_saved_again(today, data, saved, form):
    assume(is_writable(data, today))
    content = saved_again(WRITERS[form]({"any-voices": data}, SCHEMA), *saved)
    entries, notes = read_any(content, SCHEMA)
    assert not notes and not any(entry.has_errors for entry in entries)
    assert {entry.id: merge_entry({}, entry, SCHEMA) for entry in entries} == as_read(
        {"any-voices": data}, SCHEMA
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.filter_too_much])
@given(
    data=values(SCHEMA.json_schema), form=st.sampled_from(sorted(WRITERS)), replace=st.booleans()
)
def test_any_record_that_comes_back_changes_nothing_in_the_directory(today, data, form, replace):
    assume(is_writable(data, today))
    # A rule asks about a record like this, but what is there stays as it is.
    there = as_read({"any-voices": data}, SCHEMA)
    content = WRITERS[form](there, SCHEMA)
    plan = planned(content, SCHEMA, today, there, replace=replace, read=read_any)
    assert [one.slug for one in plan.unchanged] == ["any-voices"], told(plan)
    assert not plan.to_write and not plan.skipped and not plan.rejected


def test_booleans_as_a_spreadsheet_program_writes_them_are_read(schema):
    content = b"id,contact.relay_uk,closed.about\r\nexample-voices,TRUE,FALSE\r\n"
    [entry] = read_spreadsheet(content, schema)[0]
    assert entry.values == {("contact", "relay_uk"): "true", ("closed", "about"): "false"}


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("replace", [False, True])
def test_what_was_changed_in_the_meantime_stays(schema, today, form, replace):
    found = records.read(CATALOGUE / "orgs", CATALOGUE)[0]
    out = {record.slug: record.data for record in found}
    meantime = {slug: {**data, "summary": "We meet and talk."} for slug, data in out.items()}
    plan = planned(
        WRITERS[form](out, schema), schema, today, meantime, replace=replace, read=read_any
    )
    assert {one.slug: one.after for one in plan.unchanged} == meantime
    assert not plan.notes and not plan.in_conflict


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("replace", [False, True])
def test_records_without_their_ids_find_their_groups_again(schema, today, form, replace):
    found = records.read(CATALOGUE / "orgs", CATALOGUE)[0]
    out = {record.slug: record.data for record in found}
    entries, notes = read_any(WRITERS[form](out, schema), schema)
    for entry in entries:
        entry.id = ""
    assert not notes
    plan = planned(b"", schema, today, out, replace=replace, read=lambda *_: (entries, notes))
    assert not plan.to_write and not plan.skipped and not plan.new
