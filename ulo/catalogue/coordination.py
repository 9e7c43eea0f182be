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
TOGETHER = 2
# People who lead so many groups or fewer are few; a source older than so many years is old.
FEW, OLD_YEARS = 5, 9
# Whom SCIE Report 5 named among those who were left out most.
NAMED = ("people-who-use-drugs", "people-with-learning-disabilities")


@dataclass(frozen=True)
class Network:
    """An umbrella body and its members here; `organisation` is its own record, where it has one."""

    name: str
    organisation: Organisation | None
    members: list[Organisation]


@dataclass(frozen=True)
class Named:
    """People whom the report named: their open groups, how many pieces of work they led, and the regions without a group of theirs."""

    community: str
    groups: int
    pieces: int
    missing: list[str]


class Coordination:
    """Only open groups count here: a closed one can neither be asked nor missed twice."""

    def __init__(self, catalogue: "Catalogue") -> None:
        self.catalogue, self.work = catalogue, catalogue.participation

    @cached_property
    def _here(self) -> dict[str, list[Organisation]]:
        here: dict[str, list[Organisation]] = {area.id: [] for area in self.work.regions}
        for o in self.catalogue.open:
            for area in self.work.places(o):
                if area in here:
                    here[area].append(o)
        return here

    def shared(self, area: str) -> dict[str, dict[str, list[Organisation]]]:
        """What groups of one region share: for each kind of work, body, community and network those who have it in common."""
        groups = self._here[area]
        return {
            "kind": _together(groups, lambda o: (kind for work in o.work for kind in work.kind)),
            "body": _together(groups, lambda o: (body for work in o.work for body in self.work.partners.find(work.partner).bodies)),
            "network": _together(groups, lambda o: o.networks),
            "people": _together(groups, lambda o: o.user_led.led_by),
        }

    @cached_property
    def networks(self) -> list[Network]:
        """Those with most members first; those with a record of their own before others."""
        members = _by(self.catalogue.open, lambda o: o.networks)
        of = self.catalogue.by_slug
        found = [Network(self.catalogue.titles.get(name, name), of.get(name), groups) for name, groups in members.items()]
        return sorted(found, key=lambda network: (network.organisation is None, -len(network.members), network.name.lower()))

    # --- Gaps --------------------------------------------------------------------------------------------------

    @cached_property
    def empty(self) -> dict[str, list[Area]]:
        """The councils without a local group, by region."""
        found: dict[str, list[Area]] = {area.id: [] for area in self.work.regions}
        for council in self.catalogue.without_local_group:
            found[council.parent].append(council)
        return {region: councils for region, councils in found.items() if councils}

    @cached_property
    def few(self) -> dict[str, int]:
        """The communities that lead few open groups, and how many; the fewest first."""
        led = {community: len(groups) for community, groups in self.catalogue.led_by.items()}
        return {community: n for community, n in sorted(led.items(), key=lambda entry: entry[1]) if n <= FEW}

    @cached_property
    def named(self) -> list[Named]:
        regions = [area.id for area in self.work.regions if area.id not in ("uk", "england")]
        found = []
        for community in (name for name in NAMED if name in self.catalogue.communities):
            groups = self.catalogue.led_by[community]
            places = {area for o in groups for area in self.work.places(o)}
            found.append(Named(community, len(groups), len(self.work.by_community[community]), [area for area in regions if area not in places]))
        return found

    @cached_property
    def without_heir(self) -> list[Organisation]:
        """The closed groups that nobody carries on, as far as we know."""
        return [o for o in self.catalogue.closed if not o.closed.successor]

    @cached_property
    def old(self) -> list[Organisation]:
        """The open groups whose newest source is old, the oldest first, those without any year last."""
        year = self.catalogue.today.year - OLD_YEARS
        old = [o for o in self.catalogue.open if self.catalogue.freshness[o.slug] == Freshness.UNCONFIRMED
               and (o.newest_evidence or 0) < year]
        return sorted(old, key=lambda o: o.newest_evidence or year)


def _by(groups: Iterable[Organisation], of) -> dict[str, list[Organisation]]:
    found: dict[str, list[Organisation]] = {}
    for o in groups:
        for key in dict.fromkeys(of(o)):
            found.setdefault(key, []).append(o)
    return found


def _together(groups: Iterable[Organisation], of) -> dict[str, list[Organisation]]:
    """What at least two have in common; what most have in common first."""
    shared = ((key, others) for key, others in _by(groups, of).items() if len(others) >= TOGETHER)
    return dict(sorted(shared, key=lambda entry: (-len(entry[1]), entry[0])))
