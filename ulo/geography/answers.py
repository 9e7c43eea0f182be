"""What the geocoder answers, and every sentence that a person can meet when a place is not found. Errors are values."""

from dataclasses import dataclass

# From the most exact to the least.
COORDINATES, DISTRICT, TOWN, COUNCIL, WIDE = "coordinates", "postcode-district", "town", "council", "wide"
# How many decimals say as much as is known: two are about a kilometre, one about ten.
DECIMALS = {COORDINATES: 4, DISTRICT: 2, TOWN: 2, COUNCIL: 2, WIDE: 1}


@dataclass(frozen=True)
class Found:
    """One place. `area` is the id of its council or of the wider area that it is; a postcode district can lie in several
    `councils`, the one with most of it first."""

    label: str
    latitude: float
    longitude: float
    precision: str
    area: str
    councils: tuple[str, ...] = ()
    source: str = ""

    def __post_init__(self) -> None:
        for axis in ("latitude", "longitude"):
            object.__setattr__(self, axis, round(getattr(self, axis), DECIMALS[self.precision]))

    @property
    def point(self) -> tuple[float, float]:
        return self.latitude, self.longitude


@dataclass(frozen=True)
class Choices:
    """Several places of one name, by label: which of them is meant, only the person knows."""

    sentence: str
    options: tuple[Found, ...]


@dataclass(frozen=True)
class NotFound:
    """Nothing: why, in a sentence that says what to do, and what the person may have meant."""

    sentence: str
    suggestions: tuple[str, ...] = ()


Answer = Found | Choices | NotFound

SENTENCES = {
    "empty": "Write a town, a postcode or a council.",
    "long": "This is too long for a place. Write only a town, a postcode or a council.",
    "unknown": "We do not know a place called {query}. Choose a larger town near it, or write a postcode.",
    "spelling": "We do not know a place called {query}. Look at the spelling, choose a larger town near it, or write a postcode.",
    "several": "There is more than one {query}. Which one do you mean?",
    "elsewhere": "We do not know {query} in {area}. Is it one of these?",
    "not-in": "We do not know a place called {query} in {area}. You can choose {area} itself.",
    "wide": "{query} is too wide for one place on the map. Write a town, a postcode or a council.",
    "spread": "{query} is several areas. Which one do you mean?",
    "nowhere": "{query} is not a place on the map. Write the town, the postcode or the council where you are.",
    "northern-ireland": "Postcodes of Northern Ireland are not open data, so we can not place {query}. Choose a town, such as Belfast.",
    "abroad": "{query} is outside the United Kingdom. This directory covers the United Kingdom.",
    "parts": "{query} is several postcode districts. Which one do you mean?",
    "islands": "{query} is a postcode of {where}, which is outside the United Kingdom. This directory covers the United Kingdom.",
    "overseas": "{query} is a postcode of {where}. This directory covers the United Kingdom.",
    "forces": "{query} is a postcode of the British forces. It says nothing about where it is. Choose a town.",
    "post-only": "{query} is used for post only and is no place on the map. Choose a town.",
    "ended": "The postcode district {query} is not used any more. Write the new postcode, or choose a town.",
    "no-district": "There is no postcode that starts with {query}. Look at the spelling, or choose a town.",
    "outside": "The point {query} is not in the United Kingdom. Write the latitude first, then the longitude, such as 53.80, -1.55.",
    "swapped": "Latitude and longitude are the wrong way round. Write the latitude first: {mended}",
    "no-base": "The record does not say where the group is based.",
    "too-wide": "The record says only {area}, which is too wide for one place on the map.",
    "no-point": "{query} is no point on Earth. Write latitude and longitude in degrees, such as 53.80, -1.55.",
}


def not_found(sentence: str, *suggestions: str, **facts: str) -> NotFound:
    """A NotFound in the words of SENTENCES."""
    return NotFound(SENTENCES[sentence].format(**facts), suggestions)
