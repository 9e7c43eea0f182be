"""Lists of groups into the directory: what a file would change, told before anything is written.

Pure: entries in and a plan out; the commands read the file and write the records. docs/import.md
explains it to those who send lists.

    json_lines      records from lines of JSON
    json_lines_writing      records as lines of JSON
    identification  which group an entry is about
    three_way       whose value stands: what went out, what came back, what is there now
    reconciliation  what an entry changes in a record that has changed since it went out
    merging         the data of a record with what an entry says put in its place
    plan            what would be new, what would change, and what the rules find in it
    problem_notes   a finding of a rule as a note about the cell or field that it comes from
    report          a plan in words
"""

from ulo.contribute.importer.json_lines import VERSION_FIELD, read_json_lines
from ulo.contribute.importer.json_lines_writing import as_json_lines
from ulo.contribute.importer.plan import Plan, make_plan
from ulo.contribute.importer.report import as_text
from ulo.contribute.notes import MAX_BYTES, UnreadableFileError

__all__ = [
    "MAX_BYTES",
    "VERSION_FIELD",
    "Plan",
    "UnreadableFileError",
    "as_json_lines",
    "as_text",
    "make_plan",
    "read_json_lines",
]
