"""The areas behind the names that people write, and the parts of an address."""

import re
from collections.abc import Iterator

from ulo.core import fold
from ulo.schema import Area, Vocabulary

POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})\b", re.IGNORECASE)
OUTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?", re.IGNORECASE)
# No place has a longer name.
MAX_NAME_LENGTH = 120
# What people write around the name of a place: "London Borough of X", "X City Council", "All X boroughs".
AREA_PREFIX = re.compile(
    r"^(all |the |((royal|london|metropolitan) )*(borough|city|county|district) of )+",
    re.IGNORECASE,
)
AREA_SUFFIX = re.compile(
    r"( (city|county|borough|metropolitan|district|unitary))*( (council|county|boroughs?|district|area))$",
    re.IGNORECASE,
)


def find_area(areas: Vocabulary, name: str) -> Area | None:
    """The area with this name, whatever kind of council people call it and whatever they add in brackets."""
    if len(name) > MAX_NAME_LENGTH:
        return None
    bare = without_brackets(name)
    for text in (name, bare, AREA_SUFFIX.sub("", AREA_PREFIX.sub("", bare))):
        if area_id := areas.find(text):
            return areas[area_id]
    return None


def around(areas: Vocabulary, area: Area) -> Iterator[str]:
    """The area itself and those that it lies in, from the inside to the outside."""
    yield area.id
    while area.parent:
        area = areas[area.parent]
        yield area.id


def lies_within(areas: Vocabulary, area: Area, names: list[str]) -> bool:
    """Whether the area fits the nation and region that a line names; "UK" says nothing."""
    wanted = {areas.find(name) for name in names} - {None, "uk"}
    return wanted <= set(around(areas, area))


def council_of(areas: Vocabulary, town: str, serves: list[str], names: list[str]) -> str:
    """The council that a town is in, or the region London, where the names leave no doubt; else nothing.

    A town that is no council by name is in the one council that the group serves, if it serves one.
    """
    part, _, city = town.rpartition(", ")
    found = areas.find(town)
    if found is None and fold(city) == "london":
        borough = areas.find(part)
        found = borough if borough and "london" in around(areas, areas[borough]) else "london"
    if found == "london" or found and areas[found].kind == "council":
        return found if lies_within(areas, areas[found], names) else ""
    councils = [place for place in serves if areas[place].kind == "council"]
    return councils[0] if len(councils) == 1 else ""


def split_address(address: str) -> tuple[str, str]:
    """The address without its postcode, and the postcode."""
    match = POSTCODE.search(address)
    if not match:
        return address, ""
    rest = re.sub(r"\s*,(\s*,)+", ",", POSTCODE.sub("", address))
    return " ".join(rest.split()).strip(" ,."), match.group()


def without_brackets(text: str) -> str:
    return re.sub(r"\s*\([^()]*\)", "", text).strip()
