"""The gazetteer: places, outcodes and areas from the derived tables, found by name or by point."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from ulo.geography.answers import OUTCODE, TOWN, NotFound, PlaceMatch
from ulo.geography.area_middles import AreaMiddles
from ulo.geography.country_places import CountryPlaces, make_country_places
from ulo.geography.names import name_key
from ulo.geography.postcodes import Postcodes, make_postcodes
from ulo.geography.sentences import country_sentences
from ulo.geography.spatial_index import Point, SpatialIndex, distance_miles
from ulo.geography.wording import PlaceWording
from ulo.schema import Area, Areas, Schema

# A place this near to another of the same name, which has that name only as a second one, is a
# part of the other.
SAME_PLACE_MILES = 3
# What tells a place apart from others of its label has at least so many people.
MIN_LANDMARK_POPULATION = 5000


@dataclass(frozen=True)
class Place:
    """A town, village or suburb. `council` is the id of the area that it lies in.

    A population of 0 is not known. `names` are those in the country's other languages that differ,
    by their tags; `other_names` are the rest.
    """

    name: str
    latitude: float
    longitude: float
    population: int
    council: str
    other_names: tuple[str, ...] = ()
    # Places are the keys of dictionaries, which a mapping cannot be.
    names: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every name that people may write for it."""
        return (self.name, *self.names.values(), *self.other_names)

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


class Gazetteer:
    """All that the derived tables say. Each table is read when it is first asked for."""

    def __init__(self, schema: Schema) -> None:
        self.areas: Areas = schema.areas
        self.load_table = schema.geography_table
        self.schema = schema

    def not_found(self, message_key: str, *suggestions: str, **values: str) -> NotFound:
        """A NotFound with one of the messages under `answers`, its gaps filled with the values."""
        return NotFound(self.messages[message_key].format(**values), suggestions)

    @cached_property
    def country(self) -> CountryPlaces:
        """What is special about the places of the country."""
        return make_country_places(self.schema.country_file("gazetteer"))

    @cached_property
    def postcodes(self) -> Postcodes:
        """What postcodes look like."""
        return make_postcodes(self.schema.country_file("postcodes"))

    @property
    def has_postcodes(self) -> bool:
        """Whether a postcode can lead to a place."""
        return self.postcodes.exist and bool(self.outcodes)

    @cached_property
    def wording(self) -> PlaceWording:
        """The words that people put around the names of places."""
        return PlaceWording(self.schema.locale.section("place_words"))

    @cached_property
    def messages(self) -> dict[str, str]:
        """The sentences of the answers, with what they say of the country filled in."""
        return country_sentences(self)

    @cached_property
    def places(self) -> list[Place]:
        return [
            _make_place(council, row)
            for council, rows in self.load_table("places").items()
            for row in rows
        ]

    @cached_property
    def outcodes(self) -> dict[str, Outcode]:
        rows = self.load_table("districts").get("in_use", {})
        return {code: Outcode(code, *row) for code, row in rows.items()}

    @cached_property
    def terminated_outcodes(self) -> frozenset[str]:
        """The outcodes that are no longer in use."""
        return frozenset(self.load_table("districts").get("ended", ()))

    @cached_property
    def non_geographic_outcodes(self) -> frozenset[str]:
        """The outcodes that are for post only."""
        return frozenset(self.load_table("districts").get("without_place", ()))

    @cached_property
    def _by_name(self) -> dict[str, list[Place]]:
        by_name: dict[str, list[Place]] = {}
        for place in self.places:
            for key in dict.fromkeys(map(name_key, place.all_names)):
                by_name.setdefault(key, []).append(place)
        return by_name

    @cached_property
    def _areas_by_name(self) -> dict[str, str]:
        by_name: dict[str, str] = {}
        for area in self.areas.terms.values():
            for name in (area.title, area.id, *area.all_names):
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
        # The old town may be called like the city, too: a part of a place is not a second one.
        main = [place for place in found if name_key(place.name) == key]
        return [place for place in found if place in main or not _is_part_of_any(place, main)]

    def find_area(self, name: str) -> Area | None:
        """The area that has this name; that of a district or of another part finds the whole."""
        for spelling in self.wording.county_names(name):
            if area := self._areas_by_name.get(name_key(spelling)):
                return self.areas[area]
        return None

    def is_within(self, council: str, area: Area) -> bool:
        """Whether a council is this area or lies in it."""
        return (
            area == self.areas.country
            or council in area.covers
            or any(above.id == area.id for above in self.areas.chain(council))
        )

    def qualified_name(self, place: Place) -> str:
        """The name of a place, with the nearest area around it that is named otherwise."""
        above = [*self.areas.chain(place.council), self.areas.country]
        own_key = name_key(place.name)
        first = 0
        for number, area in enumerate(above):
            if name_key(area.title) == own_key:
                first = number + 1
        return f"{place.name}, {above[min(first, len(above) - 1)].title}"

    def larger_neighbour(self, place: Place) -> Place | None:
        """The larger place next to one: it tells two of the same label apart.

        None for the largest of all.
        """
        least = max(MIN_LANDMARK_POPULATION, place.population + 1)
        return next((other for other in self._from(place.point) if other.population >= least), None)

    def place_match(self, place: Place) -> PlaceMatch:
        return PlaceMatch(
            label=self.qualified_name(place),
            latitude=place.latitude,
            longitude=place.longitude,
            precision=TOWN,
            area=place.council,
            councils=(place.council,),
            source=self.country.place_source,
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
            source=self.country.postcode_source,
        )

    def area_match(self, area: Area) -> PlaceMatch:
        """The middle of an area, where most of its people would place it."""
        return self._middles.match(area)

    @cached_property
    def _middles(self) -> AreaMiddles:
        return AreaMiddles(self)

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
        near: dict[str, float] = self.load_table("councils").get(council, {}).get("near", {})
        return near

    @cached_property
    def _index(self) -> SpatialIndex[Place]:
        return SpatialIndex((place.point, place) for place in self.places)

    def nearest(self, point: Point) -> Place | None:
        """The place nearest to a point; None where the table has none."""
        return next(self._from(point), None)

    def _from(self, point: Point) -> Iterator[Place]:
        """All places, the nearest to a point first."""
        return (place for _, place in self._index.nearest(point))


def _make_place(council: str, row: list[Any]) -> Place:
    """A place from its row in the table.

    A row has its name, point, population and other names, and perhaps the names by language.
    """
    name, latitude, longitude, population, other_names, *names = row
    return Place(
        name=name,
        latitude=latitude,
        longitude=longitude,
        population=population,
        council=council,
        other_names=tuple(other_names),
        names=names[0] if names else {},
    )


def _is_part_of_any(place: Place, others: list[Place]) -> bool:
    return any(distance_miles(place.point, other.point) <= SAME_PLACE_MILES for other in others)
