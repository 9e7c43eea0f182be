"""All groups in the order of their names: a page for each first letter, and the page that leads to them."""

from collections.abc import Iterator

from ulo import addresses
from ulo.catalogue import Catalogue
from ulo.render import Page, Renderer, count, fill, sheets


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    words = catalogue.words["letters"]
    content = renderer.draw("letters.html", addresses.ORGANISATIONS, letter=None, crumbs=[])
    yield Page(addresses.ORGANISATIONS, words["title"], words["description"], content, section=addresses.ORGANISATIONS)
    for letter, organisations in catalogue.by_letter.items():
        shown = words["digits"] if letter == "0" else letter
        title = fill(words["letter"], letter=shown)
        number_of = count(len(organisations), catalogue.words["counts"]["groups"])
        for sheet in sheets(organisations, addresses.letter(letter), title, catalogue.words):
            content = renderer.draw("letters.html", sheet.address, letter=letter, title=title, sheet=sheet,
                                    crumbs=[(words["title"], addresses.ORGANISATIONS)])
            yield Page(sheet.address, sheet.title, fill(words["letter_description"], count=number_of, letter=shown), content,
                       section=addresses.ORGANISATIONS)
