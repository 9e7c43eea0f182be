"""Tells which of our files were saved. The only module that knows watchdog.

The operating system reports each change, so nothing is looked at while nothing happens.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue

from watchdog.events import (
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

FOLDERS = ("orgs", "library", "docs", "schema", "ulo")
FILES = ("mkdocs.yml", "build.py")
# That a file was opened is no change: we open them ourselves.
EVENTS: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    DirDeletedEvent,
    DirMovedEvent,
]
# Saves that follow each other more quickly are one change. An editor saves in several steps, and
# git many files at once.
QUIET_SECONDS = 0.05
REST_SECONDS = 5.0


class Watcher(FileSystemEventHandler):
    """Watches our files from now on. `changes` gives the paths that were saved."""

    def __init__(self, root: Path) -> None:
        self.root = str(root)
        self._queue: SimpleQueue[str] = SimpleQueue()
        self._observer = Observer()
        self._observer.schedule(self, self.root, event_filter=EVENTS)
        for folder in FOLDERS:
            if (root / folder).is_dir():
                self._observer.schedule(
                    self, str(root / folder), recursive=True, event_filter=EVENTS
                )
        self._observer.start()

    def on_any_event(self, event: FileSystemEvent) -> None:
        # Only where something was renamed is there a second path.
        for path in (event.src_path, event.dest_path):
            if path and _is_ours(relative := self._relative(path)):
                self._queue.put(relative)

    def _relative(self, path: bytes | str) -> str:
        return Path(os.path.relpath(os.fsdecode(path), self.root)).as_posix()

    def changes(self) -> Iterator[set[str]]:
        """The paths of what was saved, deleted or renamed, relative to the root: a set a burst.

        An empty set follows when nothing more is saved for some seconds.
        """
        patience = None
        while True:
            paths = self._take(patience)
            while paths and (more := self._take(QUIET_SECONDS)):
                paths |= more
            yield paths
            patience = REST_SECONDS if paths else None

    def _take(self, patience: float | None) -> set[str]:
        """The next path that is told within these seconds, if there is one."""
        try:
            return {self._queue.get(timeout=patience)}
        except Empty:
            return set()

    def stop(self) -> None:
        self._observer.stop()
        self._observer.join()


def _is_ours(path: str) -> bool:
    if path in FILES:
        return True
    return path.split("/")[0] in FOLDERS and "__pycache__" not in path
