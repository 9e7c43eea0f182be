"""What the public registers say of the groups in the directory. No part of a build.

    entries      what a register says of an organisation, whichever register it is
    register     a register, and what its numbers look like
    extracts     an extract: the columns by which it is recognised, and what its rows say
    country_registers  all registers of the country, from schema/country/register_extracts.yml
    reading      the rows of a file, JSON or CSV, zipped or not
    folder       which files of a folder are extracts
    groups       what our records say of the groups
    collection   one pass through all files, which keeps only what concerns our groups
    comparison   what differs, and likely numbers for groups without one
    report       what to do, as text or Markdown
    assignment   numbers that a maintainer names, put into records

The files are large (one has five million rows) and come from elsewhere, so no file is
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
from ulo.maintain.registers.country_registers import CountryRegisters
from ulo.maintain.registers.folder import find_extracts
from ulo.maintain.registers.groups import build_groups
from ulo.maintain.registers.report import FORMATS, Report, describe_fault

__all__ = [
    "FORMATS",
    "AssignmentError",
    "CountryRegisters",
    "Report",
    "assign_numbers",
    "build_groups",
    "collect",
    "compare",
    "describe_fault",
    "find_extracts",
    "parse_assignment",
]
