"""Guides: pages of docs/ that say how a thing is done, from which sources, and which groups do it.

The shell draws their Markdown; what stands above it in the file says the rest. Beside a guide may stand an easy.md, its
Easy Read view: headings, and entries that begin with a picture. Pure: `site` reads the files and asks the shell to draw.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date

from ulo.schema import Schema

# A line of an Easy Read view: "## Heading", or "- ![](material/phone) One idea. Its second sentence. [A link](find/)".
HEADING = re.compile(r"## (?P<text>\S.*)")
ENTRY = re.compile(r"- !\[\]\((?P<picture>[a-z0-9/-]+)\) (?P<text>\S.*)")
# What the head of a guide may say, and of what kind it is.
HEAD = {"title": str, "description": str, "date": date, "sources": list, "in_short": list, "part": str, "place": int,
        "activities": list, "communities": list, "topics": list}
# Lists of words in the head, and the vocabulary of each.
TERMS = {"activities": "activity", "communities": "community", "topics": "topic"}
NEEDED = ("title", "description", "date", "sources")
KINDS = {str: "text", date: "date", list: "list", int: "number"}


class Faulty(ValueError):
    """A guide with faults; the message names each of them."""


@dataclass(frozen=True)
class Source:
    """Where a guide has its facts from; `gave` says which."""

    title: str
    by: str
    url: str
    gave: str
    year: int | None = None


@dataclass(frozen=True)
class Guide:
    """A guide as readers get it. `part` and `place` say where it stands in the list of guides; without a part it is in none.
    `topics` are the shelves of the library that go with it. `body` is HTML that the shell drew; `headings` are the ids and
    texts of its headings."""

    path: str
    address: str
    title: str
    description: str
    date: date
    sources: tuple[Source, ...]
    body: str
    headings: tuple[tuple[str, str], ...]
    easy: str = ""
    in_short: tuple[str, ...] = ()
    part: str = ""
    place: int = 0
    activities: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


def guide(path: str, head: dict, schema: Schema, **drawn: object) -> Guide:
    """The guide of a file from its head and from what the shell `drawn` of it. Raises Faulty with all of its faults."""
    if faults := [*_faults(head, schema), *_easy_faults(drawn.get("easy", ""))]:
        raise Faulty("\n".join(f"docs/{path}: {fault}" for fault in faults))
    sources = tuple(Source(**source) for source in head["sources"])
    rest = {name: tuple(value) if isinstance(value, list) else value for name, value in head.items() if name != "sources"}
    return Guide(path=path, sources=sources, **rest, **drawn)


def _faults(head: dict, schema: Schema) -> Iterator[str]:
    yield from (f'The head lacks "{name}".' for name in NEEDED if not head.get(name))
    sound = {}
    for name, value in head.items():
        if name not in HEAD:
            yield f'The head has "{name}". It may have {", ".join(HEAD)}.'
        elif type(value) is not HEAD[name]:
            yield f'"{name}" in the head should be a {KINDS[HEAD[name]]}.'
        elif type(value) is list and name != "sources" and any(type(entry) is not str for entry in value):
            yield f'"{name}" in the head should be a list of texts. Put a text with a colon in quotation marks.'
        else:
            sound[name] = value
    # A guide of a part that is misspelt would be in no list.
    if (part := sound.get("part")) and part not in (parts := schema.words["guides"]["parts"]):
        yield f'There is no part "{part}". The parts are {", ".join(parts)}.'
    for name, vocabulary in TERMS.items():
        listed = schema.vocabularies[vocabulary]
        yield from (f'"{term}" is not in {listed.path}.' for term in sound.get(name, ()) if term not in listed.terms)
    needed = {field.name for field in fields(Source) if field.name != "year"}
    for number, source in enumerate(sound.get("sources", ()), 1):
        if not isinstance(source, dict) or not needed <= set(source) <= needed | {"year"}:
            yield f"Source {number} needs title, by, url and gave, and may have a year."
        elif not all(type(source[name]) is str for name in needed) or type(source.get("year", 0)) is not int:
            yield f"Source {number} should have texts, and a number as its year."
        elif not re.fullmatch(r"https?://\S+", source["url"]):
            yield f"Source {number} has no web address as its url."


def _easy_faults(easy: str) -> Iterator[str]:
    if easy.strip() and not HEADING.fullmatch(easy.strip().splitlines()[0]):
        yield 'Its easy.md does not begin with "## A heading".'
    for number, line in enumerate(easy.splitlines(), 1):
        if line.strip() and not HEADING.fullmatch(line) and not ENTRY.fullmatch(line):
            yield f'Line {number} of its easy.md is neither "## A heading" nor "- ![](material/picture) A sentence."'
