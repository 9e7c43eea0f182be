"""The home page: what this is, and the ways in."""

from collections.abc import Iterator

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.site.renderer import Page, Renderer

# How many tiles each way in shows before it says "all".
MAX_TILES = 8


def build_pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    messages, name = catalogue.messages, catalogue.instance.name
    pages = catalogue.place_pages
    busiest = lambda groups, terms: sorted(terms, key=lambda term: -len(groups[term]))[:MAX_TILES]
    content = renderer.render(
        "home.html", urls.HOME, areas=[(area, catalogue.place_groups.count(area)) for area in pages.regions],
        communities=busiest(catalogue.led_by, [c for c in catalogue.communities if catalogue.led_by[c]]),
        activities=busiest(catalogue.by_activity, [a for a in catalogue.activities if catalogue.by_activity[a] and a != "other"]),
    )
    data = {"@context": "https://schema.org", "@type": "WebSite", "name": name, "description": messages["home"]["description"], "inLanguage": "en-GB"}
    if catalogue.instance.site_url:
        data |= {"url": catalogue.instance.site_url, "@id": catalogue.instance.site_url}
    yield Page(urls.HOME, name, messages["home"]["description"], content, json_ld=data)
