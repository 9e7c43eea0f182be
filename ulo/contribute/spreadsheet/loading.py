"""The cells of any file that people send as a spreadsheet. What is in the file decides, not what it is called."""

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field

from ulo.contribute.spreadsheet import csv_file
from ulo.contribute.spreadsheet.archive import OLE_SIGNATURE, Archive
from ulo.contribute.notes import CellLocation, Note, UnreadableFile, make_note
from ulo.schema import Schema

# The fullest record fills fewer than 500 columns; what stands further to the right is no field.
MAX_ROWS, MAX_COLUMNS, MAX_CELLS, MAX_CELL_LENGTH = 60_000, 1_000, 20_000_000, 32_767


@dataclass(frozen=True)
class CellError:
    """A cell without a usable value: a key of notes.SENTENCES, and what stands there."""

    key: str
    value: str = ""


@dataclass(frozen=True)
class Sheet:
    """The cells of one sheet as they are stored: texts, numbers, days, truths, None or Trouble. Row 1 comes first."""

    title: str
    rows: list[list]
    notes: list[Note] = field(default_factory=list)


def load_sheets(content: bytes, schema: Schema) -> list[Sheet]:
    """The sheets of a workbook or a CSV file. Raises Refused where it is none, or too much."""
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", OLE_SIGNATURE)):
        return list(_read_workbook(content))
    rows, notes = csv_file.read_rows(content, schema)
    rows = [row[:MAX_COLUMNS] for row in rows]
    if len(rows) > MAX_ROWS:
        raise UnreadableFile("too-much", most=f"{MAX_ROWS:,} rows")
    if any(len(cell) > MAX_CELL_LENGTH for row in rows for cell in row):
        raise UnreadableFile("cell-too-long")
    return [Sheet("", rows, notes)]


def _read_workbook(content: bytes) -> Iterator[Sheet]:
    archive = Archive(content)
    from openpyxl import load_workbook

    def load(data_only: bool):
        return load_workbook(
            io.BytesIO(content), read_only=True, data_only=data_only, keep_links=False
        )

    with warnings.catch_warnings():
        # What the reader does not know, such as lists to choose from, is nothing that we read.
        warnings.simplefilter("ignore")
        try:
            results, formulas = load(True), load(False) if archive.has_formulas else None
            for number, sheet in enumerate(results.worksheets):
                rows = _read_rows(sheet, formulas.worksheets[number] if formulas else None)
                hidden = archive.hidden_rows.get(sheet._worksheet_path.lstrip("/"), [])
                notes = [
                    make_note("hidden-rows", CellLocation(sheet.title, row))
                    for row in hidden
                    if row <= len(rows) and any(rows[row - 1])
                ]
                yield Sheet(sheet.title, rows, notes)
        except UnreadableFile:
            raise
        # Strangers' files bring out faults of every kind in a reader of this format.
        except Exception:
            raise UnreadableFile("damaged") from None


def _read_rows(sheet, formulas) -> list[list]:
    rows, last, places = [], 0, 0
    for each in filter(None, (sheet, formulas)):
        # The size that a file states may be a lie.
        each.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(), 1):
        places += len(cells) + 1
        if places > MAX_CELLS or last > MAX_ROWS:
            raise UnreadableFile("too-much", most=f"{MAX_ROWS:,} rows")
        row = [_read_value(cell) for cell in cells[:MAX_COLUMNS]]
        if any(value is not None for value in row):
            rows += [[]] * (number - 1 - len(rows))
            rows.append(row)
            last = len(rows)
    if formulas:
        for number, cells in enumerate(formulas.iter_rows(max_row=MAX_ROWS), 1):
            for place, cell in enumerate(cells[:MAX_COLUMNS]):
                if cell.data_type == "f" and not (
                    number <= len(rows)
                    and place < len(rows[number - 1])
                    and rows[number - 1][place] is not None
                ):
                    rows += [[] for _ in range(number - len(rows))]
                    rows[number - 1] = [
                        *rows[number - 1],
                        *[None] * (place + 1 - len(rows[number - 1])),
                    ]
                    rows[number - 1][place] = CellError("formula")
    return rows


def _read_value(cell) -> object:
    value = cell.value
    if value is None or value == "":
        return None
    if cell.data_type == "e":
        return CellError("error-value", str(value))
    if isinstance(value, str):
        if len(value) > MAX_CELL_LENGTH:
            raise UnreadableFile("cell-too-long")
        return value.replace("_x000D_", "")
    if (
        isinstance(value, (int, float))
        and not isinstance(value, bool)
        and "%" in (cell.number_format or "")
    ):
        return round(value * 100, 6)
    return value
