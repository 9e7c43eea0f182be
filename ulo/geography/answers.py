"""What the geocoder answers. Errors are values; their sentences are in schema/locales/, under
`answers`.
"""

from dataclasses import dataclass

# From the most exact to the least.
COORDINATES, OUTCODE, TOWN, COUNCIL, WIDE = (
    "coordinates",
    "postcode-district",
    "town",
    "council",
    "wide",
)
# How many decimals say as much as is known: two are about a kilometre, one about ten.
DECIMALS = {COORDINATES: 4, OUTCODE: 2, TOWN: 2, COUNCIL: 2, WIDE: 1}


@dataclass(frozen=True)
class PlaceMatch:
    """One place. `area` is the id of its council or of the wider area that it is; a postcode
    district can lie in several `councils`, the one with most of it first.
    """

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
class Ambiguous:
    """Several places of one name, by label: which of them is meant, only the person knows."""

    message: str
    options: tuple[PlaceMatch, ...]


@dataclass(frozen=True)
class NotFound:
    """Nothing: why, in a sentence that says what to do, and what the person may have meant."""

    message: str
    suggestions: tuple[str, ...] = ()


Answer = PlaceMatch | Ambiguous | NotFound
