"""Writes files and folders whole or not at all.

A lock for one process at a time, folders, and one or several single files.
"""

import errno
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from ulo.core.locale import message

# How often a lock is tried, in seconds.
LOCK_INTERVAL = 0.2
# The endings of files that are about to take a name, that lose it, and that are to be deleted.
FRESH, OUTDATED, REMOVED = ".new", ".outdated", ".removed"
# What is newer by so many seconds than files that were about to take their names was not among the
# changes that they belong to.
LONGEST_CHANGE = 60
# The permissions that files of a site do not have: only their owner may change them.
PUBLIC_UMASK = 0o022


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


def read_start(path: Path, length: int) -> bytes:
    """At most so many bytes of a file, whatever size it claims to have. Raises OSError.

    A file of no end, such as /dev/zero, costs no more.
    """
    with path.open("rb") as file:
        return file.read(length)


@contextmanager
def public_files() -> Iterator[None]:
    """Lets everybody read what is written, and nobody but its owner change it.

    A web server is mostly another user than the one who builds. What a person's own rights (umask)
    would hide stays hidden outside of this.
    """
    own = os.umask(PUBLIC_UMASK)
    try:
        yield
    finally:
        os.umask(own)


def is_public(found: os.stat_result) -> bool:
    """Whether everybody can read a file, as far as the system tells readers apart."""
    return os.name != "posix" or found.st_mode & 0o444 == 0o444


def open_folder(folder: str) -> None:
    """Lets everybody look into a folder that was made when only its owner could."""
    if os.name == "posix" and os.stat(folder).st_mode & 0o555 != 0o555:
        os.chmod(folder, 0o777 & ~PUBLIC_UMASK)


def write_atomically(path: Path, content: bytes, mode: int = 0o666) -> None:
    """Writes a temporary file beside it first, so that a full disk leaves the old one whole.

    `mode` are the rights of the file, as far as the system of the person allows them.
    """
    with _temporary(path, content, mode) as temporary:
        temporary.replace(path)


def create(path: Path, content: bytes) -> None:
    """Writes a new file whole or not at all. Raises FileExistsError where there is anything."""
    with _temporary(path, content) as temporary:
        try:
            os.link(temporary, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            if os.path.lexists(path):
                raise FileExistsError(
                    errno.EEXIST, message("core.files.exists"), str(path)
                ) from None
            temporary.rename(path)


@contextmanager
def _temporary(
    path: Path, content: bytes, mode: int = 0o666, *, is_lasting: bool = True
) -> Iterator[Path]:
    """A file beside a path that has this content, and is gone afterwards."""
    temporary = _beside(path, FRESH)
    try:
        _write_new(temporary, content, mode, is_lasting=is_lasting)
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _write_new(path: Path, content: bytes, mode: int = 0o666, *, is_lasting: bool = True) -> None:
    """Writes a file anew, and waits until it is on the disk if it has to last.

    A computer that loses power keeps the new name of a file sooner than what is in it.
    """
    path.unlink(missing_ok=True)  # never through a link that somebody put there
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
        file.write(content)
        if is_lasting:
            file.flush()
            os.fsync(file.fileno())


def write_folder(path: Path, contents: Mapping[str, bytes]) -> None:
    """Writes a new folder with these files by name: all of it, or nothing.

    Raises FileExistsError where there is anything at the path, and OSError where it cannot be
    written.
    """
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, message("core.files.exists"), str(path))
    fresh = _beside(path, FRESH)
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        fresh.mkdir(parents=True)
        for name, content in contents.items():
            _write_new(fresh / name, content)
        fresh.rename(path)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def write_private(path: Path, content: bytes) -> None:
    """Writes a file that only its owner can read, and its folder."""
    path.parent.mkdir(exist_ok=True)
    write_atomically(path, content, mode=0o600)


def write_cache(path: Path, content: bytes) -> None:
    """Writes a file that can be made again, and its folder; does nothing where it cannot."""
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        with _temporary(path, content, is_lasting=False) as temporary:
            temporary.replace(path)


def apply_changes(changes: Mapping[Path, bytes | None]) -> None:
    """Writes several files, and deletes those with None; where one fails, none is changed.

    What is deleted goes last: whoever is killed half-way has a file twice, and misses none. The
    moment at which all is done is when the last new file takes its place: `finish_changes` tells by
    that what became of changes that were killed. Of several files that were not there before, some
    may then be left, each of them whole. Raises OSError where a file cannot be written, renamed or
    deleted.
    """
    fresh = {path: _beside(path, FRESH) for path, content in changes.items() if content is not None}
    old = {path: _beside(path, OUTDATED if path in fresh else REMOVED) for path in changes}
    begun: list[Path] = []
    try:
        # All that takes room on the disk comes first; after that, files are only renamed.
        for path in fresh:
            _write_new(fresh[path], changes[path] or b"")
        for path in changes:
            _keep(path, old[path])
        for path in sorted(fresh, key=lambda path: not os.path.lexists(path)):
            begun.append(path)
            fresh[path].replace(path)
        for path in changes.keys() - fresh.keys():
            begun.append(path)
            path.unlink(missing_ok=True)
    except BaseException:
        for path in reversed(begun):
            if os.path.lexists(old[path]):
                old[path].replace(path)
            elif path in fresh and not fresh[path].exists():
                path.unlink(missing_ok=True)
        raise
    finally:
        # New files go last: while one is there, nothing counts as done.
        for path in (*old.values(), *fresh.values()):
            path.unlink(missing_ok=True)


def _keep(path: Path, copy: Path) -> None:
    """Gives a file another name beside its own, without copying it if possible."""
    copy.unlink(missing_ok=True)
    if os.path.lexists(path):
        try:
            os.link(path, copy, follow_symlinks=False)
        except OSError:  # a file system without hard links
            shutil.copy2(path, copy, follow_symlinks=False)


def finish_changes(folders: Iterable[Path]) -> bool:
    """Ends changes of files in these folders that were killed: all of them are done, or none.

    What somebody has changed since then stays as it is. Whether there was anything to end. Raises
    OSError.
    """
    names = [path for folder in folders for path in folder.glob(".*") if path.is_file()]
    fresh, old, removed = (
        {
            path: path.with_name(path.name[1:].removesuffix(end))
            for path in names
            if path.name.endswith(end)
        }
        for end in (FRESH, OUTDATED, REMOVED)
    )
    begun = max((copy.stat().st_mtime for copy in fresh), default=0)
    for copy, path in old.items() if fresh else ():
        if not path.exists() or path.stat().st_mtime <= begun + LONGEST_CHANGE:
            copy.replace(path)
    for path in removed.values() if not fresh else ():
        path.unlink(missing_ok=True)
    # As where changes are undone: new files go last.
    for copy in (*old, *removed, *fresh):
        copy.unlink(missing_ok=True)
    return bool(old or removed)


def _beside(path: Path, end: str) -> Path:
    """Where the new or the old content of a file is until all of its changes are done."""
    return path.with_name(f".{path.name}{end}")
