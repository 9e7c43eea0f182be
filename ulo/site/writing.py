"""Writes the site: every page into the frame, files as they are, assets made lighter, and the sitemap."""

import html
import re
from collections.abc import Iterable
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

from ulo.catalogue import Catalogue
from ulo.site.frame import Frame
from ulo.site.link_check import find_broken_links
from ulo.site.pages import build_all
from ulo.site.renderer import Page, script_version

# Where a script names another: `from "./text.js"` and `import("./text.js")`.
SCRIPT_IMPORT = re.compile(r"""(\b(?:from|import)\s*\(?\s*"\.{1,2}/[^"?]+\.js)(?=")""")


class BrokenLinks(Exception):
    """Links of the finished site lead nowhere; the message names the first of them."""


def write_site(catalogue: Catalogue, frame: Frame, site: Path, base: str) -> dict[str, int]:
    """Writes all generated pages and files into the folder in which the shell has put the hand-written ones, and counts them.

    `base` is the path below which the site will stand. Raises BrokenLinks.
    """
    # The frame is the same on all pages at one depth: its links are looked at once, and then only those of the content.
    linked, depths, files, left = {}, set(), 0, set()
    for item in build_all(catalogue):
        if isinstance(item, Page):
            text = frame.fill(item)
            _write(site, f"{item.url}index.html", text.encode())
            depth = item.url.count("/")
            linked[item.url] = item.content if depth in depths else text
            depths.add(depth)
            left |= {item.url} if item.redirect_to else set()
        else:
            _write(site, item.url, item.content)
            files += 1
    for suffix, lighter in ((".js", finish_script), (".css", cssmin)):
        for path in site.rglob(f"*{suffix}"):
            path.write_text(lighter(path.read_text("utf-8")), "utf-8")
    poured = set(linked)
    for name in ("sitemap.xml", "sitemap.xml.gz"):
        (site / name).unlink(missing_ok=True)
    for path in site.rglob("*.html"):
        if (address := path.relative_to(site).as_posix().removesuffix("index.html")) not in poured:
            linked[address] = path.read_text("utf-8")
    if broken := list(find_broken_links(linked, site, base)):
        raise BrokenLinks("Links that lead nowhere:\n" + "\n".join(broken[:20]))
    address = catalogue.instance.site_url
    _write(site, "robots.txt", f"User-agent: *\nAllow: /\n{f'Sitemap: {address}sitemap.xml' if address else ''}".strip().encode() + b"\n")
    if address:
        _write(site, "sitemap.xml", make_sitemap(address, sorted({*linked} - {"404.html"} - left)))
    return {"pages": len(linked), "files": files}


def finish_script(text: str) -> str:
    """A script without comments, which asks for other scripts in the version of this build."""
    return jsmin(SCRIPT_IMPORT.sub(rf"\1?{script_version()}", text))


def make_sitemap(base: str, listed: Iterable[str]) -> bytes:
    rows = "".join(f"<url><loc>{html.escape(base + address)}</loc></url>\n" for address in listed)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'.encode()


def _write(site: Path, address: str, content: bytes) -> None:
    path = site / address
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
