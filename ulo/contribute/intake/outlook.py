"""Reads messages as Outlook saves them: `.msg`, a compound file with a stream for each property.

Source: [MS-CFB] and [MS-OXMSG], which Microsoft publishes. The files are those of strangers: no
chain of sectors is followed further than the file is long, and no stream or tree without end.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The most bytes of a stream, and the most entries and storages that are looked at.
MAX_STREAM, MAX_ENTRIES, MAX_STORAGES = 2_000_000, 20_000, 60
LAST_SECTOR = 0xFFFFFFFA  # larger numbers are marks
# Properties of a message and of an attachment: a number, then the type (text, bytes, message).
BODY, BODY_HTML, SUBJECT = "1000", "1013", "0037"
ATTACHED_DATA, ATTACHED_MESSAGE, LONG_NAME, SHORT_NAME = "37010102", "3701000D", "3707", "3704"


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
        file = _CompoundFile(raw)
        names = file.children(0)
        if not any(name.startswith("__properties") for name in names):
            raise NotAMessageError
        return _read_message(file, names)
    except (struct.error, IndexError, ValueError) as error:
        raise NotAMessageError from error


def _read_message(file: "_CompoundFile", names: dict[str, int]) -> OutlookMessage:
    files, messages = [], []
    for number in [number for name, number in names.items() if name.startswith("__attach")]:
        parts = file.children(number)
        name = _read_text(file, parts, LONG_NAME) or _read_text(file, parts, SHORT_NAME)
        inner = parts.get(f"__substg1.0_{ATTACHED_MESSAGE}")
        if inner is not None:
            messages.append(_read_message(file, file.children(inner)))
        else:
            files.append((name, file.read(parts.get(f"__substg1.0_{ATTACHED_DATA}"))))
    return OutlookMessage(
        _read_text(file, names, SUBJECT),
        _read_text(file, names, BODY),
        file.read(names.get(f"__substg1.0_{BODY_HTML}0102")),
        tuple(files),
        tuple(messages),
    )


def _read_text(file: "_CompoundFile", names: dict[str, int], number: str) -> str:
    """A property that is text, in UTF-16 or, of old programs, in the letters of Windows."""
    if raw := file.read(names.get(f"__substg1.0_{number}001F")):
        return raw.decode("utf-16-le", "replace")
    return file.read(names.get(f"__substg1.0_{number}001E")).decode("cp1252", "replace")


class _CompoundFile:
    """A file that holds a tree of streams, as [MS-CFB] says. Entry 0 is the root of the tree."""

    def __init__(self, raw: bytes) -> None:
        shift, mini_shift = struct.unpack_from("<HH", raw, 30)
        if not raw.startswith(SIGNATURE) or shift not in (9, 12) or mini_shift != 6:
            raise NotAMessageError
        self._raw, self._size = raw, 1 << shift
        self._storages_left = MAX_STORAGES
        first_entry, self._cutoff, first_mini, _, sector = struct.unpack_from("<I4xIIII", raw, 48)
        table = list(struct.unpack_from("<109I", raw, 76))
        for _ in range(len(raw) // self._size):
            if sector >= LAST_SECTOR:
                break
            *numbers, sector = struct.unpack(f"<{self._size // 4}I", self._sector(sector))
            table += numbers
        used = [number for number in table if number < LAST_SECTOR]
        limit = len(raw) // self._size + 1
        fat = b"".join(self._sector(number) for number in used[:limit])
        self._fat = struct.unpack(f"<{len(fat) // 4}I", fat)
        entries = self._chain(first_entry, limit)
        self._entries = [entries[at : at + 128] for at in range(0, len(entries) - 127, 128)]
        self._entries = self._entries[:MAX_ENTRIES]
        mini_fat = self._chain(first_mini, limit)
        self._mini_fat = struct.unpack(f"<{len(mini_fat) // 4}I", mini_fat)
        self._mini = self._chain(struct.unpack_from("<I", self._entries[0], 116)[0], limit)

    def children(self, number: int) -> dict[str, int]:
        """The entries in a storage, by their names. Storages may be in each other in a circle."""
        self._storages_left -= 1
        if self._storages_left < 0:
            raise NotAMessageError
        children: dict[str, int] = {}
        seen: set[int] = set()
        waiting = [struct.unpack_from("<I", self._entries[number], 76)[0]]
        while waiting:
            child = waiting.pop()
            if child >= len(self._entries) or child in seen:
                continue
            seen.add(child)
            entry = self._entries[child]
            length = min(max(struct.unpack_from("<H", entry, 64)[0] - 2, 0), 62)
            children[entry[:length].decode("utf-16-le", "replace")] = child
            waiting += struct.unpack_from("<II", entry, 68)
        return dict(sorted(children.items()))

    def read(self, number: int | None) -> bytes:
        """The first MAX_STREAM bytes of a stream; none where there is no such entry."""
        if number is None:
            return b""
        start, length = struct.unpack_from("<II", self._entries[number], 116)
        wanted = min(length, MAX_STREAM)
        if length >= self._cutoff:
            found = self._chain(start, wanted // self._size + 1)
        else:
            numbers = _follow(self._mini_fat, start, wanted // 64 + 1)
            found = b"".join(self._mini[at * 64 : at * 64 + 64] for at in numbers)
        if len(found) < wanted:
            raise NotAMessageError
        return found[:wanted]

    def _chain(self, start: int, limit: int) -> bytes:
        return b"".join(self._sector(number) for number in _follow(self._fat, start, limit))

    def _sector(self, number: int) -> bytes:
        return self._raw[(number + 1) * self._size : (number + 2) * self._size]


def _follow(table: tuple[int, ...], number: int, limit: int) -> Iterator[int]:
    """The numbers of a chain of sectors, at most `limit`: a broken chain may run in a circle."""
    for _ in range(limit):
        if number >= len(table):
            return
        yield number
        number = table[number]
