"""A table with a row for each entry, as a file of CSV."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Generic, TypeVar

from ulo.catalogue import Catalogue
from ulo.core import csv_file, csv_lines

Entry = TypeVar("Entry")
# What each column says of an entry, by the name of the column.
Columns = Mapping[str, Callable[[Entry], object]]
# Stands between the values of a cell that has several.
SEPARATOR = "; "
LICENCE = "CC BY 4.0"


def record_licence(catalogue: Catalogue) -> str:
    """The licence of our records, and whom to name."""
    holder = catalogue.instance.licence_holder
    return f"{LICENCE}, {holder}" if holder else LICENCE


class Table(Generic[Entry]):
    """The columns of a table, and the row of each entry, made once for all files that have it.

    `key` tells one entry from another. The licence, mostly that of our record, stands in every row,
    last: rows are copied from one file into another.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        key: Callable[[Entry], Hashable],
        columns: Columns[Entry],
        licence: str = "",
    ) -> None:
        licence = licence or record_licence(catalogue)
        self.key = key
        self.columns: Columns[Entry] = {**columns, "record_licence": lambda entry: licence}
        self._lines: dict[Hashable, str] = {}

    def csv(self, entries: Iterable[Entry]) -> bytes:
        """A file with these entries, in their order, that spreadsheets read well."""
        return csv_file(self.lines(entries))

    def lines(self, entries: Iterable[Entry]) -> str:
        """The lines of CSV with these entries, in their order, below the names of the columns."""
        return "".join([csv_lines([self.columns]), *map(self._line, entries)])

    def _line(self, entry: Entry) -> str:
        key = self.key(entry)
        if key not in self._lines:
            cells = [_cell(value(entry)) for value in self.columns.values()]
            self._lines[key] = csv_lines([cells])
        return self._lines[key]


def _cell(value: object) -> str:
    """A value as text: nothing is said where nothing is known."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, list | tuple):
        return SEPARATOR.join(map(str, value))
    return str(value)
