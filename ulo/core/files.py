"""Writes files and folders whole or not at all.

A lock for one process at a time, the exchange of two folders, and one or several single files.
"""

import ctypes
import errno
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

# How often a lock is tried, in seconds.
LOCK_INTERVAL = 0.2
# What Linux and macOS call the exchange of two paths in one step: function and flags.
EXCHANGES = {"linux": ("renameat2", 2), "darwin": ("renameatx_np", 2)}
AT_CURRENT_FOLDER = {"linux": -100, "darwin": -2}


@contextmanager
def lock(path: Path, when_waiting: Callable[[], None]) -> Iterator[None]:
    """Waits until no other process has this lock; it is free when its owner ends, however.

    `when_waiting` is called once if there is anything to wait for.
    """
    with path.open("ab") as file:
        if not _try_lock(file.fileno()):
            when_waiting()
            while not _try_lock(file.fileno()):
                time.sleep(LOCK_INTERVAL)
        yield


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def exchange(fresh: Path, current: Path, aside: Path) -> None:
    """Lets two folders change places; where there is no current one, the fresh one takes its place.

    Where the system cannot do it in one step, the current one stands `aside` for a moment: then
    see `finish_exchange`. Interruptions wait until it is done. Raises OSError; both folders are
    where they were then.
    """
    with _no_interruptions():
        if not current.exists():
            fresh.rename(current)
        elif not _exchange_at_once(fresh, current):
            current.rename(aside)
            try:
                fresh.rename(current)
            except OSError:
                aside.rename(current)
                raise
            aside.rename(fresh)


def finish_exchange(current: Path, aside: Path) -> None:
    """Puts a folder back that stood aside when its exchange was killed."""
    if aside.exists():
        if current.exists():
            shutil.rmtree(aside)
        else:
            aside.rename(current)


def _exchange_at_once(one: Path, other: Path) -> bool:
    """Lets two paths change places in one step, if the system can."""
    name, flags = EXCHANGES.get(sys.platform, ("", 0))
    function = getattr(ctypes.CDLL(None), name, None) if name else None
    if not function:
        return False
    folder = AT_CURRENT_FOLDER[sys.platform]
    result: int = function(folder, os.fsencode(one), folder, os.fsencode(other), flags)
    return result == 0


@contextmanager
def _no_interruptions() -> Iterator[None]:
    numbers = (signal.SIGINT, signal.SIGTERM)
    handlers = {number: signal.signal(number, signal.SIG_IGN) for number in numbers}
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)


def write_atomically(path: Path, content: bytes) -> None:
    """Writes a temporary file beside it first, so that a full disk leaves the old one whole."""
    temporary = path.with_name(f".{path.name}.new")
    temporary.unlink(missing_ok=True)  # never through a link that somebody put there
    try:
        with temporary.open("xb") as file:
            file.write(content)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def write_folder(path: Path, contents: Mapping[str, bytes]) -> None:
    """Writes a new folder with these files by name: all of it, or nothing.

    Raises FileExistsError where there is anything at the path, and OSError where it cannot be
    written.
    """
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, "there is something there already", str(path))
    fresh = path.with_name(f".{path.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        fresh.mkdir(parents=True)
        for name, content in contents.items():
            with (fresh / name).open("xb") as file:
                file.write(content)
        fresh.rename(path)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def write_cache(path: Path, content: bytes) -> None:
    """Writes a file that can be made again, and its folder; does nothing where it cannot."""
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        write_atomically(path, content)


def apply_changes(changes: Mapping[Path, bytes | None]) -> None:
    """Writes several files, and deletes those with None; where one fails, none is changed.

    Raises OSError where a file cannot be written, renamed or deleted.
    """
    fresh = {path: path.with_name(f".{path.name}.new") for path in changes}
    old = {path: path.with_name(f".{path.name}.outdated") for path in changes}
    begun: list[Path] = []
    try:
        # All that takes room on the disk comes first; after that, files are only renamed.
        for path, content in changes.items():
            fresh[path].unlink(missing_ok=True)
            if content is not None:
                with fresh[path].open("xb") as file:
                    file.write(content)
        for path, content in changes.items():
            begun.append(path)
            if os.path.lexists(path):
                path.replace(old[path])
            if content is not None:
                fresh[path].replace(path)
    except BaseException:
        for path in reversed(begun):
            is_written = changes[path] is not None and not fresh[path].exists()
            if is_written:
                path.unlink(missing_ok=True)
            if old[path].exists():
                old[path].replace(path)
        raise
    finally:
        for path in (*fresh.values(), *old.values()):
            path.unlink(missing_ok=True)
