"""Tables as CSV that no program takes for formulas; and CSV as people save it, back."""

import csv
import io
import re
from collections.abc import Iterator, Mapping

from ulo.contribute.notes import (
    MAX_BYTES,
    MAX_ROWS,
    CellLocation,
    Note,
    UnreadableFileError,
    make_note,
)
from ulo.contribute.spreadsheet.columns import build_layout
from ulo.contribute.spreadsheet.explanations import explain_column
from ulo.contribute.spreadsheet.notation import VERSION_NAME, Names, Titles
from ulo.contribute.spreadsheet.tables import build_flat_header, build_flat_table
from ulo.core import count, csv_file, csv_lines
from ulo.schema import RecordData, Schema

WEB_PAGE = re.compile(r"\s*<(!doctype|html|table|\?xml|head|style|meta)", re.IGNORECASE)
# Excel writes the separator into a line of its own where somebody asked for it.
SEPARATOR_LINE = re.compile(r"sep=([,;\t|])\r?\n")
SEPARATORS = ",;\t|"
# The titles stand in one of the first lines. Those of the widest table have some 40 KB.
HEADER_SEARCH_LINES, HEADER_SEARCH_LETTERS = 10, 200_000
LINE_END = re.compile(r"\r\n?|\n")
# The fullest record has some 70 KB. A quoted cell may go over many lines, so rows are measured.
MAX_ROW_LENGTH = 400_000


def as_csv(
    records: Mapping[str, RecordData], schema: Schema, with_explanations: bool = False
) -> bytes:
    """One group a row.

    `with_explanations` puts a row below the titles that says what to write; it is never read. Such
    a file is a template, which has no versions.
    """
    notation = Titles(schema)
    table = build_flat_table(records, schema, notation)
    if not with_explanations:
        table = table.with_versions(records, schema, notation)
    rows = [table.header]
    if with_explanations:
        texts = [explain_column(column, schema) for column in table.columns if column]
        rows.append([schema.messages["spreadsheet"]["explain"], *texts])
    rows += table.rows
    return csv_file(csv_lines(rows))


def as_data_csv(records: Mapping[str, RecordData], schema: Schema) -> str:
    """The lines of a file for programs, one group a row: its columns are the names of fields.

    They stay when a title changes: `contact.phone`, `sources.1.url`. Cells have the ids of terms,
    `true` or `false`, and several things between semicolons. `import` reads it back, with the mark
    in front that Excel needs (BOM) or without it.
    """
    notation = Names(schema)
    table = build_flat_table(records, schema, notation).with_versions(records, schema, notation)
    return csv_lines([table.header, *table.rows])


def data_columns(records: Mapping[str, RecordData], schema: Schema) -> list[str]:
    """The names of the columns of that file."""
    return [*build_flat_header(records, schema, Names(schema)), VERSION_NAME]


def read_rows(content: bytes, schema: Schema) -> tuple[list[list[str]], list[Note]]:
    """The rows of a CSV file, with formulas still escaped, and notes about the file.

    The encoding and the separator are those that the program took that saved it. Raises
    UnreadableFileError for anything else.
    """
    if len(content) > MAX_BYTES:
        raise UnreadableFileError("too-large", most=MAX_BYTES // 1_000_000)
    text, notes = _decode(content)
    if WEB_PAGE.match(text[:500]):
        raise UnreadableFileError("web-page")
    if "\0" in text:
        raise UnreadableFileError("not-a-spreadsheet")
    if named := SEPARATOR_LINE.match(text):
        separator, text = named[1], text[named.end() :]
    else:
        separator = _detect_separator(text, schema)
    return list(_split_rows(text, separator)), notes


def _split_rows(text: str, separator: str) -> Iterator[list[str]]:
    """The rows without the empty cells at their ends, as far as the limits allow."""
    unread = MAX_ROW_LENGTH

    def lines() -> Iterator[str]:
        nonlocal unread
        stream = io.StringIO(text, newline="")
        while line := stream.readline(unread):
            unread -= len(line)
            if not unread:
                most = count("importer.most.letters", MAX_ROW_LENGTH)
                raise UnreadableFileError("too-much", most=most)
            yield line

    try:
        for number, row in enumerate(csv.reader(lines(), delimiter=separator)):
            if number == MAX_ROWS:
                raise UnreadableFileError("too-much", most=count("importer.most.rows", MAX_ROWS))
            unread = MAX_ROW_LENGTH
            while row and not row[-1]:
                row.pop()
            yield row
    except csv.Error:
        raise UnreadableFileError("cell-too-long") from None


def _decode(content: bytes) -> tuple[str, list[Note]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16"), []
        except UnicodeDecodeError:
            raise UnreadableFileError("not-a-spreadsheet") from None
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), [make_note("old-letters", CellLocation())]
    except UnicodeDecodeError:
        raise UnreadableFileError("not-a-spreadsheet") from None


def _detect_separator(text: str, schema: Schema) -> str:
    """The separator that makes the most known titles out of the first lines."""
    layout = build_layout(schema)
    titles = {name for column in layout.columns for name in (column.title.casefold(), column.path)}
    for part in layout.parts:
        for column in part.columns:
            titles |= {column.title.casefold(), f"{part.field}.1.{column.path}"}
    start = text[:HEADER_SEARCH_LETTERS].lstrip()
    lines = LINE_END.split(start, HEADER_SEARCH_LINES)[:HEADER_SEARCH_LINES]

    def count_titles(separator: str) -> int:
        cells_by_line = [line.split(separator) for line in lines]
        return max(
            len(titles & {cell.strip(' "').casefold() for cell in cells}) for cells in cells_by_line
        )

    return max(SEPARATORS, key=count_titles)
