"""Swaps two folders, so that there is always a complete one."""

import ctypes
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# What Linux and macOS call the exchange of two paths in one step: function and flags.
EXCHANGES = {"linux": ("renameat2", 2), "darwin": ("renameatx_np", 2)}
AT_CURRENT_FOLDER = {"linux": -100, "darwin": -2}


def exchange(fresh: Path, current: Path, aside: Path) -> None:
    """Swaps two folders; if there is no current one, the fresh one takes its place.

    If the system cannot do that in one step, the current one is called `aside` for a moment.
    `finish_exchange` puts it back if the process is killed then. Interruptions are ignored
    meanwhile. Raises OSError, with both folders where they were.
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


def finish_exchange(fresh: Path, current: Path, aside: Path) -> None:
    """Ends an exchange that was killed: puts the folder `aside`, which is complete, in its place.

    It is renamed before it is deleted, so `aside` is never half a folder.
    """
    if not aside.exists():
        return
    if not current.exists():
        aside.rename(current)
    elif not fresh.exists():
        aside.rename(fresh)
    else:
        doomed = aside.with_name(f"{aside.name}-doomed")
        shutil.rmtree(doomed, ignore_errors=True)
        aside.rename(doomed)
        shutil.rmtree(doomed)


def _exchange_at_once(one: Path, other: Path) -> bool:
    """Swaps two paths in one step, if the system can."""
    name, flags = EXCHANGES.get(sys.platform, ("", 0))
    function = getattr(ctypes.CDLL(None), name, None) if name else None
    if not function:
        return False
    folder = AT_CURRENT_FOLDER[sys.platform]
    result: int = function(folder, os.fsencode(one), folder, os.fsencode(other), flags)
    return result == 0


@contextmanager
def _no_interruptions() -> Iterator[None]:
    # SIGHUP is sent when a terminal is closed; Windows does not have it.
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    handlers = {number: signal.signal(number, signal.SIG_IGN) for number in numbers}
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
