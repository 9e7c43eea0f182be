"""Postcodes as people write them, and their first halves (outcodes).

docs/assets/js/values/postcodes.js does the same.
"""

import re

OUTCODE_FORM, INCODE_FORM = "[A-Z]{1,2}[0-9][A-Z0-9]?", "[0-9][A-Z]{2}"
WRITTEN_POSTCODE = re.compile(f"({OUTCODE_FORM}) ({INCODE_FORM})")
WRITTEN_OUTCODE = re.compile(OUTCODE_FORM)
POSTCODE_IN_TEXT = re.compile(rf"\b{OUTCODE_FORM} ?{INCODE_FORM}\b", re.IGNORECASE)
SEPARATORS = re.compile(r"[ .,_\u2010-\u2015-]+")
LABEL = re.compile(r"^post ?code ?:? ?", re.IGNORECASE)
# The first half as people type it. No outcode has a letter O behind its letters; only those of four
# areas begin with a letter and an O, for which people type a zero.
TYPED_OUTCODE = re.compile("([CPSY]0(?=[0-9])|[A-Z]{1,2})([0-9O])([A-Z0-9]?)")
TYPED_INCODE = re.compile("([0-9O])([A-Z]{2})")


def read_postcode(text: str) -> str:
    """A postcode or an outcode in capitals, with one space, and with 0 and O in their places.

    Other texts stay as they are.
    """
    letters = SEPARATORS.sub("", LABEL.sub("", text)).upper()
    if len(letters) > 7 or not re.search("[0-9]", letters):
        return text
    incode = TYPED_INCODE.fullmatch(letters[-3:])
    if incode and (outcode := _read_outcode(letters[:-3])):
        return f"{outcode} {incode[1].replace('O', '0')}{incode[2]}"
    return _read_outcode(letters) or text


def _read_outcode(letters: str) -> str:
    """The outcode with these letters; empty where they are none."""
    match = TYPED_OUTCODE.fullmatch(letters)
    if not match:
        return ""
    area, *district = match.groups()
    return area.replace("0", "O") + "".join(district).replace("O", "0")


def is_postcode(text: str) -> bool:
    """Whether this is a whole postcode, as `read_postcode` writes it."""
    return bool(WRITTEN_POSTCODE.fullmatch(text))


def is_outcode(text: str) -> bool:
    """Whether this is an outcode, as `read_postcode` writes it."""
    return bool(WRITTEN_OUTCODE.fullmatch(text))


def split_address(address: str) -> tuple[str, str]:
    """The address without its postcode, and the postcode; that is empty where there is none."""
    match = POSTCODE_IN_TEXT.search(address)
    if not match:
        return address, ""
    rest = re.sub(r"\s*,(\s*,)+", ",", POSTCODE_IN_TEXT.sub("", address))
    return " ".join(rest.split()).strip(" ,."), match.group()
