"""One pass through all files, which keeps only what concerns our groups: their numbers, and entries
that have one of their names."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from ulo.maintain.registers.country_registers import CountryRegisters
from ulo.maintain.registers.entries import (
    REMOVED,
    Fact,
    OtherName,
    RegisterEntry,
    Removal,
    Row,
    Transfer,
)
from ulo.maintain.registers.extracts import Extract
from ulo.maintain.registers.reading import ExtractFile, UnreadableFileError, read_rows

# A scheme of org-id.guide and a number in it.
RegisteredNumber = tuple[str, str]
# What one file says of our groups. A register has a handful of rows for each.
MAX_KEPT = 100_000


@dataclass
class RegisterSource:
    """What was read of a register.

    `extracts` are the ids of its files, `day` is their date, and `rows` counts the rows of those
    that are required. `is_complete`: a number that is not in them never was in the register.
    `is_truncated`: some of it could not be read, so a missing number may well be in the register.
    """

    extracts: set[str] = field(default_factory=set)
    day: date | None = None
    rows: int = 0
    is_complete: bool = False
    is_truncated: bool = False


@dataclass
class Collected:
    """What the registers say, by scheme and number.

    `transfers` are by the number of the giver. `faults` are files that could not be read, each with
    a key of the sentences `registers.faults`.
    """

    registers: CountryRegisters
    entries: dict[RegisteredNumber, RegisterEntry] = field(default_factory=dict)
    other_names: dict[RegisteredNumber, set[str]] = field(default_factory=lambda: defaultdict(set))
    branches: dict[RegisteredNumber, set[str]] = field(default_factory=lambda: defaultdict(set))
    removal_reasons: dict[RegisteredNumber, str] = field(default_factory=dict)
    transfers: dict[RegisteredNumber, list[Transfer]] = field(
        default_factory=lambda: defaultdict(list)
    )
    sources: dict[str, RegisterSource] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)

    def names(self, entry: RegisterEntry) -> set[str]:
        """All normalised names of an entry, without those of its branches."""
        others = self.other_names.get((entry.scheme, entry.number), ())
        normalise = self.registers.normalise_name
        return {normalise(name) for name in (entry.name, *entry.names, *others)} - {""}

    def branch_names(self, entry: RegisterEntry) -> set[str]:
        """The normalised names of the branches of an entry."""
        names = self.branches.get((entry.scheme, entry.number), ())
        return set(map(self.registers.normalise_name, names))

    def add(self, scheme: str, fact: Fact) -> None:
        """Adds what a row of a register says."""
        match fact:
            case RegisterEntry():
                before = self.entries.get((scheme, fact.number))
                # One file may still list as removed what another one has as live: live wins.
                if not before or before.state == REMOVED:
                    self.entries[scheme, fact.number] = fact
            case OtherName():
                names = self.branches if fact.is_branch else self.other_names
                names[scheme, fact.number].add(fact.name)
            case Removal():
                self.removal_reasons[scheme, fact.number] = fact.reason
            case Transfer():
                self.transfers[scheme, fact.giver].append(fact)


def collect(
    files: Iterable[ExtractFile],
    numbers: Iterable[RegisteredNumber],
    names: Collection[str],
    registers: CountryRegisters,
    on_file: Callable[[str], None] | None = None,
) -> Collected:
    """Reads the newest files of each extract.

    Of all rows, those of these numbers are kept, and those with one of these normalised names.
    `on_file` is called with the name of each file before it is read.
    """
    collected, known_names = Collected(registers), frozenset(names)
    wanted: dict[str, set[str]] = defaultdict(set)
    for scheme, number in numbers:
        wanted[scheme].add(number)
    for extract, parts in _newest_files(files, registers).items():
        source = collected.sources.setdefault(extract.scheme, RegisterSource())
        source.extracts.add(extract.id)
        is_required = extract.id in extract.register.required
        for file in parts:
            if on_file:
                on_file(file.name)
            if is_required and file.day:
                source.day = max(source.day or file.day, file.day)
            try:
                kept = 0
                for row in read_rows(file):
                    numbers_here = wanted[extract.scheme]
                    kept += _add_relevant(row, extract, collected, numbers_here, known_names)
                    if kept > MAX_KEPT:
                        raise UnreadableFileError("too-much")
                    source.rows += is_required
            except UnreadableFileError as fault:
                collected.faults.append((file.name, str(fault)))
                source.is_truncated = True
        source.is_truncated |= _lacks_parts(parts)
    for scheme, source in collected.sources.items():
        required = set(registers.by_scheme[scheme].required)
        source.is_complete = registers.by_scheme[scheme].complete and required <= source.extracts
        source.is_truncated |= not required & source.extracts
    return collected


def _newest_files(
    files: Iterable[ExtractFile], registers: CountryRegisters
) -> dict[Extract, list[ExtractFile]]:
    """The files with the last date of each extract, in the order in which they are to be read."""
    by_day: dict[str, dict[date, list[ExtractFile]]] = defaultdict(lambda: defaultdict(list))
    for file in files:
        by_day[file.extract.id][file.day or date.min].append(file)
    return {
        extract: by_day[extract.id][max(by_day[extract.id])]
        for extract in registers.extracts.values()
        if extract.id in by_day
    }


def _lacks_parts(files: list[ExtractFile]) -> bool:
    """Whether an extract comes in parts, and not all are here. A file with all of it makes up."""
    parts = {file.part for file in files}
    return (1, 1) not in parts and len(parts) < max(of for _, of in parts)


def _add_relevant(
    row: Row, extract: Extract, collected: Collected, numbers: set[str], names: frozenset[str]
) -> bool:
    """Adds a row that concerns one of our groups, and says whether it does.

    Where a number has one of their names as another name, it is wanted from then on.
    """
    is_known = not numbers.isdisjoint(extract.list_numbers(row))
    if not is_known and names.isdisjoint(
        map(collected.registers.normalise_name, extract.list_names(row))
    ):
        return False
    fact = extract.parse_row(row)
    if fact is None:
        return False
    collected.add(extract.scheme, fact)
    if isinstance(fact, OtherName) and not fact.is_branch:
        numbers.add(fact.number)
    return True
