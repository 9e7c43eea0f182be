"""The groups that have closed: kept as history, the latest first."""

from collections.abc import Iterator

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.site.renderer import Page, Renderer, paginate


def build_pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    messages = catalogue.messages["closed"]
    for sheet in paginate(catalogue.closed, urls.CLOSED, messages["title"], catalogue.messages):
        content = renderer.render("closed.html", sheet.url, sheet=sheet, crumbs=[])
        yield Page(sheet.url, sheet.title, messages["description"], content, section=urls.CLOSED)
