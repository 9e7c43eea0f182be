"""What happened to the records, and when, from the dates that each record holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from ulo.catalogue.grouping import group_by
from ulo.model import Organisation

if TYPE_CHECKING:
    from ulo.catalogue.catalogue import Catalogue


class EventKind(StrEnum):
    """What happened. A record keeps the days of its first and of its last version only."""

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
    """All events, the newest first, at most one for each record and day.

    Those of one day are in the order of names.
    """
    events = (event for o in catalogue.organisations for event in _events(o))
    return sorted(events, key=lambda event: event.on, reverse=True)


def news_by_area(catalogue: "Catalogue") -> dict[str, list[Event]]:
    """By area id, the events of the groups that are for an area or for a part of it."""
    councils = catalogue.place_groups.reach.councils
    around = {
        id: [other for other in councils if councils[id] <= councils[other]] for id in councils
    }

    def areas_of(event: Event) -> Iterable[str]:
        return (area for id in catalogue.areas_of(event.organisation) for area in around[id])

    return group_by(catalogue.news, areas_of, catalogue.areas)


def news_by_community(catalogue: "Catalogue") -> dict[str, list[Event]]:
    """By community id, the events of the groups that it leads, and of those for it."""

    def communities_of(event: Event) -> Iterable[str]:
        return (*event.organisation.user_led.led_by, *event.organisation.meant_for)

    return group_by(catalogue.news, communities_of, catalogue.communities)


def _events(o: Organisation) -> list[Event]:
    if o.closed:
        last = EventKind.CLOSED
    elif o.checked.by == "organisation":
        last = EventKind.CONFIRMED
    else:
        last = EventKind.CHANGED
    if o.checked.on > o.added:
        return [Event(o.checked.on, last, o), Event(o.added, EventKind.ADDED, o)]
    # What was put together in one day was not changed.
    return [Event(o.added, EventKind.ADDED if last == EventKind.CHANGED else last, o)]
