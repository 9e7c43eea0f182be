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
EASY_HEADING = re.compile(r"## (?P<text>\S.*)")
EASY_ENTRY = re.compile(r"- !\[\]\((?P<picture>[a-z0-9/-]+)\) (?P<text>\S.*)")
# What the head of a guide may say, and of what kind it is.
FRONT_MATTER = {
    "title": str,
    "description": str,
    "date": date,
    "sources": list,
    "in_short": list,
    "part": str,
    "place": int,
    "activities": list,
    "communities": list,
    "topics": list,
}
# Lists of words in the head, and the vocabulary of each.
TERM_FIELDS = {"activities": "activity", "communities": "community", "topics": "topic"}
REQUIRED = ("title", "description", "date", "sources")
TYPE_NAMES = {str: "text", date: "date", list: "list", int: "number"}


class InvalidGuide(ValueError):
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
    url: str
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


def make_guide(path: str, front_matter: dict, schema: Schema, **rendered: object) -> Guide:
    """The guide of a file from its head and from what the shell `drawn` of it. Raises Faulty with all of its faults."""
    if faults := [
        *_find_errors(front_matter, schema),
        *_find_easy_errors(rendered.get("easy", "")),
    ]:
        raise InvalidGuide("\n".join(f"docs/{path}: {fault}" for fault in faults))
    sources = tuple(Source(**source) for source in front_matter["sources"])
    rest = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in front_matter.items()
        if name != "sources"
    }
    return Guide(path=path, sources=sources, **rest, **rendered)


def _find_errors(front_matter: dict, schema: Schema) -> Iterator[str]:
    yield from (f'The head lacks "{name}".' for name in REQUIRED if not front_matter.get(name))
    sound = {}
    for name, value in front_matter.items():
        if name not in FRONT_MATTER:
            yield f'The head has "{name}". It may have {", ".join(FRONT_MATTER)}.'
        elif type(value) is not FRONT_MATTER[name]:
            yield f'"{name}" in the head should be a {TYPE_NAMES[FRONT_MATTER[name]]}.'
        elif (
            type(value) is list
            and name != "sources"
            and any(type(entry) is not str for entry in value)
        ):
            yield f'"{name}" in the head should be a list of texts. Put a text with a colon in quotation marks.'
        else:
            sound[name] = value
    # A guide of a part that is misspelt would be in no list.
    if (part := sound.get("part")) and part not in (parts := schema.messages["guides"]["parts"]):
        yield f'There is no part "{part}". The parts are {", ".join(parts)}.'
    for name, vocabulary in TERM_FIELDS.items():
        listed = schema.vocabularies[vocabulary]
        yield from (
            f'"{term}" is not in {listed.path}.'
            for term in sound.get(name, ())
            if term not in listed.terms
        )
    needed = {field.name for field in fields(Source) if field.name != "year"}
    for number, source in enumerate(sound.get("sources", ()), 1):
        if not isinstance(source, dict) or not needed <= set(source) <= needed | {"year"}:
            yield f"Source {number} needs title, by, url and gave, and may have a year."
        elif (
            not all(type(source[name]) is str for name in needed)
            or type(source.get("year", 0)) is not int
        ):
            yield f"Source {number} should have texts, and a number as its year."
        elif not re.fullmatch(r"https?://\S+", source["url"]):
            yield f"Source {number} has no web address as its url."


def _find_easy_errors(easy: str) -> Iterator[str]:
    if easy.strip() and not EASY_HEADING.fullmatch(easy.strip().splitlines()[0]):
        yield 'Its easy.md does not begin with "## A heading".'
    for number, line in enumerate(easy.splitlines(), 1):
        if line.strip() and not EASY_HEADING.fullmatch(line) and not EASY_ENTRY.fullmatch(line):
            yield f'Line {number} of its easy.md is neither "## A heading" nor "- ![](material/picture) A sentence."'
