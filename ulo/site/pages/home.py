"""The home page: what this is, and the ways in."""

from collections.abc import Iterator

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.site.renderer import Page, Renderer

# How many tiles each way in shows before it says "all".
TILES = 8


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    words, name = catalogue.words, catalogue.instance.name
    pages = catalogue.localities
    busiest = lambda groups, terms: sorted(terms, key=lambda term: -len(groups[term]))[:TILES]
    content = renderer.draw(
        "home.html", urls.HOME, areas=[(area, pages.total(area)) for area in pages.regions],
        communities=busiest(catalogue.led_by, [c for c in catalogue.communities if catalogue.led_by[c]]),
        activities=busiest(catalogue.doing, [a for a in catalogue.activities if catalogue.doing[a] and a != "other"]),
    )
    data = {"@context": "https://schema.org", "@type": "WebSite", "name": name, "description": words["home"]["description"], "inLanguage": "en-GB"}
    if catalogue.instance.address:
        data |= {"url": catalogue.instance.address, "@id": catalogue.instance.address}
    yield Page(urls.HOME, name, words["home"]["description"], content, data=data)
