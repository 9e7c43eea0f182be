"""Where the registers and our records differ on the same numbers, and likely numbers for groups
without one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum, auto

from ulo.geography import Gazetteer
from ulo.maintain.registers.collection import Collected, RegisteredNumber, RegisterSource
from ulo.maintain.registers.entries import (
    ACTIVE,
    CLOSING,
    REMOVED,
    RegisterEntry,
    Transfer,
)
from ulo.maintain.registers.groups import Group
from ulo.maintain.registers.register import Register

# Accounts are due ten months after the year that they are about. What is two years later than that
# is reported.
ACCOUNTS_YEARS = 4
# When more than half of at least so many numbers of ours are missing, the extract is probably only
# a part of the register.
MIN_SAMPLE = 4


class Certainty(Enum):
    """How sure it is that a group and an entry of the same name are one."""

    CERTAIN = auto()
    LIKELY = auto()


class Kind(StrEnum):
    """What there is to do, the most pressing first."""

    REMOVED = "gone"
    CLOSING = "ending"
    NOT_FOUND = "absent"
    NAME = "name"
    ACCOUNTS = "accounts"
    SUGGESTED = "likely"


@dataclass(frozen=True)
class Finding:
    """One thing to do about a record.

    `entry` is what the register has, None for NOT_FOUND. `transfers` say who got the assets,
    `alternatives` are live entries of the same name, and `reason` is in the words of the register.
    `is_complete`: a number that is not in the extracts never was in the register. `is_certain`: a
    suggested number is the group's.
    """

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
    """The findings, the most pressing first; and the schemes with extracts that lack most of our
    numbers."""

    findings: list[Finding] = field(default_factory=list)
    partial_schemes: set[str] = field(default_factory=set)


def compare(groups: list[Group], collected: Collected, gazetteer: Gazetteer, today: date) -> Result:
    """All findings about the groups; `today` serves as the date of an extract without one."""
    comparison = _Comparison(groups, collected, gazetteer, today)
    findings = [finding for group in groups for finding in comparison.find(group)]
    order = list(Kind)
    findings.sort(key=lambda f: (order.index(f.kind), not f.is_certain, f.group.slug, f.scheme))
    return Result(findings, comparison.partial_schemes)


class _Comparison:
    """What all groups are compared with."""

    def __init__(
        self, groups: list[Group], collected: Collected, gazetteer: Gazetteer, today: date
    ) -> None:
        self.collected, self.gazetteer, self.today = collected, gazetteer, today
        self.partial_schemes = {
            scheme for scheme in collected.sources if _is_partial(scheme, groups, collected)
        }
        self.owned = {number for group in groups for number in group.numbers.items()}
        self.active_by_name: dict[str, list[RegisterEntry]] = {}
        for entry in collected.entries.values():
            if entry.state == ACTIVE:
                for name in collected.names(entry):
                    self.active_by_name.setdefault(name, []).append(entry)

    def find(self, group: Group) -> Iterator[Finding]:
        """What there is to do about a group."""
        for number in group.numbers.items():
            yield from self._check_number(group, number)
        if not group.numbers and not group.is_closed:
            yield from self._suggest_numbers(group)

    def _check_number(self, group: Group, number: RegisteredNumber) -> Iterator[Finding]:
        """At most one finding about a number, for each makes the next doubtful."""
        entry = self.collected.entries.get(number)
        source = self.collected.sources.get(number[0])
        if not entry:
            if source and self._is_missing(group, number[0], source):
                yield Finding(
                    Kind.NOT_FOUND,
                    group,
                    *number,
                    alternatives=self._find_alternatives(group),
                    is_complete=source.is_complete,
                )
        elif group.is_closed:
            return
        elif entry.state == REMOVED:
            yield self._removed(group, number, entry)
        elif entry.state == CLOSING:
            yield Finding(Kind.CLOSING, group, *number, entry, reason=entry.reason)
        elif group.names.isdisjoint(
            self.collected.names(entry) | self.collected.branch_names(entry)
        ):
            yield Finding(Kind.NAME, group, *number, entry)
        elif self._has_old_accounts(entry, source):
            yield Finding(Kind.ACCOUNTS, group, *number, entry, reason=entry.reason)

    def _removed(self, group: Group, number: RegisteredNumber, entry: RegisterEntry) -> Finding:
        transfers = tuple(self.collected.transfers.get(number, ()))
        reason = self.collected.removal_reasons.get(number) or entry.reason
        alternatives = self._find_alternatives(group)
        return Finding(Kind.REMOVED, group, *number, entry, transfers, alternatives, reason)

    def _is_missing(self, group: Group, scheme: str, source: RegisterSource) -> bool:
        """Whether it means something that a number is not in the extracts.

        Of a closed group, it means something only in extracts that hold removed numbers, too.
        """
        if source.is_truncated or scheme in self.partial_schemes:
            return False
        return source.is_complete or not group.is_closed

    def _has_old_accounts(self, entry: RegisterEntry, source: RegisterSource | None) -> bool:
        """Whether the newest accounts or, without any, the registration were long ago."""
        last = entry.accounts_to or entry.registered_on
        day = (source and source.day) or self.today
        return bool(last and last < _years_before(day, ACCOUNTS_YEARS))

    def _find_alternatives(self, group: Group) -> tuple[RegisterEntry, ...]:
        """Where a group may live on: its own other numbers, and others of its name nearby."""
        entries = (self.collected.entries.get(number) for number in group.numbers.items())
        own = [entry for entry in entries if entry and entry.state == ACTIVE]
        nearby = [
            entry
            for entry in self._entries_of_name(group)
            if entry not in own and self._compare_places(group, entry)
        ]
        return (*own, *nearby)

    def _entries_of_name(self, group: Group) -> list[RegisterEntry]:
        """The live entries that have one of the names of a group."""
        found: dict[RegisteredNumber, RegisterEntry] = {}
        for name in sorted(group.names):
            for entry in self.active_by_name.get(name, ()):
                found.setdefault((entry.scheme, entry.number), entry)
        return list(found.values())

    def _compare_places(self, group: Group, entry: RegisterEntry) -> Certainty | None:
        register = self.collected.registers.by_scheme[entry.scheme]
        return compare_places(group, entry, register, self.gazetteer)

    def _suggest_numbers(self, group: Group) -> Iterator[Finding]:
        """Numbers for a group that has none, at most one of a register.

        Of several entries with its name, only one in the same town is suggested.
        """
        for scheme in self.collected.registers.by_scheme:
            entries = [
                entry
                for entry in self._entries_of_name(group)
                if entry.scheme == scheme and (scheme, entry.number) not in self.owned
            ]
            certainties = [self._compare_places(group, entry) for entry in entries]
            if certainties.count(Certainty.CERTAIN) == 1:
                entry, is_certain = entries[certainties.index(Certainty.CERTAIN)], True
            elif certainties == [Certainty.LIKELY]:
                entry, is_certain = entries[0], False
            else:
                continue
            if self._is_distinctive(group, entry):
                yield Finding(
                    Kind.SUGGESTED, group, scheme, entry.number, entry, is_certain=is_certain
                )

    def _is_distinctive(self, group: Group, entry: RegisterEntry) -> bool:
        """Whether the common name can belong to one group only.

        A name of a single word can belong to many, unless the full postcode is the same.
        """
        if any(" " in name for name in group.names & self.collected.names(entry)):
            return True
        has_full_postcode = " " in group.postcode
        parse = self.gazetteer.postcodes.parse
        return has_full_postcode and parse(entry.postcode) == parse(group.postcode)


def compare_places(
    group: Group, entry: RegisterEntry, register: Register, gazetteer: Gazetteer
) -> Certainty | None:
    """How sure it is that a group and an entry of the same name are one, by where they are.

    CERTAIN in the same town or outcode; LIKELY in the same council area or, for a group that works
    widely, in the same nation; None if nothing speaks for it.
    """
    parse = gazetteer.postcodes.parse
    postcode = parse(entry.postcode)
    own_postcode = parse(group.postcode) if group.postcode else None
    if group.town in entry.towns:
        return Certainty.CERTAIN
    if postcode and own_postcode and postcode.outcode == own_postcode.outcode:
        return Certainty.CERTAIN
    outcode = gazetteer.outcodes.get(postcode.outcode) if postcode else None
    councils = set(outcode.councils) if outcode else set()
    if group.councils and councils and not group.is_wide:
        return Certainty.LIKELY if group.councils & councils else None
    is_anywhere = group.is_wide and not group.nations
    if is_anywhere or group.nations & _find_nations(entry, councils, register, gazetteer):
        return Certainty.LIKELY
    return None


def _find_nations(
    entry: RegisterEntry, councils: Iterable[str], register: Register, gazetteer: Gazetteer
) -> set[str]:
    """The nations that an entry may be in, by its register, its number and its councils."""
    if nations := register.known_nations(entry.number):
        return nations
    chains = [area for council in councils for area in gazetteer.areas.chain(council)]
    return {area.id for area in chains if area.kind == "nation"} or {*register.nations_otherwise}


def _is_partial(scheme: str, groups: Iterable[Group], collected: Collected) -> bool:
    """Whether the extracts of a register lack most of the numbers that our open groups have."""
    numbers = [group.numbers.get(scheme) for group in groups if not group.is_closed]
    ours = [number for number in numbers if number]
    missing = sum((scheme, number) not in collected.entries for number in ours)
    return len(ours) >= MIN_SAMPLE and missing * 2 > len(ours)


def _years_before(day: date, years: int) -> date:
    return date(day.year - years, day.month, min(day.day, 28))
