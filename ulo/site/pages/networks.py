"""Networks and other umbrella bodies, with their members, as the records name them."""

from collections.abc import Iterator

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.site.renderer import Page, Renderer, sheets


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    words, networks = catalogue.words["networks"], catalogue.coordination.networks
    for sheet in sheets(networks, urls.NETWORKS, words["title"], catalogue.words):
        known = [network for network in sheet.items if network.organisation]
        named = [network for network in sheet.items if not network.organisation]
        content = renderer.draw("networks.html", sheet.address, sheet=sheet, parts_of={"known": known, "named": named}, total=len(networks), crumbs=[(catalogue.words["work"]["title"], urls.WORK)])
        yield Page(sheet.address, sheet.title, words["description"], content, section=urls.WORK)
