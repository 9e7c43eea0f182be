"""The groups that have closed: kept as history, the latest first."""

from collections.abc import Iterator

from ulo import addresses
from ulo.catalogue import Catalogue, pages
from ulo.render import Page, Renderer, fill

SIZE = 50


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    words = catalogue.words["closed"]
    split = list(pages(catalogue.closed, SIZE))
    for number, part in split:
        address = addresses.paged(addresses.CLOSED, number)
        content = renderer.draw("closed.html", address, organisations=part, number=number, last=len(split), crumbs=[])
        title = words["title"] if number == 1 else fill(catalogue.words["terms"]["paged"], title=words["title"], page=number, pages=len(split))
        yield Page(address, title, words["description"], content, section=addresses.CLOSED)
