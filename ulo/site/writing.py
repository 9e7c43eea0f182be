"""Writes the site: every page in the frame, files as they are, minified assets, and the sitemap."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rcssmin import cssmin  # type: ignore[import-untyped] # it has no types

from ulo.core import message
from ulo.site.fingerprint import Fingerprints
from ulo.site.link_check import LinkReader, PageLinks, find_broken_links
from ulo.site.page import File, Item, Page, TemplateFile, with_sizes
from ulo.site.parts import Part, Shard
from ulo.site.plan import SitePlan
from ulo.site.renderer import script_version
from ulo.site.scripts import read_scripts
from ulo.site.sitemap import files_for_robots, page_dates
from ulo.site.tree import Note, Notes, SiteTree
from ulo.site.workers import share_out

PAGE_FILE = "index.html"
# What is written last, from the URLs of all pages.
FOR_ROBOTS = ("robots.txt", "sitemap.xml")
# MkDocs has a sitemap of its own.
NOT_OURS = ("sitemap.xml", "sitemap.xml.gz")
# How many broken links a message names.
MAX_NAMED = 20


class BrokenLinksError(Exception):
    """Links of the finished site lead nowhere; the message names the first of them."""


@dataclass(frozen=True)
class Written:
    """A site that was written: the note of each file by its name, and how many pages it has."""

    notes: Notes
    page_count: int


class SiteWriter:
    """Writes the site of one plan, with the hand-written files of `shell`, into a tree.

    Files that have not changed are taken over from the tree itself and from `earlier` ones, and
    those of `parts` of the same site are used. `base` is the path below which the site will stand.
    """

    def __init__(
        self,
        plan: SitePlan,
        shell: Path,
        base: str,
        tree: SiteTree,
        earlier: Sequence[SiteTree] = (),
        parts: Iterable[Part] = (),
    ) -> None:
        self.plan = plan
        self.shell = shell
        self.tree = tree
        self.earlier = earlier
        self.link_reader = LinkReader(base)
        self.fingerprints = {
            language: Fingerprints(language.renderer, language.frame.text, plan.editions)
            for language in plan.plans
        }
        self.parts = [part for part in parts if part.site == self.site]

    @cached_property
    def site(self) -> str:
        """The fingerprint of the whole site, in all of its languages."""
        return "-".join(prints.of_site for prints in self.fingerprints.values())

    @cached_property
    def with_frame_links(self) -> frozenset[str]:
        """The URLs of the pages on which the links of the frame are checked: one at each depth, and
        one of Easy Read there."""
        return frozenset(_first_at_each_depth(self.plan))

    def write(self, workers: int) -> Written:
        """Writes all files. Raises BrokenLinksError, OSError, and what goes wrong at a page."""
        shell_files = dict(read_shell(self.shell))
        items = self.plan.items
        first = [item for item in items if not _needs_sizes(item)]
        names = [file_name(item) for item in items]
        site_url = self.plan.catalogue.instance.site_url
        self.tree.remove_others({*shell_files, *names, *(FOR_ROBOTS if site_url else ())})
        notes = {name: self._write_shell(name, text) for name, text in shell_files.items()}
        self._derive_shared(first)
        drawn = share_out(first, self._bring_up_to_date, workers)
        notes |= zip(map(file_name, first), drawn, strict=True)
        for item in items:
            if isinstance(item, Page) and item.sizes_of:
                page = with_sizes(item, lambda url: notes[url].size)
                notes[file_name(page)] = self._bring_up_to_date(page)
        pages = {page_url(name): note.links for name, note in notes.items() if note.links}
        if broken := list(find_broken_links(pages, notes)):
            heading = message("building.broken_links")
            raise BrokenLinksError("\n".join([heading, *broken[:MAX_NAMED]]))
        unlisted = {item.url for item in items if not isinstance(item, Page) or item.redirect_to}
        unlisted |= set(_drafts(self.plan, pages))
        dates = page_dates(self.plan.catalogue, [language.prefix for language in self.plan.plans])
        for name, content in files_for_robots(site_url, pages.keys() - unlisted, dates):
            notes[name] = self._write(name, content)
        return Written(notes, len(pages))

    def write_part(self, shard: Shard, workers: int) -> Notes:
        """Writes one part of the generated files. Raises OSError, and what goes wrong at a page."""
        items = [item for item in shard.select(self.plan.items) if not _needs_sizes(item)]
        self.tree.remove_others([file_name(item) for item in items])
        self._derive_shared(items)
        drawn = zip(items, share_out(items, self._bring_up_to_date, workers), strict=True)
        return {file_name(item): note for item, note in drawn}

    def _derive_shared(self, items: Iterable[Item]) -> None:
        """Draws one page of each kind, so that what they share is not derived in each process."""
        one_of_each = {item.template: item for item in items if not isinstance(item, File)}
        for item in one_of_each.values():
            self.plan.draw(item)

    def _write_shell(self, name: str, content: bytes) -> Note:
        links = None
        if name.endswith(".html"):
            links = self.link_reader.read(page_url(name), content.decode())
        return self._write(name, content, links=links)

    def _bring_up_to_date(self, item: Item) -> Note:
        try:
            if note := self._find_in_parts(item):
                return note
            language = self.plan.plan_of(item.url)
            item = language.settle(item)
            fingerprint = self.fingerprints[language].of(item)
            return self._find(item, fingerprint) or self._draw(item, fingerprint)
        except Exception as error:
            page = item.url or message("building.home")
            error.add_note(message("building.happened", page=page))
            raise

    def _find(self, item: Item, fingerprint: str) -> Note | None:
        """The note of the file of an item that is here already, or in an earlier tree."""
        if not fingerprint or item.url in self.with_frame_links:
            return None
        name = file_name(item)
        if note := self.tree.find(name, fingerprint):
            return note
        for tree in self.earlier:
            if note := tree.find(name, fingerprint):
                self.tree.share(name, tree.path(name))
                return note
        return None

    def _find_in_parts(self, item: Item) -> Note | None:
        """The note of a file that is in a part of this very site."""
        if item.url in self.with_frame_links:
            return None
        name = file_name(item)
        for part in self.parts:
            if note := part.find(name):
                self.tree.share(name, part.path(name))
                return note
        return None

    def _draw(self, item: Item, fingerprint: str) -> Note:
        if not isinstance(item, Page):
            return self._draw_file(item, fingerprint)
        language = self.plan.plan_of(item.url)
        content = language.render(item)
        text = language.frame.fill(item, content)
        # The frame is the same on all pages at one depth: its links are checked on one of them.
        checked = text if item.url in self.with_frame_links else content
        links = self.link_reader.read(item.url, checked)
        return self._write(file_name(item), text.encode(), fingerprint, links)

    def _draw_file(self, item: File | TemplateFile, fingerprint: str) -> Note:
        content, links = self.plan.draw(item), None
        if item.url.endswith("/"):
            links = self.link_reader.read(item.url, content.decode())
        return self._write(file_name(item), content, fingerprint, links)

    def _write(
        self, name: str, content: bytes, fingerprint: str = "", links: PageLinks | None = None
    ) -> Note:
        found = self.tree.write(name, content)
        return Note(fingerprint, found.st_mtime_ns, found.st_size, links)


def file_name(item: Item) -> str:
    """The path of the file of an item."""
    is_page = isinstance(item, Page) or item.url.endswith("/")
    return f"{item.url}{PAGE_FILE}" if is_page else item.url


def _needs_sizes(item: Item) -> bool:
    """Whether the files that a page speaks of are to be written before it."""
    return isinstance(item, Page) and bool(item.sizes_of)


def _drafts(plan: SitePlan, pages: Iterable[str]) -> Iterator[str]:
    """The pages in a language that nobody has confirmed: they are not to be found yet."""
    drafts = tuple(edition.prefix for edition in plan.editions if edition.locale.is_draft)
    return (url for url in pages if url.startswith(drafts))


def page_url(name: str) -> str:
    """The URL of the page in a file."""
    return name.removesuffix(PAGE_FILE)


def read_shell(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The name and the content of each file that is written by hand; scripts joined, and styles
    minified."""
    scripts = read_scripts(folder, script_version())
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() or name in NOT_OURS:
            continue
        if path.suffix == ".js":
            yield name, scripts.join(name).encode()
        elif path.suffix == ".css":
            yield name, cssmin(path.read_text("utf-8")).encode()
        else:
            yield name, path.read_bytes()


def _first_at_each_depth(plan: SitePlan) -> Iterator[str]:
    """The first page at each depth, for each language, whose frames have links of their own."""
    found = set()
    for item in plan.items:
        if isinstance(item, Page):
            prefix = plan.plan_of(item.url).prefix
            kind = item.url.count("/"), item.is_easy_read, prefix
            if kind not in found:
                found.add(kind)
                yield item.url
