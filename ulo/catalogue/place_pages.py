"""Which places have a page: every area of schema/areas.json, and the larger towns.

A town of the gazetteer has a page if it is large enough and does not share its name with the
council or the area around it. Which groups a page lists is in `place_groups`.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ulo.catalogue.grouping import group_by
from ulo.core import slugify
from ulo.geography import (
    COUNCIL,
    TOWN,
    Outcode,
    Place,
    PlaceMatch,
    Spot,
    distance_miles,
    name_key,
)
from ulo.schema import Area

if TYPE_CHECKING:
    from ulo.catalogue.catalogue import Catalogue

# The people that a town needs for a page of its own.
MIN_TOWN_POPULATION = 10_000
# A council counts for an outcode if it has at least this percentage of its postcodes.
MIN_SHARE = 10
# An outcode belongs to a town if the town is at most this many miles from its middle, and the next
# town is at least this many times as far away.
MAX_TOWN_MILES = 3
CLEAR_RATIO = 1.5


@dataclass(frozen=True)
class PlacePage:
    """What a page is about: an area, or a town within its council (`area`).

    `kind` is that of the area, or "town"; `label` tells the place apart from others of its name;
    `names` are its names in the local language, as pairs of language tag and name.
    """

    id: str
    title: str
    label: str
    kind: str
    area: Area
    names: tuple[tuple[str, str], ...] = ()
    town: Place | None = None

    @property
    def phrase(self) -> str:
        """The name as it stands in the middle of a sentence."""
        return self.title if self.town else self.area.phrase or self.title


class PlacePages:
    """All place pages of a catalogue, by id. Raises ValueError where two would have one id."""

    def __init__(self, catalogue: "Catalogue") -> None:
        self.catalogue = catalogue
        self.gazetteer = catalogue.geocoder.gazetteer
        self.areas = catalogue.areas
        self.by_id = {area.id: self._area_page(area) for area in self.areas.values()}
        for place in self.gazetteer.places:
            if place.population >= MIN_TOWN_POPULATION and not self._namesake(place):
                page = self._town_page(place)
                if page.id in self.by_id:
                    raise ValueError(f"Two places would have the page {page.id}")
                self.by_id[page.id] = page

    def _area_page(self, area: Area) -> PlacePage:
        label = area.title
        if area.kind in ("council", "wider-area", "region"):
            label += f", {self.areas[area.parent].title}"
        return PlacePage(area.id, area.title, label, area.kind, area, self._names(area, area))

    def _town_page(self, place: Place) -> PlacePage:
        council = self.areas[place.council]
        return PlacePage(
            id=f"{slugify(place.name)}-{place.council}",
            title=place.name,
            label=self.gazetteer.qualified_name(place),
            kind="town",
            area=council,
            names=self._names(place, council),
            town=place,
        )

    def _names(self, named: Area | Place, area: Area) -> tuple[tuple[str, str], ...]:
        """The name in the language of the area around it, where it has one that differs."""
        languages = self.catalogue.schema.country.local_languages
        around = (*self.catalogue.schema.areas.chain(area.id), self.catalogue.country)
        language = next((languages[each.id] for each in around if each.id in languages), "")
        name = named.names.get(language, "")
        if not name or name == getattr(named, "title", ""):
            return ()
        return ((language, name),)

    def _namesake(self, place: Place) -> Area | None:
        """The council or the area above it to which a place gave its name."""
        key = name_key(place.name)
        for area in self.catalogue.schema.areas.chain(place.council):
            if key in map(name_key, (area.title, *area.names.values(), *area.other_names)):
                return area
        return None

    # --- Towns and outcodes ------------------------------------------------------------------

    @cached_property
    def towns(self) -> dict[str, list[PlacePage]]:
        """The towns with pages of each council, by name."""
        return group_by(self._by_town.values(), lambda page: [page.area.id])

    @cached_property
    def _by_town(self) -> dict[Place, PlacePage]:
        return {page.town: page for page in self.by_id.values() if page.town}

    def page_for(self, place: Place) -> PlacePage:
        """Its own page, that of the area that has its name, or that of its council."""
        if place in self._by_town:
            return self._by_town[place]
        area = self._namesake(place)
        return self.by_id[area.id if area else place.council]

    def centre(self, page: PlacePage) -> tuple[float, float]:
        """The middle of a place: latitude and longitude in degrees."""
        if page.town:
            return page.town.point
        return self.gazetteer.area_match(page.area).point

    def query(self, page: PlacePage) -> str:
        """What finds a place in the search: the name of an area, unless others have it, too."""
        is_unique = isinstance(self.catalogue.geocoder.lookup(page.title), PlaceMatch)
        return page.title if is_unique and not page.town else page.label

    def origin(self, page: PlacePage) -> Spot:
        """Where a place is counted from: its middle, as exactly as the search in browsers has it.

        A council with the name of a town is counted from the middle of that town.
        """
        town = page.town or self._eponyms.get(page.area.id)
        if town:
            north, east = (round(axis * 100) / 100 for axis in town.point)
            return Spot((north, east), TOWN, name_key(town.name))
        match = self.gazetteer.area_match(page.area)
        return Spot(match.point, match.precision)

    @cached_property
    def _eponyms(self) -> dict[str, Place]:
        """The town that has the title of each council, where there is just one in it."""
        towns = {}
        for area in self.areas.values():
            if area.kind == COUNCIL:
                inside = [
                    place
                    for place in self.gazetteer.find_places(area.title)
                    if place.council == area.id and name_key(place.name) == name_key(area.title)
                ]
                if len(inside) == 1:
                    towns[area.id] = inside[0]
        return towns

    @cached_property
    def by_outcode(self) -> dict[str, list[PlacePage]]:
        """The pages that each outcode leads to."""
        return {
            name: self.for_outcode(outcode) for name, outcode in self.gazetteer.outcodes.items()
        }

    def for_outcode(self, outcode: Outcode) -> list[PlacePage]:
        """The page for an outcode, or those of several councils to choose from.

        In doubt it is a council, never a town that the people there would not call theirs.
        """
        councils = [
            council for council, percentage in outcode.councils.items() if percentage >= MIN_SHARE
        ]
        if len(councils) == 1 and (town := self._unambiguous_town(outcode, councils[0])):
            page = self.page_for(town)
            # A city may be a whole region, which is too wide for an outcode in one of its councils.
            if page.area.id == councils[0]:
                return [page]
        return [self.by_id[council] for council in councils]

    def _unambiguous_town(self, outcode: Outcode, council: str) -> Place | None:
        """The town that an outcode clearly belongs to."""

        def miles(town: Place) -> float:
            return distance_miles(outcode.point, town.point)

        nearest = sorted(self._large_towns.get(council, []), key=miles)[:2]
        if not nearest or miles(nearest[0]) > MAX_TOWN_MILES:
            return None
        if len(nearest) == 2 and miles(nearest[1]) < CLEAR_RATIO * miles(nearest[0]):
            return None
        return nearest[0]

    @cached_property
    def _large_towns(self) -> dict[str, list[Place]]:
        """The large towns of each council, those with the name of their council among them.

        People near one of these are at home on the page of the council.
        """
        large = (p for p in self.gazetteer.places if p.population >= MIN_TOWN_POPULATION)
        return group_by(large, lambda place: [place.council])

    # --- Around and within -------------------------------------------------------------------

    def ancestors(self, page: PlacePage) -> list[PlacePage]:
        """The places above this one, the widest first, without the whole country."""
        if page.kind == "country":
            return []
        first = page.area.id if page.town else page.area.parent
        chain = [self.by_id[area.id] for area in self.catalogue.schema.areas.chain(first)]
        return chain[::-1]

    def nation(self, page: PlacePage) -> Area | None:
        """The nation of a place; the whole country has none."""
        return self.catalogue.enclosing_area(page.area.id, "nation")

    def child_areas(self, area: Area) -> list[Area]:
        """The areas right inside of another, by name: nations, regions, or councils."""
        if area.covers:
            return [self.areas[council] for council in area.covers]
        return [
            other
            for other in self.areas.values()
            if other.parent == area.id and other.kind != "wider-area"
        ]

    def wider_areas_within(self, area: Area) -> list[Area]:
        """The wider areas of a region or nation."""
        return [
            other
            for other in self.areas.values()
            if other.kind == "wider-area" and area in self.catalogue.schema.areas.chain(other.id)
        ]

    @cached_property
    def regions(self) -> list[Area]:
        """What people choose their place from: the parts of the country.

        A nation that has regions of its own is left out; they come before all others.
        """
        parts = self.child_areas(self.catalogue.country)
        nations = [part for part in parts if part in self.divided]
        return [
            *(region for nation in nations for region in self.child_areas(nation)),
            *(part for part in parts if part not in nations),
        ]

    @cached_property
    def divided(self) -> list[Area]:
        """The areas that have regions of their own: a nation, or the country itself."""
        divided = self.catalogue.schema.areas.divided
        return [area for area in self.areas.values() if area.id in divided]

    @cached_property
    def above_councils(self) -> list[Area]:
        """The areas right above councils: these, or the country where it has no others."""
        parents = {council.parent for council in self.catalogue.councils}
        return [area for area in (*self.regions, self.catalogue.country) if area.id in parents]
