"""Postcodes as people write them: which district is meant, or why the postcode is of no use here."""

import re
from dataclasses import dataclass

FULL = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?) *([0-9][A-Z]{2})")
# In place of a digit, some write the letter that looks like it.
MISREAD = re.compile(r"([A-Z]{1,2}[0-9OI][A-Z0-9]?) *([0-9OI])([A-Z]{2})")
OUTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)(?: +[0-9][A-Z]?)?")
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
    """A postcode as it is usually written, its district, and the key of the sentence that says why
    it can not be used.
    """

    text: str
    outcode: str
    message_key: str = ""
    territory: str = ""


def parse_postcode(text: str) -> Postcode | None:
    """The postcode in a text: the text as a whole, or a full postcode somewhere in it. None if
    there is none.
    """
    plain = re.sub(r"[\s.\-‐–—_]+", " ", text.upper()).strip()
    tight = plain.replace(" ", "")
    if BFPO.fullmatch(tight):
        return Postcode(re.sub(r"^(BFPO|BF1(?=.))", r"\1 ", tight), "BF1", "forces")
    if tight[:4] in OVERSEAS and re.fullmatch(r"(1ZZ|1AA)?", tight[4:]):
        return Postcode(
            tight[:4] + (" " + tight[4:] if tight[4:] else ""),
            tight[:4],
            "overseas",
            OVERSEAS[tight[:4]],
        )
    if NON_GEOGRAPHIC.fullmatch(tight) or NON_GEOGRAPHIC.fullmatch(tight[:-3]):
        return Postcode(plain, tight, "post-only")
    if EIRCODE.fullmatch(tight) and not FULL.fullmatch(tight):
        return Postcode(f"{tight[:3]} {tight[3:]}", tight[:3], "overseas", "Ireland")
    if found := FULL.fullmatch(tight):
        return _make_postcode(*found.groups())
    # With a space, the last digit is of the second half ("LS1 4"); without, it is of the first
    # ("LS14").
    if found := OUTCODE.fullmatch(plain) or OUTCODE.fullmatch(tight):
        return _make_postcode(found.group(1))
    if found := MISREAD.fullmatch(tight):
        area, digit, rest = re.fullmatch(
            r"([A-Z]{1,2}?)([0-9OI])([A-Z0-9]?)", found.group(1)
        ).groups()
        return _make_postcode(
            area + _letter_to_digit(digit) + rest, _letter_to_digit(found.group(2)) + found.group(3)
        )
    if found := re.search(
        rf"(?<![A-Z0-9]){FULL.pattern}(?![A-Z0-9])", re.sub(r"[^A-Z0-9]", " ", text.upper())
    ):
        return _make_postcode(*found.groups())
    return None


def _make_postcode(outcode: str, rest: str = "") -> Postcode:
    text = f"{outcode} {rest}".strip()
    if outcode.startswith("BT"):
        return Postcode(text, outcode, "northern-ireland")
    if where := CROWN_DEPENDENCIES.get(outcode[:2]):
        return Postcode(text, outcode, "islands", where)
    return Postcode(text, outcode)


def _letter_to_digit(sign: str) -> str:
    return sign.replace("O", "0").replace("I", "1")
