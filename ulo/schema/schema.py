"""Everything that schema/ says: the JSON Schemas of records, the vocabularies, the messages."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ulo.core import (
    DRAFT,
    InvalidFileError,
    Locale,
    Messages,
    Registers,
    check_schemes,
    make_registers,
    message,
    read_locales,
    read_yaml,
)
from ulo.schema import compiled, crisis, files
from ulo.schema.compiled import JsonSchema
from ulo.schema.country import Country, ReachIds, make_country
from ulo.schema.crisis import CrisisPhrases
from ulo.schema.files import PartnerRegister, WithdrawnRegister
from ulo.schema.pointers import Pointer
from ulo.schema.translation import (
    own_section,
    translate_json_schema,
    translate_parts,
    translate_vocabularies,
)
from ulo.schema.vocabulary import Areas, Term, Vocabulary
from ulo.schema.wording import Wording, read_wording

if TYPE_CHECKING:
    from jsonschema import ValidationError
    from jsonschema.protocols import Validator

# What a record says, by the names of its fields. Before the checks it may have any form; after them
# it has that of the JSON Schema, and the dataclasses of `model` have its types.
RecordData = dict[str, Any]

# The kinds of record besides groups, each with the folder in which its files are.
LIBRARY_FOLDERS = {"resource": "library/resources", "word": "library/words"}


@dataclass(frozen=True, eq=False)
class Schema:
    """Everything that schema/ says. Each is equal only to itself, so it can be the key of a cache.

    `json_schema` is that of the records of groups; `library` has the same for those of the library.
    `vocabularies` has the closed lists by id, the areas among them. `left_out` says by folded name
    why a group is not listed. `redirects` has the slug of today for each slug of the past, and
    `first_slugs` the first slug of each record that was renamed. `folder` is schema/ itself. What a
    check does not need is read when it is first asked for. `chosen_locale` is that of another
    language than the main one.
    """

    json_schema: JsonSchema
    library_json_schemas: dict[str, JsonSchema]
    vocabularies: Mapping[str, Vocabulary[Term]]
    left_out: dict[str, str]
    folder: Path
    redirects: dict[str, str]
    withdrawn: WithdrawnRegister
    first_slugs: dict[str, str] = field(default_factory=dict)
    chosen_locale: Locale | None = None

    @property
    def locale(self) -> Locale:
        """The sentences of its language, which is the main one unless another was chosen."""
        return self.chosen_locale or self.all_locales[0]

    @property
    def messages(self) -> Messages:
        """The sentences of the pages, by section and key."""
        return self.locale.messages

    @cached_property
    def locales(self) -> dict[str, Messages]:
        """The sentences in other languages, by language: as far as somebody has written them."""
        return {locale.language: locale.own_messages for locale in self.all_locales[1:]}

    @cached_property
    def all_locales(self) -> list[Locale]:
        """The locales of all languages in mkdocs.yml, the main one first."""
        return read_locales(self.folder.parent)

    def in_language(self, locale: Locale) -> "Schema":
        """The same in another language: messages, terms, areas, and what fields are called.

        What a locale does not have stays in the main language. Ids and order never change.
        """
        fields = own_section(locale, "schema_fields")
        return replace(
            self,
            json_schema=translate_json_schema(self.json_schema, fields),
            vocabularies=translate_vocabularies(self.vocabularies, locale),
            chosen_locale=locale,
        )

    @cached_property
    def judging(self) -> Messages:
        """The questions of the sheet for judging what changed."""
        judging: Messages = read_yaml(self.folder / "judging.yml")
        own = own_section(self.locale, "judging_sheet") if self.chosen_locale else {}
        translated: Messages = translate_parts(judging, own)
        return translated

    @cached_property
    def wording(self) -> Wording:
        """What people type, and what they mean by it."""
        return read_wording(self.folder)

    @property
    def word_forms(self) -> Messages:
        """How words of another language begin and end in their other forms, for the search."""
        return own_section(self.locale, "word_forms") if self.chosen_locale else {}

    @cached_property
    def mail_words(self) -> dict[str, dict[str, Any]]:
        """What people and their mail programs write, by language and kind."""
        path = self.folder / "mail_words.yml"
        return (read_yaml(path) or {}) if path.is_file() else {}

    @cached_property
    def crisis(self) -> CrisisPhrases:
        """What people type when they need help now."""
        return crisis.checked(read_yaml(self.folder / "crisis.yml"))

    @cached_property
    def crisis_lines(self) -> dict[str, list[str]]:
        """The lines of Help now by kind of crisis: sentences in Markdown, with their links.

        A kind for which the country has none is left out.
        """
        lines = self.country_file("crisis_lines")
        links = {name: f"[{line['name']}]({line['link']})" for name, line in lines.items()}
        texts = self.messages.get("crisis_lines", {})
        return {kind: text.format(**links).splitlines() for kind, text in texts.items()}

    @cached_property
    def example(self) -> RecordData:
        """The data of a made-up record."""
        example: RecordData = read_yaml(self.folder / "example.yml", only_texts=True)
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

    def of_file(self, path: str) -> "Schema":
        """The schema of the record in a file of the repository: that of groups, or of its kind."""
        folder = path.rpartition("/")[0]
        for kind, kind_folder in LIBRARY_FOLDERS.items():
            if folder == kind_folder:
                return self.library[kind]
        return self

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

    @cached_property
    def country(self) -> Country:
        """What is true of the whole country."""
        return make_country(self.country_file("country"))

    @property
    def reach_ids(self) -> ReachIds:
        """The reaches of vocabulary/reach.json that mean a nation, the country, and beyond."""
        return self.country.reach

    @property
    def locale_tag(self) -> str:
        """The BCP 47 tag of the main language as the country writes it, such as `en-IE`."""
        return "-".join(filter(None, (self.locale.language, self.country.code)))

    def country_file(self, name: str) -> dict[str, Any]:
        """What schema/country/NAME.yml says of the country; nothing where there is no such file."""
        return files.read_country_file(self.folder / "country" / f"{name}.yml")

    def word_list(self, name: str) -> dict[str, str]:
        """The lists of NAME.yml in the folder of the main language; none without such a file."""
        lists: dict[str, str] = files.read_country_file(self.locale.folder / f"{name}.yml").get(
            name, {}
        )
        return lists

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The BCP 47 tags of the languages of the country, the usual one first."""
        return self.country.languages or (self.locale.language,)

    def typed_words(self, language: str) -> dict[str, Any]:
        """What people write in a language around values; nothing where its locale has no list."""
        for folder in (language, f"{language}{DRAFT}"):
            if found := files.read_country_file(self.folder / "locales" / folder / "typed.yml"):
                typed: dict[str, Any] = found["typed"]
                return typed
        return {}

    def register_label(self, scheme: str) -> str:
        """What the numbers of a register are called; its scheme where nobody says that."""
        label: str = self.messages.get("register_labels", {}).get(scheme, scheme)
        return label

    @cached_property
    def registers(self) -> Registers:
        """The public registers of the country. Raises InvalidFileError where they don't fit."""
        path = self.folder / "country" / "registers.yml"
        try:
            registers = make_registers(self.country_file("registers"))
            if "identifiers" in self.json_schema["properties"] or self.library_json_schemas:
                check_schemes(registers, self.subschema(("identifiers",)).get("properties", ()))
        except ValueError as fault:
            raise InvalidFileError(path, "fault", reason=fault) from fault
        except (KeyError, TypeError, re.error) as fault:
            said = message("values.unusable", fault=fault)
            raise InvalidFileError(path, "fault", reason=said) from fault
        return registers

    def geography_table(self, name: str) -> dict[str, Any]:
        """A derived table of schema/geography/, read when it is first asked for; none is empty.

        It is empty where the country has no such table, such as one without postcodes or maps.
        `name` is `places`, `districts`, `councils`, `map` or `sources`; each has a form of its own.
        """
        path = self.folder / "geography" / f"{name}.json"
        return files.read_table(path)

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
