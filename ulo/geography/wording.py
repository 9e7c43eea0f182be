"""The words that people put around the name of a place, and those that mean where they are.

They are those of a language: schema/locales/ has them, under `place_words`.
docs/assets/js/places/wording.js says the same; tests/data/place_answers.yml holds the two together.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from ulo.core import NEVER, fold
from ulo.geography.names import name_key


class PlaceWording:
    """What the words of a language mean where a place is asked for.

    `section` has the lists of its alternatives. `patterns` are the regular expressions made of
    them, which browsers read, too; those that are not for folded texts are to ignore case.
    """

    def __init__(self, section: Mapping[str, Any]) -> None:
        self._section = section
        self.ordinary = frozenset(section.get("ordinary", "").split())
        self.compass_alone = frozenset(self._lines("compass_alone"))
        self.nationwide = frozenset(map(name_key, self._lines("nationwide")))
        self.online = frozenset(map(name_key, self._lines("online")))
        self.not_postcodes = self._lines("not_postcodes")
        county = section.get("county", {})
        # How a county is written in full, such as "county ": its name follows.
        self.county = f"{county['full']} " if county else ""
        article = rf"(?:{self._any('article')} )?(?=\S)"
        self.patterns = {
            # For folded texts.
            "near_me": self._any("near_me"),
            "alone": self._any("alone"),
            "lead": rf"^(?:{self._any('before_that')} )*{self._any('before')} {article}",
            "part": rf"^{self._any('part')}(?: {self._any('part_of')})? {article}",
            "tail": rf"(?<![ ,-])[ ,-]+{self._any('after')}$",
            "county": rf"^{_any_of(county.get('typed', '').splitlines())} ",
            "listed": rf" {self._any('and')} | ?& ?",
            "list": rf",? {self._any('and')} |,? ?& ?|, ?",
            # In small letters alone: "In" may be a name.
            "within": rf"^{self._any('within')} ",
        }

    def _lines(self, name: str) -> list[str]:
        lines: list[str] = self._section.get(name, "").splitlines()
        return lines

    def _any(self, name: str) -> str:
        """A pattern for any alternative of a list."""
        pattern = _any_of(self._lines(name))
        return re.sub(r"<(\w+)>", lambda match: self._any(match[1]), pattern)

    @cached_property
    def _compiled(self) -> dict[str, re.Pattern[str]]:
        return {
            name: re.compile(pattern, 0 if name == "within" else re.IGNORECASE)
            for name, pattern in self.patterns.items()
        }

    def is_near_me(self, text: str) -> bool:
        """Whether a text that should be a place says only that it is where the writer is."""
        key = fold(text)
        return any(self._compiled[name].fullmatch(key) for name in ("near_me", "alone"))

    def shorter_texts(self, text: str) -> Iterator[str]:
        """The text without what people put around a name, ever less of it: "the Northby area"."""
        lead, part, tail = (self._compiled[name] for name in ("lead", "part", "tail"))
        while True:
            shorter = tail.sub("", lead.sub("", text))
            if shorter == text:
                shorter = part.sub("", text)
            if shorter == text:
                return
            text = shorter
            yield text

    def county_names(self, name: str) -> tuple[str, ...]:
        """What a name may be written as: Co. East is County East, and that is East."""
        if not self.county:
            return (name,)
        county = self._compiled["county"].sub(self.county, name.strip())
        return name, county, county.removeprefix(self.county)

    def without_within(self, text: str) -> str:
        """The name of an area without what joins it to a place in it: "in Eastshire"."""
        return self._compiled["within"].sub("", text)

    def split_list(self, text: str) -> list[str]:
        """The names of a list such as "Eastshire and Westshire"; empty where a text is none.

        A comma alone says where a place is ("Northby, Eastshire"); with "and" it is a list.
        """
        if not self._compiled["listed"].search(text):
            return []
        return self._compiled["list"].split(text)


def _any_of(alternatives: Iterable[str]) -> str:
    return f"(?:{'|'.join(alternatives) or NEVER})"
