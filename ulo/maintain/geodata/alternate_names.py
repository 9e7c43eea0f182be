"""Which of the other names of a place are worth searching: Welsh, Gaelic, Irish, Cornish and English ones.

GeoNames does not say of what language a name is, and most are spellings of one sound in another script's letters. So
the rules look at letters and endings. A few strange names stay in; they only help somebody to find the place.
"""

import os
import re
import unicodedata

from ulo.core import fold

# Letters that these languages do without; they count as ours where the main name has them, too.
FOREIGN_LETTERS = set("jkqvxz")
ACCENTS = {"\u0300", "\u0301", "\u0302", "\u0308"}
# How other languages make a British name their own: Belfastas, Inverneso, Derae.
FOREIGN_ENDINGS = ("as", "us", "um", "os", "is", "es", "a", "o", "e", "i", "u", "ae")


def filter_names(name: str, others: list[str]) -> list[str]:
    """The other names of a place that people in these islands may write, one for each way to fold it, sorted."""
    found: dict[str, str] = {}
    for other in others:
        key = fold(other)
        if key and key != fold(name) and _is_local_name(name, other):
            # "Dùn Phrìs" says more than "Dun Phris": the better accented of two stays.
            found[key] = max(
                found.get(key, ""), other, key=lambda text: (_count_accents(text), text)
            )
    return sorted(found.values())


def _is_local_name(name: str, other: str) -> bool:
    plain = unicodedata.normalize("NFD", other)
    if not re.fullmatch(r"[A-Za-z\u0300\u0301\u0302\u0308 '’./()-]+", plain) or "  " in other:
        return False
    # Without capitals it is a transcription, with nothing else an airport or a station.
    if (
        other.islower()
        or other.isupper()
        or not other[0].isupper()
        and not other.startswith(("an ", "y "))
    ):
        return False
    if (FOREIGN_LETTERS & set(other.lower())) - set(name.lower()) or re.search(
        r"^Districtul|Kh|kh(?!a)", other
    ):
        return False
    shared = len(os.path.commonprefix([name.lower(), other.lower()]))
    return not (
        " " not in other
        and shared >= 0.6 * len(name)
        and other.endswith(FOREIGN_ENDINGS)
        and not name.endswith(other[-2:])
    )


def _count_accents(text: str) -> int:
    return sum(sign in ACCENTS for sign in unicodedata.normalize("NFD", text))
