"""Cells that are merged: the first has what is seen, and the others have nothing.

That nothing is no answer: nobody who merged them meant to take out what a record says there.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ulo.contribute.spreadsheet.hyperlinks import column_number

# People merge a few. A file of strangers may claim any number, and each over the whole sheet.
MAX_MERGES, MAX_COVERED = 10_000, 5_000_000
MERGE = re.compile(
    rb"<(?:\w{1,20}:)?mergeCell\s[^<>]{0,200}?"
    rb"\bref=[\"']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})[\"']"
)


class Merge(NamedTuple):
    """Merged cells: as a program names them, and their rows and columns, both counted from 0."""

    name: str
    rows: range
    columns: range


def find_merges(sheet: bytes) -> Iterator[Merge]:
    """The merged cells of a sheet, from its part of a workbook."""
    for match, _ in zip(MERGE.finditer(sheet), range(MAX_MERGES), strict=False):
        left, top, right, bottom = (text.decode() for text in match.groups())
        yield Merge(
            f"{left}{top}:{right}{bottom}",
            range(int(top) - 1, int(bottom)),
            range(column_number(left), column_number(right) + 1),
        )
