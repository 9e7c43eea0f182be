"""Reads records from lines of JSON: one record a line, in the form of the site's open data.

A line has the fields of a record, with `id` (or `slug`) for its file name. Numbers and booleans are
those of JSON. A field that a line leaves out, or leaves empty, changes nothing; null removes what
the directory says. In a line with the version that it was made from, an empty field was emptied.
"""

import json
from collections.abc import Iterator
from typing import Any, NoReturn

from ulo.contribute.entries import (
    CLEAR,
    FieldValue,
    GroupEntry,
    LineEntry,
    PartItem,
    within_notes_limit,
)
from ulo.contribute.notes import (
    MAX_BYTES,
    MAX_ROWS,
    LineLocation,
    Note,
    UnreadableFileError,
    make_note,
)
from ulo.contribute.spreadsheet.columns import is_part
from ulo.contribute.texts import find_control_character, join_lines
from ulo.core import count, message, quote
from ulo.records import values
from ulo.schema import JsonSchema, Pointer, Schema

# The fullest record has some 70 KB; the lists of a record have a few dozen entries.
MAX_LINE_BYTES, MAX_ENTRIES = 200_000, 1_000
# A record has lists of groups with lists in them.
MAX_DEPTH = 6
ID_FIELDS = ("id", "slug")
VERSION_FIELD = "version"
# What stands for the value of a field that no record has: the rules say that there is none. They
# look for what each may have been meant for, so a line full of them is cut short.
UNKNOWN_FIELD, MAX_UNKNOWN_FIELDS = "-", 20
# What a line says of a field that somebody emptied.
EMPTY: tuple[object, ...] = ("", [])
# Of a number that stands in the wrong place, so many digits are shown.
MAX_DIGITS = 40


# The types of JSON as Python reads them, by the names that the JSON Schema has for them. What they
# are called is in the messages (rules.wrong-kind.kinds), and how to write them (importer.types).
TYPES = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict}


def read_json_lines(content: bytes, schema: Schema) -> tuple[list[GroupEntry], list[Note]]:
    """What each line says, and notes about the file as a whole.

    A line that cannot be read is an entry with a note. Raises UnreadableFileError for a file that
    is too large, or is JSON of another kind.
    """
    if len(content) > MAX_BYTES:
        raise UnreadableFileError("too-large.line", most=MAX_BYTES // 1_000_000)
    if content.count(b"\n") > MAX_ROWS:
        raise UnreadableFileError("too-much.line", most=count("importer.most.lines", MAX_ROWS))
    lines = [(number, line) for number, line in _split_lines(content) if line]
    if not lines:
        return [], [make_note("no-records", LineLocation())]
    if lines[0][1] in (b"[", b"{"):
        raise UnreadableFileError("not-lines")
    read = (_read_line(line, LineLocation(row=number), schema) for number, line in lines)
    # The example of the template is never read.
    example = schema.messages["spreadsheet"]["example"]
    return [entry for entry in within_notes_limit(read) if entry.id != example], []


def _split_lines(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines with their numbers. As bytes: a text may hold signs that end lines elsewhere."""
    for number, line in enumerate(content.split(b"\n"), 1):
        yield number, line.removeprefix(b"\xef\xbb\xbf").strip()


class _LineError(Exception):
    """What makes a line unreadable: a key of `importer.notes` and its facts."""

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.key, self.facts = key, facts


def _read_line(line: bytes, location: LineLocation, schema: Schema) -> LineEntry:
    entry = LineEntry(location, forms=values.country_forms(schema))
    try:
        data = _parse_object(line)
    except _LineError as fault:
        entry.notes.append(make_note(fault.key, location, **fault.facts))
        return entry
    _read_id(entry, data)
    _read_fields(entry, data, schema.json_schema, ())
    if not entry.id and not entry.name and not entry.has_errors:
        entry.notes.append(make_note("no-name", location))
    return entry


# --- From a line to an object -------------------------------------------------------------------


def _parse_object(line: bytes) -> dict[str, Any]:
    if len(line) > MAX_LINE_BYTES:
        raise _LineError("line-too-long", most=MAX_LINE_BYTES // 1_000)
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        raise _LineError("not-utf8") from None
    try:
        value = json.loads(text, object_pairs_hook=_unique_names, parse_constant=_refuse_constant)
    except RecursionError:
        raise _LineError("too-deep") from None
    except json.JSONDecodeError as error:
        raise _LineError("not-json", position=error.pos + 1) from None
    except ValueError:  # a number with thousands of digits
        raise _LineError("no-value", value=message("importer.long_number")) from None
    if _is_deeper(value, MAX_DEPTH):
        raise _LineError("too-deep")
    if not isinstance(value, dict):
        raise _LineError("not-an-object")
    return value


def _unique_names(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, value in pairs:
        if name in fields:
            raise _LineError("field-twice", name=quote(name))
        fields[name] = value
    return fields


def _refuse_constant(name: str) -> NoReturn:
    """JSON has no NaN and no Infinity, but Python reads them."""
    raise _LineError("no-value", value=name)


def _is_deeper(value: object, levels: int) -> bool:
    """Whether lists and groups are nested in more levels than these."""
    if isinstance(value, dict):
        inner = list(value.values())
    elif isinstance(value, list):
        inner = value
    else:
        return False
    return levels == 0 or any(_is_deeper(item, levels - 1) for item in inner)


# --- From an object to an entry -----------------------------------------------------------------


def _read_id(entry: LineEntry, data: dict[str, Any]) -> None:
    """Takes the id and the version out of the fields."""
    for name in ID_FIELDS:
        value = data.pop(name, None)
        if value is None:
            continue
        text = _read_text(entry, value, {"type": "string"}, (name,)) or ""
        if entry.id and text and entry.id != text:
            entry.notes.append(make_note("two-ids", entry.locate((name,))))
        entry.id = entry.id or text
    version = data.pop(VERSION_FIELD, None)
    if version is not None and _has_type(entry, version, {"type": "string"}, (VERSION_FIELD,)):
        entry.version = version.strip()


def _read_fields(
    entry: LineEntry, data: dict[str, Any], node: JsonSchema, pointer: Pointer
) -> None:
    for name, value in data.items():
        here = (*pointer, name)
        field = node["properties"].get(name)
        if field is None:
            if _is_reported(entry):
                entry.values[here] = UNKNOWN_FIELD
        elif is_part(field):
            _read_part(entry, value, field, here)
        elif field["type"] == "object" and value is not None:
            if _has_type(entry, value, field, here):
                _read_fields(entry, value, field, here)
        elif (read := _read_value(entry, value, field, here)) is not None:
            entry.values[here] = read
        elif entry.version and value in EMPTY:
            entry.blank.add(here)


def _is_reported(entry: LineEntry) -> bool:
    """Counts a field that no record has; whether there were not too many before it."""
    entry.unknown_fields += 1
    return entry.unknown_fields <= MAX_UNKNOWN_FIELDS


def _read_part(entry: LineEntry, value: Any, node: JsonSchema, here: Pointer) -> None:
    """A list of groups of fields, such as the sources."""
    part = str(here[-1])
    if value is None:
        entry.parts[part] = [CLEAR]
        return
    if not _has_type(entry, value, node, here) or not _is_countable(entry, value, node, here):
        return
    known = node["items"]["properties"]
    items: list[PartItem] = []
    for number, group in enumerate(value):
        place = (*here, number)
        if not _has_type(entry, group, node["items"], place):
            continue
        item: PartItem = {}
        for name, inner in group.items():
            if name not in known:
                if _is_reported(entry):
                    item[name] = UNKNOWN_FIELD
            elif (read := _read_value(entry, inner, known[name], (*place, name))) is not None:
                item[name] = read
            elif entry.version and inner in EMPTY:
                entry.blank.add((part, len(items), name))
        if item:
            items.append(item)
    entry.parts[part] = [*items]
    if entry.version and not items:
        entry.blank.add((part,))


def _read_value(entry: LineEntry, value: Any, node: JsonSchema, here: Pointer) -> FieldValue | None:
    """A text, a list of texts, or CLEAR; None where a value says nothing, or has a fault."""
    if value is None:
        return CLEAR
    if node["type"] != "array":
        return _read_text(entry, value, node, here)
    if not _has_type(entry, value, node, here) or not _is_countable(entry, value, node, here):
        return None
    texts = [
        _read_text(entry, item, node["items"], (*here, number)) for number, item in enumerate(value)
    ]
    return [text for text in texts if text] or None


def _read_text(entry: LineEntry, value: Any, node: JsonSchema, here: Pointer) -> str | None:
    """The text of a value as a record has it; numbers and booleans are texts there, too."""
    if isinstance(value, str):
        text = join_lines(value)
        if sign := find_control_character(text):
            note = make_note("hidden-character", entry.locate(here), sign=sign)
            entry.notes.append(note)
            return None
        return _read_as_field(entry, text, node, here) or None
    if not _has_type(entry, value, node, here):
        return None
    return str(value).lower()


def _read_as_field(entry: LineEntry, text: str, node: JsonSchema, here: Pointer) -> str:
    """The text as its field has it; a note says where it is not what the line says."""
    if here[0] in ID_FIELDS or "enum" in node:
        return text
    read = values.read_scalar(text, node, entry.forms)
    if values.is_reworded(text, read):
        key = "read-as" if read else "not-known"
        shown = {"value": quote(text), "read": quote(read)}
        entry.notes.append(make_note(key, entry.locate(here), **shown))
    return read


def _has_type(entry: LineEntry, value: Any, node: JsonSchema, here: Pointer) -> bool:
    """Whether a value has the type that its field has; a note says what it is instead."""
    name = node["type"]
    kind = TYPES[name]
    # To Python, true and false are numbers.
    if isinstance(value, kind) and isinstance(value, bool) == (kind is bool):
        return True
    facts = {
        "wanted": message(f"rules.wrong-kind.kinds.{name}"),
        "got": _describe_value(value),
        "advice": message(f"importer.types.{name}"),
    }
    entry.notes.append(make_note("wrong-kind", entry.locate(here), **facts))
    return False


def _describe_value(value: Any) -> str:
    if isinstance(value, str):
        return message("rules.wrong-kind.kinds.this-text", value=quote(value))
    if isinstance(value, list):
        return message("rules.wrong-kind.kinds.array")
    if isinstance(value, dict):
        return message("rules.wrong-kind.kinds.object")
    text = json.dumps(value)[:MAX_DIGITS]
    is_number = value is not None and not isinstance(value, bool)
    return message("importer.number", value=text) if is_number else text


def _is_countable(entry: LineEntry, value: list[Any], node: JsonSchema, here: Pointer) -> bool:
    """Whether a list is short enough to be looked at entry by entry."""
    if len(value) <= MAX_ENTRIES:
        return True
    most = node.get("maxItems", MAX_ENTRIES)
    location = entry.locate(here)
    entry.notes.append(make_note("too-many", location, length=len(value), most=most))
    return False
