"""The library as readers look through it: shelves by topic, reader, stage, kind and format, and what belongs together."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ulo.model import Resource, is_history
from ulo.schema import Term

if TYPE_CHECKING:
    from ulo.catalogue.catalogue import Catalogue

# Each way to look through the library: the part of the address, the list of words, and the words of a resource.
FACETS: dict[str, tuple[str, Callable[[Resource], Iterable[str]]]] = {
    "topic": ("topic", lambda r: r.topics),
    "for": ("audience", lambda r: r.meant_for),
    "stage": ("stage", lambda r: r.stage),
    "kind": ("resource-kind", lambda r: (r.kind,)),
    "format": ("format", lambda r: r.formats),
}


@dataclass(frozen=True)
class FacetValue:
    """The resources that share one word, in the order of `in_order`."""

    facet: str
    term: Term
    resources: tuple[Resource, ...]


class Library:
    """All shelves of one catalogue; empty ones are left out."""

    def __init__(self, catalogue: "Catalogue") -> None:
        self.history = frozenset(
            r.slug for r in catalogue.resources if is_history(r, catalogue.today)
        )
        self.resources = sorted(catalogue.resources, key=self._sort_key)
        self.by_slug = {r.slug: r for r in self.resources}
        self.facets: dict[str, list[FacetValue]] = {}
        for facet, (vocabulary, of) in FACETS.items():
            found = defaultdict(list)
            for resource in self.resources:
                for term in of(resource):
                    found[term].append(resource)
            terms = catalogue.schema.vocabularies[vocabulary].terms.values()
            self.facets[facet] = [
                FacetValue(facet, term, tuple(found[term.id])) for term in terms if found[term.id]
            ]
        self.predecessors: dict[str, list[Resource]] = defaultdict(list)
        for resource in self.resources:
            if resource.superseded_by:
                self.predecessors[resource.superseded_by].append(resource)

    def recency(self, resource: Resource) -> str:
        """Whether it is "recent" or "history"; "undated" if nobody knows."""
        return (
            "history"
            if resource.slug in self.history
            else "recent"
            if resource.published
            else "undated"
        )

    def _sort_key(self, resource: Resource) -> tuple[bool, bool, int]:
        """What is recent comes before what has no year, history last; the newest first."""
        year = resource.published.latest_year if resource.published else None
        return resource.slug in self.history, year is None, -(year or 0)

    @property
    def by_year(self) -> list[tuple[int | None, Resource]]:
        """Every resource under the year of its newest version, the newest first, those without a year last."""
        dated = [(r.published.latest_year if r.published else None, r) for r in self.resources]
        return sorted(dated, key=lambda entry: (entry[0] is None, -(entry[0] or 0)))
