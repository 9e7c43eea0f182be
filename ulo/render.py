"""Templates to HTML, with autoescape on: the only reader of templates and of the icon files.

Record text meets HTML here and nowhere else. A template holds no words of its own: they come from schema/words.
"""

import importlib.util
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote as percent_quote, urlsplit

import jinja2
from markupsafe import Markup

from ulo import addresses
from ulo.catalogue import Catalogue

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Page:
    """A page to be poured into a frame: its address, its head, and the HTML between header and footer.

    `crumbs` are pairs of title and address that lead here; `section` names the entry of the main menu;
    `data` is what schema.org says of it (JSON-LD); an unlisted page stays out of the sitemap.
    """

    address: str
    title: str
    description: str
    content: str
    crumbs: tuple[tuple[str, str], ...] = ()
    section: str = ""
    lang: str = "en"
    data: dict | None = None
    listed: bool = True


@dataclass(frozen=True)
class File:
    """A file to be written as it is, at this address."""

    address: str
    content: bytes = field(repr=False)


class Renderer:
    """Draws templates for one catalogue: `draw` gives the HTML of a page's content."""

    def __init__(self, catalogue: Catalogue) -> None:
        words = catalogue.words
        self.environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader([FOLDER / "writers", FOLDER / "theme"]),
            autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        )
        self.environment.globals.update(w=words, catalogue=catalogue, instance=catalogue.instance, to=addresses, icon=icon)
        self.environment.filters.update(
            fill=fill, host=host, month=month, tel=tel, whole=whole, query=percent_quote,
            count=lambda n, forms: fill(forms["one" if n == 1 else "other"], n=f"{n:,}"),
            listing=lambda items: listing(items, words["lists"]),
            # Text stays text: a macro would hand on escaped text, and a gap filled with it would be escaped twice.
            titles=lambda ids, vocabulary: [catalogue.term(vocabulary, i).title for i in ids],
            phrases=lambda ids, vocabulary: [catalogue.term(vocabulary, i).phrase for i in ids],
        )

    def draw(self, template: str, address: str, **facts: object) -> str:
        """The HTML of a template. Links start with `root`, the way from `address` back to the top."""
        return self.environment.get_template(template).render(root=addresses.root_from(address), address=address, **facts)


def fill(words: str, **facts: object) -> str:
    """The house words with their gaps filled. The facts are text: autoescape still has to pass over them."""
    return words.format(**facts)


def listing(items: Iterable[str], words: dict) -> str:
    """a, b and c."""
    *first, last = list(items) or [""]
    return f"{words['separator'].join(first)} {words['and']} {last}" if first else last


def month(day: date) -> str:
    return f"{day:%B %Y}"


def host(url: str) -> str:
    """The name of a site as people say it, with its path where that tells more."""
    parts = urlsplit(url)
    return (parts.hostname or "").removeprefix("www.") + parts.path.rstrip("/")


def tel(number: str) -> str:
    """The number as a telephone link wants it."""
    return re.sub(r"[^\d+]", "", number)


def whole(number: str) -> str:
    """The number as it is shown: its parts stay on one line."""
    return number.replace(" ", "\u00a0")


def as_script(data: object) -> str:
    """JSON that can stand inside of a script element: no sign of it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.translate({ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})


@lru_cache
def icon(name: str) -> Markup:
    """An icon of the installed icon set, inlined; hidden from screen readers, since words stand beside it."""
    folder = Path(importlib.util.find_spec("material").submodule_search_locations[0]) / "templates" / ".icons"
    svg = (folder / f"{name}.svg").read_text("utf-8")
    return Markup(svg.replace("<svg ", '<svg class="icon" aria-hidden="true" focusable="false" ', 1))
