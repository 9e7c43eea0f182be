"""The gazetteer: places, postcode districts and areas from the derived tables, and which of them
are near a point.
"""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import asin, cos, radians, sin, sqrt

from ulo.core import fold
from ulo.geography.answers import COUNCIL, OUTCODE, TOWN, WIDE, NotFound, PlaceMatch
from ulo.geography.spatial_index import Point, SpatialIndex
from ulo.schema import Area, Schema, Vocabulary

# Within so many miles of a place, another that has its name only as a second name is a part of it.
SAME_PLACE_MILES = 3


@dataclass(frozen=True)
class Place:
    """A town, village or suburb of GeoNames, in its council; a population of 0 is not known.

    `welsh` is its Welsh name, where that is another one; `other_names` are the rest.
    """

    name: str
    latitude: float
    longitude: float
    population: int
    council: str
    other_names: tuple[str, ...] = ()
    welsh: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that people may write for it."""
        return (self.name, *filter(None, [self.welsh]), *self.other_names)

    @property
    def point(self) -> Point:
        return self.latitude, self.longitude


@dataclass(frozen=True)
class Outcode:
    """A postcode district in use: the middle of its postcodes, and the hundredths of them in each
    council.
    """

    code: str
    latitude: float
    longitude: float
    councils: dict[str, int]

    @property
    def point(self) -> Point:
        return self.latitude, self.longitude


def distance_miles(start: Point, end: Point) -> float:
    """The distance as the crow flies, on a ball: within 0.4 hundredths of that on the ellipsoid,
    which is less than the middle of a postcode district is away from an office in it, and a hundred
    times as fast.
    """
    a, b, c, d = map(radians, (*start, *end))
    return 7917.6 * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))


@lru_cache(maxsize=1 << 15)
def name_key(text: str) -> str:
    """How names are compared: folded, with Saint as St, and without what people leave out."""
    words = fold(text.replace("&", " and ")).split()
    return " ".join(
        {"saint": "st", "on": "upon"}.get(word, word) for word in words if word != "the"
    ) or fold(text)


class Gazetteer:
    """All that the derived tables say, read when it is first asked for."""

    def __init__(self, schema: Schema) -> None:
        self.areas: Vocabulary = schema.areas
        self.load_table = schema.geography_table
        self.messages: dict[str, str] = schema.messages["answers"]

    def not_found(self, message_key: str, *suggestions: str, **values: str) -> NotFound:
        """A NotFound in the words of one of the sentences."""
        return NotFound(self.messages[message_key].format(**values), suggestions)

    @cached_property
    def places(self) -> list[Place]:
        return [
            Place(*row[:4], council, tuple(row[4]), *row[5:])
            for council, rows in self.load_table("places").items()
            for row in rows
        ]

    @cached_property
    def outcodes(self) -> dict[str, Outcode]:
        return {
            name: Outcode(name, *row)
            for name, row in self.load_table("districts")["in_use"].items()
        }

    @cached_property
    def terminated_outcodes(self) -> frozenset[str]:
        """The postcode districts that were and are no more."""
        return frozenset(self.load_table("districts")["ended"])

    @cached_property
    def non_geographic_outcodes(self) -> frozenset[str]:
        """The postcode districts that are for post only."""
        return frozenset(self.load_table("districts")["without_place"])

    @cached_property
    def _by_name(self) -> dict[str, list[Place]]:
        found: dict[str, list[Place]] = {}
        for place in self.places:
            for name in {name_key(name): None for name in place.names}:
                found.setdefault(name, []).append(place)
        return found

    @cached_property
    def _areas_by_name(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for area in self.areas.terms.values():
            for name in (area.title, area.id, *area.names):
                found.setdefault(name_key(name), area.id)
        return found

    @cached_property
    def canonical_names(self) -> dict[str, str]:
        """The usual name for every folded name there is: what spellings are compared with."""
        areas = {name: self.areas[area].title for name, area in self._areas_by_name.items()}
        return areas | {name: places[0].name for name, places in self._by_name.items()}

    def find_places(self, name: str) -> list[Place]:
        """The places that have this name, under any of their names."""
        found = self._by_name.get(name_key(name), [])
        # The City of London is called London, too: a part of a place is not a second place of that
        # name.
        main = [place for place in found if name_key(place.name) == name_key(name)]
        return [
            place
            for place in found
            if place in main
            or all(distance_miles(place.point, other.point) > SAME_PLACE_MILES for other in main)
        ]

    def find_area(self, name: str) -> Area | None:
        """The area that has this name; a district or a part names the whole. Co. Down is County
        Down, County Fermanagh is Fermanagh.
        """
        county = re.sub(r"^co\.? |^county ", "county ", name.strip(), flags=re.I)
        ways = (name_key(name), name_key(county), name_key(county.removeprefix("county ")))
        return next(
            (self.areas[self._areas_by_name[way]] for way in ways if way in self._areas_by_name),
            None,
        )

    def is_within(self, council: str, area: Area) -> bool:
        """Whether a council is this area or lies in it."""
        return (
            council in area.covers
            or area.id == "uk"
            or any(area.id == above.id for above in self.areas.chain(council))
        )

    def qualified_name(self, place: Place) -> str:
        """The name of a place with the nearest area above it that does not have the same name:
        Leeds, Yorkshire.
        """
        above = list(self.areas.chain(place.council))
        same = [
            number
            for number, area in enumerate(above)
            if name_key(area.title) == name_key(place.name)
        ]
        return f"{place.name}, {above[min(same[-1] + 1 if same else 0, len(above) - 1)].title}"

    def larger_neighbour(self, place: Place) -> Place:
        """The larger place next to one: it tells two of one label apart."""
        return self.nearest(place.point, max(5000, place.population + 1))

    def place_match(self, place: Place) -> PlaceMatch:
        return PlaceMatch(
            self.qualified_name(place),
            *place.point,
            TOWN,
            place.council,
            (place.council,),
            "GeoNames",
        )

    def outcode_match(self, outcode: Outcode) -> PlaceMatch:
        councils = tuple(outcode.councils)
        return PlaceMatch(
            outcode.code,
            outcode.latitude,
            outcode.longitude,
            OUTCODE,
            councils[0],
            councils,
            "ONS Postcode Directory",
        )

    def area_match(self, area: Area) -> PlaceMatch:
        """The middle of an area, as most people there would place it."""
        return self._area_matches[area.id]

    @cached_property
    def _area_matches(self) -> dict[str, PlaceMatch]:
        inside: dict[str, list[str]] = {}
        for council in (area for area in self.areas.terms.values() if area.kind == "council"):
            for around in (
                *(above.id for above in self.areas.chain(council.id)),
                *(area.id for area in self.areas.terms.values() if council.id in area.covers),
            ):
                inside.setdefault(around, []).append(council.id)
        irish = set(inside["northern-ireland"])
        return {
            id: PlaceMatch(
                self.areas[id].title,
                *row["at"],
                COUNCIL if self.areas[id].kind == "council" else WIDE,
                id,
                tuple(inside[id]),
                "GeoNames" if irish >= set(inside[id]) else "ONS Postcode Directory",
            )
            for id, row in self.load_table("councils").items()
        }

    def neighbours(self, council: str) -> dict[str, float]:
        """The councils next to this one, the nearest first, with the miles between their middles."""
        return self.load_table("councils")[council]["near"]

    @cached_property
    def _index(self) -> SpatialIndex[Place]:
        return SpatialIndex((place.point, place) for place in self.places)

    def nearest(self, point: Point, min_population: int = 0) -> Place:
        """The place next to a point, of those with at least so many people."""
        return next(
            place for _, place in self._index.nearest(point) if place.population >= min_population
        )
