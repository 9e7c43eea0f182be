"""Numbers of public registers, in any spacing and with whatever people write around them.

docs/assets/js/values/register_numbers.js does the same.
"""

import re
import unicodedata
from collections.abc import Iterator

from ulo.core import Register, Registers

MAX_LENGTH = 120
WORDS = re.compile("[A-Za-z]+|[0-9][0-9A-Za-z]*")
NUMBER = re.compile("([A-Z]*)([0-9]+)")
# Of a number that lost the zeros at its front, so many digits are left.
FEWEST_DIGITS = 5


def read_register_number(
    text: str, scheme: str, registers: Registers, pattern: str, example: str
) -> str:
    """The number as its register writes it; a text without one, or with two, stays as it is.

    `scheme` is that of one of the registers; `pattern` and `example` are those of the field. Where
    the example has zeros at its front, zeros that a program took are given back.
    """
    if len(text) > MAX_LENGTH:
        return text
    register = registers.by_scheme[scheme]
    labels = registers.labels | register.labels
    words = WORDS.findall(unicodedata.normalize("NFKC", text).replace("'", ""))
    while words and words[-1].lower() in labels:
        words.pop()
    while words and words[0].lower() in labels - registers.letters:
        del words[0]
    while words:
        for number in _possible_numbers("".join(words).upper(), register, example):
            if re.search(pattern, number):
                return number
        if words[0].lower() not in labels:
            break
        del words[0]
    return text


def _possible_numbers(number: str, register: Register, example: str) -> Iterator[str]:
    """The number as it is, without letters that are none of it, and with the zeros it may lack."""
    yield number
    match, shape = NUMBER.fullmatch(number), NUMBER.fullmatch(example)
    if not match or not shape:
        return
    letters, digits = match.groups()
    if letters.lower() in register.labels:
        yield digits
    if len(digits) >= FEWEST_DIGITS and shape[2].startswith("0"):
        letters = letters or shape[1]
        yield letters + digits.zfill(len(example) - len(letters))
