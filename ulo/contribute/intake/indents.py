"""Sets the lines of a record in again, where a program has taken the spaces at their starts.

The JSON Schema says what belongs under what. Where it leaves a choice, nothing is restored.
"""

import re
from collections.abc import Iterator, Mapping

from ulo.schema import JsonSchema, Schema

FIELD = re.compile(r"([\w-]{1,40}):(?: +(.*))?$")


def restore_indents(lines: list[str], schema: Schema) -> list[str] | None:
    """The lines, each set in as the schema has it; None where they can be read in two ways.

    A line that starts neither a field nor an entry goes on the line before it.
    """
    try:
        return list(_Restorer(schema).restore(lines))
    except _UnclearError:
        return None


class _UnclearError(Exception):
    """A line may belong to more than one place, or to none."""


class _Restorer:
    """Where in a record we are: the field of the record (`top`), and what may follow in it."""

    def __init__(self, schema: Schema) -> None:
        self._fields: Mapping[str, JsonSchema] = schema.json_schema["properties"]
        self._names = frozenset(field_names(schema.json_schema))
        self._top: JsonSchema = {}
        self._is_open = False
        self._seen: set[str] = set()
        # The list of texts that entries are for: how far its entries are set in, or None.
        self._entries_at: int | None = None

    def restore(self, lines: list[str]) -> Iterator[str]:
        for line in self._join(lines):
            yield line if line.startswith("#") else self._place(line)

    def _join(self, lines: list[str]) -> list[str]:
        joined: list[list[str]] = []
        for line in filter(None, map(str.strip, lines)):
            field = FIELD.match(line.removeprefix("- ").lstrip())
            starts = line.startswith(("#", "- ")) or (field and field[1] in self._names)
            if starts or not joined:
                joined.append([line])
            else:
                joined[-1].append(line)
        return [" ".join(parts) for parts in joined]

    def _place(self, line: str) -> str:
        is_entry = line.startswith("- ")
        body = line.removeprefix("- ").lstrip() if is_entry else line
        field = FIELD.match(body)
        name, value = (field[1], field[2] or "") if field else ("", "")
        items = self._top.get("items", {}).get("properties", {})
        if is_entry and self._is_open and name in items:
            self._seen, self._entries_at = {name}, self._opened(items[name], value, 6)
            return f"  - {body}"
        if is_entry and self._entries_at is not None:
            return f"{' ' * self._entries_at}- {body}"
        if is_entry or not name:
            raise _UnclearError
        parts = self._top.get("properties") or (items if self._seen else {})
        is_part = self._is_open and name in parts and name not in self._seen
        is_top = name in self._fields and _fits(self._fields[name], value)
        is_part = is_part and _fits(parts[name], value)
        if is_part == is_top:
            raise _UnclearError
        if is_part:
            self._seen.add(name)
            depth = 4 if items else 2
            self._entries_at = self._opened(parts[name], value, depth + 2)
            return f"{' ' * depth}{body}"
        self._top, self._is_open, self._seen = self._fields[name], not value, set()
        self._entries_at = self._opened(self._top, value, 2)
        return body

    def _opened(self, subschema: JsonSchema, value: str, depth: int) -> int | None:
        is_list = subschema.get("type") == "array" and "properties" not in subschema["items"]
        return depth if is_list and not value else None


def _fits(subschema: JsonSchema, value: str) -> bool:
    """Whether a field may have this on its line: a text has to, a group of fields must not."""
    kind = subschema.get("type")
    if kind == "object":
        return not value or value.startswith("{")
    return kind == "array" or bool(value)


def field_names(subschema: JsonSchema) -> Iterator[str]:
    for name, part in subschema.get("properties", {}).items():
        yield name
        yield from field_names(part)
        yield from field_names(part.get("items", {}))
