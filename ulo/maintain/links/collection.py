"""Every web address that the records and our own pages hold, once, with all places where it stands."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from ulo.checks import CheckContext, format_pointer

# A link in Markdown, or a source in the head of a guide.
LINK = re.compile(r"(?:\]\(|^ +url: )(https?://[^\s)\"']+)", re.MULTILINE)
# These show a program a page to log in, whether or not there is such a page. A person has to look.
LOGIN_WALLED = (
    "facebook.com",
    "instagram.com",
    "linkedin.com",
    "tiktok.com",
    "twitter.com",
    "x.com",
)


@dataclass(frozen=True)
class Occurrence:
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

    url: str
    occurrences: tuple[Occurrence, ...]
    group_words: tuple[str, ...] = ()
    is_own_website: bool = False


def collect_links(
    cases: Iterable[CheckContext], pages: Iterable[tuple[str, str]] = ()
) -> list[Link]:
    """The links of all records, and of pages given as path and Markdown, that a program can look at, in the order in which they come."""
    found: dict[str, list[tuple[Occurrence, list[str]]]] = {}
    for case in cases:
        for pointer, text, node in case.scalars:
            if node.get("format") == "uri" and text and not is_on_site(text, LOGIN_WALLED):
                title = case.schema.subschema(pointer).get("title", "")
                place = Occurrence(
                    case.record.path,
                    case.record.line(pointer),
                    format_pointer(pointer),
                    title,
                    _source_year(case, pointer),
                )
                found.setdefault(text, []).append((place, _group_words(case)))
    for address, place in _links_in_pages(pages):
        found.setdefault(address, []).append((place, []))
    return [
        Link(
            address,
            tuple(place for place, _ in at),
            tuple(dict.fromkeys(name for _, names in at for name in names)),
            any(place.field == "contact.website" for place, _ in at),
        )
        for address, at in found.items()
    ]


def _links_in_pages(pages: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Occurrence]]:
    for path, text in pages:
        for match in LINK.finditer(text):
            if not is_on_site(match[1], LOGIN_WALLED):
                yield (
                    match[1],
                    Occurrence(
                        path, text.count("\n", 0, match.start(1)) + 1, "link", "A page of ours", ""
                    ),
                )


def is_on_site(url: str, sites: Iterable[str]) -> bool:
    """Whether an address is on one of these sites, or on a part of one."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return any(host == site or host.endswith(f".{site}") for site in sites)


def _group_words(case: CheckContext) -> list[str]:
    return [*case.names, case.text("summary"), case.text("publisher")]


def _source_year(case: CheckContext, pointer: tuple) -> str:
    """The year that the entry around the address names, else the day on which the record was last looked after or made."""
    around = case.record.data
    for step in pointer[:-1]:
        around = around[step]
    year = around.get("year") if isinstance(around, dict) else None
    return (
        year
        if isinstance(year, str) and year.isascii() and year.isdigit() and len(year) == 4
        else (case.text("checked", "on") or case.text("added")).replace("-", "")
    )
