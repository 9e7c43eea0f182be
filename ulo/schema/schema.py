"""Everything that schema/ says: the shape of each kind of record, the vocabularies, the areas, the messages."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, ValidationError

from ulo.schema import validator
from ulo.schema.vocabulary import Areas, PartnerBody, Term, Vocabulary

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


@dataclass(frozen=True)
class PartnerRegister:
    """What schema/registers/partners.json says: bodies by id, whole texts that no rule can read, and parts of texts that name no body."""

    bodies: dict[str, PartnerBody]
    texts: dict[str, tuple[str, ...]]
    ignored: tuple[str, ...]


@dataclass(frozen=True)
class WithdrawnRegister:
    """Groups that asked to be taken off: for each the marks of what it is known by. `checks.withdrawn` makes and reads them."""

    salt: str = ""
    groups: tuple[tuple[str, ...], ...] = ()

    @cached_property
    def prefixes(self) -> frozenset[str]:
        """The quick part of every mark: what does not start so is on no list."""
        return frozenset(mark.partition("-")[0] for group in self.groups for mark in group)


@dataclass(frozen=True, eq=False)
class Schema:
    """Everything that schema/ says. `shape` is the JSON Schema of a record with each reference resolved, that of a group where
    nothing else is said; `shapes` has those of the library, by kind;
    `left_out` has, by folded name, why a group is not listed; `alike` lists words that people use for the same thing;
    `example` is a made-up record that shows how it is done; `moved` has the slug of today for each that a record had before;
    `withdrawn` are groups that asked to be taken off; `judging` has the questions of the sheet that judges what changed;
    `partners` are the bodies that groups work with; `folder` is where the derived tables are. Each is equal only to itself,
    so that it can be the key of what is made of it."""

    json_schema: JsonSchema
    library_json_schemas: dict[str, JsonSchema]
    vocabularies: Mapping[str, Vocabulary[Term]]
    areas: Areas
    messages: Messages
    left_out: dict[str, str]
    synonyms: list[list[str]]
    example: RecordData
    partners: PartnerRegister
    folder: Path
    redirects: dict[str, str]
    withdrawn: WithdrawnRegister
    judging: dict

    @cached_property
    def library(self) -> dict[str, "Schema"]:
        """The same for the records of the library, by kind: only `shape` differs."""
        return {
            kind: replace(self, json_schema=shape, library_json_schemas={})
            for kind, shape in self.library_json_schemas.items()
        }

    @property
    def name_field(self) -> str:
        """The field that says what a record is about: name, title or term. It is the first that is needed."""
        return self.json_schema["required"][0]

    def geography_table(self, name: str) -> dict:
        """A derived table of schema/geography/: places, districts, councils, map or sources. Read when first asked for."""
        return _read_json(self.folder / "geography" / f"{name}.json")

    @cached_property
    def _validator(self) -> Draft202012Validator:
        return validator.make_validator(self.json_schema)

    def iter_errors(self, data: object) -> Iterator[ValidationError]:
        """What the JSON Schema has against these data (after `cast`)."""
        return self._validator.iter_errors(data)

    def subschema(self, pointer: Pointer) -> JsonSchema:
        """The part of the shape that describes the field at this place; empty where there is none."""
        node = self.json_schema
        for step in pointer:
            node = (
                node.get("items", {})
                if isinstance(step, int)
                else node.get("properties", {}).get(step, {})
            )
        return node

    def cast(self, data: object, node: dict | None = None) -> object:
        """The data with numbers and booleans made of the texts that the shape says are such; the rest untouched."""
        node = self.json_schema if node is None else node
        if isinstance(data, dict):
            known = node.get("properties", {})
            return {key: self.cast(value, known.get(key, {})) for key, value in data.items()}
        if isinstance(data, list):
            return [self.cast(value, node.get("items", {})) for value in data]
        if node.get("type") == "integer" and INTEGER.fullmatch(data):
            return int(data)
        if node.get("type") == "boolean":
            return BOOLEANS.get(data, data)
        return data


@lru_cache(maxsize=8)
def _read_json(path: Path) -> dict:
    return json.loads(path.read_text("utf-8"))
