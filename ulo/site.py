"""The only module that knows MkDocs: pours pages and files into the built shell.

MkDocs draws the hand-written pages of docs/ and one blank frame. The frame is split where a page's own parts go, and
every generated page is a join of strings: so record text never goes through Markdown or through MkDocs' templates,
which do not escape, and the shell can be swapped for any generator that can draw a blank page.
"""

import html
import logging
import os
import posixpath
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

os.environ["NO_MKDOCS_2_WARNING"] = "1"

from mkdocs.commands.build import build as build_shell
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, ConfigurationError
from mkdocs.structure.files import File as ShellFile, Files, InclusionLevel
from rcssmin import cssmin
from rjsmin import jsmin

from ulo import addresses, guides
from ulo.catalogue import Catalogue, Instance
from ulo.render import Page, Renderer, as_script, day, version
from ulo.writers import write_all

__all__ = ["BuildError", "ConfigurationError", "Pour", "build", "serve", "settings"]

FRAME = "frame.md"
SLOT = re.compile(r"%%(lang|title|head|root|content|address|seek|/seek|current:[^%]*)%%")
HEADING = re.compile(r'<h[1-6] id="([^"]*)"')
# Data in a script element is not run, so JSON-LD passes; inline scripts and styles do not.
POLICY = ("default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; "
          "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'")


def settings(root: Path, **changes: str) -> MkDocsConfig:
    """The configuration in mkdocs.yml; `changes` may set address, repository and contact for this build."""
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    config = load_config(str(root / "mkdocs.yml"), hooks=[], strict=True)
    names = {"address": "site_url", "repository": "repo_url"}
    for key, value in changes.items():
        if key in names:
            config[names[key]] = value
        else:
            config.extra[key] = value
    return config


def instance(config: MkDocsConfig, serving: bool = False) -> Instance:
    """What the configuration says of this site. One that is only looked at has no address yet."""
    return Instance(config.site_name, "" if serving else config.site_url or "", config.repo_url or "",
                    *(config.extra.get(name) or "" for name in ("contact", "licence_holder", "post", "paper")))


def build(config: MkDocsConfig, read: Callable[[Instance], Catalogue], destination: Path) -> dict[str, int]:
    """Builds the whole site into a folder and counts what it wrote. Raises BuildError for a link that leads nowhere."""
    pour = Pour(read)
    config.site_dir = str(destination)
    config.plugins["pour"] = pour
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build_shell(config)
    except Abort as error:
        raise BuildError(str(error)) from error
    return pour.counts


def serve(root: Path, port: int) -> None:
    """Serves the site on this computer and builds it again whenever a record, a template or a guide is saved."""
    from mkdocs.commands.serve import serve as serve_shell
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    serve_shell(str(root / "mkdocs.yml"), dev_addr=f"127.0.0.1:{port}", watch_theme=True)


class Pour:
    """The hook: gives MkDocs a blank frame, and pours everything that the writers made into it.

    `read` makes the catalogue of an instance; it raises BuildError where records have faults.
    """

    def __init__(self, read: Callable[[Instance], Catalogue]) -> None:
        self.read = read
        self.serving = False
        self.counts: dict[str, int] = {}

    def on_startup(self, command: str, dirty: bool) -> None:
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self.catalogue = self.read(instance(config, self.serving))
        # Another instance may have no library, and MkDocs watches only what is there.
        if (library := Path(config.config_file_path).parent / "library").is_dir():
            config.watch.append(str(library))
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        # What the Material theme brings along is not used by our shell.
        docs = os.path.abspath(config.docs_dir) + os.sep
        self.easy = {file.src_uri.removesuffix("easy.md"): file.content_string for file in files if file.src_uri.endswith("/easy.md")}
        for file in list(files):
            if not (file.abs_src_path or "").startswith(docs) or file.src_uri.endswith("/easy.md"):
                files.remove(file)
        files.append(ShellFile.generated(config, FRAME, content="---\nframe: true\ntitle: frame\n---\n", inclusion=InclusionLevel.NOT_IN_NAV))
        return files

    def on_env(self, env, config: MkDocsConfig, files: Files):
        self.catalogue.guides = tuple(self._guide(file.page) for file in files.documentation_pages() if "sources" in file.page.meta)
        words = self.catalogue.words
        self.menus = {menu: [(address, words["site"][menu][name]) for name, address in entries.items()] for menu, entries in addresses.MENUS.items()}
        self.listed = [entry for menu in self.menus.values() for entry in menu]
        env.trim_blocks = env.lstrip_blocks = True
        env.globals.update(
            w=words, to=addresses, **self.menus,
            # MkDocs' server reloads pages by an inline script, which the policy forbids.
            csp="" if self.serving else POLICY,
            css_version=version("site.css"), looks_version=version("looks.js"), site_address=self.catalogue.instance.address,
            day=day(self.catalogue.today),
            scrolling=scrolling, explained=lambda html, root, renderer=Renderer(self.catalogue): renderer.explained_html(html, root, set()),
            root_of=lambda page, base: ("" if base == "." else f"{base}/") if page else f"{base.rstrip('/')}/",
            crumbs_of=lambda page: [(title, address) for address, title in self.listed if page.url.startswith(address) and page.url != address],
        )
        return env

    def on_post_page(self, output: str, page, config: MkDocsConfig) -> str:
        if page.meta.get("frame"):
            self.frame = output
        # MkDocs writes no page without content; guides are poured.
        return "" if page.meta.get("frame") or "sources" in page.meta else output

    def _guide(self, page) -> guides.Guide:
        headings = tuple((heading.id, html.unescape(heading.title)) for heading in page.toc)
        easy = self.easy.get(page.file.src_uri.removesuffix("index.md"), "")
        return guides.guide(page.file.src_uri, page.meta, self.catalogue.schema, address=page.url, body=scrolling(page.content), headings=headings, easy=easy)

    def on_post_build(self, config: MkDocsConfig) -> None:
        site = Path(config.site_dir)
        frame = Frame(self.frame, self.catalogue.instance, self.catalogue.words, {address for address, _ in self.listed})
        # The frame is the same on all pages at one depth: its links are looked at once, and then only those of the content.
        linked, depths, files, left = {}, set(), 0, set()
        for item in write_all(self.catalogue):
            if isinstance(item, Page):
                text = frame.fill(item)
                _write(site, f"{item.address}index.html", text.encode())
                depth = item.address.count("/")
                linked[item.address] = item.content if depth in depths else text
                depths.add(depth)
                left |= {item.address} if item.leads_to else set()
            else:
                _write(site, item.address, item.content)
                files += 1
        for suffix, lighter in ((".js", jsmin), (".css", cssmin)):
            for path in site.rglob(f"*{suffix}"):
                path.write_text(lighter(path.read_text("utf-8")), "utf-8")
        poured = set(linked)
        for name in ("sitemap.xml", "sitemap.xml.gz"):
            (site / name).unlink(missing_ok=True)
        for path in site.rglob("*.html"):
            if (address := path.relative_to(site).as_posix().removesuffix("index.html")) not in poured:
                linked[address] = path.read_text("utf-8")
        self.counts = {"pages": len(linked), "files": files}
        if broken := list(dead_links(linked, site, urlsplit(config.site_url or "/").path)):
            raise BuildError("Links that lead nowhere:\n" + "\n".join(broken[:20]))
        base = self.catalogue.instance.address
        _write(site, "robots.txt", f"User-agent: *\nAllow: /\n{f'Sitemap: {base}sitemap.xml' if base else ''}".strip().encode() + b"\n")
        if base:
            _write(site, "sitemap.xml", sitemap(base, sorted({*linked} - {"404.html"} - left)))


class Frame:
    """The blank page, split at its slots; `fill` joins it with one page's own parts."""

    def __init__(self, text: str, instance: Instance, words: dict, menu: set[str]) -> None:
        self.parts = SLOT.split(text)
        missing = {"lang", "title", "head", "root", "content"} - set(self.parts[1::2])
        if missing:
            raise BuildError(f"The frame has no slot for {', '.join(sorted(missing))}")
        self.instance, self.titled, self.easy, self.menu = instance, words["site"]["title"], words["easy"]["name"], menu
        self.shape = lru_cache(maxsize=256)(self._shape)

    def fill(self, page: Page) -> str:
        current = (page.address, "page") if page.address in self.menu or not page.address else (page.section, "true")
        pieces = self.shape(addresses.root_from(page.address), page.lang, current)
        own = {"title": html.escape(self._title(page)), "head": self._head(page), "content": page.content, "address": html.escape(page.address)}
        return "".join(own[piece] if is_slot else piece for is_slot, piece in pieces)

    def _shape(self, root: str, lang: str, current: tuple[str, str]) -> list[tuple[bool, str]]:
        # Everything that many pages have in common is filled in once; four slots stay open.
        pieces: list[tuple[bool, str]] = []
        text, left_out = "", False
        for number, part in enumerate(self.parts):
            if part in ("seek", "/seek") and number % 2:
                # The first page and that of the search have a larger box of their own.
                left_out = part == "seek" and current[0] in (addresses.HOME, addresses.FIND)
            elif left_out:
                continue
            elif number % 2 == 0:
                text += part
            elif part in ("title", "head", "content", "address"):
                pieces += [(False, text), (True, part)]
                text = ""
            elif part.startswith("current:"):
                text += f' aria-current="{current[1]}"' if part.removeprefix("current:") == current[0] and (current[0] or current[1] == "page") else ""
            else:
                text += {"root": root, "lang": lang}[part]
        return [*pieces, (False, text)]

    def _title(self, page: Page) -> str:
        return page.title if page.title == self.instance.name else self.titled.format(title=page.title, site=self.instance.name)

    def _head(self, page: Page) -> str:
        address = f"{self.instance.address}{page.leads_to or page.address}" if self.instance.address else ""
        properties = {"og:site_name": self.instance.name, "og:type": "website", "og:title": page.title, "og:description": page.description, "og:url": address}
        lines = [f'<meta name="description" content="{html.escape(page.description)}">']
        lines += [f'<link rel="canonical" href="{html.escape(address)}">'] if address else []
        lines += [f'<meta property="{name}" content="{html.escape(value)}">' for name, value in properties.items() if value]
        if page.leads_to:
            # At once, so that nobody has to read twice; without a server of our own there is no other way.
            way = html.escape(addresses.root_from(page.address) + page.leads_to)
            lines += ['<meta name="robots" content="noindex">', f'<meta http-equiv="refresh" content="0; url={way}">']
        if page.easy:
            lines.append(f'<link rel="alternate" href="{addresses.root_from(page.address)}{page.easy}" title="{html.escape(self.easy)}" data-easy>')
        lines += [f'<script type="application/ld+json">{as_script(page.data)}</script>'] if page.data else []
        return "\n".join(lines)


def scrolling(content: str) -> str:
    """The HTML of a guide with each table in a region of its own, which scrolls and which the keyboard reaches. Both are
    called what the heading above them says. The first row says what its columns hold; where its corner is empty, the first
    column says what its rows hold."""
    first, *rest = content.replace("<th></th>", "<td></td>").replace("<th>", '<th scope="col">').split("<table>")
    text = first
    for part in rest:
        if "<td></td>\n<th" in part:
            part = re.sub(r"<tr>\n<td>(?!</td>)(.*?)</td>", r'<tr>\n<th scope="row">\1</th>', part)
        heading = HEADING.findall(text)[-1]
        text += f'<div class="scroll" role="region" tabindex="0" aria-labelledby="{heading}"><table aria-labelledby="{heading}">{part.replace("</table>", "</table></div>")}'
    return text


def dead_links(pages: dict[str, str], site: Path, base: str) -> Iterable[str]:
    """Each link of the finished site that leads to no page, file or place in a page. Keys are addresses."""
    ids = {}
    # Most links of a page stand on others at the same depth, too: what leads somewhere there leads there from here.
    fine: dict[str, set[str]] = {}
    for address, text in pages.items():
        root = addresses.root_from(address)
        known = fine.setdefault(root, set())
        for link in {*_values(text, "href"), *_values(text, "src")} - known:
            if (target := resolve(link, address, base)) is None:
                continue
            path, fragment = target
            if path not in pages and not (site / path).is_file():
                yield f"{address or 'the home page'}: {link}"
                continue
            if fragment and path in pages:
                if path not in ids:
                    ids[path] = set(_values(pages[path], "id"))
                if fragment not in ids[path]:
                    yield f"{address or 'the home page'}: {link}"
                    continue
            if root and link.startswith(root):
                known.add(link)


def _values(text: str, attribute: str) -> Iterable[str]:
    """The values of an attribute in a page. Splitting is several times as fast as a pattern, and there are tens of megabytes."""
    return (part.partition('"')[0] for part in text.split(f' {attribute}="')[1:])


def resolve(link: str, address: str, base: str) -> tuple[str, str] | None:
    """The address and the place in it that a link of a page leads to; None where it leads out of the site."""
    folder = address if address.endswith("/") or not address else posixpath.dirname(address)
    target, _, fragment = html.unescape(link).partition("#")
    if re.match(r"[a-z]+:", target):
        return None
    target = target.partition("?")[0]
    if target.startswith("/"):
        path = target.removeprefix(base) if address == "404.html" else target
    elif target:
        path = posixpath.normpath(posixpath.join(folder, target)) + ("/" if target.endswith("/") else "")
        path = "" if path in ("./", ".", "..") else path
    else:
        path = address
    return unquote(path), fragment


def sitemap(base: str, listed: Iterable[str]) -> bytes:
    rows = "".join(f"<url><loc>{html.escape(base + address)}</loc></url>\n" for address in listed)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'.encode()


def _write(site: Path, address: str, content: bytes) -> None:
    path = site / address
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
