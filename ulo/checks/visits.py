"""The rules about when a group meets and what the first visit is like."""

import re
from collections.abc import Iterator

from ulo.checks.context import CheckContext, RecordRule
from ulo.checks.record_words import record_words
from ulo.core import WARNING, Problem, quote, rule
from ulo.schema import Pointer, RecordData, Schema

# A week of the month is one only with a day: the first Tuesday.
NEEDING_A_DAY = ("first", "second", "third", "fourth", "last")
# Of these, a time without a day tells nobody when to come.
NEEDING_A_DAY_FOR_A_TIME = ("week", "two-weeks")
CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}")
MAX_MEETINGS = 5


@rule()
def meeting_without_day(context: CheckContext) -> Iterator[Problem]:
    for number, meeting in _meetings(context):
        if meeting.get("day"):
            continue
        if meeting.get("every") in NEEDING_A_DAY:
            yield context.problem("meeting-without-day", ("meetings", number, "every"))
        elif meeting.get("every") in NEEDING_A_DAY_FOR_A_TIME and "starts" in meeting:
            yield context.problem("meeting-without-day", ("meetings", number, "starts"))


@rule()
def times_out_of_order(context: CheckContext) -> Iterator[Problem]:
    for number, meeting in _meetings(context):
        start, end = meeting.get("starts", ""), meeting.get("ends")
        if not _is_clock(end):
            continue
        pointer: Pointer = ("meetings", number, "ends")
        if not start:
            yield context.problem("times-out-of-order", pointer, variant="alone", end=end)
        elif _is_clock(start) and end <= start:
            yield context.problem("times-out-of-order", pointer, start=start, end=end)


def _find_home(place: str, schema: Schema) -> re.Match[str] | None:
    """The first word that stands for a home, or says whose it is."""
    words = record_words(schema)
    found = [match for p in (words.home, words.someones_home) if (match := p.search(place))]
    return min(found, key=lambda match: match.start(), default=None)


@rule(WARNING)
def home_as_venue(context: CheckContext) -> Iterator[Problem]:
    for number, meeting in _meetings(context):
        place = meeting.get("place")
        if isinstance(place, str) and (word := _find_home(place[:200], context.schema)):
            yield context.problem(
                "home-as-venue", ("meetings", number, "place"), word=quote(word.group())
            )


@rule(WARNING)
def unsourced_visit(context: CheckContext) -> Iterator[Problem]:
    if context.text("checked", "by") == "organisation":
        return
    for pointer, facts in _dated_facts(context):
        if not facts.get("source") and not _supporting_years(context, pointer, ""):
            yield context.problem("unsourced-visit", pointer)


@rule(WARNING)
def undated_visit(context: CheckContext) -> Iterator[Problem]:
    if context.text("checked", "by") == "organisation":
        return
    for pointer, facts in _dated_facts(context):
        source = facts.get("source")
        years = _supporting_years(context, pointer, source if isinstance(source, str) else "")
        has_source = source or years
        if has_source and not facts.get("on") and not any(years):
            yield context.problem("undated-visit", pointer)


def _meetings(context: CheckContext) -> Iterator[tuple[int, RecordData]]:
    """The meetings that are groups of fields, each with its position in the list."""
    meetings = context.record.data.get("meetings")
    for number, meeting in enumerate(meetings[:MAX_MEETINGS] if isinstance(meetings, list) else ()):
        if isinstance(meeting, dict):
            yield number, meeting


def _dated_facts(context: CheckContext) -> Iterator[tuple[Pointer, RecordData]]:
    """Each meeting and the first visit, with its place in the record."""
    for number, meeting in _meetings(context):
        yield ("meetings", number), meeting
    if isinstance(visit := context.record.data.get("first_visit"), dict):
        yield ("first_visit",), visit


def _supporting_years(context: CheckContext, pointer: Pointer, source: str) -> list[object]:
    """The years, each None where it is unknown, of the sources of these facts.

    Those are the sources at this address or, without one, all that say they show the field.
    """
    return [
        entry.get("year")
        for _, entry in context.sources
        if (entry.get("url") == source if source else _supports(entry, str(pointer[0])))
    ]


def _supports(source: RecordData, name: str) -> bool:
    supports = source.get("supports")
    return isinstance(supports, list) and name in supports


def _is_clock(text: object) -> bool:
    return isinstance(text, str) and CLOCK.fullmatch(text) is not None


RULES: list[RecordRule] = [
    meeting_without_day,
    times_out_of_order,
    home_as_venue,
    unsourced_visit,
    undated_visit,
]
