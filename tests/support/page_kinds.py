"""Which template each page of a site is drawn from, so that tests can look at one page of each."""

from ulo.catalogue import Catalogue
from ulo.site.page import Page, TemplateFile
from ulo.site.pages import build_all
from ulo.site.renderer import PACKAGE_DIR

# Pages that MkDocs draws: no template of ulo/site/pages is theirs.
WRITTEN_BY_HAND, NOT_FOUND = "written by hand", "404.html"


def page_templates() -> set[str]:
    """All templates of whole pages; a part of a page has a name that begins with an underscore."""
    return {path.name for path in (PACKAGE_DIR / "pages").glob("[!_]*.html")}


def templates_by_url(catalogue: Catalogue) -> dict[str, str]:
    """The template of each page that is made from a catalogue, those without the frame included."""
    return {
        item.url: item.template
        for item in build_all(catalogue)
        if isinstance(item, Page) or (isinstance(item, TemplateFile) and item.url.endswith("/"))
    }


def template_of(url: str, templates: dict[str, str]) -> str:
    """The template of a page of the whole site.

    Only MkDocs draws the guides, so `templates` has none of them.
    """
    if url == "no/such/page/":
        return NOT_FOUND
    if url not in templates and url.startswith(("guides/", "help-now/")):
        return "easy_read.html" if url.endswith("/easy/") else "guide.html"
    return templates.get(url, WRITTEN_BY_HAND)


def one_of_each(urls: tuple[str, ...], templates: dict[str, str]) -> dict[str, str]:
    """The first of these pages for each template, by template."""
    first: dict[str, str] = {}
    for url in urls:
        first.setdefault(template_of(url, templates), url)
    return first
