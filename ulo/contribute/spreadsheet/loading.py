"""The cells of any file that people send as a spreadsheet.

What is in the file decides, not what it is called.
"""

import warnings
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol, cast

from ulo.contribute.notes import MAX_ROWS, CellLocation, Note, UnreadableFileError, make_note
from ulo.contribute.spreadsheet import csv_file
from ulo.contribute.spreadsheet.archive import OLE_SIGNATURE, Archive
from ulo.contribute.spreadsheet.hyperlinks import LINK_FORMULA, LinkedText, Place
from ulo.contribute.spreadsheet.merged_cells import MAX_COVERED, Merge
from ulo.core import count
from ulo.schema import Schema

# The fullest record fills fewer than 500 columns; what stands further to the right is no field.
MAX_COLUMNS, MAX_CELL_LENGTH = 1_000, 32_767
# A sheet has no row below this one. The reader makes all rows above a cell, and all cells before
# it: so many in all sheets of a file.
LAST_ROW, MAX_SHEETS, MAX_CELLS = 1_048_576, 100, 20_000_000
# Of the texts in all cells. A workbook keeps a text once and shows it in any number of cells.
MAX_LETTERS = 20_000_000
# As much of a cell that is left out as a note repeats.
MAX_SHOWN = 120


@dataclass(frozen=True)
class CellError:
    """A cell without a usable value: a key of `importer.notes`, and what stands there.

    Without a key, something else says it.
    """

    key: str = ""
    value: str = ""


@dataclass(frozen=True)
class Sheet:
    """The cells of one sheet as they are stored, row by row from the first.

    Each is a text, a number, a date or time, a boolean, None, or a CellError.
    """

    title: str
    rows: list[list[object]]
    notes: list[Note] = field(default_factory=list)


class _ReadFont(Protocol):
    @property
    def strike(self) -> bool | None: ...


class _ReadCell(Protocol):
    """A cell as openpyxl reads it; `data_type` is f for a formula and e for an error value."""

    @property
    def value(self) -> object: ...
    @property
    def data_type(self) -> str: ...
    @property
    def number_format(self) -> str: ...
    @property
    def font(self) -> _ReadFont | None: ...


class _ReadSheet(Protocol):
    """A sheet of a workbook that is only read. The types of openpyxl know other sheets only."""

    title: str
    _worksheet_path: str

    def reset_dimensions(self) -> None: ...
    def iter_rows(self, max_row: int | None = None) -> Iterator[tuple[_ReadCell, ...]]: ...


def load_sheets(content: bytes, schema: Schema) -> list[Sheet]:
    """The sheets of a workbook, or the only one of a CSV file.

    Raises UnreadableFileError where it is neither, or too much.
    """
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", OLE_SIGNATURE)):
        return list(_read_workbook(content))
    rows, notes = csv_file.read_rows(content, schema)
    cells: list[list[object]] = [[*row[:MAX_COLUMNS]] for row in rows]
    if any(len(cell) > MAX_CELL_LENGTH for row in rows for cell in row[:MAX_COLUMNS]):
        raise UnreadableFileError("cell-too-long")
    return [Sheet("", cells, notes)]


def _read_workbook(content: bytes) -> Iterator[Sheet]:
    archive = Archive(content)
    with warnings.catch_warnings():
        # What the reader does not know, such as lists to choose from, is nothing that we read.
        warnings.simplefilter("ignore")
        try:
            yield from _read_sheets(archive)
        except UnreadableFileError:
            raise
        # Strangers' files bring out faults of every kind in a reader of this format.
        except Exception:
            raise UnreadableFileError("damaged") from None


def _read_sheets(archive: Archive) -> Iterator[Sheet]:
    results = _open_sheets(archive, results=True)
    formulas = _open_sheets(archive, results=False) if archive.has_formulas else None
    work = _Work()
    for number, sheet in enumerate(results):
        rows = _read_rows(sheet, archive.crossed_out, work)
        path = sheet._worksheet_path.lstrip("/")
        links = archive.links.get(path, {})
        if formulas:
            _mark_formulas(rows, formulas[number], links, work)
        _add_links(rows, links)
        hidden = archive.hidden_rows.get(path, [])
        notes = [
            make_note("hidden-rows", CellLocation(sheet.title, row))
            for row in hidden
            if row <= len(rows) and any(rows[row - 1])
        ]
        notes += _leave_out_crossed_out(rows, sheet.title)
        notes += _mark_merged(rows, archive.merges.get(path, []), sheet.title)
        yield Sheet(sheet.title, rows, notes)


def _mark_merged(rows: list[list[object]], merges: Collection[Merge], title: str) -> Iterator[Note]:
    """Says of merged cells with a text that only the first is read, and marks the others."""
    filled = [sum(value is not None for value in row) for row in rows]
    width, covered = max(map(len, rows), default=0), 0
    for merge in merges:
        top, left = merge.rows.start, merge.columns.start
        if top >= len(rows) or left >= len(rows[top]) or rows[top][left] is None:
            continue  # nothing stands there
        last = min(merge.columns.stop, width)
        marked = []
        for number in range(top, min(merge.rows.stop, len(rows))):
            row = rows[number]
            covered += last - left + 1
            if covered > MAX_COVERED:
                most = count("importer.most.cells", MAX_COVERED)
                raise UnreadableFileError("too-much", most=most)
            # A row that says nothing else is a heading, or none at all.
            if filled[number] > sum(value is not None for value in row[left:last]):
                row += [None] * (last - len(row))
                columns = range(left + (number == top), last)
                marked += [(row, column) for column in columns if row[column] is None]
        for row, column in marked:
            row[column] = CellError()
        if marked:
            yield make_note("merged", CellLocation(title, top + 1), cells=merge.name)


def _add_links(rows: list[list[object]], links: Mapping[Place, str]) -> None:
    """Puts a LinkedText where a text has a link."""
    for (row, column), link in links.items():
        if row < len(rows) and column < len(rows[row]):
            text = rows[row][column]
            if isinstance(text, str):
                rows[row][column] = LinkedText(text, link)


def _leave_out_crossed_out(rows: list[list[object]], title: str) -> Iterator[Note]:
    """Empties the rows that are crossed out as a whole, and says so."""
    for number, row in enumerate(rows):
        filled = [value for value in row if value is not None]
        if filled and all(_is_crossed_out(value) for value in filled):
            rows[number] = []
            yield make_note("crossed-out-row", CellLocation(title, number + 1))


def _is_crossed_out(value: object) -> bool:
    return isinstance(value, CellError) and value.key == "crossed-out"


class _Work:
    """What the reader of workbooks has made of all sheets so far. A small file may claim much."""

    def __init__(self) -> None:
        self.cells = self.letters = 0

    def iterate(self, sheet: _ReadSheet) -> Iterator[tuple[_ReadCell, ...]]:
        """The rows of a sheet from the first; raises UnreadableFileError where it is too much."""
        # The size that a file states may be a lie.
        sheet.reset_dimensions()
        for cells in sheet.iter_rows(max_row=LAST_ROW):
            self.cells += len(cells) + 1
            if self.cells > MAX_CELLS:
                raise UnreadableFileError("too-much", most=count("importer.most.rows", MAX_ROWS))
            yield cells

    def count_letters(self, row: list[object]) -> None:
        """Raises UnreadableFileError where the texts of all rows together are too much."""
        self.letters += sum(len(value) for value in row if isinstance(value, str))
        if self.letters > MAX_LETTERS:
            most = count("importer.most.letters_in_all", MAX_LETTERS)
            raise UnreadableFileError("too-much", most=most)


def _open_sheets(archive: Archive, results: bool) -> list[_ReadSheet]:
    """The sheets with the results of their formulas, or with the formulas themselves."""
    from openpyxl import load_workbook

    book = load_workbook(archive.checked, read_only=True, data_only=results, keep_links=False)
    sheets = cast("list[_ReadSheet]", book.worksheets)
    if len(sheets) > MAX_SHEETS:
        raise UnreadableFileError("too-much", most=count("importer.most.sheets", MAX_SHEETS))
    # Each sheet is a part of its own. One that counts many times would be read as often.
    if len({sheet._worksheet_path for sheet in sheets}) < len(sheets):
        raise UnreadableFileError("damaged")
    return sheets


def _read_rows(sheet: _ReadSheet, crossed_out: Collection[str], work: _Work) -> list[list[object]]:
    """The rows of a sheet up to the last that holds anything.

    `crossed_out` are the texts of which a part is crossed out.
    """
    rows: list[list[object]] = []
    for number, cells in enumerate(work.iterate(sheet), 1):
        if not cells:
            continue
        row = [_read_value(cell, crossed_out) for cell in cells[:MAX_COLUMNS]]
        if any(value is not None for value in row):
            if number > MAX_ROWS:
                raise UnreadableFileError("too-much", most=count("importer.most.rows", MAX_ROWS))
            work.count_letters(row)
            rows += [[]] * (number - 1 - len(rows))
            rows.append(row)
    return rows


def _mark_formulas(
    rows: list[list[object]], sheet: _ReadSheet, links: dict[Place, str], work: _Work
) -> None:
    """Puts a CellError where a formula stands whose result is not in the file.

    Formulas that make links are added to these.
    """
    for number, cells in enumerate(islice(work.iterate(sheet), MAX_ROWS)):
        for place, cell in enumerate(cells[:MAX_COLUMNS]):
            if cell.data_type != "f":
                continue
            if made := LINK_FORMULA.match(str(cell.value)):
                links[number, place] = made[1]
            rows += [[] for _ in range(number + 1 - len(rows))]
            row = rows[number]
            if place >= len(row) or row[place] is None:
                # A new list, since empty rows share one.
                row = [*row, *[None] * (place + 1 - len(row))]
                row[place] = CellError("formula")
                rows[number] = row


def _read_value(cell: _ReadCell, crossed_out: Collection[str]) -> object:
    value = cell.value
    if value is None or value == "":
        return None
    if (cell.font and cell.font.strike) or (crossed_out and value in crossed_out):
        return CellError("crossed-out", str(value)[:MAX_SHOWN])
    if cell.data_type == "e":
        return CellError("error-value", str(value))
    if isinstance(value, str):
        if len(value) > MAX_CELL_LENGTH:
            raise UnreadableFileError("cell-too-long")
        return value.replace("_x000D_", "")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        is_share = "%" in (cell.number_format or "")
        return round(value * 100, 6) if is_share else value
    return value
