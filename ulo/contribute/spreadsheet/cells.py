"""A value as a person writes it into a cell, and back. Yes, no and (none) are words of a locale."""

import re
from datetime import date, time, timedelta
from typing import Protocol

from ulo.contribute.entries import CLEAR, FieldValue
from ulo.contribute.spreadsheet.columns import Column
from ulo.contribute.spreadsheet.hyperlinks import LinkedText
from ulo.contribute.texts import join_lines
from ulo.core import fold
from ulo.records import values
from ulo.schema import Messages

# What programs write for yes and no, and what people tick with; a locale has words besides.
YES, NO = ("true", "1", "x"), ("false", "0")
# One of several things in a line: between quotation marks it may hold a semicolon.
ITEM = re.compile(r'\s*(?:"((?:[^"]|""){0,600})"(?=\s*(?:;|$))|([^;]*))\s*(?:;|$)')
# How the link of a cell begins that says what its field is for.
LINK_STARTS = {
    "uri": re.compile("https?://", re.IGNORECASE),
    "email": re.compile("mailto:", re.IGNORECASE),
}
# As much of what somebody wrote as a note repeats.
MAX_SHOWN = 120
# Far more than any field may list. A cell of nothing but semicolons is read no further.
MAX_ITEMS = 200


class Report(Protocol):
    """Takes a key of `importer.notes`, and its facts."""

    def __call__(self, key: str, **facts: str) -> None: ...


class AmbiguousCellError(Exception):
    """A cell whose meaning is open; `key` is a key of `importer.notes`."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


# --- Out ----------------------------------------------------------------------------------------


def format_cell(value: object, column: Column, messages: Messages) -> str:
    """The value of a field as it stands in a cell; numbers and booleans may be texts."""
    if isinstance(value, list):
        return "\n".join(_quote(_format_value(item, column, messages)) for item in value)
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return _format_value(text, column, messages)


def format_data_cell(value: object, messages: Messages) -> str:
    """The same for programs: ids in place of titles, and several things in one line."""
    if isinstance(value, list | tuple):
        return "; ".join(_quote(_mark_clear_word(str(item), messages)) for item in value)
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return _mark_clear_word(text, messages)


def _format_value(text: str, column: Column, messages: Messages) -> str:
    if column.is_boolean:
        words: dict[str, str] = {"true": messages["yes"], "false": messages["no"]}
        return words.get(text, text)
    return _mark_clear_word(column.choices.get(text, text), messages)


def _mark_clear_word(text: str, messages: Messages) -> str:
    """A text that looks like the word for "remove this" is told apart by an apostrophe."""
    return f"'{text}" if _is_clear_word(text.lstrip("'"), messages) else text


def _quote(text: str) -> str:
    if ";" in text or text.startswith('"'):
        return '"{}"'.format(text.replace('"', '""'))
    return text


def _is_clear_word(text: str, messages: Messages) -> bool:
    return bool(text.casefold() == messages["clear"])


# --- In -----------------------------------------------------------------------------------------


def parse_cell(
    raw: object, column: Column, messages: Messages, report: Report
) -> FieldValue | None:
    """What a cell says: a text, a list of texts, CLEAR, or None where it is empty.

    Raises AmbiguousCellError where that is open. What was mended on the way is reported.
    """
    text = _linked_address(raw, column, report) or cell_text(raw, column)
    if not text:
        return None
    if _is_clear_word(text, messages):
        return CLEAR
    if column.is_list:
        if sum(map(text.count, "\n;,")) > MAX_ITEMS:
            raise AmbiguousCellError("too-many-items")
        items = [item for line in text.split("\n") for item in _split_items(line, column)]
        read = [_parse_value(join_lines(item), column, messages, report) for item in items]
        return [value for value in read if value] or None
    return _parse_value(join_lines(text), column, messages, report) or None


def cell_text(raw: object, column: Column | None = None) -> str:
    """The text of a cell, however a program stored it. Without a column, any value will do.

    Raises AmbiguousCellError where a program has made a date or a time of it.
    """
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return str(raw).lower()
    if isinstance(raw, date):
        if column and column.value_schema.get("format") != "date":
            raise AmbiguousCellError("became-a-date")
        return raw.strftime("%Y-%m-%d") if raw.year >= 1000 else str(raw)
    if isinstance(raw, time) and column and column.value_schema.get("format") == "time":
        return f"{raw:%H:%M}"
    if isinstance(raw, (time, timedelta)):
        raise AmbiguousCellError("became-a-date")
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() and abs(raw) < 1e15 else repr(raw)
    text = str(raw).replace("\r\n", "\n").replace("\r", "\n")
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _linked_address(raw: object, column: Column, report: Report) -> str:
    """Where a cell with other words leads, in a column for such addresses; else an empty text."""
    kind = column.value_schema.get("format")
    if not isinstance(raw, LinkedText) or kind not in LINK_STARTS:
        return ""
    if values.is_unknown(raw, column.forms.unknown):
        return ""
    read = values.read_scalar(raw, column.value_schema, column.forms)
    if re.search(column.value_schema["pattern"], read) or not LINK_STARTS[kind].match(raw.link):
        return ""
    address = values.read_scalar(raw.link, column.value_schema, column.forms)
    report("linked", read=address)
    return address


def _split_items(line: str, column: Column) -> list[str]:
    """The things in a line, between semicolons; words of a list may have commas between them."""
    items = []
    for match in ITEM.finditer(line):
        quoted, plain = match.groups()
        item = (plain if quoted is None else quoted.replace('""', '"')).strip()
        if item:
            items += _split_choices(item, column)
    return items


def _split_choices(item: str, column: Column) -> list[str]:
    """The parts between commas where these are words of the list, and the whole is none."""
    if column.vocabulary:
        return values.split_terms(item, column.vocabulary)
    if not column.choices or _find_choice(item, column):
        return [item]
    parts = [part.strip() for part in item.split(",") if part.strip()]
    return parts if any(_find_choice(part, column) for part in parts) else [item]


def _find_choice(text: str, column: Column) -> str | None:
    """The value of a list that a person means."""
    if column.vocabulary:
        return values.find_term(text, column.vocabulary)
    return text if text in column.choices else column.values_by_title.get(fold(text))


def _parse_value(text: str, column: Column, messages: Messages, report: Report) -> str:
    if column.choices and (choice := _find_choice(text, column)):
        return choice
    if text.startswith("'") and _is_clear_word(text.lstrip("'"), messages):
        return text[1:]
    if column.is_boolean:
        return _parse_boolean(text, messages)
    # A message may have shown an example in quotation marks.
    if "pattern" in column.value_schema and len(text) > 2 and text[0] == text[-1] == '"':
        text = text[1:-1]
    read = values.read_scalar(text, column.value_schema, column.forms)
    if values.is_reworded(text, read):
        _report_reading(text, read, report)
    return read


def _report_reading(text: str, read: str, report: Report) -> None:
    """Says what is not what the person wrote."""
    if not read:
        report("not-known", value=text)
    elif read.replace(" ", "").lstrip("0") == text:
        report("lost-zero")
    else:
        report("read-as", value=text[:MAX_SHOWN], read=read)


def _parse_boolean(text: str, messages: Messages) -> str:
    """`true` or `false`; another text as it is, for the rules to speak of."""
    word = fold(text)
    if word in YES or word in map(fold, (messages["yes"], messages["short_yes"])):
        return "true"
    if word in NO or word in map(fold, (messages["no"], messages["short_no"])):
        return "false"
    return text
