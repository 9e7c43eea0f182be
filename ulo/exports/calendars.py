"""Dates for calendar programs (iCalendar, RFC 5545): confirmed meetings, and the last days to join.

What a file holds follows from the records alone, so that two builds give the same.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, Event

from ulo.catalogue import (
    Catalogue,
    KnownMeeting,
    OpenOpportunity,
    describe_place,
    first_date,
    recurrence_rule,
)
from ulo.core import format_message, one_line, slugify, urls
from ulo.exports.identity import permanent_url
from ulo.exports.time_zones import time_zone_component
from ulo.model import RECONFIRM_AFTER_DAYS
from ulo.schema import Area, Messages

# --- Meetings -----------------------------------------------------------------------------------


def in_calendar(entries: Iterable[KnownMeeting]) -> list[KnownMeeting]:
    """Those whose days and times are known: the others cannot stand in a calendar."""
    return [entry for entry in entries if entry.meeting.starts and recurrence_rule(entry.meeting)]


def meetings_calendar(catalogue: Catalogue, area: Area, entries: Iterable[KnownMeeting]) -> bytes:
    """The meetings in an area, each until nobody confirmed it for a year."""
    messages = catalogue.messages["visit"]
    title = format_message(messages["calendar_title"], place=area.phrase or area.title)
    calendar = _make_calendar(catalogue, messages["title"], title)
    if name := catalogue.schema.country.time_zone:
        calendar.add_component(time_zone_component(name))
    used: Counter[str] = Counter()
    for entry in in_calendar(entries):
        # The same meeting keeps its id when its times change, so that calendars move it.
        slug = entry.organisation.slug
        uid = f"{permanent_url(catalogue, slug)}#meeting-{slugify(entry.meeting.what)}"
        used[uid] += 1
        uid = f"{uid}-{used[uid]}" if used[uid] > 1 else uid
        calendar.add_component(_meeting(catalogue, entry, uid, messages))
    content: bytes = calendar.to_ical()
    return content


def _meeting(catalogue: Catalogue, entry: KnownMeeting, uid: str, messages: Messages) -> Event:
    meeting, known = entry.meeting, entry.known
    rule = recurrence_rule(meeting)
    assert known is not None and rule is not None, "these have no place in a calendar"
    last_day = known.earliest + timedelta(days=RECONFIRM_AFTER_DAYS - 1)
    day = first_date(meeting, known.earliest)
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", datetime.combine(known.earliest, time(), UTC))
    event.add("dtstart", _at(catalogue, day, meeting.starts))
    if meeting.ends:
        event.add("dtend", _at(catalogue, day, meeting.ends))
    event.add("rrule", {**rule, "UNTIL": datetime.combine(last_day, time(23, 59, 59), UTC)})
    name = catalogue.display_names[entry.organisation.slug]
    _add_text(event, "summary", format_message(messages["event"], what=meeting.what, name=name))
    breaks = (
        [format_message(messages["breaks"], text=meeting.breaks) + "."] if meeting.breaks else []
    )
    _add_text(event, "description", " ".join([*breaks, messages["check"]]))
    if place := describe_place(catalogue, meeting):
        _add_text(event, "location", place)
    event.add("url", _page(catalogue, entry.organisation.slug))
    return event


# --- Closing days -------------------------------------------------------------------------------


def opportunity_id(catalogue: Catalogue, entry: OpenOpportunity) -> str:
    """The URL that identifies an opportunity, also when others come and go: the page of the group,
    the closing day, and a checksum of all that is said of it.

    Two may have the same words and closing day: one in one town, one in another.
    """
    opportunity = entry.opportunity
    filled = {name: value for name, value in asdict(opportunity).items() if value}
    text = json.dumps(filled, sort_keys=True, default=str)
    checksum = hashlib.sha256(text.encode()).hexdigest()[:12]
    group_url = permanent_url(catalogue, entry.organisation.slug)
    return f"{group_url}#{opportunity.closes.isoformat()}-{checksum}"


def closing_days_calendar(
    catalogue: Catalogue, entries: Sequence[OpenOpportunity], area: Area | None = None
) -> bytes:
    """The last days to join, each as an event of a whole day; in an area, or anywhere."""
    messages = catalogue.messages["opportunities"]
    title = messages["title"]
    if area:
        place = area.phrase or area.title
        title = format_message(messages["calendar_title"], place=place)
    calendar = _make_calendar(catalogue, messages["title"], title)
    if not entries:
        # A calendar has to have something in it.
        calendar.add_component(time_zone_component(catalogue.schema.country.time_zone or "UTC"))
    for entry in entries:
        calendar.add_component(_closing_day(catalogue, entry, messages))
    content: bytes = calendar.to_ical()
    return content


def _closing_day(catalogue: Catalogue, entry: OpenOpportunity, messages: Messages) -> Event:
    opportunity, group = entry.opportunity, entry.organisation
    event = Event()
    event.add("uid", opportunity_id(catalogue, entry))
    event.add("dtstamp", datetime.combine(group.checked.on, time(), UTC))
    event.add("dtstart", opportunity.closes)
    event.add("dtend", opportunity.closes + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    _add_text(event, "summary", format_message(messages["closes_at"], name=group.name))
    _add_text(event, "description", opportunity.what)
    event.add("url", one_line(opportunity.link or _page(catalogue, group.slug)))
    if opportunity.place:
        _add_text(event, "location", opportunity.place)
    return event


# --- Parts --------------------------------------------------------------------------------------


def _make_calendar(catalogue: Catalogue, kind: str, title: str) -> Calendar:
    """An empty calendar. `kind` is the same for all calendars of such things."""
    instance = catalogue.instance
    calendar = Calendar()
    language = catalogue.schema.locale.language.upper()
    _add_text(calendar, "prodid", f"-//{instance.name}//{kind}//{language}")
    calendar.add("version", "2.0")
    name = format_message(catalogue.messages["site"]["title"], title=title, site=instance.name)
    _add_text(calendar, "x-wr-calname", name)
    return calendar


def _add_text(component: Component, name: str, text: str) -> None:
    """The library writes only the usual line ends as signs; some programs know others."""
    component.add(name, one_line(text))


def _page(catalogue: Catalogue, slug: str) -> str:
    return f"{catalogue.instance.site_url}{urls.organisation(slug)}"


def _at(catalogue: Catalogue, day: date, clock: str) -> datetime:
    """A moment by the clock of the country; by that of the reader where its zone is not known."""
    name = catalogue.schema.country.time_zone
    return datetime.combine(day, time.fromisoformat(clock), ZoneInfo(name) if name else None)
