"""What is new in the directory: a page by day, and an Atom feed."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import groupby

from ulo.catalogue import Catalogue, Event, EventKind, closing_text
from ulo.core import format_message, urls
from ulo.site.page import ListPage, Page, TemplateFile, paginate

# How many events the feed has; feed readers keep what they have already fetched.
FEED_SIZE = 100


def build_pages(catalogue: Catalogue) -> Iterator[Page | TemplateFile]:
    messages, events = catalogue.messages["news"], catalogue.news
    for list_page in paginate(events, urls.NEWS, messages["title"], catalogue.messages):
        yield Page(
            list_page.url,
            list_page.title,
            messages["description"],
            "news.html",
            partial(_context, catalogue, list_page),
            section=urls.NEWS,
        )
    if catalogue.instance.site_url:
        newest = events[:FEED_SIZE]
        context = {
            "events": [
                (
                    event,
                    catalogue.display_names[event.organisation.slug],
                    describe_event(catalogue, event),
                )
                for event in newest
            ],
            "updated": newest[0].on if newest else catalogue.today,
        }
        yield TemplateFile(urls.FEED, "news_feed.xml", context)


def _context(catalogue: Catalogue, list_page: ListPage[Event]) -> dict[str, object]:
    by_day = groupby(list_page.items, key=lambda event: event.on)
    return {
        "list_page": replace(list_page, items=()),
        "days": [
            (
                day,
                [
                    (catalogue.rows.link(event.organisation), describe_event(catalogue, event))
                    for event in events
                ],
            )
            for day, events in by_day
        ],
        "crumbs": [],
    }


def describe_event(catalogue: Catalogue, event: Event) -> str:
    """What happened, in a sentence without the name of the group."""
    messages: dict[str, str] = catalogue.messages["news"]["told"]
    closure = event.organisation.closed
    if event.kind == EventKind.CLOSED and closure:
        closing = closing_text(closure, catalogue.messages["organisation"]["closing"])
        return format_message(messages["closed"], closing=closing)
    return messages[event.kind.value]
