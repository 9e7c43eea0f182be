"""All groups in the order of their names: a page for each first letter, and the page that leads to them."""

from collections.abc import Iterator

from ulo import addresses
from ulo.catalogue import Catalogue, pages
from ulo.render import Page, Renderer, fill

SIZE = 50


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    words = catalogue.words["letters"]
    content = renderer.draw("letters.html", addresses.ORGANISATIONS, letter=None, crumbs=[])
    yield Page(addresses.ORGANISATIONS, words["title"], words["description"], content, section=addresses.ORGANISATIONS)
    for letter, organisations in catalogue.by_letter.items():
        shown = words["digits"] if letter == "0" else letter
        count = renderer.environment.filters["count"](len(organisations), catalogue.words["counts"]["groups"])
        split = list(pages(organisations, SIZE))
        for number, part in split:
            address = addresses.paged(addresses.letter(letter), number)
            title = fill(words["letter"], letter=shown)
            content = renderer.draw("letters.html", address, letter=letter, title=title, organisations=part, number=number,
                                    last=len(split), crumbs=[(words["title"], addresses.ORGANISATIONS)])
            if number > 1:
                title = fill(catalogue.words["terms"]["paged"], title=title, page=number, pages=len(split))
            yield Page(address, title, fill(words["letter_description"], count=count, letter=shown), content, section=addresses.ORGANISATIONS)
