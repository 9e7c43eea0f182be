"""What is new in the directory: a page by day, and an Atom feed."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import groupby

from ulo.catalogue import Catalogue, Event
from ulo.core import urls
from ulo.site.feeds import describe_event, make_feed
from ulo.site.page import ListPage, Page, TemplateFile, paginate

# How many events the feed of the whole directory has.
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
        title, lead = messages["title"], messages["lead"]
        yield make_feed(catalogue, urls.FEED, urls.NEWS, title, lead, events, FEED_SIZE)


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
