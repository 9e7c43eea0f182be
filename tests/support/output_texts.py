"""Every output of the site as text, whatever its format. What has no reader here is refused.

Whoever adds a format adds its reader, so that nothing leaves the site that no test looks into.
"""

import gzip
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import PurePosixPath

# A line of a calendar or a card goes on in the next one where that begins with a space.
FOLD = re.compile(r"\r?\n[ \t]")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class UnknownFormatError(AssertionError):
    """There is a format that nothing here can read."""


def read_texts(url: str, content: bytes) -> list[str]:
    """The text of an output, or those of all files that are packed in it; of a page, its HTML."""
    ending = ending_of(url)
    reader = READERS.get(ending)
    if reader is None:
        raise UnknownFormatError(
            f"nothing here reads {url}: add a reader for {ending} to tests/support/output_texts.py"
        )
    return list(reader(url, content))


def ending_of(url: str) -> str:
    """What tells the format of an output: how its name ends, or the whole name.

    That of a hidden file, such as _rels/.rels, is its ending; a page has no name.
    """
    name = url.rpartition("/")[2]
    return (PurePosixPath(f"x{name}").suffix.lower() or name) if name else ".html"


def _read_text(url: str, content: bytes) -> Iterator[str]:
    yield content.decode("utf-8-sig")


def _read_folded(url: str, content: bytes) -> Iterator[str]:
    yield FOLD.sub("", content.decode("utf-8-sig"))


def _read_packed(url: str, content: bytes) -> Iterator[str]:
    for name, inner in unpack(url, content):
        yield name
        yield from read_texts(name, inner)


def _read_gzip(url: str, content: bytes) -> Iterator[str]:
    for name, inner in unpack(url, content):
        yield from read_texts(name, inner)


def unpack(url: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """The name and the content of each file in a packed one."""
    if url.endswith(".gz"):
        name = url.removesuffix(".gz")
        yield name if PurePosixPath(name).suffix else "x.txt", gzip.decompress(content)
        return
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            if not name.endswith("/"):
                yield name, packed.read(name)


@contextmanager
def open_database(content: bytes) -> Iterator[sqlite3.Connection]:
    """An SQLite database in memory, from the bytes of its file."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(content)
        yield database


def _read_database(url: str, content: bytes) -> Iterator[str]:
    """The definitions, and each row of each table as a line."""
    with open_database(content) as database:
        schema = database.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
        for kind, name, definition in schema:
            yield definition or ""
            if kind in ("table", "view"):
                yield "\n".join(map(_dump_row, database.execute(f'SELECT * FROM "{name}"')))


def _dump_row(row: tuple[object, ...]) -> str:
    return json.dumps(row, ensure_ascii=False, default=_blob_as_text)


def _blob_as_text(value: object) -> str:
    """The words in an index are between bytes that mean something else."""
    return CONTROL.sub(" ", value.decode("utf-8", "replace")) if isinstance(value, bytes) else ""


Reader = Callable[[str, bytes], Iterator[str]]
TEXT_SUFFIXES = (
    *(".html", ".css", ".svg", ".xml", ".rels", ".txt", ".md", ".js"),
    *(".json", ".jsonl", ".jsonld", ".geojson", ".webmanifest", ".csv"),
)
# By the ending of a name, or by the whole name where it has no ending.
READERS: dict[str, Reader] = {
    **dict.fromkeys(("_headers", "_redirects"), _read_text),
    **dict.fromkeys(TEXT_SUFFIXES, _read_text),
    **dict.fromkeys((".ics", ".vcf"), _read_folded),
    **dict.fromkeys((".zip", ".xlsx"), _read_packed),
    **dict.fromkeys((".sqlite", ".db"), _read_database),
    ".gz": _read_gzip,
}
