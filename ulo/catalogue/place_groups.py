"""Which groups people find on the page of a place, by how far the groups reach."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING

from ulo.catalogue.place_pages import PlacePage
from ulo.geography import SpatialIndex, distance_miles
from ulo.model import Freshness, Organisation
from ulo.schema import Area

if TYPE_CHECKING:
    from ulo.catalogue.catalogue import Catalogue

# How many of the nation-wide and of the UK-wide groups a local page names, how many of the nearest
# others, and how many communities that lead no group there.
MAX_NATIONAL = 4
MAX_NEAREST = 5
MAX_MISSING = 3
# A group of the same area that is further away than this gets no distance.
MAX_MILES = 30
# How many neighbours the page of a group names.
MAX_NEARBY = 3
# The order within one level: the surer it is that a group is still there, the earlier.
FRESHNESS_ORDER = {
    Freshness.CONFIRMED: 0,
    Freshness.RECENT: 1,
    Freshness.UNCONFIRMED: 2,
    Freshness.CLOSED: 3,
}


@dataclass(frozen=True)
class NearbyOrganisation:
    """A group elsewhere, and how many miles its place lies from here."""

    organisation: Organisation
    miles: float


@dataclass(frozen=True)
class GroupsByReach:
    """The open groups for the people of a place, each once, under the narrowest area it serves.

    `own`: for the place itself. `inside`: for a part of it. `wider`: for a county or region around
    it. `nation` and `country`: for all of its nation, and for the whole United Kingdom.
    """

    own: list[Organisation]
    inside: list[Organisation]
    wider: list[Organisation]
    nation: list[Organisation]
    country: list[Organisation]

    @property
    def local(self) -> Iterator[Organisation]:
        """Those for the place, for a part of it, and for a county or region around it."""
        return chain(self.own, self.inside, self.wider)


class PlaceGroups:
    """The groups for each place page of a catalogue."""

    def __init__(self, catalogue: "Catalogue") -> None:
        self.catalogue = catalogue
        self.pages = catalogue.place_pages
        self.areas = catalogue.areas
        self._around: dict[tuple[float, float], list[NearbyOrganisation]] = {}

    # --- By reach ----------------------------------------------------------------------------

    def by_reach(self, page: PlacePage) -> GroupsByReach:
        """The groups for the people of a place. A town has those of its council, nearest first."""
        groups = self._by_area[page.area.id]
        if not page.town:
            return groups

        def by_distance(o: Organisation) -> tuple[bool, float]:
            miles = self.distance(page, o)
            return miles is None, miles or 0

        return replace(groups, own=sorted(groups.own, key=by_distance))

    def count(self, area: Area) -> int:
        """How many groups are for the people of an area, or of a part of it."""
        groups = self._by_area[area.id]
        return len(groups.own) + len(groups.inside)

    @cached_property
    def _by_area(self) -> dict[str, GroupsByReach]:
        return {area.id: self._groups_for(area) for area in self.areas.values()}

    @cached_property
    def _freshest_first(self) -> dict[str, list[Organisation]]:
        """The open groups that are for the people of just this area, the surest first."""
        return {
            area: sorted(groups, key=self._freshness_rank)
            for area, groups in self.catalogue.by_area.items()
        }

    def _freshness_rank(self, o: Organisation) -> int:
        return FRESHNESS_ORDER[self.catalogue.freshness[o.slug]]

    def _groups_for(self, area: Area) -> GroupsByReach:
        seen: set[str] = set()

        def not_seen(ids: Iterable[str]) -> list[Organisation]:
            """The groups for these areas that no narrower level has."""
            groups = {o.slug: o for id in ids for o in self._freshest_first[id]}
            fresh = [o for slug, o in groups.items() if slug not in seen]
            seen.update(groups)
            return fresh

        nation = self.catalogue.enclosing_area(area.id, "nation")
        return GroupsByReach(
            own=not_seen([area.id]),
            inside=not_seen(self._areas_inside(area)),
            wider=not_seen(self._areas_around(area)),
            nation=not_seen([nation.id] if nation and nation != area else []),
            country=not_seen(["uk"]),
        )

    def _areas_inside(self, area: Area) -> Iterator[str]:
        """The councils and wider areas inside of an area. The country has none of its own."""
        if area.kind in ("council", "country"):
            return
        for other in self.areas.values():
            if other.id == area.id or other.kind == "region":
                continue
            is_part = other.kind in ("council", "wider-area") and self.pages.gazetteer.is_within(
                other.id, area
            )
            if other.id in area.covers or is_part:
                yield other.id

    def _areas_around(self, area: Area) -> list[str]:
        """The wider areas and the region that a council or a wider area lies in."""
        if area.kind == "council":
            return [other.id for other in self.pages.wider_areas(area.id)]
        if area.kind == "wider-area":
            region = self.catalogue.enclosing_area(area.parent, "region")
            return [region.id] if region else []
        return []

    # --- The best of those for a nation and for the country ------------------------------------

    def best_national(self, page: PlacePage) -> tuple[list[Organisation], list[Organisation]]:
        """The few of the nation-wide and of the UK-wide groups that suit a place best."""
        return self._best_national[page.area.id]

    @cached_property
    def _best_national(self) -> dict[str, tuple[list[Organisation], list[Organisation]]]:
        return {
            id: (self._pick_best(id, groups.nation), self._pick_best(id, groups.country))
            for id, groups in self._by_area.items()
        }

    def _pick_best(self, area: str, groups: list[Organisation]) -> list[Organisation]:
        """Based here or near, surely there, and each led by other people than those before it."""
        base_rank = self._base_ranks(area)
        rank = {
            o.slug: (base_rank[o.based_in.area], self._freshness_rank(o), not o.contact)
            for o in groups
        }
        best: list[Organisation] = []
        led_by: set[str] = set()
        waiting = sorted(groups, key=lambda o: rank[o.slug])
        while waiting and len(best) < MAX_NATIONAL:
            nearest, _, _ = rank[waiting[0].slug]
            equally_near = (o for o in waiting if rank[o.slug][0] == nearest)
            others = (o for o in equally_near if led_by.isdisjoint(o.user_led.led_by))
            chosen = next(others, waiting[0])
            waiting.remove(chosen)
            best.append(chosen)
            led_by.update(chosen.user_led.led_by)
        return best

    def _base_ranks(self, area: str) -> dict[str, int]:
        """How near a group with a base in each area is: 0 in the council, 1 in its region, else 2.

        A larger area has fewer steps: a region is 0, elsewhere 1. So has a group without a base.
        """
        chain = self.catalogue.schema.areas.chain
        near = [other.id for other in chain(area) if other.kind in ("council", "region")]
        ranks = {"": len(near)}
        for base in self.areas:
            steps = (near.index(other.id) for other in chain(base) if other.id in near)
            ranks[base] = min(steps, default=len(near))
        return ranks

    # --- Distance ----------------------------------------------------------------------------

    def distance(self, page: PlacePage, o: Organisation) -> float | None:
        """The miles from the middle of a place to a group, where that is worth saying.

        None where only its council is known, and for a group whose office is so far away that
        people here will hardly go there, though it works here, too.
        """
        location = self.catalogue.locations.get(o.slug)
        if not location or location.precision == "council":
            return None
        miles = distance_miles(self.pages.centre(page), location.point)
        return miles if miles < MAX_MILES else None

    @cached_property
    def _index(self) -> SpatialIndex[Organisation]:
        """The open groups that are for a part of the country, by where they are."""
        locations = self.catalogue.locations
        return SpatialIndex(
            (locations[o.slug].point, o)
            for o in self.catalogue.open
            if o.slug in locations and self._is_local(o)
        )

    def _is_local(self, o: Organisation) -> bool:
        kinds = {self.areas[area].kind for area in self.catalogue.areas_of(o)}
        return not kinds.isdisjoint(("council", "wider-area", "region"))

    def nearest(self, page: PlacePage) -> list[NearbyOrganisation]:
        """The local groups nearest to a place that are not for its people, as far as we know."""
        own = {o.slug for o in self._by_area[page.area.id].local}
        nearest = self._nearest(self.pages.centre(page), own, MAX_NEAREST)
        return sorted(nearest, key=lambda near: near.miles)

    def nearby(self, o: Organisation) -> list[NearbyOrganisation]:
        """The local groups nearest to a group, if we know where it is."""
        location = self.catalogue.locations.get(o.slug)
        if not location:
            return []
        # Many groups are known by their council alone, so that they share one point.
        if location.point not in self._around:
            self._around[location.point] = list(
                self._nearest(location.point, set(), MAX_NEARBY + 1)
            )
        others = (near for near in self._around[location.point] if near.organisation is not o)
        return list(islice(others, MAX_NEARBY))

    def _nearest(
        self, point: tuple[float, float], excluded: set[str], most: int
    ) -> Iterator[NearbyOrganisation]:
        others = (o for _, o in self._index.nearest(point) if o.slug not in excluded)
        for o in islice(others, most):
            location = self.catalogue.locations[o.slug]
            yield NearbyOrganisation(o, distance_miles(point, location.point))

    def missing_communities(self, page: PlacePage) -> list[str]:
        """The communities, of those that lead most groups elsewhere, that lead none here."""
        led_by = self.catalogue.led_by
        here = {id for o in self._by_area[page.area.id].local for id in o.user_led.led_by}
        missing = [id for id in led_by if led_by[id] and id not in here]
        return sorted(missing, key=lambda id: -len(led_by[id]))[:MAX_MISSING]
