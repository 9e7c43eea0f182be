"""An old list writes no old values back: what went out, what came back, and what is there now."""

import csv
import dataclasses
import io
import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings, strategies as st
from openpyxl import load_workbook

from spreadsheets import FORMATS, as_read, planned, read_spreadsheet, saved_again, told
from strategies import values
from ulo import schema as shape
from ulo.contribute import importer
from ulo.contribute.importer.reconciliation import reconcile
from ulo.contribute.importer.three_way import Outcome, decide, merge_items
from ulo.contribute.spreadsheet.columns import build_layout
from ulo.contribute.spreadsheet.versions import field_texts, make_version, read_version
from ulo.core import csv_file, csv_lines

SCHEMA = shape.load(Path(__file__).resolve().parents[2])
SLUG = "northside-voices"
ABOUT = {"url": "https://north.example.org/about", "title": "About us", "supports": ["name"]}
NEWS = {"url": "https://north.example.org/news", "title": "News", "year": "2024"}
MARCH = {
    "name": "Northside Voices",
    "summary": "Autistic people in Leeds who meet and speak up together.",
    "user_led": {
        "led_by": ["autistic-people"],
        "basis": "self-described",
        "evidence": "It says that its members run it.",
        "source": "https://north.example.org/about",
    },
    "for": ["autistic-people"],
    "activities": ["peer-support", "advocacy"],
    "contact": {"website": "https://north.example.org/", "phone": "0113 496 0000"},
    "founded": "1999",
    "sources": [ABOUT, NEWS],
    "added": "2026-03-01",
    "checked": {"on": "2026-03-01", "by": "public-sources"},
}


def changed(data: dict, **fields: object) -> dict:
    """A record with other values in these fields; None takes one away."""
    return {name: value for name, value in {**data, **fields}.items() if value is not None}


def with_phone(data: dict, phone: str | None) -> dict:
    return changed(data, contact=changed(data["contact"], phone=phone))


# No record should have the same source or the same kind of access twice, but a faulty one may.
STEPS = {"is": "step-free", "detail": "By the side door."}
TWICE = changed(
    MARCH, sources=[ABOUT, NEWS, ABOUT], access=[STEPS, {"is": "accessible-toilet"}, STEPS]
)
# An entry of ours may say what theirs left out.
YEAR_GIVEN = changed(MARCH, access=[{"is": "step-free", "year": "2024"}])
DETAIL_GIVEN = changed(MARCH, access=[STEPS])


def sent(data: dict, **cells: str) -> bytes:
    """The CSV file for programs with this record, and with these cells written over."""
    text = FORMATS["data csv"]({SLUG: data}, SCHEMA, None).decode()
    [row] = csv.DictReader(io.StringIO(text, newline=""))
    row |= {name.replace("__", "."): cell for name, cell in cells.items()}
    return csv_file(csv_lines([row, row.values()]))


def sent_lines(data: dict, **fields: object) -> bytes:
    line = json.loads(importer.as_json_lines({SLUG: data}, SCHEMA))
    return json.dumps({**line, **fields}).encode()


@pytest.fixture
def imported(today):
    """What becomes of a list, where the directory now has this record."""

    def plan(content: bytes, now: dict, **options):
        is_lines = content.startswith(b"{")
        read = importer.read_json_lines if is_lines else read_spreadsheet
        return planned(content, SCHEMA, today, {SLUG: now}, read=read, **options)

    return plan


def after(plan) -> dict:
    [outcome] = [*plan.changed, *plan.unchanged]
    return outcome.after


def conflicts(plan) -> list[str]:
    return [
        ".".join(map(str, one.pointer)) for planned in plan.in_conflict for one in planned.conflicts
    ]


# --- Whose value stands ---------------------------------------------------------------------------

SIDES = st.lists(st.sampled_from("abcd"), max_size=4, unique=True).map(tuple)


@given(base=st.none() | SIDES, ours=SIDES, theirs=SIDES)
def test_a_side_that_changed_nothing_never_wins(base, ours, theirs):
    outcome = decide(base, ours, theirs)
    if theirs in (base, ours):
        assert outcome is Outcome.OURS
    elif ours == (base or ()):
        assert outcome is Outcome.THEIRS
    else:
        assert outcome is Outcome.CONFLICT


@given(base=SIDES, ours=SIDES, theirs=SIDES)
def test_a_list_has_what_either_side_added_and_not_what_either_took_out(base, ours, theirs):
    merged = merge_items(base, ours, theirs)
    assert len(merged) == len(set(merged))
    added = (set(ours) | set(theirs)) - set(base)
    assert set(merged) == added | (set(base) & set(ours) & set(theirs))


# --- Any records ----------------------------------------------------------------------------------


def without_hidden(value):
    """The same without the signs that no file can hold, and that the rules refuse."""
    if isinstance(value, dict):
        return {name: without_hidden(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [without_hidden(item) for item in value]
    return "".join(sign for sign in value if not unicodedata.category(sign).startswith("C"))


RECORDS = values(SCHEMA.json_schema).map(
    lambda data: as_read({SLUG: without_hidden(data)}, SCHEMA)[SLUG]
)
MANY = settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)
SHEETS = st.sampled_from(["csv", "data csv"])


def entry_of(content: bytes):
    is_lines = content.startswith(b"{")
    read = importer.read_json_lines if is_lines else read_spreadsheet
    return next(entry for entry in read(content, SCHEMA)[0] if entry.id == SLUG)


def edited(form: str, base: dict, data: dict):
    """What a sheet of the base says after a person wrote all of this over it."""
    # Another row has the columns that the sheet had.
    content = FORMATS[form]({"another-voices": base, SLUG: data}, SCHEMA, None)
    old, new = (make_version(SLUG, version, SCHEMA).encode() for version in (data, base))
    assert content.count(old) == 1
    return entry_of(content.replace(old, new))


@MANY
@example(base=TWICE, now=TWICE, form="lines", overwrite=False)
@example(base=MARCH, now=TWICE, form="csv", overwrite=True)
@example(base=TWICE, now=MARCH, form="data csv", overwrite=False)
@example(base=YEAR_GIVEN, now=DETAIL_GIVEN, form="lines", overwrite=True)
@given(
    base=RECORDS, now=RECORDS, form=st.sampled_from([*FORMATS, "lines"]), overwrite=st.booleans()
)
def test_a_list_that_nobody_edited_changes_nothing_in_any_newer_record(
    today, base, now, form, overwrite
):
    if form == "lines":
        content = importer.as_json_lines({SLUG: base}, SCHEMA)
    else:
        content = FORMATS[form]({SLUG: base}, SCHEMA, today)
    assert reconcile(now, entry_of(content), SLUG, SCHEMA, overwrite) == (now, [])


@MANY
@given(base=RECORDS, here=RECORDS, there=RECORDS, form=SHEETS, fields=st.data())
def test_edits_of_different_fields_both_stand(base, here, there, form, fields):
    names = sorted(SCHEMA.json_schema["properties"])
    of_here = set(fields.draw(st.lists(st.sampled_from(names), unique=True)))
    now = changed(base, **{name: here.get(name) for name in of_here})
    theirs = changed(base, **{name: there.get(name) for name in names if name not in of_here})
    result, left = reconcile(now, edited(form, base, theirs), SLUG, SCHEMA, False)
    parts = {part.field for part in build_layout(SCHEMA).parts}
    assert not left
    for name in names:
        expected = now.get(name) if name in of_here else theirs.get(name)
        if name in parts:
            # Whoever wants to remove all entries has to say so.
            expected = expected or now.get(name, [])
            assert sorted(map(repr, map(sorted_fields, result.get(name, [])))) == sorted(
                map(repr, map(sorted_fields, expected))
            )
        else:
            assert result.get(name) == expected


def sorted_fields(entry: dict) -> list:
    return sorted(entry.items())


@MANY
@given(base=RECORDS, now=RECORDS, theirs=RECORDS, form=SHEETS, overwrite=st.booleans())
def test_nothing_is_written_that_neither_side_says(base, now, theirs, form, overwrite):
    result, left = reconcile(now, edited(form, base, theirs), SLUG, SCHEMA, overwrite)
    assert not (left and overwrite)
    kept = {conflict.pointer for conflict in left}
    layout = build_layout(SCHEMA)
    for column in layout.columns:
        sides = [set(field_texts(column.find_value(side))) for side in (now, theirs, result)]
        assert sides[2] <= sides[0] | sides[1]
        if column.pointer in kept:
            assert column.find_value(result) == column.find_value(now)
    for part in layout.parts:
        for entry in result.get(part.field, []):
            assert entry in now.get(part.field, []) or entry in theirs.get(part.field, [])


# --- From March to May ----------------------------------------------------------------------------


def test_what_the_sender_left_alone_keeps_its_newer_value(imported):
    may = with_phone(MARCH, "0113 496 0009")
    plan = imported(sent(MARCH, summary="Autistic people who meet in Leeds."), may)
    assert after(plan) == {**may, "summary": "Autistic people who meet in Leeds."}
    assert not plan.notes and not plan.in_conflict


@pytest.mark.parametrize(
    ("now", "theirs"),
    [
        (with_phone(MARCH, "0113 496 0009"), {"contact__phone": "0113 496 0005"}),
        (with_phone(MARCH, None), {"contact__phone": "0113 496 0005"}),
        (with_phone(MARCH, "0113 496 0009"), {"contact__phone": ""}),
        (with_phone(MARCH, "0113 496 0009"), {"contact__phone": "N/A"}),
        (with_phone(MARCH, "0113 496 0009"), {"contact__phone": "(none)"}),
    ],
)
def test_what_both_changed_is_left_to_a_person(imported, now, theirs):
    plan = imported(sent(MARCH, founded="2001", **theirs), now)
    assert conflicts(plan) == ["contact.phone"]
    assert after(plan) == {**now, "founded": "2001"}
    plan = imported(sent(MARCH, founded="2001", **theirs), now, replace=True)
    written = theirs["contact__phone"]
    phone = written if written.startswith("0") else None
    assert after(plan) == with_phone({**now, "founded": "2001"}, phone) and not plan.in_conflict


def test_what_both_changed_alike_is_no_question(imported):
    now = with_phone(MARCH, "0113 496 0009")
    plan = imported(sent(MARCH, contact__phone="(0113) 4960009"), now)
    assert after(plan) == now and not plan.in_conflict


@pytest.mark.parametrize("cell", ["", "N/A", "(none)"])
def test_an_emptied_cell_removes_what_nobody_else_changed(imported, cell):
    assert after(imported(sent(MARCH, contact__phone=cell), MARCH)) == with_phone(MARCH, None)


@pytest.mark.parametrize("value", ["", None])
def test_an_emptied_field_of_a_line_removes_what_nobody_else_changed(imported, value):
    line = sent_lines(MARCH, contact={**MARCH["contact"], "phone": value}, activities=[])
    plan = imported(line, MARCH)
    assert not plan.to_write and 'activities / "What it does" is missing' in told(plan)[0]
    line = sent_lines(MARCH, contact={**MARCH["contact"], "phone": value}, founded=value)
    expected = changed(with_phone(MARCH, None), founded=None)
    assert after(imported(line, MARCH)) == expected


def test_a_group_of_fields_that_is_null_takes_no_newer_value_away(imported):
    now = with_phone(MARCH, "0113 496 0009")
    plan = imported(sent_lines(MARCH, contact=None), now)
    assert after(plan) == changed(MARCH, contact={"phone": "0113 496 0009"})
    assert conflicts(plan) == ["contact.phone"]
    assert after(imported(sent_lines(MARCH, contact=None), now, replace=True)) == changed(
        MARCH, contact=None
    )


def test_a_field_that_was_removed_here_does_not_come_back(imported):
    now = changed(MARCH, founded=None)
    assert after(imported(sent(MARCH), now)) == now
    assert after(imported(sent_lines(MARCH), now)) == now


@pytest.mark.parametrize("replace", [False, True])
def test_words_that_both_added_or_took_out_are_put_together(imported, replace):
    now = {**MARCH, "activities": ["advocacy", "campaigning-and-policy"]}
    content = sent(MARCH, activities="peer-support; advocacy; training-and-consultancy")
    plan = imported(content, now, replace=replace)
    merged = ["advocacy", "campaigning-and-policy", "training-and-consultancy"]
    assert after(plan)["activities"] == merged


def test_the_report_says_what_each_side_has(imported):
    now = changed(with_phone(MARCH, "0113 496 0009"), legal_form="company-limited-by-guarantee")
    plan = imported(
        sent(MARCH, contact__phone="0113 496 0005", legal_form="unincorporated-association"), now
    )
    assert importer.as_text(plan, SCHEMA).endswith(
        "Changed in the file and, since the file was made, in the directory. We've kept what the "
        "directory says. To use what the file says, give --replace:\n"
        "  row 2: Northside Voices (orgs/northside-voices.yml)\n"
        "    Phone: the file says 0113 496 0005; the directory says 0113 496 0009\n"
        "    Legal form: the file says Unincorporated association; the directory says Company "
        "limited by guarantee; it was blank when the file was made\n"
        "\nGroups: 0 new, 0 changed, 1 unchanged, 0 skipped, 0 to fix.\n"
        "Facts for you to decide: 2, in 1 group."
    )


# --- Lists with sheets of their own ---------------------------------------------------------------

JOIN = {"url": "https://north.example.org/join", "title": "Join us"}


def test_sources_of_both_sides_stand_beside_each_other(imported):
    now = {**MARCH, "sources": [{**ABOUT, "year": "2026"}, NEWS, JOIN]}
    plan = imported(sent(MARCH, sources__2__title="Our news"), now)
    wanted = [{**ABOUT, "year": "2026"}, {**NEWS, "title": "Our news"}, JOIN]
    assert after(plan)["sources"] == wanted and not plan.in_conflict


def test_a_source_that_both_changed_is_left_to_a_person(imported):
    now = {**MARCH, "sources": [{**ABOUT, "year": "2026"}, NEWS]}
    content = sent(MARCH, sources__1__title="Who we are", sources__2__title="Our news")
    plan = imported(content, now)
    assert conflicts(plan) == ["sources"]
    assert after(plan)["sources"] == [{**ABOUT, "year": "2026"}, {**NEWS, "title": "Our news"}]
    [conflict] = plan.in_conflict[0].conflicts
    assert conflict.ours == [{**ABOUT, "year": "2026"}]
    assert conflict.theirs == [{**ABOUT, "title": "Who we are"}]


def test_a_source_that_was_removed_goes_unless_it_changed_here(imported):
    gone = {f"sources__2__{name}": "" for name in ("url", "title", "year")}
    assert after(imported(sent(MARCH, **gone), MARCH))["sources"] == [ABOUT]
    now = {**MARCH, "sources": [ABOUT, {**NEWS, "year": "2026"}]}
    plan = imported(sent(MARCH, **gone), now)
    assert after(plan) == now and conflicts(plan) == ["sources"]


def test_a_fact_in_a_row_of_its_own_is_cleared_by_an_empty_cell(imported):
    plan = imported(sent(MARCH, sources__2__year=""), MARCH)
    assert after(plan)["sources"] == [ABOUT, {"url": NEWS["url"], "title": "News"}]


def test_a_list_without_any_entry_is_asked_about_and_stays(imported):
    gone = {
        f"sources__{number}__{name}": ""
        for number, source in enumerate((ABOUT, NEWS), 1)
        for name in source
    }
    plan = imported(sent(MARCH, **gone), MARCH)
    assert after(plan) == MARCH
    assert told(plan) == [
        '2 / "Sources" has nothing about this group any more. We kept what the directory says. / '
        "If you want to remove it all, write (none) there."
    ]


def test_a_fault_is_reported_where_it_stands_in_the_file(imported):
    now = {**MARCH, "sources": [JOIN, ABOUT, NEWS]}
    plan = imported(sent(MARCH, sources__2__year="3000"), now)
    assert [line.split(" / ")[:2] for line in told(plan)] == [["2", "sources.2.year"]]
    line = sent_lines(MARCH, sources=[ABOUT, {**NEWS, "year": 3000}])
    assert [one.split(" / ")[:2] for one in told(imported(line, now))] == [["1", "sources.2.year"]]


# --- What programs and people do to a file --------------------------------------------------------


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("columns", ["sources.1", "sources.2", "sources", "contact.phone", "for"])
def test_deleted_columns_remove_nothing(imported, columns):
    rows = rows_of(sent(MARCH, summary="Autistic people who meet in Leeds."))
    left = [place for place, name in enumerate(rows[0]) if not name.startswith(columns)]
    content = csv_file(csv_lines([row[place] for place in left] for row in rows))
    now = with_phone(MARCH, "0113 496 0009")
    plan = imported(content, now)
    assert after(plan) == {**now, "summary": "Autistic people who meet in Leeds."}
    assert not plan.in_conflict


@pytest.mark.parametrize("saved", [(";", "utf-16", "\n"), ("\t", "utf-8", "\r\n")])
def test_a_file_that_another_program_saved_keeps_its_versions(imported, saved):
    now = with_phone(MARCH, "0113 496 0009")
    plan = imported(saved_again(sent(MARCH, founded="2001"), *saved), now)
    assert after(plan) == {**now, "founded": "2001"} and not plan.in_conflict


def test_a_workbook_hides_the_versions_and_rows_can_be_sorted(today):
    out = {SLUG: MARCH, "other-voices": {**MARCH, "name": "Other Voices"}}
    book = load_workbook(io.BytesIO(FORMATS["xlsx"](out, SCHEMA, today)))
    for sheet in (book["Groups"], book["Sources"]):
        header, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        if sheet.title == "Groups":
            assert header[-1] == "Version"
            assert sheet.column_dimensions[sheet.cell(1, len(header)).column_letter].hidden
            rows[0][header.index("Founded")] = "2001"
        for number, row in enumerate(reversed(rows), 2):
            for place, value in enumerate(row, 1):
                sheet.cell(number, place).value = value
    book.save(content := io.BytesIO())
    now = {slug: with_phone(data, "0113 496 0009") for slug, data in out.items()}
    plan = planned(content.getvalue(), SCHEMA, today, now)
    [outcome] = plan.changed
    assert outcome.after == {**now[SLUG], "founded": "2001"}
    assert len(plan.unchanged) == 1 and not plan.notes and not plan.in_conflict


def test_a_list_that_is_older_than_the_name_of_a_file_finds_its_group(today):
    renamed = dataclasses.replace(SCHEMA, redirects={SLUG: "northside-together"})
    now = with_phone(MARCH, "0113 496 0009")
    content = sent(MARCH, founded="2001")
    plan = planned(content, renamed, today, {"northside-together": now})
    assert [one.slug for one in plan.changed] == ["northside-together"]
    assert after(plan) == {**now, "founded": "2001"} and not plan.in_conflict and not plan.notes


def test_published_data_in_which_what_is_false_is_left_out_change_nothing(imported):
    now = changed(MARCH, contact={**MARCH["contact"], "relay_uk": "false"})
    assert after(imported(sent(MARCH), now)) == now
    plan = imported(sent(MARCH, contact__relay_uk="yes"), now)
    assert after(plan)["contact"]["relay_uk"] == "true" and not plan.in_conflict


# --- Without a version, or with one that is none --------------------------------------------------


def test_without_a_version_only_what_is_blank_is_filled_in(imported):
    now = changed(with_phone(MARCH, "0113 496 0009"), founded=None)
    plan = imported(sent(MARCH, version=""), now)
    assert after(plan) == {**now, "founded": "1999"} and conflicts(plan) == ["contact.phone"]
    assert "Groups without a version" in importer.as_text(plan, SCHEMA)
    assert after(imported(sent(MARCH, version=""), now, replace=True)) == MARCH


NOT_A_VERSION = [
    "1",
    "=1+1",
    "a" * 8,
    "a" * 31_000,
    make_version("other-voices", MARCH, SCHEMA),
    make_version(SLUG, MARCH, SCHEMA)[:-8],
    make_version(SLUG, MARCH, SCHEMA).upper(),
    f"{make_version(SLUG, MARCH, SCHEMA)} ",
    "a\u202e234567\u0661",
]


@pytest.mark.parametrize("text", [text for text in NOT_A_VERSION if not text.endswith(" ")])
def test_a_version_that_is_none_or_of_another_group_counts_as_none(imported, text):
    now = with_phone(MARCH, "0113 496 0009")
    for content in (sent(MARCH, version=text), sent_lines(MARCH, version=text)):
        plan = imported(content, now)
        assert after(plan) == now and conflicts(plan) == ["contact.phone"]
        [said] = told(plan)
        assert "isn't one that we gave this group" in said


@pytest.mark.parametrize("text", NOT_A_VERSION)
def test_what_is_no_version_is_not_read_as_one(text):
    assert read_version(text, [SLUG]) is None


def test_a_made_up_version_writes_no_more_than_a_list_that_says_the_same(imported):
    """Whoever knows how a version is made can claim to have seen what is there now."""
    now = with_phone(MARCH, "0113 496 0009")
    forged = make_version(SLUG, now, SCHEMA)
    plan = imported(sent(MARCH, version=forged), now)
    honest = imported(sent(now, contact__phone=MARCH["contact"]["phone"]), now)
    assert after(plan) == after(honest) == MARCH
    assert "Phone: 0113 496 0009 -> 0113 496 0000" in importer.as_text(plan, SCHEMA)


def test_of_two_rows_of_one_version_the_second_is_refused(imported):
    header, row = rows_of(sent(MARCH, founded="2001"))
    second = rows_of(sent(MARCH, founded="2002"))[1]
    plan = imported(csv_file(csv_lines([header, row, second])), MARCH)
    assert after(plan)["founded"] == "2001"
    assert told(plan) == ["3 / Row 2 is also about this group. / Combine the two rows."]


@pytest.mark.parametrize("value", [1, ["a"], {"a": "b"}, True])
def test_a_version_of_another_type_is_reported(imported, value):
    [said] = told(imported(sent_lines(MARCH, version=value), MARCH))
    assert "version / This should be a text" in said


def test_the_same_record_has_the_same_version_however_its_values_are_stored():
    typed = SCHEMA.cast(MARCH)
    assert typed != MARCH and make_version(SLUG, typed, SCHEMA) == make_version(SLUG, MARCH, SCHEMA)
