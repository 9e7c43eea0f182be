"""Parts of a site that several machines draw side by side, and one of them joins.

A part is a folder with some of the pages, and a manifest that says what they were made of. Where
the pages are joined, the manifest tells which of them are still right: all others are drawn anew.
So a part that is missing, damaged or from other records costs time and nothing else.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from sys import intern
from typing import Any, NamedTuple, TypeVar

from ulo.core import files
from ulo.site.link_check import PageLinks
from ulo.site.tree import Note, Notes, SiteTree

MANIFEST = "manifest.json"
PAGES = "pages"
# So many items in a row are in one part, since neighbours have much in common.
STRETCH = 100

Entry = TypeVar("Entry")


class Part(SiteTree):
    """A part that was drawn elsewhere: its files are known by their content, not by their times."""

    def __init__(self, folder: Path) -> None:
        notes, self._digests = _read_manifest(folder / MANIFEST)
        super().__init__(folder / PAGES, notes)

    def find(self, name: str, fingerprint: str) -> Note | None:
        """The note of a file that was made of just this and that is whole."""
        note = self.notes.get(name)
        if not note or not fingerprint or note.fingerprint != fingerprint:
            return None
        path = self.folder / name
        try:
            digest, found = _digest(path), path.lstat()
        except OSError:
            return None
        if digest != self._digests[name]:
            return None
        return note._replace(modified=found.st_mtime_ns, size=found.st_size)


class Shard(NamedTuple):
    """Which part of how many; the first has the number 1."""

    number: int
    total: int

    def select(self, items: Sequence[Entry]) -> list[Entry]:
        """What belongs to this part."""
        return [
            item
            for index, item in enumerate(items)
            if index // STRETCH % self.total == self.number - 1
        ]


def read_parts(folder: Path) -> list[Part]:
    """All parts in a folder, in the order of their names."""
    return [Part(path.parent) for path in sorted(folder.glob(f"*/{MANIFEST}"))]


def write_manifest(folder: Path, notes: Notes) -> None:
    """Writes what the files of a part were made of. Raises OSError."""
    entries = {
        name: {
            "fingerprint": note.fingerprint,
            "sha256": _digest(folder / PAGES / name),
            "links": note.links,
        }
        for name, note in notes.items()
    }
    files.write_atomically(folder / MANIFEST, json.dumps(entries).encode())


def _read_manifest(path: Path) -> tuple[Notes, Mapping[str, str]]:
    """The notes and the SHA-256 of the files of a part; none where the manifest is damaged."""
    try:
        entries = json.loads(path.read_bytes())
        notes = {name: _read_note(entry) for name, entry in entries.items()}
        return notes, {name: entry["sha256"] for name, entry in entries.items()}
    except (OSError, ValueError, LookupError, AttributeError, TypeError):
        return {}, {}


def _read_note(entry: Mapping[str, Any]) -> Note:
    links = None
    if entry["links"]:
        ids, targets = entry["links"]
        links = PageLinks(tuple(map(intern, ids)), tuple(map(intern, targets)))
    return Note(entry["fingerprint"], 0, 0, links)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
