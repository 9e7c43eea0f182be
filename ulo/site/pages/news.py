"""What is new in the directory: a page by day, and an Atom feed for those who want to be told."""

from collections.abc import Iterator
from itertools import groupby

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.catalogue import Event, EventKind
from ulo.core import format_message
from ulo.site.renderer import File, Page, Renderer, paginate
from ulo.site.text import closing_text

# A feed has the newest; readers of feeds keep what they have seen.
FEED_SIZE = 100


def build_pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page | File]:
    messages, events = catalogue.messages["news"], catalogue.news
    told = {event: describe_event(catalogue, event) for event in events}
    for sheet in paginate(events, urls.NEWS, messages["title"], catalogue.messages):
        days = [(day, list(group)) for day, group in groupby(sheet.items, key=lambda event: event.on)]
        content = renderer.render("news.html", sheet.url, sheet=sheet, days=days, told=told, crumbs=[])
        yield Page(sheet.url, sheet.title, messages["description"], content, section=urls.NEWS)
    if catalogue.instance.site_url:
        newest = events[:FEED_SIZE]
        content = renderer.render("feed.xml", urls.FEED, events=newest, told=told, updated=newest[0].on if newest else catalogue.today)
        yield File(urls.FEED, content.encode())


def describe_event(catalogue: Catalogue, event: Event) -> str:
    """What happened, in a sentence without the name of the group."""
    messages = catalogue.messages["news"]["told"]
    if event.kind == EventKind.CLOSED:
        return format_message(messages["closed"], closing=closing_text(event.organisation.closed, catalogue.messages["organisation"]["closing"]))
    return messages[event.kind.value]
