"""What stayed in English on the pages of a site that speaks the pseudo-locale.

What records and lists say in words of their own is no English of ours, and is left out first: the
texts of records and of the library, names of places and bodies, addresses, and words of code.
"""

import calendar
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

from ulo.catalogue import Catalogue
from ulo.core import fold

# What a reader sees or hears of an element, besides its text.
SPOKEN = {"alt", "aria-label", "title", "placeholder", "label", "aria-roledescription"}
UNSEEN = {"script", "style", "code", "pre", "noscript-template"}
# They come from the CLDR, which has none for this language.
MONTHS = calendar.month_name
LANGUAGES = ("Irish", "Scottish Gaelic", "Welsh")
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
# A letter that the pseudo-locale would have changed, and words without any accent in a row.
CHANGED = re.compile("[ACEGIJKLNORSTUWYZacegijklnorsuwyz]")
RUN = re.compile(r"(?<!\w)(?:[A-Za-z][A-Za-z'’-]*(?!\w) *)+")
# Addresses, numbers of registers, names of files and fields: they are the same in every language.
SIGNS = re.compile(
    r"https?://\S+|\S+@\S+|\b[\w-]+(?:/[\w.-]+)+|\[[a-z-]+\]|\{[^{}]*\}|`[^`]*`|\b[\w-]+(?:\.[\w-]+)+\b|\b[a-z]+(?:[_-][a-z]+)+\b"
    r"|\b(?:[A-Z]+[0-9]|[0-9]+[A-Za-z])\w*"
)
# A command with what follows it, an option, what is quoted, what Unicode calls a character, the
# marks for programs at the start of a line, and words of a record that are cut off.
OF_COMMANDS = re.compile(
    r"python3 build\.py [a-z]*|--[a-z-]+|\"[^\"]*\"|'[\w.-]+'|U\+[0-9A-F]{4,}(?:, [\w -]+)?"
    r"|^::\w+ [^:]*::|[A-Za-z' ]*[A-Za-z]…"
)
# Where the words of scripts stand: JSON, or a sentence for each attribute.
SCRIPT_WORDS = ("data-words", "data-shortlist")


class _Reader(HTMLParser):
    """Collects the texts of a page, each with the element that it is in."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[tuple[str, str]] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        is_foreign = values.get("lang", "") not in ("", "en-XA") and tag != "html"
        if not self._is_skipped and not is_foreign:
            for name, value in values.items():
                if name in SPOKEN or (name == "content" and values.get("name") == "description"):
                    self.texts.append((f"{tag} {name}", value))
                elif name in SCRIPT_WORDS:
                    self.texts += ((f"{tag} {name} {key}", text) for key, text in _leaves(value))
                elif name.startswith("data-") and " " in value and not value.startswith(("{", "[")):
                    self.texts.append((f"{tag} {name}", value))
        if tag not in VOID:
            self._open.append((tag, self._is_skipped or is_foreign or tag in UNSEEN))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._is_skipped:
            self.texts.append((self._open[-1][0] if self._open else "", " ".join(data.split())))

    @property
    def _is_skipped(self) -> bool:
        return bool(self._open) and self._open[-1][1]


def _leaves(value: str) -> Iterator[tuple[str, str]]:
    def walk(node: Any, key: str) -> Iterator[tuple[str, str]]:
        if isinstance(node, dict):
            for name, part in node.items():
                yield from walk(part, f"{key}.{name}")
        elif isinstance(node, list):
            for part in node:
                yield from walk(part, key)
        elif isinstance(node, str):
            yield key, node

    yield from walk(json.loads(value), "")


class PlainEnglish:
    """Finds runs of English words that come neither from the locale nor from a record."""

    def __init__(self, catalogue: Catalogue, known: Iterable[str]) -> None:
        lines = catalogue.schema.country_file("crisis_lines")
        known = (*known, *MONTHS, *LANGUAGES, *_texts_in(lines))
        texts = (*known, *_texts_of(catalogue), *_examples(catalogue.schema.json_schema))
        self._known = "\n".join(f" {fold(text)} " for text in texts)
        self._is_known = lru_cache(maxsize=None)(lambda run: f" {run} " in self._known)

    def find(self, html: str) -> Iterator[tuple[str, str]]:
        """Each text of a page that stayed in English, after the element that it is in."""
        reader = _Reader()
        reader.feed(html)
        for where, text in reader.texts:
            if any(not self._is_known(run) for run in _plain_runs(text)):
                yield where, text

    def find_in_lines(self, text: str) -> Iterator[str]:
        """Each line of what a command says that stayed in English; quotes are no words of ours."""
        for line in text.splitlines():
            said = OF_COMMANDS.sub(" . ", line)
            if any(not self._is_known(run) for run in _plain_runs(said)):
                yield line


def _plain_runs(text: str) -> Iterator[str]:
    """Words of English that stand together, folded: between accented ones, numbers and signs."""
    for run in RUN.findall(SIGNS.sub(" . ", text)):
        if any(len(word) > 2 and CHANGED.search(word) for word in run.split()):
            yield fold(run)


def _texts_in(value: object) -> Iterator[str]:
    """All texts in a record."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list | frozenset):
        for part in value:
            yield from _texts_in(part)
    elif isinstance(value, dict):
        yield from _texts_in([*value, *value.values()])
    elif is_dataclass(value):
        yield from _texts_in([getattr(value, field.name) for field in fields(value)])


def _examples(node: Any) -> Iterator[str]:
    """What people might write into the fields of a record."""
    if isinstance(node, dict):
        yield from _texts_in(node.get("examples", ""))
        for part in node.values():
            yield from _examples(part)


def _texts_of(catalogue: Catalogue) -> Iterator[str]:
    """All that the records say, and the names of all places and bodies."""
    for record in (
        *catalogue.organisations,
        *catalogue.resources,
        *catalogue.glossary_entries,
        *catalogue.schema.partners.bodies.values(),
    ):
        yield from _texts_in(record)
    for area in catalogue.areas.values():
        yield from (*area.all_names, area.phrase)
    for place in catalogue.geocoder.gazetteer.places:
        yield from (place.name, *place.other_names)
