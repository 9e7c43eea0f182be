"""A few pages of the site, to be opened from a folder: without a server, scripts, or the rest."""

import re
from collections.abc import Iterable, Mapping
from html import escape

from ulo.core import urls
from ulo.site.icons import inline_icons
from ulo.site.link_check import resolve_link

# A page that is opened from a disk cannot load our scripts, and nobody else's may run.
CONTENT_SECURITY_POLICY = (
    "script-src 'none'; object-src 'none'; frame-src 'none'; connect-src 'none'; "
    "form-action 'none'; base-uri 'none'"
)
# What such a page has beside it: files of docs/, and what is made for a site.
ASSETS = (
    "assets/site.css",
    "assets/profile.css",
    "assets/easy.css",
    "assets/exit.css",
    "assets/mark.svg",
)
MADE_ASSETS = (urls.DAY_STYLE,)
LINK = re.compile(r' (href|src)="([^"]*)"')
POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")[^"]*')
SCRIPT = re.compile(r"<script\b[^<]*+(?:<(?!/?script\b)[^<]*+)*+</script>")


def file_names(slugs: Iterable[str]) -> dict[str, str]:
    """The name of the file for each address: of the page of each record, and its Easy Read view."""
    names = {}
    for slug in slugs:
        page = urls.organisation(slug)
        names[page] = f"{slug}.html"
        names[urls.easy_read(page)] = f"{slug}.easy-read.html"
    return names


def make_standalone(page: str, address: str, files: Mapping[str, str], base: str) -> str:
    """The HTML of a page as it can be opened from a folder.

    Its links lead to the `files` beside it (names by address), else to the site as it is published
    at `base`, else nowhere.
    """

    def replace_link(match: re.Match[str]) -> str:
        attribute, link = match.groups()
        target = resolve_link(link, address, "/")
        if target is None:
            return match[0]
        path, fragment = target
        if fragment:
            fragment = f"#{fragment}"
        if path in files or path in ASSETS or path in MADE_ASSETS:
            return f' {attribute}="{escape(files.get(path, path) + fragment)}"'
        return f' {attribute}="{escape(base + path + fragment)}"' if base else ""

    # Browsers let a file use no drawings of another.
    page = inline_icons(SCRIPT.sub("", page))
    page = POLICY.sub(lambda match: match[1] + CONTENT_SECURITY_POLICY, page)
    return LINK.sub(replace_link, page)
