"""The changes of a time zone through the year, as rules that calendar programs read (VTIMEZONE).

They follow from the database of time zones, which comes with the packages.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

# The rules of today are those of the years that nobody has made a law for yet.
FIRST_YEAR, RULE_YEARS = 1970, range(2030, 2037)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@dataclass(frozen=True)
class Change:
    """A change of the clock: when, by the clock before it, and what it leads from and to."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str

    @property
    def kind(self) -> tuple[int, int, time, timedelta, timedelta, str]:
        """What is the same of this change in each year."""
        at = self.at
        return at.month, at.weekday(), at.time(), self.before, self.after, self.name


def time_zone_component(name: str) -> Timezone:
    """A time zone with its rules of today, since the first year in which they held.

    Where they are none of a calendar, it has each change up to 2037.
    """
    zone = Timezone()
    zone.add("tzid", name)
    changes = _current_changes(name)
    if changes is None:
        listed: Timezone = Timezone.from_tzid(name)
        return listed
    if not changes:
        moment = datetime(RULE_YEARS[0], 1, 1, tzinfo=ZoneInfo(name))
        offset = moment.utcoffset() or timedelta()
        start = moment.replace(year=FIRST_YEAR, tzinfo=None)
        zone.add_component(_part(Change(start, offset, offset, moment.tzname() or name)))
    for change, week in changes:
        part = _part(change)
        day = f"{week}{WEEKDAYS[change.at.weekday()]}"
        part.add("rrule", {"FREQ": "YEARLY", "BYMONTH": change.at.month, "BYDAY": day})
        zone.add_component(part)
    return zone


def _part(change: Change) -> TimezoneStandard | TimezoneDaylight:
    part = TimezoneDaylight() if change.after > change.before else TimezoneStandard()
    part.add("tzname", change.name)
    part.add("tzoffsetfrom", change.before)
    part.add("tzoffsetto", change.after)
    part.add("dtstart", change.at)
    return part


@lru_cache(maxsize=4)
def _current_changes(name: str) -> tuple[tuple[Change, int], ...] | None:
    """The changes of the first year with the rules of today, and the week of the month of each.

    There are none where the clock never changes; None where they follow no such rule.
    """
    years = [_changes(name, year) for year in RULE_YEARS]
    weeks = [_week([change.at.date() for change in same]) for same in zip(*years, strict=False)]
    if not all(weeks) or len({tuple(c.kind for c in changes) for changes in years}) > 1:
        return None
    first, year = years[0], RULE_YEARS[0] - 1
    while first and year >= FIRST_YEAR:
        earlier = _changes(name, year)
        is_same = [c.kind for c in earlier] == [c.kind for c in first] and all(
            week in _weeks(change.at.date()) for change, week in zip(earlier, weeks, strict=True)
        )
        if not is_same:
            break
        first, year = earlier, year - 1
    return tuple(zip(first, weeks, strict=True))


def _changes(name: str, year: int) -> list[Change]:
    """Those of one year, in their order."""
    zone, start = ZoneInfo(name), datetime(year, 1, 1, tzinfo=UTC)
    days = [start + number * DAY for number in range(367)]
    found = []
    for day, next_day in pairwise(days):
        if _offset(day, zone) == _offset(next_day, zone):
            continue
        before, after = day, next_day
        while after - before > MINUTE:
            middle = before + (after - before) // MINUTE // 2 * MINUTE
            if _offset(middle, zone) == _offset(day, zone):
                before = middle
            else:
                after = middle
        old, new = _offset(before, zone), _offset(after, zone)
        at = (after + old).replace(tzinfo=None)
        if at.year == year:
            found.append(Change(at, old, new, after.astimezone(zone).tzname() or ""))
    return found


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _weeks(day: date) -> set[int]:
    """Which one of its weekday in its month a day is, counted from the start, or -1: the last."""
    is_last = (day + timedelta(days=7)).month != day.month
    return {(day.day + 6) // 7} | ({-1} if is_last else set())


def _week(days: list[date]) -> int:
    """Which one of its weekday all of these days are; 0 where they are not the same one."""
    common = set.intersection(*map(_weeks, days))
    return -1 if -1 in common else next(iter(common), 0)
