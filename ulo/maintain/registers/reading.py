"""The files of a folder as they were downloaded: zipped or not, JSON or CSV, one row at a time.

What is in a file decides, not what it is called. No file is unpacked, none is read as a whole, and
no line, field or object may be longer than any honest one. Raises Unreadable, which says why in a
sentence.
"""

import codecs
import csv
import io
import json
import lzma
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import IO

from ulo.maintain.registers.entries import Row
from ulo.maintain.registers.extracts import Extract

FAULT_MESSAGES = {
    "empty": "is empty.",
    "web-page": "is a web page. Something went wrong when it was downloaded.",
    "unknown": "is not an extract that we know. docs/maintainers.md says which ones we read.",
    "tabs": "has tabs between its columns. Download the file as JSON.",
    "damaged": "is damaged, or the download broke off. Download it again.",
    "locked": "is locked with a password.",
    "too-long": "has a line or a field that is far too long. Is it the right file?",
    "too-much": "would be far too large if it were unpacked. We left it alone.",
}
# Companies House has lines of less than 2,000 signs. Charities may describe themselves at length.
MAX_LINE = 1_000_000
CHUNK_SIZE = 1 << 16


class UnreadableFile(Exception):
    """A file that cannot be read; a key of FAULTS."""


@dataclass(frozen=True)
class ExtractFile:
    """A file, or a file in a zip file, that holds an extract of a day. `part` is which part of how
    many it is."""

    path: Path
    member: str
    extract: Extract
    day: date | None
    part: tuple[int, int] = (1, 1)

    @property
    def name(self) -> str:
        return f"{self.path.name}/{self.member}" if self.member else self.path.name


def read_rows(file: ExtractFile) -> Iterator[Row]:
    """The rows of an extract: of its columns, those that are read, as texts without blanks around
    them. A column that the file has not is an empty text. Raises Unreadable in the midst where the
    rest of the file is damaged."""
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
        raise UnreadableFile("empty")


def _read_table_rows(text: IO[str], extract: Extract) -> Iterator[Row]:
    lines = read_table(text)
    header = clean_header(next(lines))
    names = [name for name in extract.columns if name in header]
    missing = dict.fromkeys(set(extract.columns) - set(names), "")
    # There are at least two, so that the getter gives a tuple.
    pick, width = itemgetter(*(header.index(name) for name in names)), len(header)
    short = False
    for cells in lines:
        if not cells:
            continue
        short = len(cells) < width
        if short:
            cells = cells + [""] * (width - len(cells))
        yield dict(zip(names, map(str.strip, pick(cells))), **missing)
    # A row of its own may lack something; the last one lacks it where the download broke off.
    if short:
        raise UnreadableFile("damaged")


# --- How it is read -------------------------------------------------------------------------------


def _decode_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Some registers mix letters of old Windows programs into their UTF-8."""
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("registers-cp1252", _decode_cp1252)


@contextmanager
def translate_errors() -> Iterator[None]:
    """Whatever a file does to the readers, it cannot be read, and no more than that."""
    try:
        yield
    except (
        zipfile.BadZipFile,
        zipfile.zlib.error,
        lzma.LZMAError,
        OSError,
        EOFError,
        NotImplementedError,
        csv.Error,
        RecursionError,
    ):
        raise UnreadableFile("damaged") from None
    except RuntimeError as error:
        raise UnreadableFile("locked" if "password" in str(error) else "damaged") from None


@contextmanager
def open_text(path: Path, member: str) -> Iterator[IO[str]]:
    with translate_errors(), path.open("rb") as plain:
        if not member:
            yield io.TextIOWrapper(plain, "utf-8-sig", "registers-cp1252", newline="")
            return
        with zipfile.ZipFile(plain) as packed, packed.open(member) as content:
            yield io.TextIOWrapper(content, "utf-8-sig", "registers-cp1252", newline="")


def is_json(text: IO[str]) -> bool:
    """Whether JSON comes; the text is at its start afterwards."""
    start = text.read(CHUNK_SIZE)
    text.seek(0)
    if not start.strip():
        raise UnreadableFile("empty")
    if re.match(r"\s*<(!doctype|html|head|\?xml|!--)", start, re.IGNORECASE):
        raise UnreadableFile("web-page")
    if "\0" in start:
        raise UnreadableFile("unknown")
    return start.lstrip()[0] in "[{"


def read_table(text: IO[str]) -> Iterator[list[str]]:
    """The rows of a table. A quoted field may go over many lines, so whole rows are measured."""
    size = 0

    def lines() -> Iterator[str]:
        nonlocal size
        while line := text.readline(MAX_LINE):
            size += len(line)
            if size >= MAX_LINE:
                raise UnreadableFile("too-long")
            yield line

    for cells in csv.reader(lines()):
        size = 0
        yield cells


def clean_header(cells: list[str]) -> list[str]:
    # Companies House has blanks before some names.
    return [cell.strip() for cell in cells]


def read_objects(text: IO[str]) -> Iterator[dict]:
    """The objects of an array, or one after the other. No number is made of anything."""
    decoder = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)
    buffer, place, is_array = "", 0, None
    while True:
        while place < len(buffer) and buffer[place] in " \t\r\n,":
            place += 1
        if place < len(buffer) and is_array is None:
            is_array = buffer[place] == "["
            place += is_array
            continue
        if place < len(buffer) and is_array and buffer[place] == "]":
            return
        try:
            item, place = decoder.raw_decode(buffer, place)
        except json.JSONDecodeError:
            if len(buffer) - place > MAX_LINE:
                raise UnreadableFile("too-long") from None
            if not (more := text.read(CHUNK_SIZE)):
                if is_array is False and place == len(buffer):
                    return
                raise UnreadableFile("damaged") from None
            buffer, place = buffer[place:] + more, 0
            continue
        if not isinstance(item, dict):
            raise UnreadableFile("unknown")
        yield item


def to_text(value: object) -> str:
    return value.strip() if isinstance(value, str) else "" if value is None else str(value)
