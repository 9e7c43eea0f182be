"""When groups meet and what a first visit is like: what is known, how old it is, and in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ulo.catalogue.recurrence import WEEKDAYS, sort_days
from ulo.core import capitalise, format_message, format_month, join_list
from ulo.model import FirstVisit, LastKnown, Meeting, Organisation, last_known
from ulo.schema import Area, Messages

if TYPE_CHECKING:
    from ulo.catalogue.catalogue import Catalogue

# Frequencies that name all their days: every Monday and Tuesday. The others take one of them.
ALL_DAYS = ("week", "two-weeks", "first", "second", "third", "fourth", "last")


@dataclass(frozen=True)
class KnownMeeting:
    """A meeting of a group; `is_current` says whether someone confirmed it within a year."""

    organisation: Organisation
    meeting: Meeting
    known: LastKnown | None
    is_current: bool


@dataclass(frozen=True)
class KnownVisit:
    """What a first visit to a group is like, or was."""

    visit: FirstVisit
    known: LastKnown | None
    is_current: bool


def group_meetings(catalogue: "Catalogue", o: Organisation) -> list[KnownMeeting]:
    """The meetings of a group in the order of its record; a closed group has none."""
    known = [] if o.closed else [(meeting, last_known(o, meeting)) for meeting in o.meetings]
    return [
        KnownMeeting(o, meeting, when, bool(when and when.is_current(catalogue.today)))
        for meeting, when in known
    ]


def group_visit(catalogue: "Catalogue", o: Organisation) -> KnownVisit | None:
    """What is known about the first visit to a group, if anything is; nothing of a closed one."""
    if o.closed or o.first_visit == FirstVisit():
        return None
    known = last_known(o, o.first_visit)
    return KnownVisit(o.first_visit, known, bool(known and known.is_current(catalogue.today)))


def current_meetings(
    catalogue: "Catalogue", organisations: Iterable[Organisation]
) -> list[KnownMeeting]:
    """The confirmed meetings of these groups, from Monday to Sunday and by the clock."""
    meetings = [
        entry
        for o in organisations
        if o.meetings
        for entry in group_meetings(catalogue, o)
        if entry.is_current
    ]
    return sorted(meetings, key=_sort_key)


def area_meetings(catalogue: "Catalogue", area: Area) -> list[KnownMeeting]:
    """The confirmed meetings of the groups for an area or a part of it.

    An area with regions or nations in it is too wide: these have their own.
    """
    groups = catalogue.place_groups.reach.groups(area)
    parts = catalogue.place_pages.child_areas(area)
    is_wide = any(part.kind in ("nation", "region") for part in parts)
    return current_meetings(catalogue, [] if is_wide else [*groups.own, *groups.inside])


def _sort_key(entry: KnownMeeting) -> tuple[int, str, str]:
    """The first day, the start, the group; what has no day or no time comes after what has."""
    days = [WEEKDAYS.index(day) for day in entry.meeting.days]
    return min(days, default=len(WEEKDAYS)), entry.meeting.starts or "~", entry.organisation.slug


# --- In words -----------------------------------------------------------------------------------


def describe_times(catalogue: "Catalogue", meeting: Meeting) -> str:
    """The days and the times, such as: every Tuesday, 10:30am to 12:30pm."""
    messages = catalogue.messages["visit"]
    if meeting.days:
        titles = catalogue.phrases(sort_days(meeting.days), "day")
        conjunction = "and" if meeting.every in ALL_DAYS else "or"
        days = join_list(titles, catalogue.messages["lists"], conjunction)
        when = format_message(messages["days"][meeting.every], days=days)
    else:
        (when,) = catalogue.phrases([meeting.every], "frequency")
    if not meeting.starts:
        return when
    start, end = (_clock(time, messages) for time in (meeting.starts, meeting.ends))
    return format_message(messages["from_to" if end else "at"], when=when, start=start, end=end)


def describe_meeting(catalogue: "Catalogue", entry: KnownMeeting) -> str:
    """A sentence: that it takes place, or when it did."""
    when = describe_times(catalogue, entry.meeting)
    if entry.is_current:
        return f"{capitalise(when)}."
    messages = catalogue.messages["visit"]
    if entry.known is None:
        return format_message(messages["met_undated"], when=when)
    return format_message(messages["met"], time=describe_known(entry.known), when=when)


def describe_place(catalogue: "Catalogue", meeting: Meeting) -> str:
    """Where: the venue, online, or both; empty where it is not known."""
    messages = catalogue.messages["visit"]
    if meeting.place and meeting.online:
        return format_message(messages["place_or_online"], place=meeting.place)
    return meeting.place or (messages["online"] if meeting.online else "")


def describe_known(known: LastKnown) -> str:
    """The month or the year in which it was last known."""
    return format_month(known.day) if known.day else str(known.year)


def _clock(time: str, messages: Messages) -> str:
    """A time as people say it: 10:30am, 5pm, noon; empty for none."""
    if not time:
        return ""
    if time in messages["clock"]:
        return str(messages["clock"][time])
    hour, minute = map(int, time.split(":"))
    half = "am" if hour < 12 else "pm"
    return f"{hour % 12 or 12}{f':{minute:02}' if minute else ''}{half}"
