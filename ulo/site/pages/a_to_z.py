"""All groups by name: a page for each first letter, and the page that links to them."""

from collections.abc import Iterator
from functools import partial

from ulo.catalogue import Catalogue
from ulo.core import format_message, pluralise, urls
from ulo.exports import group_table
from ulo.model import Organisation
from ulo.site.page import Context, File, Item, ListPage, Page, paginate


def build_pages(catalogue: Catalogue) -> Iterator[Item]:
    messages = catalogue.messages["letters"]
    counts = {letter: len(organisations) for letter, organisations in catalogue.by_letter.items()}
    yield Page(
        urls.ORGANISATIONS,
        messages["title"],
        messages["description"],
        "a_to_z.html",
        {"letter": None, "letters": counts, "total": len(catalogue.open), "crumbs": []},
        section=urls.ORGANISATIONS,
    )
    # Those that have closed, too: who counts groups needs them, and a column tells which they are.
    content = partial(group_table(catalogue).csv, catalogue.organisations)
    yield File(urls.download(urls.ORGANISATIONS), content)
    crumbs = [(messages["title"], urls.ORGANISATIONS)]
    for letter, organisations in catalogue.by_letter.items():
        shown = messages["digits"] if letter == "0" else letter
        title = format_message(messages["letter"], letter=shown)
        count = pluralise(len(organisations), catalogue.messages["counts"]["groups"])
        description = format_message(messages["letter_description"], count=count, letter=shown)
        base_url = urls.organisations_by_letter(letter)
        for list_page in paginate(organisations, base_url, title, catalogue.messages):
            yield Page(
                list_page.url,
                list_page.title,
                description,
                "a_to_z.html",
                partial(
                    _letter_context,
                    catalogue,
                    list_page,
                    {"letter": letter, "letters": counts, "title": title, "crumbs": crumbs},
                ),
                section=urls.ORGANISATIONS,
            )


def _letter_context(
    catalogue: Catalogue, list_page: ListPage[Organisation], shared: Context
) -> dict[str, object]:
    return {"list_page": list_page.map(catalogue.rows.organisation), **shared}
