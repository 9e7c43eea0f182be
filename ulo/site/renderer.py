"""Templates to HTML, with autoescape on: the only reader of templates and of the icon files.

Record text meets HTML here and nowhere else. A template holds no words of its own: they come from schema/locales/.
"""

import hashlib
import importlib.util
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote as percent_quote, unquote, urlsplit

import jinja2
from markupsafe import Markup

from ulo.core import format_day, format_message, format_month, join_list, pluralise, urls
from ulo.catalogue import Catalogue
from ulo.model import Closure, Freshness, Organisation

PACKAGE_DIR = Path(__file__).parent
ASSETS_DIR = PACKAGE_DIR.parent.parent / "docs" / "assets"


@dataclass(frozen=True)
class Page:
    """A page to be poured into a frame: its address, its head, and the HTML between header and footer.

    `section` is the address of the entry of a menu that it belongs to; `data` is what schema.org says of it
    (JSON-LD); `easy` is the address of its Easy Read view; a page that has moved `leads_to` another.
    """

    url: str
    title: str
    description: str
    content: str
    section: str = ""
    lang: str = "en"
    json_ld: dict | None = None
    easy_read_url: str = ""
    redirect_to: str = ""


@dataclass(frozen=True)
class File:
    """A file to be written as it is, at this address."""

    url: str
    content: bytes = field(repr=False)


# The bands of numbers of groups on maps, each up to and including this number.
MAP_BANDS = {"none": 0, "few": 2, "some": 5, "many": 10**9}
# The longest list on one page; the rest follows on pages of its own, by plain links.
PAGE_SIZE = 50


@dataclass(frozen=True)
class ListPage:
    """One page of a long list: its part of the list, and what it needs to say where it stands."""

    items: list
    number: int
    page_count: int
    base_url: str
    url: str
    title: str


def paginate(items: list, base_url: str, title: str, messages: dict) -> Iterator[ListPage]:
    """A list in pages, numbered from 1; an empty list makes one empty page. `words` are all house words."""
    parts = [items[start:start + PAGE_SIZE] for start in range(0, max(len(items), 1), PAGE_SIZE)]
    for number, part in enumerate(parts, 1):
        numbered = title if number == 1 else format_message(messages["pager"]["title"], title=title, page=number, pages=len(parts))
        yield ListPage(part, number, len(parts), base_url, urls.list_page(base_url, number), numbered)


class Renderer:
    """Draws templates for one catalogue: `draw` gives the HTML of a page's content."""

    def __init__(self, catalogue: Catalogue) -> None:
        messages = catalogue.messages
        self.environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader([PACKAGE_DIR / "pages", PACKAGE_DIR / "theme"]),
            autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        )
        self.environment.globals.update(
            messages=messages, catalogue=catalogue, instance=catalogue.instance, urls=urls, icon=icon, organisation_row=self._organisation_row, asset_version=asset_version, script_version=script_version,
            freshness_text=freshness_text, where_text=where_text, contact_text=contact_text, closing_text=closing_text)
        self._cache: dict[tuple[str, ...], Markup] = {}
        self.glossary, self.meaning_label = catalogue.glossary, messages["words"]["what_it_means"]
        self.environment.filters.update(
            format_date=format_day, format_message=format_message, display_url=display_url, domain=lambda url: display_url(url).partition("/")[0], format_month=format_month, dial_number=dial_number, non_breaking=non_breaking, percent_encode=percent_quote,
            pluralise=pluralise, map_band=map_band,
            # What the shell drew of our own Markdown is HTML already.
            markup=Markup,
            join_list=lambda items, last="and": join_list(items, messages["lists"], last), format_distance=lambda miles: format_distance(miles, messages["places"]["far"]),
            link_glossary=self._link_glossary,
            # Text stays text: a macro would hand on escaped text, and a gap filled with it would be escaped twice.
            titles=lambda ids, vocabulary: [catalogue.term(vocabulary, i).title for i in ids],
            phrases=lambda ids, vocabulary: phrases(catalogue, ids, vocabulary),
        )

    def render(self, template: str, url: str, **context: object) -> str:
        """The HTML of a template. Links start with `root`, the way from `address` back to the top."""
        return self.environment.get_template(template).render(root=urls.relative_root(url), address=url, linked=set(), **context)

    def render_cached(self, template: str, key: str, root: str, make_context: Callable[[], dict]) -> Markup:
        """A part of many pages at one depth, drawn once. What `key` names must decide all of its facts."""
        if (template, key, root) not in self._cache:
            self._cache[template, key, root] = Markup(self.environment.get_template(template).render(root=root, **make_context()))
        return self._cache[template, key, root]

    @jinja2.pass_context
    def _link_glossary(self, context: jinja2.runtime.Context, text: str) -> Markup:
        """A text of ours in which words that are explained lead to what they mean, each once on a page. HTML stays HTML."""
        if isinstance(text, Markup):
            return Markup(self.link_glossary_html(text, context["root"], context["linked"]))
        pieces = self.glossary.split_text(text, context["linked"])
        return Markup("").join(self._glossary_link(piece, slug, context["root"]) if slug else piece for piece, slug in pieces)

    def link_glossary_html(self, html: str, root: str, linked: set[str]) -> str:
        """The same for HTML of our own; `linked` has the words that its page has explained before, and gets those of this part."""
        pieces = self.glossary.split_html(html, linked)
        return "".join(self._glossary_link(Markup(piece), slug, root) if slug else piece for piece, slug in pieces)

    def _glossary_link(self, text: str, slug: str, root: str) -> Markup:
        return Markup('<a class="word" href="{}{}">{}<span class="hide"> {}</span></a>').format(root, urls.word(slug), text, self.meaning_label)

    def _organisation_row(self, o: Organisation, root: str, level: str) -> Markup:
        return self.render_cached("_row.html", f"{o.slug} {level}", root, lambda: {"o": o, "level": level})


def freshness_text(catalogue: Catalogue, o: Organisation) -> str:
    """How fresh the record of a group is, in a few words."""
    messages, fresh = catalogue.messages["freshness"]["chip"], catalogue.freshness[o.slug]
    if fresh == Freshness.CLOSED:
        return closing_text(o.closed, messages["closing"])
    if fresh == Freshness.CONFIRMED:
        return format_message(messages["confirmed"], year=o.checked.on.year)
    year = o.newest_evidence
    return format_message(messages[fresh.value], year=year) if year else messages["undated"]


def closing_text(closed: Closure, messages: dict) -> str:
    """That a group has closed, and in what year if that is known."""
    return format_message(messages["undated" if not closed.year else "about" if closed.about else "year"], year=closed.year)


def where_text(catalogue: Catalogue, o: Organisation) -> str:
    """One short answer to "where?": the places that the group is for, else its town, else how far it reaches."""
    if places := catalogue.areas_of(o):
        shown = catalogue.messages["lists"]["separator"].join(catalogue.areas[id].title for id in places[:4])
        return f"{shown} …" if len(places) > 4 else shown
    if o.based_in.town:
        return o.based_in.town
    return catalogue.term("reach", o.area.reach).title if o.area.reach else catalogue.messages["organisation"]["where_unknown"]


def contact_text(catalogue: Catalogue, o: Organisation) -> str:
    """How to reach a group from a sheet of paper, where nothing can be clicked."""
    ways = (o.contact.phone, o.contact.email, o.contact.website and display_url(o.contact.website))
    return catalogue.messages["lists"]["separator"].join(way for way in ways if way)


def map_band(n: int) -> str:
    """The band on maps that a number of groups falls into; the words for each stand in its legend."""
    return next(name for name, most in MAP_BANDS.items() if n <= most)


def phrases(catalogue: Catalogue, ids: Iterable[str], vocabulary: str) -> list[str]:
    """Terms or areas as they stand in the middle of a sentence."""
    terms = (catalogue.term(vocabulary, i) for i in ids)
    return [term.phrase or term.title for term in terms]


def format_distance(miles: float, messages: dict) -> str:
    """A distance in whole miles, in words; no more exact than the points that it lies between."""
    return pluralise(round(miles), messages["miles"]) if miles >= 0.5 else messages["here"]


def display_url(url: str) -> str:
    """The name of a site as people say it, with its path where that tells more."""
    parts = urlsplit(url)
    return (parts.hostname or "").removeprefix("www.") + unquote(parts.path.rstrip("/"))


def dial_number(number: str) -> str:
    """The number as a telephone link wants it."""
    return re.sub(r"[^\d+]", "", number)


def non_breaking(number: str) -> str:
    """The number as it is shown: its parts stay on one line."""
    return number.replace(" ", "\u00a0")


def script_json(data: object) -> str:
    """JSON that can stand inside of a script element: no sign of it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.translate({ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})


@lru_cache
def asset_version(pattern: str) -> str:
    """What stands behind the address of a file of docs/assets, so that no browser uses an old one."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(ASSETS_DIR.glob(pattern)))).hexdigest()[:8]


def script_version() -> str:
    """The version that all scripts have together, since one fetches another."""
    return asset_version("js/**/*.js")


@lru_cache
def icon(name: str) -> Markup:
    """An icon of the installed icon set, inlined; hidden from screen readers, since words stand beside it."""
    folder = Path(importlib.util.find_spec("material").submodule_search_locations[0]) / "templates" / ".icons"
    svg = (folder / f"{name}.svg").read_text("utf-8")
    return Markup(svg.replace("<svg ", '<svg class="icon" aria-hidden="true" focusable="false" ', 1))
