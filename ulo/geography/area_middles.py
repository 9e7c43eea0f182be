"""Where the middle of each area is."""

from collections.abc import Collection
from functools import cached_property
from typing import TYPE_CHECKING

from ulo.geography.answers import COUNCIL, WIDE, PlaceMatch
from ulo.geography.spatial_index import Point
from ulo.schema import Area

if TYPE_CHECKING:
    from ulo.geography.gazetteer import Gazetteer


class AreaMiddles:
    """The middles of areas: where most of their people would place them."""

    def __init__(self, gazetteer: "Gazetteer") -> None:
        self.gazetteer = gazetteer
        self._matches: dict[str, PlaceMatch] = {}

    def match(self, area: Area) -> PlaceMatch:
        if area.id not in self._matches:
            self._matches[area.id] = self._make_match(area)
        return self._matches[area.id]

    def _make_match(self, area: Area) -> PlaceMatch:
        gazetteer = self.gazetteer
        councils = gazetteer.councils_by_area.get(area.id, [])
        has_postcodes = bool(gazetteer.outcodes) and not self._without.issuperset(councils)
        country = gazetteer.country
        latitude, longitude = self._middle(area, councils)
        return PlaceMatch(
            label=area.title,
            latitude=latitude,
            longitude=longitude,
            precision=COUNCIL if area.kind == "council" else WIDE,
            area=area.id,
            councils=tuple(councils),
            source=country.postcode_source if has_postcodes else country.place_source,
        )

    @cached_property
    def _without(self) -> frozenset[str]:
        """The councils whose postcode districts are not known."""
        by_area = self.gazetteer.councils_by_area
        areas = [without.area for without in self.gazetteer.postcodes.areas_without]
        return frozenset(council for area in areas for council in by_area.get(area, ()))

    def _middle(self, area: Area, councils: Collection[str]) -> Point:
        """The middle of an area by its table; without, that of its places, or of all places."""
        gazetteer = self.gazetteer
        if row := gazetteer.load_table("councils").get(area.id):
            latitude, longitude = row["at"]
            return latitude, longitude
        inside = [place for place in gazetteer.places if place.council in councils]
        places = inside or gazetteer.places
        if not places:
            return 0.0, 0.0
        people = [max(place.population, 1) for place in places]
        return (
            sum(p.latitude * n for p, n in zip(places, people, strict=True)) / sum(people),
            sum(p.longitude * n for p, n in zip(places, people, strict=True)) / sum(people),
        )
