"""All groups by name: a page for each first letter, and the page that links to them."""

from collections.abc import Iterator

from ulo.catalogue import Catalogue
from ulo.core import format_message, pluralise, urls
from ulo.site.renderer import Page, Renderer, paginate


def build_pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    messages = catalogue.messages["letters"]
    content = renderer.render("a_to_z.html", urls.ORGANISATIONS, letter=None, crumbs=[])
    yield Page(
        urls.ORGANISATIONS,
        messages["title"],
        messages["description"],
        content,
        section=urls.ORGANISATIONS,
    )
    crumbs = [(messages["title"], urls.ORGANISATIONS)]
    for letter, organisations in catalogue.by_letter.items():
        shown = messages["digits"] if letter == "0" else letter
        title = format_message(messages["letter"], letter=shown)
        count = pluralise(len(organisations), catalogue.messages["counts"]["groups"])
        description = format_message(messages["letter_description"], count=count, letter=shown)
        base_url = urls.organisations_by_letter(letter)
        for list_page in paginate(organisations, base_url, title, catalogue.messages):
            content = renderer.render(
                "a_to_z.html",
                list_page.url,
                letter=letter,
                title=title,
                list_page=list_page,
                crumbs=crumbs,
            )
            yield Page(
                list_page.url, list_page.title, description, content, section=urls.ORGANISATIONS
            )
