"""Postcodes in what people write, and the parts of an address."""

import re

POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})\b", re.IGNORECASE)
OUTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?", re.IGNORECASE)


def split_address(address: str) -> tuple[str, str]:
    """The address without its postcode, and the postcode; that is empty where there is none."""
    match = POSTCODE.search(address)
    if not match:
        return address, ""
    rest = re.sub(r"\s*,(\s*,)+", ",", POSTCODE.sub("", address))
    return " ".join(rest.split()).strip(" ,."), match.group()
