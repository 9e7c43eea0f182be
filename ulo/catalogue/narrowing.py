"""A list of groups narrowed to the people of one place: which places it can be narrowed to, and who
is left."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ulo.model import Organisation
from ulo.schema import Area

if TYPE_CHECKING:
    from ulo.catalogue.catalogue import Catalogue


@dataclass(frozen=True)
class PlaceChoice:
    """An area to which a list can be narrowed, and how many groups are for its people or for some
    of them."""

    area: Area
    count: int


class NarrowedList:
    """A list of groups of one catalogue, narrowed by place."""

    def __init__(self, catalogue: "Catalogue", groups: Iterable[Organisation]) -> None:
        self.catalogue = catalogue
        self._slugs = {o.slug for o in groups}
        self._reach = catalogue.place_groups.reach

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many groups are for each area or for a part of it; without areas that have none."""
        return {area.id: n for area in self._areas() if (n := self._count(area))}

    def _areas(self) -> Iterable[Area]:
        """Those that people choose their place from: councils, regions, nations, the country."""
        areas = self.catalogue.areas.values()
        return (area for area in areas if area.kind != "wider-area")

    def _count(self, area: Area) -> int:
        groups = self._reach.groups(area)
        return len(self._keep(groups.own)) + len(self._keep(groups.inside))

    def _keep(self, groups: Collection[Organisation]) -> list[Organisation]:
        return [o for o in groups if o.slug in self._slugs]

    def within(self, area: Area) -> dict[str, list[Organisation]]:
        """The groups that are left for an area, by how far they reach: `own`, `inside`, `wider`.

        Those for all of its nation and for the whole country have lists of their own.
        """
        groups = self._reach.groups(area)
        return {
            "own": self._keep(groups.own),
            "inside": self._keep(groups.inside),
            "wider": self._keep(groups.wider),
        }

    def choices(self, areas: Iterable[Area]) -> list[PlaceChoice]:
        """Those of some areas for which there is a group."""
        return [PlaceChoice(area, self.counts[area.id]) for area in areas if area.id in self.counts]

    @property
    def widest(self) -> list[PlaceChoice]:
        """The country and its nations."""
        areas = self.catalogue.areas.values()
        return self.choices(
            area for kind in ("nation", "country") for area in areas if area.kind == kind
        )

    def inside(self, area: Area) -> list[PlaceChoice]:
        """The nations, regions or councils right inside of an area."""
        return self.choices(self.catalogue.place_pages.child_areas(area))
