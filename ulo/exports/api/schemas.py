"""What each file of the program interface holds, as JSON Schema (2020-12).

A record is described by schema/organisation.json itself. Our own objects always have all of their
fields; null stands for what is not known. Nothing forbids other fields, since new ones may come.
"""

from typing import Any

from ulo.catalogue import Catalogue
from ulo.core import format_message, join_list
from ulo.exports.api.fields import LISTS, TEXT, Fields, object_fields
from ulo.schema import JsonSchema

# What only our own checks read.
NOT_FOR_OTHERS = frozenset(("$id", "$schema", "vocabulary", "literal", "ahead"))
# What would forbid new fields.
CLOSES = ("additionalProperties", False)


def component_schemas(catalogue: Catalogue) -> dict[str, JsonSchema]:
    """The JSON Schemas by name; they refer to each other as an OpenAPI description wants it."""
    schemas = {
        name: _object(catalogue, name, fields) for name, fields in object_fields(catalogue).items()
    }
    for name in LISTS:
        # A list that is part of an entry has no licence of its own.
        schemas[name]["properties"]["licence"] = _described(catalogue, "licence", TEXT)
    return {**schemas, "OrganisationRecord": _for_others(catalogue.schema.json_schema)}


def _object(catalogue: Catalogue, name: str, fields: Fields) -> JsonSchema:
    return {
        "type": "object",
        "description": catalogue.messages["api"]["objects"][name],
        "required": list(fields),
        "properties": {key: _described(catalogue, key, field) for key, field in fields.items()},
    }


def _described(catalogue: Catalogue, key: str, field: JsonSchema) -> JsonSchema:
    text = catalogue.messages["api"]["fields"][key]
    return {"description": _in_languages(catalogue, text) if key == "names" else text, **field}


def _in_languages(catalogue: Catalogue, text: str) -> str:
    """A text with a gap for the country's other languages."""
    name = catalogue.schema.locale.language_name
    languages = [f"{name(tag)} ({tag})" for tag in catalogue.schema.country.other_languages]
    if not languages:
        return str(catalogue.messages["api"]["no_names"])
    listed = join_list(languages, catalogue.messages["lists"], "or")
    return format_message(text, languages=listed)


def _for_others(node: Any) -> Any:
    """The JSON Schema of a record, or a part of it, as other programs need it."""
    if isinstance(node, list):
        return [_for_others(part) for part in node]
    if not isinstance(node, dict):
        return node
    return {
        # The names of fields are no keywords.
        key: {name: _for_others(part) for name, part in value.items()}
        if key == "properties"
        else _for_others(value)
        for key, value in node.items()
        if key not in NOT_FOR_OTHERS and (key, value) != CLOSES
    }
