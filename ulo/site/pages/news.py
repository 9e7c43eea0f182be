"""What is new in the directory: a page by day, and an Atom feed for those who want to be told."""

from collections.abc import Iterator
from itertools import groupby

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.catalogue import Event, Kind
from ulo.core import format_message
from ulo.site.renderer import File, Page, Renderer, closing_words, sheets

# A feed has the newest; readers of feeds keep what they have seen.
FEED = 100


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page | File]:
    words, events = catalogue.words["news"], catalogue.news
    told = {event: tell(catalogue, event) for event in events}
    for sheet in sheets(events, urls.NEWS, words["title"], catalogue.words):
        days = [(day, list(group)) for day, group in groupby(sheet.items, key=lambda event: event.on)]
        content = renderer.draw("news.html", sheet.address, sheet=sheet, days=days, told=told, crumbs=[])
        yield Page(sheet.address, sheet.title, words["description"], content, section=urls.NEWS)
    if catalogue.instance.address:
        newest = events[:FEED]
        content = renderer.draw("feed.xml", urls.FEED, events=newest, told=told, updated=newest[0].on if newest else catalogue.today)
        yield File(urls.FEED, content.encode())


def tell(catalogue: Catalogue, event: Event) -> str:
    """What happened, in a sentence without the name of the group."""
    words = catalogue.words["news"]["told"]
    if event.kind == Kind.CLOSED:
        return format_message(words["closed"], closing=closing_words(event.organisation.closed, catalogue.words["organisation"]["closing"]))
    return words[event.kind.value]
