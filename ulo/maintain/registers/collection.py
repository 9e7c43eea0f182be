"""One way through all files, which keeps only what concerns our groups: their numbers, and whoever
bears one of their names."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from ulo.maintain.registers.entries import (
    REMOVED,
    Fact,
    OtherName,
    RegisterEntry,
    Removal,
    Row,
    Transfer,
    normalise_name,
)
from ulo.maintain.registers.extracts import EXTRACTS, REGISTERS, Extract
from ulo.maintain.registers.reading import ExtractFile, UnreadableFile, read_rows

RegisteredNumber = tuple[str, str]


@dataclass
class RegisterSource:
    """What was read of a register: its files, the day that they are of, how many rows they have.
    `whole`: who is not in it never was; `cut`: something of it could not be read, so that who is
    not in it may well be."""

    extracts: set[str] = field(default_factory=set)
    day: date | None = None
    rows: int = 0
    is_complete: bool = False
    is_truncated: bool = False


@dataclass
class Collected:
    """What the registers say, by scheme and number."""

    entries: dict[RegisteredNumber, RegisterEntry] = field(default_factory=dict)
    other_names: dict[RegisteredNumber, set[str]] = field(default_factory=lambda: defaultdict(set))
    branches: dict[RegisteredNumber, set[str]] = field(default_factory=lambda: defaultdict(set))
    removal_reasons: dict[str, str] = field(default_factory=dict)
    transfers: dict[str, list[Transfer]] = field(default_factory=lambda: defaultdict(list))
    sources: dict[str, RegisterSource] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)

    def names(self, entry: RegisterEntry) -> set[str]:
        """All names of an entry, plain, without those of its branches."""
        others = self.other_names.get((entry.scheme, entry.number), ())
        return {normalise_name(name) for name in (entry.name, *entry.names, *others)} - {""}

    def branch_names(self, entry: RegisterEntry) -> set[str]:
        """The plain names of its branches."""
        return set(map(normalise_name, self.branches.get((entry.scheme, entry.number), ())))

    def add(self, extract: Extract, fact: Fact | None) -> None:
        match fact:
            case RegisterEntry(scheme=scheme, number=number):
                before = self.entries.get((scheme, number))
                # A number that is still there in one file is there, though another one may remember
                # that it was removed.
                if not before or before.state == REMOVED:
                    self.entries[scheme, number] = fact
            case OtherName(number=number, name=name, branch=branch):
                (self.branches if branch else self.other_names)[extract.scheme, number].add(name)
            case Removal(number=number, why=why):
                self.removal_reasons[number] = why
            case Transfer(giver=giver):
                self.transfers[giver].append(fact)


def collect(
    files: Iterable[ExtractFile],
    numbers: Iterable[RegisteredNumber],
    names: Iterable[str],
    on_file: Callable[[ExtractFile], None] = lambda file: None,
) -> Collected:
    """Reads the newest files of each extract. `numbers` are kept, and so is who has one of these
    plain `names`."""
    collected, wanted, names = Collected(), defaultdict(set), frozenset(names)
    for scheme, number in numbers:
        wanted[scheme].add(number)
    for extract, parts in _newest_files(files).items():
        source = collected.sources.setdefault(extract.scheme, RegisterSource())
        source.extracts.add(extract.id)
        is_needed = extract.id in REGISTERS[extract.scheme].required_extracts
        for file in parts:
            on_file(file)
            if is_needed and file.day:
                source.day = max(source.day or file.day, file.day)
            try:
                for row in read_rows(file):
                    _add_relevant(row, extract, collected, wanted[extract.scheme], names)
                    source.rows += is_needed
            except UnreadableFile as fault:
                collected.faults.append((file.name, str(fault)))
                source.is_truncated = True
        source.is_truncated |= _lacks_parts(parts)
    for scheme, source in collected.sources.items():
        needed = set(REGISTERS[scheme].required_extracts)
        source.is_complete = REGISTERS[scheme].is_complete and needed <= source.extracts
        source.is_truncated |= not needed & source.extracts
    return collected


def _newest_files(files: Iterable[ExtractFile]) -> dict[Extract, list[ExtractFile]]:
    """The files of the last day of each extract, in the order in which they are to be read."""
    found: dict[str, list[ExtractFile]] = defaultdict(list)
    for file in files:
        found[file.extract.id].append(file)
    age = lambda file: file.day or date.min
    newest = {name: max(map(age, of_one)) for name, of_one in found.items()}
    return {
        EXTRACTS[name]: [file for file in found[name] if age(file) == newest[name]]
        for name in EXTRACTS
        if name in found
    }


def _lacks_parts(files: list[ExtractFile]) -> bool:
    """Whether an extract comes in parts, and not all are here. Beside one that holds all, it does
    not matter."""
    parts = {file.part for file in files}
    return (1, 1) not in parts and len(parts) < max(of for _, of in parts)


def _add_relevant(
    row: Row, extract: Extract, collected: Collected, numbers: set[str], names: frozenset[str]
) -> None:
    """Adds what concerns us. A number that has one of our names is kept from then on."""
    known = not numbers.isdisjoint(extract.list_numbers(row))
    if known or not names.isdisjoint(map(normalise_name, extract.list_names(row))):
        fact = extract.parse_row(row)
        collected.add(extract, fact)
        if isinstance(fact, OtherName) and not fact.branch:
            numbers.add(fact.number)
