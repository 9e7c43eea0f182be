"""The only module that knows MkDocs: its configuration, its hook, and how a site is built and served with it.

MkDocs draws the hand-written pages of docs/ and one blank frame. The frame is split where a page's own parts go, and
every generated page is a join of strings: so record text never goes through Markdown or through MkDocs' templates,
which do not escape, and the shell can be swapped for any generator that can draw a blank page.
"""

import html
import logging
import os
from pathlib import Path
from urllib.parse import urlsplit

os.environ["NO_MKDOCS_2_WARNING"] = "1"

from mkdocs.commands.build import build as build_shell
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError
from mkdocs.structure.files import File as ShellFile, Files, InclusionLevel

from ulo import pipeline
from ulo.catalogue import Catalogue, Instance, guides
from ulo.core import format_day, urls
from ulo.site.frame import Frame, wrap_tables
from ulo.site.renderer import Renderer, asset_version
from ulo.site.writing import BrokenLinks, write_site

FRAME_FILE = "frame.md"
# Data in a script element is not run, so JSON-LD passes; inline scripts and styles do not.
CONTENT_SECURITY_POLICY = ("default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; "
          "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'")


def site_config(root: Path, **changes: str) -> MkDocsConfig:
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


def make_instance(config: MkDocsConfig, serving: bool = False) -> Instance:
    """What the configuration says of this site. One that is only looked at has no address yet."""
    return Instance(config.site_name, "" if serving else config.site_url or "", config.repo_url or "",
                    *(config.extra.get(name) or "" for name in ("contact", "licence_holder", "post", "paper")))


def build(config: MkDocsConfig, catalogue: Catalogue, destination: Path) -> dict[str, int]:
    """Builds the whole site into a folder and counts what it wrote. Raises BuildError for a link that leads nowhere."""
    hook = MkDocsHook(catalogue)
    config.site_dir = str(destination)
    config.plugins["ulo"] = hook
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build_shell(config)
    except Abort as error:
        raise BuildError(str(error)) from error
    return hook.counts


def serve(root: Path, port: int) -> None:
    """Serves the site on this computer and builds it again whenever a record, a template or a guide is saved."""
    from mkdocs.commands.serve import serve as serve_shell
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    serve_shell(str(root / "mkdocs.yml"), dev_addr=f"127.0.0.1:{port}", watch_theme=True)


class MkDocsHook:
    """Gives MkDocs a blank frame, and writes everything that is made from the catalogue into the built shell.

    Without a `catalogue`, as when MkDocs itself was called, that of the records beside mkdocs.yml is read for each build.
    """

    def __init__(self, catalogue: Catalogue | None = None) -> None:
        self._given = catalogue
        self.serving = False
        self.counts: dict[str, int] = {}

    def on_startup(self, command: str, dirty: bool) -> None:
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        root = Path(config.config_file_path).parent
        self.catalogue = self._given or self._read(root, make_instance(config, self.serving))
        # Another instance may have no library, and MkDocs watches only what is there.
        if (library := root / "library").is_dir():
            config.watch.append(str(library))
        return config

    def _read(self, root: Path, wanted: Instance) -> Catalogue:
        try:
            return pipeline.load_catalogue(root, wanted)
        except pipeline.InvalidRecordsError as error:
            raise BuildError(str(error)) from error

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        # What the Material theme brings along is not used by our shell.
        docs = os.path.abspath(config.docs_dir) + os.sep
        self.easy_read_texts = {file.src_uri.removesuffix("easy.md"): file.content_string for file in files if file.src_uri.endswith("/easy.md")}
        for file in list(files):
            if not (file.abs_src_path or "").startswith(docs) or file.src_uri.endswith("/easy.md"):
                files.remove(file)
        files.append(ShellFile.generated(config, FRAME_FILE, content="---\nframe: true\ntitle: frame\n---\n", inclusion=InclusionLevel.NOT_IN_NAV))
        return files

    def on_env(self, env, config: MkDocsConfig, files: Files):
        pages = (file.page for file in files.documentation_pages())
        self.catalogue = self.catalogue.with_guides(self._guide(page) for page in pages if "sources" in page.meta)
        words = self.catalogue.messages
        self.menus = {menu: [(address, words["site"][menu][name]) for name, address in entries.items()] for menu, entries in urls.MENUS.items()}
        self.menu_entries = [entry for menu in self.menus.values() for entry in menu]
        env.trim_blocks = env.lstrip_blocks = True
        env.globals.update(
            messages=words, urls=urls, **self.menus,
            # MkDocs' server reloads pages by an inline script, which the policy forbids.
            csp="" if self.serving else CONTENT_SECURITY_POLICY,
            css_version=asset_version("site.css"), preferences_version=asset_version("js/settings/preferences.js"), site_url=self.catalogue.instance.site_url,
            build_date=format_day(self.catalogue.today),
            wrap_tables=wrap_tables, link_glossary=lambda html, root, renderer=Renderer(self.catalogue): renderer.link_glossary_html(html, root, set()),
            root_of=lambda page, base: ("" if base == "." else f"{base}/") if page else f"{base.rstrip('/')}/",
            crumbs_of=lambda page: [(title, address) for address, title in self.menu_entries if page.url.startswith(address) and page.url != address],
        )
        return env

    def on_post_page(self, output: str, page, config: MkDocsConfig) -> str:
        if page.meta.get("frame"):
            self.frame = output
        # MkDocs writes no page without content; guides are poured.
        return "" if page.meta.get("frame") or "sources" in page.meta else output

    def _guide(self, page) -> guides.Guide:
        headings = tuple((heading.id, html.unescape(heading.title)) for heading in page.toc)
        easy = self.easy_read_texts.get(page.file.src_uri.removesuffix("index.md"), "")
        return guides.make_guide(page.file.src_uri, page.meta, self.catalogue.schema, url=page.url, body=wrap_tables(page.content), headings=headings, easy=easy)

    def on_post_build(self, config: MkDocsConfig) -> None:
        frame = Frame(self.frame, self.catalogue.instance, self.catalogue.messages, {address for address, _ in self.menu_entries})
        try:
            self.counts = write_site(self.catalogue, frame, Path(config.site_dir), urlsplit(config.site_url or "/").path)
        except BrokenLinks as error:
            raise BuildError(str(error)) from error
