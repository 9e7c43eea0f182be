"""What the registers and our records say differently of the same numbers, and likely numbers for
groups that have none."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ulo.checks import Case
from ulo.core import fold
from ulo.geography import Gazetteer, parse
from ulo.maintain.registers.entries import ENDING, GONE, LIVE, Entry, Transfer, plain
from ulo.maintain.registers.gathering import Gathered, Number, Source
from ulo.maintain.registers.sources import REGISTERS

# Accounts are due ten months after the year that they are about. Whoever is two years later than
# that is told of.
LONG = 4
# When more than half of so many of our numbers are not there, the extract is more likely a part of
# the register.
ENOUGH = 4
# Where such a group has its office says little.
WIDE = ("national", "uk-wide", "international")


class Kind(StrEnum):
    """What there is to do, the most pressing first."""

    GONE = "gone"
    ENDING = "ending"
    ABSENT = "absent"
    NAME = "name"
    ACCOUNTS = "accounts"
    LIKELY = "likely"


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
    closed: bool
    wide: bool
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
    entry: Entry | None = None
    transfers: tuple[Transfer, ...] = ()
    others: tuple[Entry, ...] = ()
    why: str = ""
    whole: bool = False
    sure: bool = False


@dataclass
class Result:
    """The findings, the most pressing first; the schemes of which too few of our numbers were
    there."""

    findings: list[Finding] = field(default_factory=list)
    partial: set[str] = field(default_factory=set)


def groups(cases: Iterable[Case], gazetteer: Gazetteer) -> list[Group]:
    """The groups of all records, those with faults, too."""
    return [_group(case, gazetteer) for case in cases]


def compare(known: list[Group], gathered: Gathered, gazetteer: Gazetteer, today: date) -> Result:
    """All findings about the groups; `today` is the day of an extract that does not say its own."""
    comparison = _Comparison(known, gathered, gazetteer, today)
    found = [finding for group in known for finding in comparison.of(group)]
    order = list(Kind)
    found.sort(key=lambda f: (order.index(f.kind), not f.sure, f.group.slug, f.scheme))
    return Result(found, comparison.partial)


class _Comparison:
    """What all groups are compared with."""

    def __init__(self, known: list[Group], gathered: Gathered, gazetteer: Gazetteer, today: date):
        self.gathered, self.gazetteer, self.today = gathered, gazetteer, today
        self.partial = {scheme for scheme in gathered.sources if _too_few(scheme, known, gathered)}
        self.owned = {number for group in known for number in group.numbers.items()}
        self.by_name: dict[str, list[Entry]] = {}
        for entry in gathered.entries.values():
            for name in gathered.names(entry) if entry.state == LIVE else ():
                self.by_name.setdefault(name, []).append(entry)

    def of(self, group: Group) -> Iterator[Finding]:
        """What there is to do about a group."""
        for number in group.numbers.items():
            yield from self._about(group, number)
        if not group.numbers and not group.closed:
            yield from self._likely(group)

    def _about(self, group: Group, number: Number) -> Iterator[Finding]:
        """What there is to say of a number: at most one thing, for each makes the next doubtful."""
        entry, source = self.gathered.entries.get(number), self.gathered.sources.get(number[0])
        if not entry:
            if source and self._is_missing(group, number[0], source):
                others = self._others(group)
                yield Finding(Kind.ABSENT, group, *number, others=others, whole=source.whole)
        elif group.closed:
            return
        elif entry.state == GONE:
            transfers, why = (), entry.why
            if number[0] == "GB-CHC":
                transfers = tuple(self.gathered.transfers.get(number[1], ()))
                why = self.gathered.reasons.get(number[1], "")
            yield Finding(Kind.GONE, group, *number, entry, transfers, self._others(group), why)
        elif entry.state == ENDING:
            yield Finding(Kind.ENDING, group, *number, entry, why=entry.why)
        elif group.names.isdisjoint(self.gathered.names(entry) | self.gathered.branch_names(entry)):
            yield Finding(Kind.NAME, group, *number, entry)
        elif last := entry.accounts or entry.since:
            if last < _years_before(source.day or self.today, LONG):
                yield Finding(Kind.ACCOUNTS, group, *number, entry, why=entry.why)

    def _is_missing(self, group: Group, scheme: str, source: Source) -> bool:
        """Whether it means something that a number is not there. Of a group that has closed, it
        means something only where those are, too, that were removed."""
        told = not source.cut and scheme not in self.partial
        return told and (source.whole or not group.closed)

    def _others(self, group: Group) -> tuple[Entry, ...]:
        """Where a group may live on: its own other numbers, and others of its name nearby."""
        entries = (self.gathered.entries.get(number) for number in group.numbers.items())
        own = [entry for entry in entries if entry and entry.state == LIVE]
        return *own, *(entry for entry in self._same(group)
                       if entry not in own and sure(group, entry, self.gazetteer) is not None)

    def _same(self, group: Group) -> list[Entry]:
        """The live entries that have one of the names of a group."""
        found = [entry for name in sorted(group.names) for entry in self.by_name.get(name, ())]
        return list({(entry.scheme, entry.number): entry for entry in found}.values())

    def _likely(self, group: Group) -> Iterator[Finding]:
        """Numbers for a group that has none, at most one of a register. Of several that bear the
        name, only one in the same town."""
        for scheme in REGISTERS:
            entries = [entry for entry in self._same(group)
                       if entry.scheme == scheme and (scheme, entry.number) not in self.owned]
            sureness = [sure(group, entry, self.gazetteer) for entry in entries]
            certain = [entry for entry, is_sure in zip(entries, sureness) if is_sure]
            if len(certain) == 1 and self._is_telling(group, certain[0]):
                yield Finding(Kind.LIKELY, group, scheme, certain[0].number, certain[0], sure=True)
            elif sureness == [False] and self._is_telling(group, entries[0]):
                yield Finding(Kind.LIKELY, group, scheme, entries[0].number, entries[0])

    def _is_telling(self, group: Group, entry: Entry) -> bool:
        """Whether the name says who it is: one of a single word is anybody's, but at one address.
        """
        words = any(" " in name for name in group.names & self.gathered.names(entry))
        return words or " " in group.postcode and parse(entry.postcode) == parse(group.postcode)


def sure(group: Group, entry: Entry, gazetteer: Gazetteer) -> bool | None:
    """Whether two of the same name are one: True in the same town or postcode district, False
    ("perhaps") in the same council area or, of a group that works far and wide, in the same nation;
    None if nothing speaks for it."""
    postcode, ours = parse(entry.postcode), parse(group.postcode) if group.postcode else None
    if group.town in entry.towns or postcode and ours and postcode.district == ours.district:
        return True
    district = gazetteer.districts.get(postcode.district) if postcode else None
    councils = set(district.councils) if district else set()
    if group.councils and councils and not group.wide:
        return False if group.councils & councils else None
    nations = _nations(entry, councils, gazetteer)
    return False if group.nations & nations or group.wide and not group.nations else None


# --- Where they are, and how old ------------------------------------------------------------------


def _group(case: Case, gazetteer: Gazetteer) -> Group:
    numbers = {scheme: case.text("identifiers", scheme) for scheme in REGISTERS}
    numbers = {scheme: number for scheme, number in numbers.items() if number}
    known, wanted = gazetteer.areas, (case.text("based_in", "area"), *case.list("area", "serves"))
    areas = [known[area] for area in wanted if area in known.terms]
    parts = [known[part] for area in areas for part in (area.id, *area.covers)]
    above = [higher for area in areas for higher in gazetteer.areas.chain(area.id)]
    return Group(
        case.record.slug, case.record.path, case.name,
        names=frozenset(map(plain, [*case.names, *_translations(case)])) - {""},
        numbers=numbers,
        lines={scheme: case.record.line(("identifiers", scheme)) for scheme in numbers},
        closed="closed" in case.record.data,
        wide=case.text("area", "reach") in WIDE,
        town=fold(case.text("based_in", "town")),
        postcode=case.text("based_in", "postcode") or case.text("based_in", "district"),
        councils=frozenset(part.id for part in parts if part.kind == "council"),
        nations=frozenset(area.id for area in above if area.kind == "nation"))


def _translations(case: Case) -> list[str]:
    names = case.record.data.get("names")
    texts = names.values() if isinstance(names, dict) else ()
    return [name for name in texts if isinstance(name, str)]


def _nations(entry: Entry, councils: Iterable[str], gazetteer: Gazetteer) -> set[str]:
    is_company = entry.scheme == "GB-COH"
    if entry.scheme == "GB-SC" or is_company and entry.number.startswith(("SC", "SO")):
        return {"scotland"}
    if entry.scheme == "GB-NIC" or is_company and entry.number.startswith("NI"):
        return {"northern-ireland"}
    above = [area for council in councils for area in gazetteer.areas.chain(council)]
    return {area.id for area in above if area.kind == "nation"} or {"england", "wales"}


def _too_few(scheme: str, known: Iterable[Group], gathered: Gathered) -> bool:
    numbers = [group.numbers.get(scheme) for group in known if not group.closed]
    ours = [number for number in numbers if number]
    missing = sum((scheme, number) not in gathered.entries for number in ours)
    return len(ours) >= ENOUGH and missing * 2 > len(ours)


def _years_before(day: date, years: int) -> date:
    return date(day.year - years, day.month, min(day.day, 28))
