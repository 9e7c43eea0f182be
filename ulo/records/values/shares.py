"""Shares of a whole as people write them: 75 %, 75 per cent, 6 of 8, all.

docs/assets/js/values/shares.js does the same.
"""

import re

MAX_LENGTH = 60
NUMBER_WORDS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
)
NUMBER = f"([0-9]{{1,4}}|{'|'.join(NUMBER_WORDS)})"
PEOPLE = r"(?: (?:board )?(?:members|trustees|directors|people)| (?:of )?the board)?"
ALL = re.compile(rf"(?:all(?: of)?(?: the| its| our)?(?: {NUMBER})?(?: of them)?{PEOPLE}|everyone)")
PER_CENT = re.compile(r"([0-9]{1,3})(?:\.([0-9]{1,6}))? ?(?:%|per ?cent|in (?:every )?100)")
FRACTION = re.compile(
    rf"{NUMBER}(?: ?/ ?| (?:out )?of (?:the |its |our )?| in (?:every )?){NUMBER}{PEOPLE}"
)


def read_share(text: str) -> str:
    """A share in whole per cent; a text that is none, or says no one share, as it was written.

    Shares are rounded to the nearest whole number, but what isn't all is never 100, and what isn't
    nothing is never 0.
    """
    plain = " ".join(text.lower().split()).strip(" .")
    if len(text) > MAX_LENGTH or not plain.isascii():
        return text
    if ALL.fullmatch(plain):
        return "100"
    if found := PER_CENT.fullmatch(plain):
        decimals = found[2] or ""
        return _per_cent(int(found[1] + decimals), 100 * 10 ** len(decimals)) or text
    if found := FRACTION.fullmatch(plain):
        return _per_cent(_number(found[1]), _number(found[2])) or text
    return text


def _number(text: str) -> int:
    return NUMBER_WORDS.index(text) + 1 if text in NUMBER_WORDS else int(text)


def _per_cent(part: int, whole: int) -> str:
    """The share in per cent, or an empty text where the part is more than the whole."""
    if not whole or part > whole:
        return ""
    nearest = (200 * part + whole) // (2 * whole)
    if 0 < part < whole:
        nearest = min(max(nearest, 1), 99)
    return str(nearest)
