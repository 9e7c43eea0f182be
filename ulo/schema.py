"""The only reader of schema/: the shape of each kind of record, the vocabularies, the areas and the house words."""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property, lru_cache
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator, ValidationError

from ulo import validator

Pointer = tuple[str | int, ...]
# The kinds of record besides groups, each with the folder in which its files are.
LIBRARY = {"resource": "library/resources", "word": "library/words"}
INTEGER = re.compile(r"-?[0-9]{1,9}")
BOOLEANS = {"true": True, "false": False}


@dataclass(frozen=True)
class Term:
    """One entry of a closed list. `phrase` is the title as it stands in the middle of a sentence; `note` helps
    those who choose a term."""

    id: str
    title: str
    phrase: str = ""
    description: str = ""
    note: str = ""
    easy_read: str = ""
    synonyms: tuple[str, ...] = ()
    icon: str = ""


@dataclass(frozen=True)
class Area:
    """A country, nation, region, council, wider area or former council; `code` is its official (GSS) code.

    `start` and `until` are ISO dates, `covers` the councils of a wider area, `districts` those of a county. `parts` are
    smaller places within it (former counties and districts, islands) whose names people write: they stand for the whole.
    """

    id: str
    title: str
    kind: str
    phrase: str = ""
    code: str = ""
    parent: str = ""
    welsh: str = ""
    gaelic: str = ""
    irish: str = ""
    other_names: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    start: str = ""
    until: str = ""
    successors: tuple[str, ...] = ()
    successors_named: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()

    @property
    def names(self) -> Iterator[str]:
        """Every name that people may write for it; those of its districts and parts, too."""
        own = (self.title, self.welsh, self.gaelic, self.irish, *self.other_names, *self.districts, *self.parts)
        return (name for name in own if name)


@dataclass(frozen=True)
class Body:
    """A public body, charity or company that groups work with; `kind` is a term of vocabulary/body.json. `area` is where it
    works, `until` the year in which it ended, and `became` who carries on."""

    id: str
    title: str
    kind: str
    other_names: tuple[str, ...] = ()
    area: str = ""
    until: str = ""
    became: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """What schema/partners.json says: bodies by id, whole texts that no rule can read, and parts of texts that name no body."""

    bodies: dict[str, Body]
    texts: dict[str, tuple[str, ...]]
    unnamed: tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """A closed list, and where it stands in the repository."""

    id: str
    title: str
    description: str
    path: str
    terms: dict[str, Term | Area]

    @cached_property
    def _by_word(self) -> dict[str, str]:
        words: dict[str, str] = {}
        for term in self.terms.values():
            for word in (*getattr(term, "synonyms", ()), *(term.names if isinstance(term, Area) else (term.title,))):
                words.setdefault(fold(word), term.id)
        return words

    def __getitem__(self, term_id: str) -> Term | Area:
        return self.terms[term_id]

    def find(self, text: str) -> str | None:
        """The id of the term that a person means by this text, if it is an id, a title or a synonym of one."""
        return text if text in self.terms else self._by_word.get(fold(text))

    def suggest(self, text: str) -> str | None:
        """The id nearest to what was written: by meaning first, then by spelling."""
        if meant := self.find(text):
            return meant
        words = {fold(term_id): term_id for term_id in self.terms} | self._by_word
        near = get_close_matches(fold(text), words, 1, 0.7)
        return words[near[0]] if near else None


@dataclass(frozen=True)
class Withdrawn:
    """Groups that asked to be taken off: for each the marks of what it is known by. `checks.withdrawn` makes and reads them."""

    salt: str = ""
    groups: tuple[tuple[str, ...], ...] = ()

    @cached_property
    def starts(self) -> frozenset[str]:
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

    shape: dict
    shapes: dict[str, dict]
    vocabularies: dict[str, Vocabulary]
    words: dict
    left_out: dict[str, str]
    alike: list[list[str]]
    example: dict
    partners: Table
    folder: Path
    moved: dict[str, str]
    withdrawn: Withdrawn
    judging: dict

    @property
    def areas(self) -> Vocabulary:
        return self.vocabularies["areas"]

    @cached_property
    def library(self) -> dict[str, "Schema"]:
        """The same for the records of the library, by kind: only `shape` differs."""
        return {kind: replace(self, shape=shape, shapes={}) for kind, shape in self.shapes.items()}

    @property
    def name_field(self) -> str:
        """The field that says what a record is about: name, title or term. It is the first that is needed."""
        return self.shape["required"][0]

    def table(self, name: str) -> dict:
        """A derived table of schema/geography/: places, districts, councils, map or sources. Read when first asked for."""
        return _table(self.folder / "geography" / f"{name}.json")

    @cached_property
    def _validator(self) -> Draft202012Validator:
        return validator.quick(self.shape)

    def faults(self, data: object) -> Iterator[ValidationError]:
        """What the JSON Schema has against these data (after `cast`)."""
        return self._validator.iter_errors(data)

    def node(self, pointer: Pointer) -> dict:
        """The part of the shape that describes the field at this place; empty where there is none."""
        node = self.shape
        for step in pointer:
            node = node.get("items", {}) if isinstance(step, int) else node.get("properties", {}).get(step, {})
        return node

    def cast(self, data: object, node: dict | None = None) -> object:
        """The data with numbers and booleans made of the texts that the shape says are such; the rest untouched."""
        node = self.shape if node is None else node
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


def load(root: Path) -> Schema:
    """Reads schema/ below the root of the repository. Raises ValueError where our own files contradict each other."""
    folder = root / "schema"
    vocabularies = {
        path.stem: _vocabulary(path, Area if path.stem == "areas" else Term, root)
        for path in [*sorted((folder / "vocabulary").glob("*.json")), folder / "areas.json"]
    }
    sources = {kind: json.loads((folder / f"{kind}.json").read_text("utf-8")) for kind in ("organisation", *LIBRARY)}
    shapes = {kind: _resolve(source, source["$defs"], vocabularies) for kind, source in sources.items()}
    words = yaml.safe_load((folder / "words" / "en.yml").read_text("utf-8"))
    left_out = json.loads((folder / "left-out.json").read_text("utf-8"))
    reasons = {fold(group["name"]): left_out["reasons"][group["reason"]] for group in left_out["groups"]}
    alike = yaml.safe_load((folder / "words" / "alike.yml").read_text("utf-8"))
    moved = json.loads((folder / "moved.json").read_text("utf-8"))["moved"]
    kept = json.loads((folder / "withdrawn.json").read_text("utf-8"))
    withdrawn = Withdrawn(kept["salt"], tuple(map(tuple, kept["groups"])))
    # Every value is a text, as in a record that is read.
    example = yaml.load((folder / "example.yml").read_text("utf-8"), yaml.BaseLoader)
    judging = yaml.safe_load((folder / "judging.yml").read_text("utf-8"))
    return Schema(shapes.pop("organisation"), shapes, vocabularies, words, reasons, alike, example, _partners(folder), folder, moved, withdrawn, judging)


@lru_cache(maxsize=8)
def _table(path: Path) -> dict:
    return json.loads(path.read_text("utf-8"))


def fold(text: str) -> str:
    """Lower case without accents, apostrophes and hyphens: how words are compared."""
    plain = text.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w\s]", " ", re.sub(r"['’]", "", plain)).split())


def slugify(text: str) -> str:
    """The file name (without .yml) that fits a name: ASCII letters and digits with hyphens, at most 80."""
    plain = unicodedata.normalize("NFKD", re.sub(r"['’]", "", text.replace("&", " and ")))
    slug = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower()).strip("-")
    return slug if len(slug) <= 80 else slug[:80].rpartition("-")[0]


def _partners(folder: Path) -> Table:
    source = json.loads((folder / "partners.json").read_text("utf-8"))
    tupled = lambda entry: {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    bodies = {entry["const"]: Body(entry.pop("const"), **tupled(entry)) for entry in source["bodies"]}
    return Table(bodies, tupled(source["texts"]), tuple(source["unnamed"]))


def _vocabulary(path: Path, kind: type, root: Path) -> Vocabulary:
    source = json.loads(path.read_text("utf-8"))
    terms = {}
    for entry in source["oneOf"]:
        facts = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
        term = kind(id=facts.pop("const"), **facts)
        if term.id in terms:
            raise ValueError(f"{path.name}: {term.id} stands there twice")
        terms[term.id] = term
    return Vocabulary(path.stem, source["title"], source["description"], path.relative_to(root).as_posix(), terms)


def _resolve(node: object, definitions: dict, vocabularies: dict[str, Vocabulary]) -> object:
    # An enum checks in one step what a oneOf of thirty constants checks in thirty; messages name the list.
    if isinstance(node, list):
        return [_resolve(part, definitions, vocabularies) for part in node]
    if not isinstance(node, dict):
        return node
    node = {key: _resolve(value, definitions, vocabularies) for key, value in node.items() if key != "$defs"}
    reference = node.pop("$ref", None)
    if reference is None:
        return node
    if reference.startswith("#/$defs/"):
        return {**definitions[reference.removeprefix("#/$defs/")], **node}
    listed = vocabularies[reference.removeprefix("vocabulary/").removesuffix(".json")]
    return {"type": "string", "enum": list(listed.terms), "vocabulary": listed.id, **node}
