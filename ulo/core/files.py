"""Writes files and folders whole or not at all.

A folder to build in, the exchange of the old site for the new, and one or several single files.
"""

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

# A staging folder that is older than this was left behind by a build that was killed.
STALE_AFTER_SECONDS = 3600


@contextmanager
def staging_folder(root: Path) -> Iterator[Path]:
    """A folder beside site/ to build in. It is gone afterwards, whatever happens."""
    old_sites = sorted(root.glob(".site-*-old"))
    if old_sites and not os.path.lexists(root / "site"):
        # An earlier build was killed while it replaced the site.
        old_sites[-1].rename(root / "site")
    for folder in root.glob(".site-*"):
        with suppress(OSError):  # another build may be removing it
            if time.time() - folder.lstat().st_mtime > STALE_AFTER_SECONDS:
                shutil.rmtree(folder)
    fresh = Path(tempfile.mkdtemp(prefix=".site-", dir=root))
    fresh.chmod(0o755)
    try:
        yield fresh
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def replace_folder(fresh: Path, site: Path) -> None:
    """Puts the folder `fresh` in the place of `site`.

    Interruptions are ignored while it happens. Raises OSError where the folder cannot be renamed;
    the old one is back in its place then.
    """
    old = fresh.with_name(f"{fresh.name}-old")
    handlers = {
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
        for number, handler in handlers.items():
            signal.signal(number, handler)
    shutil.rmtree(old, ignore_errors=True)


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
