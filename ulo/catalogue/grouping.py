"""Lists by key: the one way in which the views sort things under headings."""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

Item = TypeVar("Item")
Key = TypeVar("Key", bound=Hashable)


def group_by(
    items: Iterable[Item], keys_of: Callable[[Item], Iterable[Key]], keys: Iterable[Key] = ()
) -> dict[Key, list[Item]]:
    """The items under each of their keys, in their own order and once under each.

    `keys` come first, in this order, also those that no item has.
    """
    groups: dict[Key, list[Item]] = {key: [] for key in keys}
    for item in items:
        for key in dict.fromkeys(keys_of(item)):
            groups.setdefault(key, []).append(item)
    return groups
