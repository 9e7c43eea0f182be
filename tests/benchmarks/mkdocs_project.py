"""Makes a project for MkDocs that draws the same texts, as Markdown in the frame of Material."""

import html
import re
from collections.abc import Iterable
from pathlib import Path

from page_data import PageData, Templates

# No search and no menu of all pages, which would stand on each page.
SETTINGS = """\
site_name: Benchmark
theme: {name: material, font: false}
plugins: []
nav: [index.md]
site_dir: public
validation: {links: {not_found: ignore, unrecognized_links: ignore}, nav: {omitted_files: ignore}}
"""
DROPPED = re.compile(r"<svg\b.*?</svg>|<(script|style|template)\b.*?</\1>", re.DOTALL)
LINK = re.compile(r'<a\b[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
# What starts an element that stands by itself, and what Markdown puts before it.
STARTS = {"li": "\n- ", "p": "\n\n", "div": "\n\n", "tr": "\n\n", "dt": "\n\n", "dd": "\n\n: "} | {
    f"h{level}": f"\n\n{'#' * level} " for level in range(1, 7)
}


def write(_: Templates, pages: Iterable[PageData], folder: Path) -> None:
    """Writes settings and a file of Markdown for each of these pages."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    (docs / "index.md").write_text("# Benchmark\n", "utf-8")
    for page in pages:
        if page.url and page.url.endswith("/"):
            path = docs / f"{page.url.rstrip('/')}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(as_markdown(page.html), "utf-8")


def as_markdown(text: str) -> str:
    """The texts, headings, lists and links of a page, without its icons."""
    text = LINK.sub(r"[\2](\1)", re.sub(r"\s+", " ", DROPPED.sub("", text)))
    text = re.sub(r"<(\w+)[^>]*>", lambda found: STARTS.get(found[1], ""), text)
    text = html.unescape(re.sub(r"<[^>]*>", "", text))
    return re.sub(r"\n\s*\n\s*", "\n\n", re.sub(r" *\n *", "\n", text)).strip() + "\n"
