"""Values at a place in the data of a record."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from ulo.schema import Pointer, RecordData


def set_value(data: RecordData, pointer: Pointer, value: object) -> None:
    """Puts a value into a record, with the groups of fields and the entries on the way to it.

    What stands in their way, such as a text in a faulty record, is replaced.
    """
    part: Any = data
    for step, following in pairwise(pointer):
        if isinstance(step, int):
            part.extend({} for _ in range(step + 1 - len(part)))
            part = part[step]
        else:
            empty: Any = [{}] if isinstance(following, int) else {}
            if not isinstance(part.get(step), type(empty)):
                part[step] = empty
            part = part[step]
    part[pointer[-1]] = value


def find_value(data: RecordData, pointer: Sequence[str]) -> object:
    """The value at a place in a record; None where there is none."""
    part: object = data
    for step in pointer:
        part = part.get(step) if isinstance(part, dict) else None
    return part


def remove_value(data: RecordData, pointer: Pointer) -> None:
    """Removes a value from a record, and whatever is empty without it."""
    parts: list[Any] = [data]
    for step in pointer[:-1]:
        parts.append(parts[-1][step])
    del parts[-1][pointer[-1]]
    for part, step in zip(reversed(parts[:-1]), reversed(pointer[:-1]), strict=True):
        if not part[step]:
            del part[step]
