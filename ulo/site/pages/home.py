"""The home page: what this is, and the ways in."""

from collections.abc import Iterator, Mapping

from ulo.catalogue import Catalogue
from ulo.core import urls
from ulo.model import Organisation
from ulo.site.page import Page

# How many communities and activities have a tile; the others follow behind "all".
MAX_TILES = 8


def build_pages(catalogue: Catalogue) -> Iterator[Page]:
    messages, instance = catalogue.messages["home"], catalogue.instance
    activities = [id for id in catalogue.activities if id != "other"]
    json_ld = {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": instance.name,
        "description": messages["description"],
        "inLanguage": "en-GB",
    }
    if instance.site_url:
        json_ld |= {"url": instance.site_url, "@id": instance.site_url}
    yield Page(
        urls.HOME,
        instance.name,
        messages["description"],
        "home.html",
        lambda: {
            "areas": [
                (area, catalogue.place_groups.count(area)) for area in catalogue.place_pages.regions
            ],
            "communities": _largest(catalogue.led_by, list(catalogue.communities)),
            "activities": _largest(catalogue.by_activity, activities),
        },
        json_ld=json_ld,
    )


def _largest(groups: Mapping[str, list[Organisation]], ids: list[str]) -> list[str]:
    """The ids of the terms that have most groups, without those that have none."""
    ids = [id for id in ids if groups[id]]
    return sorted(ids, key=lambda id: -len(groups[id]))[:MAX_TILES]
