"""Confirmed meetings as events of schema.org."""

from ulo.catalogue import (
    REPEAT_FREQUENCIES,
    WEEKS_OF_MONTH,
    Catalogue,
    KnownMeeting,
    group_visit,
    sort_days,
    weekday_codes,
)
from ulo.core import capitalise, format_message
from ulo.exports.json_text import drop_empty

SCHEMA_ORG = "https://schema.org/"


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
        "eventSchedule": _linked_schedule(catalogue, entry),
    }
    return drop_empty(event)


def _linked_schedule(catalogue: Catalogue, entry: KnownMeeting) -> dict[str, object]:
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
        "scheduleTimezone": catalogue.schema.country.time_zone if meeting.starts else "",
    }
    return drop_empty(schedule)
