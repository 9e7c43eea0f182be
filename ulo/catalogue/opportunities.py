"""What people can join now: the ways to take part that groups state, until they close."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ulo.model import Opportunity, Organisation
from ulo.schema import Area

if TYPE_CHECKING:
    from ulo.catalogue.catalogue import Catalogue


@dataclass(frozen=True)
class OpenOpportunity:
    """One way to take part, and the group that states it."""

    organisation: Organisation
    opportunity: Opportunity


def open_opportunities(catalogue: "Catalogue") -> list[OpenOpportunity]:
    """All that are open on the day of the build, those that close first before the others."""
    opportunities = (
        opportunity for o in catalogue.open for opportunity in group_opportunities(catalogue, o)
    )
    return sorted(opportunities, key=lambda entry: entry.opportunity.closes)


def area_opportunities(catalogue: "Catalogue", area: Area) -> list[OpenOpportunity]:
    """Those of the groups for an area or a part of it, in the same order."""
    groups = catalogue.place_groups.reach.groups(area)
    here = {o.slug for o in (*groups.own, *groups.inside)}
    return [entry for entry in catalogue.opportunities if entry.organisation.slug in here]


def group_opportunities(catalogue: "Catalogue", o: Organisation) -> list[OpenOpportunity]:
    """Those of one group, in the same order; a closed group has none.

    What a record states twice is shown once: a feed may not name a thing twice.
    """
    if o.closed:
        return []
    still_open = [
        entry for entry in dict.fromkeys(o.opportunities) if entry.closes >= catalogue.today
    ]
    return [
        OpenOpportunity(o, entry) for entry in sorted(still_open, key=lambda entry: entry.closes)
    ]
