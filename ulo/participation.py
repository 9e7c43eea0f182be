"""Who is doing what: every piece of work with its group and the bodies that it was done with, in all the ways that people look for it.

A piece counts for the places for whose people its group is there, and for all places around them; for the communities that
lead the group; and for each body that its text names. The work of closed groups counts, too: what they won has stayed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ulo.catalogue import Catalogue
from ulo.model import Organisation, Work
from ulo.partners import Found, Partners
from ulo.schema import Area, Body

# A body with fewer pieces of work than this has no page of its own.
PAGE = 2
# How many other groups are named on the page of a group, and how many of those who share one thing are looked at for them.
ALIKE, WINDOW = 4, 20
# What two groups may share: a partner; or a kind of work, and beside it the region or the people.
WEIGHTS = {"body": 3.0, "region": 1.0, "people": 1.2}
Trait = tuple[str, str, str]


@dataclass(frozen=True, eq=False)
class Piece:
    """One piece of work: whose, the how manieth of its record, and the bodies that it was done with."""

    organisation: Organisation
    number: int
    work: Work
    found: Found


@dataclass(frozen=True)
class Alike:
    """Another group that does the same, and why: bodies that both worked with; kinds of work, and the regions and communities beside them."""

    organisation: Organisation
    bodies: tuple[str, ...]
    kinds: tuple[str, ...]
    regions: tuple[str, ...]
    communities: tuple[str, ...]


class Participation:
    """All pieces of work of a catalogue, the newest first, those without a year last."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.partners = Partners(catalogue.schema)
        pieces = (Piece(o, number, work, self.partners.find(work.partner)) for o in catalogue.organisations for number, work in enumerate(o.work, 1))
        self.pieces = sorted(pieces, key=lambda piece: -(piece.work.year or 0))

    # --- Ways to look ------------------------------------------------------------------------------------------

    @cached_property
    def by_kind(self) -> dict[str, list[Piece]]:
        return self._by(lambda piece: piece.work.kind, self.catalogue.schema.vocabularies["kind"].terms)

    @cached_property
    def by_stage(self) -> dict[str, list[Piece]]:
        return self._by(lambda piece: [piece.work.stage], self.catalogue.schema.vocabularies["stage"].terms)

    @cached_property
    def by_community(self) -> dict[str, list[Piece]]:
        return self._by(lambda piece: piece.organisation.user_led.led_by, self.catalogue.communities)

    @cached_property
    def by_place(self) -> dict[str, list[Piece]]:
        """The pieces of each area, those of the areas inside of it among them; the whole country has only what is for all of it."""
        return self._by(lambda piece: self.places(piece.organisation), self.catalogue.areas)

    @cached_property
    def by_year(self) -> dict[int, list[Piece]]:
        """The latest year first."""
        return self._by(lambda piece: [piece.work.year] if piece.work.year else [])

    @cached_property
    def by_body(self) -> dict[str, list[Piece]]:
        return self._by(lambda piece: piece.found.bodies)

    @cached_property
    def by_group(self) -> dict[str, list[Piece]]:
        return self._by(lambda piece: [piece.organisation.slug])

    @cached_property
    def changed(self) -> list[Piece]:
        """Those for which a source says what has changed."""
        return [piece for piece in self.pieces if piece.work.changed]

    @cached_property
    def no_kind(self) -> list[Piece]:
        return [piece for piece in self.pieces if not piece.work.kind]

    @cached_property
    def no_body(self) -> list[Piece]:
        """Those whose source names no body that we know."""
        return [piece for piece in self.pieces if not piece.found.bodies]

    @cached_property
    def no_year(self) -> list[Piece]:
        return [piece for piece in self.pieces if not piece.work.year]

    def _by(self, of: Callable[[Piece], Iterable], keys: Iterable = ()) -> dict:
        found = {key: [] for key in keys}
        for piece in self.pieces:
            for key in of(piece):
                found.setdefault(key, []).append(piece)
        return found

    # --- Bodies ------------------------------------------------------------------------------------------------

    def body(self, id: str) -> Body:
        return self.partners.bodies[id]

    @cached_property
    def paged(self) -> frozenset[str]:
        """The bodies with a page of their own."""
        return frozenset(id for id, pieces in self.by_body.items() if len(pieces) >= PAGE)

    @cached_property
    def bodies(self) -> dict[str, list[Body]]:
        """The bodies that somebody worked with, by their kind, in the order of their titles."""
        found = {kind: [] for kind in self.catalogue.schema.vocabularies["body"].terms}
        for id in self.by_body:
            found[self.body(id).kind].append(self.body(id))
        return {kind: sorted(bodies, key=lambda body: body.title.lower()) for kind, bodies in found.items() if bodies}

    # --- Places ------------------------------------------------------------------------------------------------

    def places(self, o: Organisation) -> list[str]:
        """The areas that a group counts for: its own, and all that take them in."""
        return list(dict.fromkeys(area for own in self.catalogue.places(o) for area in self._around[own]))

    @cached_property
    def _around(self) -> dict[str, list[str]]:
        areas = self.catalogue.areas
        around = {}
        for area in areas.values():
            wider = [other.id for other in areas.values() if area.id in other.covers]
            around[area.id] = [area.id, *wider, *self._above(areas, area)]
        return around

    def _above(self, areas: dict[str, Area], area: Area) -> list[str]:
        above = []
        while area.parent and areas[area.parent].kind != "country":
            area = areas[area.parent]
            above.append(area.id)
        return above

    @cached_property
    def regions(self) -> list[Area]:
        """The columns and rows of places: the regions of England, the nations, the whole country."""
        areas = self.catalogue.areas.values()
        return [area for kind in ("region", "nation", "country") for area in areas if area.kind == kind]

    # --- Tables ------------------------------------------------------------------------------------------------

    @cached_property
    def cells(self) -> dict[tuple[str, str, str], list[Piece]]:
        """The pieces of each kind for each community and each region: ("training", "people", "carers") and ("training", "place", "london")."""
        shown = {area.id for area in self.regions}
        found: dict[tuple[str, str, str], list[Piece]] = defaultdict(list)
        for piece in self.pieces:
            for kind in piece.work.kind:
                for community in piece.organisation.user_led.led_by:
                    found[kind, "people", community].append(piece)
                for area in self.places(piece.organisation):
                    if area in shown:
                        found[kind, "place", area].append(piece)
        return dict(found)

    # --- Groups that do the same -------------------------------------------------------------------------------

    @cached_property
    def alike(self) -> dict[str, list[Alike]]:
        """For each group with work the open ones that do the same: the fewer share a thing, the more it counts."""
        traits = {o.slug: self._traits(o) for o in self.catalogue.organisations if o.work}
        buckets: dict[Trait, list[Organisation]] = defaultdict(list)
        for o in self.catalogue.open:
            for trait in traits.get(o.slug, ()):
                buckets[trait].append(o)
        places = {trait: {o.slug: number for number, o in enumerate(groups)} for trait, groups in buckets.items()}
        return {slug: self._best(slug, own, buckets, places, traits) for slug, own in traits.items()}

    def _best(self, slug: str, own: dict[Trait, None], buckets: dict, places: dict, traits: dict[str, dict[Trait, None]]) -> list[Alike]:
        scores: dict[str, float] = defaultdict(float)
        for trait in own:
            here = places.get(trait, {}).get(slug, 0)
            for other in buckets.get(trait, ())[max(0, here - WINDOW):here + WINDOW + 1]:
                scores[other.slug] += WEIGHTS[trait[0]] / len(buckets[trait]) ** 0.5
        scores.pop(slug, None)
        best = sorted(scores, key=lambda other: (-scores[other], other))[:ALIKE]
        return [self._reason(self.catalogue.by_slug[other], [trait for trait in own if trait in traits[other]]) for other in best]

    def _reason(self, o: Organisation, both: list[Trait]) -> Alike:
        of = lambda place, *names: tuple(dict.fromkeys(trait[place] for trait in both if trait[0] in names))
        return Alike(o, of(1, "body"), of(1, "region", "people"), of(2, "region"), of(2, "people"))

    def _traits(self, o: Organisation) -> dict[Trait, None]:
        bodies = {body for work in o.work for body in self.partners.find(work.partner).bodies}
        kinds = dict.fromkeys(kind for work in o.work for kind in work.kind)
        # That both are there for the whole country says nothing about a place.
        regions = [region for region in self.catalogue.regions(o) if self.catalogue.areas[region].kind != "country"]
        return dict.fromkeys([
            *(("body", body, "") for body in sorted(bodies)),
            *(("region", kind, region) for kind in kinds for region in regions),
            *(("people", kind, community) for kind in kinds for community in o.user_led.led_by),
        ])


@lru_cache(maxsize=1)
def participation(catalogue: Catalogue) -> Participation:
    """The work of a catalogue, put together once for all who ask."""
    return Participation(catalogue)
