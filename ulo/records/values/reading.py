"""Reads one text as its field has it, and whole records. The JSON Schema says what a field is."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ulo.records.values import indirect_links, web_addresses
from ulo.records.values.clock import read_time
from ulo.records.values.country import CountryForms, country_forms
from ulo.records.values.dates import read_date, read_year
from ulo.records.values.phones import read_phone
from ulo.records.values.postcodes import read_postcode
from ulo.records.values.register_numbers import read_register_number
from ulo.records.values.shares import read_share
from ulo.records.values.terms import find_term, split_terms
from ulo.records.values.texts import clean_text
from ulo.records.values.unknowns import is_unknown
from ulo.records.values.web_addresses import read_web_address
from ulo.schema import JsonSchema, Pointer, RecordData, Schema

# A whole number as a spreadsheet may have it: 75.0 or 75 %.
WHOLE_NUMBER = re.compile(r"([0-9]+)(\.0+)?\s*%?")
BEFORE_MAILBOX = re.compile(r"(?:e-?mail ?: ?|mailto:|[<(])*", re.IGNORECASE)
EMPTY_VALUES: tuple[object, ...] = ("", [], {})


@dataclass(frozen=True)
class Reading:
    """A text that a record has in other words than the person wrote; empty where it is left out.

    `is_term` says whether it is a word of a list.
    """

    pointer: Pointer
    written: str
    read: str
    is_term: bool = False


def read_value(text: str, node: JsonSchema, schema: Schema) -> str:
    """One text as the field with this part of the JSON Schema has it; see `read_scalar`.

    A word of a list becomes the id of its term.
    """
    if "vocabulary" in node:
        term = find_term(clean_text(text), schema.vocabularies[node["vocabulary"]])
        if term:
            return term
    return read_scalar(text, node, country_forms(schema))


def read_scalar(text: str, node: JsonSchema, forms: CountryForms) -> str:
    """One text as a field without a vocabulary has it, in the forms of the country.

    It is empty where a person says that they do not know. A field that is `literal`, the name, may
    be called so.
    """
    text = clean_text(text)
    if is_unknown(text, forms.unknown) and not node.get("literal"):
        return ""
    kind = node.get("format", "")
    if node.get("type") == "integer":
        number = WHOLE_NUMBER.fullmatch(text)
        return number[1] if number else _read_number(text, kind, forms)
    if kind in forms.registers.by_scheme:
        pattern, example = node["pattern"], node["examples"][0]
        return read_register_number(text, kind, forms.registers, pattern, example)
    read = READERS.get(kind)
    return read(text, forms) if read else text


def _read_number(text: str, kind: str, forms: CountryForms) -> str:
    """A number that is more than its digits."""
    if kind == "year":
        return read_year(text, forms.dates)
    return read_share(text, forms.shares) if kind == "share" else text


def _read_mailbox(text: str) -> str:
    """An e-mail address without what mail programs put around it."""
    return BEFORE_MAILBOX.sub("", text, count=1).rstrip(">).,;")


# By the format that the JSON Schema gives a field.
READERS: dict[str, Callable[[str, CountryForms], str]] = {
    "uri": lambda text, _: read_web_address(text),
    "phone": lambda text, forms: read_phone(text, forms.phones),
    "postcode": lambda text, forms: read_postcode(text, forms.postcodes),
    "date": lambda text, forms: read_date(text, forms.dates),
    "time": lambda text, forms: read_time(text, forms.clock),
    "email": lambda text, _: _read_mailbox(text),
}


def read_record(data: RecordData, schema: Schema) -> tuple[RecordData, list[Reading]]:
    """A record with each value as its field has it and without the empty ones, and what differs.

    Where only spaces or capitals differ, nothing is said.
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
    if isinstance(value, str) and node.get("type") == "array" and node["items"]["type"] == "string":
        value = [value]
    if isinstance(value, list):
        return _read_list(value, node.get("items", {}), pointer, schema, readings)
    if not isinstance(value, str):
        return value
    read = read_value(value, node, schema)
    if is_reworded(value, read):
        readings.append(Reading(pointer, value, read, "vocabulary" in node))
    return read


def _read_list(
    entries: list[Any], items: JsonSchema, pointer: Pointer, schema: Schema, readings: list[Reading]
) -> list[Any]:
    """The entries without the empty ones; several terms in one text become several."""
    read: list[Any] = []
    terms = schema.vocabularies[items["vocabulary"]].terms if "vocabulary" in items else {}
    for entry in entries:
        parts = [entry]
        if isinstance(entry, str) and "vocabulary" in items:
            if entry in terms:
                read.append(entry)
                continue
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
    return written != read and _squash(written) not in (
        _squash(read),
        _squash(read.removeprefix("https://")),
    )


def _squash(text: str) -> str:
    return "".join(clean_text(text).lower().split())


def browser_tables(schema: Schema) -> dict[str, object]:
    """What the same readers in the browser need, as JSON: lists of words and sites, and `country`.

    That has how its people write phone numbers, postcodes, days, times and shares.
    """
    forms = country_forms(schema)
    by_scheme = forms.registers.by_scheme.items()
    return {
        "unknown": sorted(forms.unknown),
        "trackers": web_addresses.TRACKERS,
        "wrappers": indirect_links.WRAPPERS,
        "hiding": indirect_links.HIDING,
        "labels": sorted(forms.registers.labels),
        "registers": {scheme: sorted(register.labels) for scheme, register in by_scheme},
        "letters": sorted(forms.registers.letters),
        "country": {
            "phones": forms.phones.browser_data(),
            "postcodes": forms.postcodes.browser_data(),
            "dates": forms.dates.browser_data(),
            "clock": forms.clock.browser_data(),
            "shares": forms.shares.browser_data(),
        },
    }
