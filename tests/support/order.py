"""The order in which tests begin: what takes longest comes first.

What began last would run alone, while the other processes have nothing left to do.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol, TypeVar

FOLDER = Path(__file__).resolve().parents[1]
# The files with the longest tests, longest first.
LONGEST = (
    "browser/test_axe.py",
    "site/test_incremental.py",
    "browser/test_keyboard.py",
    "site/test_plan.py",
    "browser/test_layout.py",
    "browser/test_spoken.py",
    "site/test_parts.py",
    "site/test_contributing.py",
    "unit/test_spreadsheet_round_trip.py",
    "unit/test_reading_cache.py",
)


class Test(Protocol):
    """What pytest calls an item."""

    path: Path


AnyTest = TypeVar("AnyTest", bound=Test)


def longest_first(tests: Iterable[AnyTest]) -> list[AnyTest]:
    """The tests in the order of LONGEST; all others come after them, in their own order."""
    place = {FOLDER / name: number for number, name in enumerate(LONGEST)}
    return sorted(tests, key=lambda test: place.get(test.path, len(place)))
