"""Shares of a whole as people write them: 75 %, 75 per cent, 6 of 8, all.

docs/assets/js/values/shares.js does the same.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from ulo.core import NEVER
from ulo.records.values.texts import strip_accents

MAX_LENGTH = 60


@dataclass(frozen=True, eq=False)
class ShareWords:
    """How people of a country write shares, in any of its languages.

    `numbers` are the words for one, two, three and so on, of one language after the other; several
    forms of one have a stroke between them. The others are patterns of words: all of a whole, and
    all who belong to it, as the whole answer; what stands before a whole, behind it, and between a
    part and its whole; and what stands behind a number of per cent.
    """

    numbers: tuple[tuple[str, ...], ...] = ()
    all: str = NEVER
    everyone: str = NEVER
    before_whole: str = NEVER
    behind_whole: str = NEVER
    out_of: str = NEVER
    per_cent: str = NEVER

    @cached_property
    def number_words(self) -> dict[str, int]:
        """The numbers by their words."""
        return {
            word: number
            for language in self.numbers
            for number, forms in enumerate(language, 1)
            for word in forms.split("/")
        }

    @cached_property
    def whole(self) -> re.Pattern[str]:
        """All of a whole."""
        return re.compile(
            rf"(?:{self.all})(?: (?:{self.before_whole}))?(?: {self._number})?{self._behind}"
            rf"|{self.everyone}"
        )

    @cached_property
    def percentage(self) -> re.Pattern[str]:
        """A number of per cent, with the digits behind its point."""
        return re.compile(rf"([0-9]{{1,3}})(?:\.([0-9]{{1,6}}))? ?(?:%|{self.per_cent})")

    @cached_property
    def fraction(self) -> re.Pattern[str]:
        """A part and its whole."""
        between = rf" ?/ ?| (?:{self.out_of})(?: (?:{self.before_whole}))? "
        return re.compile(rf"{self._number}(?:{between}){self._number}{self._behind}")

    @property
    def _number(self) -> str:
        return f"([0-9]{{1,4}}|{'|'.join(self.number_words) or NEVER})"

    @property
    def _behind(self) -> str:
        return f"(?: (?:{self.behind_whole}))?"

    def browser_data(self) -> dict[str, object]:
        """What the reader in the browser needs."""
        return {
            "numbers": self.number_words,
            "whole": self.whole.pattern,
            "percentage": self.percentage.pattern,
            "fraction": self.fraction.pattern,
        }


def read_share(text: str, words: ShareWords) -> str:
    """A share in whole per cent; a text that is none, or says no one share, as it was written.

    Shares are rounded to the nearest whole number, but what isn't all is never 100, and what isn't
    nothing is never 0.
    """
    if len(text) > MAX_LENGTH:
        return text
    plain = " ".join(strip_accents(text).lower().split()).strip(" .")
    if not plain.isascii():
        return text
    if words.whole.fullmatch(plain):
        return "100"
    if found := words.percentage.fullmatch(plain):
        decimals = found[2] or ""
        return _per_cent(int(found[1] + decimals), 100 * 10 ** len(decimals)) or text
    if found := words.fraction.fullmatch(plain):
        part, whole = (_number(found[place], words) for place in (1, 2))
        return _per_cent(part, whole) or text
    return text


def _number(text: str, words: ShareWords) -> int:
    return int(words.number_words.get(text, text))


def _per_cent(part: int, whole: int) -> str:
    """The share in per cent, or an empty text where the part is more than the whole."""
    if not whole or part > whole:
        return ""
    nearest = (200 * part + whole) // (2 * whole)
    if 0 < part < whole:
        nearest = min(max(nearest, 1), 99)
    return str(nearest)
