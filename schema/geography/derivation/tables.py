"""The tables of places, outcodes and areas."""

from collections import Counter
from statistics import median

import numpy as np
from geopy.distance import geodesic

from ulo.core import fold
from ulo.maintain.geodata import places
from ulo.maintain.geodata.alternate_names import NameRules, filter_names
from ulo.maintain.geodata.cells import IntArray
from ulo.maintain.geodata.packages import GeoNamesPlace
from ulo.maintain.geodata.places import PlaceRow, Places
from ulo.schema import Areas

from . import northern_ireland, welsh_names
from .grid import from_grid, to_grid
from .sources import Postcodes

# The council of a place is that of most of so many postcodes next to it.
NEAREST_COUNT = 9
# The widest search for them, in kilometres.
MAX_REACH = 60
# No place of Northern Ireland is farther (miles) from the centre of its council's places.
MAX_MILES = 35
# Welsh, Gaelic, Irish, Cornish and English names are kept. Other languages inflect British ones:
# Belfastas, Inverneso, Derae.
NAME_RULES = NameRules(
    accents="\u0300\u0301\u0302\u0308",
    foreign_letters="jkqvxz",
    foreign_endings=("as", "us", "um", "os", "is", "es", "a", "o", "e", "i", "u", "ae"),
    foreign_pattern=r"^Districtul|Kh|kh(?!a)",
    small_words=("an", "y"),
)
# Councils with a smaller share of the postcodes of an outcode (hundredths) are left out.
MIN_SHARE = 5


def build_places(geonames: list[GeoNamesPlace], postcodes: Postcodes, areas: Areas) -> Places:
    """The places of each council, by name.

    Raises ValueError where GeoNames lacks a place or a name that is typed by hand.
    """
    unused = {
        (council, name)
        for table in (welsh_names.CONFIRMED, welsh_names.UNCONFIRMED)
        for council, names in table.items()
        for name in names
    }
    finder = _CouncilFinder(postcodes)
    northern_irish_finder = _NorthernIrelandFinder(
        [place for place in geonames if place["admin1code"] == "NIR"]
    )

    def find_council(place: GeoNamesPlace) -> str:
        if place["admin1code"] == "NIR":
            return northern_irish_finder.find(place)
        return finder.find(*to_grid(place["latitude"], place["longitude"]))

    def make_row(council: str, place: GeoNamesPlace) -> PlaceRow:
        unused.discard((council, place["name"]))
        return _make_row(place, _welsh_name(council, place))

    councils = [area.id for area in areas.terms.values() if area.kind == "council"]
    found = places.build_places(geonames, councils, find_council, make_row)
    if unused:
        raise ValueError(
            f"GeoNames lacks places of schema/geography/derivation/welsh_names.py: {sorted(unused)}"
        )
    return found


def _make_row(place: GeoNamesPlace, welsh_name: str) -> PlaceRow:
    others = filter_names(place["name"], place["alternatenames"], NAME_RULES)
    return PlaceRow(
        place["name"],
        round(place["latitude"], 4),
        round(place["longitude"], 4),
        place["population"],
        [other for other in others if not welsh_name or fold(other) != fold(welsh_name)],
        {"cy": welsh_name} if welsh_name else {},
    )


def _welsh_name(council: str, place: GeoNamesPlace) -> str:
    """The Welsh name of a place, if it differs from the main one, or an empty text.

    Raises ValueError where GeoNames lacks a name that is confirmed to be there.
    """
    if confirmed := welsh_names.CONFIRMED.get(council, {}).get(place["name"]):
        if fold(confirmed) not in map(fold, place["alternatenames"]):
            raise ValueError(
                f"{confirmed} is not among the other names of {place['name']} in GeoNames: "
                "see schema/geography/derivation/welsh_names.py"
            )
        return confirmed
    return welsh_names.UNCONFIRMED.get(council, {}).get(place["name"], "")


class _CouncilFinder:
    """Finds the council of a point of Great Britain from the postcodes next to it.

    The postcodes are sorted by square kilometre; `spans` are the first and the last row of each.
    """

    def __init__(self, postcodes: Postcodes) -> None:
        cells = np.stack([postcodes.north // 1000, postcodes.east // 1000], axis=1)
        order = np.lexsort(
            (postcodes.council, postcodes.east, postcodes.north, cells[:, 0], cells[:, 1])
        )
        self.rows = np.stack([postcodes.east, postcodes.north, postcodes.council], axis=1)[order]
        self.councils = postcodes.councils
        cells = cells[order]
        starts = np.flatnonzero(np.r_[True, (cells[1:] != cells[:-1]).any(axis=1)])
        ends = [*starts[1:], len(cells)]
        self.spans = {
            tuple(cells[start].tolist()): (start, end)
            for start, end in zip(starts, ends, strict=True)
        }

    def find(self, east: float, north: float) -> str:
        """The id of the council. Raises ValueError where no postcode is near."""
        column, row = int(east // 1000), int(north // 1000)
        for reach in range(1, MAX_REACH):
            spans = [
                self.spans[cell]
                for x in range(column - reach, column + reach + 1)
                for y in range(row - reach, row + reach + 1)
                if (cell := (y, x)) in self.spans
            ]
            if not spans:
                continue
            rows = np.concatenate([self.rows[start:end] for start, end in spans])
            distances = np.hypot(rows[:, 0] - east, rows[:, 1] - north)
            # Only what lies within the square on every side is sure to be among the nearest.
            if (distances <= reach * 1000).sum() >= NEAREST_COUNT:
                order = np.argsort(distances, kind="stable")
                return self._most_common(rows[order[:NEAREST_COUNT], 2])
        raise ValueError(f"There is no postcode within {MAX_REACH} km of {east:.0f}, {north:.0f}")

    def _most_common(self, councils: IntArray) -> str:
        """The most frequent council; of several, the one that comes first."""
        # Counter keeps the order in which its keys first occur, and most_common keeps it, too.
        ((number, _),) = Counter(councils.tolist()).most_common(1)
        return self.councils[number]


class _NorthernIrelandFinder:
    """Finds the council of a place of Northern Ireland in the table that was typed by hand.

    Raises ValueError where that table and GeoNames have different places.
    """

    def __init__(self, geonames: list[GeoNamesPlace]) -> None:
        names = {place["name"] for place in geonames}
        typed = {name for listed in northern_ireland.PLACES.values() for name in listed}
        if names != typed:
            raise ValueError(
                "schema/geography/derivation/northern_ireland.py and GeoNames differ: "
                f"{', '.join(sorted(names ^ typed))}"
            )
        self.centres = {
            council: self._centre([place for place in geonames if place["name"] in listed])
            for council, listed in northern_ireland.PLACES.items()
        }

    @staticmethod
    def _centre(places: list[GeoNamesPlace]) -> tuple[float, float]:
        latitudes = (place["latitude"] for place in places)
        longitudes = (place["longitude"] for place in places)
        return median(latitudes), median(longitudes)

    def find(self, place: GeoNamesPlace) -> str:
        """The id of the council. Raises ValueError where it is too far away."""
        # Of two places of one name, each belongs to the council that it is nearer to.
        at = (place["latitude"], place["longitude"])
        miles, council = min(
            (geodesic(at, self.centres[council]).miles, council)
            for council, listed in northern_ireland.PLACES.items()
            if place["name"] in listed
        )
        if miles > MAX_MILES:
            raise ValueError(
                f"{place['name']} lies {miles:.0f} miles from the other places of {council}"
            )
        return str(council)


def build_outcodes(postcodes: Postcodes, live: set[str]) -> dict[str, object]:
    """The outcodes in use, with their centre and the share (hundredths) of each council; and the
    names of those that have ended or have no place."""
    order = np.argsort(postcodes.outcode, kind="stable")
    bounds = np.searchsorted(postcodes.outcode[order], np.arange(len(postcodes.outcodes) + 1))
    in_use = {}
    for number, name in enumerate(postcodes.outcodes):
        rows = order[bounds[number] : bounds[number + 1]]
        if name in live and len(rows):
            latitude, longitude = from_grid(
                float(np.median(postcodes.east[rows])), float(np.median(postcodes.north[rows]))
            )
            shares = _council_shares(postcodes, rows)
            in_use[name] = [round(latitude, 3), round(longitude, 3), shares]
    return {
        "in_use": dict(sorted(in_use.items())),
        "ended": sorted(set(postcodes.outcodes) - live),
        "without_place": sorted(live - set(in_use)),
    }


def _council_shares(postcodes: Postcodes, rows: IntArray) -> dict[str, int]:
    """The share of each council among these postcodes in hundredths, the largest first."""
    counts = Counter(postcodes.councils[council] for council in postcodes.council[rows].tolist())
    shares = {}
    for council, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        share = round(100 * count / len(rows))
        if share >= MIN_SHARE:
            shares[council] = share
    return shares


def build_areas(
    postcodes: Postcodes, places: Places, neighbours: dict[str, list[str]], areas: Areas
) -> dict[str, dict[str, object]]:
    """The centre of each council, wider area, region and nation.

    Councils also have their official codes, and their neighbours with the distance in miles.
    """
    councils_within: dict[str, set[str]] = {}
    for area in areas.terms.values():
        if area.kind == "council":
            for outer in areas.chain(area.id):
                councils_within.setdefault(outer.id, set()).add(area.id)
        elif area.covers:
            councils_within.setdefault(area.id, set()).update(area.covers)
    centres = {
        area_id: _find_centre(councils, postcodes, places)
        for area_id, councils in councils_within.items()
    }
    table: dict[str, dict[str, object]] = {}
    for area_id, (latitude, longitude) in sorted(centres.items()):
        table[area_id] = {"at": [round(latitude, 3), round(longitude, 3)]}
        if areas[area_id].kind == "council":
            near = [
                (round(geodesic(centres[area_id], centres[other]).miles, 1), other)
                for other in neighbours[area_id]
            ]
            table[area_id] |= {
                "codes": postcodes.codes.get(area_id) or [areas[area_id].code],
                "near": {other: miles for miles, other in sorted(near)},
            }
    return table


def _find_centre(councils: set[str], postcodes: Postcodes, places: Places) -> tuple[float, float]:
    """The postcode (in Northern Ireland, the place) that is nearest to the median of all.

    So it never lies in the sea. In degrees.
    """
    is_wanted = np.array([council in councils for council in postcodes.councils])
    rows = np.flatnonzero(is_wanted[postcodes.council])
    if len(rows):
        east, north = postcodes.east[rows], postcodes.north[rows]
    else:
        known = [row for council in sorted(councils) for row in places[council]]
        weights = [max(1, row.population // 100) for row in known]
        points = np.array([to_grid(row.latitude, row.longitude) for row in known])
        east, north = np.repeat(points, weights, axis=0).T
    nearest = int(np.argmin(np.hypot(east - np.median(east), north - np.median(north))))
    return from_grid(float(east[nearest]), float(north[nearest]))
