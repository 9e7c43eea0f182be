"""Where the links of the finished site lead, and which of them lead nowhere."""

import html
import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from ulo.core import urls


def find_broken_links(pages: Mapping[str, str], site: Path, base: str) -> Iterator[str]:
    """Each link of the finished site that leads to no page, file or place in a page.

    The keys of `pages` are addresses, and the values HTML; `site` is the folder with all files, and
    `base` the path below which the site will stand.
    """
    ids: dict[str, set[str]] = {}
    # The links that are sound, by the root that they begin with: most links of a page stand on
    # others at the same depth, too, and lead to the same page from there.
    sound: dict[str, set[str]] = {}
    for address, text in pages.items():
        root = urls.relative_root(address)
        known = sound.setdefault(root, set())
        for link in {*_attribute_values(text, "href"), *_attribute_values(text, "src")} - known:
            target = resolve_link(link, address, base)
            if target is None:
                continue
            path, fragment = target
            is_found = path in pages or (site / path).is_file()
            if fragment and path in pages:
                if path not in ids:
                    ids[path] = set(_attribute_values(pages[path], "id"))
                is_found = fragment in ids[path]
            if not is_found:
                yield f"{address or 'the home page'}: {link}"
            elif root and link.startswith(root):
                known.add(link)


def _attribute_values(text: str, attribute: str) -> Iterator[str]:
    """The values of an attribute in a page.

    Splitting is several times as fast as a pattern, and a site has tens of megabytes.
    """
    return (part.partition('"')[0] for part in text.split(f' {attribute}="')[1:])


def resolve_link(link: str, address: str, base: str) -> tuple[str, str] | None:
    """The address and the fragment that a link of a page leads to, or None if out of the site."""
    target, _, fragment = html.unescape(link).partition("#")
    if re.match(r"[a-z]+:", target):
        return None
    target = target.partition("?")[0]
    if target.startswith("/"):
        # Only the page for missing addresses, which can be at any depth, links from the root.
        path = target.removeprefix(base) if address == "404.html" else target
    elif target:
        folder = address if address.endswith("/") or not address else posixpath.dirname(address)
        path = posixpath.normpath(posixpath.join(folder, target))
        path += "/" if target.endswith("/") else ""
        path = "" if path in ("./", ".", "..") else path
    else:
        path = address
    return unquote(path), fragment
