"""Reads the files of schema/."""

from pathlib import Path
from typing import Any, TypeVar

from ulo.core import message, read_json
from ulo.schema.compiled import JsonSchema
from ulo.schema.files import (
    read_country_file,
    read_left_out,
    read_moved,
    read_withdrawn,
    with_tuples,
)
from ulo.schema.schema import LIBRARY_FOLDERS, Schema
from ulo.schema.vocabulary import Area, Areas, Term, Vocabulary

T = TypeVar("T", bound=Term)
# What references begin with: to a field that differs from country to country, and to a definition,
# which such a field has from schema/organisation.json.
COUNTRY_FIELD = "country/fields.json#/"
DEFINITION = "#/$defs/"


def load(root: Path) -> Schema:
    """Reads schema/ below the root of the repository.

    Raises ValueError where a vocabulary has an id twice.
    """
    folder = root / "schema"
    vocabularies: dict[str, Vocabulary[Term]] = {
        path.stem: Vocabulary(*_read_heading(path, root), _read_terms(path, Term))
        for path in sorted((folder / "vocabulary").glob("*.json"))
    }
    path = folder / "areas.json"
    places = read_country_file(folder / "country" / "places.yml")
    vocabularies["areas"] = Areas(
        *_read_heading(path, root),
        _read_terms(path, Area),
        name_prefixes=tuple(places.get("name_prefixes", ())),
        name_endings=tuple(places.get("name_endings", ())),
    )
    fields = folder / "country" / "fields.json"
    of_country = read_json(fields) if fields.is_file() else {}
    organisation, *library = (
        _load_json_schema(folder / f"{kind}.json", vocabularies, of_country)
        for kind in ("organisation", *LIBRARY_FOLDERS)
    )
    moved, first = read_moved(folder / "registers" / "moved.json")
    return Schema(
        json_schema=organisation,
        library_json_schemas=dict(zip(LIBRARY_FOLDERS, library, strict=True)),
        vocabularies=vocabularies,
        left_out=read_left_out(folder / "registers" / "left-out.json"),
        folder=folder,
        redirects=moved,
        withdrawn=read_withdrawn(folder / "registers" / "withdrawn.json"),
        first_slugs=first,
    )


def _read_heading(path: Path, root: Path) -> tuple[str, str, str, str]:
    """The id, the title and the description of a vocabulary, and its path in the repository."""
    source = read_json(path)
    return (
        path.stem,
        source["title"],
        source["description"],
        path.relative_to(root).as_posix(),
    )


def _read_terms(path: Path, term_type: type[T]) -> dict[str, T]:
    """The terms of a vocabulary by id. Raises ValueError where an id is there twice."""
    terms: dict[str, T] = {}
    for entry in read_json(path)["oneOf"]:
        term_id = entry.pop("const")
        if term_id in terms:
            raise ValueError(message("core.files.twice", file=path.name, id=term_id))
        terms[term_id] = term_type(id=term_id, **with_tuples(entry))
    return terms


def _load_json_schema(
    path: Path, vocabularies: dict[str, Vocabulary[Term]], of_country: JsonSchema
) -> JsonSchema:
    source = read_json(path)
    source = _insert_fields(source, of_country)
    resolved: JsonSchema = _resolve_references(source, source["$defs"], vocabularies)
    return resolved


def _insert_fields(node: Any, of_country: JsonSchema) -> Any:
    """A part of a JSON Schema with the fields of the country; without those it does not have."""
    if isinstance(node, list):
        return [_insert_fields(part, of_country) for part in node]
    if not isinstance(node, dict):
        return node
    inserted = {}
    for key, value in node.items():
        reference = value.get("$ref", "") if isinstance(value, dict) else ""
        if not isinstance(reference, str) or not reference.startswith(COUNTRY_FIELD):
            inserted[key] = _insert_fields(value, of_country)
        elif found := of_country.get(reference.removeprefix(COUNTRY_FIELD)):
            inserted[key] = found
    return inserted


def _resolve_references(
    node: Any, definitions: dict[str, JsonSchema], vocabularies: dict[str, Vocabulary[Term]]
) -> Any:
    """A part of a JSON Schema in which each reference is replaced by what it refers to.

    A vocabulary becomes an enum: jsonschema checks it in one step, where a oneOf of thirty
    constants takes thirty. `vocabulary` has its id, for messages that name the list.
    """
    if isinstance(node, list):
        return [_resolve_references(part, definitions, vocabularies) for part in node]
    if not isinstance(node, dict):
        return node
    resolved = {
        key: _resolve_references(value, definitions, vocabularies)
        for key, value in node.items()
        if key != "$defs"
    }
    reference = resolved.pop("$ref", None)
    if reference is None:
        return resolved
    if DEFINITION in reference:
        return {**definitions[reference.partition(DEFINITION)[2]], **resolved}
    vocabulary = vocabularies[reference.removeprefix("vocabulary/").removesuffix(".json")]
    return {
        "type": "string",
        "enum": list(vocabulary.terms),
        "vocabulary": vocabulary.id,
        **resolved,
    }
