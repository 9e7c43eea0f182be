"""Looks for what is left of a group in every file of a folder, however it is written or packed."""

import gzip
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote_to_bytes

from output_texts import open_database

# How many layers of packing are taken off.
MAX_DEPTH = 4
ENTITY = re.compile(rb"&(?:#(\d+)|#x([0-9a-fA-F]+)|(amp|lt|gt|quot|apos));")
ESCAPE = re.compile(rb"\\u([0-9a-fA-F]{4})")
NAMED = {b"amp": b"&", b"lt": b"<", b"gt": b">", b"quot": b'"', b"apos": b"'"}
# What may part words: signs, the end of a line, and how a calendar folds its lines.
BETWEEN_WORDS = rb"[\W_]{0,12}"
BETWEEN_DIGITS = rb"[ ().-]{0,3}"


def remains(folder: Path, traces: Iterable[str]) -> dict[str, set[str]]:
    """By the path of each file, the traces that are in its name or its content.

    Case and the signs between words or digits count for nothing. What is packed is unpacked, and
    what is percent-encoded or escaped for HTML or JSON is looked into, too.
    """
    patterns = {trace: re.compile(_pattern(trace)) for trace in traces}
    hints = {trace: _hint(trace) for trace in traces}
    found: dict[str, set[str]] = {}
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        name = path.relative_to(folder).as_posix()
        for text in map(bytes.lower, (name.encode(), *texts(path.read_bytes()))):
            likely = [trace for trace, hint in hints.items() if hint in text]
            if here := {trace for trace in likely if patterns[trace].search(text)}:
                found.setdefault(name, set()).update(here)
    return found


def _hint(trace: str) -> bytes:
    """A part of a trace that is there wherever the whole is; it is found at once."""
    part = trace[-3:] if trace[-1].isdigit() else max(trace.split(), key=len)
    return part.lower().encode()


def _pattern(trace: str) -> bytes:
    if trace[-1].isdigit():
        digits = [re.escape(sign).encode() for sign in trace if sign not in " -"]
        return rb"(?<!\d)%s(?!\d)" % BETWEEN_DIGITS.join(digits)
    # Initials are a word; three letters are in every long digest.
    edges = (rb"\b", rb"\b") if trace.isupper() else (b"", b"")
    words = BETWEEN_WORDS.join(re.escape(word).encode() for word in trace.lower().split())
    return edges[0] + words + edges[1]


def texts(content: bytes, depth: int = 0) -> Iterator[bytes]:
    """A content, what it is without its escapes, and all that is packed in it."""
    yield content
    if b"\0" not in content[:4096]:
        plain = _without_escapes(_without_entities(unquote_to_bytes(content)))
        if plain != content:
            yield plain
            # Such as an address in HTML with a percent sign that is escaped itself.
            yield unquote_to_bytes(_without_entities(plain))
    elif depth < MAX_DEPTH:
        for inner in _unpacked(content):
            yield from texts(inner, depth + 1)


def _unpacked(content: bytes) -> Iterator[bytes]:
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            yield from (part.filename.encode() for part in packed.infolist())
            yield from map(packed.read, packed.namelist())
    elif content.startswith(b"\x1f\x8b"):
        yield gzip.decompress(content)
    elif content.startswith(b"SQLite format 3"):
        with open_database(content) as database:
            yield "\n".join(database.iterdump()).encode("utf-8", "replace")


def _without_entities(content: bytes) -> bytes:
    return ENTITY.sub(
        lambda m: NAMED[m[3]] if m[3] else _sign(int(m[1] or m[2], 10 if m[1] else 16)), content
    )


def _without_escapes(content: bytes) -> bytes:
    return ESCAPE.sub(lambda m: _sign(int(m[1], 16)), content)


def _sign(number: int) -> bytes:
    return chr(min(number, 0x10FFFF)).encode("utf-8", "replace")
