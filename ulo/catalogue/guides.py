"""Guides: pages of docs/ that say how a thing is done, from which sources, and which groups do it.

The shell renders their Markdown; the front matter says the rest. Beside a guide may stand an
easy.md, its Easy Read view: headings, and entries that begin with a picture. Nothing here reads
a file: `ulo.site` does, and asks the shell to render.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from ulo.core import message
from ulo.schema import Schema

# A line of an Easy Read view is one of:
#   ## Heading
#   - `material/phone` One idea. Its second sentence. [A link](site:find/)
EASY_HEADING = re.compile(r"## (?P<text>\S.*)")
EASY_ENTRY = re.compile(r"- `(?P<picture>[a-z0-9/-]+)` (?P<text>\S.*)")
# As YAML gives it, before it is checked.
FrontMatter = Mapping[str, Any]
# The fields of the front matter, and the type of each.
FRONT_MATTER: dict[str, type] = {
    "title": str,
    "description": str,
    "date": date,
    "sources": list,
    "asked": list,
    "in_short": list,
    "part": str,
    "place": int,
    "activities": list,
    "communities": list,
    "topics": list,
}
# The fields that list terms, and the vocabulary of each.
TERM_FIELDS = {"activities": "activity", "communities": "community", "topics": "topic"}
REQUIRED = ("title", "description", "date", "sources")
# What is said where a field has another type.
WRONG_TYPES = {str: "not_text", date: "not_date", list: "not_list", int: "not_number"}


class InvalidGuideError(ValueError):
    """A guide with faults; the message names each of them."""


@dataclass(frozen=True)
class Source:
    """Where a guide has its facts from; `gave` says which."""

    title: str
    by: str
    url: str
    gave: str
    year: int | None = None


@dataclass(frozen=True, order=True)
class Account:
    """A page of docs/ that says how the data came to be what they are; the lowest `place` first."""

    place: int
    title: str
    url: str
    summary: str


def make_account(meta: FrontMatter, url: str) -> Account:
    """The account whose page has this front matter and address."""
    return Account(meta["account"], meta["title"], url, meta["summary"])


@dataclass(frozen=True)
class Guide:
    """A guide as readers get it.

    `path` is that of its file in docs/. `part` and `place` say where it stands in the list of
    guides; without a part it is in none. `asked` are words by which people look for it, besides its
    title: who types all words of one of them finds it. `topics` are those of the library that go
    with it. `body` is HTML that the shell rendered; `headings` are the ids and texts of its
    headings; `easy` is the Markdown of its Easy Read view.
    """

    path: str
    url: str
    title: str
    description: str
    date: date
    sources: tuple[Source, ...]
    body: str
    headings: tuple[tuple[str, str], ...]
    easy: str = ""
    asked: tuple[str, ...] = ()
    in_short: tuple[str, ...] = ()
    part: str = ""
    place: int = 0
    activities: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


def make_guide(
    path: str,
    front_matter: FrontMatter,
    schema: Schema,
    *,
    url: str,
    body: str,
    headings: tuple[tuple[str, str], ...],
    easy: str = "",
) -> Guide:
    """The guide of a file, from its front matter and from what the shell rendered.

    Raises InvalidGuideError, which names all of its faults.
    """
    if faults := [*_find_faults(front_matter, schema), *_find_easy_faults(easy)]:
        file = f"docs/{path}"
        lines = (_say("fault", path=file, fault=fault) for fault in faults)
        raise InvalidGuideError("\n".join(lines))
    stated: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in front_matter.items()
    }
    stated["sources"] = tuple(Source(**source) for source in front_matter["sources"])
    return Guide(path=path, url=url, body=body, headings=headings, easy=easy, **stated)


def _say(key: str, **facts: object) -> str:
    return message(f"building.guide.{key}", **facts)


def _find_faults(front_matter: FrontMatter, schema: Schema) -> Iterator[str]:
    for name in REQUIRED:
        if not front_matter.get(name):
            yield _say("missing", name=name)
    sound: dict[str, Any] = {}
    for name, value in front_matter.items():
        if fault := _field_fault(name, value):
            yield fault
        else:
            sound[name] = value
    # A guide of a part that is misspelt would be in no list.
    parts = schema.messages["guides"]["parts"]
    if (part := sound.get("part")) and part not in parts:
        yield _say("no_part", part=part, parts=", ".join(parts))
    for name, vocabulary in TERM_FIELDS.items():
        listed = schema.vocabularies[vocabulary]
        for term in sound.get(name, ()):
            if term not in listed.terms:
                yield _say("no_term", term=term, path=listed.path)
    for number, source in enumerate(sound.get("sources", ()), 1):
        if fault := _source_fault(source):
            yield _say(fault, number=number)


def _field_fault(name: str, value: object) -> str:
    """What is wrong with the type of a field, or "" if nothing is."""
    if name not in FRONT_MATTER:
        return _say("unknown_field", name=name, names=", ".join(FRONT_MATTER))
    if type(value) is not FRONT_MATTER[name]:
        return _say(WRONG_TYPES[FRONT_MATTER[name]], name=name)
    entries = value if isinstance(value, list) and name != "sources" else []
    if any(type(entry) is not str for entry in entries):
        return _say("not_texts", name=name)
    return ""


def _source_fault(source: object) -> str:
    """The key of what is wrong with a source, or "" if nothing is."""
    required = {field.name for field in fields(Source) if field.name != "year"}
    if not isinstance(source, dict) or not required <= set(source) <= required | {"year"}:
        return "source_fields"
    texts = [source[name] for name in required]
    if any(type(text) is not str for text in texts) or type(source.get("year", 0)) is not int:
        return "source_texts"
    if not re.fullmatch(r"https?://\S+", source["url"]):
        return "source_url"
    return ""


def _find_easy_faults(easy: str) -> Iterator[str]:
    if easy.strip() and not EASY_HEADING.fullmatch(easy.strip().splitlines()[0]):
        yield _say("easy_start")
    for number, line in enumerate(easy.splitlines(), 1):
        if line.strip() and not EASY_HEADING.fullmatch(line) and not EASY_ENTRY.fullmatch(line):
            yield _say("easy_line", line=number)
