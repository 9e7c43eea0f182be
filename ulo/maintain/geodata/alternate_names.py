"""Which other names of a place are worth searching.

GeoNames does not say of what language a name is, and most are transcriptions into other languages.
So the rules look at letters and endings. A few foreign names stay in, which does no harm: they only
help somebody to find the place.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from ulo.core import fold


@dataclass(frozen=True)
class NameRules:
    """How names in the languages of a country are told from others.

    `accents` are those that these languages have, each as a combining character. `foreign_letters`
    are letters that they do without; they are allowed where the main name has them, too.
    `foreign_endings` are those with which other languages inflect a name. A `foreign_pattern` is in
    no name. `small_words` may stand in small letters at the start.
    """

    accents: str = ""
    foreign_letters: str = ""
    foreign_endings: tuple[str, ...] = ()
    foreign_pattern: str = ""
    small_words: tuple[str, ...] = ()


def read_rules(entry: Mapping[str, Any]) -> NameRules:
    """The rules as a file has them: `accents` are letters that have them, such as áéíóú."""
    letters = unicodedata.normalize("NFD", entry.get("accents", ""))
    return NameRules(
        "".join(sorted({letter for letter in letters if unicodedata.combining(letter)})),
        entry.get("foreign_letters", ""),
        tuple(entry.get("foreign_endings", ())),
        entry.get("foreign_pattern", ""),
        tuple(entry.get("small_words", ())),
    )


def filter_names(name: str, others: list[str], rules: NameRules) -> list[str]:
    """The other names of a place that people in the country may write, sorted.

    Of names that differ only in accents, case or punctuation, one is kept.
    """
    found: dict[str, str] = {}
    for other in others:
        key = fold(other)
        if key and key != fold(name) and _is_local_name(name, other, rules):
            # The spelling with more accents is more exact, so it stays.
            best = (found.get(key, ""), other)
            found[key] = max(best, key=lambda spelling: _count_accents(spelling, rules))
    return sorted(found.values())


def _is_local_name(name: str, other: str, rules: NameRules) -> bool:
    """Whether another name of a place may be of a language of the country."""
    plain = unicodedata.normalize("NFD", other)
    letters = rf"[A-Za-z{rules.accents} '\u2019./()-]+"
    if not re.fullmatch(letters, plain) or "  " in other:
        return False
    # In small letters it is a transcription, in capitals the code of an airport or a station.
    if other.islower() or other.isupper():
        return False
    if not other[0].isupper() and not other.startswith(tuple(f"{w} " for w in rules.small_words)):
        return False
    if (set(rules.foreign_letters) & set(other.lower())) - set(name.lower()):
        return False
    if rules.foreign_pattern and re.search(rules.foreign_pattern, other):
        return False
    return not _is_inflected(name, other, rules)


def _is_inflected(name: str, other: str, rules: NameRules) -> bool:
    """Whether a name is the main name with the ending of another language."""
    if " " in other or not other.endswith(rules.foreign_endings) or name.endswith(other[-2:]):
        return False
    pairs = zip(name.lower(), other.lower(), strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return shared >= 0.6 * len(name)


def _count_accents(text: str, rules: NameRules) -> tuple[int, str]:
    """A sort key: how many accents a name has, then the name."""
    return sum(sign in rules.accents for sign in unicodedata.normalize("NFD", text)), text
