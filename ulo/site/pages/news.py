"""What is new in the directory: a page by day, and an Atom feed."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from ulo.catalogue import Catalogue, Event, EventKind
from ulo.core import format_message, urls
from ulo.site.page import Page, TemplateFile, paginate
from ulo.site.text import closing_text

# How many events the feed has; feed readers keep what they have already fetched.
FEED_SIZE = 100


def build_pages(catalogue: Catalogue) -> Iterator[Page | TemplateFile]:
    messages, events = catalogue.messages["news"], catalogue.news
    for list_page in paginate(events, urls.NEWS, messages["title"], catalogue.messages):
        by_day = groupby(_described(catalogue, list_page.items), key=lambda entry: entry[0].on)
        yield Page(
            list_page.url,
            list_page.title,
            messages["description"],
            "news.html",
            {
                "list_page": list_page,
                "days": [(day, list(group)) for day, group in by_day],
                "crumbs": [],
            },
            section=urls.NEWS,
        )
    if catalogue.instance.site_url:
        newest = events[:FEED_SIZE]
        context = {
            "events": _described(catalogue, newest),
            "updated": newest[0].on if newest else catalogue.today,
        }
        yield TemplateFile(urls.FEED, "news_feed.xml", context)


def _described(catalogue: Catalogue, events: Iterable[Event]) -> list[tuple[Event, str]]:
    return [(event, describe_event(catalogue, event)) for event in events]


def describe_event(catalogue: Catalogue, event: Event) -> str:
    """What happened, in a sentence without the name of the group."""
    messages: dict[str, str] = catalogue.messages["news"]["told"]
    closure = event.organisation.closed
    if event.kind == EventKind.CLOSED and closure:
        closing = closing_text(closure, catalogue.messages["organisation"]["closing"])
        return format_message(messages["closed"], closing=closing)
    return messages[event.kind.value]
