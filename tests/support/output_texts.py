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
from pathlib import PurePosixPath

# A line of a calendar or a card goes on in the next one where that begins with a space.
FOLD = re.compile(r"\r?\n[ \t]")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class UnknownFormatError(AssertionError):
    """There is a format that nothing here can read."""


def read_texts(url: str, content: bytes) -> list[str]:
    """The text of an output, or those of all files that are packed in it; of a page, its HTML."""
    name = url.rpartition("/")[2]
    # The name of a hidden file, such as _rels/.rels, is its ending; a page has no name.
    ending = PurePosixPath(f"x{name}").suffix.lower() or name
    reader = READERS.get(ending if name else ".html")
    if reader is None:
        raise UnknownFormatError(
            f"nothing here reads {url}: add a reader for {ending} to tests/support/output_texts.py"
        )
    return list(reader(url, content))


def _read_text(url: str, content: bytes) -> Iterator[str]:
    yield content.decode("utf-8-sig")


def _read_folded(url: str, content: bytes) -> Iterator[str]:
    yield FOLD.sub("", content.decode("utf-8-sig"))


def _read_packed(url: str, content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            if not name.endswith("/"):
                yield name
                yield from read_texts(name, packed.read(name))


def _read_gzip(url: str, content: bytes) -> Iterator[str]:
    name = url.removesuffix(".gz")
    yield from read_texts(name if PurePosixPath(name).suffix else "x.txt", gzip.decompress(content))


def _read_database(url: str, content: bytes) -> Iterator[str]:
    """The definitions, and each row of each table as a line."""
    database = sqlite3.connect(":memory:")
    try:
        database.deserialize(content)
        schema = database.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
        for kind, name, definition in schema:
            yield definition or ""
            if kind in ("table", "view"):
                rows = database.execute(f'SELECT * FROM "{name}"')
                yield "\n".join(
                    json.dumps(row, ensure_ascii=False, default=_blob_as_text) for row in rows
                )
    finally:
        database.close()


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
