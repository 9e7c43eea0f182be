"""Who is doing what: every piece of work with its group and the bodies that it was done with, in all the ways that people look for it.

A piece counts for the places for whose people its group is there, and for all places around them; for the communities that
lead the group; and for each body that its text names. The work of closed groups counts, too: what they won has stayed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ulo.catalogue.partners import PartnerIndex, PartnerMatch
from ulo.model import Organisation, Work
from ulo.schema import Area, PartnerBody

if TYPE_CHECKING:
    from ulo.catalogue.catalogue import Catalogue

# A body with fewer pieces of work than this has no page of its own.
MIN_PAGE_ITEMS = 2


@dataclass(frozen=True, eq=False)
class WorkItem:
    """One piece of work: whose, the how manieth of its record, and the bodies that it was done with."""

    organisation: Organisation
    number: int
    work: Work
    partners: PartnerMatch


class Participation:
    """All pieces of work of a catalogue, the newest first, those without a year last."""

    def __init__(self, catalogue: "Catalogue") -> None:
        self.catalogue = catalogue
        self.partners = PartnerIndex(catalogue.schema)
        pieces = (
            WorkItem(o, number, work, self.partners.find(work.partner))
            for o in catalogue.organisations
            for number, work in enumerate(o.work, 1)
        )
        self.work_items = sorted(pieces, key=lambda piece: -(piece.work.year or 0))

    # --- Ways to look ------------------------------------------------------------------------------------------

    @cached_property
    def by_kind(self) -> dict[str, list[WorkItem]]:
        return self._group_by(
            lambda piece: piece.work.kind, self.catalogue.schema.vocabularies["kind"].terms
        )

    @cached_property
    def by_stage(self) -> dict[str, list[WorkItem]]:
        return self._group_by(
            lambda piece: [piece.work.stage], self.catalogue.schema.vocabularies["stage"].terms
        )

    @cached_property
    def by_community(self) -> dict[str, list[WorkItem]]:
        return self._group_by(
            lambda piece: piece.organisation.user_led.led_by, self.catalogue.communities
        )

    @cached_property
    def by_area(self) -> dict[str, list[WorkItem]]:
        """The pieces of each area, those of the areas inside of it among them; the whole country has only what is for all of it."""
        return self._group_by(lambda piece: self.areas_of(piece.organisation), self.catalogue.areas)

    @cached_property
    def by_year(self) -> dict[int, list[WorkItem]]:
        """The latest year first."""
        return self._group_by(lambda piece: [piece.work.year] if piece.work.year else [])

    @cached_property
    def by_body(self) -> dict[str, list[WorkItem]]:
        return self._group_by(lambda piece: piece.partners.bodies)

    @cached_property
    def by_group(self) -> dict[str, list[WorkItem]]:
        return self._group_by(lambda piece: [piece.organisation.slug])

    @cached_property
    def with_change(self) -> list[WorkItem]:
        """Those for which a source says what has changed."""
        return [piece for piece in self.work_items if piece.work.changed]

    @cached_property
    def without_kind(self) -> list[WorkItem]:
        return [piece for piece in self.work_items if not piece.work.kind]

    @cached_property
    def without_body(self) -> list[WorkItem]:
        """Those whose source names no body that we know."""
        return [piece for piece in self.work_items if not piece.partners.bodies]

    @cached_property
    def without_year(self) -> list[WorkItem]:
        return [piece for piece in self.work_items if not piece.work.year]

    def _group_by(self, of: Callable[[WorkItem], Iterable], keys: Iterable = ()) -> dict:
        found = {key: [] for key in keys}
        for piece in self.work_items:
            for key in of(piece):
                found.setdefault(key, []).append(piece)
        return found

    # --- Bodies ------------------------------------------------------------------------------------------------

    def body(self, id: str) -> PartnerBody:
        return self.partners.bodies[id]

    @cached_property
    def bodies_with_page(self) -> frozenset[str]:
        """The bodies with a page of their own."""
        return frozenset(id for id, pieces in self.by_body.items() if len(pieces) >= MIN_PAGE_ITEMS)

    @cached_property
    def bodies_by_kind(self) -> dict[str, list[PartnerBody]]:
        """The bodies that somebody worked with, by their kind, in the order of their titles."""
        found = {kind: [] for kind in self.catalogue.schema.vocabularies["body"].terms}
        for id in self.by_body:
            found[self.body(id).kind].append(self.body(id))
        return {
            kind: sorted(bodies, key=lambda body: body.title.lower())
            for kind, bodies in found.items()
            if bodies
        }

    # --- Places ------------------------------------------------------------------------------------------------

    def areas_of(self, o: Organisation) -> list[str]:
        """The areas that a group counts for: its own, and all that take them in."""
        return list(
            dict.fromkeys(
                area for own in self.catalogue.areas_of(o) for area in self._enclosing_areas[own]
            )
        )

    @cached_property
    def _enclosing_areas(self) -> dict[str, list[str]]:
        areas = self.catalogue.areas
        around = {}
        for area in areas.values():
            wider = [other.id for other in areas.values() if area.id in other.covers]
            around[area.id] = [
                area.id,
                *wider,
                *(
                    above.id
                    for above in self.catalogue.schema.areas.chain(area.id)
                    if above != area
                ),
            ]
        return around

    @cached_property
    def regions(self) -> list[Area]:
        """The columns and rows of places: the regions of England, the nations, the whole country."""
        areas = self.catalogue.areas.values()
        return [
            area for kind in ("region", "nation", "country") for area in areas if area.kind == kind
        ]

    # --- Tables ------------------------------------------------------------------------------------------------

    @cached_property
    def cells(self) -> dict[tuple[str, str, str], list[WorkItem]]:
        """The pieces of each kind for each community and each region: ("training", "people", "carers") and ("training", "place", "london")."""
        shown = {area.id for area in self.regions}
        found: dict[tuple[str, str, str], list[WorkItem]] = defaultdict(list)
        for piece in self.work_items:
            for kind in piece.work.kind:
                for community in piece.organisation.user_led.led_by:
                    found[kind, "people", community].append(piece)
                for area in self.areas_of(piece.organisation):
                    if area in shown:
                        found[kind, "place", area].append(piece)
        return dict(found)
