"""What happened to the records, and when: added, confirmed, changed, closed; from the dates that each record holds."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from ulo.model import Organisation

if TYPE_CHECKING:
    from ulo.catalogue.catalogue import Catalogue


class EventKind(StrEnum):
    """What happened. A record keeps the day of its first version and of its last, not of those between."""

    ADDED = "added"
    CONFIRMED = "confirmed"
    CHANGED = "changed"
    CLOSED = "closed"


@dataclass(frozen=True)
class Event:
    """One thing that happened to one record, on the day on which it was written down."""

    on: date
    kind: EventKind
    organisation: Organisation


def news_events(catalogue: "Catalogue") -> list[Event]:
    """All events, the newest first; those of one day in the order of names. At most one event a record and day."""
    events = (event for o in catalogue.organisations for event in _events(o))
    return sorted(events, key=lambda event: event.on, reverse=True)


def _events(o: Organisation) -> list[Event]:
    last = (
        EventKind.CLOSED
        if o.closed
        else EventKind.CONFIRMED
        if o.checked.by == "organisation"
        else EventKind.CHANGED
    )
    if o.checked.on > o.added:
        return [Event(o.checked.on, last, o), Event(o.added, EventKind.ADDED, o)]
    # What was put together in one day was not changed.
    return [Event(o.added, EventKind.ADDED if last == EventKind.CHANGED else last, o)]
