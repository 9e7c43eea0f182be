"""What is new in the directory: a page by day, and an Atom feed for those who want to be told."""

from collections.abc import Iterator
from itertools import groupby

from ulo import addresses
from ulo.catalogue import Catalogue
from ulo.news import Event, Kind, news
from ulo.render import File, Page, Renderer, closing_words, fill, sheets

# A feed has the newest; readers of feeds keep what they have seen.
FEED = 100


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page | File]:
    words, events = catalogue.words["news"], news(catalogue)
    told = {event: tell(catalogue, event) for event in events}
    for sheet in sheets(events, addresses.NEWS, words["title"], catalogue.words):
        days = [(day, list(group)) for day, group in groupby(sheet.items, key=lambda event: event.on)]
        content = renderer.draw("news.html", sheet.address, sheet=sheet, days=days, told=told, crumbs=[])
        yield Page(sheet.address, sheet.title, words["description"], content, section=addresses.NEWS)
    if catalogue.instance.address:
        newest = events[:FEED]
        content = renderer.draw("feed.xml", addresses.FEED, events=newest, told=told, updated=newest[0].on if newest else catalogue.today)
        yield File(addresses.FEED, content.encode())


def tell(catalogue: Catalogue, event: Event) -> str:
    """What happened, in a sentence without the name of the group."""
    words = catalogue.words["news"]["told"]
    if event.kind == Kind.CLOSED:
        return fill(words["closed"], closing=closing_words(event.organisation.closed, catalogue.words["organisation"]["closing"]))
    return words[event.kind.value]
