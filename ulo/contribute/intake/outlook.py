"""Reads messages as Outlook saves them: `.msg`, a compound file with a stream for each property.

Source: [MS-OXMSG], which Microsoft publishes. The files are those of strangers: `olefile` refuses
what is not well formed, and no more is read than a letter has.
"""

import io
from dataclasses import dataclass
from typing import Any, TypeAlias

import olefile

SIGNATURE: bytes = olefile.MAGIC
# The most bytes of a stream, and the most streams, files and messages that are looked at.
MAX_STREAM, MAX_STREAMS, MAX_PARTS = 2_000_000, 5_000, 60
# Properties of a message and of an attachment: a number, then the type (text, bytes, message).
PROPERTY = "__substg1.0_"
BODY, BODY_HTML, SUBJECT = "1000", "1013", "0037"
ATTACHED_DATA, ATTACHED_MESSAGE, LONG_NAME, SHORT_NAME = "37010102", "3701000D", "3707", "3704"
TEXT, OLD_TEXT, BYTES = "001F", "001E", "0102"

# The type of the library names the kind of file that it reads from.
OleFile: TypeAlias = "olefile.OleFileIO[Any]"
# What a storage holds, by name: other storages, and streams that hold nothing.
Storage = dict[str, "Storage"]


class NotAMessageError(Exception):
    """The bytes are no message of Outlook, or a broken one."""


@dataclass(frozen=True)
class OutlookMessage:
    """What a message says, the files attached to it (name, bytes), and the messages."""

    subject: str
    body: str
    body_html: bytes
    files: tuple[tuple[str, bytes], ...]
    messages: tuple["OutlookMessage", ...]


def read_message(raw: bytes) -> OutlookMessage:
    """The message in a file. Raises NotAMessageError for anything else."""
    try:
        with olefile.OleFileIO(io.BytesIO(raw), raise_defects=olefile.DEFECT_INCORRECT) as file:
            return _read_message(file, _list_storages(file, len(raw)), ())
    except NotAMessageError:
        raise
    # The library has failed on bytes of strangers with errors of any kind.
    except Exception as error:
        raise NotAMessageError from error


def _list_storages(file: OleFile, size: int) -> Storage:
    """The tree of what is in the file. Streams that share their bytes would be read many times."""
    paths = file.listdir()
    root: Storage = {}
    parts = set()
    for path in paths:
        storage = root
        for name in path:
            storage = storage.setdefault(name, {})
        parts |= {tuple(path[:depth]) for depth in range(1, len(path))}
    is_message = any(name.startswith("__properties") for name in root)
    if not is_message or len(paths) > MAX_STREAMS or len(parts) > MAX_PARTS:
        raise NotAMessageError
    if sum(map(file.get_size, paths)) > size:
        raise NotAMessageError
    return root


def _read_message(file: OleFile, own: Storage, place: tuple[str, ...]) -> OutlookMessage:
    """The message in the storage at this place."""
    files, messages = [], []
    for name in sorted(name for name in own if name.startswith("__attach")):
        part, here = own[name], (*place, name)
        message = PROPERTY + ATTACHED_MESSAGE
        if message in part:
            messages.append(_read_message(file, part[message], (*here, message)))
        else:
            title = _read_text(file, part, here, LONG_NAME) or _read_text(
                file, part, here, SHORT_NAME
            )
            files.append((title, _read_stream(file, part, here, ATTACHED_DATA)))
    return OutlookMessage(
        _read_text(file, own, place, SUBJECT),
        _read_text(file, own, place, BODY),
        _read_stream(file, own, place, BODY_HTML + BYTES),
        tuple(files),
        tuple(messages),
    )


def _read_text(file: OleFile, own: Storage, place: tuple[str, ...], number: str) -> str:
    """A property that is text, in UTF-16 or, of old programs, in the letters of Windows."""
    if raw := _read_stream(file, own, place, number + TEXT):
        return raw.decode("utf-16-le", "replace")
    return _read_stream(file, own, place, number + OLD_TEXT).decode("cp1252", "replace")


def _read_stream(file: OleFile, own: Storage, place: tuple[str, ...], number: str) -> bytes:
    """The first MAX_STREAM bytes of a property; none where there is no such stream."""
    name = PROPERTY + number
    if name not in own:
        return b""
    return bytes(file.openstream([*place, name]).read(MAX_STREAM))
