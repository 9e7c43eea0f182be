"""Which groups are similar: related in where, who and what they are, or similar in their work.

Both scores add up the traits that two groups share, and the rarer a trait is, the more it weighs.
Candidates are only the nearest neighbours in the list of each trait, which keeps the effort linear:
a community of 4,000 groups does not make 4,000 comparisons for each.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ulo.catalogue.grouping import LazyMapping
from ulo.model import Organisation

if TYPE_CHECKING:
    from ulo.catalogue.catalogue import Catalogue

# How many neighbours to each side in the list of a trait are candidates.
NEIGHBOUR_WINDOW = 20
# How many related groups a page names, and how many with similar work.
MAX_RELATED = 5
MAX_SIMILAR = 4
# Who leads a group says more than where it is, and that more than one of the many things it does.
RELATED_WEIGHTS = {"community": 3.2, "area": 2.2, "region": 1.0, "activity": 0.15}
# What the work of two groups may share: a partner; or a kind of work in a region or by a community.
WORK_WEIGHTS = {"body": 3.0, "region": 1.0, "people": 1.2}
# Something that two groups can share: the kind of it, then one or two ids.
Trait = tuple[str, ...]
Traits = dict[Trait, None]


@dataclass(frozen=True)
class RelatedOrganisation:
    """Another group to look at, and what the two have in common, as ids."""

    organisation: Organisation
    areas: tuple[str, ...]
    regions: tuple[str, ...]
    communities: tuple[str, ...]
    activities: tuple[str, ...]


@dataclass(frozen=True)
class SimilarOrganisation:
    """Another group whose work is similar, and why, as ids.

    `bodies`: partners of both. `kinds`: the kinds of work that both do for the same `regions` or
    under the lead of the same `communities`.
    """

    organisation: Organisation
    bodies: tuple[str, ...]
    kinds: tuple[str, ...]
    regions: tuple[str, ...]
    communities: tuple[str, ...]


class TraitIndex:
    """The groups with each trait, in the order in which they are given.

    `weight` gets a trait and how many groups have it.
    """

    def __init__(
        self, traits: Iterable[tuple[str, Traits]], weight: Callable[[Trait, int], float]
    ) -> None:
        self.slugs: dict[Trait, list[str]] = defaultdict(list)
        self._positions: dict[Trait, dict[str, int]] = defaultdict(dict)
        for slug, own in traits:
            for trait in own:
                self._positions[trait][slug] = len(self.slugs[trait])
                self.slugs[trait].append(slug)
        self.weights = {trait: weight(trait, len(slugs)) for trait, slugs in self.slugs.items()}

    def scores(self, slug: str, own: Traits) -> dict[str, float]:
        """The sum of the weights of shared traits, for each neighbour of a group, by slug."""
        scores: dict[str, float] = defaultdict(float)
        for trait in own:
            # A closed group is in no list, and may have a trait that no other has.
            if trait not in self.slugs:
                continue
            position, weight = self._positions[trait].get(slug, 0), self.weights[trait]
            start = max(0, position - NEIGHBOUR_WINDOW)
            for other in self.slugs[trait][start : position + NEIGHBOUR_WINDOW + 1]:
                scores[other] += weight
        scores.pop(slug, None)
        return scores


def _best(scores: Mapping[str, float], most: int, order: Callable[[str], int | str]) -> list[str]:
    """The few with the highest scores, the highest first; of equal ones the first in an order."""
    # All scores are sorted, which is quick; the slower order is only for those that may be chosen.
    least = sorted(scores.values(), reverse=True)[:most][-1:]
    chosen = [slug for slug, score in scores.items() if score >= least[0]]
    return sorted(chosen, key=lambda slug: (-scores[slug], order(slug)))[:most]


# --- Related groups -------------------------------------------------------------------------


def find_related(catalogue: "Catalogue") -> Mapping[str, list[RelatedOrganisation]]:
    """For each open group, by slug, the open ones that have most in common with it."""
    traits = {o.slug: _traits(catalogue, o) for o in catalogue.open}
    index = TraitIndex(traits.items(), _related_weight)
    order = {slug: number for number, slug in enumerate(traits)}

    def find(slug: str) -> list[RelatedOrganisation]:
        own = traits[slug]
        # The windows found the candidates; only the best of them are compared trait by trait.
        best = _best(index.scores(slug, own), 4 * MAX_RELATED, order.__getitem__)
        candidates = {other: traits[other] for other in best}
        return [
            _make_related(catalogue.by_slug[other], shared)
            for other, shared in _most_shared(own, index.weights, candidates, order)
        ]

    return LazyMapping(traits, find)


def _traits(catalogue: "Catalogue", o: Organisation) -> Traits:
    near = [
        area
        for area in catalogue.areas_of(o)
        if catalogue.areas[area].kind in ("council", "wider-area", "region")
    ]
    return dict.fromkeys(
        [
            *(("area", area) for area in near),
            *(("region", catalogue.region_of(area)) for area in near),
            *(("community", community) for community in o.user_led.led_by),
            *(("activity", activity) for activity in o.activities if activity != "other"),
        ]
    )


def _related_weight(trait: Trait, size: int) -> float:
    return RELATED_WEIGHTS[trait[0]] / math.pow(1 + size, 0.15)


def _most_shared(
    own: Traits,
    weights: Mapping[Trait, float],
    others: Mapping[str, Traits],
    order: Mapping[str, int],
) -> list[tuple[str, list[Trait]]]:
    """The groups that share most with one, each with the traits that they share."""
    scores = []
    for other, traits in others.items():
        shared = [trait for trait in own if trait in traits]
        kinds = {trait[0] for trait in shared}
        # One kind in common is a coincidence; a place or a community must be among them.
        if len(kinds) >= 2 and kinds & {"area", "community"}:
            scores.append((-sum(weights[trait] for trait in shared), order[other], other, shared))
    return [(other, shared) for _, _, other, shared in sorted(scores)[:MAX_RELATED]]


def _make_related(o: Organisation, shared: Iterable[Trait]) -> RelatedOrganisation:
    ids: dict[str, list[str]] = {kind: [] for kind in RELATED_WEIGHTS}
    for kind, id in shared:
        ids[kind].append(id)
    areas, regions, communities, activities = (
        tuple(ids[kind]) for kind in ("area", "region", "community", "activity")
    )
    return RelatedOrganisation(o, areas, regions, communities, activities)


# --- Similar work ---------------------------------------------------------------------------


def find_similar_by_work(catalogue: "Catalogue") -> Mapping[str, list[SimilarOrganisation]]:
    """For each group with work, by slug, the open ones with the most similar work.

    Closed groups have entries too, but nobody is sent to one.
    """
    traits = {o.slug: _work_traits(catalogue, o) for o in catalogue.organisations if o.work}
    of_open = ((o.slug, traits[o.slug]) for o in catalogue.open if o.slug in traits)
    index = TraitIndex(of_open, _work_weight)

    def find(slug: str) -> list[SimilarOrganisation]:
        own = traits[slug]
        best = _best(index.scores(slug, own), MAX_SIMILAR, str)
        return [
            _make_similar(
                catalogue.by_slug[other], [trait for trait in own if trait in traits[other]]
            )
            for other in best
        ]

    return LazyMapping(traits, find)


def _work_weight(trait: Trait, size: int) -> float:
    return WORK_WEIGHTS[trait[0]] / math.pow(size, 0.5)


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


def _make_similar(o: Organisation, shared: list[Trait]) -> SimilarOrganisation:
    def ids(position: int, *kinds: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(trait[position] for trait in shared if trait[0] in kinds))

    return SimilarOrganisation(
        o,
        bodies=ids(1, "body"),
        kinds=ids(1, "region", "people"),
        regions=ids(2, "region"),
        communities=ids(2, "people"),
    )
