"""Numbers of public registers, in any spacing and with whatever people write around them.

docs/assets/js/values/register_numbers.js does the same.
"""

import re
import unicodedata
from collections.abc import Iterator

MAX_LENGTH = 120
# What people write beside a number of any register.
LABELS = frozenset(
    "a and by charitable charities charity for gb in incorporated is no nr num number org "
    "organisation our reg register registered registration the uk under with".split()
)
# By the names that org-id.guide has for registers: what people write beside a number of this one
# alone. With the words of another register, it may be a number of that one.
REGISTERS = {
    "GB-CHC": frozenset("cc ccew chc cio commission england rc rcn wales".split()),
    "GB-SC": frozenset("oscr sc scio scotland scottish".split()),
    "GB-NIC": frozenset("ccni commission ireland nic northern".split()),
    "GB-COH": frozenset(
        "ch co coh companies company crn england house ireland limited ltd northern scotland "
        "wales".split()
    ),
    "GB-MPR": frozenset("fca industrial mpr mutual mutuals provident society".split()),
}
# These may be letters of a number, and go only where nothing fits with them.
MAY_BE_LETTERS = frozenset(("cc", "ch", "co", "rc", "sc"))
WORDS = re.compile("[A-Za-z]+|[0-9][0-9A-Za-z]*")
NUMBER = re.compile("([A-Z]*)([0-9]+)")
# Of a number that lost the zeros at its front, so many digits are left.
FEWEST_DIGITS = 5


def read_register_number(text: str, register: str, pattern: str, example: str) -> str:
    """The number as its register writes it; a text without one, or with two, stays as it is.

    `register` is one of REGISTERS; `pattern` and `example` are those of the field. Where the
    example has zeros at its front, zeros that a program took are given back.
    """
    if len(text) > MAX_LENGTH:
        return text
    labels = LABELS | REGISTERS[register]
    words = WORDS.findall(unicodedata.normalize("NFKC", text).replace("'", ""))
    while words and words[-1].lower() in labels:
        words.pop()
    while words and words[0].lower() in labels - MAY_BE_LETTERS:
        del words[0]
    while words:
        for number in _possible_numbers("".join(words).upper(), register, example):
            if re.search(pattern, number):
                return number
        if words[0].lower() not in labels:
            break
        del words[0]
    return text


def _possible_numbers(number: str, register: str, example: str) -> Iterator[str]:
    """The number as it is, without letters that are none of it, and with the zeros it may lack."""
    yield number
    match, shape = NUMBER.fullmatch(number), NUMBER.fullmatch(example)
    if not match or not shape:
        return
    letters, digits = match.groups()
    if letters.lower() in REGISTERS[register]:
        yield digits
    if len(digits) >= FEWEST_DIGITS and shape[2].startswith("0"):
        letters = letters or shape[1]
        yield letters + digits.zfill(len(example) - len(letters))
