"""What the geocoder answers: a match, a choice of several, or why nothing is found.

Errors are values. Their messages stand in schema/locales/, under `answers`.
"""

from dataclasses import dataclass

# How precise a match is, from the most exact to the least.
COORDINATES = "coordinates"
OUTCODE = "postcode-district"
TOWN = "town"
COUNCIL = "council"
WIDE = "wide"
# How many decimals of a degree each precision supports: two are about a kilometre, one about ten.
DECIMALS = {COORDINATES: 4, OUTCODE: 2, TOWN: 2, COUNCIL: 2, WIDE: 1}


@dataclass(frozen=True)
class PlaceMatch:
    """One place.

    `latitude` and `longitude` are degrees (WGS 84), rounded to what `precision` supports. `area` is
    the id of the council of the place, or of the wider area that the place is. An outcode can lie
    in several `councils`: the one with most of it comes first. `source` names the data set.
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
    """Several places of one name. Only the person who asked knows which of them is meant."""

    message: str
    options: tuple[PlaceMatch, ...]


@dataclass(frozen=True)
class NotFound:
    """No place. `message` says why and what to do; `suggestions` are other queries to try."""

    message: str
    suggestions: tuple[str, ...] = ()


Answer = PlaceMatch | Ambiguous | NotFound
