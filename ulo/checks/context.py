"""One record under examination, with what the rules need to look at it."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from ulo.core import Problem, make_problem
from ulo.records import Record
from ulo.schema import Pointer, Schema

# No text of a record may be longer, and no list; of what is, the rules look at the beginning
# (too-long, too-many say it).
MAX_TEXT_LENGTH, MAX_LIST_LENGTH = 500, 40
YEAR = re.compile(r"[0-9]{4}")


class CheckContext:
    """A record, its data with numbers and booleans in place, and the way from a place in it to a
    Problem.
    """

    def __init__(self, record: Record, schema: Schema, today: date) -> None:
        self.record, self.schema, self.today = record, schema, today

    @cached_property
    def data(self) -> dict:
        return self.schema.cast(self.record.data)

    @cached_property
    def scalars(self) -> list[tuple[Pointer, str, dict]]:
        """Every text as it was written, with its place and the part of the schema that describes
        it.
        """
        return list(_walk_scalars(self.record.data, (), self.schema.json_schema))

    @property
    def name(self) -> str:
        """What the record is about, as it calls it."""
        return self.text(self.schema.name_field)

    @property
    def names(self) -> list[str]:
        """That and the other names of it."""
        return [self.name, *self.texts("also_known_as"), *self.texts("also")]

    @property
    def message_variant(self) -> str:
        """Of a sentence that speaks of the group: the one for what is in the library, whose schema
        has no others beside it.
        """
        return "" if self.schema.library_json_schemas else "library"

    def text(self, *pointer: str) -> str:
        """The text of a field, or an empty one where the field is missing or is no text."""
        value = self.record.data
        for step in pointer:
            value = value.get(step) if isinstance(value, dict) else None
        return value[:MAX_TEXT_LENGTH] if isinstance(value, str) else ""

    def texts(self, *pointer: str) -> list[str]:
        """The texts of a list, or nothing where the field is missing or is no list."""
        value = self.record.data
        for step in pointer:
            value = value.get(step) if isinstance(value, dict) else None
        return (
            [item[:MAX_TEXT_LENGTH] for item in value[:MAX_LIST_LENGTH] if isinstance(item, str)]
            if isinstance(value, list)
            else []
        )

    def year(self, *pointer: str) -> int | None:
        """The year in a field, or None."""
        text = self.text(*pointer)
        return int(text) if YEAR.fullmatch(text) else None

    @property
    def sources(self) -> Iterator[tuple[int, dict]]:
        """The sources that are groups of fields, each with its place in the list."""
        found = self.record.data.get("sources")
        for place, source in enumerate(found[:MAX_LIST_LENGTH] if isinstance(found, list) else []):
            if isinstance(source, dict):
                yield place, source

    @property
    def newest_source(self) -> tuple[int, int] | None:
        """The year of the newest source and its place in the list, or None where no source has a
        year.
        """
        dated = [
            (int(text), place)
            for place, source in self.sources
            if isinstance(text := source.get("year"), str) and YEAR.fullmatch(text)
        ]
        return max(dated, default=None)

    def problem(self, rule: str, pointer: Pointer, **facts: object) -> Problem:
        """The Problem at this place, with the title of its field. `at` names another field than the
        place.
        """
        field = facts.pop("at", pointer)
        title = self.schema.subschema(field).get("title", "") if field else ""
        return make_problem(
            rule,
            self.record.path,
            self.record.line(pointer),
            field=format_pointer(field),
            title=title,
            **facts,
        )


def format_pointer(pointer: Pointer) -> str:
    """A place as a person counts: `work.2.year` is the year of the second piece of work."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in pointer)


def _walk_scalars(
    value: object, pointer: Pointer, node: dict
) -> Iterator[tuple[Pointer, str, dict]]:
    if isinstance(value, dict):
        known = node.get("properties", {})
        for key, part in value.items():
            yield from _walk_scalars(part, (*pointer, key), known.get(key, {}))
    elif isinstance(value, list):
        inside = node.get("items", {})
        for number, part in enumerate(value):
            yield from _walk_scalars(part, (*pointer, number), inside)
    else:
        yield pointer, value[:MAX_TEXT_LENGTH], node
