"""All groups in the order of their names: a page for each first letter, and the page that leads to them."""

from collections.abc import Iterator

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.core import format_message, pluralise
from ulo.site.renderer import Page, Renderer, sheets


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    words = catalogue.words["letters"]
    content = renderer.draw("letters.html", urls.ORGANISATIONS, letter=None, crumbs=[])
    yield Page(urls.ORGANISATIONS, words["title"], words["description"], content, section=urls.ORGANISATIONS)
    for letter, organisations in catalogue.by_letter.items():
        shown = words["digits"] if letter == "0" else letter
        title = format_message(words["letter"], letter=shown)
        number_of = pluralise(len(organisations), catalogue.words["counts"]["groups"])
        for sheet in sheets(organisations, urls.letter(letter), title, catalogue.words):
            content = renderer.draw("letters.html", sheet.address, letter=letter, title=title, sheet=sheet,
                                    crumbs=[(words["title"], urls.ORGANISATIONS)])
            yield Page(sheet.address, sheet.title, format_message(words["letter_description"], count=number_of, letter=shown), content,
                       section=urls.ORGANISATIONS)
