"""Postcodes as people write them: which outcode is meant, or why one is of no use here."""

import re
from dataclasses import dataclass

FULL = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?) *([0-9][A-Z]{2})")
# Some write the letter O or I in place of the digit that looks like it.
MISREAD = re.compile(r"([A-Z]{1,2}?)([0-9OI])([A-Z0-9]?)([0-9OI])([A-Z]{2})")
# Others write a digit in place of the letter: Y01 is YO1, and 0X4 is OX4. No district begins so.
_MISREAD_AREA = r"(?:[CPSY]0|0[LX]|1[GMPV])"
OUTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)(?: +[0-9][A-Z]?)?")
# A postcode among other words: a full one anywhere, half of one only as the first or last word.
_CODE = rf"(?:[A-Z]{{1,2}}|{_MISREAD_AREA})[0-9][A-Z0-9]?"
_HALF = rf"{_CODE}(?: +[0-9][A-Z]?)?"
AMONG_WORDS = tuple(
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        rf"(^|[^A-Z0-9])({_CODE}[^A-Z0-9]{{0,3}}[0-9][A-Z]{{2}})(?![A-Z0-9])",
        rf"(^|[\s,(])({_HALF})\W*$",
        rf"^(\W*)({_HALF})(?=[\s,)])",
    )
)
EIRCODE = re.compile(r"[ACDEFHKNPRTVWXY][0-9][0-9W] ?[0-9ACDEFHKNPRTVWXY]{4}")
BFPO = re.compile(r"(BFPO *[0-9]{1,4}|BF1 *[0-9][A-Z]{2}|BF1)")
CROWN_DEPENDENCIES = {"JE": "Jersey", "GY": "Guernsey", "IM": "the Isle of Man"}
OVERSEAS = {
    "GX11": "Gibraltar",
    "FIQQ": "the Falkland Islands",
    "ASCN": "Ascension Island",
    "STHL": "Saint Helena",
    "TDCU": "Tristan da Cunha",
    "PCRN": "the Pitcairn Islands",
    "TKCA": "the Turks and Caicos Islands",
    "BBND": "the British Indian Ocean Territory",
    "SIQQ": "South Georgia",
    "BIQQ": "the British Antarctic Territory",
}
# GIR was a bank, BX has no place, XX and XM are the post's own.
NON_GEOGRAPHIC = re.compile(r"GIR|BX[0-9]{1,2}|X[XM][0-9]{1,2}|QC[0-9]{1,2}")


@dataclass(frozen=True)
class Postcode:
    """A postcode as it is usually written, and its outcode.

    Where it cannot be used, `message_key` is the key of the message that says why, and `territory`
    the place outside the United Kingdom that it is of, if any.
    """

    text: str
    outcode: str
    message_key: str = ""
    territory: str = ""


def parse_postcode(text: str) -> Postcode | None:
    """The postcode that a text is, or None."""
    plain = re.sub(r"[\s.\-‐–—_]+", " ", text.upper()).strip()
    tight = plain.replace(" ", "")
    if BFPO.fullmatch(tight):
        return Postcode(re.sub(r"^(BFPO|BF1(?=.))", r"\1 ", tight), "BF1", "forces")
    if tight[:4] in OVERSEAS and re.fullmatch(r"(1ZZ|1AA)?", tight[4:]):
        code = tight[:4]
        return Postcode(f"{code} {tight[4:]}".strip(), code, "overseas", OVERSEAS[code])
    if NON_GEOGRAPHIC.fullmatch(tight) or NON_GEOGRAPHIC.fullmatch(tight[:-3]):
        return Postcode(plain, tight, "post-only")
    if EIRCODE.fullmatch(tight) and not FULL.fullmatch(tight):
        return Postcode(f"{tight[:3]} {tight[3:]}", tight[:3], "overseas", "Ireland")
    plain, tight = _mend_area(plain), _mend_area(tight)
    if match := FULL.fullmatch(tight):
        return _make_postcode(*match.groups())
    # With a space, the last digit belongs to the second half ("LS1 4"); without one, to the first
    # ("LS14").
    if match := OUTCODE.fullmatch(plain) or OUTCODE.fullmatch(tight):
        return _make_postcode(match.group(1))
    if match := MISREAD.fullmatch(tight):
        area, district, letter, sector, unit = match.groups()
        outcode = area + _letter_to_digit(district) + letter
        return _make_postcode(outcode, _letter_to_digit(sector) + unit)
    return None


def split_postcode(text: str) -> tuple[Postcode, str] | None:
    """A postcode among other words, and these words; or None."""
    for pattern in AMONG_WORDS:
        if match := pattern.search(text):
            postcode = parse_postcode(re.sub(r"[^A-Za-z0-9]+", " ", match.group(2)))
            rest = f"{text[: match.end(1)]} {text[match.end() :]}"
            rest = " ".join(rest.split()).strip(" ,;.()")
            if postcode and rest:
                return postcode, rest
    return None


def _mend_area(text: str) -> str:
    if re.match(rf"{_MISREAD_AREA}[0-9]", text):
        return text[:2].replace("0", "O").replace("1", "I") + text[2:]
    return text


def _make_postcode(outcode: str, incode: str = "") -> Postcode:
    text = f"{outcode} {incode}".strip()
    if outcode.startswith("BT"):
        return Postcode(text, outcode, "northern-ireland")
    if territory := CROWN_DEPENDENCIES.get(outcode[:2]):
        return Postcode(text, outcode, "islands", territory)
    return Postcode(text, outcode)


def _letter_to_digit(character: str) -> str:
    return character.replace("O", "0").replace("I", "1")
