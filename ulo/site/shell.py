"""The languages of the shell: what is written by hand in each, and what its templates say there.

MkDocs draws all of them in one go. Its own objects are known here by what is used of them alone.
"""

import html
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from markupsafe import Markup

from ulo.catalogue import Catalogue, Guide, make_account, make_guide
from ulo.core import urls, written_languages
from ulo.exports import PAGE_POLICY
from ulo.schema import Schema
from ulo.site.edition import Edition, head_links, switch, translate
from ulo.site.frame import Frame, escape_slots
from ulo.site.guide_heads import refuse_hidden_texts
from ulo.site.icons import icon
from ulo.site.menus import build_foot, build_menus
from ulo.site.page import ROOT
from ulo.site.plan import SitePlan
from ulo.site.renderer import Environment, Renderer, asset_version
from ulo.site.tables import wrap_tables


class WrittenFile(Protocol):
    """The file of a hand-written page; `src_uri` is its path in docs/."""

    @property
    def src_uri(self) -> str: ...

    @property
    def content_string(self) -> str: ...


class WrittenPage(Protocol):
    """A page that is written by hand, as far as MkDocs has read it."""

    meta: Any
    content: str | None
    toc: Any

    @property
    def url(self) -> str: ...

    @property
    def file(self) -> WrittenFile: ...


class SiteLanguages:
    """All languages of a site, by the prefix of their addresses; that of the main one is empty.

    `unused` are the folders of docs/ in languages that this site does not have.
    """

    def __init__(self, schema: Schema) -> None:
        main, *others = schema.all_locales
        self.locales = {"": main} | {f"{other.language}/": other for other in others}
        tags = written_languages(schema.folder.parent) - {main.language}
        self.unused = tuple(sorted({f"{tag}/" for tag in tags} - self.locales.keys()))
        self.shells: dict[str, LanguageShell] = {}

    def prefix_of(self, page: WrittenPage) -> str:
        """The prefix of the language that a page is written in."""
        others = (prefix for prefix in self.locales if prefix)
        return next((prefix for prefix in others if page.file.src_uri.startswith(prefix)), "")

    def read(
        self, catalogue: Catalogue, pages: Sequence[WrittenPage], easy_read_texts: Mapping[str, str]
    ) -> Catalogue:
        """Makes the shell of each language, with the pages and guides that somebody wrote in it.

        `easy_read_texts` are the Easy Read views of guides, by the path of their folder. Gives the
        catalogue with the guides of the main language.
        """
        by_prefix: dict[str, list[WrittenPage]] = {prefix: [] for prefix in self.locales}
        for page in pages:
            if not page.meta.get("frame"):
                by_prefix[self.prefix_of(page)].append(page)
        editions = []
        for prefix, locale in self.locales.items():
            guides = [
                self._guide(page, catalogue.schema, easy_read_texts)
                for page in by_prefix[prefix]
                if "sources" in page.meta
            ]
            if prefix:
                # Of those that nobody has translated, lists still name the ones of the main one.
                own = {guide.url for guide in guides}
                shown = [*guides, *(g for g in catalogue.guides if g.url not in own)]
                in_language: Catalogue = translate(catalogue, locale, shown)
            else:
                accounts = [
                    make_account(page.meta, page.url)
                    for page in by_prefix[prefix]
                    if "account" in page.meta
                ]
                in_language = catalogue = catalogue.with_guides(guides, accounts)
            written = [
                page.url.removeprefix(prefix)
                for page in by_prefix[prefix]
                if "sources" not in page.meta
            ]
            editions.append(Edition(in_language, prefix, guides, written))
        shown_editions = editions if len(editions) > 1 else []
        self.shells = {one.prefix: LanguageShell(one, shown_editions) for one in editions}
        return catalogue

    def _guide(
        self, page: WrittenPage, schema: Schema, easy_read_texts: Mapping[str, str]
    ) -> Guide:
        refuse_hidden_texts(page.file.src_uri, page.file.content_string, page.meta)
        headings = tuple((heading.id, html.unescape(heading.title)) for heading in page.toc)
        return make_guide(
            page.file.src_uri,
            page.meta,
            schema,
            url=page.url.removeprefix(self.prefix_of(page)),
            body=wrap_tables(page.content or ""),
            headings=headings,
            easy=easy_read_texts.get(page.file.src_uri.removesuffix("index.md"), ""),
        )

    def ready_templates(self, env: Environment, serving: bool = False) -> None:
        """Gives templates their variables: those of the main language, for all pages.

        A page in another language has the `variables` of its shell besides.
        """
        env.trim_blocks = env.lstrip_blocks = True
        env.autoescape, env.finalize = True, escape_slots
        env.globals.update(
            self.shells[""].variables,
            contents_of=_contents_of,
            boxes_version=asset_version("js/boxes/*.js"),
            # The server reloads pages by an inline script, which the policy forbids.
            csp=Markup("" if serving else PAGE_POLICY),
            css_version=asset_version("site.css"),
            guide_version=asset_version("guide.css"),
            icon=icon,
            menu_version=asset_version("js/header/menu.js"),
            preferences_version=asset_version("js/settings/preferences.js"),
            root_of=_root_of,
            shortlist_version=asset_version("js/shortlist/*.js"),
            site_url=self.shells[""].edition.catalogue.instance.site_url,
            urls=urls,
            wrap_tables=wrap_tables,
        )

    def make_plan(self, frames: Mapping[str, str]) -> SitePlan:
        """The plan of the whole site, from the HTML of the frame of each language."""
        main, *others = (shell.make_frame(frames[prefix]) for prefix, shell in self.shells.items())
        shell = self.shells[""]
        return SitePlan(shell.edition.catalogue, main, shell.editions, others)


class LanguageShell:
    """The variables of the templates for pages in one language; `editions` are those to lead to."""

    def __init__(self, edition: Edition, editions: Sequence[Edition]) -> None:
        self.edition, self.editions = edition, editions
        self._renderer = Renderer(edition.catalogue)
        catalogue = edition.catalogue
        menus = build_menus(catalogue)
        self.menu_entries = [entry for menu in menus.values() for entry in menu]
        locale = catalogue.schema.locale
        self.variables: dict[str, object] = {
            **menus,
            "foot": build_foot(catalogue),
            "crumbs_of": self._crumbs,
            "formats": locale.message("locale.formats"),
            "has_languages": len(editions) > 0,
            "is_draft": locale.is_draft,
            "language": locale.language,
            "language_head": self._head,
            "link_glossary": self._link_glossary,
            "messages": catalogue.messages,
            "prefix": edition.prefix,
            "switch": self._switch,
        }
        if edition.prefix:
            # The links of its pages are placed when all pages of its language are known.
            self.variables["root_of"] = _root_sign

    def make_frame(self, text: str) -> Frame:
        """The frame of its pages, of which this is the HTML."""
        return Frame(
            text,
            self.edition.catalogue.instance,
            self.edition.catalogue.messages,
            {address for address, _ in self.menu_entries},
            self.edition if self.editions else None,
            self.editions,
        )

    def fill(self, text: str, url: str) -> str:
        """The HTML of a hand-written page with its links placed."""
        return self.edition.addresses.fill(text, url)

    def _link_glossary(self, html: str, root: str) -> Markup:
        return Markup(self._renderer.link_glossary_html(html, root, set()))

    def _crumbs(self, page: WrittenPage) -> list[tuple[str, str]]:
        """The entries of the menus above a page: title and address."""
        url = self._own_url(page)
        return [
            (title, address)
            for address, title in self.menu_entries
            if url.startswith(address) and url != address
        ]

    def _own_url(self, page: WrittenPage) -> str:
        return page.url.removeprefix(self.edition.prefix)

    def _head(self, page: WrittenPage) -> Markup:
        site_url = self.edition.catalogue.instance.site_url
        return Markup(head_links(self.editions, self.edition, self._own_url(page), site_url))

    def _switch(self, page: WrittenPage | None) -> Markup:
        """The way to other languages; the page for missing addresses can be at any depth."""
        if not page:
            return Markup("")
        return Markup(switch(self.editions, self.edition, self._own_url(page)))


def _root_sign(page: WrittenPage | None, base: str) -> str:
    return ROOT


def _root_of(page: WrittenPage | None, base: str) -> str:
    """What links of a page begin with; the 404 page, which is none of the pages, has the base."""
    if not page:
        return f"{base.rstrip('/')}/"
    return "" if base == "." else f"{base}/"


def _contents_of(page: WrittenPage) -> list[tuple[str, str]]:
    """The parts of a page by id and title, where there are too many to see at a glance."""
    parts = [(part.id, html.unescape(part.title)) for title in page.toc for part in title.children]
    return parts if len(parts) > 2 else []
