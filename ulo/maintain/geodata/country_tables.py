"""The tables of a country from GeoNames and from what schema/country/ says of it.

Without code of its own, a country has no maps; its places, postcode districts and the middles of
its councils are derived here.

    schema/country/geography.yml   which country of GeoNames, and where its councils are
    schema/country/districts.csv   postcode districts (or routing keys), their towns and councils
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from ulo.core import fold, message
from ulo.geography import SpatialIndex, distance_miles
from ulo.maintain.geodata.alternate_names import filter_names, read_rules
from ulo.maintain.geodata.country_settings import (
    DISTRICTS,
    SETTINGS,
    District,
    Point,
    Settings,
    read_districts,
    read_settings,
    refuse_unknown_areas,
)
from ulo.maintain.geodata.derived import DerivationError, Derived
from ulo.maintain.geodata.packages import (
    GeoNamesPlace,
    check_versions,
    describe_geonames,
    read_geonames,
)
from ulo.maintain.geodata.places import PlaceRow, Places, build_places
from ulo.schema import Schema

# Two councils are neighbours where one of so many places next to a place lies in the other.
NEAREST_PLACES = 6


def derive(schema: Schema) -> Derived:
    """The tables by name. Raises DerivationError where what was typed does not fit."""
    settings = read_settings(schema)
    districts = read_districts(schema.folder / "country" / "districts.csv")
    geonames = [
        place
        for place in read_geonames(settings.geonames)
        if place["population"] >= settings.min_population
    ]
    country = _Country(schema, settings, districts, geonames)
    tables: dict[str, object] = {
        "places": {c: [row.to_json() for row in rows] for c, rows in country.places.items()},
        "districts": country.build_districts(),
        "councils": country.build_councils(),
    }
    package = describe_geonames(f"{name}.json" for name in tables)
    check_versions([package], "ulo/maintain/geodata/packages.py")
    return Derived(tables, [package])


class _Country:
    """The places of GeoNames with their councils, and what follows from that."""

    def __init__(
        self,
        schema: Schema,
        settings: Settings,
        districts: list[District],
        geonames: list[GeoNamesPlace],
    ) -> None:
        self.areas, self.settings, self.districts = schema.areas, settings, districts
        refuse_unknown_areas(schema, (row.area for row in districts), DISTRICTS)
        self.councils = [a.id for a in self.areas.terms.values() if a.kind == "council"]
        self.rules = read_rules(settings.other_names)
        self.by_name = _index_names(geonames)
        # The rows of the towns that the table of districts names, by their number in GeoNames.
        self.typed: dict[int, District] = {}
        for row in districts:
            if town := self._find_town(row):
                self.typed.setdefault(town["geonameid"], row)
        seeds = self._list_seeds(geonames)
        if not seeds:
            raise DerivationError(message("geodata.no_points", file=SETTINGS, districts=DISTRICTS))
        self.seeds = SpatialIndex(seeds)
        self.places: Places = build_places(
            geonames, self.councils, self._find_council, self._make_row
        )
        self.rows = [(council, row) for council, rows in self.places.items() for row in rows]
        self.points = self._find_points()

    # --- Which council ------------------------------------------------------------------------

    def _find_town(self, row: District) -> GeoNamesPlace | None:
        """The town of a district: the largest of its name in the part of the country."""
        towns = self.by_name.get(fold(row.town), ()) if row.town else ()
        return next((town for town in towns if self._may_lie_in(town, row.area)), None)

    def _may_lie_in(self, place: GeoNamesPlace, council: str) -> bool:
        """Whether GeoNames does not say that a place lies in another part of the country."""
        around = [self.settings.admin.get(area.id) for area in self.areas.chain(council)]
        codes = [code for code in around if code]
        return not codes or place["admin1code"] in codes

    def _list_seeds(self, geonames: Iterable[GeoNamesPlace]) -> list[tuple[Point, str]]:
        """The points whose council is known: the towns of districts, and the middles of councils.

        A country with a single council needs none: any point will do.
        """
        towns = [
            (_point(place), self.typed[place["geonameid"]].area)
            for place in geonames
            if place["geonameid"] in self.typed
        ]
        typed = [(point, area) for area, point in self.settings.points.items()]
        seeds = towns + [(point, area) for point, area in typed if area in self.councils]
        return seeds or [((0.0, 0.0), council) for council in self.councils if self._is_alone()]

    def _is_alone(self) -> bool:
        return len(self.councils) == 1

    def _find_council(self, place: GeoNamesPlace) -> str:
        """The council of a place, as it was typed or else as that of the nearest point."""
        if row := self.typed.get(place["geonameid"]):
            return row.area
        nearest = (council for _, council in self.seeds.nearest(_point(place)))
        fitting = (council for council in nearest if self._may_lie_in(place, council))
        if council := next(fitting, ""):
            return council
        code = place["admin1code"]
        raise DerivationError(
            message("geodata.no_council", town=place["name"], code=code, file=SETTINGS)
        )

    def _make_row(self, council: str, place: GeoNamesPlace) -> PlaceRow:
        row = self.typed.get(place["geonameid"])
        name = row.town if row else place["name"]
        return PlaceRow(
            name,
            round(place["latitude"], 4),
            round(place["longitude"], 4),
            place["population"],
            filter_names(name, [place["name"], *place["alternatenames"]], self.rules),
        )

    # --- The tables -----------------------------------------------------------------------------

    def build_districts(self) -> dict[str, object]:
        """The districts with their point and the share (hundredths) of each council.

        Each row of a district counts the same. Its point is that of the first.
        """
        in_use: dict[str, list[object]] = {}
        by_code: dict[str, list[District]] = {}
        for row in self.districts:
            if row.code:
                by_code.setdefault(row.code, []).append(row)
        lost = [row for row in self.districts if row.town and not self._district_point(row)]
        if lost:
            towns = ", ".join(row.town for row in lost)
            raise DerivationError(message("geodata.unknown_towns", file=DISTRICTS, towns=towns))
        for code, rows in sorted(by_code.items()):
            numbers = Counter(row.area for row in rows)
            shares = {area: round(100 * n / len(rows)) for area, n in numbers.most_common()}
            latitude, longitude = self._district_point(rows[0]) or self.points[rows[0].area]
            in_use[code] = [round(latitude, 3), round(longitude, 3), shares]
        return {"in_use": in_use, "ended": [], "without_place": []}

    def _district_point(self, row: District) -> Point | None:
        town = self._find_town(row)
        return row.point or (_point(town) if town else None)

    def build_councils(self) -> dict[str, dict[str, object]]:
        """The middle of each council and of each area of councils.

        Councils also have their official code, if any, and their neighbours with the distance in
        miles between the middles of the two.
        """
        neighbours = self._find_neighbours()
        table: dict[str, dict[str, object]] = {}
        for area_id, (latitude, longitude) in sorted(self.points.items()):
            area = self.areas[area_id]
            table[area_id] = {"at": [round(latitude, 3), round(longitude, 3)]}
            if area.kind == "council":
                table[area_id] |= {"codes": [area.code]} if area.code else {}
                near = sorted(
                    (round(distance_miles(self.points[area_id], self.points[other]), 1), other)
                    for other in neighbours[area_id]
                )
                table[area_id]["near"] = {other: miles for miles, other in near}
        return table

    def _find_points(self) -> dict[str, Point]:
        """The middles of all areas: as typed, or where most people of their places live."""
        rows_within: dict[str, list[PlaceRow]] = {}
        for council, rows in self.places.items():
            wider = [area.id for area in self.areas.terms.values() if council in area.covers]
            for area_id in (*(area.id for area in self.areas.chain(council)), *wider):
                rows_within.setdefault(area_id, []).extend(rows)
        points = {
            area_id: self.settings.points.get(area_id) or _middle(rows)
            for area_id, rows in rows_within.items()
            if rows or area_id in self.settings.points
        }
        if lost := [council for council in self.councils if council not in points]:
            raise DerivationError(message("geodata.no_places", file=SETTINGS, ids=", ".join(lost)))
        return points

    def _find_neighbours(self) -> dict[str, set[str]]:
        """The councils next to each: as typed, or those with places next to its own."""
        found: dict[str, set[str]] = {council: set() for council in self.councils}
        for one, other in self._list_neighbours():
            found[one].add(other)
            found[other].add(one)
        for council, near in self.settings.neighbours.items():
            for other in found[council] - set(near):
                found[other].discard(council)
            found[council] = set(near)
            for other in near:
                found[other].add(council)
        return found

    def _list_neighbours(self) -> Iterator[tuple[str, str]]:
        index = SpatialIndex([(row.point, council) for council, row in self.rows])
        for council, row in self.rows:
            nearest = zip(range(NEAREST_PLACES + 1), index.nearest(row.point), strict=False)
            yield from ((council, other) for _, (_, other) in nearest if other != council)
        # An island's own places may all be nearer to each other than to those of the next council.
        middles = SpatialIndex([(self.points[council], council) for council in self.councils])
        for council in self.councils:
            nearest_two = (other for _, other in middles.nearest(self.points[council]))
            if other := next((other for other in nearest_two if other != council), ""):
                yield council, other


def _index_names(geonames: Iterable[GeoNamesPlace]) -> dict[str, list[GeoNamesPlace]]:
    """The places by each folded name: first those with it as their main name, the largest first."""
    largest_first = sorted(geonames, key=lambda place: -place["population"])
    found: dict[str, list[GeoNamesPlace]] = {}
    for place in largest_first:
        found.setdefault(fold(place["name"]), []).append(place)
    for place in largest_first:
        for name in dict.fromkeys(map(fold, place["alternatenames"])):
            if place not in found.get(name, ()):
                found.setdefault(name, []).append(place)
    return found


def _point(place: GeoNamesPlace) -> Point:
    return place["latitude"], place["longitude"]


def _middle(rows: list[PlaceRow]) -> Point:
    """The middle of places, each counted by its people."""
    people = [max(1, row.population) for row in rows]
    weighted = list(zip(rows, people, strict=True))
    return (
        sum(row.latitude * n for row, n in weighted) / sum(people),
        sum(row.longitude * n for row, n in weighted) / sum(people),
    )
