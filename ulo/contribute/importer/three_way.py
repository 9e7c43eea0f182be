"""Compares three states of a fact: what was sent out, what came back, and what is there now.

Pure, and without any word about records: values are whatever can be compared, such as digests.
"""

from collections.abc import Hashable, Sequence
from enum import Enum, auto
from typing import TypeVar

Value = TypeVar("Value", bound=Hashable)


class Outcome(Enum):
    """What becomes of a fact: ours stays, theirs is taken, or a person has to decide."""

    OURS = auto()
    THEIRS = auto()
    CONFLICT = auto()


def decide(base: Sequence[Value] | None, ours: Sequence[Value], theirs: Sequence[Value]) -> Outcome:
    """Whose values stand. Each side has none, one or several; `base` is None if it is not known.

    Where it is not known, theirs are only taken where ours has none.
    """
    if theirs in (ours, base):
        return Outcome.OURS
    return Outcome.THEIRS if ours == (base or ()) else Outcome.CONFLICT


def merge_items(
    base: Sequence[Value], ours: Sequence[Value], theirs: Sequence[Value]
) -> list[Value]:
    """Ours without what they took out, and with what they added."""
    known, here, there = set(base), set(ours), set(theirs)
    kept = [item for item in ours if item in there or item not in known]
    return kept + [item for item in theirs if item not in here and item not in known]
