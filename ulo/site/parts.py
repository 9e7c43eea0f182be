"""Parts of a site that several computers draw side by side, and one of them joins.

A part is a folder with some of the pages, and a manifest that says of what site they are: of which
records, code and settings. Whoever joins them draws what is missing. So a part that is damaged, or
of another site, costs time and nothing else.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from sys import intern
from typing import Any, NamedTuple, TypeVar

from ulo.core import files
from ulo.site.link_check import PageLinks
from ulo.site.tree import Note, Notes

MANIFEST = "manifest.json"
PAGES = "pages"
# So many items in a row are in one part, since neighbours have much in common.
STRETCH = 100

Entry = TypeVar("Entry")


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


class Part:
    """A part that was drawn before, perhaps on another computer.

    `site` is the fingerprint of the site that it belongs to; empty where the manifest is damaged.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder / PAGES
        self.site, self._entries = _read_manifest(folder / MANIFEST)

    def path(self, name: str) -> str:
        return f"{self.folder}/{name}"

    def find(self, name: str) -> Note | None:
        """The note of a file of this part; None where it has none, or it is not whole."""
        if name not in self._entries:
            return None
        digest, note = self._entries[name]
        path = self.folder / name
        try:
            content, found = path.read_bytes(), path.lstat()
        except OSError:
            return None
        if _digest(content) != digest or not files.is_public(found):
            return None
        return note._replace(modified=found.st_mtime_ns, size=found.st_size)


def read_parts(folder: Path) -> list[Part]:
    """All parts in a folder, in the order of their names."""
    return [Part(path.parent) for path in sorted(folder.glob(f"*/{MANIFEST}"))]


def write_manifest(folder: Path, site: str, notes: Notes) -> None:
    """Writes of what site a part is, and what files it has. Raises OSError."""
    entries = {
        name: {
            "fingerprint": note.fingerprint,
            "sha256": _digest((folder / PAGES / name).read_bytes()),
            "links": note.links,
        }
        for name, note in notes.items()
    }
    content = json.dumps({"site": site, "files": entries}).encode()
    files.write_atomically(folder / MANIFEST, content)


def _read_manifest(path: Path) -> tuple[str, Mapping[str, tuple[str, Note]]]:
    """The site of a part, and by name the SHA-256 and the note of each file."""
    try:
        manifest = json.loads(path.read_bytes())
        entries = manifest["files"].items()
        return manifest["site"], {name: _read_entry(entry) for name, entry in entries}
    except (OSError, ValueError, LookupError, AttributeError, TypeError):
        return "", {}


def _read_entry(entry: Mapping[str, Any]) -> tuple[str, Note]:
    links = None
    if entry["links"]:
        ids, targets = entry["links"]
        links = PageLinks(tuple(map(intern, ids)), tuple(map(intern, targets)))
    return entry["sha256"], Note(entry["fingerprint"], 0, 0, links)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
