"""When groups meet: how old that is, on which days, and in words."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
import yaml
from hypothesis import given, strategies as st

from ulo.catalogue import (
    describe_meeting,
    describe_times,
    first_date,
    group_meetings,
    group_visit,
    recurrence_rule,
    weekday_codes,
)
from ulo.catalogue.recurrence import WEEKDAYS, WEEKS_OF_MONTH
from ulo.contribute.intake.meeting_lines import read_meeting
from ulo.contribute.intake.normalisation import add_dates
from ulo.contribute.spreadsheet.cells import AmbiguousCellError, parse_cell
from ulo.contribute.spreadsheet.columns import build_layout
from ulo.maintain.review.changes import list_differences
from ulo.model import FirstVisit, LastKnown, Meeting, Source, last_known
from ulo.records.values import country_forms, read_time

WEEKLY = Meeting("Drop-in", "week", ("tuesday",), "10:30", "12:30")


@pytest.mark.parametrize(
    ("known", "today", "is_current"),
    [
        (date(2026, 3, 10), date(2026, 3, 10), True),
        (date(2026, 3, 10), date(2027, 3, 9), True),
        (date(2026, 3, 10), date(2027, 3, 10), False),
        # In a year with a leap day, 365 days are over a day before the date comes again.
        (date(2023, 3, 10), date(2024, 3, 8), True),
        (date(2023, 3, 10), date(2024, 3, 9), False),
        (date(2024, 2, 29), date(2025, 2, 27), True),
        (date(2024, 2, 29), date(2025, 2, 28), False),
        (date(2026, 8, 31), date(2027, 8, 30), True),
        (date(2026, 8, 31), date(2027, 8, 31), False),
        (date(2026, 12, 31), date(2027, 12, 30), True),
    ],
)
def test_what_nobody_confirmed_for_a_year_was(known, today, is_current):
    assert LastKnown(day=known).is_current(today) is is_current


def test_only_a_year_counts_from_its_first_day():
    assert LastKnown(year=2026).is_current(date(2026, 12, 31))
    assert not LastKnown(year=2026).is_current(date(2027, 1, 1))
    assert not LastKnown(year=2025).is_current(date(2026, 1, 1))
    assert not LastKnown().is_current(date(2026, 1, 1))


@pytest.fixture
def group(fictional):
    """A group that others wrote about, with one meeting that nobody has dated."""
    source = Source("https://example.org/about", "About us", 2021, ("meetings",))
    listed = fictional.by_slug["leeds-speak-up"]
    return replace(
        listed,
        checked=replace(listed.checked, on=date(2026, 11, 1), by="public-sources"),
        sources=(source, Source("https://example.org/visit", "Visit", 2024)),
        meetings=(WEEKLY,),
        first_visit=FirstVisit(join="just-come"),
    )


def test_last_known_is_the_day_or_the_confirmation_or_the_year_of_the_source(group):
    assert last_known(group, WEEKLY) == LastKnown(year=2021)
    linked = replace(WEEKLY, source="https://example.org/visit")
    assert last_known(group, linked) == LastKnown(year=2024)
    unlisted = replace(WEEKLY, source="https://example.org/elsewhere")
    assert last_known(group, unlisted) is None
    dated = replace(linked, on=date(2025, 5, 5))
    assert last_known(group, dated) == LastKnown(day=date(2025, 5, 5))
    confirmed = replace(group, checked=replace(group.checked, by="organisation"))
    assert last_known(confirmed, dated) == LastKnown(day=date(2026, 11, 1))
    newer = replace(dated, on=date(2026, 11, 5))
    assert last_known(confirmed, newer) == LastKnown(day=date(2026, 11, 5))
    assert last_known(group, group.first_visit) is None
    shown = replace(group.sources[0], supports=("first_visit",))
    assert last_known(replace(group, sources=(shown,)), group.first_visit) == LastKnown(year=2021)


def test_closed_group_has_no_meetings_and_no_visit(fictional):
    closed = next(o for o in fictional.organisations if o.closed)
    closed = replace(closed, meetings=(WEEKLY,), first_visit=FirstVisit(join="just-come"))
    assert group_meetings(fictional, closed) == []
    assert group_visit(fictional, closed) is None


@pytest.mark.parametrize(
    ("meeting", "words"),
    [
        (WEEKLY, "every Tuesday, 10:30am to 12:30pm"),
        (replace(WEEKLY, days=("sunday", "monday")), "every Monday and Sunday, 10:30am to 12:30pm"),
        (replace(WEEKLY, ends=""), "every Tuesday at 10:30am"),
        (replace(WEEKLY, starts="12:00", ends="17:00"), "every Tuesday, noon to 5pm"),
        (replace(WEEKLY, starts="00:00", ends="00:05"), "every Tuesday, midnight to 12:05am"),
        (replace(WEEKLY, starts="09:00", ends="12:15"), "every Tuesday, 9am to 12:15pm"),
        (Meeting("Group", "week"), "every week"),
        (Meeting("Group", "two-weeks", ("friday",)), "every other Friday"),
        (Meeting("Group", "first", ("monday",)), "on the first Monday of the month"),
        (Meeting("Group", "last", ("sunday",), "18:00"), "on the last Sunday of the month at 6pm"),
        (Meeting("Group", "month", ("monday", "friday")), "once a month, on a Monday or Friday"),
        (Meeting("Group", "month"), "once a month"),
        (Meeting("Group", "two-months"), "every two months"),
        (Meeting("Group", "varies"), "on days that change"),
    ],
)
def test_times_are_said_as_people_say_them(meeting, words, fictional):
    assert describe_times(fictional, meeting) == words


def test_every_frequency_has_words_with_and_without_days(fictional, schema):
    for frequency in schema.vocabularies["frequency"].terms:
        for days in ((), WEEKDAYS):
            words = describe_times(fictional, Meeting("Group", frequency, days))
            assert words and "{" not in words
            assert ("Wednesday" in words) == bool(days)


def test_old_times_are_told_in_the_past(fictional, group):
    [entry] = group_meetings(fictional, group)
    assert describe_meeting(fictional, entry) == (
        "In 2021 they met every Tuesday, 10:30am to 12:30pm."
    )
    old = replace(entry, known=LastKnown(day=date(2024, 3, 31)))
    assert describe_meeting(fictional, old).startswith("In March 2024 they met every Tuesday")
    undated = replace(entry, known=None)
    assert "don't know when this was written" in describe_meeting(fictional, undated)
    current = replace(entry, is_current=True)
    assert describe_meeting(fictional, current) == "Every Tuesday, 10:30am to 12:30pm."


# --- Days -----------------------------------------------------------------------------------------


def test_only_known_days_have_a_recurrence_rule():
    assert recurrence_rule(WEEKLY) == {"FREQ": "WEEKLY", "BYDAY": ["TU"]}
    third = replace(WEEKLY, every="third", days=("sunday", "monday"))
    assert recurrence_rule(third) == {"FREQ": "MONTHLY", "BYDAY": ["3MO", "3SU"]}
    assert weekday_codes(replace(WEEKLY, every="last")) == ["-1TU"]
    for every in ("two-weeks", "month", "two-months", "varies"):
        assert recurrence_rule(replace(WEEKLY, every=every)) is None
    assert recurrence_rule(Meeting("Group", "week")) is None


@pytest.mark.parametrize(
    ("every", "day", "start", "first"),
    [
        ("week", "tuesday", date(2026, 11, 24), date(2026, 11, 24)),
        ("week", "tuesday", date(2026, 11, 25), date(2026, 12, 1)),
        ("first", "sunday", date(2026, 11, 1), date(2026, 11, 1)),
        ("first", "sunday", date(2026, 11, 2), date(2026, 12, 6)),
        ("last", "thursday", date(2026, 12, 31), date(2026, 12, 31)),
        ("last", "saturday", date(2028, 2, 1), date(2028, 2, 26)),
        ("last", "tuesday", date(2028, 2, 29), date(2028, 2, 29)),
        ("fourth", "monday", date(2026, 8, 31), date(2026, 9, 28)),
    ],
)
def test_first_date_is_on_or_after_the_start(every, day, start, first):
    assert first_date(Meeting("Group", every, (day,)), start) == first


@given(
    every=st.sampled_from(("week", *WEEKS_OF_MONTH)),
    day=st.sampled_from(WEEKDAYS),
    start=st.dates(date(2000, 1, 1), date(2100, 12, 31)),
)
def test_first_date_is_as_every_program_counts_it(every, day, start):
    found = first_date(Meeting("Group", every, (day,)), start)
    assert found >= start and WEEKDAYS[found.weekday()] == day
    if week := WEEKS_OF_MONTH.get(every):
        same_days = [
            date(found.year, found.month, 1) + timedelta(days=number) for number in range(31)
        ]
        same_days = [
            one
            for one in same_days
            if one.month == found.month and one.weekday() == found.weekday()
        ]
        assert same_days[week - 1 if week > 0 else week] == found


# --- Ways in --------------------------------------------------------------------------------------


def test_times_are_read_as_people_write_them(root, schema):
    cases = yaml.safe_load((root / "tests/data/clock_times.yml").read_text("utf-8"))
    for text, *known in cases:
        assert read_time(text, country_forms(schema).clock) == (known[0] if known else text)


@given(st.text(max_size=60))
def test_reading_a_time_gives_a_time_or_the_text(schema, text):
    found = read_time(text, country_forms(schema).clock)
    assert found == text or (len(found) == 5 and found[2] == ":")


@pytest.mark.parametrize(
    ("line", "meeting"),
    [
        (
            "Drop-in, every Tuesday, 10am to noon, Leeds Library, Mill Lane",
            "week tuesday 10:00-12:00 Leeds Library, Mill Lane",
        ),
        ("Tea, Mondays and Thursdays, 2-4pm, online", "week monday,thursday 14:00-16:00 online"),
        ("Tea, first Wednesday of the month, 11-1pm", "first wednesday 11:00-13:00"),
        ("Tea, last Sunday of each month at 7pm", "last sunday 19:00-"),
        ("Choir, every other Friday", "two-weeks friday -"),
        ("Choir, every second Saturday", "two-weeks saturday -"),
        ("Choir, second Saturday of the month", "second saturday -"),
        ("Choir, on Mondays, fortnightly", "two-weeks monday -"),
        ("Group, monthly, The Hub", "month  - The Hub"),
        ("Group, monthly, on Fridays at 6pm", "month friday 18:00-"),
        ("Group, Tue 12-2pm, Hall", "week tuesday 12:00-14:00 Hall"),
        ("Group, whenever we like", "  - whenever we like"),
        ("Group", "  -"),
    ],
)
def test_meeting_is_read_from_a_line(line, meeting, schema):
    found = read_meeting(line, schema)
    assert found.pop("what") == line.partition(",")[0]
    days = ",".join(found.pop("day", []))
    times = f"{found.pop('starts', '')}-{found.pop('ends', '')}"
    said = f"{found.pop('every', '')} {days} {times} {found.pop('place', '')}".rstrip()
    if found.pop("online", ""):
        said += " online"
    assert said == meeting and not found


@given(line=st.text(max_size=500))
def test_any_line_is_read(line, schema):
    assert set(read_meeting(line, schema)) <= set(schema.subschema(("meetings", 0))["properties"])


def test_what_a_group_sends_is_dated_and_what_others_send_is_not(today):
    data = {
        "meetings": [{"what": "Drop-in", "on": "2020-01-01"}, "no meeting"],
        "first_visit": {"join": "just-come"},
        "checked": {"by": "organisation"},
    }
    dated = add_dates(data, None, today)
    assert dated["meetings"] == [{"what": "Drop-in", "on": today.isoformat()}, "no meeting"]
    assert dated["first_visit"]["on"] == today.isoformat()
    others = add_dates({**data, "checked": {"by": "public-sources"}}, None, today)
    assert others["meetings"] == data["meetings"]
    assert others["first_visit"] == data["first_visit"]


def test_time_that_a_spreadsheet_made_of_a_cell_is_read(schema):
    layout = build_layout(schema)
    part = next(part for part in layout.parts if part.field == "meetings")
    columns = {column.pointer[-1]: column for column in part.columns}
    messages, notes = schema.messages["spreadsheet"], []
    assert parse_cell(time(10, 30), columns["starts"], messages, lambda *_, **__: None) == "10:30"
    assert parse_cell("10.30am", columns["starts"], messages, lambda *_, **__: None) == "10:30"
    assert parse_cell("Tuesdays; thu", columns["day"], messages, notes.append) == [
        "tuesday",
        "thursday",
    ]
    assert parse_cell("Fortnightly", columns["every"], messages, notes.append) == "two-weeks"
    with pytest.raises(AmbiguousCellError):
        parse_cell(time(10, 30), columns["what"], messages, notes.append)


def test_review_says_what_changed_of_a_meeting(schema):
    before = {"meetings": [{"what": "Drop-in", "every": "week", "day": ["monday"]}]}
    after = {"meetings": [{"what": "Drop-in", "every": "month", "day": ["monday"]}]}
    [change] = list_differences(before, after, schema, {})
    assert (change.title, change.label) == ("How often", "Drop-in")
    assert (change.before, change.after) == ("Every week", "Once a month")
