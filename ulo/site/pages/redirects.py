"""The old addresses of records whose file got another name: pages that lead on to the new ones, as their Easy Read views do."""

from collections.abc import Iterator

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.core import format_message
from ulo.site.renderer import Page, Renderer


def build_pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    messages = catalogue.messages["moved"]
    for old, new in catalogue.schema.redirects.items():
        if new not in catalogue.by_slug:
            continue  # moved-record says it; a part of the records is drawn without the rest, too
        o, page = catalogue.by_slug[new], urls.organisation(new)
        for address, target, title in (
            (urls.organisation(old), page, messages["title"]), (urls.easy_read(urls.organisation(old)), urls.easy_read(page), messages["easy_title"]),
        ):
            content = renderer.render("moved.html", address, o=o, target=target, crumbs=[])
            yield Page(address, format_message(title, name=catalogue.display_names[o.slug], old=old), messages["description"], content, section=urls.ORGANISATIONS, redirect_to=target)
