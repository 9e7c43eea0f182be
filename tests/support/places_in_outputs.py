"""Whatever in an output looks like a place: coordinates, postcodes, doors.

`search` looks into one output of the site, whatever its format; `find_leaks` says which of the
coordinates in it are not allowed.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import drawing
from output_texts import read_texts
from ulo.site.page import evaluate

# Latitude, longitude, and how many decimals each may have.
Point = tuple[float, float, int]


@dataclass(frozen=True)
class Findings:
    """What one output says of places: coordinates, full postcodes without a space, which of the
    words that were looked for, codes for a place, and distances.
    """

    points: frozenset["Reading"]
    postcodes: frozenset[str]
    words: frozenset[str]
    codes: frozenset[str] = frozenset()
    distances: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reading:
    """A number that looks like a latitude, and those beside it that look like its longitude, as
    they are written.
    """

    latitude: str
    longitudes: tuple[str, ...] = ()

    @property
    def meanings(self) -> list[tuple[str, ...]]:
        """What can be meant: in a list of pairs, a number stands between two of the other kind."""
        return [(self.latitude, longitude) for longitude in self.longitudes] or [(self.latitude,)]

    def is_at(self, point: Point) -> bool:
        """Whether this is the point, in as many decimals as it may have, or fewer."""
        return any(
            all(
                decimals(text) <= point[2] and float(text) == round(axis, decimals(text))
                for text, axis in zip(meaning, point, strict=False)
            )
            for meaning in self.meanings
        )


def decimals(text: str) -> int:
    return len(text.partition(".")[2])


NUMBER = re.compile(r"(?<![\w.£])[-+−]?\d+\.\d+(?![\w.]*\d)(?!\s*(?:miles|km|%))")
LATITUDE, LONGITUDE = re.compile(r"(49|5\d|60)\.\d+"), re.compile(r"[-−]?\d\.\d+")
# Measures of a drawing are no degrees.
DRAWN = re.compile(r"""\s(?:d|points|viewBox|transform|[cr]?[xy]|r|width|height)="[^"]*\"""")


# What an output is drawn from is found in what is drawn.
DRAWN_FIELDS = {"context", "content"}


# Most pages are the same for all kinds of groups, and need to be searched only once.
@lru_cache(maxsize=20_000)
def coordinates(text: str) -> frozenset[Reading]:
    """All in a text that looks like a place in the United Kingdom: pairs in either order, and lone
    exact latitudes.
    """
    text = DRAWN.sub("", text)
    numbers, found = list(NUMBER.finditer(text)), set()
    for place, number in enumerate(numbers):
        if LATITUDE.fullmatch(number.group()):
            near = [
                other.group().replace("−", "-")
                for other in numbers[max(0, place - 1) : place + 2]
                if LONGITUDE.fullmatch(other.group())
                and beside(text, *sorted((number.span(), other.span())))
            ]
            if near or decimals(number.group()) > 1:
                found.add(Reading(number.group(), tuple(near)))
    return frozenset(found)


def beside(text: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether two numbers can be one pair: little between them, and no end of a list with the name
    of the next.
    """
    between = text[first[1] : second[0]]
    return len(between) <= 40 and not re.search(r"\d|\].*\w", between)


# As people write it, and as it stands in addresses; the outcode, then the rest.
POSTCODE = re.compile(
    r"(?<![A-Za-z0-9])([A-Z]{1,2}[0-9][A-Z0-9]?)(?:[ +_-]|%20)?([0-9][ABD-HJLNP-UW-Z]{2})"
    r"(?![A-Za-z0-9])",
    re.IGNORECASE,
)


@lru_cache(maxsize=20_000)
def postcodes(text: str) -> frozenset[str]:
    """All full postcodes in a text, without their spaces."""
    return frozenset(f"{out}{rest}".upper() for out, rest in POSTCODE.findall(text))


# References to the grids of Great Britain and Ireland, eastings with northings, plus codes, and the
# geohashes of these islands (a word with a digit in it).
CODES = (
    re.compile(
        r"(?<![\w/])(?:[HNOST][A-HJ-Z]|[A-HJ-Z])(?: \d{2,5} \d{2,5}|\d{6}|\d{8}|\d{10})(?!\w)"
    ),
    re.compile(r"(?<![\d.])[1-6]\d{5}(?:\.\d+)?(?:, ?| |;|/|\",\")\d{5,7}(?:\.\d+)?(?![\d.])"),
    re.compile(r"(?i:easting|northing|plus ?code|geohash|what3words|/{3}[a-z]+\.[a-z]+\.[a-z]+)"),
    re.compile(
        r"(?<!\w)(?:9[CF][2-9CFGHJMPQRVWX]{6}|[2-9CFGHJMPQRVWX]{4})\+[2-9CFGHJMPQRVWX]{2,3}(?!\w)"
    ),
    re.compile(r"(?<![\w/-])(?=\w*\d)(?:g[bcf]|u1)[0-9b-hjkmnp-z]{3,10}(?![\w-])"),
)
DISTANCE = re.compile(r"\d+(?:\.\d+)?(?:\s|&nbsp;)*(?:miles?|km)\b")


@lru_cache(maxsize=20_000)
def codes(text: str) -> frozenset[str]:
    """All in a text that stands for one spot, but for coordinates and postcodes."""
    return frozenset(found[0] for code in CODES for found in code.finditer(text))


@lru_cache(maxsize=20_000)
def distances(text: str) -> frozenset[str]:
    """All distances in a text: three of them tell where something is."""
    return frozenset(DISTANCE.findall(text))


def search(drawn: drawing.Drawn, url: str, words: Iterable[str] = ()) -> Findings:
    """All places in one output: in what is drawn of it, and in whatever else it says."""
    said = vars(drawn.items[url]).items()
    parts = [evaluate(value) for name, value in said if name not in DRAWN_FIELDS]
    contents = [
        *read_texts(url, drawn.content(url)),
        *(json.dumps(part, ensure_ascii=False) for part in parts if part),
    ]
    return Findings(
        frozenset().union(*map(coordinates, contents)),
        frozenset().union(*map(postcodes, contents)),
        frozenset(word for word in words if any(word in text for text in contents)),
        frozenset().union(*map(codes, contents)),
        frozenset().union(*map(distances, contents)),
    )


def find_leaks(
    found: Iterable[Reading], allowed: list[Point], general: Iterable[Reading] = ()
) -> list[Reading]:
    """What is neither at an allowed point nor written without any group, too."""
    known = {meaning for reading in general for meaning in reading.meanings}
    return [
        reading
        for reading in found
        if not any(reading.is_at(point) for point in allowed) and known.isdisjoint(reading.meanings)
    ]
