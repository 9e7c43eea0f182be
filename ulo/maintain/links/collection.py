"""Every URL that the records and our own pages hold, once, with all places where it stands."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from ulo.checks import CheckContext
from ulo.core import message
from ulo.schema import Pointer, format_pointer

# A link in Markdown, or a source in the head of a guide.
LINK = re.compile(r"(?:\]\(|^ +url: )(https?://[^\s)\"']+)", re.MULTILINE)
YEAR = re.compile(r"[0-9]{4}")
# These show a program a login page, whether or not the page exists. A person has to look.
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
    """A field of a record, or a line of a page of ours, that holds a URL.

    `field` is the path of the field, as in "sources.1.url", and `title` what forms call it.
    `as_of` is when the page said what the record says, as far as we know: YYYY, YYYYMMDD or empty.
    """

    path: str
    line: int
    field: str
    title: str
    as_of: str


@dataclass(frozen=True)
class Link:
    """One URL and the places that hold it.

    `group_words` are the names and summaries of the records with it; `is_own_website` says that it
    is the website of one of them.
    """

    url: str
    occurrences: tuple[Occurrence, ...]
    group_words: tuple[str, ...] = ()
    is_own_website: bool = False


def collect_links(
    contexts: Iterable[CheckContext], pages: Iterable[tuple[str, str]] = ()
) -> list[Link]:
    """The links of all records, then those of pages, each page given as its path and Markdown.

    Links to sites with a login wall are left out.
    """
    occurrences: dict[str, list[Occurrence]] = {}
    # A dict for each URL keeps the order of the words, and each of them once.
    words: dict[str, dict[str, None]] = {}
    for context in contexts:
        for url, occurrence in _links_in_record(context):
            occurrences.setdefault(url, []).append(occurrence)
            words.setdefault(url, {}).update(dict.fromkeys(_group_words(context)))
    for url, occurrence in _links_in_pages(pages):
        occurrences.setdefault(url, []).append(occurrence)
    return [
        Link(
            url,
            tuple(found),
            tuple(words.get(url, ())),
            is_own_website=any(place.field == "contact.website" for place in found),
        )
        for url, found in occurrences.items()
    ]


def _links_in_record(context: CheckContext) -> Iterator[tuple[str, Occurrence]]:
    for pointer, text, node in context.scalars:
        if node.get("format") == "uri" and text and not is_on_site(text, LOGIN_WALLED):
            yield (
                text,
                Occurrence(
                    context.record.path,
                    context.record.line(pointer),
                    format_pointer(pointer),
                    context.schema.subschema(pointer).get("title", ""),
                    _source_date(context, pointer),
                ),
            )


def _links_in_pages(pages: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Occurrence]]:
    for path, text in pages:
        for match in LINK.finditer(text):
            if not is_on_site(match[1], LOGIN_WALLED):
                line = text.count("\n", 0, match.start(1)) + 1
                yield match[1], Occurrence(path, line, "link", message("links.own_page"), "")


def is_on_site(url: str, sites: Iterable[str]) -> bool:
    """Whether a URL is on one of these sites, or on a subdomain of one."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return any(host == site or host.endswith(f".{site}") for site in sites)


def _group_words(context: CheckContext) -> list[str]:
    return [*context.names, context.text("summary"), context.text("publisher")]


def _source_date(context: CheckContext, pointer: Pointer) -> str:
    """The year beside the URL, else the day on which the record was last checked or was added."""
    entry: Any = context.record.data
    for step in pointer[:-1]:
        entry = entry[step]
    year = entry.get("year") if isinstance(entry, dict) else None
    if isinstance(year, str) and YEAR.fullmatch(year):
        return year
    return (context.text("checked", "on") or context.text("added")).replace("-", "")
