"""The old URLs of records that were renamed: pages that redirect to the new ones, as their Easy
Read views do."""

from collections.abc import Iterator

from ulo.catalogue import Catalogue
from ulo.core import format_message, urls
from ulo.site.page import Page


def build_pages(catalogue: Catalogue) -> Iterator[Page]:
    messages = catalogue.messages["moved"]
    for old, new in catalogue.schema.redirects.items():
        # A check reports a target that is missing; and a site may be built from a part of the
        # records.
        if new not in catalogue.by_slug:
            continue
        old_url, new_url = urls.organisation(old), urls.organisation(new)
        yield _redirect_page(catalogue, old, new, messages["title"], old_url, new_url)
        yield _redirect_page(
            catalogue,
            old,
            new,
            messages["easy_title"],
            urls.easy_read(old_url),
            urls.easy_read(new_url),
        )


def _redirect_page(
    catalogue: Catalogue,
    old: str,
    new: str,
    title: str,
    url: str,
    redirect_url: str,
) -> Page:
    return Page(
        url,
        format_message(title, name=catalogue.display_names[new], old=old),
        catalogue.messages["moved"]["description"],
        "redirect.html",
        {"display_name": catalogue.display_names[new], "redirect_url": redirect_url, "crumbs": []},
        section=urls.ORGANISATIONS,
        redirect_to=redirect_url,
    )
