"""Makes something once for all processes of a test run, however many of them ask for it."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(folder: Path, make: Callable[[Path], None]) -> Path:
    """The folder, after one of the processes has made what belongs into it.

    The others wait. Where making it fails, it fails in all of them, with the same words.
    """
    done, failed = folder.with_suffix(".done"), folder.with_suffix(".failed")
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        while not done.exists() and not failed.exists():
            time.sleep(0.1)
        if failed.exists():
            raise AssertionError(failed.read_text("utf-8")) from None
        return folder
    try:
        make(folder)
    except BaseException as error:
        _write(failed, str(error))
        raise
    _write(done, "")
    return folder


def shared_by_processes(factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run share."""
    folder = factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


def _write(path: Path, text: str) -> None:
    """Whole or not at all: another process may look at any moment."""
    beside = path.with_suffix(".new")
    beside.write_text(text, "utf-8")
    os.replace(beside, path)
