"""What the public registers say of the groups in the directory. No part of a build.

    entries      what a register says of an organisation, whichever register it is
    row_parsers  what a row of each extract says
    extracts     the registers, their public extracts, and the columns by which those are recognised
    reading      the rows of a file, JSON or CSV, zipped or not
    folder       which files of a folder are extracts
    groups       what our records say of the groups
    collection   one pass through all files, which keeps only what concerns our groups
    comparison   what differs, and likely numbers for groups without one
    report       what to do, as text or Markdown
    assignment   numbers that a maintainer names, put into records

The files are large (Companies House has five million rows) and come from elsewhere, so no file is
ever read as a whole, and their texts are only shown. They also hold names, homes, phone numbers and
e-mail addresses of persons. None of those is ever kept.
"""

from ulo.maintain.registers.assignment import (
    AssignmentError,
    assign_numbers,
    parse_assignment,
)
from ulo.maintain.registers.collection import collect
from ulo.maintain.registers.comparison import compare
from ulo.maintain.registers.folder import find_extracts
from ulo.maintain.registers.groups import build_groups
from ulo.maintain.registers.reading import FAULT_MESSAGES
from ulo.maintain.registers.report import FORMATS, Report

__all__ = [
    "FAULT_MESSAGES",
    "FORMATS",
    "AssignmentError",
    "Report",
    "assign_numbers",
    "build_groups",
    "collect",
    "compare",
    "find_extracts",
    "parse_assignment",
]
