"""Which groups are like a group: those related to it in all that they are, and those whose work is like its work.

Both count what two groups share, and the rarer a thing is, the more it counts. Who shares much is looked for only among
the nearest neighbours in each list, which keeps the work linear: a community of 4,000 groups does not make 4,000
comparisons for each.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from typing import TYPE_CHECKING

from ulo.model import Organisation

if TYPE_CHECKING:
    from ulo.catalogue.catalogue import Catalogue

# How many neighbours in each list are looked at.
NEIGHBOUR_WINDOW = 20
# How many related groups a page names, and how many groups with work like its own.
MOST_RELATED, MOST_WITH_LIKE_WORK = 5, 4
# Who leads a group says more than where it is, and where it is more than one of the many things it does.
RELATED_WEIGHTS = {"community": 3.2, "area": 2.2, "region": 1.0, "activity": 0.15}
# What the work of two groups may share: a partner; or a kind of work, and beside it the region or the people.
WORK_WEIGHTS = {"body": 3.0, "region": 1.0, "people": 1.2}
# Something that two groups can share: the kind of it, then one or two ids.
Trait = tuple[str, ...]
Traits = dict[Trait, None]


@dataclass(frozen=True)
class RelatedOrganisation:
    """Another group to look at, and what the two have in common: ids of areas, their regions, communities, activities."""

    organisation: Organisation
    areas: tuple[str, ...]
    regions: tuple[str, ...]
    communities: tuple[str, ...]
    activities: tuple[str, ...]


@dataclass(frozen=True)
class LikeWork:
    """Another group whose work is alike, and why: bodies that both worked with; kinds of work, and the regions and communities beside them."""

    organisation: Organisation
    bodies: tuple[str, ...]
    kinds: tuple[str, ...]
    regions: tuple[str, ...]
    communities: tuple[str, ...]


class TraitIndex:
    """The groups that share each trait, in the order in which they come."""

    def __init__(self, traits: Iterable[tuple[str, Traits]]) -> None:
        self.slugs: dict[Trait, list[str]] = defaultdict(list)
        self._positions: dict[Trait, dict[str, int]] = defaultdict(dict)
        for slug, own in traits:
            for trait in own:
                self._positions[trait][slug] = len(self.slugs[trait])
                self.slugs[trait].append(slug)

    def scores(
        self, slug: str, own: Traits, weight: Callable[[Trait, int], float]
    ) -> dict[str, float]:
        """What each neighbour of a group shares with it; `weight` is told the trait and how many groups have it."""
        scores: dict[str, float] = defaultdict(float)
        for trait in own:
            slugs = self.slugs.get(trait, [])
            here = self._positions.get(trait, {}).get(slug, 0)
            for other in slugs[max(0, here - NEIGHBOUR_WINDOW) : here + NEIGHBOUR_WINDOW + 1]:
                scores[other] += weight(trait, len(slugs))
        scores.pop(slug, None)
        return scores


# --- Related groups ------------------------------------------------------------------------------------------------


def related_groups(catalogue: "Catalogue") -> dict[str, list[RelatedOrganisation]]:
    """For each open group the open ones most like it."""
    traits = {o.slug: _traits(catalogue, o) for o in catalogue.open}
    index = TraitIndex(traits.items())
    order = {slug: number for number, slug in enumerate(traits)}
    related = {}
    for slug, own in traits.items():
        scores = index.scores(slug, own, _related_weight)
        # The windows showed who is worth a closer look; only those few are compared trait by trait.
        best = nsmallest(4 * MOST_RELATED, scores, key=lambda other: (-scores[other], order[other]))
        weights = {trait: _related_weight(trait, len(index.slugs[trait])) for trait in own}
        related[slug] = [
            _relation(catalogue.by_slug[other], shared)
            for other, shared in _most_shared(
                own, weights, {other: traits[other] for other in best}, order
            )
        ]
    return related


def _traits(catalogue: "Catalogue", o: Organisation) -> Traits:
    near = [
        area
        for area in catalogue.areas_of(o)
        if catalogue.areas[area].kind in ("council", "wider-area", "region")
    ]
    return dict.fromkeys(
        [
            *(("area", area) for area in near),
            *(("region", catalogue.region(area)) for area in near),
            *(("community", community) for community in o.user_led.led_by),
            *(("activity", activity) for activity in o.activities if activity != "other"),
        ]
    )


def _related_weight(trait: Trait, size: int) -> float:
    return RELATED_WEIGHTS[trait[0]] / (1 + size) ** 0.15


def _most_shared(
    own: Traits,
    weights: Mapping[Trait, float],
    others: Mapping[str, Traits],
    order: Mapping[str, int],
) -> list[tuple[str, list[Trait]]]:
    """The groups that share most with one, each with what they share."""
    scores = []
    for other, traits in others.items():
        shared = [trait for trait in own if trait in traits]
        kinds = {trait[0] for trait in shared}
        # One trait in common is a coincidence; a place or a kind of people must be among them.
        if len(kinds) >= 2 and kinds & {"area", "community"}:
            scores.append((-sum(weights[trait] for trait in shared), order[other], other, shared))
    return [(other, shared) for _, _, other, shared in sorted(scores)[:MOST_RELATED]]


def _relation(o: Organisation, shared: Iterable[Trait]) -> RelatedOrganisation:
    ids = {
        kind: tuple(trait[1] for trait in shared if trait[0] == kind) for kind in RELATED_WEIGHTS
    }
    return RelatedOrganisation(o, ids["area"], ids["region"], ids["community"], ids["activity"])


# --- Groups with like work -----------------------------------------------------------------------------------------


def groups_with_like_work(catalogue: "Catalogue") -> dict[str, list[LikeWork]]:
    """For each group with work, closed ones among them, the open ones whose work is most like it."""
    traits = {o.slug: _work_traits(catalogue, o) for o in catalogue.organisations if o.work}
    index = TraitIndex((o.slug, traits[o.slug]) for o in catalogue.open if o.slug in traits)
    alike = {}
    for slug, own in traits.items():
        scores = index.scores(slug, own, lambda trait, size: WORK_WEIGHTS[trait[0]] / size**0.5)
        best = sorted(scores, key=lambda other: (-scores[other], other))[:MOST_WITH_LIKE_WORK]
        alike[slug] = [
            _like_work(catalogue.by_slug[other], [trait for trait in own if trait in traits[other]])
            for other in best
        ]
    return alike


def _work_traits(catalogue: "Catalogue", o: Organisation) -> Traits:
    partners = catalogue.participation.partners
    bodies = {body for work in o.work for body in partners.find(work.partner).bodies}
    kinds = dict.fromkeys(kind for work in o.work for kind in work.kind)
    # That both are there for the whole country says nothing about a place.
    regions = [
        region for region in catalogue.regions_of(o) if catalogue.areas[region].kind != "country"
    ]
    return dict.fromkeys(
        [
            *(("body", body, "") for body in sorted(bodies)),
            *(("region", kind, region) for kind in kinds for region in regions),
            *(("people", kind, community) for kind in kinds for community in o.user_led.led_by),
        ]
    )


def _like_work(o: Organisation, shared: list[Trait]) -> LikeWork:
    def ids(position: int, *kinds: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(trait[position] for trait in shared if trait[0] in kinds))

    return LikeWork(
        o, ids(1, "body"), ids(1, "region", "people"), ids(2, "region"), ids(2, "people")
    )
