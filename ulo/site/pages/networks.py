"""Networks and other umbrella bodies, with their members, as the records name them."""

from collections.abc import Iterator

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.site.renderer import Page, Renderer, paginate


def build_pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    messages, networks = catalogue.messages["networks"], catalogue.coordination.networks
    for sheet in paginate(networks, urls.NETWORKS, messages["title"], catalogue.messages):
        known = [network for network in sheet.items if network.organisation]
        named = [network for network in sheet.items if not network.organisation]
        content = renderer.render("networks.html", sheet.url, sheet=sheet, parts_of={"known": known, "named": named}, total=len(networks), crumbs=[(catalogue.messages["work"]["title"], urls.WORK)])
        yield Page(sheet.url, sheet.title, messages["description"], content, section=urls.WORK)
