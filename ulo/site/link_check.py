"""Where the links of a site lead, and which of them lead nowhere.

What matters of each page is taken from its HTML while it is drawn; the HTML itself is not kept.
"""

import html
import posixpath
import re
from collections.abc import Container, Iterator, Mapping
from itertools import chain
from sys import intern
from typing import NamedTuple
from urllib.parse import unquote

from ulo.core import message, urls

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
# Where a link may lead besides the site itself.
OUTSIDE = ("http:", "https:", "mailto:", "sms:", "tel:")
# Where somebody goes who leaves quickly, in a country that names no other page.
BLANK = "about:blank"


class PageLinks(NamedTuple):
    """The ids of a page, and where its links to other pages lead: `path` or `path#fragment`."""

    ids: tuple[str, ...]
    targets: tuple[str, ...]


class LinkReader:
    """Reads the links of pages of a site that will stand below the path `base`."""

    def __init__(self, base: str) -> None:
        self.base = base
        # Most links of a page are on others at the same depth, too, and lead to the same page:
        # by the root that they begin with, where they lead.
        self._targets: dict[str, dict[str, str | None]] = {}

    def read(self, url: str, text: str) -> PageLinks:
        """What there is to know of the page at a URL, of which the HTML or a part is `text`."""
        ids = tuple(map(intern, _attributes(text, "id")))
        root = urls.relative_root(url)
        known = self._targets.setdefault(root, {})
        targets: dict[str, None] = {}
        links = chain(_attributes(text, "href"), _attributes(text, "src"))
        for link in dict.fromkeys(links):
            if link in known:
                target = known[link]
            elif link.startswith("#") and link[1:] in ids:
                continue
            else:
                target = self._resolve(link, url)
                if root and link.startswith(root):
                    known[link] = target
            if target is not None:
                targets[target] = None
        return PageLinks(ids, tuple(targets))

    def _resolve(self, link: str, url: str) -> str | None:
        resolved = resolve_link(link, url, self.base)
        if resolved is None:
            return None
        path, fragment = resolved
        return intern(f"{path}#{fragment}" if fragment else path)


def find_broken_links(pages: Mapping[str, PageLinks], files: Container[str]) -> Iterator[str]:
    """Each link of a site that leads to no page, file or place in a page, with its page.

    The keys of `pages` are URLs; `files` are the paths of all other files.
    """
    ids: dict[str, frozenset[str]] = {}
    for url, links in pages.items():
        for target in links.targets:
            path, _, fragment = target.partition("#")
            if path not in pages:
                is_found = path in files
            elif not fragment:
                is_found = True
            else:
                if path not in ids:
                    ids[path] = frozenset(pages[path].ids)
                is_found = fragment in ids[path]
            if not is_found:
                page = url or message("building.home")
                yield message("building.broken_link", page=page, target=target)


def _attributes(text: str, name: str) -> Iterator[str]:
    """The values of an attribute in a page.

    Splitting is several times as fast as a pattern, and a site has tens of megabytes.
    """
    return (part.partition('"')[0] for part in text.split(f' {name}="')[1:])


def resolve_link(link: str, url: str, base: str) -> tuple[str, str] | None:
    """The URL and the fragment that a link of a page leads to, or None if out of the site.

    One that would run something, such as `javascript:`, leads nowhere.
    """
    target, _, fragment = html.unescape(link).partition("#")
    if scheme := SCHEME.match(target):
        return None if scheme[0] in OUTSIDE or target == BLANK else (target, "")
    target = target.partition("?")[0]
    if target.startswith("/"):
        # Only the page for missing addresses, which can be at any depth, links from the root.
        path = target.removeprefix(base) if url == "404.html" else target
    elif target:
        folder = url if url.endswith("/") or not url else posixpath.dirname(url)
        path = posixpath.normpath(posixpath.join(folder, target))
        path += "/" if target.endswith("/") else ""
        path = "" if path in ("./", ".", "..") else path
    else:
        path = url
    return unquote(path), fragment
