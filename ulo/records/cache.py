"""What was read from plain files, kept for the next check of a few records.

A check of one record compares it with all others, and most of them are as they were. An entry is
found by the bytes of a file, and the whole by the code that reads them. So there is nothing that
could be out of date: what does not fit is not found, and whoever deletes the file loses nothing.
"""

import json
from hashlib import blake2b
from pathlib import Path

from ulo.records import plain_yaml
from ulo.schema import RecordData

# Data and lines, as `plain_yaml.read` gives them.
Entry = tuple[RecordData, list[int]]
# A few files are read again sooner than all others are written again.
MIN_NEW = 20


class ReadingCache:
    """A file with what was read before, and what this run reads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.key = _code_digest()
        self.before = self._load()
        self.now: dict[str, Entry] = {}

    def read(self, content: bytes) -> Entry | None:
        """What `plain_yaml.read` says of the bytes of a file."""
        digest = _digest(content)
        plain = self.before.get(digest) or plain_yaml.read(content)
        if plain:
            self.now[digest] = plain
        return plain

    def save(self) -> None:
        """Writes what this run has read, if much of it is new; where it cannot, it does nothing."""
        if len(self.now.keys() - self.before.keys()) >= MIN_NEW:
            from ulo.core import files

            content = json.dumps(self.now, ensure_ascii=False, separators=(",", ":")).encode()
            files.write_cache(self.path, f"{self.key} {_digest(content)}\n".encode() + content)

    def _load(self) -> dict[str, Entry]:
        """What was read before; nothing where the file is missing, not ours, or not whole."""
        try:
            head, _, content = self.path.read_bytes().partition(b"\n")
        except OSError:
            return {}
        if head != f"{self.key} {_digest(content)}".encode():
            return {}
        entries: dict[str, Entry] = json.loads(content)
        return entries


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()


def _code_digest() -> str:
    """A digest of the code that reads records."""
    modules = sorted(Path(__file__).parent.glob("*.py"))
    return _digest(b"\0".join(module.read_bytes() for module in modules))
