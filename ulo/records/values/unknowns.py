"""Words that people write where they have nothing to say."""

import re
from collections.abc import Container

from ulo.records.values.texts import clean_text

ONLY_SIGNS = re.compile(r"[-?_.\u2010-\u2015\u2212\u2026/ ]+")
AROUND_SLASH = re.compile(r" ?[/\\] ?")
# No such word is longer.
MAX_LENGTH = 24


def is_unknown(text: str, words: Container[str]) -> bool:
    """Whether a whole answer says that there is none, or that it isn't known: N/A, -, TBC.

    `words` has such words, in small letters, each as the whole of an answer.
    """
    if len(text) > MAX_LENGTH * 4 or (text.isascii() and len(text) > MAX_LENGTH):
        return False
    word = clean_text(text).lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    if ONLY_SIGNS.fullmatch(word):
        return True
    return AROUND_SLASH.sub("/", word.strip("_[]().! ")) in words
