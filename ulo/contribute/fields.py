"""Values at a place in the data of a record."""

from itertools import pairwise
from typing import Any

from ulo.schema import Pointer, RecordData


def set_value(data: RecordData, pointer: Pointer, value: object) -> None:
    """Puts a value into a record, with the groups of fields and first entries on the way to it."""
    part: Any = data
    for step, following in pairwise(pointer):
        if isinstance(step, int):
            part = part[step]
        else:
            part = part.setdefault(step, [{}] if isinstance(following, int) else {})
    part[pointer[-1]] = value


def remove_value(data: RecordData, pointer: Pointer) -> None:
    """Removes a value from a record, and whatever is empty without it."""
    parts: list[Any] = [data]
    for step in pointer[:-1]:
        parts.append(parts[-1][step])
    del parts[-1][pointer[-1]]
    for part, step in zip(reversed(parts[:-1]), reversed(pointer[:-1]), strict=True):
        if not part[step]:
            del part[step]
