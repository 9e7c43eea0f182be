"""What people can join now: the ways to take part that groups state, until they close."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ulo.model import Opportunity, Organisation

if TYPE_CHECKING:
    from ulo.catalogue.catalogue import Catalogue


@dataclass(frozen=True)
class OpenOpportunity:
    """One way to take part, and the group that states it."""

    organisation: Organisation
    opportunity: Opportunity


def open_opportunities(catalogue: "Catalogue") -> list[OpenOpportunity]:
    """All that are open on the day of the build, those that close first before the others. A group that has closed has none."""
    found = [entry for o in catalogue.open for entry in group_opportunities(catalogue, o)]
    return sorted(found, key=lambda entry: entry.opportunity.closes)


def group_opportunities(catalogue: "Catalogue", o: Organisation) -> list[OpenOpportunity]:
    """Those of one group, in the same order. What is written down twice is shown once: a feed may not name a thing twice."""
    found = [
        OpenOpportunity(o, one)
        for one in dict.fromkeys(o.opportunities)
        if one.closes >= catalogue.today and not o.closed
    ]
    return sorted(found, key=lambda entry: entry.opportunity.closes)
