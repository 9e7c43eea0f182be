"""The areas behind the names that people write, and the parts of an address."""

import re

from ulo.schema import Area, Areas

POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})\b", re.IGNORECASE)
OUTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?", re.IGNORECASE)
# No place has a longer name.
MAX_NAME_LENGTH = 120
# What people write around the name of a place: "London Borough of X", "X City Council", "All X
# boroughs".
AREA_PREFIX = re.compile(
    r"^(all |the |((royal|london|metropolitan) )*(borough|city|county|district) of )+",
    re.IGNORECASE,
)
AREA_SUFFIX = re.compile(
    r"( (city|county|borough|metropolitan|district|unitary))*"
    r"( (council|county|boroughs?|district|area))$",
    re.IGNORECASE,
)
BRACKETS = re.compile(r"\s*\([^()]*\)")


def find_area(areas: Areas, name: str) -> Area | None:
    """The area with this name.

    It does not matter what kind of council people call it, or what they add in brackets.
    """
    if len(name) > MAX_NAME_LENGTH:
        return None
    bare = BRACKETS.sub("", name).strip()
    for text in (name, bare, AREA_SUFFIX.sub("", AREA_PREFIX.sub("", bare))):
        if area_id := areas.find(text):
            return areas[area_id]
    return None


def split_address(address: str) -> tuple[str, str]:
    """The address without its postcode, and the postcode; that is empty where there is none."""
    match = POSTCODE.search(address)
    if not match:
        return address, ""
    rest = re.sub(r"\s*,(\s*,)+", ",", POSTCODE.sub("", address))
    return " ".join(rest.split()).strip(" ,."), match.group()
