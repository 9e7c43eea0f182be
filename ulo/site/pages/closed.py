"""The groups that have closed, the latest first: they are kept as history."""

from collections.abc import Iterator

from ulo.catalogue import Catalogue
from ulo.core import urls
from ulo.site.renderer import Page, Renderer, paginate


def build_pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    messages = catalogue.messages["closed"]
    for list_page in paginate(catalogue.closed, urls.CLOSED, messages["title"], catalogue.messages):
        content = renderer.render("closed.html", list_page.url, list_page=list_page, crumbs=[])
        yield Page(
            list_page.url, list_page.title, messages["description"], content, section=urls.CLOSED
        )
