"""What the views have by key: lists under headings, and what is derived for one key at a time."""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

Item = TypeVar("Item")
Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


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


class LazyMapping(Mapping[Key, Value]):
    """Has a value for each of these keys, which `derive` makes when it is first asked for."""

    def __init__(self, keys: Collection[Key], derive: Callable[[Key], Value]) -> None:
        self._keys, self._derive = keys, derive
        self._values: dict[Key, Value] = {}

    def __getitem__(self, key: Key) -> Value:
        if key not in self._values:
            if key not in self._keys:
                raise KeyError(key)
            self._values[key] = self._derive(key)
        return self._values[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
