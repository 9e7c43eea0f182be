"""Spreadsheets out and in: what networks and councils fill in, one group a row. docs/import.md explains it to them.

Pure: records in and bytes out, or bytes in and a plan out; the commands write. The columns come from the schema, so
a new field has its column by itself. No file, whatever is in it, ends in a traceback: what cannot be read is told,
cell by cell.

    columns    the columns and sheets that the schema asks for
    cells      a value as a person writes it, and back
    tables     records as tables of texts
    csv_file   tables as CSV, which no program takes for formulas, and back
    workbook   tables as a workbook, with lists to choose from and explanations
    notes      what there is to say about a file, a row or a cell
    archive    looks into the zip file of a workbook before anything reads it
    opening    the cells of any file that people send as a spreadsheet
    rows       what the cells say about each group
    plan       what would be new, what would change, and what the rules say to it
    account    a plan in words
"""

from ulo.contribute.spreadsheet.columns import build_layout
from ulo.contribute.spreadsheet.csv_file import as_csv
from ulo.contribute.spreadsheet.loading import load_sheets
from ulo.contribute.spreadsheet.notes import UnreadableFile
from ulo.contribute.spreadsheet.plan import Plan, make_plan
from ulo.contribute.spreadsheet.report import as_text
from ulo.contribute.spreadsheet.rows import read_entries
from ulo.contribute.spreadsheet.tables import template_records
from ulo.contribute.spreadsheet.workbook import as_workbook

__all__ = [
    "Plan",
    "UnreadableFile",
    "as_csv",
    "as_text",
    "as_workbook",
    "build_layout",
    "load_sheets",
    "make_plan",
    "read_entries",
    "template_records",
]
