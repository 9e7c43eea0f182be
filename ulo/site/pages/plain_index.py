"""What this directory is and where everything stands, as one plain text in Markdown: for programs,
and for people who read with a text browser. The form is that of llmstxt.org."""

from collections.abc import Iterator
from functools import partial

from ulo.catalogue import Catalogue
from ulo.core import format_message, pluralise, urls
from ulo.exports import DOWNLOADS
from ulo.site.page import File

# A page or a file: its title, what it is, and its address.
Entry = tuple[str, str, str]


def build_pages(catalogue: Catalogue) -> Iterator[File]:
    yield File(urls.PLAIN_INDEX, partial(plain_index, catalogue))


def plain_index(catalogue: Catalogue) -> bytes:
    """The text. Without an address of the site, links are relative to its root."""
    messages, instance = catalogue.messages["plain_index"], catalogue.instance
    forms = catalogue.messages["counts"]["groups"]
    counts = {
        "open": pluralise(len(catalogue.open), forms),
        "closed": pluralise(len(catalogue.closed), forms),
    }
    lines = [
        f"# {instance.name}",
        f"> {messages['lead']}",
        format_message(messages["records"], **counts),
        messages["unknown"],
        messages["licence"],
    ]
    sections = {
        "pages": _pages(catalogue),
        "data": _data(catalogue),
        "feeds": _feeds(catalogue) if instance.site_url else (),
        "about": _about(catalogue),
    }
    for name, entries in sections.items():
        links = [f"- [{title}]({instance.site_url}{url}): {text}" for title, text, url in entries]
        if links:
            lines += [f"## {messages['headings'][name]}", "\n".join(links)]
    return ("\n\n".join(lines) + "\n").encode()


def _pages(catalogue: Catalogue) -> Iterator[Entry]:
    for section, url in (
        ("find", urls.FIND),
        ("places", urls.PLACES),
        ("letters", urls.ORGANISATIONS),
        ("opportunities", urls.OPPORTUNITIES),
        ("work", urls.WORK),
        ("networks", urls.NETWORKS),
        ("gaps", urls.GAPS),
        ("closed", urls.CLOSED),
        ("news", urls.NEWS),
        ("resources", urls.RESOURCES),
        ("words", urls.WORDS),
    ):
        words = catalogue.messages[section]
        yield words["title"], words["description"], url
    terms = catalogue.messages["terms"]
    yield terms["people_title"], terms["people_description"], urls.PEOPLE
    yield terms["activities_title"], terms["activities_description"], urls.ACTIVITIES


def _data(catalogue: Catalogue) -> Iterator[Entry]:
    yield from _entries(
        catalogue,
        {
            "data_page": urls.DATA,
            "fields": urls.FIELDS,
            "api": urls.API_INDEX,
            "openapi": urls.API_DESCRIPTION,
            "hsds": urls.HSDS_INDEX,
            "csv": urls.download(urls.ORGANISATIONS),
        },
    )
    texts = catalogue.messages["open_data"]["files"]
    for download in DOWNLOADS:
        yield download.name, texts[download.name], urls.data_file(download.name)


def _feeds(catalogue: Catalogue) -> Iterator[Entry]:
    yield from _entries(
        catalogue,
        {
            "changes": urls.FEED,
            "joining": urls.OPPORTUNITIES_FEED,
            "last_days": urls.OPPORTUNITIES_CALENDAR,
        },
    )


def _about(catalogue: Catalogue) -> Iterator[Entry]:
    yield from _entries(
        catalogue,
        {
            "about_us": urls.ABOUT,
            "privacy": urls.PRIVACY,
            "add": urls.ADD,
            "help_now": urls.HELP_NOW,
        },
    )


def _entries(catalogue: Catalogue, addresses: dict[str, str]) -> Iterator[Entry]:
    words = catalogue.messages["plain_index"]["entries"]
    for name, url in addresses.items():
        yield words[name]["title"], words[name]["text"], url
