"""A record as it was before it travelled by e-mail: without quotation, greetings and a signature, each text in one line again."""

import re
from dataclasses import dataclass

from ulo import records
from ulo.core import Problem
from ulo.records import Record
from ulo.schema import Schema

QUOTE_PREFIX = re.compile(r" ?(?:> ?)+")
# The first line of a record from the form says which file it is.
FILE_COMMENT = re.compile(r"#\s*orgs/([a-z0-9-]{1,80})\.yml\s*")
# A fence, a signature, or a line of hyphens or such signs: the record is over.
END_MARKER = re.compile(r"```|~~~|--\s*$|[-=_*]{3,}")
LIST_ITEM = re.compile(r"\s*- ")
INDENTED_FIELD = re.compile(r"\s+(?:- )?[\w-]{1,40}:(?: |$)")
OPENING_QUOTE = re.compile(r'\s*(?:- )?(?:[\w-]+:)?\s*"')
QUOTATION_MARK = re.compile(r'(?<!\\)"')
CURLY_QUOTES = re.compile(r"(?<=: |- )[“”„]([^“”„\"\\\n]*)[“”„](?=\s*(?:[,}\]]|$))", re.MULTILINE)


@dataclass(frozen=True)
class ExtractedRecord:
    """The record in a text: the file that it names, its data, and what is wrong where it has none. `more`: a second one follows."""

    slug: str
    record: Record | None
    problems: tuple[Problem, ...]
    has_more: bool


def extract_record(text: str, schema: Schema) -> ExtractedRecord | None:
    """The first record in a text, or nothing where there is none."""
    lines = text.split("\n")
    start, lines = _find_start(lines, schema)
    if start is None:
        return None
    own, rest = _split_record(lines[start:], schema)
    file = next(
        (match.group(1) for line in own if (match := FILE_COMMENT.fullmatch(line.strip()))), ""
    )
    path = f"orgs/{file}.yml"
    whole = CURLY_QUOTES.sub(r'"\1"', "\n".join(own))
    record, problems = records.parse(whole.encode("utf-8", "replace"), path)
    if record is None:
        mended = "\n".join(_unwrap_lines(whole.split("\n"), schema))
        record, problems = records.parse(mended.encode("utf-8", "replace"), path)
    return ExtractedRecord(file, record, tuple(problems), _is_record(rest, schema))


def _find_start(lines: list[str], schema: Schema) -> tuple[int | None, list[str]]:
    """The number of the line in which a record starts, and the lines. What is quoted counts where nothing else is there."""
    for ours in (
        lines,
        [
            QUOTE_PREFIX.sub("", line, count=1) if QUOTE_PREFIX.match(line) else line
            for line in lines
        ],
    ):
        if not _is_record(ours, schema):
            continue
        start = next(number for number, line in enumerate(ours) if _is_field(line, schema))
        while start and (ours[start - 1].startswith("#") or not ours[start - 1].strip()):
            start -= 1
        return start, ours
    return None, lines


def _is_record(lines: list[str], schema: Schema) -> bool:
    """Whether there are two fields: one such word stands in many a letter."""
    return len({line.partition(":")[0] for line in lines if _is_field(line, schema)}) > 1


def _split_record(lines: list[str], schema: Schema) -> tuple[list[str], list[str]]:
    """The lines of the record, and those after it. Some mail programs put an empty line after each."""
    own: list[str] = []
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        after_a_gap = number and not lines[number - 1].strip()
        if (
            END_MARKER.match(line)
            or line.strip() == schema.messages["form"]["mail_bottom"]
            or after_a_gap
            and not _starts_item(line, schema)
        ):
            # A fence or a line of signs before the first field belongs to nothing.
            if any(_is_field(earlier, schema) for earlier in own):
                return own, lines[number + 1 :]
            continue
        own.append(line)
    return own, []


def _is_field(line: str, schema: Schema) -> bool:
    name, colon, rest = line.partition(":")
    return (
        bool(colon)
        and name in schema.json_schema["properties"]
        and (not rest or rest.startswith(" "))
    )


def _starts_item(line: str, schema: Schema) -> bool:
    """Whether something begins with this line: a field, an entry, a comment."""
    return bool(
        _is_field(line, schema)
        or INDENTED_FIELD.match(line)
        or LIST_ITEM.match(line)
        or line.lstrip().startswith("#")
    )


def _unwrap_lines(lines: list[str], schema: Schema) -> list[str]:
    """The lines with each that only carries on the text before it put back there."""
    # Where entries are set in, a hyphen at the start of a line is one of a text.
    set_in = any(line.startswith(" ") and LIST_ITEM.match(line) for line in lines)
    whole: list[list[str]] = []
    quoted = False
    for line in lines:
        begins = _starts_item(line, schema) and not (
            set_in and LIST_ITEM.match(line) and not line.startswith(" ")
        )
        carries_on = whole and (quoted or not begins)
        if carries_on:
            whole[-1].append(line.strip())
        else:
            whole.append([line.rstrip()])
        # Between quotation marks, a line may begin as a field does and be none.
        if quoted or not carries_on and OPENING_QUOTE.match(line):
            quoted ^= len(QUOTATION_MARK.findall(line)) % 2 == 1
    return [" ".join(parts) for parts in whole]
