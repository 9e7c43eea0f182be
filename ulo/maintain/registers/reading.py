"""Reads extracts as they were downloaded, zipped or not, JSON or CSV, one row at a time.

The content of a file decides, not its name. No file is unpacked to disk or read as a whole, and no
line, field or object may be longer than those of a real extract. UnreadableFileError says why a
file cannot be read.
"""

import codecs
import csv
import io
import json
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import IO

from ulo.maintain.registers.entries import Row
from ulo.maintain.registers.extracts import Extract

# Some registers have lines of fewer than 2,000 characters; in others, groups describe themselves.
MAX_LINE = 1_000_000
# The largest has five million rows, and none has a hundred columns.
MAX_ROWS, MAX_COLUMNS = 50_000_000, 1_000
CHUNK_SIZE = 1 << 16
SEPARATORS = re.compile(r"[ \t\r\n,]*")


class UnreadableFileError(Exception):
    """A file that cannot be read; the text is a key of the sentences `registers.faults`."""


@dataclass(frozen=True)
class ExtractFile:
    """A file that holds an extract, or a part of one.

    `member` is its name within the zip file at `path`, or empty. `day` is the date of the extract,
    and `part` is which part it is of how many.
    """

    path: Path
    member: str
    extract: Extract
    day: date | None
    part: tuple[int, int] = (1, 1)

    @property
    def name(self) -> str:
        """The file as a person finds it."""
        return f"{self.path.name}/{self.member}" if self.member else self.path.name


def read_rows(file: ExtractFile) -> Iterator[Row]:
    """The rows of an extract, with the text of each column that is read.

    Texts are stripped, and a column that the file lacks is empty. Raises UnreadableFileError after
    the last good row where the rest of the file is damaged.
    """
    with open_text(file.path, file.member) as text:
        yield from _read_rows(text, file.extract)


def _read_rows(text: IO[str], extract: Extract) -> Iterator[Row]:
    is_empty = True
    if is_json(text):
        for item in read_objects(text):
            is_empty = False
            yield {name: to_text(item.get(name)) for name in extract.columns}
    else:
        for row in _read_table_rows(text, extract):
            is_empty = False
            yield row
    if is_empty:
        raise UnreadableFileError("empty")


def _read_table_rows(text: IO[str], extract: Extract) -> Iterator[Row]:
    lines = read_table(text)
    header = clean_header(next(lines))
    names = [name for name in extract.columns if name in header]
    absent = dict.fromkeys(set(extract.columns) - set(names), "")
    # An extract requires two columns or more, so the getter returns a tuple.
    pick = itemgetter(*(header.index(name) for name in names))
    missing = 0
    for cells in lines:
        if not cells:
            continue
        missing = max(0, len(header) - len(cells))
        texts = map(str.strip, pick(cells + [""] * missing))
        yield dict(zip(names, texts, strict=True)) | absent
    # Any row may lack cells at its end, but the last one does where the download broke off.
    if missing:
        raise UnreadableFileError("damaged")


# --- How files are decoded ------------------------------------------------------------------------


def _decode_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Reads bytes that are not UTF-8 as Windows-1252, which some registers mix in."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("registers-cp1252", _decode_cp1252)


@contextmanager
def translate_errors() -> Iterator[None]:
    """Raises UnreadableFileError for every error that the content of a file may cause."""
    try:
        yield
    except (
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        OSError,
        EOFError,
        NotImplementedError,
        csv.Error,
        RecursionError,
    ):
        raise UnreadableFileError("damaged") from None
    except RuntimeError as error:
        raise UnreadableFileError("locked" if "password" in str(error) else "damaged") from None


@contextmanager
def open_text(path: Path, member: str) -> Iterator[IO[str]]:
    """Opens a file, or a member of a zip file, as text."""
    with translate_errors(), path.open("rb") as plain:
        if not member:
            yield io.TextIOWrapper(plain, "utf-8-sig", "registers-cp1252", newline="")
            return
        with zipfile.ZipFile(plain) as packed, packed.open(member) as content:
            yield io.TextIOWrapper(content, "utf-8-sig", "registers-cp1252", newline="")


def is_json(text: IO[str]) -> bool:
    """Whether a text is JSON and not a table; afterwards it is at its start again.

    Raises UnreadableFileError for an empty file, a web page, and a binary file.
    """
    start = text.read(CHUNK_SIZE)
    text.seek(0)
    if not start.strip():
        raise UnreadableFileError("empty")
    if re.match(r"\s*<(!doctype|html|head|\?xml|!--)", start, re.IGNORECASE):
        raise UnreadableFileError("web-page")
    if "\0" in start:
        raise UnreadableFileError("unknown")
    return start.lstrip()[0] in "[{"


def read_table(text: IO[str]) -> Iterator[list[str]]:
    """The rows of a CSV file. A quoted field may go over many lines, so whole rows are measured."""
    row_length = 0

    def lines() -> Iterator[str]:
        nonlocal row_length
        # Empty lines count, too, though they are no rows.
        for _ in range(MAX_ROWS):
            line = text.readline(MAX_LINE)
            if not line:
                return
            row_length += len(line)
            if row_length >= MAX_LINE:
                raise UnreadableFileError("too-long")
            yield line
        raise UnreadableFileError("too-much")

    for cells in csv.reader(lines()):
        row_length = 0
        yield cells


def clean_header(cells: list[str]) -> list[str]:
    """The names of columns without the blanks that some registers have before them.

    Raises UnreadableFileError for many more than any register has: each short row is filled up.
    """
    if len(cells) > MAX_COLUMNS:
        raise UnreadableFileError("unknown")
    return [cell.strip() for cell in cells]


def read_objects(text: IO[str]) -> Iterator[dict[str, object]]:
    """The objects of a JSON array, or of JSON Lines. Numbers stay texts."""
    decoder = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)
    buffer, place, objects, skipped = "", 0, 0, 0
    is_array: bool | None = None
    while True:
        start, place = place, _skip_separators(buffer, place)
        skipped += place - start
        if skipped > MAX_LINE:
            raise UnreadableFileError("too-long")
        character = buffer[place : place + 1]
        if character and is_array is None:
            is_array = character == "["
            if is_array:
                place += 1
                continue
        if is_array and character == "]":
            return
        try:
            item, place = decoder.raw_decode(buffer, place)
        except json.JSONDecodeError:
            if len(buffer) - place > MAX_LINE:
                raise UnreadableFileError("too-long") from None
            if chunk := text.read(CHUNK_SIZE):
                buffer, place = buffer[place:] + chunk, 0
                continue
            # JSON Lines may end after any object, an array only with its bracket.
            if is_array is False and not character:
                return
            raise UnreadableFileError("damaged") from None
        if not isinstance(item, dict):
            raise UnreadableFileError("unknown")
        objects, skipped = objects + 1, 0
        if objects > MAX_ROWS:
            raise UnreadableFileError("too-much")
        yield item


def _skip_separators(buffer: str, place: int) -> int:
    found = SEPARATORS.match(buffer, place)
    return found.end() if found else place


def to_text(value: object) -> str:
    """A value in JSON as text; null is empty."""
    if isinstance(value, str):
        return value.strip()
    return "" if value is None else str(value)
