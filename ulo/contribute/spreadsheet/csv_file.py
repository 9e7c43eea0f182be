"""Tables as CSV that every program opens and none takes for formulas; and CSV as people save it, back."""

import csv
import io
import re
from collections.abc import Mapping

from ulo.contribute.spreadsheet.columns import build_layout
from ulo.contribute.spreadsheet.explanations import explain_column
from ulo.contribute.notes import CellLocation, Note, UnreadableFile, make_note
from ulo.contribute.spreadsheet.tables import build_flat_table
from ulo.schema import Schema

# What begins with one of these is a formula to Excel, LibreOffice and Google Sheets: at the start of a cell, and also
# after a line break or a semicolon, where a program that splits at semicolons begins a new cell. An apostrophe in
# front stops that; one more goes before a sign that has some already, so that all of them come back as they were.
FORMULA = re.compile(r"(^|[\n;\t])([ \"]*)('*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])")
ESCAPED_FORMULA = re.compile(r"(^|[\n;\t])([ \"]*)'('*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])")
SEPARATORS = ",;\t|"
MAX_BYTES = 20_000_000


def as_csv(records: Mapping[str, dict], schema: Schema, with_explanations: bool = False) -> bytes:
    """One group a row. `explained` puts a row below the titles that says what to write; it is never read."""
    table = build_flat_table(records, schema)
    explanations = [
        [
            schema.messages["spreadsheet"]["explain"],
            *(explain_column(column, schema) for column in table.columns[1:]),
        ]
    ]
    text = io.StringIO(newline="")
    csv.writer(text).writerows(
        [
            [escape_formulas(cell) for cell in row]
            for row in (table.header, *(explanations if with_explanations else ()), *table.rows)
        ]
    )
    # Excel reads Welsh letters only where this mark comes first.
    return text.getvalue().encode("utf-8-sig")


def escape_formulas(text: str) -> str:
    return FORMULA.sub(r"\1\2'\3", text)


def unescape_formulas(text: str) -> str:
    return ESCAPED_FORMULA.sub(r"\1\2\3", text)


def read_rows(content: bytes, schema: Schema) -> tuple[list[list[str]], list[Note]]:
    """The rows of a CSV file, whatever letters and separators the program that saved it took; still guarded. Raises Refused."""
    if len(content) > MAX_BYTES:
        raise UnreadableFile("too-large", most=MAX_BYTES // 1_000_000)
    text, notes = _decode(content)
    if re.match(r"\s*<(!doctype|html|table|\?xml|head|style|meta)", text[:500], re.IGNORECASE):
        raise UnreadableFile("web-page")
    if "\0" in text:
        raise UnreadableFile("not-a-spreadsheet")
    # Excel writes the separator into a line of its own where somebody asked for it.
    named = re.match(r"sep=([,;\t|])\r?\n", text)
    separator = named[1] if named else _detect_separator(text, schema)
    try:
        found = list(
            csv.reader(
                io.StringIO(text[named.end() if named else 0 :], newline=""), delimiter=separator
            )
        )
    except csv.Error:
        raise UnreadableFile("cell-too-long") from None
    return found, notes


def _decode(content: bytes) -> tuple[str, list[Note]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16"), []
        except UnicodeDecodeError:
            raise UnreadableFile("not-a-spreadsheet") from None
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), [make_note("old-letters", CellLocation())]
    except UnicodeDecodeError:
        raise UnreadableFile("not-a-spreadsheet") from None


def _detect_separator(text: str, schema: Schema) -> str:
    """The separator that makes the most known titles out of the first lines."""
    plan = build_layout(schema)
    titles = {column.title.casefold() for column in plan.columns} | {
        column.title.casefold() for part in plan.parts for column in part.columns
    }
    lines = text.lstrip().split("\n", 10)[:10]

    def known(separator: str) -> int:
        return max(
            (
                len(titles & {cell.strip(' "\r').casefold() for cell in line.split(separator)})
                for line in lines
            ),
            default=0,
        )

    return max(SEPARATORS, key=known)
