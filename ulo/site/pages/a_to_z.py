"""All groups in the order of their names: a page for each first letter, and the page that leads to them."""

from collections.abc import Iterator

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.core import format_message, pluralise
from ulo.site.renderer import Page, Renderer, paginate


def build_pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    messages = catalogue.messages["letters"]
    content = renderer.render("letters.html", urls.ORGANISATIONS, letter=None, crumbs=[])
    yield Page(urls.ORGANISATIONS, messages["title"], messages["description"], content, section=urls.ORGANISATIONS)
    for letter, organisations in catalogue.by_letter.items():
        shown = messages["digits"] if letter == "0" else letter
        title = format_message(messages["letter"], letter=shown)
        number_of = pluralise(len(organisations), catalogue.messages["counts"]["groups"])
        for sheet in paginate(organisations, urls.organisations_by_letter(letter), title, catalogue.messages):
            content = renderer.render("letters.html", sheet.url, letter=letter, title=title, sheet=sheet,
                                    crumbs=[(messages["title"], urls.ORGANISATIONS)])
            yield Page(sheet.url, sheet.title, format_message(messages["letter_description"], count=number_of, letter=shown), content,
                       section=urls.ORGANISATIONS)
