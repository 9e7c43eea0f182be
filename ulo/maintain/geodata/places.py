"""The table of places: the towns, villages and suburbs of each council."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from ulo.geography import distance_miles
from ulo.maintain.geodata.packages import GeoNamesPlace

# Two rows of GeoNames with one name, in one council and so near each other (miles), are one place.
SAME_PLACE_MILES = 1.864


@dataclass(frozen=True)
class PlaceRow:
    """A row of places.json; coordinates are in degrees (WGS 84).

    `names` are those in other languages of the country that differ, by their tags.
    """

    name: str
    latitude: float
    longitude: float
    population: int
    other_names: list[str]
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def point(self) -> tuple[float, float]:
        return self.latitude, self.longitude

    def to_json(self) -> list[object]:
        """The row as a list, without its last column where there is no other name."""
        row = [self.name, self.latitude, self.longitude, self.population, self.other_names]
        return [*row, dict(self.names)] if self.names else row


# The rows of places by the id of their council.
Places = dict[str, list[PlaceRow]]


def build_places(
    geonames: Iterable[GeoNamesPlace],
    councils: Iterable[str],
    find_council: Callable[[GeoNamesPlace], str],
    make_row: Callable[[str, GeoNamesPlace], PlaceRow],
) -> Places:
    """The places of each of these councils, by name.

    `find_council` gives the id of the council of a place, `make_row` its row there.
    """
    places: Places = {council: [] for council in councils}
    # The largest first, so that of two rows for one place the better known stays.
    for place in sorted(geonames, key=lambda place: -place["population"]):
        council = find_council(place)
        if not any(_is_same_place(row, place) for row in places[council]):
            places[council].append(make_row(council, place))
    return {
        council: sorted(rows, key=lambda row: (row.name, row.latitude))
        for council, rows in places.items()
    }


def _is_same_place(row: PlaceRow, place: GeoNamesPlace) -> bool:
    at = (place["latitude"], place["longitude"])
    return row.name == place["name"] and distance_miles(row.point, at) < SAME_PLACE_MILES
