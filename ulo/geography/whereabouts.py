"""Whether two things that somebody says of one place can both be true.

An outcode touches several councils, a post town lies outside of some of its streets, and many towns
have one name. So two things contradict each other only if they are miles apart for every reading.
docs/assets/js/places/whereabouts.js says the same in the browser.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from ulo.geography.answers import Ambiguous, Answer, NotFound
from ulo.geography.gazetteer import Gazetteer, Outcode, Place
from ulo.geography.postcode_lookup import MAX_SUGGESTIONS, lookup_postcode
from ulo.geography.spatial_index import Point, SpatialIndex, distance_miles
from ulo.schema import Area

# The middle of an outcode may be so far from the next place of a council that it does not touch.
OUTCODE_MILES = 5
# A town and an outcode farther apart than this contradict each other, even within one council.
TOWN_MILES = 30


@dataclass(frozen=True)
class Extent:
    """All that a name or an outcode may stand for: the ids of councils, and points in them."""

    councils: frozenset[str]
    points: tuple[Point, ...]

    def miles_from(self, other: "Extent") -> float:
        """The miles between the two points that are nearest to each other."""
        return min(
            (distance_miles(one, two) for one in self.points for two in other.points), default=0.0
        )


class Whereabouts:
    """Compares outcodes, towns and areas by what the gazetteer says of them."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._areas: dict[str, Extent] = {}

    def find_outcode(self, code: str) -> Extent | None:
        """What an outcode covers; None for one that has no place.

        W1 stands for W1A, W1B and so on. Of some areas postcodes are not open: each may be anywhere
        in it.
        """
        if without := self.gazetteer.postcodes.area_without(code):
            return self.find_area(self.gazetteer.areas[without.area])
        answer = self._lookup_outcode(code)
        if answer is None or isinstance(answer, NotFound):
            return None
        matches = answer.options if isinstance(answer, Ambiguous) else (answer,)
        return Extent(
            frozenset(council for match in matches for council in match.councils),
            tuple(match.point for match in matches),
        )

    def _lookup_outcode(self, code: str) -> Answer | None:
        postcode = self.gazetteer.postcodes.parse(code)
        return lookup_postcode(self.gazetteer, postcode) if postcode else None

    def similar_outcodes(self, code: str, area: Area | None) -> list[str]:
        """The outcodes nearest in spelling to one that is not in use.

        Of a council, those in it, if there are any: L51 may stand for LS1.
        """
        outcodes = self.gazetteer.outcodes.values()
        council = area.id if area and area.kind == "council" else ""
        inside = [o.code for o in outcodes if council and council in self.councils_near(o)]
        same_letter = [o.code for o in outcodes if o.code[0] == code[0]]
        near = (
            get_close_matches(code, some, MAX_SUGGESTIONS, 0.6) for some in (inside, same_letter)
        )
        return next(filter(None, near), [])

    def _read_town(self, text: str) -> Iterator[Extent]:
        """All places and areas with this name, then those with a name that begins with it.

        What stands behind a comma tells namesakes apart: "Northby, Eastshire".
        """
        gazetteer = self.gazetteer
        name, _, around = (part.strip() for part in text.partition(","))
        wider = gazetteer.find_area(around) if around else None
        places, area = gazetteer.find_places(name), gazetteer.find_area(name)
        inside = [p for p in places if wider and gazetteer.is_within(p.council, wider)]
        yield self._join(inside or places, [area] if area else [])
        yield self._join(*gazetteer.begun_names(name))

    def _join(self, places: list[Place], areas: list[Area]) -> Extent:
        """Places and areas of one name: the town is not the whole council around it."""
        extent = _extent_of(places)
        for area in areas:
            own = self.find_area(area)
            # But a city that is a region is all of its boroughs.
            if area.kind != "council" or own.councils.isdisjoint(extent.councils):
                extent = Extent(extent.councils | own.councils, extent.points + own.points)
        return extent

    def find_area(self, area: Area) -> Extent:
        """An area by the places in it: some are too wide to be measured from their middle."""
        if area.id not in self._areas:
            councils = self.gazetteer.councils_by_area.get(area.id, [])
            self._areas[area.id] = _extent_of(
                place for council in councils for place in self._places_by_council.get(council, ())
            )
        return self._areas[area.id]

    def councils_near(self, outcode: Outcode) -> set[str]:
        """The councils that `is_outcode_in` finds an outcode to be in."""
        near = set(outcode.councils)
        for miles, place in self._index.nearest(outcode.point):
            if miles > OUTCODE_MILES:
                break
            near.add(place.council)
        return near

    @cached_property
    def _index(self) -> SpatialIndex[Place]:
        return SpatialIndex((place.point, place) for place in self.gazetteer.places)

    @cached_property
    def _places_by_council(self) -> dict[str, list[Place]]:
        places: dict[str, list[Place]] = {}
        for place in self.gazetteer.places:
            places.setdefault(place.council, []).append(place)
        return places

    def is_outcode_in(self, outcode: Extent, area: Extent) -> bool:
        """Whether an outcode touches an area, or nearly does."""
        return _is_near(outcode, area, OUTCODE_MILES)

    def is_town_in(self, town: str, area: Extent) -> bool:
        """Whether a town lies in an area, or may be the post town of a part of it."""
        country = self.gazetteer.country
        beside = {
            other for council in area.councils for other in self.gazetteer.neighbours(council)
        }

        def is_near(extent: Extent) -> bool:
            is_beside = not extent.councils.isdisjoint(beside)
            return _is_near(
                extent, area, country.beside_miles if is_beside else country.post_town_miles
            )

        return self._may_be(town, is_near)

    def is_town_near_outcode(self, town: str, outcode: Extent) -> bool:
        """Whether the middle of an outcode is at most TOWN_MILES from a town."""
        return self._may_be(town, lambda extent: extent.miles_from(outcode) <= TOWN_MILES)

    def _may_be(self, town: str, fits: Callable[[Extent], bool]) -> bool:
        """Whether one reading of the name of a town fits, or none is known."""
        known = False
        for extent in self._read_town(town):
            if extent.points:
                known = True
                if fits(extent):
                    return True
        return not known


def _extent_of(places: Iterable[Place]) -> Extent:
    found = list(places)
    return Extent(frozenset(p.council for p in found), tuple(p.point for p in found))


def _is_near(one: Extent, other: Extent, miles: float) -> bool:
    return bool(one.councils & other.councils) or one.miles_from(other) <= miles
