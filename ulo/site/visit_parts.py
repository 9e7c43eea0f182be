"""What pages show of meetings and first visits: each sentence beside the facts that it is about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ulo.catalogue import (
    Catalogue,
    KnownMeeting,
    OrganisationLink,
    area_meetings,
    describe_known,
    describe_meeting,
    describe_place,
    group_meetings,
    group_visit,
)
from ulo.core import format_message, urls
from ulo.exports import in_calendar
from ulo.model import FirstVisit, LastKnown, Organisation
from ulo.schema import Area

# How many meetings the page of a place names.
MAX_MEETINGS = 20


@dataclass(frozen=True)
class MeetingRow:
    """A meeting in words; `group` is its group."""

    group: OrganisationLink
    what: str
    when: str
    place: str
    breaks: str
    known: str
    source: str
    is_current: bool


@dataclass(frozen=True)
class VisitParts:
    """What is known about a first visit; `note` says how old that is."""

    visit: FirstVisit
    note: str
    is_current: bool


def visit_context(catalogue: Catalogue, o: Organisation) -> dict[str, object]:
    """What the page of a group says: `meetings`, and the `visit`, which may be None."""
    return {
        "meetings": meeting_rows(catalogue, group_meetings(catalogue, o)),
        "visit": _visit_parts(catalogue, o),
    }


def meeting_rows(catalogue: Catalogue, entries: Iterable[KnownMeeting]) -> list[MeetingRow]:
    messages = catalogue.messages["visit"]
    return [
        MeetingRow(
            catalogue.rows.link(entry.organisation),
            entry.meeting.what,
            describe_meeting(catalogue, entry),
            describe_place(catalogue, entry.meeting),
            entry.meeting.breaks,
            _note(messages, entry.known) if entry.is_current else messages["check"],
            entry.meeting.source,
            entry.is_current,
        )
        for entry in entries
    ]


def place_meetings(catalogue: Catalogue, area: Area) -> dict[str, object] | None:
    """What the pages of an area and of its towns say of meetings; None where none is confirmed."""
    entries = area_meetings(catalogue, area)
    if not entries:
        return None
    has_calendar = catalogue.instance.site_url and in_calendar(entries)
    return {
        "place": area.phrase or area.title,
        "rows": meeting_rows(catalogue, entries[:MAX_MEETINGS]),
        "more": len(entries[MAX_MEETINGS:]),
        "calendar": urls.meetings_calendar(area.id) if has_calendar else "",
    }


def _visit_parts(catalogue: Catalogue, o: Organisation) -> VisitParts | None:
    known_visit = group_visit(catalogue, o)
    if not known_visit:
        return None
    messages, known = catalogue.messages["visit"], known_visit.known
    if known_visit.is_current:
        note = _note(messages, known)
    elif known:
        note = format_message(messages["was"], time=describe_known(known))
    else:
        note = messages["was_undated"]
    return VisitParts(known_visit.visit, note, known_visit.is_current)


def _note(messages: Mapping[str, str], known: LastKnown | None) -> str:
    return format_message(messages["known"], time=describe_known(known)) if known else ""
