"""Where a site is built: one build at a time, and what a killed one has left is mended."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ulo.core import files, folder_exchange
from ulo.site.link_check import PageLinks
from ulo.site.tree import Note
from ulo.site.workspace import Workspace

NOTES = {
    "index.html": Note("facts", 12, 34, PageLinks(("main",), ("about/", "orgs/#top"))),
    "robots.txt": Note("", 1, 2),
}


def never() -> None:
    raise AssertionError("nobody else is here")


def build(workspace: Workspace, content: str, notes=NOTES) -> None:
    with workspace.open(never):
        tree, _ = workspace.trees()
        tree.write("index.html", content.encode())
        workspace.publish(notes)


def test_the_new_site_takes_the_place_of_the_last(tmp_path: Path):
    workspace = Workspace(tmp_path)
    for content in ("one", "two", "three"):
        build(workspace, content)
        assert (tmp_path / "site" / "index.html").read_text() == content


def test_what_only_the_last_site_had_is_gone(tmp_path: Path):
    """Only files that both share stay for the next build: nothing of a group that was taken off."""
    workspace = Workspace(tmp_path)
    for names in (("same", "changed", "orgs/gone"), ("same", "changed")):
        with workspace.open(never):
            tree, earlier = workspace.trees()
            notes = {}
            for name in names:
                if name == "same" and earlier:
                    tree.share(name, earlier[0].path(name))
                    found = os.stat(tree.path(name))
                else:
                    found = tree.write(name, f"{len(names)} {name}".encode())
                notes[name] = Note("facts", found.st_mtime_ns, found.st_size)
            workspace.publish(notes)
    kept = tmp_path / ".cache" / "next"
    assert [path.relative_to(kept).as_posix() for path in kept.rglob("*")] == ["same"]
    left = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert not [content for content in left if b"gone" in content]
    # What is there is found again without being read.
    with workspace.open(never):
        tree, (last,) = workspace.trees()
        assert tree.find("same", "facts") and not tree.find("changed", "facts")
        assert last.find("changed", "facts")


def test_notes_follow_their_folder(tmp_path: Path):
    workspace = Workspace(tmp_path)
    build(workspace, "one")
    build(workspace, "two", {"other": Note("x", 5, 6)})
    with workspace.open(never):
        tree, (last,) = workspace.trees()
    assert tree.notes == last.notes == {"other": Note("x", 5, 6)}
    assert len(list((tmp_path / ".cache").glob("notes-*"))) == 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:-1],
        lambda content: content + b"x",
        lambda content: content.replace(b"facts", b"fakes"),
        lambda content: b"nonsense",
    ],
    ids=["empty", "cut off", "longer", "changed", "of another kind"],
)
def test_damaged_notes_are_no_notes(tmp_path: Path, damage):
    workspace = Workspace(tmp_path)
    build(workspace, "one")
    (path,) = (tmp_path / ".cache").glob("notes-*")
    path.write_bytes(damage(path.read_bytes()))
    with workspace.open(never):
        _, (last,) = workspace.trees()
    assert last.notes == {}


def test_what_a_build_leaves_can_be_deleted(tmp_path: Path):
    workspace = Workspace(tmp_path)
    build(workspace, "one")
    for path in (tmp_path / ".cache").iterdir():
        path.unlink() if path.is_file() else path.rmdir()
    build(workspace, "two")
    assert (tmp_path / "site" / "index.html").read_text() == "two"


def test_a_site_that_stood_aside_is_put_back(tmp_path: Path):
    workspace = Workspace(tmp_path)
    build(workspace, "one")
    (tmp_path / "site").rename(tmp_path / ".cache" / "previous")
    with workspace.open(never):
        assert (tmp_path / "site" / "index.html").read_text() == "one"
    # Killed after the exchange: the old one is of no use any more.
    (tmp_path / ".cache" / "previous").mkdir()
    with workspace.open(never):
        assert not (tmp_path / ".cache" / "previous").exists()


def test_half_made_sites_of_older_versions_are_removed(tmp_path: Path):
    (tmp_path / ".site-abc123" / "orgs").mkdir(parents=True)
    build(Workspace(tmp_path), "one")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".cache", "site"]


def test_without_an_exchange_in_one_step_two_renames_do_it(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(folder_exchange, "EXCHANGES", {})
    workspace = Workspace(tmp_path)
    for content in ("one", "two", "three"):
        build(workspace, content)
        assert (tmp_path / "site" / "index.html").read_text() == content
    assert not (tmp_path / ".cache" / "previous").exists()


def test_where_a_rename_fails_the_last_site_stays(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(folder_exchange, "EXCHANGES", {})
    workspace = Workspace(tmp_path)
    build(workspace, "one")
    rename = Path.rename

    def fail(path: Path, target: Path) -> Path:
        if path.name == "next":
            raise PermissionError(target)
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(PermissionError):
        build(workspace, "two")
    assert (tmp_path / "site" / "index.html").read_text() == "one"


def rights(folder: Path) -> dict[str, str]:
    paths = [folder, *folder.rglob("*")]
    return {str(path.relative_to(folder)): f"{path.stat().st_mode & 0o777:o}" for path in paths}


@pytest.mark.parametrize("umask", [0o077, 0o027, 0o000])
def test_everybody_can_read_a_site_and_nobody_else_what_is_private(tmp_path: Path, umask):
    public = {".": "755", "orgs": "755", "index.html": "644", "orgs/index.html": "644"}
    before = os.umask(umask)
    try:
        workspace = Workspace(tmp_path)
        # What an older version has left where everything is private.
        (tmp_path / ".cache" / "next" / "orgs").mkdir(parents=True)
        (tmp_path / ".cache" / "next" / "index.html").write_text("one")
        for path in ("", "orgs", "index.html"):
            (tmp_path / ".cache" / "next" / path).chmod(0o700)
        with workspace.open(never):
            tree, _ = workspace.trees()
            tree.remove_others(["index.html", "orgs/index.html"])
            for name in ("index.html", "orgs/index.html"):
                tree.write(name, b"one")
            workspace.publish({})
        files.write_private(tmp_path / ".cache" / "draft", b"mine")
        files.write_atomically(tmp_path / "letter.eml", b"yours")
    finally:
        assert os.umask(before) == umask
    assert rights(tmp_path / "site") == public
    assert rights(tmp_path)["letter.eml"] == f"{0o666 & ~umask:o}"
    assert rights(tmp_path)[".cache/draft"] == "600"


HOLDER = """
import sys
from pathlib import Path
from ulo.core import files, folder_exchange
with files.lock(Path(sys.argv[1]), lambda: None):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_build_says_so_and_waits(tmp_path: Path):
    lock = tmp_path / "lock"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(lock)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert holder.stdout.readline() == b"held\n"
    said = []

    def when_waiting() -> None:
        said.append("waiting")
        # However it ends, its lock is free.
        holder.kill()

    with files.lock(lock, when_waiting):
        assert said == ["waiting"]
    holder.wait()
    with files.lock(lock, never):
        pass
