"""What groups have in common, which networks they belong to, and where we know of nobody."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ulo.model import Freshness, Organisation
from ulo.schema import Area

if TYPE_CHECKING:
    from ulo.catalogue.catalogue import Catalogue

# Two groups can join up.
MIN_SHARING = 2
# People who lead so many groups or fewer are few; a source older than so many years is old.
MAX_FEW, OLD_YEARS = 5, 9
# Whom SCIE Report 5 named among those who were left out most.
REPORT_COMMUNITIES = ("people-who-use-drugs", "people-with-learning-disabilities")


@dataclass(frozen=True)
class Network:
    """An umbrella body and its members here; `organisation` is its own record, where it has one."""

    name: str
    organisation: Organisation | None
    members: list[Organisation]


@dataclass(frozen=True)
class ReportCommunity:
    """People whom the report named: their open groups, how many pieces of work they led, and the regions without a group of theirs."""

    community: str
    group_count: int
    work_count: int
    missing_regions: list[str]


class Coordination:
    """Only open groups count here: a closed one can neither be asked nor missed twice."""

    def __init__(self, catalogue: "Catalogue") -> None:
        self.catalogue, self.participation = catalogue, catalogue.participation

    @cached_property
    def _groups_by_region(self) -> dict[str, list[Organisation]]:
        here: dict[str, list[Organisation]] = {area.id: [] for area in self.participation.regions}
        for o in self.catalogue.open:
            for area in self.participation.areas_of(o):
                if area in here:
                    here[area].append(o)
        return here

    def shared_traits(self, area: str) -> dict[str, dict[str, list[Organisation]]]:
        """What groups of one region share: for each kind of work, body, community and network those who have it in common."""
        groups = self._groups_by_region[area]
        return {
            "kind": _shared_by(groups, lambda o: (kind for work in o.work for kind in work.kind)),
            "body": _shared_by(
                groups,
                lambda o: (
                    body
                    for work in o.work
                    for body in self.participation.partners.find(work.partner).bodies
                ),
            ),
            "network": _shared_by(groups, lambda o: o.networks),
            "people": _shared_by(groups, lambda o: o.user_led.led_by),
        }

    @cached_property
    def networks(self) -> list[Network]:
        """Those with most members first; those with a record of their own before others."""
        members = _group_by(self.catalogue.open, lambda o: o.networks)
        of = self.catalogue.by_slug
        found = [
            Network(self.catalogue.display_names.get(name, name), of.get(name), groups)
            for name, groups in members.items()
        ]
        return sorted(
            found,
            key=lambda network: (
                network.organisation is None,
                -len(network.members),
                network.name.lower(),
            ),
        )

    # --- Gaps --------------------------------------------------------------------------------------------------

    @cached_property
    def empty_councils(self) -> dict[str, list[Area]]:
        """The councils without a local group, by region."""
        found: dict[str, list[Area]] = {area.id: [] for area in self.participation.regions}
        for council in self.catalogue.councils_without_group:
            found[council.parent].append(council)
        return {region: councils for region, councils in found.items() if councils}

    @cached_property
    def small_communities(self) -> dict[str, int]:
        """The communities that lead few open groups, and how many; the fewest first."""
        led = {community: len(groups) for community, groups in self.catalogue.led_by.items()}
        return {
            community: n
            for community, n in sorted(led.items(), key=lambda entry: entry[1])
            if n <= MAX_FEW
        }

    @cached_property
    def report_communities(self) -> list[ReportCommunity]:
        regions = [
            area.id for area in self.participation.regions if area.id not in ("uk", "england")
        ]
        found = []
        for community in (
            name for name in REPORT_COMMUNITIES if name in self.catalogue.communities
        ):
            groups = self.catalogue.led_by[community]
            places = {area for o in groups for area in self.participation.areas_of(o)}
            found.append(
                ReportCommunity(
                    community,
                    len(groups),
                    len(self.participation.by_community[community]),
                    [area for area in regions if area not in places],
                )
            )
        return found

    @cached_property
    def without_successor(self) -> list[Organisation]:
        """The closed groups that nobody carries on, as far as we know."""
        return [o for o in self.catalogue.closed if not o.closed.successor]

    @cached_property
    def outdated(self) -> list[Organisation]:
        """The open groups whose newest source is old, the oldest first, those without any year last."""
        year = self.catalogue.today.year - OLD_YEARS
        old = [
            o
            for o in self.catalogue.open
            if self.catalogue.freshness[o.slug] == Freshness.UNCONFIRMED
            and (o.newest_evidence or 0) < year
        ]
        return sorted(old, key=lambda o: o.newest_evidence or year)


def _group_by(groups: Iterable[Organisation], of) -> dict[str, list[Organisation]]:
    found: dict[str, list[Organisation]] = {}
    for o in groups:
        for key in dict.fromkeys(of(o)):
            found.setdefault(key, []).append(o)
    return found


def _shared_by(groups: Iterable[Organisation], of) -> dict[str, list[Organisation]]:
    """What at least two have in common; what most have in common first."""
    shared = (
        (key, others) for key, others in _group_by(groups, of).items() if len(others) >= MIN_SHARING
    )
    return dict(sorted(shared, key=lambda entry: (-len(entry[1]), entry[0])))
