"""Reads schema/: the only module that does."""

import json
from pathlib import Path
from typing import TypeVar

import yaml

from ulo.core import fold
from ulo.schema.schema import LIBRARY_FOLDERS, PartnerRegister, Schema, WithdrawnRegister
from ulo.schema.vocabulary import Area, Areas, PartnerBody, Term, Vocabulary

T = TypeVar("T", bound=Term)


def load(root: Path) -> Schema:
    """Reads schema/ below the root of the repository. Raises ValueError where our own files contradict each other."""
    folder = root / "schema"
    vocabularies: dict[str, Vocabulary[Term]] = {
        path.stem: Vocabulary(*_read_vocabulary(path, Term, root))
        for path in sorted((folder / "vocabulary").glob("*.json"))
    }
    areas = Areas(*_read_vocabulary(folder / "areas.json", Area, root))
    vocabularies[areas.id] = areas
    sources = {
        kind: json.loads((folder / f"{kind}.json").read_text("utf-8"))
        for kind in ("organisation", *LIBRARY_FOLDERS)
    }
    shapes = {
        kind: _resolve_references(source, source["$defs"], vocabularies)
        for kind, source in sources.items()
    }
    words = yaml.safe_load((folder / "locales" / "en.yml").read_text("utf-8"))
    left_out = json.loads((folder / "registers" / "left-out.json").read_text("utf-8"))
    reasons = {
        fold(group["name"]): left_out["reasons"][group["reason"]] for group in left_out["groups"]
    }
    alike = yaml.safe_load((folder / "synonyms.yml").read_text("utf-8"))
    moved = json.loads((folder / "registers" / "moved.json").read_text("utf-8"))["moved"]
    kept = json.loads((folder / "registers" / "withdrawn.json").read_text("utf-8"))
    withdrawn = WithdrawnRegister(kept["salt"], tuple(map(tuple, kept["groups"])))
    # Every value is a text, as in a record that is read.
    example = yaml.load((folder / "example.yml").read_text("utf-8"), yaml.BaseLoader)
    judging = yaml.safe_load((folder / "judging.yml").read_text("utf-8"))
    return Schema(
        shapes.pop("organisation"),
        shapes,
        vocabularies,
        areas,
        words,
        reasons,
        alike,
        example,
        _read_partners(folder),
        folder,
        moved,
        withdrawn,
        judging,
    )


def _read_partners(folder: Path) -> PartnerRegister:
    source = json.loads((folder / "registers" / "partners.json").read_text("utf-8"))
    tupled = lambda entry: {
        key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()
    }
    bodies = {
        entry["const"]: PartnerBody(entry.pop("const"), **tupled(entry))
        for entry in source["bodies"]
    }
    return PartnerRegister(bodies, tupled(source["texts"]), tuple(source["unnamed"]))


def _read_vocabulary(
    path: Path, kind: type[T], root: Path
) -> tuple[str, str, str, str, dict[str, T]]:
    """What a Vocabulary is made of. Raises ValueError where an id is there twice."""
    source = json.loads(path.read_text("utf-8"))
    terms: dict[str, T] = {}
    for entry in source["oneOf"]:
        facts = {
            key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()
        }
        term = kind(id=facts.pop("const"), **facts)
        if term.id in terms:
            raise ValueError(f"{path.name}: {term.id} stands there twice")
        terms[term.id] = term
    stated = path.relative_to(root).as_posix()
    return path.stem, source["title"], source["description"], stated, terms


def _resolve_references(
    node: object, definitions: dict, vocabularies: dict[str, Vocabulary]
) -> object:
    # An enum checks in one step what a oneOf of thirty constants checks in thirty; messages name the list.
    if isinstance(node, list):
        return [_resolve_references(part, definitions, vocabularies) for part in node]
    if not isinstance(node, dict):
        return node
    node = {
        key: _resolve_references(value, definitions, vocabularies)
        for key, value in node.items()
        if key != "$defs"
    }
    reference = node.pop("$ref", None)
    if reference is None:
        return node
    if reference.startswith("#/$defs/"):
        return {**definitions[reference.removeprefix("#/$defs/")], **node}
    listed = vocabularies[reference.removeprefix("vocabulary/").removesuffix(".json")]
    return {"type": "string", "enum": list(listed.terms), "vocabulary": listed.id, **node}
