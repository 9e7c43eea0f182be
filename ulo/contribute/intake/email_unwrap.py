"""Restores a record that travelled by e-mail.

Without quotation prefixes, greetings and a signature, and with each folded text in one line again.
"""

import re
from dataclasses import dataclass

from ulo import records
from ulo.core import Problem
from ulo.records import Record
from ulo.schema import Schema

QUOTE_PREFIX = re.compile(r" ?(?:> ?)+")
# The first line of a record from the form names its file.
FILE_COMMENT = re.compile(r"#\s*orgs/([a-z0-9-]{1,80})\.yml\s*")
# A fence, a signature, or a line of hyphens or the like: the record ends before it.
END_MARKER = re.compile(r"```|~~~|--\s*$|[-=_*]{3,}")
LIST_ITEM = re.compile(r"\s*- ")
INDENTED_FIELD = re.compile(r"\s+(?:- )?[\w-]{1,40}:(?: |$)")
OPENING_QUOTE = re.compile(r'\s*(?:- )?(?:[\w-]+:)?\s*"')
QUOTATION_MARK = re.compile(r'(?<!\\)"')
CURLY_QUOTES = re.compile(r"(?<=: |- )[“”„]([^“”„\"\\\n]*)[“”„](?=\s*(?:[,}\]]|$))", re.MULTILINE)


@dataclass(frozen=True)
class ExtractedRecord:
    """The record in a text.

    `slug` is that of the file that it names, or empty. `record` is None where the text cannot be
    read as YAML; then `problems` say why. `has_more` is true where a second record follows.
    """

    slug: str
    record: Record | None
    problems: tuple[Problem, ...]
    has_more: bool


def extract_record(text: str, schema: Schema) -> ExtractedRecord | None:
    """The first record in a text, or None where there is none."""
    lines = _find_start(text.split("\n"), schema)
    if lines is None:
        return None
    own, rest = _split_record(lines, schema)
    comments = (FILE_COMMENT.fullmatch(line.strip()) for line in own)
    slug = next((comment[1] for comment in comments if comment), "")
    path = f"orgs/{slug}.yml"
    source = CURLY_QUOTES.sub(r'"\1"', "\n".join(own))
    record, problems = records.parse(source.encode("utf-8", "replace"), path)
    if record is None:
        unwrapped = "\n".join(_unwrap_lines(source.split("\n"), schema))
        record, problems = records.parse(unwrapped.encode("utf-8", "replace"), path)
    return ExtractedRecord(slug, record, tuple(problems), _is_record(rest, schema))


def _find_start(lines: list[str], schema: Schema) -> list[str] | None:
    """The lines from the start of a record on, or None where there is none.

    A quoted record counts only where no other is there.
    """
    for candidate in (lines, [_unquote(line) for line in lines]):
        if not _is_record(candidate, schema):
            continue
        start = next(number for number, line in enumerate(candidate) if _is_field(line, schema))
        while start and _is_comment_or_empty(candidate[start - 1]):
            start -= 1
        return candidate[start:]
    return None


def _unquote(line: str) -> str:
    prefix = QUOTE_PREFIX.match(line)
    return line[prefix.end() :] if prefix else line


def _is_comment_or_empty(line: str) -> bool:
    return line.startswith("#") or not line.strip()


def _is_record(lines: list[str], schema: Schema) -> bool:
    """Whether the lines have two fields: a single one may stand in any letter."""
    return len({line.partition(":")[0] for line in lines if _is_field(line, schema)}) > 1


def _split_record(lines: list[str], schema: Schema) -> tuple[list[str], list[str]]:
    """The lines of the record, and those after it.

    Some mail programs put an empty line after each line: these are left out.
    """
    last_line = schema.messages["form"]["mail_bottom"]
    own: list[str] = []
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        is_after_gap = number > 0 and not lines[number - 1].strip()
        is_end = bool(END_MARKER.match(line)) or line.strip() == last_line
        if not is_end and not (is_after_gap and not _starts_item(line, schema)):
            own.append(line)
        # A fence or a line of hyphens before the first field ends nothing.
        elif any(_is_field(earlier, schema) for earlier in own):
            return own, lines[number + 1 :]
    return own, []


def _is_field(line: str, schema: Schema) -> bool:
    name, colon, rest = line.partition(":")
    is_name = bool(colon) and name in schema.json_schema["properties"]
    return is_name and (not rest or rest.startswith(" "))


def _starts_item(line: str, schema: Schema) -> bool:
    """Whether a field, an entry of a list or a comment starts with this line."""
    return bool(
        _is_field(line, schema)
        or INDENTED_FIELD.match(line)
        or LIST_ITEM.match(line)
        or line.lstrip().startswith("#")
    )


def _unwrap_lines(lines: list[str], schema: Schema) -> list[str]:
    """The lines, with each that only continues a text joined to the line before it."""
    # Where lists are indented, a hyphen at the start of a line belongs to a text.
    is_indented = any(line.startswith(" ") and LIST_ITEM.match(line) for line in lines)
    unwrapped: list[list[str]] = []
    is_quoted = False
    for line in lines:
        is_hyphen = is_indented and LIST_ITEM.match(line) and not line.startswith(" ")
        starts = _starts_item(line, schema) and not is_hyphen
        continues = bool(unwrapped) and (is_quoted or not starts)
        if continues:
            unwrapped[-1].append(line.strip())
        else:
            unwrapped.append([line.rstrip()])
        # Between quotation marks, a line may look like a field and be none.
        if is_quoted or (not continues and OPENING_QUOTE.match(line)):
            is_quoted ^= len(QUOTATION_MARK.findall(line)) % 2 == 1
    return [" ".join(parts) for parts in unwrapped]
