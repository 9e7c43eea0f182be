"""A value as a person writes it into a cell, and back. The words for yes, no and "remove this" are house words."""

import re
from datetime import date, time, timedelta

from ulo.contribute.places import find_area
from ulo.contribute.spreadsheet.columns import Column
from ulo.core import fold

CLEAR = object()
YES, NO = frozenset(("yes", "y", "true", "1", "x")), frozenset(("no", "n", "false", "0"))
# One of several things in a line: between quotation marks it may hold a semicolon.
ENTRY = re.compile(r'\s*(?:"((?:[^"]|""){0,600})"(?=\s*(?:;|$))|([^;]*))\s*(?:;|$)')
BRITISH_DATE = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})(?: 00:00(?::00)?)?")


class AmbiguousCell(Exception):
    """A cell whose meaning is open; the argument is a key of notes.SENTENCES."""


def format_cell(value: object, column: Column, messages: dict) -> str:
    """The value of a field, numbers and booleans as texts, as it stands in a cell."""
    if isinstance(value, list):
        return "\n".join(_quote(_format_value(item, column, messages)) for item in value)
    return _format_value(
        str(value).lower() if isinstance(value, bool) else str(value), column, messages
    )


def _format_value(text: str, column: Column, messages: dict) -> str:
    if column.is_boolean:
        return {"true": messages["yes"], "false": messages["no"]}.get(text, text)
    text = column.choices.get(text, text)
    # A text that looks like the word for "remove this" is told apart by an apostrophe.
    return f"'{text}" if text.lstrip("'").casefold() == messages["clear"] else text


def _quote(text: str) -> str:
    return '"{}"'.format(text.replace('"', '""')) if ";" in text or text.startswith('"') else text


def parse_cell(raw: object, column: Column, messages: dict, report) -> object:
    """What a cell says: a text, a list of texts, CLEAR, or None where it is empty. Raises Odd where that is open.

    `say` is told, with a key of notes.SENTENCES, what was mended on the way.
    """
    text = cell_text(raw, column)
    if not text:
        return None
    if text.casefold() == messages["clear"]:
        return CLEAR
    if column.is_list:
        entries = [entry for line in text.split("\n") for entry in _split_entries(line, column)]
        return [_parse_value(entry, column, messages, report) for entry in entries]
    return _parse_value(
        " ".join(line.strip() for line in text.split("\n")), column, messages, report
    )


def cell_text(raw: object, column: Column | None = None) -> str:
    """The text of a cell, however a program stored it. Without a column, any value will do."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return str(raw).lower()
    if isinstance(raw, date):
        if column and column.value_schema.get("format") != "date":
            raise AmbiguousCell("became-a-date")
        return raw.strftime("%Y-%m-%d") if raw.year >= 1000 else str(raw)
    if isinstance(raw, (time, timedelta)):
        raise AmbiguousCell("became-a-date")
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() and abs(raw) < 1e15 else repr(raw)
    lines = (
        line.strip() for line in str(raw).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    )
    return "\n".join(line for line in lines if line)


def _split_entries(line: str, column: Column) -> list[str]:
    """The things in one line, between semicolons; words of a list may have commas between them, too."""
    found = [
        (match[2] if match[1] is None else match[1].replace('""', '"')).strip()
        for match in ENTRY.finditer(line)
    ]
    entries = []
    for entry in filter(None, found):
        pieces = [piece.strip() for piece in entry.split(",") if piece.strip()]
        split = (
            column.choices
            and not _find_choice(entry, column)
            and any(_find_choice(piece, column) for piece in pieces)
        )
        entries += pieces if split else [entry]
    return entries


def _find_choice(text: str, column: Column) -> str | None:
    """The value of a list that a person means."""
    if text in column.choices:
        return text
    if column.vocabulary is None:
        return column.values_by_title.get(fold(text))
    found = column.vocabulary.find(text)
    if (
        found is None
        and column.vocabulary.id == "areas"
        and (area := find_area(column.vocabulary, text))
    ):
        return area.id
    return found


def _parse_value(text: str, column: Column, messages: dict, report) -> str:
    if column.choices:
        return _find_choice(text, column) or text
    if text.startswith("'") and text.lstrip("'").casefold() == messages["clear"]:
        return text[1:]
    leaf = column.value_schema
    if column.is_boolean:
        word = fold(text)
        return (
            "true"
            if word in YES | {fold(messages["yes"])}
            else "false"
            if word in NO | {fold(messages["no"])}
            else text
        )
    if leaf["type"] == "integer":
        return re.sub(r"^([0-9]+)(\.0+)?\s*%?$", r"\1", text)
    if leaf.get("format") == "date" and (day := BRITISH_DATE.fullmatch(text)):
        return f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}"
    if "pattern" in leaf:
        # A message may have shown an example in quotation marks.
        text = text[1:-1] if len(text) > 2 and text[0] == text[-1] == '"' else text
        return _restore_zero(text, leaf, report)
    return text


def _restore_zero(text: str, leaf: dict, report) -> str:
    """Gives back the zero that a program took from the front of a number: to a field whose example begins with one."""
    example = str(leaf["examples"][0])
    if (
        not example.startswith("0")
        or text.startswith("0")
        or not (text.isascii() and text.isdigit())
    ):
        return text
    whole = text.zfill(len(example.replace(" ", "")))
    fits = (
        leaf.get("format") == "phone"
        and len(text) == 10
        or leaf.get("format") != "phone"
        and re.fullmatch(leaf["pattern"], whole)
    )
    if not fits or whole == text:
        return text
    report("lost-zero")
    return whole
