"""What groups have in common, which networks they belong to, and where no group is known."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ulo.catalogue.grouping import group_by
from ulo.model import OLD_YEARS, Freshness, Organisation
from ulo.schema import Area

if TYPE_CHECKING:
    from ulo.catalogue.catalogue import Catalogue

# So many groups that share something can work together.
MIN_SHARING = 2
# People who lead at most so many groups lead few.
MAX_FEW = 5
# Whom SCIE Report 5 named among those who were left out most.
REPORT_COMMUNITIES = ("people-who-use-drugs", "people-with-learning-disabilities")


@dataclass(frozen=True)
class Network:
    """An umbrella body and its members here; `organisation` is its own record, if it has one."""

    name: str
    organisation: Organisation | None
    members: list[Organisation]


@dataclass(frozen=True)
class ReportCommunity:
    """A community that the report named: how many open groups it leads, how many pieces of
    participation work they did, and the regions where it leads no group."""

    community: str
    group_count: int
    work_count: int
    missing_regions: list[str]


class Coordination:
    """Only open groups count here: a closed one can neither be asked nor missed twice."""

    def __init__(self, catalogue: "Catalogue") -> None:
        self.catalogue = catalogue
        self.participation = catalogue.participation

    @cached_property
    def _groups_by_region(self) -> dict[str, list[Organisation]]:
        regions = [area.id for area in self.participation.regions]

        def regions_of(o: Organisation) -> list[str]:
            return [area for area in self.participation.areas_of(o) if area in regions]

        return group_by(self.catalogue.open, regions_of, regions)

    def shared_traits(self, area: str) -> dict[str, dict[str, list[Organisation]]]:
        """What groups of one region have in common.

        For each kind of work, partner body, network and community (the outer keys) the groups that
        share it; see `_shared_by` for the order.
        """
        groups = self._groups_by_region[area]

        def kinds(o: Organisation) -> list[str]:
            return [kind for work in o.work for kind in work.kind]

        def bodies(o: Organisation) -> list[str]:
            find = self.participation.partners.find
            return [body for work in o.work for body in find(work.partner).bodies]

        return {
            "kind": _shared_by(groups, kinds),
            "body": _shared_by(groups, bodies),
            "network": _shared_by(groups, lambda o: o.networks),
            "people": _shared_by(groups, lambda o: o.user_led.led_by),
        }

    @cached_property
    def networks(self) -> list[Network]:
        """Those with a record of their own before others, those with most members first."""
        names = self.catalogue.display_names
        networks = [
            Network(names.get(network, network), self.catalogue.by_slug.get(network), members)
            for network, members in group_by(self.catalogue.open, lambda o: o.networks).items()
        ]

        def rank(network: Network) -> tuple[bool, int, str]:
            return network.organisation is None, -len(network.members), network.name.lower()

        return sorted(networks, key=rank)

    # --- Gaps --------------------------------------------------------------------------------

    @cached_property
    def empty_councils(self) -> dict[str, list[Area]]:
        """The councils without a local group, by region."""
        regions = [area.id for area in self.participation.regions]
        councils = group_by(
            self.catalogue.councils_without_group, lambda council: [council.parent], regions
        )
        return {region: within for region, within in councils.items() if within}

    @cached_property
    def small_communities(self) -> dict[str, int]:
        """The communities that lead few open groups, and how many; the fewest first."""
        counts = {id: len(groups) for id, groups in self.catalogue.led_by.items()}
        few = {id: count for id, count in counts.items() if count <= MAX_FEW}
        return dict(sorted(few.items(), key=lambda entry: entry[1]))

    @cached_property
    def report_communities(self) -> list[ReportCommunity]:
        whole = {self.catalogue.country.id, *self.catalogue.schema.areas.divided}
        regions = [area.id for area in self.participation.regions if area.id not in whole]
        communities = []
        for id in REPORT_COMMUNITIES:
            if id not in self.catalogue.communities:
                continue
            groups = self.catalogue.led_by[id]
            areas = {area for o in groups for area in self.participation.areas_of(o)}
            communities.append(
                ReportCommunity(
                    community=id,
                    group_count=len(groups),
                    work_count=len(self.participation.by_community[id]),
                    missing_regions=[region for region in regions if region not in areas],
                )
            )
        return communities

    @cached_property
    def without_successor(self) -> list[Organisation]:
        """The closed groups that nobody carries on, as far as we know."""
        return [o for o in self.catalogue.closed if o.closed and not o.closed.successor]

    @cached_property
    def outdated(self) -> list[Organisation]:
        """The open groups whose newest source is old, the oldest first, the undated last."""
        year = self.catalogue.today.year - OLD_YEARS
        old = [
            o
            for o in self.catalogue.open
            if self.catalogue.freshness[o.slug] == Freshness.UNCONFIRMED
            and (o.newest_evidence or 0) < year
        ]
        return sorted(old, key=lambda o: o.newest_evidence or year)


def _shared_by(
    groups: Iterable[Organisation], keys_of: Callable[[Organisation], Iterable[str]]
) -> dict[str, list[Organisation]]:
    """What at least two groups have in common; what most have in common first."""
    by_key = group_by(groups, keys_of).items()
    shared = [(key, others) for key, others in by_key if len(others) >= MIN_SHARING]
    return dict(sorted(shared, key=lambda entry: (-len(entry[1]), entry[0])))
