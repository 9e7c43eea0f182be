"""Reads the files of schema/."""

from pathlib import Path
from typing import Any, TypeVar

from ulo.schema.compiled import JsonSchema
from ulo.schema.files import read_json, read_left_out, read_withdrawn, with_tuples
from ulo.schema.schema import LIBRARY_FOLDERS, Schema
from ulo.schema.vocabulary import Area, Areas, Term, Vocabulary

T = TypeVar("T", bound=Term)


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
    vocabularies["areas"] = Areas(*_read_heading(path, root), _read_terms(path, Area))
    organisation, *library = (
        _load_json_schema(folder / f"{kind}.json", vocabularies)
        for kind in ("organisation", *LIBRARY_FOLDERS)
    )
    moved = read_json(folder / "registers" / "moved.json")
    return Schema(
        json_schema=organisation,
        library_json_schemas=dict(zip(LIBRARY_FOLDERS, library, strict=True)),
        vocabularies=vocabularies,
        left_out=read_left_out(folder / "registers" / "left-out.json"),
        folder=folder,
        redirects=moved["moved"],
        withdrawn=read_withdrawn(folder / "registers" / "withdrawn.json"),
        first_slugs=moved.get("first", {}),
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
            raise ValueError(f"{path.name}: {term_id} stands there twice")
        terms[term_id] = term_type(id=term_id, **with_tuples(entry))
    return terms


def _load_json_schema(path: Path, vocabularies: dict[str, Vocabulary[Term]]) -> JsonSchema:
    source = read_json(path)
    resolved: JsonSchema = _resolve_references(source, source["$defs"], vocabularies)
    return resolved


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
    if reference.startswith("#/$defs/"):
        return {**definitions[reference.removeprefix("#/$defs/")], **resolved}
    vocabulary = vocabularies[reference.removeprefix("vocabulary/").removesuffix(".json")]
    return {
        "type": "string",
        "enum": list(vocabulary.terms),
        "vocabulary": vocabulary.id,
        **resolved,
    }
