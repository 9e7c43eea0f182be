"""Where the links of the finished site lead, and which of them lead nowhere."""

import html
import posixpath
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote

from ulo.core import urls


def find_broken_links(pages: dict[str, str], site: Path, base: str) -> Iterable[str]:
    """Each link of the finished site that leads to no page, file or place in a page. Keys are addresses."""
    ids = {}
    # Most links of a page stand on others at the same depth, too: what leads somewhere there leads there from here.
    fine: dict[str, set[str]] = {}
    for address, text in pages.items():
        root = urls.relative_root(address)
        known = fine.setdefault(root, set())
        for link in {*_attribute_values(text, "href"), *_attribute_values(text, "src")} - known:
            if (target := resolve_link(link, address, base)) is None:
                continue
            path, fragment = target
            if path not in pages and not (site / path).is_file():
                yield f"{address or 'the home page'}: {link}"
                continue
            if fragment and path in pages:
                if path not in ids:
                    ids[path] = set(_attribute_values(pages[path], "id"))
                if fragment not in ids[path]:
                    yield f"{address or 'the home page'}: {link}"
                    continue
            if root and link.startswith(root):
                known.add(link)


def _attribute_values(text: str, attribute: str) -> Iterable[str]:
    """The values of an attribute in a page. Splitting is several times as fast as a pattern, and there are tens of megabytes."""
    return (part.partition('"')[0] for part in text.split(f' {attribute}="')[1:])


def resolve_link(link: str, address: str, base: str) -> tuple[str, str] | None:
    """The address and the place in it that a link of a page leads to; None where it leads out of the site."""
    folder = address if address.endswith("/") or not address else posixpath.dirname(address)
    target, _, fragment = html.unescape(link).partition("#")
    if re.match(r"[a-z]+:", target):
        return None
    target = target.partition("?")[0]
    if target.startswith("/"):
        path = target.removeprefix(base) if address == "404.html" else target
    elif target:
        path = posixpath.normpath(posixpath.join(folder, target)) + (
            "/" if target.endswith("/") else ""
        )
        path = "" if path in ("./", ".", "..") else path
    else:
        path = address
    return unquote(path), fragment
