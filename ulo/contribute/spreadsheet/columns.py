"""The columns and sheets that the schema asks for. Nothing here names a field."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ulo.core import fold
from ulo.schema import Pointer, Schema, Vocabulary

# The directory keeps account of these itself: where they are empty, an import fills them in.
AUTOMATIC_FIELDS = ("added", "checked")


@dataclass(frozen=True, eq=False)
class Column:
    """One field that a cell can hold: its place in a record, or in one entry of a part.

    `choices` has the title of each word of its list, `other_words` what else people may write for one. `section` is the title of the group of fields around it; `needed` says whether it must be there: always, within
    its section, or never.
    """

    pointer: Pointer
    title: str
    section: str
    required: str
    node: dict
    choices: dict[str, str]
    synonyms: dict[str, str]
    vocabulary: Vocabulary | None

    @property
    def is_list(self) -> bool:
        return self.node["type"] == "array"

    @property
    def value_schema(self) -> dict:
        """The part of the schema that describes one value."""
        return self.node["items"] if self.is_list else self.node

    @property
    def is_boolean(self) -> bool:
        return self.node["type"] == "boolean"

    @cached_property
    def values_by_title(self) -> dict[str, str]:
        """The value behind each choice, as people may write it."""
        return {fold(title): value for title, value in self.synonyms.items()} | {
            fold(title): value for value, title in self.choices.items()
        }

    @property
    def path(self) -> str:
        return ".".join(map(str, self.pointer))


@dataclass(frozen=True, eq=False)
class Part:
    """A list of groups of fields, such as the sources: a sheet of its own with one entry a row."""

    field: str
    title: str
    required: str
    columns: tuple[Column, ...]
    # The field that tells one entry from another: the first that every entry has.
    key: str


@dataclass(frozen=True, eq=False)
class Layout:
    """The columns of the sheet of groups, and the parts with sheets of their own."""

    columns: tuple[Column, ...]
    parts: tuple[Part, ...]

    def find_column(self, pointer: Pointer) -> Column | None:
        """The column of the field at this place of a record."""
        columns = next(
            (part.columns for part in self.parts if part.field == pointer[0]), self.columns
        )
        fields = tuple(step for step in pointer if isinstance(step, str))
        return next(
            (
                column
                for column in columns
                if column.pointer == (fields if columns is self.columns else fields[1:])
            ),
            None,
        )


@lru_cache(maxsize=4)
def build_layout(schema: Schema) -> Layout:
    parts = []
    for field, node in schema.json_schema["properties"].items():
        if _is_part(node):
            entry = node["items"]
            needed = "always" if field in schema.json_schema["required"] else "never"
            parts.append(
                Part(
                    field,
                    node["title"],
                    needed,
                    tuple(_build_columns(schema, entry, (), "", True)),
                    entry["required"][0],
                )
            )
    return Layout(tuple(_build_columns(schema, schema.json_schema, (), "", True)), tuple(parts))


def _is_part(node: dict) -> bool:
    return node["type"] == "array" and node["items"]["type"] == "object"


def _build_columns(
    schema: Schema, group: dict, pointer: Pointer, section: str, always: bool
) -> Iterator[Column]:
    for name, node in group["properties"].items():
        here, required = (*pointer, name), name in group.get("required", ())
        if node["type"] == "object":
            yield from _build_columns(schema, node, here, node["title"], always and required)
        elif not _is_part(node):
            needed = (
                "never"
                if not required or here[0] in AUTOMATIC_FIELDS
                else "always"
                if always
                else "within"
            )
            leaf = node["items"] if node["type"] == "array" else node
            yield Column(
                here,
                node["title"],
                section,
                needed,
                node,
                _list_choices(schema, leaf),
                _find_synonyms(schema, leaf),
                schema.vocabularies.get(leaf.get("vocabulary")),
            )


def _find_synonyms(schema: Schema, leaf: dict) -> dict[str, str]:
    """The titles of fields within the fields that a source may support: a page that shows the town shows where the group is based."""
    inner = {
        value: schema.subschema(tuple(value.split(".")))
        for value in leaf.get("enum", ())
        if "vocabulary" not in leaf
    }
    return {
        part["title"]: value
        for value, node in inner.items()
        for part in node.get("properties", {}).values()
    }


def _list_choices(schema: Schema, leaf: dict) -> dict[str, str]:
    """The title of each value that a field with a list may hold."""
    if listed := schema.vocabularies.get(leaf.get("vocabulary")):
        return {term.id: term.title for term in listed.terms.values()}
    # A source names the fields that it supports; a person knows them by their titles.
    return {
        value: schema.subschema(tuple(value.split("."))).get("title", value)
        for value in leaf.get("enum", ())
    }
