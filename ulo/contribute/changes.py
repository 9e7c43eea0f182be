"""What changes in a record, field by field, as the form sends it: only what is new.

A letter of this kind has a comment that says so, and for each field a comment with the version that
its sender saw:

    # orgs/northside-voices.yml
    # Only what changed
    name: Northside Voices
    contact:
      phone: 0113 496 0000
      email: (taken out)
    # contact.phone was 1b2c3d4e
    # contact.email was empty

A group of fields, such as `contact`, counts field by field, a list as a whole.
docs/assets/js/contribute/record_change.js writes such letters.
"""

import copy
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ulo.contribute.fields import find_value, remove_value, set_value
from ulo.records import values
from ulo.schema import JsonSchema, RecordData, Schema

# In place of the value of a field that is no more.
TAKEN_OUT = "(taken out)"
ONLY_CHANGES = re.compile(r"# ?only what changed", re.IGNORECASE)
SEEN = re.compile(r"# ?([a-z_]{1,40}(?:\.[\w-]{1,40})?) was ([0-9a-f]{8}|empty)")
EMPTY = "empty"
# What the directory itself writes, and what whoever sends something says anew each time.
OWN_FIELDS = frozenset((("added",), ("checked", "on"), ("checked", "answered")))
CONFIRMED_BY = ("checked", "by")


@dataclass(frozen=True)
class Conflict:
    """A field that has changed since its sender saw it.

    `pointer` is its place, `value` what they wrote; None where they took it out.
    """

    pointer: tuple[str, ...]
    value: object


@dataclass(frozen=True)
class Change:
    """What somebody changes: `fields` are the new values, `seen` the versions of the old ones."""

    fields: RecordData
    seen: Mapping[str, str]


def read_change(fields: RecordData, lines: Iterable[str]) -> Change | None:
    """The change that a letter with these lines sends; None where it has a whole record."""
    lines = list(lines)
    found = (SEEN.fullmatch(line.strip()) for line in lines)
    seen = {comment[1]: comment[2] for comment in found if comment}
    if not seen and not any(ONLY_CHANGES.fullmatch(line.strip()) for line in lines):
        return None
    return Change(fields, seen)


def apply_change(
    change: Change, before: RecordData, schema: Schema
) -> tuple[RecordData, tuple[Conflict, ...]]:
    """The record with a change in it, and what was left as it is, for a person to decide.

    That is each field that has changed since its sender saw it, and a name that is another without
    the sender having seen the old one: then the letter may be about another group.
    """
    data = copy.deepcopy(before)
    # Who confirmed the record before says nothing about who changes it now.
    if find_value(data, CONFIRMED_BY) is not None:
        remove_value(data, CONFIRMED_BY)
    conflicts = []
    for pointer, written in _split_fields(change.fields, before, schema.json_schema):
        value = None if _is_taken_out(written) else written
        current = find_value(before, pointer)
        if pointer in OWN_FIELDS:
            continue
        if pointer != CONFIRMED_BY and _is_same(value, current, pointer, schema):
            continue
        seen = change.seen.get(".".join(pointer), EMPTY if pointer == ("name",) else None)
        if pointer != CONFIRMED_BY and seen not in (None, field_version(current)):
            conflicts.append(Conflict(pointer, value))
        elif value is not None:
            set_value(data, pointer, value)
        elif find_value(data, pointer) is not None and pointer != CONFIRMED_BY:
            remove_value(data, pointer)
    return data, tuple(conflicts)


def field_version(value: object) -> str:
    """A short digest of what a field says, or `empty`.

    It tells versions apart that differ by chance; nobody is kept from making one up.
    """
    plain = _plain(value)
    if plain is None:
        return EMPTY
    digest = 0x811C9DC5  # FNV-1a
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for byte in text.encode("utf-8", "replace"):
        digest = (digest ^ byte) * 0x01000193 & 0xFFFFFFFF
    return f"{digest:08x}"


def _split_fields(
    fields: RecordData, before: RecordData, node: JsonSchema
) -> Iterator[tuple[tuple[str, ...], object]]:
    """Each place with what is written there; of a group of fields, each that it has or had."""
    properties = node["properties"]
    for name, value in fields.items():
        known = properties.get(name, {})
        # By hand, some write contact.phone, as the comments have it.
        group, _, part = name.partition(".")
        if part in properties.get(group, {}).get("properties", {}):
            yield (group, part), value
        elif _is_taken_out(value) and isinstance(held := before.get(name), dict):
            yield from (((name, inner), value) for inner in held)
        elif isinstance(value, dict) and known.get("type") == "object":
            yield from (((name, inner), text) for inner, text in value.items())
        else:
            yield (name,), value


def _is_taken_out(value: object) -> bool:
    """Whether it is the mark, as mail programs and people may write it."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return isinstance(value, str) and " ".join(value.lower().split()).rstrip(".") == TAKEN_OUT


def _is_same(value: object, current: object, pointer: tuple[str, ...], schema: Schema) -> bool:
    """Whether both say the same, however each is written."""
    if isinstance(value, str) and isinstance(current, str) and value.split() == current.split():
        return True
    read: RecordData = {}
    set_value(read, pointer, value)
    read, _ = values.read_record(read, schema)
    return _plain(current) in (_plain(value), _plain(find_value(read, pointer)))


def _plain(value: object) -> object:
    """A value with all scalars as texts, without what says nothing; None where nothing is left."""
    if isinstance(value, dict):
        parts = {name: plain for name in value if (plain := _plain(value[name])) is not None}
        return parts or None
    if isinstance(value, list):
        return [_plain(part) or "" for part in value] or None
    if value is None or value is False or value in ("", "false"):
        return None
    return "true" if value is True else str(value)
