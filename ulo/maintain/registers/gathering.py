"""One way through all files, which keeps only what concerns our groups: their numbers, and whoever
bears one of their names."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from ulo.maintain.registers.entries import (
    GONE,
    Entry,
    Fact,
    OtherName,
    Removal,
    Row,
    Transfer,
    plain,
)
from ulo.maintain.registers.reading import File, Unreadable, rows
from ulo.maintain.registers.sources import EXTRACTS, REGISTERS, Extract

Number = tuple[str, str]


@dataclass
class Source:
    """What was read of a register: its files, the day that they are of, how many rows they have.
    `whole`: who is not in it never was; `cut`: something of it could not be read, so that who is
    not in it may well be."""

    extracts: set[str] = field(default_factory=set)
    day: date | None = None
    rows: int = 0
    whole: bool = False
    cut: bool = False


@dataclass
class Gathered:
    """What the registers say, by scheme and number."""

    entries: dict[Number, Entry] = field(default_factory=dict)
    other_names: dict[Number, set[str]] = field(default_factory=lambda: defaultdict(set))
    branches: dict[Number, set[str]] = field(default_factory=lambda: defaultdict(set))
    reasons: dict[str, str] = field(default_factory=dict)
    transfers: dict[str, list[Transfer]] = field(default_factory=lambda: defaultdict(list))
    sources: dict[str, Source] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)

    def names(self, entry: Entry) -> set[str]:
        """All names of an entry, plain, without those of its branches."""
        others = self.other_names.get((entry.scheme, entry.number), ())
        return {plain(name) for name in (entry.name, *entry.names, *others)} - {""}

    def branch_names(self, entry: Entry) -> set[str]:
        """The plain names of its branches."""
        return set(map(plain, self.branches.get((entry.scheme, entry.number), ())))

    def add(self, extract: Extract, fact: Fact | None) -> None:
        match fact:
            case Entry(scheme=scheme, number=number):
                before = self.entries.get((scheme, number))
                # A number that is still there in one file is there, though another one may remember
                # that it was removed.
                if not before or before.state == GONE:
                    self.entries[scheme, number] = fact
            case OtherName(number=number, name=name, branch=branch):
                (self.branches if branch else self.other_names)[extract.scheme, number].add(name)
            case Removal(number=number, why=why):
                self.reasons[number] = why
            case Transfer(giver=giver):
                self.transfers[giver].append(fact)


def gather(files: Iterable[File], numbers: Iterable[Number], names: Iterable[str],
           told: Callable[[File], None] = lambda file: None) -> Gathered:
    """Reads the newest files of each extract. `numbers` are kept, and so is who has one of these
    plain `names`."""
    gathered, wanted, names = Gathered(), defaultdict(set), frozenset(names)
    for scheme, number in numbers:
        wanted[scheme].add(number)
    for extract, parts in _newest(files).items():
        source = gathered.sources.setdefault(extract.scheme, Source())
        source.extracts.add(extract.id)
        is_needed = extract.id in REGISTERS[extract.scheme].needed
        for file in parts:
            told(file)
            if is_needed and file.day:
                source.day = max(source.day or file.day, file.day)
            try:
                for row in rows(file):
                    _keep(row, extract, gathered, wanted[extract.scheme], names)
                    source.rows += is_needed
            except Unreadable as fault:
                gathered.faults.append((file.name, str(fault)))
                source.cut = True
        source.cut |= _lacks_parts(parts)
    for scheme, source in gathered.sources.items():
        needed = set(REGISTERS[scheme].needed)
        source.whole = REGISTERS[scheme].whole and needed <= source.extracts
        source.cut |= not needed & source.extracts
    return gathered


def _newest(files: Iterable[File]) -> dict[Extract, list[File]]:
    """The files of the last day of each extract, in the order in which they are to be read."""
    found: dict[str, list[File]] = defaultdict(list)
    for file in files:
        found[file.extract.id].append(file)
    age = lambda file: file.day or date.min
    newest = {name: max(map(age, of_one)) for name, of_one in found.items()}
    return {EXTRACTS[name]: [file for file in found[name] if age(file) == newest[name]]
            for name in EXTRACTS if name in found}


def _lacks_parts(files: list[File]) -> bool:
    """Whether an extract comes in parts, and not all are here. Beside one that holds all, it does
    not matter."""
    parts = {file.part for file in files}
    return (1, 1) not in parts and len(parts) < max(of for _, of in parts)


def _keep(row: Row, extract: Extract, gathered: Gathered, numbers: set[str],
          names: frozenset[str]) -> None:
    """Adds what concerns us. A number that has one of our names is kept from then on."""
    known = not numbers.isdisjoint(extract.numbers(row))
    if known or not names.isdisjoint(map(plain, extract.names(row))):
        fact = extract.made(row)
        gathered.add(extract, fact)
        if isinstance(fact, OtherName) and not fact.branch:
            numbers.add(fact.number)
