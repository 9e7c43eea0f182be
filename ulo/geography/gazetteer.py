"""The gazetteer: places, outcodes and areas from the derived tables, found by name or by point."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property, lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import Any

from ulo.core import fold
from ulo.geography.answers import COUNCIL, OUTCODE, TOWN, WIDE, NotFound, PlaceMatch
from ulo.geography.spatial_index import Point, SpatialIndex
from ulo.schema import Area, Areas, Schema

# A place this near to another of the same name, which has that name only as a second one, is a
# part of the other: the City of London, of London.
SAME_PLACE_MILES = 3
EARTH_DIAMETER_MILES = 7917.6
# Where the points come from.
GEONAMES, POSTCODE_DIRECTORY = "GeoNames", "ONS Postcode Directory"


@dataclass(frozen=True)
class Place:
    """A town, village or suburb of GeoNames. `council` is the id of the area that it lies in.

    A population of 0 is not known. `welsh` is its Welsh name, where that is a different one;
    `other_names` are the rest.
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
        welsh = (self.welsh,) if self.welsh else ()
        return (self.name, *welsh, *self.other_names)

    @property
    def point(self) -> Point:
        return self.latitude, self.longitude


@dataclass(frozen=True)
class Outcode:
    """A postcode district in use: the middle of its postcodes, and its share in each council.

    `councils` has percentages by the id of the council, the largest first.
    """

    code: str
    latitude: float
    longitude: float
    councils: dict[str, int]

    @property
    def point(self) -> Point:
        return self.latitude, self.longitude


def distance_miles(start: Point, end: Point) -> float:
    """The distance as the crow flies, by the haversine formula on a sphere.

    That is within 0.4 % of the distance on the ellipsoid: less than an office is away from the
    middle of its outcode, and a hundred times as fast.
    """
    north, west, south, east = map(radians, (*start, *end))
    half_chord = (
        sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin((east - west) / 2) ** 2
    )
    return EARTH_DIAMETER_MILES * asin(sqrt(half_chord))


@lru_cache(maxsize=1 << 15)
def name_key(text: str) -> str:
    """The form in which names are compared: folded, Saint as St, On as Upon, and without The."""
    words = fold(text.replace("&", " and ")).split()
    replacements = {"saint": "st", "on": "upon"}
    key = " ".join(replacements.get(word, word) for word in words if word != "the")
    return key or fold(text)


class Gazetteer:
    """All that the derived tables say. Each table is read when it is first asked for."""

    def __init__(self, schema: Schema) -> None:
        self.areas: Areas = schema.areas
        self.load_table = schema.geography_table
        self.messages: dict[str, str] = schema.messages["answers"]

    def not_found(self, message_key: str, *suggestions: str, **values: str) -> NotFound:
        """A NotFound with one of the messages under `answers`, its gaps filled with the values."""
        return NotFound(self.messages[message_key].format(**values), suggestions)

    @cached_property
    def places(self) -> list[Place]:
        return [
            _make_place(council, row)
            for council, rows in self.load_table("places").items()
            for row in rows
        ]

    @cached_property
    def outcodes(self) -> dict[str, Outcode]:
        rows = self.load_table("districts")["in_use"]
        return {code: Outcode(code, *row) for code, row in rows.items()}

    @cached_property
    def terminated_outcodes(self) -> frozenset[str]:
        """The outcodes that are no longer in use."""
        return frozenset(self.load_table("districts")["ended"])

    @cached_property
    def non_geographic_outcodes(self) -> frozenset[str]:
        """The outcodes that are for post only."""
        return frozenset(self.load_table("districts")["without_place"])

    @cached_property
    def _by_name(self) -> dict[str, list[Place]]:
        by_name: dict[str, list[Place]] = {}
        for place in self.places:
            for key in dict.fromkeys(map(name_key, place.names)):
                by_name.setdefault(key, []).append(place)
        return by_name

    @cached_property
    def _areas_by_name(self) -> dict[str, str]:
        by_name: dict[str, str] = {}
        for area in self.areas.terms.values():
            for name in (area.title, area.id, *area.names):
                by_name.setdefault(name_key(name), area.id)
        return by_name

    @cached_property
    def canonical_names(self) -> dict[str, str]:
        """The usual name by each key that there is: what spellings are compared with."""
        areas = {key: self.areas[area].title for key, area in self._areas_by_name.items()}
        return areas | {key: places[0].name for key, places in self._by_name.items()}

    def begun_names(self, start: str) -> tuple[list[Place], list[Area]]:
        """The places and areas with a usual name of several words, the first of which are these."""
        key = f"{name_key(start)} "
        return (
            [place for place in self.places if name_key(place.name).startswith(key)],
            [area for area in self.areas.terms.values() if name_key(area.title).startswith(key)],
        )

    def similar_names(self, texts: Iterable[str], limit: int) -> tuple[str, ...]:
        """The usual names of the places whose names are nearest in spelling to one of the texts.

        Names with another first letter count only where there is no other.
        """
        names = self.canonical_names
        keys = [key for key in map(name_key, texts) if key]
        for same_start in (True, False):
            near = [
                name
                for key in keys
                for name in get_close_matches(
                    key, [n for n in names if (n[0] == key[0]) is same_start], limit, 0.75
                )
            ]
            if near:
                return tuple(dict.fromkeys(names[name] for name in near))[:limit]
        return ()

    def find_places(self, name: str) -> list[Place]:
        """The places that have this name among theirs."""
        key = name_key(name)
        found = self._by_name.get(key, [])
        # The City of London is called London, too: a part of a place is not a second one.
        main = [place for place in found if name_key(place.name) == key]
        return [place for place in found if place in main or not _is_part_of_any(place, main)]

    def find_area(self, name: str) -> Area | None:
        """The area that has this name. The name of a district or of another part finds the whole.

        Co. Down is County Down, and County Fermanagh is Fermanagh.
        """
        county = re.sub(r"^co\.? |^county ", "county ", name.strip(), flags=re.IGNORECASE)
        for spelling in (name, county, county.removeprefix("county ")):
            if area := self._areas_by_name.get(name_key(spelling)):
                return self.areas[area]
        return None

    def is_within(self, council: str, area: Area) -> bool:
        """Whether a council is this area or lies in it."""
        return (
            area.id == "uk"
            or council in area.covers
            or any(above.id == area.id for above in self.areas.chain(council))
        )

    def qualified_name(self, place: Place) -> str:
        """The name of a place, with the nearest area around it that is named otherwise."""
        above = list(self.areas.chain(place.council))
        own_key = name_key(place.name)
        first = 0
        for number, area in enumerate(above):
            if name_key(area.title) == own_key:
                first = number + 1
        return f"{place.name}, {above[min(first, len(above) - 1)].title}"

    def larger_neighbour(self, place: Place) -> Place:
        """The larger place next to one: it tells two of the same label apart."""
        return self.nearest(place.point, max(5000, place.population + 1))

    def place_match(self, place: Place) -> PlaceMatch:
        return PlaceMatch(
            label=self.qualified_name(place),
            latitude=place.latitude,
            longitude=place.longitude,
            precision=TOWN,
            area=place.council,
            councils=(place.council,),
            source=GEONAMES,
        )

    def outcode_match(self, outcode: Outcode) -> PlaceMatch:
        councils = tuple(outcode.councils)
        return PlaceMatch(
            label=outcode.code,
            latitude=outcode.latitude,
            longitude=outcode.longitude,
            precision=OUTCODE,
            area=councils[0],
            councils=councils,
            source=POSTCODE_DIRECTORY,
        )

    def area_match(self, area: Area) -> PlaceMatch:
        """The middle of an area, where most of its people would place it."""
        return self._area_matches[area.id]

    @cached_property
    def _area_matches(self) -> dict[str, PlaceMatch]:
        councils = self.councils_by_area
        irish = set(councils["northern-ireland"])
        matches = {}
        for area, row in self.load_table("councils").items():
            latitude, longitude = row["at"]
            matches[area] = PlaceMatch(
                label=self.areas[area].title,
                latitude=latitude,
                longitude=longitude,
                precision=COUNCIL if self.areas[area].kind == "council" else WIDE,
                area=area,
                councils=tuple(councils[area]),
                source=GEONAMES if irish >= set(councils[area]) else POSTCODE_DIRECTORY,
            )
        return matches

    @cached_property
    def councils_by_area(self) -> dict[str, list[str]]:
        """The councils that lie in each area, by its id; a council lies in itself."""
        areas = self.areas.terms.values()
        councils: dict[str, list[str]] = {}
        for council in areas:
            if council.kind == "council":
                above = [area.id for area in self.areas.chain(council.id)]
                wider = [area.id for area in areas if council.id in area.covers]
                for area_id in (*above, *wider):
                    councils.setdefault(area_id, []).append(council.id)
        return councils

    def neighbours(self, council: str) -> dict[str, float]:
        """The ids of the councils next to this one, the nearest first.

        Each has the miles between the middles of the two.
        """
        near: dict[str, float] = self.load_table("councils")[council]["near"]
        return near

    @cached_property
    def _index(self) -> SpatialIndex[Place]:
        return SpatialIndex((place.point, place) for place in self.places)

    def nearest(self, point: Point, min_population: int = 0) -> Place:
        """The place nearest to a point, of those with at least this many people."""
        return next(
            place for _, place in self._index.nearest(point) if place.population >= min_population
        )


def _make_place(council: str, row: list[Any]) -> Place:
    """A place from its row in the table: name, point, population, other names, perhaps Welsh."""
    name, latitude, longitude, population, other_names, *welsh = row
    return Place(
        name=name,
        latitude=latitude,
        longitude=longitude,
        population=population,
        council=council,
        other_names=tuple(other_names),
        welsh=welsh[0] if welsh else "",
    )


def _is_part_of_any(place: Place, others: list[Place]) -> bool:
    return any(distance_miles(place.point, other.point) <= SAME_PLACE_MILES for other in others)
