"""Reads one text as its field has it, and whole records. The JSON Schema says what a field is."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ulo.records.values import indirect_links, register_numbers, unknowns, web_addresses
from ulo.records.values.clock import read_time
from ulo.records.values.phones import read_phone
from ulo.records.values.postcodes import read_postcode
from ulo.records.values.register_numbers import read_register_number
from ulo.records.values.terms import find_term, split_terms
from ulo.records.values.texts import clean_text
from ulo.records.values.unknowns import is_unknown
from ulo.records.values.web_addresses import read_web_address
from ulo.schema import JsonSchema, Pointer, RecordData, Schema

BRITISH_DATE = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})(?: 00:00(?::00)?)?")
# A whole number as a spreadsheet may have it: 75.0 or 75 %.
WHOLE_NUMBER = re.compile(r"([0-9]+)(\.0+)?\s*%?")
BEFORE_MAILBOX = re.compile(r"(?:e-?mail ?: ?|mailto:|[<(])*", re.IGNORECASE)
EMPTY_VALUES: tuple[object, ...] = ("", [], {})


@dataclass(frozen=True)
class Reading:
    """A text that a record has in other words than the person wrote; empty where it is left out."""

    pointer: Pointer
    written: str
    read: str


def read_value(text: str, node: JsonSchema, schema: Schema) -> str:
    """One text as the field with this part of the JSON Schema has it; see `read_scalar`.

    A word of a list becomes the id of its term.
    """
    if "vocabulary" in node:
        term = find_term(clean_text(text), schema.vocabularies[node["vocabulary"]])
        if term:
            return term
    return read_scalar(text, node)


def read_scalar(text: str, node: JsonSchema) -> str:
    """One text as a field without a vocabulary has it.

    It is empty where a person says that they do not know. A field that is `literal`, the name, may
    be called so.
    """
    text = clean_text(text)
    if is_unknown(text) and not node.get("literal"):
        return ""
    if node.get("type") == "integer":
        return _read_number(text)
    kind = node.get("format", "")
    if kind in register_numbers.REGISTERS:
        return read_register_number(text, kind, node["pattern"], node["examples"][0])
    return READERS.get(kind, _keep)(text)


def _keep(text: str) -> str:
    return text


def _read_number(text: str) -> str:
    """A whole number without decimals of nought and the sign for per cent."""
    number = WHOLE_NUMBER.fullmatch(text)
    return number[1] if number else text


def _read_date(text: str) -> str:
    """A British date as an ISO date."""
    date = BRITISH_DATE.fullmatch(text)
    return f"{date[3]}-{int(date[2]):02}-{int(date[1]):02}" if date else text


def _read_mailbox(text: str) -> str:
    """An e-mail address without what mail programs put around it."""
    return BEFORE_MAILBOX.sub("", text, count=1).rstrip(">).,;")


# By the format that the JSON Schema gives a field.
READERS: dict[str, Callable[[str], str]] = {
    "uri": read_web_address,
    "phone": read_phone,
    "postcode": read_postcode,
    "date": _read_date,
    "time": read_time,
    "email": _read_mailbox,
}


def read_record(data: RecordData, schema: Schema) -> tuple[RecordData, list[Reading]]:
    """A record with each value as its field has it and without the empty ones, and what differs.

    Where only spaces, capitals or the words of a list differ, nothing is said.
    """
    readings: list[Reading] = []
    return _read_fields(data, schema.json_schema, (), schema, readings), readings


def _read_fields(
    data: RecordData, node: JsonSchema, pointer: Pointer, schema: Schema, readings: list[Reading]
) -> RecordData:
    known = node.get("properties", {})
    fields = {
        name: _read_any(value, known.get(name, {}), (*pointer, name), schema, readings)
        for name, value in data.items()
    }
    return {name: value for name, value in fields.items() if value not in EMPTY_VALUES}


def _read_any(
    value: Any, node: JsonSchema, pointer: Pointer, schema: Schema, readings: list[Reading]
) -> Any:
    if isinstance(value, dict):
        return _read_fields(value, node, pointer, schema, readings)
    items = node.get("items", {})
    if isinstance(value, str) and node.get("type") == "array" and items["type"] == "string":
        value = [value]
    if isinstance(value, list):
        return _read_list(value, items, pointer, schema, readings)
    if not isinstance(value, str):
        return value
    read = read_value(value, node, schema)
    if "vocabulary" not in node and is_reworded(value, read):
        readings.append(Reading(pointer, value, read))
    return read


def _read_list(
    entries: list[Any], items: JsonSchema, pointer: Pointer, schema: Schema, readings: list[Reading]
) -> list[Any]:
    """The entries without the empty ones; several terms in one text become several."""
    read: list[Any] = []
    for entry in entries:
        parts = [entry]
        if isinstance(entry, str) and "vocabulary" in items:
            parts = split_terms(entry, schema.vocabularies[items["vocabulary"]])
        for part in parts:
            read.append(_read_any(part, items, (*pointer, len(read)), schema, readings))
            if read[-1] in EMPTY_VALUES:
                read.pop()
    if all(isinstance(value, str) for value in read):
        return list(dict.fromkeys(read))
    return read


def is_reworded(written: str, read: str) -> bool:
    """Whether a reading differs by more than spaces, capitals, and a scheme that was left out."""
    return _squash(written) not in (_squash(read), _squash(read.removeprefix("https://")))


def _squash(text: str) -> str:
    return "".join(clean_text(text).lower().split())


def browser_tables() -> dict[str, object]:
    """What the same readers in the browser need, as JSON: lists of words and sites."""
    return {
        "unknown": sorted(unknowns.UNKNOWN_WORDS),
        "trackers": web_addresses.TRACKERS,
        "wrappers": indirect_links.WRAPPERS,
        "hiding": indirect_links.HIDING,
        "labels": sorted(register_numbers.LABELS),
        "registers": {name: sorted(words) for name, words in register_numbers.REGISTERS.items()},
        "letters": sorted(register_numbers.MAY_BE_LETTERS),
    }
