"""A folder of files that is brought up to date: only what differs is written.

What a build made of each file is noted, so that the next build can tell that the file is still
right without drawing its page or reading it.
"""

import os
import shutil
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ulo.core import files
from ulo.site.link_check import PageLinks


class Note(NamedTuple):
    """What is known of a file: what it was made of, and how to tell that it is still the same.

    `fingerprint` is that of the facts, empty where they have none; `modified` is the time of the
    last change in nanoseconds, `size` is in bytes.
    """

    fingerprint: str
    modified: int
    size: int
    links: PageLinks | None = None


# By the path of each file in its tree, with slashes.
Notes = Mapping[str, Note]


class SiteTree:
    """A folder, and the notes of the build that wrote it last.

    Its files may be hard links that another tree shares: a file is never changed, only replaced.
    """

    def __init__(self, folder: Path, notes: Notes) -> None:
        self.folder = folder
        self.notes = notes

    def path(self, name: str) -> str:
        return f"{self.folder}/{name}"

    def find(self, name: str, fingerprint: str) -> Note | None:
        """The note of a file that was made of just this and that nobody has changed since."""
        note = self.notes.get(name)
        if not note or not fingerprint or note.fingerprint != fingerprint:
            return None
        try:
            found = os.stat(self.path(name), follow_symlinks=False)
        except OSError:
            return None
        is_same = (found.st_mtime_ns, found.st_size) == (note.modified, note.size)
        return note if is_same and files.is_public(found) else None

    def share(self, name: str, path: str) -> None:
        """Puts the file at a path of another tree into this one, without copying it if possible."""
        target = self._make_room(name)
        try:
            os.link(path, target, follow_symlinks=False)
        except OSError:  # a file system without hard links
            shutil.copy2(path, target, follow_symlinks=False)

    def write(self, name: str, content: bytes) -> os.stat_result:
        """Sees to it that a file has this content. Raises OSError."""
        path = self.path(name)
        with suppress(OSError):
            found = os.stat(path, follow_symlinks=False)
            is_right = found.st_size == len(content) and files.is_public(found)
            if is_right and Path(path).read_bytes() == content:
                return found
        with open(self._make_room(name), "xb") as file:
            file.write(content)
            file.flush()
            return os.fstat(file.fileno())

    def _make_room(self, name: str) -> str:
        """The path of a file that is about to be made: nothing is there, and its folder is."""
        path = self.path(name)
        try:
            os.unlink(path)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(path), exist_ok=True)
        return path

    def remove_others(self, names: Collection[str]) -> None:
        """Removes every file that has none of these names, and the folders that are then empty."""
        kept = frozenset(names)
        _remove_others(str(self.folder), "", lambda name, entry: name in kept)

    def remove_outdated(self, notes: Notes) -> None:
        """Removes every file that is not as these notes of another tree say, and empty folders."""

        def is_same(name: str, entry: os.DirEntry[str]) -> bool:
            note, found = notes.get(name), entry.stat(follow_symlinks=False)
            return note is not None and (found.st_mtime_ns, found.st_size) == (
                note.modified,
                note.size,
            )

        _remove_others(str(self.folder), "", is_same)


def _remove_others(
    folder: str, prefix: str, is_kept: Callable[[str, os.DirEntry[str]], bool]
) -> bool:
    """Whether nothing is left in a folder, of which the files have names that begin so."""
    files.open_folder(folder)
    is_empty = True
    with os.scandir(folder) as entries:
        for entry in entries:
            name = f"{prefix}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if _remove_others(entry.path, f"{name}/", is_kept):
                    os.rmdir(entry.path)
                    continue
            elif not is_kept(name, entry):
                os.unlink(entry.path)
                continue
            is_empty = False
    return is_empty
