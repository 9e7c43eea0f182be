"""Templates to HTML, with autoescape on: the only reader of templates and of the icon files.

Record text meets HTML here and nowhere else. A template has no words of its own: they come from
schema/locales/.
"""

import hashlib
import importlib.util
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Generic, TypeVar
from urllib.parse import quote as percent_quote

import jinja2
from markupsafe import Markup

from ulo.catalogue import Catalogue
from ulo.core import format_day, format_message, format_month, join_list, pluralise, urls
from ulo.model import Organisation
from ulo.schema import Messages
from ulo.site import text

PACKAGE_DIR = Path(__file__).parent
ASSETS_DIR = PACKAGE_DIR.parent.parent / "docs" / "assets"
# The longest list on one page; the rest follows on pages of its own, by plain links.
PAGE_SIZE = 50

# For the hook, which gets the environment of MkDocs' own templates.
Environment = jinja2.Environment
Item = TypeVar("Item")
# Structured data that schema.org defines, as JSON has it.
JsonLd = Mapping[str, object]


@dataclass(frozen=True)
class Page:
    """A page to be put into a frame: its address, its head, and the HTML of its main part.

    `section` is the address of the menu entry that it belongs to; `json_ld` is what schema.org
    says of it; a page that has moved has the address of another in `redirect_to`.
    """

    url: str
    title: str
    description: str
    content: str
    section: str = ""
    lang: str = "en"
    json_ld: JsonLd | None = None
    easy_read_url: str = ""
    redirect_to: str = ""


@dataclass(frozen=True)
class File:
    """A file to be written as it is, at this address."""

    url: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class ListPage(Generic[Item]):
    """One page of a long list: its part of the list, its number from 1, and of how many it is one.

    `base_url` is the address of the first page.
    """

    items: Sequence[Item]
    number: int
    page_count: int
    base_url: str
    url: str
    title: str


def paginate(
    items: Sequence[Item], base_url: str, title: str, messages: Messages
) -> Iterator[ListPage[Item]]:
    """A list in pages of PAGE_SIZE; an empty list makes one empty page.

    `messages` are all of the locale.
    """
    starts = range(0, max(len(items), 1), PAGE_SIZE)
    for number, start in enumerate(starts, 1):
        page_title = title
        if number > 1:
            page_title = format_message(
                messages["pager"]["title"], title=title, page=number, pages=len(starts)
            )
        yield ListPage(
            items=items[start : start + PAGE_SIZE],
            number=number,
            page_count=len(starts),
            base_url=base_url,
            url=urls.list_page(base_url, number),
            title=page_title,
        )


class Renderer:
    """Renders templates for one catalogue: `render` gives the HTML of the main part of a page."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader([PACKAGE_DIR / "pages", PACKAGE_DIR / "theme"]),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.environment.globals.update(
            asset_version=asset_version,
            catalogue=catalogue,
            closing_text=text.closing_text,
            contact_text=text.contact_text,
            freshness_text=text.freshness_text,
            icon=icon,
            instance=catalogue.instance,
            messages=catalogue.messages,
            organisation_row=self._organisation_row,
            script_version=script_version,
            urls=urls,
            where_text=text.where_text,
        )
        self.environment.filters.update(
            dial_number=text.dial_number,
            display_url=text.display_url,
            domain=text.display_host,
            format_date=format_day,
            format_distance=self._format_distance,
            format_message=format_message,
            format_month=format_month,
            join_list=self._join_list,
            link_glossary=self._link_glossary,
            map_band=text.map_band,
            # What the shell rendered of our own Markdown is HTML already.
            markup=Markup,
            non_breaking=text.non_breaking,
            percent_encode=percent_quote,
            # Text stays text: a macro would give escaped text, which a message escapes again.
            phrases=catalogue.phrases,
            pluralise=pluralise,
            titles=self._titles,
        )
        self._cache: dict[tuple[str, str, str], Markup] = {}

    def render(self, template: str, url: str, **context: object) -> str:
        """The HTML of a template for the page at this address.

        In the template, `root` is the way from there to the top of the site, with which its links
        begin, and `linked` collects the words of the glossary that the page has linked.
        """
        return self.environment.get_template(template).render(
            root=urls.relative_root(url), address=url, linked=set(), **context
        )

    def render_cached(
        self, template: str, key: str, root: str, make_context: Callable[[], Mapping[str, Any]]
    ) -> Markup:
        """A part of many pages at one depth, rendered once. `key` must stand for its context."""
        if (template, key, root) not in self._cache:
            html = self.environment.get_template(template).render(root=root, **make_context())
            self._cache[template, key, root] = Markup(html)
        return self._cache[template, key, root]

    def link_glossary_html(self, html: str, root: str, linked: set[str]) -> str:
        """HTML of our own in which explained words are links to what they mean.

        `linked` has the slugs of those that its page has linked before, and gets the new ones.
        """
        parts = self.catalogue.glossary.split_html(html, linked)
        return "".join(
            self._glossary_link(Markup(part), slug, root) if slug else part for part, slug in parts
        )

    @jinja2.pass_context
    def _link_glossary(self, context: jinja2.runtime.Context, value: str) -> Markup:
        """The same for a text or for HTML (Markup), each word once on a page."""
        root, linked = context["root"], context["linked"]
        if isinstance(value, Markup):
            return Markup(self.link_glossary_html(value, root, linked))
        parts = self.catalogue.glossary.split_text(value, linked)
        return Markup("").join(
            self._glossary_link(part, slug, root) if slug else part for part, slug in parts
        )

    def _glossary_link(self, word: str, slug: str, root: str) -> Markup:
        label = self.catalogue.messages["words"]["what_it_means"]
        return Markup('<a class="word" href="{}{}">{}<span class="hide"> {}</span></a>').format(
            root, urls.word(slug), word, label
        )

    def _organisation_row(self, o: Organisation, root: str, level: str) -> Markup:
        """The entry of a group in a list; `level` is the level of its heading."""
        return self.render_cached(
            "_row.html", f"{o.slug} {level}", root, lambda: {"o": o, "level": level}
        )

    def _format_distance(self, miles: float) -> str:
        return text.format_distance(miles, self.catalogue.messages["places"]["far"])

    def _join_list(self, items: Iterable[str], conjunction: str = "and") -> str:
        return join_list(items, self.catalogue.messages["lists"], conjunction)

    def _titles(self, term_ids: Iterable[str], vocabulary: str) -> list[str]:
        return [self.catalogue.term(vocabulary, term_id).title for term_id in term_ids]


def script_json(data: object) -> str:
    """JSON that can stand inside of a script element: nothing in it can end the element."""
    content = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    escapes = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}"}
    return content.translate(escapes)


@lru_cache
def asset_version(pattern: str) -> str:
    """What stands behind the address of a file of docs/assets, so that no browser uses an old one.

    It is a hash of all files that match the pattern.
    """
    content = b"".join(path.read_bytes() for path in sorted(ASSETS_DIR.glob(pattern)))
    return hashlib.sha256(content).hexdigest()[:8]


def script_version() -> str:
    """The version that all scripts have together, since one loads another."""
    return asset_version("js/**/*.js")


@lru_cache
def icon(name: str) -> Markup:
    """An icon of the installed icon set, inlined; hidden from screen readers, as words explain it.

    `name` is such as "material/phone".
    """
    svg = (_icon_folder() / f"{name}.svg").read_text("utf-8")
    return Markup(
        svg.replace("<svg ", '<svg class="icon" aria-hidden="true" focusable="false" ', 1)
    )


@lru_cache
def _icon_folder() -> Path:
    spec = importlib.util.find_spec("material")
    if not spec or not spec.submodule_search_locations:
        raise ModuleNotFoundError("The package mkdocs-material, which has the icons, is missing")
    return Path(spec.submodule_search_locations[0]) / "templates" / ".icons"
