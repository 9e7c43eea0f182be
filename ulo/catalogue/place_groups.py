"""Which groups people find on the page of a place: those for them, and those near by."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from ulo.catalogue.place_pages import PlacePage
from ulo.catalogue.reach import GroupsByReach, Reach
from ulo.geography import (
    TOWN,
    WIDE,
    SpatialIndex,
    Spot,
    distance_miles,
    name_key,
    round_miles,
    whole_miles,
)
from ulo.model import Organisation
from ulo.schema import Area

if TYPE_CHECKING:
    from ulo.catalogue.catalogue import Catalogue

# How many of the nation-wide and of the country-wide groups a local page names, and how many
# communities that lead no group there.
MAX_NATIONAL = 4
MAX_MISSING = 3
# What is further away than this is not near, and a group of the same area gets no distance.
NEAR_MILES = 30
# How many neighbours the page of a group names.
MAX_NEARBY = 3


@dataclass(frozen=True)
class NearbyOrganisation:
    """A group elsewhere, and how many whole miles away it is, if that is known."""

    organisation: Organisation
    miles: int | None


class PlaceGroups:
    """The groups for each place page of a catalogue."""

    def __init__(self, catalogue: "Catalogue") -> None:
        self.catalogue = catalogue
        self.pages = catalogue.place_pages
        self.areas = catalogue.areas
        self.reach = Reach(catalogue)
        self._around: dict[Spot, list[Organisation]] = {}

    # --- By reach ----------------------------------------------------------------------------

    def by_reach(self, page: PlacePage) -> GroupsByReach:
        """The groups for the people of a place. A town has those of its council, nearest first."""
        groups = self.reach.groups(page.area)
        if not page.town:
            return groups
        origin = self.pages.origin(page)

        def by_distance(o: Organisation) -> int:
            spot = self.spots.get(o.slug)
            if not (spot and spot.is_measurable):
                return NEAR_MILES
            return min(NEAR_MILES, round_miles(distance_miles(origin.point, spot.point)))

        return replace(groups, own=sorted(groups.own, key=by_distance))

    def count(self, area: Area) -> int:
        """How many groups are for the people of an area, or of a part of it."""
        groups = self.reach.groups(area)
        return len(groups.own) + len(groups.inside)

    def missing_communities(self, page: PlacePage) -> list[str]:
        """The communities, of those that lead most groups elsewhere, that lead none here.

        None of those for the people here or of a wider area, and none that is based here.
        """
        if page.kind == "country":
            return []
        led_by = self.catalogue.led_by
        here = {id for o in self.reach.groups(page.area).local for id in o.user_led.led_by}
        here |= {id for o in self._based_in(page.area) for id in o.user_led.led_by}
        missing = [id for id in led_by if led_by[id] and id not in here]
        return sorted(missing, key=lambda id: -len(led_by[id]))[:MAX_MISSING]

    def _based_in(self, area: Area) -> Iterator[Organisation]:
        councils = self.reach.councils
        for o in self.catalogue.open:
            if o.based_in.area and councils[o.based_in.area] <= councils[area.id]:
                yield o

    # --- The best of those for a nation and for the country ------------------------------------

    def best_national(self, page: PlacePage) -> tuple[list[Organisation], list[Organisation]]:
        """The few of the nation-wide and of the country-wide groups that suit a place best."""
        return self._best_national[page.area.id]

    @cached_property
    def _best_national(self) -> dict[str, tuple[list[Organisation], list[Organisation]]]:
        best = {}
        for area in self.areas.values():
            groups = self.reach.groups(area)
            best[area.id] = (
                self._pick_best(area.id, groups.nation),
                self._pick_best(area.id, groups.country),
            )
        return best

    def _pick_best(self, area: str, groups: list[Organisation]) -> list[Organisation]:
        """Based here or near, surely there, and each led by other people than those before it."""
        base_rank = self._base_ranks(area)
        rank = {
            o.slug: (base_rank[o.based_in.area], self.reach.rank(o)[0], not o.contact)
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

    @cached_property
    def spots(self) -> dict[str, Spot]:
        """Where each group is. A town that is a region, too, may mean anywhere in it."""
        regions = {name_key(area.title) for area in self.areas.values() if area.kind == "region"}
        spots = {}
        for slug, location in self.catalogue.locations.items():
            town = self.catalogue.by_slug[slug].based_in.town
            key = name_key(town) if town else ""
            is_wide = location.precision == TOWN and key in regions
            spots[slug] = Spot(location.point, WIDE if is_wide else location.precision, key)
        return spots

    def distance(self, page: PlacePage, o: Organisation) -> int | None:
        """The miles from the middle of a place to a group, where that is worth saying.

        None where it is not known, and for a group whose office is so far away that people here
        will hardly go there, though it works here, too.
        """
        spot = self.spots.get(o.slug)
        miles = whole_miles(self.pages.origin(page), spot) if spot else None
        return miles if miles is not None and miles <= NEAR_MILES else None

    @cached_property
    def _index(self) -> SpatialIndex[Organisation]:
        """The open groups that are for a part of the country, by where they are."""
        return SpatialIndex(
            (self.spots[o.slug].point, o)
            for o in self.catalogue.open
            if o.slug in self.spots and self.is_local(o)
        )

    def is_local(self, o: Organisation) -> bool:
        """Whether a group is for a part of the country that is small enough to be near."""
        kinds = {self.areas[area].kind for area in self.catalogue.areas_of(o)}
        return not kinds.isdisjoint(("council", "wider-area", "region"))

    def near(self, page: PlacePage) -> list[NearbyOrganisation]:
        """The local groups near a place that are not for its people, the nearest first.

        A region, a nation and the country are so large that nothing is near them.
        """
        if page.kind in ("region", "nation", "country"):
            return []
        here = {o.slug for o in self.reach.groups(page.area).all}
        origin = self.pages.origin(page)
        near = [o for o in self._within_reach(origin) if o.slug not in here]
        return self._with_miles(origin, near)

    def nearby(self, o: Organisation) -> list[NearbyOrganisation]:
        """The local groups nearest to a group, if we know where it is."""
        spot = self.spots.get(o.slug)
        if not spot:
            return []
        # Many groups are known by their town alone, so that they share one point.
        if spot not in self._around:
            self._around[spot] = self._within_reach(spot)[: MAX_NEARBY + 1]
        others = (other for other in self._around[spot] if other is not o)
        return self._with_miles(spot, islice(others, MAX_NEARBY))

    def miles_between(self, one: Organisation, other: Organisation) -> int | None:
        """The whole miles between two groups, where they are near and it is known."""
        spots = self.spots.get(one.slug), self.spots.get(other.slug)
        miles = whole_miles(spots[0], spots[1]) if spots[0] and spots[1] else None
        return miles if miles is not None and miles <= NEAR_MILES else None

    def _within_reach(self, origin: Spot) -> list[Organisation]:
        """The local groups that are near, the nearest first; within a mile in the order of a level.

        Where a group is known by its council alone, the middle of that has to do.
        """
        found = []
        for estimate, o in self._index.nearest(origin.point):
            # Those on a flat map are up to a hundredth off.
            if estimate > 1.05 * NEAR_MILES:
                break
            miles = distance_miles(origin.point, self.spots[o.slug].point)
            if miles <= NEAR_MILES:
                found.append((round_miles(miles), self.reach.rank(o), o))
        return [o for _, _, o in sorted(found, key=lambda entry: entry[:2])]

    def _with_miles(self, origin: Spot, groups: Iterable[Organisation]) -> list[NearbyOrganisation]:
        return [NearbyOrganisation(o, whole_miles(origin, self.spots[o.slug])) for o in groups]
