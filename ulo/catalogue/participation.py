"""Involvement in action: all participation work, in all the ways that people look for it.

An item counts for the places for whose people its group is there, and for all places around them;
for the communities that lead the group; and for each body that its text names as a partner. The
work of closed groups counts, too: what they won has stayed.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from ulo.catalogue.grouping import group_by
from ulo.catalogue.partners import PartnerIndex, PartnerMatch
from ulo.model import Organisation, Work
from ulo.schema import Area, PartnerBody

if TYPE_CHECKING:
    from ulo.catalogue.catalogue import Catalogue

Key = TypeVar("Key", bound=Hashable)

# A body with fewer items than this has no page of its own.
MIN_PAGE_ITEMS = 2


@dataclass(frozen=True, eq=False)
class WorkItem:
    """One piece of participation work, its number in the record of its group (from 1), and whom
    it was done with."""

    organisation: Organisation
    number: int
    work: Work
    partners: PartnerMatch


class Participation:
    """All work items of a catalogue, the newest first, those without a year last."""

    def __init__(self, catalogue: "Catalogue") -> None:
        self.catalogue = catalogue
        self.partners = PartnerIndex(catalogue.schema)
        items = (
            WorkItem(o, number, work, self.partners.find(work.partner))
            for o in catalogue.organisations
            for number, work in enumerate(o.work, 1)
        )
        self.work_items = sorted(items, key=lambda item: -(item.work.year or 0))

    # --- Lists -------------------------------------------------------------------------------

    @cached_property
    def by_kind(self) -> dict[str, list[WorkItem]]:
        kinds = self.catalogue.schema.vocabularies["kind"].terms
        return self._group_by(lambda item: item.work.kind, kinds)

    @cached_property
    def by_stage(self) -> dict[str, list[WorkItem]]:
        stages = self.catalogue.schema.vocabularies["stage"].terms
        return self._group_by(lambda item: [item.work.stage], stages)

    @cached_property
    def by_community(self) -> dict[str, list[WorkItem]]:
        return self._group_by(
            lambda item: item.organisation.user_led.led_by, self.catalogue.communities
        )

    @cached_property
    def by_area(self) -> dict[str, list[WorkItem]]:
        """The items of each area, those of the areas inside of it among them.

        The whole country has only those that are for all of it.
        """
        return self._group_by(lambda item: self.areas_of(item.organisation), self.catalogue.areas)

    @cached_property
    def by_year(self) -> dict[int, list[WorkItem]]:
        """The latest year first; without those of no known year."""
        return self._group_by(lambda item: [item.work.year] if item.work.year else [])

    @cached_property
    def by_body(self) -> dict[str, list[WorkItem]]:
        return self._group_by(lambda item: item.partners.bodies)

    @cached_property
    def by_body_kind(self) -> dict[str, list[WorkItem]]:
        """The items with each kind of partner that somebody worked with."""
        kinds = self.catalogue.schema.vocabularies["body"].terms
        by_kind = self._group_by(self.body_kinds_of, kinds)
        return {kind: items for kind, items in by_kind.items() if items}

    @cached_property
    def by_group(self) -> dict[str, list[WorkItem]]:
        return self._group_by(lambda item: [item.organisation.slug])

    @cached_property
    def with_change(self) -> list[WorkItem]:
        """Those for which a source says what has changed."""
        return [item for item in self.work_items if item.work.changed]

    @cached_property
    def without_kind(self) -> list[WorkItem]:
        return [item for item in self.work_items if not item.work.kind]

    @cached_property
    def without_body(self) -> list[WorkItem]:
        """Those whose source names no body that we know."""
        return [item for item in self.work_items if not item.partners.bodies]

    @cached_property
    def without_year(self) -> list[WorkItem]:
        return [item for item in self.work_items if not item.work.year]

    def _group_by(
        self, keys_of: Callable[[WorkItem], Iterable[Key]], keys: Iterable[Key] = ()
    ) -> dict[Key, list[WorkItem]]:
        return group_by(self.work_items, keys_of, keys)

    # --- Bodies ------------------------------------------------------------------------------

    def body(self, id: str) -> PartnerBody:
        return self.partners.bodies[id]

    @cached_property
    def bodies_with_page(self) -> frozenset[str]:
        """The ids of the bodies with a page of their own."""
        return frozenset(id for id, items in self.by_body.items() if len(items) >= MIN_PAGE_ITEMS)

    @cached_property
    def bodies_by_kind(self) -> dict[str, list[PartnerBody]]:
        """The bodies that somebody worked with, by their kind, in the order of their titles."""
        bodies = sorted(map(self.body, self.by_body), key=lambda body: body.title.lower())
        kinds = self.catalogue.schema.vocabularies["body"].terms
        by_kind = group_by(bodies, lambda body: [body.kind], kinds)
        return {kind: found for kind, found in by_kind.items() if found}

    def body_kinds_of(self, item: WorkItem) -> list[str]:
        """The kinds of partner that an item was done with, each once."""
        return list(dict.fromkeys(self.body(id).kind for id in item.partners.bodies))

    # --- Places ------------------------------------------------------------------------------

    def areas_of(self, o: Organisation) -> list[str]:
        """The ids of the areas that a group counts for: its own, and all around them."""
        own = self.catalogue.areas_of(o)
        return list(dict.fromkeys(id for area in own for id in self._enclosing_areas[area]))

    @cached_property
    def _enclosing_areas(self) -> dict[str, list[str]]:
        """For each area its own id, then those of the areas around it, the smallest first.

        A wider area also counts for each region that has a part of it.
        """
        areas, councils = self.catalogue.areas, self.catalogue.place_groups.reach.councils

        def counts_for(area: Area, other: Area) -> bool:
            here, there = councils[area.id], councils[other.id]
            if area.kind == "wider-area" and other.kind == "region":
                return bool(here & there)
            return here < there and other.kind != "country"

        enclosing = {}
        for area in areas.values():
            above = [other.id for other in areas.values() if counts_for(area, other)]
            enclosing[area.id] = [area.id, *sorted(above, key=lambda id: len(councils[id]))]
        return enclosing

    @cached_property
    def regions(self) -> list[Area]:
        """The columns and rows of places: the regions, the nations, the country."""
        areas = self.catalogue.areas.values()
        return [
            area for kind in ("region", "nation", "country") for area in areas if area.kind == kind
        ]

    # --- Tables ------------------------------------------------------------------------------

    @cached_property
    def cells(self) -> dict[tuple[str, str, str], list[WorkItem]]:
        """The items in each cell of the tables: of each kind, by community, region and partner.

        Keys are such as ("training", "people", "carers"), ("training", "place", "the-north") and
        ("training", "partners", "council"), which is a kind of partner: single partners are many.
        """
        regions = {area.id for area in self.regions}
        cells: dict[tuple[str, str, str], list[WorkItem]] = defaultdict(list)
        for item in self.work_items:
            for kind in item.work.kind:
                for community in item.organisation.user_led.led_by:
                    cells[kind, "people", community].append(item)
                for area in self.areas_of(item.organisation):
                    if area in regions:
                        cells[kind, "place", area].append(item)
                for body_kind in self.body_kinds_of(item):
                    cells[kind, "partners", body_kind].append(item)
        return dict(cells)
