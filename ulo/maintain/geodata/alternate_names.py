"""Which other names of a place are worth searching: Welsh, Gaelic, Irish, Cornish and English ones.

GeoNames does not say of what language a name is, and most are transcriptions into other languages.
So the rules look at letters and endings. A few foreign names stay in, which does no harm: they only
help somebody to find the place.
"""

import re
import unicodedata
from itertools import takewhile

from ulo.core import fold

# Letters that these languages do without; they are allowed where the main name has them, too.
FOREIGN_LETTERS = set("jkqvxz")
ACCENTS = {"\u0300", "\u0301", "\u0302", "\u0308"}
# How other languages inflect a British name: Belfastas, Inverneso, Derae.
FOREIGN_ENDINGS = ("as", "us", "um", "os", "is", "es", "a", "o", "e", "i", "u", "ae")


def filter_names(name: str, others: list[str]) -> list[str]:
    """The other names of a place that people in these islands may write, sorted.

    Of names that differ only in accents, case or punctuation, one is kept.
    """
    found: dict[str, str] = {}
    for other in others:
        key = fold(other)
        if key and key != fold(name) and _is_local_name(name, other):
            # "Dùn Phrìs" is more exact than "Dun Phris", so the one with more accents stays.
            found[key] = max(found.get(key, ""), other, key=_accents_first)
    return sorted(found.values())


def _is_local_name(name: str, other: str) -> bool:
    """Whether another name of a place may be of a language of these islands."""
    plain = unicodedata.normalize("NFD", other)
    if not re.fullmatch(r"[A-Za-z\u0300\u0301\u0302\u0308 '\u2019./()-]+", plain) or "  " in other:
        return False
    # In small letters it is a transcription, in capitals the code of an airport or a station.
    if other.islower() or other.isupper():
        return False
    if not other[0].isupper() and not other.startswith(("an ", "y ")):
        return False
    if (FOREIGN_LETTERS & set(other.lower())) - set(name.lower()):
        return False
    if re.search(r"^Districtul|Kh|kh(?!a)", other):
        return False
    return not _is_inflected(name, other)


def _is_inflected(name: str, other: str) -> bool:
    """Whether a name is the main name with the ending of another language."""
    if " " in other or not other.endswith(FOREIGN_ENDINGS) or name.endswith(other[-2:]):
        return False
    pairs = zip(name.lower(), other.lower(), strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return shared >= 0.6 * len(name)


def _accents_first(text: str) -> tuple[int, str]:
    """A sort key: how many accents a name has, then the name."""
    return sum(sign in ACCENTS for sign in unicodedata.normalize("NFD", text)), text
