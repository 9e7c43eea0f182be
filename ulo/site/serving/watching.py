"""Tells which of our files were saved. The only module that knows watchdog.

The operating system reports each change, so nothing is looked at while nothing happens.
"""

import errno
import os
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue

from watchdog.events import (
    DirCreatedEvent,
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
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

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
# One of our folders may come later, or come back: git deletes and makes them.
ROOT_EVENTS = [*EVENTS, DirCreatedEvent]
# What editors keep beside the file that is open.
HIDDEN = re.compile(r"[.#].*|.*~|.*\.(swp|swx|tmp)|__pycache__|[0-9]+")
# Saves that follow each other more quickly are one change. An editor saves in several steps, and
# git many files at once.
QUIET_SECONDS = 0.05
MAX_BURST_SECONDS = 2.0
REST_SECONDS = 5.0
# How often our files are looked at where the system tells nothing.
POLL_SECONDS = 2


class Watcher(FileSystemEventHandler):
    """Watches our files from now on. `changes` gives the paths that were saved.

    `is_polling` says whether the system cannot tell us: then it looks every `poll_seconds`.
    """

    poll_seconds = POLL_SECONDS

    def __init__(self, root: Path) -> None:
        self.root = str(root)
        self._queue: SimpleQueue[str] = SimpleQueue()
        self._watches: dict[str, ObservedWatch] = {}
        self.is_polling = False
        self._observer: BaseObserver = Observer()
        try:
            self._start()
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EMFILE):
                raise
            self.stop()
            self.is_polling = True
            self._observer = PollingObserver(timeout=POLL_SECONDS)
            self._start()

    def _start(self) -> None:
        """Raises OSError where the system cannot watch as many folders."""
        self._watches.clear()
        self._observer.schedule(self, self.root, event_filter=ROOT_EVENTS)
        for folder in FOLDERS:
            self._watch(folder)
        self._observer.start()
        # It leaves out folders in ours without a word. Then it cannot watch any other one, either.
        self._observer.unschedule(self._observer.schedule(FileSystemEventHandler(), sys.prefix))

    def _watch(self, folder: str) -> None:
        if watch := self._watches.pop(folder, None):
            self._observer.unschedule(watch)
        path = os.path.join(self.root, folder)
        if os.path.isdir(path):
            self._watches[folder] = self._observer.schedule(
                self, path, recursive=True, event_filter=EVENTS
            )

    def on_any_event(self, event: FileSystemEvent) -> None:
        # Only where something was renamed is there a second path.
        for path in (event.src_path, event.dest_path):
            if path and _is_ours(relative := self._relative(path)):
                if relative in FOLDERS:
                    self._watch(relative)
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
            end = time.monotonic() + MAX_BURST_SECONDS
            while paths and time.monotonic() < end and (more := self._take(QUIET_SECONDS)):
                paths |= more
            yield paths
            patience = REST_SECONDS if paths else None

    def _take(self, patience: float | None) -> set[str]:
        """The next path that is told within these seconds, if there is one."""
        while os.name == "nt" and patience is None and self._queue.empty():
            # Ctrl-C interrupts this there, but not the wait for a queue.
            time.sleep(QUIET_SECONDS)
        try:
            return {self._queue.get(timeout=patience)}
        except Empty:
            return set()

    def stop(self) -> None:
        self._observer.stop()
        if self._observer.is_alive():
            self._observer.join()


def _is_ours(path: str) -> bool:
    folder, *inner = path.split("/")
    if folder in FOLDERS:
        return not any(HIDDEN.fullmatch(name) for name in inner)
    return path in FILES
