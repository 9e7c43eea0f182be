"""The only module that knows MkDocs: its configuration, its hook, and how a site is built with it.

MkDocs renders the hand-written pages of docs/ and one blank frame. The frame is split where a
page's own parts go, and every generated page is a join of strings: so record text never goes
through Markdown or through MkDocs' templates, which do not escape, and the shell can be replaced
by any generator that can render a blank page.
"""

import html
import logging
import os
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

# Read when MkDocs is imported.
os.environ["NO_MKDOCS_2_WARNING"] = "1"

from mkdocs.commands.build import build as build_shell
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File as ShellFile, Files, InclusionLevel
from mkdocs.structure.pages import Page as ShellPage

from ulo import pipeline
from ulo.catalogue import Catalogue, Guide, Instance, make_guide
from ulo.core import urls
from ulo.site.frame import Frame
from ulo.site.icons import icon
from ulo.site.menus import build_menus, list_entries
from ulo.site.parts import PAGES, Part, Shard, write_manifest
from ulo.site.plan import SitePlan
from ulo.site.renderer import Environment, Renderer, asset_version
from ulo.site.tables import wrap_tables
from ulo.site.tree import SiteTree
from ulo.site.workspace import Workspace
from ulo.site.writing import BrokenLinksError, SiteWriter, Written

__all__ = [
    "CONTENT_SECURITY_POLICY",
    "BuildError",
    "MkDocsHook",
    "build",
    "draw_shell",
    "make_instance",
    "site_config",
]

FRAME_FILE = "frame.md"
# A script element with data in it (JSON-LD) passes, as it is not run; inline scripts and styles do
# not.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
    "base-uri 'none'"
)


def site_config(root: Path, **changes: str) -> MkDocsConfig:
    """The configuration in mkdocs.yml; `changes` may set address, repository and contact."""
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
    """What the configuration says of this site. While it is only served, it has no address yet."""
    return Instance(
        name=config.site_name,
        site_url="" if serving else config.site_url or "",
        repository=config.repo_url or "",
        contact=config.extra.get("contact") or "",
        licence_holder=config.extra.get("licence_holder") or "",
        postal_address=config.extra.get("post") or "",
        paper_note=config.extra.get("paper") or "",
    )


def draw_shell(config: MkDocsConfig, catalogue: Catalogue, folder: Path) -> SitePlan:
    """Draws all that is written by hand into a folder: pages, assets, and the frame of all others.

    Gives the plan of the others. Raises BuildError where MkDocs finds a fault.
    """
    hook = MkDocsHook(catalogue)
    config.site_dir = str(folder)
    config.plugins["ulo"] = hook
    config.plugins.on_startup(command="build", dirty=False)
    warnings = WarningCollector()
    logging.getLogger("mkdocs").addHandler(warnings)
    try:
        build_shell(config)
    except Abort as error:
        raise BuildError("\n".join(warnings.messages) or str(error)) from error
    finally:
        logging.getLogger("mkdocs").removeHandler(warnings)
    return hook.plan


class WarningCollector(logging.Handler):
    """Keeps what MkDocs warns of: when that stops a build, it says no more than how many."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def build(
    config: MkDocsConfig,
    catalogue: Catalogue,
    workspace: Workspace,
    workers: int,
    parts: Sequence[Part] = (),
) -> int:
    """Builds the whole site with so many processes, publishes it, and gives the number of pages.

    `parts` have pages that were drawn before. Raises BuildError for a link that leads nowhere, and
    OSError; the last site stays then.
    """
    plan = draw_shell(config, catalogue, workspace.shell)
    tree, earlier = workspace.trees()
    writer = SiteWriter(plan, workspace.shell, _base(config), tree, earlier, parts)
    written = _write(writer, workers)
    workspace.publish(written.notes)
    return written.page_count


def build_part(
    config: MkDocsConfig,
    catalogue: Catalogue,
    workspace: Workspace,
    workers: int,
    folder: Path,
    shard: Shard,
) -> int:
    """Draws one part of the site into a folder, and gives the number of its files.

    Raises BuildError and OSError.
    """
    plan = draw_shell(config, catalogue, workspace.shell)
    pages = folder / PAGES
    pages.mkdir(parents=True, exist_ok=True)
    writer = SiteWriter(plan, workspace.shell, _base(config), SiteTree(pages, {}))
    notes = writer.write_part(shard, workers)
    write_manifest(folder, writer.fingerprints.of_site, notes)
    return len(notes)


def _write(writer: SiteWriter, workers: int) -> Written:
    try:
        return writer.write(workers)
    except BrokenLinksError as error:
        raise BuildError(str(error)) from error


def _base(config: MkDocsConfig) -> str:
    """The path below which the site will stand."""
    return urlsplit(config.site_url or "/").path


class NoSettings(Config):  # type: ignore[no-untyped-call] # MkDocs has no type for subclassing
    """What MkDocs wants to know of the settings of a plugin."""


class MkDocsHook(BasePlugin[NoSettings]):  # type: ignore[no-untyped-call] # as above
    """Gives MkDocs a blank frame, and makes the `plan` of the pages that go into it.

    Without a `catalogue`, as when MkDocs itself was called, that of the records beside mkdocs.yml
    is read for each build, and all of the plan is written into the shell.
    """

    def __init__(self, catalogue: Catalogue | None = None) -> None:
        self._given_catalogue = catalogue
        self.serving = False

    def on_startup(self, command: str, dirty: bool) -> None:
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        root = Path(config.config_file_path).parent
        instance = make_instance(config, self.serving)
        self.catalogue = self._given_catalogue or self._read_catalogue(root, instance)
        # Another instance may have no library, and MkDocs watches only what is there.
        if (library := root / "library").is_dir():
            config.watch.append(str(library))
        return config

    def _read_catalogue(self, root: Path, instance: Instance) -> Catalogue:
        try:
            return pipeline.load_catalogue(root, instance)
        except pipeline.InvalidRecordsError as error:
            raise BuildError(str(error)) from error

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Adds the frame, and removes the views of guides and the assets of the Material theme."""
        docs = os.path.abspath(config.docs_dir) + os.sep
        self.easy_read_texts: dict[str, str] = {}
        for file in list(files):
            is_easy_read = file.src_uri.endswith("/easy.md")
            if is_easy_read:
                self.easy_read_texts[file.src_uri.removesuffix("easy.md")] = file.content_string
            if is_easy_read or not (file.abs_src_path or "").startswith(docs):
                files.remove(file)
        frame = ShellFile.generated(
            config,
            FRAME_FILE,
            content="---\nframe: true\ntitle: frame\n---\n",
            inclusion=InclusionLevel.NOT_IN_NAV,
        )
        files.append(frame)
        return files

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Reads the guides, which MkDocs has rendered by now, and readies its templates."""
        pages = [file.page for file in files.documentation_pages() if file.page]
        guides = [self._guide(page) for page in pages if "sources" in page.meta]
        self.catalogue = self.catalogue.with_guides(guides)
        self.renderer = Renderer(self.catalogue)
        messages = self.catalogue.messages
        menus = build_menus(self.catalogue)
        foot = {
            part: list_entries(self.catalogue, "foot", entries)
            for part, entries in urls.FOOT.items()
        }
        self.menu_entries = [entry for menu in menus.values() for entry in menu]
        env.trim_blocks = env.lstrip_blocks = True
        env.globals.update(
            menus,
            foot={"tools": menus["tools"], **foot},
            contents_of=_contents_of,
            crumbs_of=self._crumbs,
            boxes_version=asset_version("js/boxes/*.js"),
            # MkDocs' server reloads pages by an inline script, which the policy forbids.
            csp="" if self.serving else CONTENT_SECURITY_POLICY,
            css_version=asset_version("site.css"),
            guide_version=asset_version("guide.css"),
            icon=icon,
            link_glossary=self._link_glossary,
            menu_version=asset_version("js/header/menu.js"),
            messages=messages,
            preferences_version=asset_version("js/settings/preferences.js"),
            root_of=_root_of,
            shortlist_version=asset_version("js/shortlist/*.js"),
            site_url=self.catalogue.instance.site_url,
            urls=urls,
            wrap_tables=wrap_tables,
        )
        return env

    def _guide(self, page: ShellPage) -> Guide:
        headings = tuple((heading.id, html.unescape(heading.title)) for heading in page.toc)
        return make_guide(
            page.file.src_uri,
            page.meta,
            self.catalogue.schema,
            url=page.url,
            body=wrap_tables(page.content or ""),
            headings=headings,
            easy=self.easy_read_texts.get(page.file.src_uri.removesuffix("index.md"), ""),
        )

    def _link_glossary(self, html: str, root: str) -> str:
        return self.renderer.link_glossary_html(html, root, set())

    def _crumbs(self, page: ShellPage) -> list[tuple[str, str]]:
        """The entries of the menus above a page: title and address."""
        return [
            (title, address)
            for address, title in self.menu_entries
            if page.url.startswith(address) and page.url != address
        ]

    def on_post_page(self, output: str, page: ShellPage, config: MkDocsConfig) -> str:
        if page.meta.get("frame"):
            self.frame = output
        # MkDocs writes no page without content; a guide is written with the generated pages.
        return "" if page.meta.get("frame") or "sources" in page.meta else output

    def on_post_build(self, config: MkDocsConfig) -> None:
        addresses = {address for address, _ in self.menu_entries}
        frame = Frame(self.frame, self.catalogue.instance, self.catalogue.messages, addresses)
        self.plan = SitePlan(self.catalogue, frame)
        if not self._given_catalogue:
            folder = Path(config.site_dir)
            _write(SiteWriter(self.plan, folder, _base(config), SiteTree(folder, {})), workers=1)


def _contents_of(page: ShellPage) -> list[tuple[str, str]]:
    """The parts of a page by id and title, where there are too many to see at a glance."""
    parts = [(part.id, part.title) for title in page.toc for part in title.children]
    return parts if len(parts) > 2 else []


def _root_of(page: ShellPage | None, base: str) -> str:
    """What links of a page begin with; the 404 page, which is no page of MkDocs', has the base."""
    if not page:
        return f"{base.rstrip('/')}/"
    return "" if base == "." else f"{base}/"
