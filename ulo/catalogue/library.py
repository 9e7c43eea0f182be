"""The resource library by facet (topic, audience, stage, kind, format), and what replaces what."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ulo.catalogue.grouping import group_by
from ulo.model import Resource, is_history
from ulo.schema import Term

if TYPE_CHECKING:
    from ulo.catalogue.catalogue import Catalogue

# Each facet, by its part of the address: the vocabulary, and the terms of a resource.
FACETS: dict[str, tuple[str, Callable[[Resource], Iterable[str]]]] = {
    "topic": ("topic", lambda r: r.topics),
    "for": ("audience", lambda r: r.meant_for),
    "stage": ("stage", lambda r: r.stage),
    "kind": ("resource-kind", lambda r: (r.kind,)),
    "format": ("format", lambda r: r.formats),
}


@dataclass(frozen=True)
class FacetValue:
    """The resources that share one term, in the order of the library."""

    facet: str
    term: Term
    resources: tuple[Resource, ...]


class Library:
    """All resources of one catalogue: the recent ones, the undated ones, then history.

    Each part has the newest first. `facets` leaves out terms without a resource.
    """

    def __init__(self, catalogue: "Catalogue") -> None:
        self.history = frozenset(
            r.slug for r in catalogue.resources if is_history(r, catalogue.today)
        )
        self.resources = sorted(catalogue.resources, key=self._sort_key)
        self.by_slug = {r.slug: r for r in self.resources}
        self.facets: dict[str, list[FacetValue]] = {}
        for facet, (vocabulary, terms_of) in FACETS.items():
            by_term = group_by(self.resources, terms_of)
            self.facets[facet] = [
                FacetValue(facet, term, tuple(by_term[term.id]))
                for term in catalogue.schema.vocabularies[vocabulary].terms.values()
                if term.id in by_term
            ]
        # The resources that each one replaces, by its slug.
        self.predecessors = group_by(
            self.resources, lambda r: [r.superseded_by] if r.superseded_by else []
        )

    def recency(self, resource: Resource) -> str:
        """Whether it is "recent" or "history"; "undated" if nobody knows."""
        if resource.slug in self.history:
            return "history"
        return "recent" if resource.published else "undated"

    def _sort_key(self, resource: Resource) -> tuple[bool, bool, int]:
        year = _latest_year(resource)
        return resource.slug in self.history, year is None, -(year or 0)

    @property
    def by_year(self) -> list[tuple[int | None, Resource]]:
        """Every resource with the year of its newest version: newest first, undated last."""
        dated = [(_latest_year(resource), resource) for resource in self.resources]
        return sorted(dated, key=lambda entry: (entry[0] is None, -(entry[0] or 0)))


def _latest_year(resource: Resource) -> int | None:
    return resource.published.latest_year if resource.published else None
