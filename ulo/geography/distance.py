"""How far apart two places are, and no more exactly than we know where either is.

docs/assets/js/shared/distance.js does the same; tests/data/distances.yml holds the two together.
"""

from dataclasses import dataclass
from math import floor

from ulo.geography.answers import COORDINATES, OUTCODE, TOWN
from ulo.geography.spatial_index import Point, distance_miles

# A town counts from its middle, as on a road sign. The middles of towns nearer to each other than
# this do not tell how far it is from one of their people to another.
MIN_TOWN_MILES = 5


@dataclass(frozen=True)
class Spot:
    """Where something is: a point in degrees, what that stands for, and the key of its town."""

    point: Point
    precision: str
    town: str = ""

    @property
    def is_measurable(self) -> bool:
        """Whether it is known well enough for miles: by its council alone it is not."""
        return self.precision in (COORDINATES, OUTCODE, TOWN)

    @property
    def _is_exact(self) -> bool:
        return self.precision in (COORDINATES, OUTCODE)


def round_miles(miles: float) -> int:
    """Whole miles; a half is rounded up, as in browsers."""
    return floor(miles + 0.5)


def whole_miles(one: Spot, other: Spot) -> int | None:
    """The distance that may be told: whole miles, 0 for less than one; None if it is not known.

    There is none to what is known by its council alone, and none within a town unless both are
    known by more than the town.
    """
    if not (one.is_measurable and other.is_measurable):
        return None
    miles = distance_miles(one.point, other.point)
    if one._is_exact and other._is_exact:
        return _exact_miles(one, other, miles)
    is_same_town = one.town and one.town == other.town
    return None if is_same_town or miles < MIN_TOWN_MILES else round_miles(miles)


def _exact_miles(one: Spot, other: Spot, miles: float) -> int | None:
    if one.precision == other.precision == COORDINATES:
        return round_miles(miles)
    # Two of one outcode are in it, wherever; the middles of two outcodes may be near each other.
    return max(1, round_miles(miles)) if one.point != other.point else None
