"""Networks as a table: each with the number of its members here."""

from ulo.catalogue import Catalogue, Network
from ulo.core import urls
from ulo.exports.table import Table


def network_table(catalogue: Catalogue) -> Table[Network]:
    def page(network: Network) -> str:
        o = network.organisation
        url = urls.organisation(o.slug) if o else urls.NETWORKS
        return f"{catalogue.instance.site_url}{url}"

    return Table(
        catalogue,
        lambda network: network.name,
        {
            "name": lambda network: network.name,
            "members_here": lambda network: len(network.members),
            "page": page,
        },
    )
