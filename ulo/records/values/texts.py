"""Texts without what nobody can see, where it carries nothing.

docs/assets/js/values/texts.js does the same.
"""

import re
import unicodedata

from ulo.core import hidden_characters

# Every kind of space, and control characters.
SPACES = re.compile("[\x00-\x20\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
# Marks without a width, and what turns the direction of reading until it is turned back.
DIRECTION_MARKS = "\u061c\u200e\u200f"
DIRECTION_TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ANY_MARK = re.compile(f"[{DIRECTION_MARKS}]")
RIGHT_TO_LEFT_LETTER = re.compile(
    "[\u0590-\u0605\u0608-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
)


def clean_text(text: str) -> str:
    """The text in one line with single spaces, without characters that carry nothing.

    What turns the direction of reading within a text stays: it can hide what is meant, so a rule
    names it.
    """
    if text.isascii():
        if text.isprintable() and "  " not in text:
            return text.strip(" ")
    else:
        text = hidden_characters.EMPTY_CHARACTERS.sub("", text)
        text = hidden_characters.JOINERS.sub(_keep_joiner, text)
        text = hidden_characters.FLAG_LETTERS.sub(r"\1", text)
        if not RIGHT_TO_LEFT_LETTER.search(text):
            text = ANY_MARK.sub("", text)
    return SPACES.sub(" ", text).strip(f" {DIRECTION_MARKS}{DIRECTION_TURNS}")


def strip_accents(text: str) -> str:
    """The text with plain letters in place of those with accents."""
    return re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFD", text))


def _keep_joiner(match: re.Match[str]) -> str:
    before, joiners, after = match.groups()
    return before + (joiners[0] if before and after else "")
