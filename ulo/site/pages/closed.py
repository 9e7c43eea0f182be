"""The groups that have closed, the latest first: they are kept as history."""

from collections.abc import Iterator
from functools import partial

from ulo.catalogue import Catalogue
from ulo.core import urls
from ulo.exports import group_table
from ulo.model import Organisation
from ulo.site.page import File, Item, ListPage, Page, paginate


def build_pages(catalogue: Catalogue) -> Iterator[Item]:
    messages = catalogue.messages["closed"]
    if catalogue.closed:
        content = partial(group_table(catalogue).csv, catalogue.closed)
        yield File(urls.download(urls.CLOSED), content)
    for list_page in paginate(catalogue.closed, urls.CLOSED, messages["title"], catalogue.messages):
        yield Page(
            list_page.url,
            list_page.title,
            messages["description"],
            "closed.html",
            partial(_context, catalogue, list_page),
            section=urls.CLOSED,
        )


def _context(catalogue: Catalogue, list_page: ListPage[Organisation]) -> dict[str, object]:
    return {"list_page": list_page.map(catalogue.rows.organisation), "crumbs": []}
