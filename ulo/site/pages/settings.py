"""The page on which a reader chooses how the site looks; settings_page.js in
docs/assets/js/settings/ makes it work, preferences.js applies it everywhere."""

from collections.abc import Iterator

from ulo.catalogue import Catalogue
from ulo.core import urls
from ulo.site.page import Page

# What can be chosen, besides "as usual". The style sheet knows each as data-NAME="CHOICE" on the
# root element of a page.
PREFERENCES = {
    "size": ("larger", "largest"),
    "theme": ("light", "dark", "cream", "contrast"),
    "lines": ("wide", "widest"),
    "letters": ("plain",),
    "words": ("plain",),
    "easy": ("first",),
}


def build_pages(catalogue: Catalogue) -> Iterator[Page]:
    messages = catalogue.messages["settings"]
    yield Page(
        urls.SETTINGS,
        messages["title"],
        messages["description"],
        "settings.html",
        {"preferences": PREFERENCES, "crumbs": []},
        section=urls.SETTINGS,
    )
