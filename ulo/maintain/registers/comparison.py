"""What the registers and our records say differently of the same numbers, and likely numbers for
groups that have none."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ulo.checks import CheckContext
from ulo.core import fold
from ulo.geography import Gazetteer, parse_postcode
from ulo.maintain.registers.collection import Collected, RegisteredNumber, RegisterSource
from ulo.maintain.registers.entries import (
    ACTIVE,
    CLOSING,
    REMOVED,
    RegisterEntry,
    Transfer,
    normalise_name,
)
from ulo.maintain.registers.extracts import REGISTERS

# Accounts are due ten months after the year that they are about. Whoever is two years later than
# that is told of.
ACCOUNTS_YEARS = 4
# When more than half of so many of our numbers are not there, the extract is more likely a part of
# the register.
MIN_SAMPLE = 4
# Where such a group has its office says little.
WIDE_REACHES = ("national", "uk-wide", "international")


class Kind(StrEnum):
    """What there is to do, the most pressing first."""

    REMOVED = "gone"
    CLOSING = "ending"
    NOT_FOUND = "absent"
    NAME = "name"
    ACCOUNTS = "accounts"
    SUGGESTED = "likely"


@dataclass(frozen=True)
class Group:
    """What we say of a group, as far as registers know it, too. `names` are plain; areas are ids of
    schema/areas.json."""

    slug: str
    path: str
    name: str
    names: frozenset[str]
    numbers: Mapping[str, str]
    lines: Mapping[str, int]
    is_closed: bool
    is_wide: bool
    town: str
    postcode: str
    councils: frozenset[str]
    nations: frozenset[str]


@dataclass(frozen=True)
class Finding:
    """One thing to do about a record. `entry` is what the register has, None where it has nothing;
    `transfers` say where things went; `others` are live entries of the same name; `whole`: whether
    who is not in the extracts never was; `sure`: whether a number is the group's."""

    kind: Kind
    group: Group
    scheme: str
    number: str
    entry: RegisterEntry | None = None
    transfers: tuple[Transfer, ...] = ()
    alternatives: tuple[RegisterEntry, ...] = ()
    reason: str = ""
    is_complete: bool = False
    is_certain: bool = False


@dataclass
class Result:
    """The findings, the most pressing first; the schemes of which too few of our numbers were
    there."""

    findings: list[Finding] = field(default_factory=list)
    partial_schemes: set[str] = field(default_factory=set)


def build_groups(cases: Iterable[CheckContext], gazetteer: Gazetteer) -> list[Group]:
    """The groups of all records, those with faults, too."""
    return [_build_group(case, gazetteer) for case in cases]


def compare(known: list[Group], collected: Collected, gazetteer: Gazetteer, today: date) -> Result:
    """All findings about the groups; `today` is the day of an extract that does not say its own."""
    comparison = _Comparison(known, collected, gazetteer, today)
    found = [finding for group in known for finding in comparison.find(group)]
    order = list(Kind)
    found.sort(key=lambda f: (order.index(f.kind), not f.is_certain, f.group.slug, f.scheme))
    return Result(found, comparison.partial)


class _Comparison:
    """What all groups are compared with."""

    def __init__(self, known: list[Group], collected: Collected, gazetteer: Gazetteer, today: date):
        self.collected, self.gazetteer, self.today = collected, gazetteer, today
        self.partial = {
            scheme for scheme in collected.sources if _is_partial(scheme, known, collected)
        }
        self.owned = {number for group in known for number in group.numbers.items()}
        self.by_name: dict[str, list[RegisterEntry]] = {}
        for entry in collected.entries.values():
            for name in collected.names(entry) if entry.state == ACTIVE else ():
                self.by_name.setdefault(name, []).append(entry)

    def find(self, group: Group) -> Iterator[Finding]:
        """What there is to do about a group."""
        for number in group.numbers.items():
            yield from self._check_number(group, number)
        if not group.numbers and not group.is_closed:
            yield from self._suggest_numbers(group)

    def _check_number(self, group: Group, number: RegisteredNumber) -> Iterator[Finding]:
        """What there is to say of a number: at most one thing, for each makes the next doubtful."""
        entry, source = self.collected.entries.get(number), self.collected.sources.get(number[0])
        if not entry:
            if source and self._is_missing(group, number[0], source):
                others = self._find_alternatives(group)
                yield Finding(
                    Kind.NOT_FOUND,
                    group,
                    *number,
                    alternatives=others,
                    is_complete=source.is_complete,
                )
        elif group.is_closed:
            return
        elif entry.state == REMOVED:
            transfers, why = (), entry.reason
            if number[0] == "GB-CHC":
                transfers = tuple(self.collected.transfers.get(number[1], ()))
                why = self.collected.removal_reasons.get(number[1], "")
            yield Finding(
                Kind.REMOVED, group, *number, entry, transfers, self._find_alternatives(group), why
            )
        elif entry.state == CLOSING:
            yield Finding(Kind.CLOSING, group, *number, entry, reason=entry.reason)
        elif group.names.isdisjoint(
            self.collected.names(entry) | self.collected.branch_names(entry)
        ):
            yield Finding(Kind.NAME, group, *number, entry)
        elif last := entry.accounts_to or entry.registered_on:
            if last < _years_before(source.day or self.today, ACCOUNTS_YEARS):
                yield Finding(Kind.ACCOUNTS, group, *number, entry, reason=entry.reason)

    def _is_missing(self, group: Group, scheme: str, source: RegisterSource) -> bool:
        """Whether it means something that a number is not there. Of a group that has closed, it
        means something only where those are, too, that were removed."""
        told = not source.is_truncated and scheme not in self.partial
        return told and (source.is_complete or not group.is_closed)

    def _find_alternatives(self, group: Group) -> tuple[RegisterEntry, ...]:
        """Where a group may live on: its own other numbers, and others of its name nearby."""
        entries = (self.collected.entries.get(number) for number in group.numbers.items())
        own = [entry for entry in entries if entry and entry.state == ACTIVE]
        return *own, *(
            entry
            for entry in self._entries_of_name(group)
            if entry not in own and is_same_place(group, entry, self.gazetteer) is not None
        )

    def _entries_of_name(self, group: Group) -> list[RegisterEntry]:
        """The live entries that have one of the names of a group."""
        found = [entry for name in sorted(group.names) for entry in self.by_name.get(name, ())]
        return list({(entry.scheme, entry.number): entry for entry in found}.values())

    def _suggest_numbers(self, group: Group) -> Iterator[Finding]:
        """Numbers for a group that has none, at most one of a register. Of several that bear the
        name, only one in the same town."""
        for scheme in REGISTERS:
            entries = [
                entry
                for entry in self._entries_of_name(group)
                if entry.scheme == scheme and (scheme, entry.number) not in self.owned
            ]
            sureness = [is_same_place(group, entry, self.gazetteer) for entry in entries]
            certain = [entry for entry, is_sure in zip(entries, sureness) if is_sure]
            if len(certain) == 1 and self._is_distinctive(group, certain[0]):
                yield Finding(
                    Kind.SUGGESTED, group, scheme, certain[0].number, certain[0], is_certain=True
                )
            elif sureness == [False] and self._is_distinctive(group, entries[0]):
                yield Finding(Kind.SUGGESTED, group, scheme, entries[0].number, entries[0])

    def _is_distinctive(self, group: Group, entry: RegisterEntry) -> bool:
        """Whether the name says who it is: one of a single word is anybody's, but at one address."""
        words = any(" " in name for name in group.names & self.collected.names(entry))
        return (
            words
            or " " in group.postcode
            and parse_postcode(entry.postcode) == parse_postcode(group.postcode)
        )


def is_same_place(group: Group, entry: RegisterEntry, gazetteer: Gazetteer) -> bool | None:
    """Whether two of the same name are one: True in the same town or postcode district, False
    ("perhaps") in the same council area or, of a group that works far and wide, in the same nation;
    None if nothing speaks for it."""
    postcode, ours = (
        parse_postcode(entry.postcode),
        parse_postcode(group.postcode) if group.postcode else None,
    )
    if group.town in entry.towns or postcode and ours and postcode.outcode == ours.outcode:
        return True
    district = gazetteer.outcodes.get(postcode.outcode) if postcode else None
    councils = set(district.councils) if district else set()
    if group.councils and councils and not group.is_wide:
        return False if group.councils & councils else None
    nations = _find_nations(entry, councils, gazetteer)
    return False if group.nations & nations or group.is_wide and not group.nations else None


# --- Where they are, and how old ------------------------------------------------------------------


def _build_group(case: CheckContext, gazetteer: Gazetteer) -> Group:
    numbers = {scheme: case.text("identifiers", scheme) for scheme in REGISTERS}
    numbers = {scheme: number for scheme, number in numbers.items() if number}
    known, wanted = gazetteer.areas, (case.text("based_in", "area"), *case.texts("area", "serves"))
    areas = [known[area] for area in wanted if area in known.terms]
    parts = [known[part] for area in areas for part in (area.id, *area.covers)]
    above = [higher for area in areas for higher in gazetteer.areas.chain(area.id)]
    return Group(
        case.record.slug,
        case.record.path,
        case.name,
        names=frozenset(map(normalise_name, [*case.names, *_translations(case)])) - {""},
        numbers=numbers,
        lines={scheme: case.record.line(("identifiers", scheme)) for scheme in numbers},
        is_closed="closed" in case.record.data,
        is_wide=case.text("area", "reach") in WIDE_REACHES,
        town=fold(case.text("based_in", "town")),
        postcode=case.text("based_in", "postcode") or case.text("based_in", "district"),
        councils=frozenset(part.id for part in parts if part.kind == "council"),
        nations=frozenset(area.id for area in above if area.kind == "nation"),
    )


def _translations(case: CheckContext) -> list[str]:
    names = case.record.data.get("names")
    texts = names.values() if isinstance(names, dict) else ()
    return [name for name in texts if isinstance(name, str)]


def _find_nations(entry: RegisterEntry, councils: Iterable[str], gazetteer: Gazetteer) -> set[str]:
    is_company = entry.scheme == "GB-COH"
    if entry.scheme == "GB-SC" or is_company and entry.number.startswith(("SC", "SO")):
        return {"scotland"}
    if entry.scheme == "GB-NIC" or is_company and entry.number.startswith("NI"):
        return {"northern-ireland"}
    above = [area for council in councils for area in gazetteer.areas.chain(council)]
    return {area.id for area in above if area.kind == "nation"} or {"england", "wales"}


def _is_partial(scheme: str, known: Iterable[Group], collected: Collected) -> bool:
    numbers = [group.numbers.get(scheme) for group in known if not group.is_closed]
    ours = [number for number in numbers if number]
    missing = sum((scheme, number) not in collected.entries for number in ours)
    return len(ours) >= MIN_SAMPLE and missing * 2 > len(ours)


def _years_before(day: date, years: int) -> date:
    return date(day.year - years, day.month, min(day.day, 28))
