"""Lists in pages, so that one of 10,000 groups stays readable."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ulo.catalogue import Catalogue
from ulo.exports.api.references import Data, address

Entry = TypeVar("Entry")
# How many entries a page has at most. Programs go by `next`, so it may change.
PAGE_SIZE = 1000


@dataclass(frozen=True)
class Listing(Generic[Entry]):
    """A list: its entries, the URL of each of its pages by their number from 1, and what it says
    of an entry. An empty list has one empty page."""

    entries: Sequence[Entry]
    url: Callable[[int], str]
    describe: Callable[[Entry], Data]
    page_size: int

    @property
    def page_count(self) -> int:
        return max(1, -(-len(self.entries) // self.page_size))

    def page(self, catalogue: Catalogue, number: int) -> Data:
        """One page, with the addresses of those before and after it."""

        def neighbour(other: int) -> str | None:
            is_there = 1 <= other <= self.page_count
            return address(catalogue, self.url(other)) if is_there else None

        start = (number - 1) * self.page_size
        entries = self.entries[start : start + self.page_size]
        return {
            "total": len(self.entries),
            "number": number,
            "page_count": self.page_count,
            "page_size": self.page_size,
            "previous": neighbour(number - 1),
            "next": neighbour(number + 1),
            "items": [self.describe(entry) for entry in entries],
        }
