"""On which days a meeting takes place, as iCalendar (RFC 5545) and schema.org write it."""

from collections.abc import Sequence
from datetime import date, timedelta

from ulo.model import Meeting

# The days in the order of a week, as the vocabulary has them.
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# Which week of the month; the last is counted from the end.
WEEKS_OF_MONTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
# How often, as a duration of ISO 8601; on days that vary there is none.
REPEAT_FREQUENCIES = {
    "week": "P1W",
    "two-weeks": "P2W",
    "month": "P1M",
    "two-months": "P2M",
    **dict.fromkeys(WEEKS_OF_MONTH, "P1M"),
}
# Two months in a row hold every week of the month that there is.
DAYS_TO_SEARCH = 62


def weekday_codes(meeting: Meeting) -> list[str]:
    """The days as both standards write them: `TU`, or `1TU` for the first Tuesday of a month."""
    week = WEEKS_OF_MONTH.get(meeting.every, "")
    return [f"{week}{day[:2].upper()}" for day in sort_days(meeting.days)]


def recurrence_rule(meeting: Meeting) -> dict[str, str | list[str]] | None:
    """The parts of an RRULE; None where nobody can know the days from the record.

    Of every second week, the record does not say which; of once a month, not the day.
    """
    if not meeting.days or (meeting.every != "week" and meeting.every not in WEEKS_OF_MONTH):
        return None
    frequency = "WEEKLY" if meeting.every == "week" else "MONTHLY"
    return {"FREQ": frequency, "BYDAY": weekday_codes(meeting)}


def first_date(meeting: Meeting, start: date) -> date:
    """The first day on or after `start` on which it takes place; it has a recurrence rule."""
    days = (start + timedelta(days=number) for number in range(DAYS_TO_SEARCH))
    return next(day for day in days if _takes_place(meeting, day))


def _takes_place(meeting: Meeting, day: date) -> bool:
    if WEEKDAYS[day.weekday()] not in meeting.days:
        return False
    week = WEEKS_OF_MONTH.get(meeting.every)
    if week == -1:
        return (day + timedelta(days=7)).month != day.month
    return week is None or (day.day - 1) // 7 + 1 == week


def sort_days(days: Sequence[str]) -> list[str]:
    """Days in the order of a week."""
    return sorted(days, key=WEEKDAYS.index)
