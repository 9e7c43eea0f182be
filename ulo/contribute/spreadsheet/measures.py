"""How wide the columns of a workbook are, and how high its rows.

Not every program works out the height of a row when it opens a file.
"""

import math
from collections.abc import Iterable

from ulo.contribute.spreadsheet.columns import Column

# A line of text, in points.
LINE_HEIGHT = 15.5
# The widths of columns, in letters, by what is in them.
ID_WIDTH, CHOICE_WIDTH, CHOICES_WIDTH, LINES_WIDTH = 26, 30, 34, 36
LONG_TEXT_WIDTH, TEXT_WIDTH, SHORT_TEXT_WIDTH = 60, 36, 18
# From these lengths on, a text is a long one, or no short one.
LONG_TEXT, SHORT_TEXT = 240, 100


def count_lines(texts: Iterable[str], widths: Iterable[int]) -> int:
    """How many lines the fullest of these cells has in columns of these widths."""
    return max(
        sum(math.ceil(max(len(line), 1) / width) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )


def column_width(column: Column | None) -> int:
    """The width of a column in letters; None is the column of the id."""
    if column is None:
        return ID_WIDTH
    if column.choices:
        return CHOICES_WIDTH if column.is_list else CHOICE_WIDTH
    if column.is_list or column.value_schema.get("format") == "uri":
        return LINES_WIDTH
    longest = column.value_schema.get("maxLength", 0)
    if longest >= LONG_TEXT:
        return LONG_TEXT_WIDTH
    return TEXT_WIDTH if longest >= SHORT_TEXT else SHORT_TEXT_WIDTH
