"""Everything that schema/ says: the JSON Schemas of records, the vocabularies, the messages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ulo.schema import compiled, crisis, files
from ulo.schema.compiled import JsonSchema
from ulo.schema.crisis import CrisisPhrases
from ulo.schema.files import PartnerRegister, WithdrawnRegister
from ulo.schema.vocabulary import Areas, Term, Vocabulary
from ulo.schema.wording import Wording, read_wording

if TYPE_CHECKING:
    from jsonschema import ValidationError
    from jsonschema.protocols import Validator

# The way to a value inside of a record: names of fields, and numbers of entries counted from 0.
Pointer = tuple[str | int, ...]
# What a record says, by the names of its fields. Before the checks it may have any form; after them
# it has that of the JSON Schema, and the dataclasses of `model` have its types.
RecordData = dict[str, Any]
# The sentences of a file of schema/locales/: texts by key, or nested sections of them.
Messages = dict[str, Any]

# The kinds of record besides groups, each with the folder in which its files are.
LIBRARY_FOLDERS = {"resource": "library/resources", "word": "library/words"}


@dataclass(frozen=True, eq=False)
class Schema:
    """Everything that schema/ says. Each is equal only to itself, so it can be the key of a cache.

    `json_schema` is that of the records of groups; `library` has the same for those of the library.
    `vocabularies` has the closed lists by id, the areas among them. `left_out` says by folded name
    why a group is not listed. `redirects` has the slug of today for each slug of the past, and
    `first_slugs` the first slug of each record that was renamed. `folder` is schema/ itself. What a
    check does not need is read when it is first asked for.
    """

    json_schema: JsonSchema
    library_json_schemas: dict[str, JsonSchema]
    vocabularies: Mapping[str, Vocabulary[Term]]
    left_out: dict[str, str]
    folder: Path
    redirects: dict[str, str]
    withdrawn: WithdrawnRegister
    first_slugs: dict[str, str] = field(default_factory=dict)

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
    def wording(self) -> Wording:
        """What people type, and what they mean by it."""
        return read_wording(self.folder)

    @cached_property
    def crisis(self) -> CrisisPhrases:
        """What people type when they need help now."""
        return crisis.checked(files.read_yaml(self.folder / "crisis.yml"))

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
    def _validator(self) -> "Validator":
        # jsonschema takes as long to import as a record takes to check, and most have no fault.
        from ulo.schema.validator import make_validator

        return make_validator(self.json_schema)

    @cached_property
    def _is_plainly_valid(self) -> compiled.Check:
        return compiled.make_check(self.json_schema)

    def iter_errors(self, data: RecordData) -> Iterator["ValidationError"]:
        """The errors that the JSON Schema finds in the data of a record (after `cast`)."""
        return iter(()) if self._is_plainly_valid(data) else self._validator.iter_errors(data)

    def subschema(self, pointer: Pointer) -> JsonSchema:
        """The part of the JSON Schema for the field at this place; empty where there is none."""
        node = self.json_schema
        for step in pointer:
            if isinstance(step, int):
                node = node.get("items", {})
            else:
                node = node.get("properties", {}).get(step, {})
        return node

    @cached_property
    def _cast(self) -> compiled.Cast:
        return compiled.make_cast(self.json_schema)

    def cast(self, data: RecordData) -> RecordData:
        """The data with the types that the JSON Schema states.

        Texts of integer and boolean fields become numbers and booleans where they are such; all
        other values stay as they are, and may be shared with the data that were given.
        """
        cast_data: RecordData = self._cast(data) if self._cast else data
        return cast_data


@lru_cache(maxsize=8)
def _read_table(path: Path) -> dict[str, Any]:
    return files.read_json(path)
