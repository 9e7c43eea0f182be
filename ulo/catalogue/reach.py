"""How far groups reach for the people of an area: for just them, a part of them, or more people.

An area is the set of its councils. So whatever its kind, it lies within every area that has all of
these, and shares people with every area that has one of them. docs/assets/js/find/reach.js does the
same for the search.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from ulo.model import Freshness, Organisation
from ulo.schema import Area

if TYPE_CHECKING:
    from ulo.catalogue.catalogue import Catalogue

# The order within one level: the surer it is that a group is still there, the earlier.
FRESHNESS_ORDER = {
    Freshness.CONFIRMED: 0,
    Freshness.RECENT: 1,
    Freshness.UNCONFIRMED: 2,
    Freshness.CLOSED: 3,
}


@dataclass(frozen=True)
class GroupsByReach:
    """The open groups for the people of a place, each once, under the narrowest area it serves.

    `own`: for the place itself. `inside`: for some of its people. `wider`: for a county or region
    around it. `nation` and `country`: for all of its nation, and for the whole country.
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

    @property
    def all(self) -> Iterator[Organisation]:
        return chain(self.local, self.nation, self.country)


class Reach:
    """The groups for the people of each area of a catalogue."""

    def __init__(self, catalogue: "Catalogue") -> None:
        self.catalogue = catalogue
        self.areas = catalogue.areas

    def groups(self, area: Area) -> GroupsByReach:
        return self._by_area[area.id]

    def rank(self, o: Organisation) -> tuple[int, int]:
        """The order within one level: the surest first, then by name."""
        return FRESHNESS_ORDER[self.catalogue.freshness[o.slug]], self._numbers[o.slug]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {o.slug: number for number, o in enumerate(self.catalogue.organisations)}

    @cached_property
    def _by_area(self) -> dict[str, GroupsByReach]:
        return {area.id: self._groups_for(area) for area in self.areas.values()}

    @cached_property
    def councils(self) -> dict[str, frozenset[str]]:
        """The councils of each area."""
        councils = self.catalogue.geocoder.gazetteer.councils_by_area
        everywhere = frozenset(council.id for council in self.catalogue.councils)
        return {area: frozenset(councils.get(area, everywhere)) for area in self.areas}

    def _groups_for(self, area: Area) -> GroupsByReach:
        seen: set[str] = set()

        def not_seen(areas: Iterable[Area]) -> list[Organisation]:
            """The groups for these areas that no narrower level has; those for fewer first."""
            found: dict[str, tuple[int, Organisation]] = {}
            for other in areas:
                size = len(self.councils[other.id])
                for o in self.catalogue.by_area[other.id]:
                    if o.slug not in seen:
                        found[o.slug] = min(found.get(o.slug, (size, o)), (size, o), key=_size)
            seen.update(found)
            ranked = sorted(found.values(), key=lambda entry: (entry[0], self.rank(entry[1])))
            return [o for _, o in ranked]

        nation = self.catalogue.enclosing_area(area.id, "nation")
        return GroupsByReach(
            own=not_seen([area]),
            inside=not_seen(self._areas_inside(area)),
            wider=not_seen(self.areas_around(area)),
            nation=not_seen([nation] if nation else []),
            country=not_seen([self.catalogue.country]),
        )

    def _areas_inside(self, area: Area) -> Iterator[Area]:
        """The areas that have some of the people of an area. The country has none of its own."""
        if area.kind == "country":
            return
        councils = self.councils[area.id]
        for other in self.areas.values():
            others = self.councils[other.id]
            if other != area and councils & others and not councils < others:
                yield other

    def areas_around(self, area: Area) -> list[Area]:
        """The wider areas and regions that have all people of an area; the smaller first."""
        councils = self.councils[area.id]
        around = [
            other
            for other in self.areas.values()
            if other.kind in ("wider-area", "region") and councils < self.councils[other.id]
        ]
        return sorted(around, key=lambda other: len(self.councils[other.id]))


def _size(entry: tuple[int, Organisation]) -> int:
    return entry[0]
