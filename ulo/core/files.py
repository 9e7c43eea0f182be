"""Writes whole or not at all: a folder to build in, the swap of the old site for the new, and single files."""

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def staging_folder(root: Path) -> Iterator[Path]:
    """A folder beside site/ to build in. It is gone afterwards, whatever happens."""
    kept = sorted(root.glob(".site-*-old"))
    if kept and not os.path.lexists(root / "site"):
        kept[-1].rename(root / "site")  # an earlier build was killed in the midst of its swap
    for stale in root.glob(".site-*"):
        with suppress(OSError):  # another build may be at work
            if time.time() - stale.lstat().st_mtime > 3600:
                shutil.rmtree(stale)
    fresh = Path(tempfile.mkdtemp(prefix=".site-", dir=root))
    fresh.chmod(0o755)
    try:
        yield fresh
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def replace_folder(fresh: Path, site: Path) -> None:
    """Puts the new site where the old one stands. A signal that comes in between waits until it is done."""
    old = fresh.with_name(f"{fresh.name}-old")
    waiting = {
        number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        if site.exists():
            site.rename(old)
        try:
            fresh.rename(site)
        except OSError:
            if old.exists():
                old.rename(site)
            raise
    finally:
        for number, handler in waiting.items():
            signal.signal(number, handler)
    shutil.rmtree(old, ignore_errors=True)


def write_atomically(path: Path, content: bytes) -> None:
    """Writes beside the file first, so that a full disk leaves the old one whole."""
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)  # never through a link that somebody put there
    try:
        with beside.open("xb") as file:
            file.write(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def apply_changes(changes: Mapping[Path, bytes | None]) -> None:
    """Writes several files, and deletes those with None; where one fails, all are as they were before."""
    fresh = {path: path.with_name(f".{path.name}.new") for path in changes}
    old = {path: path.with_name(f".{path.name}.outdated") for path in changes}
    done = []
    try:
        # All that takes room on the disk comes first; after that, files only change their names.
        for path, content in changes.items():
            fresh[path].unlink(missing_ok=True)
            if content is not None:
                with fresh[path].open("xb") as file:
                    file.write(content)
        for path, content in changes.items():
            done.append(path)
            if os.path.lexists(path):
                path.replace(old[path])
            if content is not None:
                fresh[path].replace(path)
    except BaseException:
        for path in reversed(done):
            path.unlink(missing_ok=True) if changes[path] is not None and not fresh[
                path
            ].exists() else None
            if old[path].exists():
                old[path].replace(path)
        raise
    finally:
        for path in (*fresh.values(), *old.values()):
            path.unlink(missing_ok=True)
