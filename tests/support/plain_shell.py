"""The shell without MkDocs: Jinja and Python-Markdown draw the same pages from the same files.

It is the plan for the day when MkDocs is gone (docs/decisions/0018-leaving-mkdocs.md), and keeps
its promise: what `ulo.site.draw_shell` gives, this gives, from the templates in ulo/site/theme.
"""

import posixpath
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import jinja2
import markdown
import yaml
from markdown.treeprocessors import Treeprocessor

from ulo.catalogue import Catalogue
from ulo.cli.shared import DEVELOPER_DOCS
from ulo.core import use_locale
from ulo.site.document_links import finish_links, prepare_links
from ulo.site.plan import SitePlan
from ulo.site.shell import SiteLanguages

THEME = Path(__file__).resolve().parents[2] / "ulo" / "site" / "theme"
FRONT_MATTER = re.compile(r"---\n(.*?\n)---\n+", re.DOTALL)
# What MkDocs adds to the extensions that mkdocs.yml names.
USUAL_EXTENSIONS = ("toc", "tables", "fenced_code")


@dataclass
class WrittenPage:
    """A hand-written page, as ulo.site.shell wants it; `url` is relative to the site."""

    path: str
    url: str
    meta: dict[str, Any]
    content: str = ""
    source: str = ""
    toc: list[SimpleNamespace] = field(default_factory=list)
    canonical_url: str = ""

    @property
    def file(self) -> SimpleNamespace:
        return SimpleNamespace(src_uri=self.path, content_string=self.source)

    @property
    def title(self) -> str:
        return self.meta.get("title") or self.toc[0].title


class PageLinks(Treeprocessor):
    """Makes links to files of docs/ lead to their pages. Raises ValueError for one to nothing."""

    page: WrittenPage
    addresses: Mapping[str, str]

    def run(self, root: Element) -> None:
        for element in root.iter():
            for name in ("href", "src"):
                target = element.get(name, "")
                # All others have a scheme.
                if target and ":" not in target and not target.startswith("#"):
                    element.set(name, self._follow(target))

    def _follow(self, target: str) -> str:
        file, sign, id = target.partition("#")
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self.page.path), file))
        if path not in self.addresses:
            raise ValueError(f"{self.page.path}: nothing is at {target}")
        address = self.addresses[path]
        way = posixpath.relpath(address or ".", self.page.url or ".")
        end = "" if Path(address).suffix else "/"
        return f"{way}{end}{sign}{id}"


def draw_shell(root: Path, catalogue: Catalogue, folder: Path) -> SitePlan:
    """Draws all that is written by hand into a folder, and gives the plan of all other pages."""
    with use_locale(catalogue.schema.locale):
        return _PlainShell(root, catalogue, folder).draw()


class _PlainShell:
    def __init__(self, root: Path, catalogue: Catalogue, folder: Path) -> None:
        self.root, self.catalogue, self.folder = root, catalogue, folder
        self.instance, self.languages = catalogue.instance, SiteLanguages(catalogue.schema)
        settings = yaml.safe_load((root / "mkdocs.yml").read_text("utf-8"))
        self.extensions = [*USUAL_EXTENSIONS, *settings["markdown_extensions"]]
        # By these names the templates know the settings.
        self.config = {
            "site_name": self.instance.name,
            "repo_url": self.instance.repository,
            "extra": {
                "contact": self.instance.contact,
                "licence_holder": self.instance.licence_holder,
                "paper": self.instance.paper_note,
                "post": self.instance.postal_address,
            },
        }
        self.env = jinja2.Environment(loader=jinja2.FileSystemLoader(THEME))

    def draw(self) -> SitePlan:
        docs = self.root / "docs"
        every = {p.relative_to(docs).as_posix(): p for p in sorted(docs.rglob("*")) if p.is_file()}
        files = {path: file for path, file in every.items() if self._is_published(path)}
        texts = {
            path: file.read_text("utf-8") for path, file in files.items() if path[-3:] == ".md"
        }
        views = [path for path in texts if path.endswith("/easy.md")]
        easy_read = {path.removesuffix("easy.md"): texts.pop(path) for path in views}
        pages = [self._read(path, text) for path, text in texts.items()]
        assets = files.keys() - texts.keys() - set(views)
        addresses = {path: path for path in assets} | {page.path: page.url for page in pages}
        for page in pages:
            self._convert(page, addresses, every.keys() - files.keys())
        self.languages.read(self.catalogue, pages, easy_read)
        self.languages.ready_templates(self.env)
        for page in pages:
            if "sources" not in page.meta:  # A guide is written with the generated pages.
                self._write(f"{page.url}index.html", self._render(page).encode())
        missing = {"page": None, "base_url": urlsplit(self.instance.site_url or "/").path}
        template = self.env.get_template("404.html")
        self._write("404.html", template.render(missing, config=self.config).encode())
        for path in assets:
            self._write(path, files[path].read_bytes())
        frames = {prefix: self._render(_frame(prefix)) for prefix in self.languages.locales}
        return self.languages.make_plan(frames)

    def _is_published(self, path: str) -> bool:
        is_hidden = path.startswith(".") or "/." in path
        is_left_out = path.split("/")[0] in DEVELOPER_DOCS or path.startswith(self.languages.unused)
        return not is_hidden and not is_left_out

    def _read(self, path: str, text: str) -> WrittenPage:
        url = posixpath.join(path.removesuffix(".md").removesuffix("index"), "")
        found = FRONT_MATTER.match(text)
        meta, body = (yaml.safe_load(found[1]), text[found.end() :]) if found else ({}, text)
        canonical_url = self.instance.site_url and f"{self.instance.site_url}{url}"
        return WrittenPage(path, url, meta, body, text, canonical_url=canonical_url)

    def _convert(
        self, page: WrittenPage, addresses: Mapping[str, str], unpublished: Collection[str]
    ) -> None:
        """Makes HTML of what a page has as Markdown."""
        text = prepare_links(
            page.content, page.path, unpublished, self.root, self.instance.repository
        )
        converter = markdown.Markdown(extensions=self.extensions)
        links = PageLinks(converter)
        links.page, links.addresses = page, addresses
        converter.treeprocessors.register(links, "links", 0)
        page.content = finish_links(converter.convert(text), page.url)
        page.toc = [_heading(token) for token in converter.toc_tokens]

    def _render(self, page: WrittenPage) -> str:
        prefix = self.languages.prefix_of(page)
        shell = self.languages.shells[prefix]
        base = ("../" * page.url.count("/")).rstrip("/") or "."
        facts = {"page": page, "base_url": base, "config": self.config}
        output = self.env.get_template("main.html").render(shell.variables | facts)
        return shell.fill(output, page.url) if prefix and "frame" not in page.meta else output

    def _write(self, path: str, content: bytes) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_bytes(content)


def _frame(prefix: str) -> WrittenPage:
    meta = {"frame": True, "title": "frame"}
    return WrittenPage(f"{prefix}frame.md", f"{prefix}frame/", meta)


def _heading(token: dict[str, Any]) -> SimpleNamespace:
    children = [_heading(child) for child in token["children"]]
    return SimpleNamespace(id=token["id"], title=token["name"], children=children)
