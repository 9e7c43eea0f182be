"""What a place page is about, and which groups people find there: by how far the groups reach, then the nearest others.

An area of schema/areas.json has a page, and so has every town of the gazetteer that is large enough and that does not
share its name with the council around it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from ulo.core import slugify
from ulo.geography import Outcode, Place, SpatialIndex, distance_miles, name_key
from ulo.model import Freshness, Organisation
from ulo.schema import Area

if TYPE_CHECKING:
    from ulo.catalogue.catalogue import Catalogue

# The people that a town needs for a page of its own.
MIN_TOWN_POPULATION = 10_000
# The other language of each nation: its code, and the field that holds names in it.
NATION_LANGUAGES = {
    "wales": ("cy", "welsh"),
    "scotland": ("gd", "gaelic"),
    "northern-ireland": ("ga", "irish"),
}
# How many of the nation-wide and UK-wide groups a local page names, how many of the nearest others, and how many kinds
# of people for whom it knows no group.
MAX_NATIONAL, MAX_NEAREST, MAX_MISSING = 4, 5, 3
# Nobody is told to go so many miles to a group of their own area.
MAX_MILES = 30
# How many neighbours the page of a group names.
MAX_NEARBY = 3
# A council counts for a postcode district if it has so many hundredths of its postcodes. The district belongs to a town
# within so many miles of its middle, if the next town is so many times as far away.
MIN_SHARE, MAX_TOWN_MILES, CLEAR_RATIO = 10, 3, 1.5
# In this order within one level: the surer it is that a group is still there, the earlier.
FRESHNESS_ORDER = {
    Freshness.CONFIRMED: 0,
    Freshness.RECENT: 1,
    Freshness.UNCONFIRMED: 2,
    Freshness.CLOSED: 3,
}


@dataclass(frozen=True)
class PlacePage:
    """An area, or a town within its council (`area`). `label` tells it apart from others of its name; `names` are its names
    in the other language of its nation, as pairs of language and name."""

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


@dataclass(frozen=True)
class NearbyOrganisation:
    """A group elsewhere, and how many miles its place lies from here."""

    organisation: Organisation
    miles: float


@dataclass(frozen=True)
class GroupsByReach:
    """The open groups for the people of a place, each once, under the narrowest of its areas that takes the place in.

    `own`: for the place itself. `inside`: for a part of it. `wider`: for a county or region that takes it in. `nation`
    and `country`: for all of its nation, and for the whole United Kingdom.
    """

    own: list[Organisation]
    inside: list[Organisation]
    wider: list[Organisation]
    nation: list[Organisation]
    country: list[Organisation]


class PlacePages:
    """All place pages of a catalogue, by id."""

    def __init__(self, catalogue: "Catalogue") -> None:
        self.catalogue = catalogue
        self.gazetteer = catalogue.geocoder.gazetteer
        self.areas = catalogue.areas
        self.by_id = {
            area.id: PlacePage(
                area.id, area.title, self._label(area), area.kind, area, self._names(area, area)
            )
            for area in self.areas.values()
        }
        towns = [
            place
            for place in self.gazetteer.places
            if place.population >= MIN_TOWN_POPULATION and not self._namesake(place)
        ]
        for place in towns:
            page = PlacePage(
                f"{slugify(place.name)}-{place.council}",
                place.name,
                self.gazetteer.qualified_name(place),
                "town",
                self.areas[place.council],
                self._names(place, self.areas[place.council]),
                place,
            )
            if page.id in self.by_id:
                raise ValueError(f"Two places would have the page {page.id}")
            self.by_id[page.id] = page

    def _names(self, named: Area | Place, area: Area) -> tuple[tuple[str, str], ...]:
        nation = next(
            (
                above.id
                for above in self.catalogue.schema.areas.chain(area.id)
                if above.kind == "nation"
            ),
            "",
        )
        lang, key = NATION_LANGUAGES.get(nation, ("", ""))
        name = getattr(named, key, "")
        return ((lang, name),) if name and name != getattr(named, "title", "") else ()

    def _label(self, area: Area) -> str:
        return (
            f"{area.title}, {self.areas[area.parent].title}"
            if area.kind in ("council", "wider-area", "region")
            else area.title
        )

    def _namesake(self, place: Place) -> Area | None:
        """The council or the area above it to which a place gave its name; without one, it is a town of its own."""
        above = self.catalogue.schema.areas.chain(place.council)
        return next(
            (
                area
                for area in above
                if name_key(place.name)
                in map(name_key, (area.title, area.welsh, *area.other_names))
            ),
            None,
        )

    @cached_property
    def towns(self) -> dict[str, list[PlacePage]]:
        """The towns with pages of each council, by name."""
        found: dict[str, list[PlacePage]] = {}
        for page in self.by_id.values():
            if page.town:
                found.setdefault(page.area.id, []).append(page)
        return found

    @cached_property
    def _by_town(self) -> dict[Place, PlacePage]:
        return {page.town: page for page in self.by_id.values() if page.town}

    def page_for(self, place: Place) -> PlacePage:
        """The page for a place: its own, that of the area that has its name (London), or that of its council."""
        area = self._namesake(place)
        return self._by_town.get(place) or self.by_id[area.id if area else place.council]

    @cached_property
    def by_outcode(self) -> dict[str, list[PlacePage]]:
        """The pages that each postcode district leads to."""
        return {
            name: self.for_outcode(district) for name, district in self.gazetteer.outcodes.items()
        }

    def for_outcode(self, outcode: Outcode) -> list[PlacePage]:
        """The page for a postcode district, or the councils to choose from: in doubt a council, never a town that the
        people of the district would not call theirs."""
        councils = [
            council for council, hundredths in outcode.councils.items() if hundredths >= MIN_SHARE
        ]
        town = self._unambiguous_town(outcode, councils[0]) if len(councils) == 1 else None
        # London is the page of a whole region, and too wide for a postcode in Westminster.
        return (
            [self.page_for(town)]
            if town and self.page_for(town).area.id == councils[0]
            else [self.by_id[council] for council in councils]
        )

    def _unambiguous_town(self, outcode: Outcode, council: str) -> Place | None:
        """The town that a postcode district clearly belongs to."""
        away = lambda town: distance_miles(outcode.point, town.point)
        first, *others = sorted(self._large_towns.get(council, []), key=away)[:2] or [None]
        return (
            first
            if first
            and away(first) <= MAX_TOWN_MILES
            and all(away(other) >= CLEAR_RATIO * away(first) for other in others)
            else None
        )

    @cached_property
    def _large_towns(self) -> dict[str, list[Place]]:
        """The large towns of each council: those with the name of their council, too, for people nearby are at home on its page."""
        found: dict[str, list[Place]] = {}
        for place in self.gazetteer.places:
            if place.population >= MIN_TOWN_POPULATION:
                found.setdefault(place.council, []).append(place)
        return found

    def ancestors(self, locality: PlacePage) -> list[PlacePage]:
        """The places above this one, the widest first, without the whole country."""
        first = locality.area.id if locality.town else locality.area.parent
        return (
            [self.by_id[area.id] for area in self.catalogue.schema.areas.chain(first)][::-1]
            if locality.kind != "country"
            else []
        )

    def nation(self, locality: PlacePage) -> Area | None:
        """The nation of a place; the whole country has none."""
        return next(
            (
                area
                for area in self.catalogue.schema.areas.chain(locality.area.id)
                if area.kind == "nation"
            ),
            None,
        )

    def wider_areas(self, council: str) -> list[Area]:
        """The wider areas that take in a council, the smallest first, then its region, if it has one."""
        around = [area for area in self.areas.values() if council in area.covers]
        return [
            *sorted(around, key=lambda area: len(area.covers)),
            *(area for area in self.catalogue.schema.areas.chain(council) if area.kind == "region"),
        ]

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
            if other.kind == "wider-area"
            and area.kind != "country"
            and any(above.id == area.id for above in self.catalogue.schema.areas.chain(other.id))
        ]

    @cached_property
    def regions(self) -> list[Area]:
        """What the country divides into for those who look for their place: the regions of England, and the other nations."""
        return [
            *self.child_areas(self.areas["england"]),
            *(
                area
                for area in self.areas.values()
                if area.kind == "nation" and area.id != "england"
            ),
        ]

    # --- Groups ------------------------------------------------------------------------------------------------

    @cached_property
    def _by_area(self) -> dict[str, list[Organisation]]:
        """The open groups that are for the people of just this area, the surest first."""
        return {
            area: sorted(groups, key=lambda o: FRESHNESS_ORDER[self.catalogue.freshness[o.slug]])
            for area, groups in self.catalogue.by_area.items()
        }

    @cached_property
    def _groups_by_area(self) -> dict[str, GroupsByReach]:
        return {area.id: self._groups_for(area) for area in self.areas.values()}

    def groups(self, locality: PlacePage) -> GroupsByReach:
        """The groups for the people of a place. A town has those of its council, the nearest first."""
        found = self._groups_by_area[locality.area.id]
        if not locality.town:
            return found
        far = {o.slug: self.distance(locality, o) for o in found.own}
        return replace(
            found, own=sorted(found.own, key=lambda o: (far[o.slug] is None, far[o.slug]))
        )

    def group_count(self, area: Area) -> int:
        """How many groups are for the people of an area, or of a part of it."""
        groups = self._groups_by_area[area.id]
        return len(groups.own) + len(groups.inside)

    def _groups_for(self, area: Area) -> GroupsByReach:
        """The levels of an area; a region has inside what its councils have, and what the wider areas in it have."""
        inner = {
            other.id
            for other in self.areas.values()
            if other.id != area.id
            and area.kind not in ("council", "country")
            and other.kind != "region"
            and (
                other.id in area.covers
                or other.kind in ("council", "wider-area")
                and self.gazetteer.is_within(other.id, area)
            )
        }
        if area.kind == "council":
            wider = [other.id for other in self.wider_areas(area.id)]
        elif area.kind == "wider-area":
            wider = [
                other.id
                for other in self.catalogue.schema.areas.chain(area.parent)
                if other.kind == "region"
            ]
        else:
            wider = []
        nations = [
            other.id
            for other in self.catalogue.schema.areas.chain(area.id)
            if other.kind == "nation" and other.id != area.id
        ]
        seen: set[str] = set()

        def take(ids: Iterable[str]) -> list[Organisation]:
            fresh = list(
                {o.slug: o for id in ids for o in self._by_area[id] if o.slug not in seen}.values()
            )
            seen.update(o.slug for o in fresh)
            return fresh

        return GroupsByReach(
            take([area.id]),
            take(id for id in self.areas if id in inner),
            take(wider),
            take(nations),
            take(["uk"]),
        )

    @cached_property
    def _best_national(self) -> dict[str, tuple[list[Organisation], list[Organisation]]]:
        return {
            id: (self._pick_best(id, groups.nation), self._pick_best(id, groups.country))
            for id, groups in self._groups_by_area.items()
        }

    def best_national(self, locality: PlacePage) -> tuple[list[Organisation], list[Organisation]]:
        """The few of the nation-wide and of the UK-wide groups that fit a place best."""
        return self._best_national[locality.area.id]

    def _pick_best(self, area: str, groups: list[Organisation]) -> list[Organisation]:
        """Based here or near, surely there, and each led by other people than the ones before."""
        near = (
            [
                other.id
                for other in self.catalogue.schema.areas.chain(area)
                if other.kind in ("council", "region")
            ]
            if area != "uk"
            else []
        )
        # 0 for the place itself, 1 for its region, 2 for elsewhere.
        bases = {
            o.slug: min(
                (
                    near.index(id) if id in near else len(near)
                    for id in self._ancestor_ids(o.based_in.area)
                ),
                default=len(near),
            )
            for o in groups
        }
        rank = {
            o.slug: (
                bases[o.slug],
                FRESHNESS_ORDER[self.catalogue.freshness[o.slug]],
                not o.contact,
            )
            for o in groups
        }
        best: list[Organisation] = []
        led: set[str] = set()
        waiting = sorted(groups, key=lambda o: rank[o.slug])
        while waiting and len(best) < MAX_NATIONAL:
            chosen = min(
                waiting,
                key=lambda o: (bases[o.slug], bool(led & set(o.user_led.led_by)), rank[o.slug]),
            )
            waiting.remove(chosen)
            best.append(chosen)
            led.update(chosen.user_led.led_by)
        return best

    def _ancestor_ids(self, area: str) -> list[str]:
        return [other.id for other in self.catalogue.schema.areas.chain(area)] if area else []

    # --- Distance ----------------------------------------------------------------------------------------------

    def centre(self, locality: PlacePage) -> tuple[float, float]:
        """The middle of a place."""
        return (
            locality.town.point if locality.town else self.gazetteer.area_match(locality.area).point
        )

    def distance(self, locality: PlacePage, o: Organisation) -> float | None:
        """The miles from the middle of a place to a group, where it is known well enough to say; None for one whose office
        is so far that people here will hardly go there, though it works here, too."""
        place = self.catalogue.locations.get(o.slug)
        away = (
            distance_miles(self.centre(locality), place.point)
            if place and place.precision != "council"
            else MAX_MILES
        )
        return away if away < MAX_MILES else None

    @cached_property
    def _index(self) -> SpatialIndex[Organisation]:
        """The open groups that are for a part of the country, by where they are."""
        local = (
            o
            for o in self.catalogue.open
            if any(
                self.areas[area].kind in ("council", "wider-area", "region")
                for area in self.catalogue.areas_of(o)
            )
        )
        return SpatialIndex(
            (self.catalogue.locations[o.slug].point, o)
            for o in local
            if o.slug in self.catalogue.locations
        )

    def nearest(self, locality: PlacePage) -> list[NearbyOrganisation]:
        """The local groups nearest to a place that are not for its people, as far as we know."""
        groups, point = self._groups_by_area[locality.area.id], self.centre(locality)
        own = {o.slug for part in (groups.own, groups.inside, groups.wider) for o in part}
        near = islice((o for _, o in self._index.nearest(point) if o.slug not in own), MAX_NEAREST)
        return sorted(
            (
                NearbyOrganisation(o, distance_miles(point, self.catalogue.locations[o.slug].point))
                for o in near
            ),
            key=lambda near: near.miles,
        )

    def nearby(self, o: Organisation) -> list[NearbyOrganisation]:
        """The local groups nearest to a group, if we know where it is."""
        if not (place := self.catalogue.locations.get(o.slug)):
            return []
        near = islice(
            (other for _, other in self._index.nearest(place.point) if other is not o), MAX_NEARBY
        )
        return [
            NearbyOrganisation(
                other, distance_miles(place.point, self.catalogue.locations[other.slug].point)
            )
            for other in near
        ]

    def missing_communities(self, locality: PlacePage) -> list[str]:
        """The communities, of those that lead most groups elsewhere, that lead none here."""
        groups, led = self._groups_by_area[locality.area.id], self.catalogue.led_by
        here = {
            community
            for part in (groups.own, groups.inside, groups.wider)
            for o in part
            for community in o.user_led.led_by
        }
        return sorted((c for c in led if led[c] and c not in here), key=lambda c: -len(led[c]))[
            :MAX_MISSING
        ]
