"""How plain our texts should be."""

from dataclasses import dataclass
from math import ceil

from ulo.core import message


@dataclass(frozen=True)
class Aim:
    """The aim of a collection: its median grade and that of nine in ten texts.

    `longest` is how many words its longest sentence may have.
    """

    median: float = 6
    p90: float = 9
    longest: int = 25


PLAIN, EASY_READ = Aim(), Aim(median=3, p90=3, longest=15)


def suggest_split(words: int, most: int = PLAIN.longest) -> str:
    """Into how many sentences of at most `most` words one sentence would go, as a word."""
    parts = {2: "two", 3: "three", 4: "four"}.get(ceil(words / most), "several")
    return message(f"rules.long-sentence.parts.{parts}")
