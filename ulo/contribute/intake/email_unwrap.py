"""Restores a record that travelled by e-mail.

Without quotation prefixes, greetings and a signature, and with each folded text in one line again.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from ulo import records
from ulo.contribute.intake.indents import field_names, restore_indents
from ulo.contribute.intake.mail_traces import (
    is_sign_off,
    own_words,
    remove_links,
    replace_entities,
    starts_older_message,
)
from ulo.contribute.intake.mail_words import mail_words
from ulo.core import Problem, fold
from ulo.records import Record
from ulo.schema import Schema

QUOTE_PREFIX = re.compile(r" ?(?:> ?)+")
# The first line of a record from the form names its file.
FILE_COMMENT = re.compile(r"#\s*orgs/([a-z0-9-]{1,80})\.yml\s*")
# A fence, a signature, or a line of hyphens or the like: the record ends before it.
END_MARKER = re.compile(r"```|~~~|--\s*$|[-=_*]{3,}")
SIGNATURE = re.compile(r"--\s*$")
LIST_ITEM = re.compile(r"\s*- ")
# Some programs make bullets of hyphens.
BULLET = re.compile(r"^([ >]{0,20})[*•·–—] {1,8}(?=[\w-]{1,40}:(?: |$))", re.MULTILINE)
INDENTED_FIELD = re.compile(r"\s+(?:- )?[\w-]{1,40}:(?: |$)")
FLAT_FIELD = re.compile(r"(?:- )?([\w-]{1,40}):(?: |$)")
# Spaces have one place each: with two, a line of nothing else takes a minute.
OPENING_QUOTE = re.compile(r'\s*(?:- \s*)?(?:[\w-]+:\s*)?"')
QUOTATION_MARK = re.compile(r'(?<!\\)"')
CURLY_QUOTES = re.compile(r"(?<=: |- )[“”„]([^“”„\"\\\n]*)[“”„](?=\s*(?:[,}\]]|$))", re.MULTILINE)
# A value that no further line can belong to: a list in one line, a text in quotation marks, a date.
CLOSED_VALUE = re.compile(r"""[\w-]+:\s+(?:\[.*\]|\{.*\}|".*"|'.*'|[0-9]{4}(?:-[0-9-]{5})?)\s*$""")
# No program breaks lines that are shorter.
MIN_FOLDED = 45
# Fewer words than this need no person.
MIN_WORDS = 3
# A text with so many lines of a record is one.
MIN_LINES = 4
# The most records in one text that are looked at.
MAX_RECORDS = 20

# What else is in the text: an older version of the record, two of which nobody knows which is
# newer, or another group.
Others = Literal["", "older", "versions", "several"]


@dataclass(frozen=True)
class ExtractedRecord:
    """The record in a text.

    `slug` is that of the file that it names, or empty, `name` that of the group as it was written.
    `record` is None where the text cannot be read as YAML; then `problems` say why. `is_flat` is
    true where the lines had lost the spaces at their starts, `is_restored` where these are back.
    `left_over` are words after the record that nobody has read.
    """

    slug: str
    name: str
    lines: tuple[str, ...]
    record: Record | None
    problems: tuple[Problem, ...]
    others: Others = ""
    left_over: str = ""
    is_flat: bool = False
    is_restored: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether it is more than "name:" and "summary:", which may be in any letter."""
        return len(self.lines) >= MIN_LINES

    def is_same_group(self, other: "ExtractedRecord") -> bool:
        """Whether both name the same file or the same group."""
        is_same_file = bool(self.slug) and self.slug == other.slug
        return is_same_file or (bool(self.name) and fold(self.name) == fold(other.name))


def extract_record(text: str, schema: Schema) -> ExtractedRecord | None:
    """The first record in a text, or None where there is none."""
    text = BULLET.sub(r"\1- ", text.replace("&nbsp;", " "))
    return _Extractor(schema).extract(text.split("\n"))


class _Extractor:
    """Finds records by the names of their fields."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._words = mail_words(schema)
        self._fields = schema.json_schema["properties"]
        # The names of all fields, where lines are no longer set in: any of them may start one.
        self._flat_names: frozenset[str] = frozenset()

    def extract(self, text: list[str]) -> ExtractedRecord | None:
        found = self._find_start(text) or self._find_start([_unquote(line) for line in text])
        if found is None:
            return None
        _, lines = found
        if is_flat := self._is_flat(lines):
            self._flat_names = frozenset(field_names(self._schema.json_schema))
        own, rest = self._split_record(lines)
        own, cut = self._cut_tail(own)
        first = self._describe(own)
        record, problems, is_restored = self._parse(own, first.slug, is_flat)
        others, after = self._look_at_others(first, rest)
        left = own_words("\n".join([*cut, *after]), self._words, goes_on=True)
        words = " ".join(left).split()
        return ExtractedRecord(
            first.slug,
            first.name,
            first.lines,
            record,
            tuple(problems),
            others,
            " ".join(words) if len(words) >= MIN_WORDS else "",
            is_flat,
            is_restored,
        )

    def _find_start(self, lines: list[str]) -> tuple[int, list[str]] | None:
        """Where a record starts, and the lines from there on; None where there is none."""
        if not self._is_record(lines):
            return None
        start = next(number for number, line in enumerate(lines) if self._is_field(line))
        while start and _is_comment_or_empty(lines[start - 1]):
            start -= 1
        return start, lines[start:]

    def _is_record(self, lines: list[str]) -> bool:
        """Whether the lines have two fields: a single one may stand in any letter."""
        return len({line.partition(":")[0] for line in lines if self._is_field(line)}) > 1

    def _is_field(self, line: str) -> bool:
        name, colon, rest = line.partition(":")
        return bool(colon) and name in self._fields and (not rest or rest.startswith(" "))

    def _is_flat(self, lines: list[str]) -> bool:
        """Whether a field that has others in it is followed by one of these at the edge."""
        lines = [line for line in lines if line.strip()]
        for line, following in pairwise(lines):
            parts = self._fields.get(line.rstrip().removesuffix(":"), {}).get("properties", {})
            if parts and (field := FLAT_FIELD.match(following)) and field[1] in parts:
                return True
        return False

    def _starts_item(self, line: str) -> bool:
        """Whether a field, an entry of a list or a comment starts with this line."""
        flat = FLAT_FIELD.match(line) if self._flat_names else None
        return bool(
            self._is_field(line)
            or INDENTED_FIELD.match(line)
            or LIST_ITEM.match(line)
            or line.lstrip().startswith("#")
            or (flat and flat[1] in self._flat_names)
        )

    def _split_record(self, lines: list[str]) -> tuple[list[str], list[str]]:
        """The lines of the record, and those after it.

        Some mail programs put an empty line after each line: these are left out.
        """
        last_line = self._schema.messages["form"]["mail_bottom"]
        own: list[str] = []
        has_field = False
        for number, line in enumerate(lines):
            if not line.strip():
                continue
            is_after_gap = number > 0 and not lines[number - 1].strip()
            is_marker = bool(END_MARKER.match(line)) or line.strip() == last_line
            is_end = (
                is_marker
                or (is_after_gap and not self._starts_item(line))
                or is_sign_off(line, self._words)
                or starts_older_message(lines, number, self._words)
                # Another one that was pasted below.
                or (has_field and FILE_COMMENT.fullmatch(line.strip()))
            )
            if not is_end:
                own.append(line)
                has_field = has_field or self._is_field(line)
            # A fence or a line of hyphens before the first field ends nothing.
            elif has_field:
                is_shown = is_marker and not SIGNATURE.match(line)
                return own, lines[number + is_shown :]
        return own, []

    def _cut_tail(self, own: list[str]) -> tuple[list[str], list[str]]:
        """The lines without what follows the last item and cannot be the rest of its text."""
        last = next(
            (number for number in reversed(range(len(own))) if self._starts_item(own[number])), 0
        )
        is_quoted = bool(OPENING_QUOTE.match(own[last]))
        marks = len(QUOTATION_MARK.findall(own[last]))
        is_closed = bool(CLOSED_VALUE.match(own[last].lstrip(" -")))
        for number in range(last + 1, len(own)):
            line = own[number]
            length = len(own[number - 1]) + 1 + len(line.split()[0])
            is_open = marks % 2 == 1 if is_quoted else length > MIN_FOLDED and not is_closed
            if not is_open and not line.startswith(" "):
                return own[:number], own[number:]
            marks += len(QUOTATION_MARK.findall(line))
        return own, []

    def _describe(self, own: list[str]) -> ExtractedRecord:
        """What these lines say that they are, before anything is read as YAML."""
        comments = (FILE_COMMENT.fullmatch(line.strip()) for line in own)
        slug = next((comment[1] for comment in comments if comment), "")
        names = (line.partition(":")[2] for line in own if line.startswith("name:"))
        lines = tuple(remove_links(" ".join(line.split())) for line in own)
        return ExtractedRecord(slug, next(names, "").strip(" \"'“”"), lines, None, ())

    def _parse(
        self, own: list[str], slug: str, is_flat: bool
    ) -> tuple[Record | None, list[Problem], bool]:
        """The record in these lines, the problems, and whether its indents were restored."""
        path = f"orgs/{slug}.yml"
        sent = CURLY_QUOTES.sub(r'"\1"', "\n".join(own))
        sources = list(dict.fromkeys((remove_links(replace_entities(sent)), sent)))
        first_problems: list[Problem] | None = None
        for source in () if is_flat else sources:
            unwrapped = "\n".join(self._unwrap_lines(source.split("\n")))
            for candidate in (source, unwrapped):
                record, problems = records.parse(candidate.encode("utf-8", "replace"), path)
                if record:
                    return record, problems, False
                if candidate == unwrapped and first_problems is None:
                    first_problems = problems
        for source in sources:
            if restored := restore_indents(source.split("\n"), self._schema):
                text = "\n".join(restored)
                record, problems = records.parse(text.encode("utf-8", "replace"), path)
                if record:
                    return record, problems, True
        return None, first_problems or [], False

    def _unwrap_lines(self, lines: list[str]) -> list[str]:
        """The lines, with each that only continues a text joined to the line before it."""
        # Where lists are indented, a hyphen at the start of a line belongs to a text.
        is_indented = any(line.startswith(" ") and LIST_ITEM.match(line) for line in lines)
        unwrapped: list[list[str]] = []
        is_quoted = False
        for line in lines:
            is_hyphen = is_indented and LIST_ITEM.match(line) and not line.startswith(" ")
            starts = self._starts_item(line) and not is_hyphen
            continues = bool(unwrapped) and (is_quoted or not starts)
            if continues:
                unwrapped[-1].append(line.strip())
            else:
                unwrapped.append([line.rstrip()])
            # Between quotation marks, a line may look like a field and be none.
            if is_quoted or (not continues and OPENING_QUOTE.match(line)):
                is_quoted ^= len(QUOTATION_MARK.findall(line)) % 2 == 1
        return [" ".join(parts) for parts in unwrapped]

    def _look_at_others(self, first: ExtractedRecord, rest: list[str]) -> tuple[Others, list[str]]:
        """What else is in the lines after a record, and those of them before the next record."""
        others: Others = ""
        after = rest
        for number, (before, is_quoted, other) in enumerate(self._iterate_others(rest)):
            if number == 0:
                after = before
            is_older = is_quoted or any(
                starts_older_message(before, line, self._words) for line in range(len(before))
            )
            if not first.is_same_group(other):
                if is_quoted or not other.is_whole:
                    continue
                return "several", after
            if other.lines == first.lines:
                continue
            if not is_older and not others:
                return "versions", after
            others = "older"
        return others, after

    def _iterate_others(self, rest: list[str]) -> Iterator[tuple[list[str], bool, ExtractedRecord]]:
        """Each further record: the lines before it, whether it is quoted, and what it is."""
        for _ in range(MAX_RECORDS):
            found = self._find_start(rest)
            is_quoted = found is None
            if found is None:
                found = self._find_start([_unquote(line) for line in rest])
            if found is None:
                return
            start, lines = found
            own, following = self._split_record(lines)
            own, _ = self._cut_tail(own)
            yield rest[:start], is_quoted, self._describe(own)
            rest = following


def _unquote(line: str) -> str:
    prefix = QUOTE_PREFIX.match(line)
    return line[prefix.end() :] if prefix else line


def _is_comment_or_empty(line: str) -> bool:
    return line.startswith("#") or not line.strip()
