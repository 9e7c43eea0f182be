"""CSV as spreadsheets read it (RFC 4180), with no cell that a program takes for a formula."""

import csv
import io
import re
from collections.abc import Iterable

# What begins with one of these is a formula to Excel, LibreOffice and Google Sheets: at the start
# of a cell, and also after a line break, a tab or a semicolon, where a program that splits there
# begins a new cell. An apostrophe in front stops that; one more goes before a sign that has some
# already, so that all of them come back as they were.
# A tab or a carriage return is such a sign, and may have another behind it.
FORMULA = re.compile(r"(?:^|(?<=[\n\r;\t]))([ \"]*)('*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])")
ESCAPED_FORMULA = re.compile(
    r"(?:^|(?<=[\n\r;\t]))([ \"]*)'('*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])"
)


def csv_lines(rows: Iterable[Iterable[str]]) -> str:
    """Rows as lines of CSV, each with a line break at its end, and with formulas escaped."""
    text = io.StringIO(newline="")
    # Most cells of a wide table are empty, and to ask the pattern takes longest.
    csv.writer(text).writerows([cell and escape_formulas(cell) for cell in row] for row in rows)
    return text.getvalue()


def csv_file(lines: str) -> bytes:
    """The content of a file with these lines."""
    # Excel reads letters with accents only where this mark comes first.
    return lines.encode("utf-8-sig")


def escape_formulas(text: str) -> str:
    """The text of a cell with an apostrophe before each sign that would begin a formula."""
    return FORMULA.sub(r"\1'\2", text)


def unescape_formulas(text: str) -> str:
    """The text that `escape_formulas` made this of."""
    return ESCAPED_FORMULA.sub(r"\1\2", text)
