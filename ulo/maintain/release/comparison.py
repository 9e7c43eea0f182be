"""What happened to each group between two releases, without a word about those that are gone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ulo.schema import JsonSchema, Pointer, RecordData, Schema

BY_GROUP = "organisation"
# What stands for nothing: a record without the field says the same.
EMPTY_VALUES: tuple[object, ...] = (None, False, "", [], {})


class ChangeKind(StrEnum):
    """What happened to a group, in the order in which readers are told."""

    ADDED = "added"
    CHANGED = "changed"
    CONFIRMED = "confirmed"
    CLOSED = "closed"
    REOPENED = "reopened"
    MOVED = "moved"


@dataclass(frozen=True)
class GroupChange:
    """One thing that happened to one group; `id` is that of today.

    `fields` are the paths of what was changed, such as `contact.phone`; lists of groups of fields,
    such as `sources`, count as one. A group that moved had the id `former_id`; one that was
    confirmed has the ISO date of that day in `on`.
    """

    kind: ChangeKind
    id: str
    fields: tuple[str, ...] = ()
    former_id: str = ""
    on: str = ""


@dataclass(frozen=True)
class Comparison:
    """All that happened, in the order of the newer records; and how many groups were taken off."""

    changes: tuple[GroupChange, ...]
    removed: int

    def of_kind(self, kind: ChangeKind) -> list[GroupChange]:
        return [change for change in self.changes if change.kind == kind]

    @property
    def is_empty(self) -> bool:
        return not self.changes and not self.removed


def compare_records(
    before: Mapping[str, RecordData], after: Mapping[str, RecordData], schema: Schema
) -> Comparison:
    """What happened between two sets of records by id, each as `plain_record` gives it.

    Only `schema.redirects` tell that a group moved: who is gone without one is counted, whether it
    asked for that or not, and is named nowhere.
    """
    gone = [old for old in before if old not in after]
    moved = {old: schema.redirects[old] for old in gone if schema.redirects.get(old) in after}
    former = {new: old for old, new in moved.items() if new not in before}
    changes: list[GroupChange] = []
    for id, record in after.items():
        moves = (old for old, new in moved.items() if new == id)
        changes += (GroupChange(ChangeKind.MOVED, id, former_id=old) for old in moves)
        old = before.get(id, before.get(former.get(id, "")))
        if old is None:
            changes.append(GroupChange(ChangeKind.ADDED, id))
        elif old != record:
            changes += _compare(id, old, record, schema)
    return Comparison(tuple(changes), len(gone) - len(moved))


def _compare(
    id: str, before: RecordData, after: RecordData, schema: Schema
) -> Iterator[GroupChange]:
    """What happened to one group whose record differs; at least one thing."""
    fields = list(_list_fields(before, after, schema.json_schema, ()))
    if ("closed" in before) != ("closed" in after):
        yield GroupChange(ChangeKind.CLOSED if "closed" in after else ChangeKind.REOPENED, id)
        fields = [field for field in fields if not _is_in(field, "closed")]
    checked = after.get("checked", {})
    if checked.get("by") == BY_GROUP and checked != before.get("checked"):
        yield GroupChange(ChangeKind.CONFIRMED, id, on=checked.get("on", ""))
        fields = [field for field in fields if not _is_in(field, "checked")]
    if fields:
        yield GroupChange(ChangeKind.CHANGED, id, tuple(fields))


def _is_in(path: str, field: str) -> bool:
    return path.partition(".")[0] == field


def _list_fields(
    before: RecordData, after: RecordData, node: JsonSchema, pointer: Pointer
) -> Iterator[str]:
    """The paths of the fields that differ: known ones in the order of the schema, then others."""
    properties = node.get("properties", {})
    for name in dict.fromkeys([*properties, *before, *after]):
        old, new, here = before.get(name), after.get(name), (*pointer, name)
        if old == new:
            continue
        groups = [value for value in (old, new) if value is not None]
        if name in properties and all(isinstance(value, dict) for value in groups):
            yield from _list_fields(old or {}, new or {}, properties[name], here)
        else:
            yield ".".join(map(str, here))


def plain_record(data: RecordData) -> RecordData:
    """A record without its id and version, and without what says nothing.

    Two that say the same are equal.
    """
    fields = {name: data[name] for name in data if name not in ("id", "version")}
    plain: RecordData = _without_empty(fields)
    return plain


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        inner = {name: _without_empty(part) for name, part in value.items()}
        return {name: part for name, part in inner.items() if part not in EMPTY_VALUES}
    return [_without_empty(part) for part in value] if isinstance(value, list) else value
