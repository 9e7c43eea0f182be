"""A tree is brought up to date: what is right stays, what differs is replaced, the rest goes."""

import os
from pathlib import Path

import pytest

from ulo.site.tree import Note, SiteTree


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    return folder


def note_of(tree: SiteTree, name: str, fingerprint: str) -> Note:
    found = os.stat(tree.path(name))
    return Note(fingerprint, found.st_mtime_ns, found.st_size)


def files_in(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_file_that_is_right_is_not_written_again(folder: Path):
    tree = SiteTree(folder, {})
    first = tree.write("a/index.html", b"one")
    again = tree.write("a/index.html", b"one")
    assert (first.st_ino, first.st_mtime_ns) == (again.st_ino, again.st_mtime_ns)
    tree.write("a/index.html", b"two")
    assert files_in(folder) == {"a/index.html": "two"}


def test_a_shared_file_is_replaced_and_never_changed(folder: Path, tmp_path: Path):
    last = SiteTree(folder, {})
    last.write("a", b"one")
    last = SiteTree(folder, {"a": note_of(last, "a", "facts")})
    (tmp_path / "next").mkdir()
    tree = SiteTree(tmp_path / "next", {})
    tree.share("a", last.path("a"))
    assert os.stat(tree.path("a")).st_ino == os.stat(last.path("a")).st_ino
    tree.write("a", b"two")
    assert files_in(folder) == {"a": "one"}


def test_without_hard_links_a_file_is_copied(folder: Path, tmp_path: Path, monkeypatch):
    def refuse(*args: object, **options: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    last = SiteTree(folder, {})
    last.write("a/b", b"one")
    last = SiteTree(folder, {"a/b": note_of(last, "a/b", "facts")})
    (tmp_path / "next").mkdir()
    tree = SiteTree(tmp_path / "next", {})
    tree.share("a/b", last.path("a/b"))
    # The copy counts as the same file in the next build.
    assert SiteTree(tmp_path / "next", last.notes).find("a/b", "facts") == last.notes["a/b"]


@pytest.mark.parametrize(
    "change",
    [
        lambda path: path.write_text("owt"),
        lambda path: path.write_text("longer"),
        lambda path: path.unlink(),
        lambda path: (path.unlink(), path.symlink_to("/etc/hostname")),
        lambda path: (path.unlink(), path.mkdir()),
    ],
    ids=["same size", "other size", "gone", "a link", "a folder"],
)
def test_a_file_that_somebody_changed_is_not_taken_for_right(folder: Path, change):
    tree = SiteTree(folder, {})
    tree.write("a", b"two")
    tree = SiteTree(folder, {"a": note_of(tree, "a", "facts")})
    assert tree.find("a", "facts")
    os.utime(folder / "a", ns=(1, 1))
    assert not tree.find("a", "facts")
    change(folder / "a")
    assert not tree.find("a", "facts")


def test_other_facts_or_none_do_not_match(folder: Path):
    tree = SiteTree(folder, {})
    tree.write("a", b"one")
    tree = SiteTree(folder, {"a": note_of(tree, "a", "")})
    assert not tree.find("a", "")
    assert not tree.find("a", "facts")
    assert not tree.find("b", "facts")


def test_what_nobody_wants_is_removed_with_its_folders(folder: Path, tmp_path: Path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_text("kept")
    for name in ("a/b/index.html", "a/index.html", "c/d/e", "f"):
        SiteTree(folder, {}).write(name, b"x")
    (folder / "empty" / "too").mkdir(parents=True)
    (folder / "link").symlink_to(outside, target_is_directory=True)
    SiteTree(folder, {}).remove_others(["a/index.html", "f"])
    assert files_in(folder) == {"a/index.html": "x", "f": "x"}
    assert sorted(path.name for path in folder.iterdir()) == ["a", "f"]
    assert (outside / "kept").exists()


@pytest.mark.parametrize(("old", "new"), [("a", "a/index.html"), ("a/index.html", "a")])
def test_a_file_and_a_folder_may_change_places(folder: Path, old: str, new: str):
    tree = SiteTree(folder, {})
    tree.write(old, b"old")
    tree.remove_others([new])
    tree.write(new, b"new")
    assert files_in(folder) == {new: "new"}


def test_a_file_that_not_everybody_can_read_is_made_anew(folder: Path):
    tree = SiteTree(folder, {})
    tree.write("a", b"one")
    os.chmod(tree.path("a"), 0o600)
    tree = SiteTree(folder, {"a": note_of(tree, "a", "facts")})
    assert tree.find("a", "facts") is None
    tree.write("a", b"one")
    assert os.stat(tree.path("a")).st_mode & 0o044 == 0o044
