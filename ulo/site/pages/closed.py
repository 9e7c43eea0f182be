"""The groups that have closed, the latest first: they are kept as history."""

from collections.abc import Iterator

from ulo.catalogue import Catalogue
from ulo.core import urls
from ulo.site.page import Page, paginate


def build_pages(catalogue: Catalogue) -> Iterator[Page]:
    messages = catalogue.messages["closed"]
    for list_page in paginate(catalogue.closed, urls.CLOSED, messages["title"], catalogue.messages):
        yield Page(
            list_page.url,
            list_page.title,
            messages["description"],
            "closed.html",
            {"list_page": list_page, "crumbs": []},
            section=urls.CLOSED,
        )
