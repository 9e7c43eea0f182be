"""Which few groups the page of a group names, out of three lists: those with most in common, those
with similar work, and those near by."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from ulo.catalogue.grouping import LazyMapping
from ulo.catalogue.place_groups import NearbyOrganisation
from ulo.catalogue.similarity import RelatedOrganisation, SimilarOrganisation
from ulo.model import Organisation

if TYPE_CHECKING:
    from ulo.catalogue.catalogue import Catalogue

MAX_ALIKE = 6


@dataclass(frozen=True)
class AlikeOrganisation:
    """Another group to look at, and what we know the two to share: one of the three or more."""

    organisation: Organisation
    near: NearbyOrganisation | None
    related: RelatedOrganisation | None
    similar: SimilarOrganisation | None


def find_alike(catalogue: "Catalogue") -> Mapping[str, list[AlikeOrganisation]]:
    """For each group, by slug, the open ones that are most like it, the best first.

    What is near is no news for a group of the whole country, wherever its office is.
    """
    place_groups = catalogue.place_groups

    def find(slug: str) -> list[AlikeOrganisation]:
        o = catalogue.by_slug[slug]
        related = {r.organisation.slug: r for r in catalogue.related.get(slug, ())}
        similar = {s.organisation.slug: s for s in catalogue.similar_by_work.get(slug, ())}
        nearby = place_groups.nearby(o) if place_groups.is_local(o) else []
        near = {n.organisation.slug: n for n in nearby}
        chosen = choose(list(related), list(similar), list(near))
        return [
            AlikeOrganisation(
                catalogue.by_slug[other],
                near.get(other) or _nearness(catalogue, o, other),
                related.get(other),
                similar.get(other),
            )
            for other in chosen
        ]

    return LazyMapping(catalogue.by_slug, find)


def choose(*rankings: Sequence[str]) -> list[str]:
    """The few that stand in most rankings; of equal ones, the first of each ranking in turn."""
    in_turn = chain.from_iterable(zip_longest(*rankings))
    counts = Counter(slug for slug in in_turn if slug)
    return [slug for slug, _ in counts.most_common(MAX_ALIKE)]


def _nearness(catalogue: "Catalogue", o: Organisation, other: str) -> NearbyOrganisation | None:
    """How far a group is that is near enough to say it, though others are nearer."""
    miles = catalogue.place_groups.miles_between(o, catalogue.by_slug[other])
    return None if miles is None else NearbyOrganisation(catalogue.by_slug[other], miles)
