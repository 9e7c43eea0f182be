"""Reads the same files again and again, but only those that have changed."""

import os
from collections.abc import Iterable

from ulo.records.reading import FileReader, Reading, read_file

# What differs when a file has been saved: times in nanoseconds, size, inode and mode.
Stamp = tuple[int, ...]


class CachedReader:
    """A FileReader that keeps what each file said.

    For a file that was saved but says the same, it gives the same Record again.
    """

    def __init__(self, read_file: FileReader = read_file) -> None:
        self._read_file = read_file
        self._readings: dict[str, tuple[Stamp, Reading]] = {}
        self._outdated: set[str] = set()

    def forget(self, paths: Iterable[str]) -> None:
        """Has these files read again, whatever they look like.

        One that is saved twice within a tick of the clock, in the same size, looks the same.
        """
        self._outdated.update(paths)

    def __call__(self, entry: os.DirEntry[str], relative: str) -> Reading:
        try:
            # Before it is read, so that what is saved meanwhile is read the next time.
            stamp = _stamp(entry)
        except FileNotFoundError:
            return None, []  # An editor has taken away a file of its own.
        kept_stamp, kept = self._readings.get(relative, ((), None))
        if kept is None or stamp != kept_stamp or relative in self._outdated:
            self._outdated.discard(relative)
            fresh = self._read_file(entry, relative)
            kept = kept if fresh == kept and kept else fresh
            self._readings[relative] = stamp, kept
        return kept


def _stamp(entry: os.DirEntry[str]) -> Stamp:
    # On Windows, what the entry itself knows may be out of date.
    state = os.lstat(entry.path)
    return state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino, state.st_mode
