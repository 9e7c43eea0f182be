"""Whoever is killed at any step loses nothing, nor does anybody whose disk is full from there on.

Each step is tried, by a process that ends there, or in which it fails.
"""

import errno
import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ulo.core import files, folder_exchange
from ulo.site.tree import Note
from ulo.site.workspace import Workspace

# What Python tells of each step that changes a disk, before it is done. The exchange in one step is
# asked of the system by its name.
STEPS = (
    *("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "shutil.rmtree", "open"),
    "ctypes.dlsym",
)
KILLED, FAILED = 9, 3
PAGES = ("index.html", "orgs/index.html", "orgs/one/index.html")
# As where the system cannot exchange two folders in one step.
WAYS = pytest.mark.parametrize(
    "exchanges", [folder_exchange.EXCHANGES, {}], ids=["one step", "two renames"]
)


def end() -> None:
    # Nothing is cleared away then: no `finally` runs, and no buffer is written.
    os._exit(KILLED)


def fail() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def alone(work: Callable[[], object], step: int = 0, stop: Callable[[], object] = end) -> int:
    """Does work in a process of its own, which stops before its step of this number.

    Gives 0 where there was no such step, and otherwise how it ended.
    """
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    seen, status = 0, 1

    def watch(event: str, _: tuple) -> None:
        nonlocal seen
        if event in STEPS:
            seen += 1
            if seen == step:
                stop()

    try:
        sys.addaudithook(watch)
        work()
        status = 0
    except OSError:
        status = FAILED
    finally:
        os._exit(status)


def is_killed(work: Callable[[], object], step: int) -> bool:
    """Whether there was a step of this number, before which the work was killed."""
    status = alone(work, step)
    assert status in (0, KILLED)
    return status == KILLED


def never() -> None:
    raise AssertionError("nobody else is here")


def build(root: Path, content: str) -> None:
    workspace = Workspace(root)
    with workspace.open(never):
        tree, _ = workspace.trees()
        tree.remove_others(PAGES)
        notes = {}
        for name in PAGES:
            found = tree.write(name, content.encode())
            notes[name] = Note(content, found.st_mtime_ns, found.st_size)
        workspace.publish(notes)


def site(root: Path) -> list[str]:
    return [(root / "site" / name).read_text() for name in PAGES]


@WAYS
def test_a_build_that_is_killed_at_any_step_leaves_a_whole_site(tmp_path, monkeypatch, exchanges):
    monkeypatch.setattr(folder_exchange, "EXCHANGES", exchanges)
    step, kinds = 1, set()
    for content in ("one", "two"):
        build(tmp_path, content)
    whole = {content: [content] * len(PAGES) for content in ("two", "three")}
    while is_killed(lambda: build(tmp_path, "three"), step):
        # For as long as two renames take, it stands aside: the next to come puts it back, before
        # any record is looked at.
        is_there = (tmp_path / "site").exists()
        assert is_there or not exchanges, step
        with Workspace(tmp_path).open(never):
            kinds.add((is_there, site(tmp_path) == whole["three"]))
            assert site(tmp_path) in whole.values(), step
        assert not [*(tmp_path / ".cache").glob("previous*")]
        build(tmp_path, "two")
        step += 1
    assert step > 15 and site(tmp_path) == whole["three"]
    expected = {(True, False), (True, True)} if exchanges else {(True, False), (False, False)}
    assert kinds >= expected


def test_half_a_folder_never_comes_back_as_the_site(tmp_path):
    """Where all three folders are there, the one aside is deleted: under another name."""
    fresh, current, aside = (tmp_path / name for name in ("fresh", "current", "aside"))
    step = 1

    def prepare() -> None:
        for folder in (fresh, current, aside):
            folder.mkdir(exist_ok=True)
            for name in ("a", "b", "c"):
                (folder / name).write_text("whole")

    prepare()
    while is_killed(lambda: folder_exchange.finish_exchange(fresh, current, aside), step):
        # Somebody deletes the site: what is put back is whole, or nothing is.
        current.rename(tmp_path / f"deleted-{step}")
        folder_exchange.finish_exchange(fresh, current, aside)
        assert not current.exists() or len([*current.iterdir()]) == 3, step
        prepare()
        step += 1
    assert step > 4 and not aside.exists() and len([*current.iterdir()]) == 3


WRITERS = {
    "over an old file": lambda path: files.write_atomically(path, b"new"),
    "a new file": lambda path: files.create(path, b"new"),
    "a new folder": lambda path: files.write_folder(path, {"a": b"new", "b": b"new"}),
    "a private file": lambda path: files.write_private(path, b"new"),
}


def content(path: Path) -> object:
    if path.is_dir():
        return {one.name: one.read_bytes() for one in path.iterdir()}
    return path.read_bytes() if path.exists() else None


@pytest.mark.parametrize("writer", WRITERS)
def test_a_writer_that_is_killed_at_any_step_leaves_old_or_new(tmp_path, writer):
    old = b"old" if writer in ("over an old file", "a private file") else None
    new = {"a": b"new", "b": b"new"} if writer == "a new folder" else b"new"
    step, seen, is_done = 1, [], False
    while not is_done:
        folder = tmp_path / str(step)
        folder.mkdir()
        path = folder / "target"
        if old:
            path.write_bytes(old)
        is_done = not is_killed(lambda path=path: WRITERS[writer](path), step)
        seen.append(content(path))
        assert seen[-1] in (old, new), step
        if seen[-1] == old:
            # What was left there is in nobody's way.
            WRITERS[writer](path)
            assert content(path) == new and [*folder.iterdir()] == [path]
        step += 1
    assert seen[0] == old and seen[-1] == new


def test_changes_that_are_killed_at_any_step_lose_no_record(tmp_path):
    """As when a record gets another file name: the new one, a list of moves, the old one."""
    step, is_done, states = 1, False, []
    while not is_done:
        folder = tmp_path / str(step)
        folder.mkdir()
        (folder / "old.yml").write_text("record")
        (folder / "moved.json").write_text("{}")
        changes = {
            folder / "old.yml": None,
            folder / "moved.json": b'{"old": "new"}',
            folder / "new.yml": b"record",
        }
        is_done = not is_killed(lambda changes=changes: files.apply_changes(changes), step)
        records = {path.name for path in folder.glob("[!.]*.yml")}
        assert records, step
        assert all((folder / name).read_text() == "record" for name in records), step
        assert content(folder / "moved.json") in (b"{}", b'{"old": "new"}'), step
        states.append(records)
        files.apply_changes(changes)
        assert {path.name for path in folder.iterdir()} == {"new.yml", "moved.json"}
        step += 1
    assert states[0] == {"old.yml"} and states[-1] == {"new.yml"} and step > 8


@WAYS
def test_a_build_that_fails_at_any_step_leaves_a_whole_site(tmp_path, monkeypatch, exchanges):
    monkeypatch.setattr(folder_exchange, "EXCHANGES", exchanges)
    for content in ("one", "two"):
        build(tmp_path, content)
    step, kept, status = 1, 0, FAILED
    while status or step < 20:
        status = alone(lambda: build(tmp_path, "three"), step, fail)
        assert status in (0, FAILED)
        # What is not needed may fail, and an exchange that the system refuses is done in two steps.
        assert site(tmp_path) in ([["two"] * 3, ["three"] * 3]), step
        kept += status == FAILED and site(tmp_path) == ["two"] * 3
        build(tmp_path, "two")
        step += 1
    assert kept > 8
    build(tmp_path, "three")
    assert site(tmp_path) == ["three"] * 3


@pytest.mark.parametrize("writer", WRITERS)
def test_a_writer_without_room_leaves_what_was_there(tmp_path, writer):
    path = tmp_path / "target"
    if old := writer in ("over an old file", "a private file"):
        path.write_bytes(b"old")

    def write_without_room() -> None:
        # No file may grow beyond two bytes: writing fails in the middle, as on a full disk.
        resource.setrlimit(resource.RLIMIT_FSIZE, (2, 2))
        WRITERS[writer](path)

    assert alone(write_without_room) == FAILED
    assert content(path) == (b"old" if old else None)
    assert [*tmp_path.iterdir()] == ([path] if old else [])


def test_a_cache_that_cannot_be_written_stops_nobody(tmp_path, monkeypatch):
    for number in (errno.ENOSPC, errno.EROFS, errno.EACCES):

        def refuse(*_: object, number: int = number, **options: object) -> None:
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(files, "_write_new", refuse)
        files.write_cache(tmp_path / "cache" / "one", b"new")
        assert not [*(tmp_path / "cache").iterdir()]
