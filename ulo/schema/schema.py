"""Everything that schema/ says: the JSON Schemas of records, the vocabularies, the messages."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from jsonschema import ValidationError
from jsonschema.protocols import Validator

from ulo.schema import files, validator
from ulo.schema.files import PartnerRegister, WithdrawnRegister
from ulo.schema.vocabulary import Areas, Term, Vocabulary

# The way to a value inside of a record: names of fields, and numbers of entries counted from 0.
Pointer = tuple[str | int, ...]
# A JSON Schema with its references resolved, or a part of one. Each keyword has a type of its own.
JsonSchema = dict[str, Any]
# What a record says, by the names of its fields. Before the checks it may have any form; after them
# it has that of the JSON Schema, and the dataclasses of `model` have its types.
RecordData = dict[str, Any]
# The sentences of a file of schema/locales/: texts by key, or nested sections of them.
Messages = dict[str, Any]

# The kinds of record besides groups, each with the folder in which its files are.
LIBRARY_FOLDERS = {"resource": "library/resources", "word": "library/words"}
INTEGER = re.compile(r"-?[0-9]{1,9}")
BOOLEANS = {"true": True, "false": False}


@dataclass(frozen=True, eq=False)
class Schema:
    """Everything that schema/ says. Each is equal only to itself, so it can be the key of a cache.

    `json_schema` is that of the records of groups; `library` has the same for those of the library.
    `vocabularies` has the closed lists by id, the areas among them. `left_out` says by folded name
    why a group is not listed. `redirects` has the slug of today for each slug of the past. `folder`
    is schema/ itself. What a check does not need is read when it is first asked for.
    """

    json_schema: JsonSchema
    library_json_schemas: dict[str, JsonSchema]
    vocabularies: Mapping[str, Vocabulary[Term]]
    left_out: dict[str, str]
    folder: Path
    redirects: dict[str, str]
    withdrawn: WithdrawnRegister

    @cached_property
    def messages(self) -> Messages:
        """The sentences of the pages, by section and key."""
        messages: Messages = files.read_yaml(self.folder / "locales" / "en.yml")
        return messages

    @cached_property
    def judging(self) -> Messages:
        """The questions of the sheet for judging what changed."""
        judging: Messages = files.read_yaml(self.folder / "judging.yml")
        return judging

    @cached_property
    def synonyms(self) -> list[list[str]]:
        """Lists of words for the same thing."""
        synonyms: list[list[str]] = files.read_yaml(self.folder / "synonyms.yml")
        return synonyms

    @cached_property
    def example(self) -> RecordData:
        """The data of a made-up record."""
        example: RecordData = files.read_yaml(self.folder / "example.yml", only_texts=True)
        return example

    @cached_property
    def partners(self) -> PartnerRegister:
        """The bodies that groups work with."""
        return files.read_partners(self.folder / "registers" / "partners.json")

    @cached_property
    def library(self) -> dict[str, "Schema"]:
        """The same for the records of the library, by kind: only `json_schema` differs."""
        return {
            kind: replace(self, json_schema=json_schema, library_json_schemas={})
            for kind, json_schema in self.library_json_schemas.items()
        }

    @property
    def areas(self) -> Areas:
        """The vocabulary of areas."""
        areas = self.vocabularies["areas"]
        assert isinstance(areas, Areas)
        return areas

    @property
    def name_field(self) -> str:
        """The field that names the subject of a record, the first of the required ones.

        It is `name`, `title` or `term`.
        """
        required: list[str] = self.json_schema["required"]
        return required[0]

    def geography_table(self, name: str) -> dict[str, Any]:
        """A derived table of schema/geography/, read when it is first asked for.

        `name` is `places`, `districts`, `councils`, `map` or `sources`; each has a form of its own.
        """
        return _read_table(self.folder / "geography" / f"{name}.json")

    @cached_property
    def _validator(self) -> Validator:
        return validator.make_validator(self.json_schema)

    def iter_errors(self, data: RecordData) -> Iterator[ValidationError]:
        """The errors that the JSON Schema finds in the data of a record (after `cast`)."""
        return self._validator.iter_errors(data)

    def subschema(self, pointer: Pointer) -> JsonSchema:
        """The part of the JSON Schema for the field at this place; empty where there is none."""
        node = self.json_schema
        for step in pointer:
            if isinstance(step, int):
                node = node.get("items", {})
            else:
                node = node.get("properties", {}).get(step, {})
        return node

    def cast(self, data: RecordData) -> RecordData:
        """The data with the types that the JSON Schema states.

        Texts of integer and boolean fields become numbers and booleans where they are such; all
        other values stay as they are.
        """
        return {
            name: _cast(value, self.json_schema["properties"].get(name, {}))
            for name, value in data.items()
        }


def _cast(value: Any, node: JsonSchema) -> Any:
    if isinstance(value, dict):
        known = node.get("properties", {})
        return {name: _cast(part, known.get(name, {})) for name, part in value.items()}
    if isinstance(value, list):
        return [_cast(part, node.get("items", {})) for part in value]
    if node.get("type") == "integer" and INTEGER.fullmatch(value):
        return int(value)
    if node.get("type") == "boolean":
        return BOOLEANS.get(value, value)
    return value


@lru_cache(maxsize=8)
def _read_table(path: Path) -> dict[str, Any]:
    return files.read_json(path)
