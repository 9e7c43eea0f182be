"""Networks and other umbrella bodies, with their members, as the records name them."""

from collections.abc import Iterator
from functools import partial

from ulo.catalogue import Catalogue
from ulo.core import urls
from ulo.exports import network_table
from ulo.site.page import File, Item, Page, paginate


def build_pages(catalogue: Catalogue) -> Iterator[Item]:
    messages, networks = catalogue.messages["networks"], catalogue.coordination.networks
    content = partial(network_table(catalogue).csv, networks)
    yield File(urls.download(urls.NETWORKS), content)
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
