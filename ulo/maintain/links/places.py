"""Every web address that the records and our own pages hold, once, with all places where it stands."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from ulo.checks import Case, dotted

# A link in Markdown, or a source in the head of a guide.
LINKED = re.compile(r"(?:\]\(|^ +url: )(https?://[^\s)\"']+)", re.MULTILINE)
# These show a program a page to log in, whether or not there is such a page. A person has to look.
WALLED = ("facebook.com", "instagram.com", "linkedin.com", "tiktok.com", "twitter.com", "x.com")


@dataclass(frozen=True)
class Place:
    """A field of a record, or a line of a page of ours, that holds the address. `year` is when the page was as is said there,
    as far as we know."""

    path: str
    line: int
    field: str
    title: str
    year: str


@dataclass(frozen=True)
class Link:
    """One address and its places. `names` are the words of the groups; `own`: it is the website of one of them."""

    address: str
    places: tuple[Place, ...]
    names: tuple[str, ...] = ()
    own: bool = False


def links(cases: Iterable[Case], pages: Iterable[tuple[str, str]] = ()) -> list[Link]:
    """The links of all records, and of pages given as path and Markdown, that a program can look at, in the order in which they come."""
    found: dict[str, list[tuple[Place, list[str]]]] = {}
    for case in cases:
        for pointer, text, node in case.nodes:
            if node.get("format") == "uri" and text and not belongs(text, WALLED):
                title = case.schema.node(pointer).get("title", "")
                place = Place(case.record.path, case.record.line(pointer), dotted(pointer), title, _year(case, pointer))
                found.setdefault(text, []).append((place, _names(case)))
    for address, place in _in_pages(pages):
        found.setdefault(address, []).append((place, []))
    return [Link(address, tuple(place for place, _ in at), tuple(dict.fromkeys(name for _, names in at for name in names)),
                 any(place.field == "contact.website" for place, _ in at)) for address, at in found.items()]


def _in_pages(pages: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Place]]:
    for path, text in pages:
        for match in LINKED.finditer(text):
            if not belongs(match[1], WALLED):
                yield match[1], Place(path, text.count("\n", 0, match.start(1)) + 1, "link", "A page of ours", "")


def belongs(address: str, sites: Iterable[str]) -> bool:
    """Whether an address is on one of these sites, or on a part of one."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return False
    return any(host == site or host.endswith(f".{site}") for site in sites)


def _names(case: Case) -> list[str]:
    return [*case.names, case.text("summary"), case.text("publisher")]


def _year(case: Case, pointer: tuple) -> str:
    """The year that the entry around the address names, else the day on which the record was last looked after or made."""
    around = case.record.data
    for step in pointer[:-1]:
        around = around[step]
    year = around.get("year") if isinstance(around, dict) else None
    return year if isinstance(year, str) and year.isascii() and year.isdigit() and len(year) == 4 else (case.text("checked", "on") or case.text("added")).replace("-", "")
