"""The data of a record with what an entry says put in its place. What it does not say stays."""

import copy
from collections import defaultdict
from collections.abc import Iterable, Sequence

from ulo.contribute.entries import CLEAR, Clear, FieldValue, GroupEntry, PartItem
from ulo.contribute.spreadsheet.columns import Part, build_layout, list_entries
from ulo.schema import Pointer, RecordData, Schema


def merge_entry(before: RecordData, entry: GroupEntry, schema: Schema) -> RecordData:
    """The data of the record afterwards; `before` is empty for a new one, and is not changed."""
    after = copy.deepcopy(before)
    for pointer, value in entry.values.items():
        set_value(after, pointer, value)
    for part in build_layout(schema).parts:
        if items := entry.parts.get(part.field):
            merged = complete_entries(list_entries(after.pop(part.field, None)), items, part)
            if merged:
                after[part.field] = merged
    return after


def set_value(data: RecordData, pointer: Pointer, value: FieldValue) -> None:
    """Puts a value in its place, or removes what is there; groups of fields left empty go, too."""
    *steps, last = map(str, pointer)
    groups = [data]
    for step in steps:
        inner = groups[-1].get(step)
        groups.append(inner if isinstance(inner, dict) else {})
        groups[-2][step] = groups[-1]
    if value is CLEAR:
        groups[-1].pop(last, None)
    else:
        groups[-1][last] = value
    for outer, step in zip(reversed(groups[:-1]), reversed(steps), strict=True):
        if not outer[step]:
            del outer[step]


def complete_entries(
    old: list[RecordData], items: Sequence[PartItem | Clear], part: Part
) -> list[RecordData]:
    """The entries of a part that take the place of those that are there.

    Where one plainly is an entry that is there, what it does not say stays.
    """
    new = [item for item in items if item is not CLEAR]
    old_by_key = _group_by_key([] if CLEAR in items else old, part)
    new_by_key = _group_by_key(new, part)
    merged = []
    for item in new:
        key = _part_key(item, part)
        same = old_by_key[key] if len(new_by_key[key]) == 1 else []
        known = same[0] if len(same) == 1 else {}
        values = {**known, **item}
        merged.append({name: value for name, value in values.items() if value is not CLEAR})
    return merged


def _group_by_key(items: Iterable[RecordData], part: Part) -> dict[str, list[RecordData]]:
    groups: dict[str, list[RecordData]] = defaultdict(list)
    for item in items:
        groups[_part_key(item, part)].append(item)
    return groups


def _part_key(item: RecordData, part: Part) -> str:
    """What tells one entry from another, as a text: a person may have put a list in its place."""
    return repr(item.get(part.key))
