"""A few pages of the site, made to be opened from a folder: without a server, without scripts, without the rest of the site."""

import re
from collections.abc import Iterable
from html import escape

from ulo.core import urls
from ulo.site.link_check import resolve_link

# A page that is opened from a disk cannot load our scripts, and nobody else's may run.
CONTENT_SECURITY_POLICY = "script-src 'none'; object-src 'none'; frame-src 'none'; connect-src 'none'; form-action 'none'; base-uri 'none'"
ASSETS = ("assets/site.css", "assets/mark.svg")
LINK = re.compile(r' (href|src)="([^"]*)"')


def file_names(slugs: Iterable[str]) -> dict[str, str]:
    """The name of the file for each page: that of each record, and its Easy Read view."""
    found = {}
    for slug in slugs:
        page = urls.organisation(slug)
        found |= {page: f"{slug}.html", urls.easy_read(page): f"{slug}.easy-read.html"}
    return found


def make_standalone(page: str, address: str, files: dict[str, str], base: str) -> str:
    """The HTML of a page whose links lead to the `files` beside it, else to the site as it is published at `base`, else nowhere."""

    def link(found: re.Match) -> str:
        to = resolve_link(found[2], address, "/")
        if to is None:
            return found[0]
        path, fragment = to
        place = f"#{fragment}" if fragment else ""
        if path in files or path in ASSETS:
            return f' {found[1]}="{escape(files.get(path, path) + place)}"'
        return f' {found[1]}="{escape(base + path + place)}"' if base else ""

    page = re.sub(r"<script\b.*?</script>", "", page, flags=re.DOTALL)
    page = re.sub(
        r'(<meta http-equiv="Content-Security-Policy" content=")[^"]*',
        lambda found: found[1] + CONTENT_SECURITY_POLICY,
        page,
    )
    return LINK.sub(link, page)
