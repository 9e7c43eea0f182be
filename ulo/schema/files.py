"""Reads single files of schema/: plain JSON and YAML, and the registers."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from ulo.core import InvalidFileError, fold, read_json, read_plain_yaml
from ulo.schema.vocabulary import PartnerBody

# BLAKE2b takes no longer key.
MAX_SALT = 64
# What a derived table that there is not stands for, by its name; others are simply empty.
EMPTY_TABLES: dict[str, dict[str, Any]] = {
    "districts": {"in_use": {}, "ended": [], "without_place": []},
    "sources": {"packages": [], "sha256": {}},
}


@dataclass(frozen=True)
class PartnerRegister:
    """The content of schema/registers/partners.json.

    `bodies` has the public bodies and others by id. `texts` has, for whole texts of the field
    `with` that no rule can read, the ids of the bodies that they name. `ignored` are parts of such
    texts that name no body.
    """

    bodies: dict[str, PartnerBody]
    texts: dict[str, tuple[str, ...]]
    ignored: tuple[str, ...]


@dataclass(frozen=True)
class WithdrawnRegister:
    """The groups that asked to be taken off: for each the salted digests of what identifies it.

    `checks.withdrawn` makes and compares them.
    """

    salt: str = ""
    groups: tuple[tuple[str, ...], ...] = ()

    @cached_property
    def prefixes(self) -> frozenset[str]:
        """The quickly computed prefix of every digest: what has none of them is on no list."""
        return frozenset(mark.partition("-")[0] for group in self.groups for mark in group)


def with_tuples(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry of a JSON file with its lists as tuples, for a frozen dataclass."""
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()
    }


def read_partners(path: Path) -> PartnerRegister:
    source = read_json(path, "bodies", "texts", "unnamed")
    bodies = {}
    for entry in source["bodies"]:
        body_id = entry.pop("const")
        bodies[body_id] = PartnerBody(id=body_id, **with_tuples(entry))
    return PartnerRegister(bodies, with_tuples(source["texts"]), tuple(source["unnamed"]))


def read_left_out(path: Path) -> dict[str, str]:
    """Why a group is not listed, by its folded name."""
    source = read_json(path, "reasons", "groups")
    reasons, groups = source["reasons"], source["groups"]
    _require(_has_texts(reasons, dict), path, "reasons")
    _require(isinstance(groups, list) and all(_has_texts(g, dict) for g in groups), path, "groups")
    _require(all("name" in g and g.get("reason") in reasons for g in groups), path, "groups")
    return {fold(group["name"]): source["reasons"][group["reason"]] for group in source["groups"]}


def read_moved(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Where each record that was renamed is now, and the first slug of each, by that of today."""
    source = read_json(path, "moved")
    moved, first = source["moved"], source.get("first", {})
    for name, part in (("moved", moved), ("first", first)):
        _require(_has_texts(part, dict), path, name)
    return moved, first


def _has_texts(value: object, kind: type[dict[str, str]] | type[list[str]]) -> bool:
    """Whether a value is a list of texts, or has texts alone by their names."""
    if not isinstance(value, kind):
        return False
    texts = value.values() if isinstance(value, dict) else value
    return all(isinstance(text, str) for text in texts)


def _require(is_sound: bool, path: Path, name: str) -> None:
    """Raises InvalidFileError where a part of a register does not have its form."""
    if not is_sound:
        raise InvalidFileError(path, "no_form", name=name)


def read_withdrawn(path: Path) -> WithdrawnRegister:
    source = read_json(path, "salt", "groups")
    salt, groups = source["salt"], source["groups"]
    _require(isinstance(salt, str) and salt.isascii() and len(salt) <= MAX_SALT, path, "salt")
    _require(isinstance(groups, list) and all(_has_texts(g, list) for g in groups), path, "groups")
    return WithdrawnRegister(source["salt"], tuple(tuple(group) for group in source["groups"]))


def read_country_file(path: Path) -> dict[str, Any]:
    """What a file for people to edit says; nothing where there is none."""
    return _read_version(path, _version(path))


def _version(path: Path) -> tuple[int, int]:
    """What tells a file from an earlier one: while `serve` runs, people edit these."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=32)
def _read_version(path: Path, version: tuple[int, int]) -> dict[str, Any]:
    return (read_plain_yaml(path) or {}) if version[0] else {}


def read_table(path: Path) -> dict[str, Any]:
    """A derived table; an empty one where there is no such file."""
    return _read_table_version(path, _version(path))


@lru_cache(maxsize=8)
def _read_table_version(path: Path, version: tuple[int, int]) -> dict[str, Any]:
    return read_json(path) if version[0] else EMPTY_TABLES.get(path.stem, {})
