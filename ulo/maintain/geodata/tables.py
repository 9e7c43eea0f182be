"""The tables of places, postcode districts and areas."""

from collections import Counter
from statistics import median

import numpy as np
from geopy.distance import geodesic

from ulo.core import fold
from ulo.geography import from_grid, to_grid
from ulo.maintain.geodata import northern_ireland, welsh_names
from ulo.maintain.geodata.alternate_names import filter_names
from ulo.maintain.geodata.sources import Postcodes
from ulo.schema import Areas

# The council of a place is that of most of so many postcodes next to it.
NEAREST_COUNT = 9
# Two rows of GeoNames with one name, in one council and so near each other (metres), are one place.
SAME_PLACE_METRES = 3000
# No place of Northern Ireland is farther (miles) from the middle of its council's places.
MAX_MILES = 35


def build_places(gazetteer: list[dict], postcodes: Postcodes, areas: Areas) -> dict[str, list]:
    """By council: name, latitude, longitude, population, other names and (where it differs) Welsh name of each place, by name."""
    found: dict[str, list] = {
        area.id: [] for area in areas.terms.values() if area.kind == "council"
    }
    typed = {
        (council, name)
        for table in (welsh_names.CONFIRMED, welsh_names.UNCONFIRMED)
        for council, names in table.items()
        for name in names
    }
    beside = _CouncilFinder(postcodes)
    ireland = _NorthernIrelandFinder([place for place in gazetteer if place["admin1code"] == "NIR"])
    # The largest first, so that of two rows for one place the better known stays.
    for place in sorted(gazetteer, key=lambda place: -place["population"]):
        at = to_grid(place["latitude"], place["longitude"])
        council = ireland.council(place) if place["admin1code"] == "NIR" else beside.council(*at)
        rows = found[council]
        if not any(
            row[0] == place["name"]
            and np.hypot(*np.subtract(to_grid(row[1], row[2]), at)) < SAME_PLACE_METRES
            for row in rows
        ):
            others = filter_names(place["name"], place["alternatenames"])
            own = _welsh_name(council, place)
            typed.discard((council, place["name"]))
            rows.append(
                [
                    place["name"],
                    round(place["latitude"], 4),
                    round(place["longitude"], 4),
                    place["population"],
                    [other for other in others if not own or fold(other) != fold(own)],
                    *([own] if own else []),
                ]
            )
    if typed:
        raise ValueError(f"GeoNames lacks places of ulo/derivation/welsh.py: {sorted(typed)}")
    return {
        council: sorted(rows, key=lambda row: (row[0], row[1])) for council, rows in found.items()
    }


def _welsh_name(council: str, place: dict) -> str:
    """The Welsh name of a place, if it has one of its own. Raises ValueError where GeoNames was to have it and has not."""
    if confirmed := welsh_names.CONFIRMED.get(council, {}).get(place["name"]):
        if fold(confirmed) not in map(fold, place["alternatenames"]):
            raise ValueError(
                f"{confirmed} is not among the other names of {place['name']} in GeoNames: see ulo/derivation/welsh.py"
            )
        return confirmed
    return welsh_names.UNCONFIRMED.get(council, {}).get(place["name"], "")


class _CouncilFinder:
    """Finds the council of a point of Great Britain from the postcodes next to it."""

    def __init__(self, postcodes: Postcodes) -> None:
        order = np.lexsort(
            (postcodes.council, postcodes.east, postcodes.north, *self._cells(postcodes))
        )
        self.rows = np.stack([postcodes.east, postcodes.north, postcodes.council], axis=1)[order]
        self.councils = postcodes.councils
        cells = np.stack(self._cells(postcodes), axis=1)[order]
        starts = np.flatnonzero(np.r_[True, (cells[1:] != cells[:-1]).any(axis=1)])
        self.spans = {
            tuple(cells[start].tolist()): (start, end)
            for start, end in zip(starts, [*starts[1:], len(cells)])
        }

    @staticmethod
    def _cells(postcodes: Postcodes) -> tuple[np.ndarray, np.ndarray]:
        return postcodes.north // 1000, postcodes.east // 1000

    def council(self, east: float, north: float) -> str:
        column, row = int(east // 1000), int(north // 1000)
        for reach in range(1, 60):
            spans = [
                self.spans[cell]
                for x in range(column - reach, column + reach + 1)
                for y in range(row - reach, row + reach + 1)
                if (cell := (y, x)) in self.spans
            ]
            if not spans:
                continue
            rows = np.concatenate([self.rows[start:end] for start, end in spans])
            far = np.hypot(rows[:, 0] - east, rows[:, 1] - north)
            # Only what lies within the square on every side is sure to be among the nearest.
            if (far <= reach * 1000).sum() >= NEAREST_COUNT:
                near = rows[np.argsort(far, kind="stable")[:NEAREST_COUNT], 2].tolist()
                return self.councils[
                    max(near, key=lambda council: (near.count(council), -near.index(council)))
                ]
        raise ValueError(f"There is no postcode within 60 km of {east:.0f}, {north:.0f}")


class _NorthernIrelandFinder:
    """Finds the council of a place of Northern Ireland in the table that was typed by hand, and checks that table."""

    def __init__(self, gazetteer: list[dict]) -> None:
        names = {place["name"] for place in gazetteer}
        told = {name for listed in northern_ireland.PLACES.values() for name in listed}
        if names != told:
            raise ValueError(
                f"ulo/derivation/northern_ireland.py and GeoNames differ: {', '.join(sorted(names ^ told))}"
            )
        self.centres = {
            council: tuple(
                median(place[axis] for place in gazetteer if place["name"] in listed)
                for axis in ("latitude", "longitude")
            )
            for council, listed in northern_ireland.PLACES.items()
        }

    def council(self, place: dict) -> str:
        # Of two places of one name, each belongs to the council that it is nearer to.
        at = (place["latitude"], place["longitude"])
        far, council = min(
            (geodesic(at, self.centres[council]).miles, council)
            for council, listed in northern_ireland.PLACES.items()
            if place["name"] in listed
        )
        if far > MAX_MILES:
            raise ValueError(
                f"{place['name']} lies {far:.0f} miles from the other places of {council}"
            )
        return council


def build_outcodes(postcodes: Postcodes, live: set[str]) -> dict:
    """The districts in use, with their middle and the share (in hundredths) of each council; and the names of the rest."""
    order = np.argsort(postcodes.outcode, kind="stable")
    bounds = np.searchsorted(postcodes.outcode[order], np.arange(len(postcodes.outcodes) + 1))
    in_use = {}
    for number, name in enumerate(postcodes.outcodes):
        rows = order[bounds[number] : bounds[number + 1]]
        if name in live and len(rows):
            latitude, longitude = from_grid(
                float(np.median(postcodes.east[rows])), float(np.median(postcodes.north[rows]))
            )
            shares = Counter(
                postcodes.councils[council] for council in postcodes.council[rows].tolist()
            )
            shares = {
                council: round(100 * count / len(rows))
                for council, count in sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))
            }
            in_use[name] = [
                round(latitude, 3),
                round(longitude, 3),
                {council: share for council, share in shares.items() if share >= 5},
            ]
    return {
        "in_use": dict(sorted(in_use.items())),
        "ended": sorted(set(postcodes.outcodes) - live),
        "without_place": sorted(live - set(in_use)),
    }


def build_areas(
    postcodes: Postcodes, places: dict[str, list], neighbours: dict[str, list[str]], areas: Areas
) -> dict[str, dict]:
    """The middle of each council, wider area, region and nation; with councils their official codes and neighbours in miles."""
    within: dict[str, set[str]] = {}
    for area in areas.terms.values():
        for council in (area.id,) if area.kind == "council" else area.covers:
            within.setdefault(area.id, set()).add(council)
        if area.kind == "council":
            for around in areas.chain(area.id):
                within.setdefault(around.id, set()).add(area.id)
    middles = {name: _find_centre(councils, postcodes, places) for name, councils in within.items()}
    return {
        name: {"at": [round(degrees, 3) for degrees in middles[name]]}
        | (
            {
                "codes": postcodes.codes.get(name) or [areas[name].code],
                "near": dict(
                    sorted(
                        (
                            (other, round(geodesic(middles[name], middles[other]).miles, 1))
                            for other in neighbours[name]
                        ),
                        key=lambda pair: (pair[1], pair[0]),
                    )
                ),
            }
            if areas[name].kind == "council"
            else {}
        )
        for name in sorted(within)
    }


def _find_centre(
    councils: set[str], postcodes: Postcodes, places: dict[str, list]
) -> tuple[float, float]:
    """The postcode (in Northern Ireland, the place) next to the median of all, so that it never lies in the sea."""
    wanted = np.array([council in councils for council in postcodes.councils])
    rows = np.flatnonzero(wanted[postcodes.council])
    if len(rows):
        east, north = postcodes.east[rows], postcodes.north[rows]
    else:
        known = [row for council in sorted(councils) for row in places[council]]
        weights = [max(1, row[3] // 100) for row in known]
        east, north = np.repeat([to_grid(row[1], row[2]) for row in known], weights, axis=0).T
    nearest = int(np.argmin(np.hypot(east - np.median(east), north - np.median(north))))
    return from_grid(float(east[nearest]), float(north[nearest]))
