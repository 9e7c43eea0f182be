"""The groups that have closed: kept as history, the latest first."""

from collections.abc import Iterator

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.site.renderer import Page, Renderer, sheets


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    words = catalogue.words["closed"]
    for sheet in sheets(catalogue.closed, urls.CLOSED, words["title"], catalogue.words):
        content = renderer.draw("closed.html", sheet.address, sheet=sheet, crumbs=[])
        yield Page(sheet.address, sheet.title, words["description"], content, section=urls.CLOSED)
