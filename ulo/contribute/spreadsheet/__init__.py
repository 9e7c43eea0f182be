"""Spreadsheets out and in: what networks and councils fill in, one group a row.

docs/import.md explains it to them. Pure: records in and bytes out, or bytes in and entries out,
which `importer` makes a plan of. The columns come from the schema, so a new field has its column by
itself. No file, whatever is in it, ends in a traceback: what cannot be read is told, cell by cell.

    columns       the columns and sheets that the schema asks for
    cells         a value as a person writes it, and back
    explanations  what to write into a column
    notation      how a table is written: for people, or for programs
    versions      which version of a record a row was made from, fact by fact
    tables        records as tables of texts
    csv_file      tables as CSV, which no program takes for formulas, and back
    workbook      tables as a workbook, with lists to choose from and explanations
    guide         the sheet of a workbook that explains the columns
    archive       looks into the zip file of a workbook before anything reads it
    loading       the cells of any file that people send as a spreadsheet
    header        what the titles of a sheet stand for
    rows          what the rows of all sheets say about each group
"""

from ulo.contribute.notes import UnreadableFileError
from ulo.contribute.spreadsheet.columns import build_layout
from ulo.contribute.spreadsheet.csv_file import as_csv, as_data_csv, data_columns
from ulo.contribute.spreadsheet.loading import load_sheets
from ulo.contribute.spreadsheet.rows import read_entries
from ulo.contribute.spreadsheet.tables import template_records
from ulo.contribute.spreadsheet.versions import make_version
from ulo.contribute.spreadsheet.workbook import as_workbook

__all__ = [
    "UnreadableFileError",
    "as_csv",
    "as_data_csv",
    "as_workbook",
    "build_layout",
    "data_columns",
    "load_sheets",
    "make_version",
    "read_entries",
    "template_records",
]
