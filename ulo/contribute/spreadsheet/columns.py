"""The columns and sheets that the schema asks for. Nothing here names a field."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from ulo.core import fold
from ulo.records.values import CountryForms, country_forms
from ulo.schema import JsonSchema, Pointer, RecordData, Schema, Term, Vocabulary

# The directory keeps account of these itself: where they are empty, an import fills them in.
AUTOMATIC_FIELDS = ("added", "checked")
# When a field must be there: always, whenever there is anything in its section, or never.
Requirement = Literal["always", "within", "never"]


@dataclass(frozen=True, eq=False)
class Column:
    """One field that a cell can hold: its place in a record, or in one entry of a part.

    `section` is the title of the group of fields around it, `node` its part of the JSON Schema.
    `choices` has the title of each value of its list, `synonyms` the value of each other word that
    people may write for one; both are empty where the field has no list. `forms` are those that
    values have in the country.
    """

    pointer: Pointer
    title: str
    section: str
    required: Requirement
    node: JsonSchema
    choices: dict[str, str]
    synonyms: dict[str, str]
    vocabulary: Vocabulary[Term] | None
    forms: CountryForms

    @property
    def is_list(self) -> bool:
        return bool(self.node["type"] == "array")

    @property
    def value_schema(self) -> JsonSchema:
        """The part of the schema that describes one value."""
        items: JsonSchema = self.node["items"] if self.is_list else self.node
        return items

    @property
    def is_boolean(self) -> bool:
        return bool(self.node["type"] == "boolean")

    @cached_property
    def values_by_title(self) -> dict[str, str]:
        """The value behind each folded title of a choice, and behind each synonym."""
        values = {fold(word): value for word, value in self.synonyms.items()}
        return values | {fold(title): value for value, title in self.choices.items()}

    @property
    def path(self) -> str:
        return ".".join(map(str, self.pointer))

    def find_value(self, data: RecordData) -> object:
        """What a record, or an entry of a part, has here; None where it has nothing."""
        value: object = data
        for step in self.pointer:
            value = value.get(step) if isinstance(value, dict) else None
        return value


@dataclass(frozen=True, eq=False)
class Part:
    """A list of groups of fields, such as the sources: a sheet of its own with one entry a row.

    `key` is the field that tells one entry from another: the first that every entry has.
    """

    field: str
    title: str
    required: Requirement
    columns: tuple[Column, ...]
    key: str


@dataclass(frozen=True, eq=False)
class Layout:
    """The columns of the sheet of groups, and the parts with sheets of their own."""

    columns: tuple[Column, ...]
    parts: tuple[Part, ...]

    def find_column(self, pointer: Pointer) -> Column | None:
        """The column of the field at this place of a record, or of the list that it stands in."""
        fields = tuple(step for step in pointer if isinstance(step, str))
        columns = self.columns
        for part in self.parts:
            if part.field == pointer[0]:
                columns, fields = part.columns, fields[1:]
        return next((column for column in columns if column.pointer == fields), None)


@lru_cache(maxsize=4)
def build_layout(schema: Schema) -> Layout:
    """The columns and parts of records with this schema."""
    parts = []
    for field, node in schema.json_schema["properties"].items():
        if not is_part(node):
            continue
        entry = node["items"]
        required: Requirement = "always" if field in schema.json_schema["required"] else "never"
        columns = tuple(_build_columns(schema, entry, (), "", True))
        parts.append(Part(field, node["title"], required, columns, entry["required"][0]))
    columns = tuple(_build_columns(schema, schema.json_schema, (), "", True))
    return Layout(columns, tuple(parts))


def is_part(node: JsonSchema) -> bool:
    """Whether a field is a list of groups of fields."""
    return bool(node["type"] == "array" and node["items"]["type"] == "object")


def list_entries(value: object) -> list[RecordData]:
    """The groups of fields in a list; nothing where a faulty record has something else."""
    entries = value if isinstance(value, list) else []
    return [entry for entry in entries if isinstance(entry, dict)]


def _build_columns(
    schema: Schema, group: JsonSchema, pointer: Pointer, section: str, always: bool
) -> Iterator[Column]:
    """The columns of a group of fields, which is there `always` or not."""
    for name, node in group["properties"].items():
        here, required = (*pointer, name), name in group.get("required", ())
        if node["type"] == "object":
            yield from _build_columns(schema, node, here, node["title"], always and required)
        elif not is_part(node):
            value_schema = node["items"] if node["type"] == "array" else node
            yield Column(
                here,
                node["title"],
                section,
                _requirement(here, required, always),
                node,
                _list_choices(schema, value_schema),
                _find_synonyms(schema, value_schema),
                schema.vocabularies.get(value_schema.get("vocabulary", "")),
                country_forms(schema),
            )


def _requirement(pointer: Pointer, required: bool, always: bool) -> Requirement:
    if not required or pointer[0] in AUTOMATIC_FIELDS:
        return "never"
    return "always" if always else "within"


def _find_synonyms(schema: Schema, node: JsonSchema) -> dict[str, str]:
    """The titles of fields within the fields that a source may support, as words for these.

    A page that shows the town shows where the group is based.
    """
    if "vocabulary" in node:
        return {}
    synonyms: dict[str, str] = {}
    for value in node.get("enum", ()):
        inner = schema.subschema(tuple(value.split("."))).get("properties", {})
        synonyms |= {field["title"]: value for field in inner.values()}
    return synonyms


def _list_choices(schema: Schema, node: JsonSchema) -> dict[str, str]:
    """The title of each value that a field with a list may hold."""
    if vocabulary := schema.vocabularies.get(node.get("vocabulary", "")):
        return {term.id: term.title for term in vocabulary.terms.values()}
    # A source names the fields that it supports; a person knows them by their titles.
    return {
        value: schema.subschema(tuple(value.split("."))).get("title", value)
        for value in node.get("enum", ())
    }
