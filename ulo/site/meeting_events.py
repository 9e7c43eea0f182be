"""Confirmed meetings for other programs: as events of schema.org, and as an iCalendar file."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from ulo.catalogue import (
    REPEAT_FREQUENCIES,
    WEEKS_OF_MONTH,
    Catalogue,
    KnownMeeting,
    describe_place,
    first_date,
    group_visit,
    recurrence_rule,
    sort_days,
    weekday_codes,
)
from ulo.core import capitalise, format_message, slugify, urls
from ulo.model import RECONFIRM_AFTER_DAYS
from ulo.schema import Area, Messages

TIME_ZONE = "Europe/London"
SCHEMA_ORG = "https://schema.org/"
GMT, SUMMER_TIME = timedelta(0), timedelta(hours=1)

# --- schema.org ---------------------------------------------------------------------------------


def linked_event(catalogue: Catalogue, entry: KnownMeeting) -> dict[str, object]:
    """A confirmed meeting as an Event of schema.org, with only what the record says."""
    meeting, group = entry.meeting, entry.organisation
    visit = group_visit(catalogue, group)
    modes = [("Offline", meeting.place), ("Online", meeting.online)]
    known_modes = [mode for mode, is_known in modes if is_known]
    locations: list[dict[str, object]] = []
    if meeting.place:
        locations.append({"@type": "Place", "name": meeting.place})
    if meeting.online and group.contact.website:
        locations.append({"@type": "VirtualLocation", "url": group.contact.website})
    mode = "Mixed" if len(known_modes) > 1 else "".join(known_modes)
    event = {
        "@type": "Event",
        "name": format_message(
            catalogue.messages["visit"]["event"], what=meeting.what, name=group.name
        ),
        "eventAttendanceMode": f"{SCHEMA_ORG}{mode}EventAttendanceMode" if mode else "",
        "isAccessibleForFree": bool(visit and visit.is_current and visit.visit.cost == "free"),
        "location": locations[0] if len(locations) == 1 else locations,
        "eventSchedule": _linked_schedule(entry),
    }
    return {key: value for key, value in event.items() if value}


def _linked_schedule(entry: KnownMeeting) -> dict[str, object]:
    """When it takes place; schema.org has no word for the last week of a month but iCalendar's."""
    meeting = entry.meeting
    week = WEEKS_OF_MONTH.get(meeting.every, 0)
    if week < 0:
        days = weekday_codes(meeting)
    else:
        days = [f"{SCHEMA_ORG}{capitalise(day)}" for day in sort_days(meeting.days)]
    schedule = {
        "@type": "Schedule",
        "repeatFrequency": REPEAT_FREQUENCIES.get(meeting.every, ""),
        "byDay": days[0] if len(days) == 1 else days,
        "byMonthWeek": max(week, 0),
        "startTime": meeting.starts,
        "endTime": meeting.ends,
        "scheduleTimezone": TIME_ZONE if meeting.starts else "",
    }
    return {key: value for key, value in schedule.items() if value}


# --- iCalendar ----------------------------------------------------------------------------------


def in_calendar(entries: Iterable[KnownMeeting]) -> list[KnownMeeting]:
    """Those whose days and times are known: the others cannot stand in a calendar."""
    return [entry for entry in entries if entry.meeting.starts and recurrence_rule(entry.meeting)]


def make_calendar(catalogue: Catalogue, area: Area, entries: Iterable[KnownMeeting]) -> bytes:
    """An iCalendar file of the meetings in an area, each until nobody confirmed it for a year.

    What it holds follows from the records alone, so that two builds give the same file.
    """
    messages, instance = catalogue.messages["visit"], catalogue.instance
    calendar = Calendar()
    calendar.add("prodid", f"-//{instance.name}//{messages['title']}//EN")
    calendar.add("version", "2.0")
    title = format_message(messages["calendar_title"], place=area.phrase or area.title)
    site_messages = catalogue.messages["site"]
    calendar.add(
        "x-wr-calname", format_message(site_messages["title"], title=title, site=instance.name)
    )
    calendar.add_component(_time_zone())
    used: Counter[str] = Counter()
    for entry in in_calendar(entries):
        group_url = f"{instance.site_url}{urls.organisation(entry.organisation.slug)}"
        # The same meeting keeps its id when its times change, so that calendars move it.
        uid = f"{group_url}#meeting-{slugify(entry.meeting.what)}"
        used[uid] += 1
        uid = f"{uid}-{used[uid]}" if used[uid] > 1 else uid
        calendar.add_component(_calendar_event(catalogue, entry, uid, group_url, messages))
    content: bytes = calendar.to_ical()
    return content


def _calendar_event(
    catalogue: Catalogue, entry: KnownMeeting, uid: str, group_url: str, messages: Messages
) -> Event:
    meeting, known = entry.meeting, entry.known
    rule = recurrence_rule(meeting)
    assert known is not None and rule is not None, "these have no place in a calendar"
    last_day = known.earliest + timedelta(days=RECONFIRM_AFTER_DAYS - 1)
    day = first_date(meeting, known.earliest)
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", datetime.combine(known.earliest, time(), UTC))
    event.add("dtstart", _at(day, meeting.starts))
    if meeting.ends:
        event.add("dtend", _at(day, meeting.ends))
    event.add("rrule", {**rule, "UNTIL": datetime.combine(last_day, time(23, 59, 59), UTC)})
    name = catalogue.display_names[entry.organisation.slug]
    event.add("summary", format_message(messages["event"], what=meeting.what, name=name))
    breaks = (
        [format_message(messages["breaks"], text=meeting.breaks) + "."] if meeting.breaks else []
    )
    event.add("description", " ".join([*breaks, messages["check"]]))
    if place := describe_place(catalogue, meeting):
        event.add("location", place)
    event.add("url", group_url)
    return event


def _at(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), ZoneInfo(TIME_ZONE))


def _time_zone() -> Timezone:
    """British time, with its two changes a year as they have been since 1996."""
    zone = Timezone()
    zone.add("tzid", TIME_ZONE)
    changes = (
        (TimezoneDaylight(), "BST", GMT, SUMMER_TIME, date(1996, 3, 31), 1, 3),
        (TimezoneStandard(), "GMT", SUMMER_TIME, GMT, date(1996, 10, 27), 2, 10),
    )
    for part, name, before, after, day, hour, month in changes:
        part.add("tzname", name)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("dtstart", datetime.combine(day, time(hour)))
        part.add("rrule", {"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": "-1SU"})
        zone.add_component(part)
    return zone
