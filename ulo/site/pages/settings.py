"""The page on which a reader chooses how the site looks; settings_page.js in
docs/assets/js/settings/ makes it work, preferences.js applies it everywhere."""

from collections.abc import Iterator

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.site.renderer import Page, Renderer

# What can be chosen, besides "as usual". The style sheet knows each as data-NAME="CHOICE" on the root of a page.
CHOICES = {
    "size": ("larger", "largest"),
    "theme": ("light", "dark", "cream", "contrast"),
    "lines": ("wide", "widest"),
    "letters": ("plain",),
    "words": ("plain",),
    "easy": ("first",),
}


def build_pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    messages = catalogue.messages["settings"]
    content = renderer.render("settings.html", urls.SETTINGS, choices=CHOICES, crumbs=[])
    yield Page(urls.SETTINGS, messages["title"], messages["description"], content, section=urls.SETTINGS)
