"""Reads single files of schema/: plain JSON and YAML, and the registers."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ulo.core import fold
from ulo.schema.vocabulary import PartnerBody


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


def read_json(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_bytes())
    return content


def read_yaml(path: Path, *, only_texts: bool = False) -> Any:
    """The content of a YAML file; with `only_texts`, each value is a text, as in a record."""
    # To import it takes longer than all other reading for a check, which needs no YAML of schema/.
    import yaml

    loader: Any = yaml.BaseLoader if only_texts else yaml.SafeLoader
    if yaml.__with_libyaml__:
        loader = yaml.CBaseLoader if only_texts else yaml.CSafeLoader
    return yaml.load(path.read_bytes(), loader)


def with_tuples(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry of a JSON file with its lists as tuples, for a frozen dataclass."""
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()
    }


def read_partners(path: Path) -> PartnerRegister:
    source = read_json(path)
    bodies = {}
    for entry in source["bodies"]:
        body_id = entry.pop("const")
        bodies[body_id] = PartnerBody(id=body_id, **with_tuples(entry))
    return PartnerRegister(bodies, with_tuples(source["texts"]), tuple(source["unnamed"]))


def read_left_out(path: Path) -> dict[str, str]:
    """Why a group is not listed, by its folded name."""
    source = read_json(path)
    return {fold(group["name"]): source["reasons"][group["reason"]] for group in source["groups"]}


def read_withdrawn(path: Path) -> WithdrawnRegister:
    source = read_json(path)
    return WithdrawnRegister(source["salt"], tuple(tuple(group) for group in source["groups"]))
