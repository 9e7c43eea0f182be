"""A record as the rules see it: its data, its texts, and Problems at a place in it."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property

from ulo.core import Problem, make_problem
from ulo.records import Record
from ulo.schema import JsonSchema, Pointer, RecordData, Schema, format_pointer

# No text and no list of a record may be longer; too-long and too-many say so. The rules look at
# the beginning of one that is.
MAX_TEXT_LENGTH, MAX_LIST_LENGTH = 500, 40
YEAR = re.compile(r"[0-9]{4}")

# A text of a record with its pointer and the subschema that describes it.
Scalar = tuple[Pointer, str, JsonSchema]


class CheckContext:
    """A record with the schema that it is checked by and the day on which it is.

    `only` has the paths that somebody asks about; without it, they ask about all.
    """

    def __init__(
        self, record: Record, schema: Schema, today: date, only: set[str] | None = None
    ) -> None:
        self.record, self.schema, self.today, self.only = record, schema, today, only

    @cached_property
    def data(self) -> RecordData:
        """The data of the record, its numbers and booleans cast from text."""
        return self.schema.cast(self.record.data)

    @cached_property
    def scalars(self) -> list[Scalar]:
        """Every text as it was written, with its pointer and the subschema that describes it."""
        scalars: list[Scalar] = []
        _collect_scalars(self.record.data, (), self.schema.json_schema, scalars)
        return scalars

    @cached_property
    def addresses(self) -> list[Scalar]:
        """Those of the scalars that are web addresses."""
        return [scalar for scalar in self.scalars if scalar[2].get("format") == "uri"]

    @cached_property
    def prose(self) -> list[Scalar]:
        """Those of the scalars that are neither numbers nor web addresses."""
        return [
            scalar
            for scalar in self.scalars
            if scalar[2].get("type") == "string" and scalar[2].get("format") != "uri"
        ]

    @cached_property
    def all_prose(self) -> str:
        """All of `prose`, a line each: what is not found here is in none of its texts."""
        return "\n".join([text for _, text, _ in self.prose])

    def forget_texts(self) -> None:
        """Makes room: only the rules about one record look at these, one record at a time."""
        for name in ("scalars", "addresses", "prose", "all_prose"):
            self.__dict__.pop(name, None)

    @property
    def name(self) -> str:
        """The name of what the record is about: of a group, a resource or a word."""
        return self.text(self.schema.name_field)

    @property
    def names(self) -> list[str]:
        """Its name and its other names."""
        return [self.name, *self.texts("also_known_as"), *self.texts("also")]

    @property
    def message_variant(self) -> str:
        """The variant of messages about the whole record: "library" for one of the library.

        The schema of those has no library schemas beside it.
        """
        return "" if self.schema.library_json_schemas else "library"

    def text(self, *pointer: str) -> str:
        """The text of a field; empty where the field is missing or holds something else."""
        value: object = self.record.data
        for step in pointer:
            if not isinstance(value, dict):
                return ""
            value = value.get(step)
        return value[:MAX_TEXT_LENGTH] if isinstance(value, str) else ""

    def texts(self, *pointer: str) -> list[str]:
        """The texts in a list; none where the field is missing or is no list."""
        value = self._value(*pointer)
        if not isinstance(value, list):
            return []
        return [item[:MAX_TEXT_LENGTH] for item in value[:MAX_LIST_LENGTH] if isinstance(item, str)]

    def year(self, *pointer: str) -> int | None:
        """The year in a field, or None."""
        return _parse_year(self.text(*pointer))

    def _value(self, *pointer: str) -> object:
        value: object = self.record.data
        for step in pointer:
            value = value.get(step) if isinstance(value, dict) else None
        return value

    @property
    def sources(self) -> Iterator[tuple[int, RecordData]]:
        """The sources that are groups of fields, each with its position in the list."""
        sources = self._value("sources")
        if isinstance(sources, list):
            for position, source in enumerate(sources[:MAX_LIST_LENGTH]):
                if isinstance(source, dict):
                    yield position, source

    @property
    def newest_source(self) -> tuple[int, int] | None:
        """The year of the newest source and its position, or None where no source has a year."""
        dated = [
            (year, position)
            for position, source in self.sources
            if (year := _parse_year(source.get("year"))) is not None
        ]
        return max(dated, default=None)

    def problem(
        self,
        rule_id: str,
        pointer: Pointer,
        *,
        at: Pointer | None = None,
        variant: str = "",
        others: Iterable[str] = (),
        line: int | None = None,
        **facts: object,
    ) -> Problem:
        """The Problem at this place, with the title of its field.

        `at` names a field other than that of the place, and `line` a line that no field is in.
        `variant` picks another message of the rule, `facts` fill its gaps, and `others` are the
        paths of further files that it concerns.
        """
        others = tuple(others)
        if self.only is not None and self.only.isdisjoint((self.record.path, *others)):
            # Nobody asks about it, so the words of the rules need not be read for it.
            return Problem(self.record.path, 1, rule_id, "", others=others)
        field = pointer if at is None else at
        title = self.schema.subschema(field).get("title", "") if field else ""
        return make_problem(
            rule_id,
            self.record.path,
            self.record.line(pointer) if line is None else line,
            variant=variant,
            field=format_pointer(field),
            title=title,
            others=others,
            **facts,
        )


# A rule about one record, and a rule about all records together.
RecordRule = Callable[[CheckContext], Iterator[Problem]]
CrossRecordRule = Callable[[list[CheckContext]], Iterator[Problem]]


def _parse_year(text: object) -> int | None:
    return int(text) if isinstance(text, str) and YEAR.fullmatch(text) else None


def _collect_scalars(
    value: object, pointer: Pointer, node: JsonSchema, scalars: list[Scalar]
) -> None:
    """Adds every text in a value to the scalars; `node` is the subschema of the value."""
    if isinstance(value, str):
        scalars.append((pointer, value[:MAX_TEXT_LENGTH], node))
    elif isinstance(value, dict):
        properties = node.get("properties", {})
        for key, part in value.items():
            _collect_scalars(part, (*pointer, key), properties.get(key, {}), scalars)
    elif isinstance(value, list):
        items = node.get("items", {})
        for number, part in enumerate(value):
            _collect_scalars(part, (*pointer, number), items, scalars)
