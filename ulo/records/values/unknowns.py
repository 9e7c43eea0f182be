"""Words that people write where they have nothing to say."""

import re

from ulo.records.values.texts import clean_text

# In small letters, each as the whole of an answer. "NA" is not here: it is Narcotics Anonymous.
UNKNOWN_WORDS = frozenset(
    (
        *("n/a", "none", "nil", "tbc", "tba", "tbd", "unknown", "not known", "not applicable"),
        *("don't know", "dont know", "do not know", "i don't know", "i dont know", "i do not know"),
        *("not available", "not sure", "to be confirmed", "to be announced", "none known"),
        *("not yet known", "no response"),
    )
)
ONLY_SIGNS = re.compile(r"[-?_.\u2010-\u2015\u2212\u2026/ ]+")
AROUND_SLASH = re.compile(r" ?[/\\] ?")
# No such word is longer.
MAX_LENGTH = 24


def is_unknown(text: str) -> bool:
    """Whether a whole answer says that there is none, or that it isn't known: N/A, -, TBC."""
    if len(text) > MAX_LENGTH * 4 or (text.isascii() and len(text) > MAX_LENGTH):
        return False
    word = clean_text(text).lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    if ONLY_SIGNS.fullmatch(word):
        return True
    return AROUND_SLASH.sub("/", word.strip("_[]().! ")) in UNKNOWN_WORDS
