"""The folder in which a site is built, unseen, until it takes the place of the last one.

It stays for the next build, which then has to write only what differs: `.cache/next/` holds what
the last site but one shares with the last, which is in `site/`. What only the older one had is
gone: a record that was taken off stays in neither. All of `.cache/` can be deleted at any time.
"""

import hashlib
import marshal
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ulo.core import files, folder_exchange
from ulo.site.link_check import PageLinks
from ulo.site.tree import Note, Notes, SiteTree

# Notes of another form are not read.
NOTES_FORM = 1


class Workspace:
    """The folders of one build at a time."""

    def __init__(self, root: Path) -> None:
        self.site = root / "site"
        self.cache = root / ".cache"
        self.shell = self.cache / "shell"
        self._next = self.cache / "next"
        self._previous = self.cache / "previous"

    @contextmanager
    def open(self, when_waiting: Callable[[], None]) -> Iterator[None]:
        """Waits until no other build is at work here, and mends what one that was killed left.

        Raises OSError where the folders cannot be written.
        """
        self.cache.mkdir(exist_ok=True)
        with files.lock(self.cache / "lock", when_waiting), files.public_files():
            folder_exchange.finish_exchange(self._next, self.site, self._previous)
            # Builds of older versions left these behind when they were killed.
            for folder in self.site.parent.glob(".site-*"):
                shutil.rmtree(folder, ignore_errors=True)
            self._next.mkdir(exist_ok=True)
            try:
                yield
            finally:
                shutil.rmtree(self.shell, ignore_errors=True)

    def trees(self) -> tuple[SiteTree, list[SiteTree]]:
        """The tree to be brought up to date, and those that files can be taken from."""
        tree = SiteTree(self._next, self._read_notes(self._next))
        last = [self.site] if self.site.is_dir() else []
        return tree, [SiteTree(folder, self._read_notes(folder)) for folder in last]

    def publish(self, notes: Notes) -> None:
        """Lets the finished tree be the site, and removes what only the last one had.

        Raises OSError; the last site stays then.
        """
        self._write_notes(notes)
        folder_exchange.exchange(self._next, self.site, self._previous)
        # The site is whole by now. What cannot be removed waits for the next build.
        with suppress(OSError):
            self._forget_last(notes)

    def _forget_last(self, notes: Notes) -> None:
        if not self._next.is_dir():
            return
        path = self._notes_path(self._next)
        path.unlink(missing_ok=True)
        SiteTree(self._next, {}).remove_outdated(notes)
        # The files that are left are those of the site, so its notes tell of them, too.
        files.write_atomically(path, self._notes_path(self.site).read_bytes())

    # --- Notes -------------------------------------------------------------------------------

    def _notes_path(self, folder: Path) -> Path:
        """Where the notes of a folder are: they stay its own when it changes places."""
        return self.cache / f"notes-{folder.stat().st_ino}"

    def _read_notes(self, folder: Path) -> Notes:
        """The notes of a folder; none where they are missing or damaged."""
        try:
            digest, content = self._notes_path(folder).read_bytes().split(b"\n", 1)
        except (OSError, ValueError):
            return {}
        if digest != _digest(content):
            return {}
        return {
            name: Note(fingerprint, modified, size, PageLinks(*links) if links else None)
            for name, (fingerprint, modified, size, links) in marshal.loads(content).items()
        }

    def _write_notes(self, notes: Notes) -> None:
        plain = {
            name: (*note[:-1], tuple(note.links) if note.links else None)
            for name, note in notes.items()
        }
        content = marshal.dumps(plain)
        folders = [folder for folder in (self._next, self.site) if folder.is_dir()]
        kept = {self._notes_path(folder) for folder in folders}
        for path in set(self.cache.glob("notes-*")) - kept:
            path.unlink(missing_ok=True)
        path = self._notes_path(self._next)
        files.write_atomically(path, _digest(content) + b"\n" + content)


def _digest(content: bytes) -> bytes:
    """Tells a whole file of this form and version of Python from any other."""
    return hashlib.sha256(f"{NOTES_FORM} {sys.version}".encode() + content).hexdigest().encode()
