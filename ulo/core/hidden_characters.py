"""Characters that nobody can see: where they carry nothing, they can hide what a text says.

docs/assets/js/values/texts.js has the same.
"""

import re
import unicodedata

# Drawn as nothing, or as a box: hyphens and joints that only programs see, fillers, variation
# selectors, signs of icon fonts, and halves of letters.
EMPTY_CHARACTERS = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u2800\u3164"
    "\ufe00-\ufe0e\ufeff\uffa0\ufff9-\ufffb\ud800-\uf8ff\U0001d173-\U0001d17a\U000e0001"
    "\U000e0100-\U000e01ef\U000f0000-\U0010ffff]"
)
# Emoji, and scripts in which joiners change how letters are drawn.
JOINED = "\u0600-\u0dff\u1000-\u109f\u1780-\u18af\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
JOINERS = re.compile(f"([{JOINED}]?)([\u200c\u200d]+)(?=([{JOINED}]?))")
# The flags of some parts of countries end in letters that are not drawn.
FLAG_LETTERS = re.compile(
    "(\U0001f3f4[\U000e0061-\U000e007a]{5}\U000e007f)|[\U000e0020-\U000e007f]"
)
# Of the categories below, these are drawn.
HIDDEN_CATEGORIES = ("Cf", "Cs", "Co", "Cn")


def find_hidden_character(text: str) -> str:
    """The first character beyond ASCII that nobody can see and nothing needs, or an empty text."""
    if text.isascii():
        return ""
    for match in (*JOINERS.finditer(text), *FLAG_LETTERS.finditer(text)):
        if _is_needed(match):
            text = text.replace(match.group(), "")
    return next(filter(_is_hidden, text), "")


def _is_needed(match: re.Match[str]) -> bool:
    if match.re is FLAG_LETTERS:
        return bool(match[1])
    return bool(match[1] and match[3]) and len(match[2]) == 1


def _is_hidden(character: str) -> bool:
    return character > "~" and (
        unicodedata.category(character) in HIDDEN_CATEGORIES
        or bool(EMPTY_CHARACTERS.match(character))
    )
