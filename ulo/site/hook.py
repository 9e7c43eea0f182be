"""The only module that knows MkDocs: its configuration, its hook, and how a site is built with it.

MkDocs renders the hand-written pages of docs/ and one blank frame. The frame is split where a
page's own parts go, and every generated page is a join of strings: so record text never goes
through Markdown or through MkDocs' templates, which do not escape, and the shell can be replaced
by any generator that can render a blank page.
"""

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

# Read when MkDocs is imported.
os.environ["NO_MKDOCS_2_WARNING"] = "1"

from mkdocs.commands.build import build as build_shell
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, ConfigurationError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File as ShellFile, Files, InclusionLevel
from mkdocs.structure.pages import Page as ShellPage
from mkdocs.utils.templates import TemplateContext

from ulo import pipeline
from ulo.catalogue import Catalogue, Instance
from ulo.core import files, use_locale
from ulo.records.values import keep_visible
from ulo.site.document_links import finish_links, prepare_links
from ulo.site.parts import PAGES, Part, Shard, write_manifest
from ulo.site.plan import SitePlan
from ulo.site.renderer import Environment
from ulo.site.setting_rules import as_shown, find_address_fault
from ulo.site.shell import SiteLanguages
from ulo.site.tree import SiteTree
from ulo.site.workspace import Workspace
from ulo.site.writing import BrokenLinksError, SiteWriter, Written

__all__ = [
    "BuildError",
    "MkDocsHook",
    "build",
    "draw_shell",
    "make_instance",
    "site_config",
]

FRAME_FILE = "frame.md"


def site_config(root: Path, **changes: str) -> MkDocsConfig:
    """The configuration in mkdocs.yml; `changes` may set address, repository and contact.

    Raises BuildError where the file is missing or damaged.
    """
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    with _mkdocs_explained():
        config = load_config(str(root / "mkdocs.yml"), hooks=[], strict=True)
    names = {"address": "site_url", "repository": "repo_url"}
    for key, value in changes.items():
        if key in names:
            config[names[key]] = value
        else:
            config.extra[key] = value
    _check_settings(config)
    return config


def _check_settings(config: MkDocsConfig) -> None:
    """Leaves in texts what can be seen. Raises BuildError for what is no address."""
    config.site_name = as_shown(config.site_name)
    config.extra.update(
        {name: as_shown(text) for name, text in config.extra.items() if isinstance(text, str)}
    )
    for name in ("site_url", "repo_url"):
        if fault := find_address_fault(name, config[name] or ""):
            raise BuildError(fault)


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
    with _mkdocs_explained(), use_locale(catalogue.schema.locale):
        build_shell(config)
    return hook.plan


@contextmanager
def _mkdocs_explained() -> Iterator[None]:
    """Lets what stops MkDocs be a BuildError that says all of which MkDocs warned."""
    warnings = WarningCollector()
    logging.getLogger("mkdocs").addHandler(warnings)
    try:
        yield
    except (Abort, ConfigurationError) as error:
        raise BuildError("\n".join(warnings.messages) or str(error)) from error
    finally:
        logging.getLogger("mkdocs").removeHandler(warnings)


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
    write_manifest(folder, writer.site, notes)
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
        if not self._given_catalogue:  # MkDocs alone is at work, and ends with the site
            os.umask(files.PUBLIC_UMASK)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        root = Path(config.config_file_path).parent
        _check_settings(config)
        instance = make_instance(config, self.serving)
        self.catalogue = self._given_catalogue or self._read_catalogue(root, instance)
        # Another instance may have no library, and MkDocs watches only what is there.
        if (library := root / "library").is_dir():
            config.watch.append(str(library))
        return config

    def _read_catalogue(self, root: Path, instance: Instance) -> Catalogue:
        try:
            return pipeline.load_catalogue(root, instance)
        except (pipeline.InvalidRecordsError, pipeline.ClockError) as error:
            raise BuildError(str(error)) from error

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Adds a frame for each language, and removes the views of guides, the pages in languages
        that this site does not have, and the assets of the Material theme."""
        docs = os.path.abspath(config.docs_dir) + os.sep
        self.languages = SiteLanguages(self.catalogue.schema)
        self.easy_read_texts: dict[str, str] = {}
        for file in list(files):
            is_easy_read = file.src_uri.endswith("/easy.md")
            if is_easy_read:
                self.easy_read_texts[file.src_uri.removesuffix("easy.md")] = file.content_string
            is_ours = (file.abs_src_path or "").startswith(docs)
            # What `instance update` puts beside a file of theirs is for its maintainer alone.
            is_ours = is_ours and not file.src_uri.endswith(".update")
            if is_easy_read or not is_ours or file.src_uri.startswith(self.languages.unused):
                files.remove(file)
        for prefix in self.languages.locales:
            frame = ShellFile.generated(
                config,
                prefix + FRAME_FILE,
                content="---\nframe: true\ntitle: frame\n---\n",
                inclusion=InclusionLevel.NOT_IN_NAV,
            )
            files.append(frame)
        self.frames: dict[str, str] = {}
        return files

    def on_page_markdown(
        self, markdown: str, page: ShellPage, config: MkDocsConfig, files: Files
    ) -> str:
        page.meta.update(keep_visible(page.meta))
        excluded = InclusionLevel.EXCLUDED
        unpublished = {file.src_uri for file in files if file.inclusion == excluded}
        root, repository = Path(config.docs_dir).parent, config.repo_url or ""
        return prepare_links(markdown, page.file.src_uri, unpublished, root, repository)

    def on_page_content(self, content: str, page: ShellPage, **_: object) -> str:
        return finish_links(content, page.url)

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Reads the guides, which MkDocs has rendered by now, and readies its templates."""
        pages = [file.page for file in files.documentation_pages() if file.page]
        self.catalogue = self.languages.read(self.catalogue, pages, self.easy_read_texts)
        self.languages.ready_templates(env, self.serving)
        return env

    def on_page_context(self, context: TemplateContext, page: ShellPage, **_: object) -> None:
        """Gives a page in another language the words of that."""
        if prefix := self.languages.prefix_of(page):
            variables = self.languages.shells[prefix].variables
            context.update(variables)  # type: ignore[typeddict-item] # our own

    def on_post_page(self, output: str, page: ShellPage, config: MkDocsConfig) -> str:
        prefix = self.languages.prefix_of(page)
        if page.meta.get("frame"):
            self.frames[prefix] = output
        # MkDocs writes no page without content; a guide is written with the generated pages.
        if page.meta.get("frame") or "sources" in page.meta:
            return ""
        return self.languages.shells[prefix].fill(output, page.url) if prefix else output

    def on_post_build(self, config: MkDocsConfig) -> None:
        self.plan = self.languages.make_plan(self.frames)
        if not self._given_catalogue:
            folder = Path(config.site_dir)
            _write(SiteWriter(self.plan, folder, _base(config), SiteTree(folder, {})), workers=1)
