"""Coordinates as people write them: degrees with signs, or with the letters of the compass."""

import re

from ulo.geography.spatial_index import Point

_NUMBER = r"[-+−]?\d{1,3}(?:[.,]\d+)?"
_COORDINATES = re.compile(
    rf"(?:geo:)?({_NUMBER})\s*(?:°\s*)?(?:([NSns])\s*)?(?:[,;/]\s*|(?<=\s))"
    rf"({_NUMBER})\s*(?:°\s*)?([EWew])?"
)


def parse_coordinates(text: str) -> Point | None:
    """The point that a text gives, wherever it is; None for any other text."""
    found = _COORDINATES.fullmatch(text)
    if not found:
        return None
    first, north_or_south, second, east_or_west = found.groups()
    latitude, longitude = _parse_degrees(first), _parse_degrees(second)
    if north_or_south in ("N", "n"):
        latitude = abs(latitude)
    if east_or_west in ("W", "w"):
        longitude = -abs(longitude)
    return latitude, longitude


def _parse_degrees(text: str) -> float:
    return float(text.replace("−", "-").replace(",", "."))
