"""Writes the site: every page in the frame, files as they are, minified assets, and the sitemap."""

import html
import re
from collections.abc import Container, Iterable
from pathlib import Path

from rcssmin import cssmin  # type: ignore[import-untyped] # it has no types
from rjsmin import jsmin  # type: ignore[import-untyped] # it has no types

from ulo.site.link_check import find_broken_links
from ulo.site.page import Page
from ulo.site.plan import SitePlan
from ulo.site.renderer import script_version

# Where a script names another: `from "./text.js"` and `import("./text.js")`.
SCRIPT_IMPORT = re.compile(r"""(\b(?:from|import)\s*\(?\s*"\.{1,2}/[^"?]+\.js)(?=")""")
# How many broken links a message names.
MAX_NAMED = 20


class BrokenLinksError(Exception):
    """Links of the finished site lead nowhere; the message names the first of them."""


def write_site(plan: SitePlan, site: Path, base: str) -> dict[str, int]:
    """Writes all that is generated into the folder of the shell, which has the other pages.

    Gives the numbers of all `pages` and of generated `files`. `base` is the path below which the
    site will stand. Raises BrokenLinksError.
    """
    # The text of each page to be checked for links, by its address. The frame is the same on all
    # pages at one depth: its links are checked once, and then only those of the content.
    texts: dict[str, str] = {}
    depths: set[int] = set()
    redirects: set[str] = set()
    file_count = 0
    for item in plan.items:
        if not isinstance(item, Page):
            _write(site, item.url, plan.draw(item))
            file_count += 1
            continue
        content = plan.renderer.render(item)
        text = plan.frame.fill(item, content)
        _write(site, f"{item.url}index.html", text.encode())
        depth = item.url.count("/")
        texts[item.url] = content if depth in depths else text
        depths.add(depth)
        if item.redirect_to:
            redirects.add(item.url)
    _minify(site)
    texts |= _hand_written_pages(site, texts)
    if broken := list(find_broken_links(texts, site, base)):
        raise BrokenLinksError("Links that lead nowhere:\n" + "\n".join(broken[:MAX_NAMED]))
    _write_for_robots(site, plan.catalogue.instance.site_url, texts.keys() - redirects)
    return {"pages": len(texts), "files": file_count}


def _minify(site: Path) -> None:
    for suffix, minify in ((".js", finish_script), (".css", cssmin)):
        for path in site.rglob(f"*{suffix}"):
            path.write_text(minify(path.read_text("utf-8")), "utf-8")


def finish_script(text: str) -> str:
    """A script without comments, which asks for other scripts in the version of this build."""
    minified: str = jsmin(SCRIPT_IMPORT.sub(rf"\1?{script_version()}", text))
    return minified


def _hand_written_pages(site: Path, generated: Container[str]) -> dict[str, str]:
    """The HTML of all other pages in the folder, by address."""
    paths = {
        path.relative_to(site).as_posix().removesuffix("index.html"): path
        for path in site.rglob("*.html")
    }
    return {
        address: path.read_text("utf-8")
        for address, path in paths.items()
        if address not in generated
    }


def _write_for_robots(site: Path, site_url: str, addresses: Iterable[str]) -> None:
    """Writes robots.txt and, where the site has an address, the sitemap instead of MkDocs' own."""
    for name in ("sitemap.xml", "sitemap.xml.gz"):
        (site / name).unlink(missing_ok=True)
    lines = ["User-agent: *", "Allow: /"]
    if site_url:
        lines.append(f"Sitemap: {site_url}sitemap.xml")
        listed = sorted(address for address in addresses if address != "404.html")
        _write(site, "sitemap.xml", make_sitemap(site_url, listed))
    _write(site, "robots.txt", "".join(f"{line}\n" for line in lines).encode())


def make_sitemap(base: str, addresses: Iterable[str]) -> bytes:
    rows = "".join(
        f"<url><loc>{html.escape(base + address)}</loc></url>\n" for address in addresses
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    ).encode()


def _write(site: Path, address: str, content: bytes) -> None:
    path = site / address
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
