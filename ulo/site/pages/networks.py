"""Networks and other umbrella bodies, with their members, as the records name them."""

from collections.abc import Iterator

from ulo.catalogue import Catalogue
from ulo.core import urls
from ulo.site.page import Page, paginate


def build_pages(catalogue: Catalogue) -> Iterator[Page]:
    messages, networks = catalogue.messages["networks"], catalogue.coordination.networks
    for list_page in paginate(networks, urls.NETWORKS, messages["title"], catalogue.messages):
        yield Page(
            list_page.url,
            list_page.title,
            messages["description"],
            "networks.html",
            {
                "list_page": list_page,
                "sections": {
                    "known": [network for network in list_page.items if network.organisation],
                    "named": [network for network in list_page.items if not network.organisation],
                },
                "total": len(networks),
                "crumbs": [(catalogue.messages["work"]["title"], urls.WORK)],
            },
            section=urls.WORK,
        )
