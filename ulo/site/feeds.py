"""Atom feeds (RFC 4287) of what happened to the records behind a page."""

from collections.abc import Sequence
from functools import partial

from ulo.catalogue import Catalogue, Event, EventKind, closing_text
from ulo.core import format_message
from ulo.exports import permanent_url
from ulo.site.page import TemplateFile

# How many events the feed of a list has; feed readers keep what they have already fetched.
MAX_ENTRIES = 50


def make_feed(
    catalogue: Catalogue,
    url: str,
    page: str,
    title: str,
    lead: str,
    events: Sequence[Event],
    size: int = MAX_ENTRIES,
) -> TemplateFile:
    """The feed at a URL of the newest events, which come first, for readers of a page.

    Its ids are URLs in full, so the site has to know its own.
    """
    return TemplateFile(
        url, "news_feed.xml", partial(_context, catalogue, page, title, lead, events[:size])
    )


def _context(
    catalogue: Catalogue, page: str, title: str, lead: str, events: Sequence[Event]
) -> dict[str, object]:
    return {
        "page": page,
        "title": title,
        "lead": lead,
        "entries": [
            (
                event_id(catalogue, event),
                event,
                catalogue.display_names[event.organisation.slug],
                describe_event(catalogue, event),
            )
            for event in events
        ],
        "updated": events[0].on if events else catalogue.today,
    }


def event_id(catalogue: Catalogue, event: Event) -> str:
    """The URL that identifies an event in all feeds, also when its group is renamed.

    A record has at most one event a day, and never two of a kind.
    """
    group_url = permanent_url(catalogue, event.organisation.slug)
    return f"{group_url}#{event.kind.value}-{event.on.isoformat()}"


def describe_event(catalogue: Catalogue, event: Event) -> str:
    """What happened, in a sentence without the name of the group."""
    messages: dict[str, str] = catalogue.messages["news"]["told"]
    closure = event.organisation.closed
    if event.kind == EventKind.CLOSED and closure:
        closing = closing_text(closure, catalogue.messages["organisation"]["closing"])
        return format_message(messages["closed"], closing=closing)
    return messages[event.kind.value]
