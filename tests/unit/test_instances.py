"""New instances of the program, and updates of them."""

import dataclasses
import re
import subprocess
from datetime import date

import pytest

from git_repository import git
from sites import ROOT
from ulo import instances
from ulo.instances import Answers, Source

NEW = Answers(
    "Voices of Ruritania", "XA", "Ruritania", "en", "Europe/Berlin", today=date(2026, 1, 2)
)


@pytest.fixture
def program(tmp_path):
    """A small program of the same layout."""
    folder = tmp_path / "program"
    for path, content in {
        "build.py": "print(1)\n",
        "ulo/code.py": "one\ntwo\nthree\nfour\nfive\n",
        "ulo/old.py": "old\n",
        "docs/editing.md": "How we edit\n",
        "docs/about/index.md": "About the first directory\n",
        "docs/guides/law/index.md": "The law\n",
        "docs/data/first-import.md": "Our history\n",
        "orgs/group.yml": "name: A group\n",
        "library/words/word.yml": "term: Word\n",
        "schema/areas.json": "{}\n",
        "schema/registers/left-out.json": "{}\n",
        "schema/country/phones.yml": "a: b\n",
        "schema/vocabulary/community.json": "{}\n",
        "tests/unit/test_code.py": "\n",
        "tests/instance/test_instance.py": "\n",
        "LICENCE": "MIT\n",
        "LICENCE-DATA": "Terms of ours\n",
        "mkdocs.yml": "site_name: First\n",
        ".venv/lib.py": "\n",
        ".cache/kept": "\n",
        "site/index.html": "\n",
        "ulo/__pycache__/code.pyc": "\n",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, "utf-8")
    return folder


def source(program, **facts) -> Source:
    return Source(program, "the program", **facts)


def texts(folder) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.is_file() and ".git/" not in path.as_posix()
    }


@pytest.fixture
def instance(program, tmp_path):
    folder = tmp_path / "instance"
    instances.start(source(program), folder, NEW)
    return folder


# --- A new one ------------------------------------------------------------------------------------


def test_new_instance_has_what_is_shared_and_nothing_of_ours(instance):
    found = texts(instance)
    assert found["ulo/code.py"].startswith("one") and found["LICENCE"] == "MIT\n"
    assert "tests/instance/test_instance.py" in found and "tests/unit/test_code.py" not in found
    for ours in ("first directory", "The law", "Our history", "A group", "term: Word", "of ours"):
        assert not [path for path, text in found.items() if ours in text], ours
    assert not [path for path in found if path.startswith((".venv", ".cache", "site"))]
    assert not [path for path in found if path.endswith(".pyc")]
    assert {"orgs/.gitkeep", "instance.json", ".github/CODEOWNERS"} <= set(found)


def test_its_own_files_have_its_name(instance):
    found = texts(instance)
    assert 'site_name: "Voices of Ruritania"' in found["mkdocs.yml"]
    assert found["README.md"].startswith("# Voices of Ruritania\n")
    assert "Voices of Ruritania" in found["LICENCE-DATA"]
    assert "date: 2026-01-02" in found["docs/help-now/index.md"]


def test_no_gap_of_a_starter_stays_open(instance):
    manifest = instances.read_manifest(instance)
    for path in manifest.starters:
        text = (instance / path).read_text("utf-8")
        assert not re.search(r"\$\{?(name|code|country|language|formats|time_zone|today)", text), (
            path
        )


def test_another_network_keeps_the_country(program, tmp_path):
    folder = tmp_path / "network"
    answers = Answers("Network", keeps_country=True, today=date(2026, 1, 2))
    own = instances.start(source(program), folder, answers)
    assert (folder / "schema" / "country" / "phones.yml").read_text("utf-8") == "a: b\n"
    assert not [path for path in own if path.startswith("schema/country/")]
    assert not (folder / "orgs" / "group.yml").exists()


def test_untracked_files_stay_at_home(program, tmp_path):
    (program / "diary.txt").write_text("private", "utf-8")
    folder = tmp_path / "tracked"
    instances.start(source(program, tracked=("build.py", "ulo/code.py", "gone.py")), folder, NEW)
    found = texts(folder)
    assert "ulo/code.py" in found and "diary.txt" not in found and "ulo/old.py" not in found


@pytest.mark.parametrize("is_file", [True, False])
def test_folder_in_use_stays_as_it_is(program, tmp_path, is_file):
    folder = tmp_path / "used"
    if is_file:
        folder.write_text("mine", "utf-8")
    else:
        folder.mkdir()
        (folder / "mine.txt").write_text("mine", "utf-8")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    with pytest.raises(instances.FolderInUseError):
        instances.start(source(program), folder, NEW)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_failure_leaves_nothing(program, tmp_path, monkeypatch):
    def fail(*_: object) -> bytes:
        raise OSError("disk full")

    monkeypatch.setattr(Source, "read", fail)
    with pytest.raises(OSError, match="disk full"):
        instances.start(source(program), tmp_path / "new", NEW)
    assert [path.name for path in tmp_path.iterdir()] == ["program"]


# --- An update ------------------------------------------------------------------------------------


def updated(instance, program, **facts) -> instances.Update:
    update = instances.plan(instance, instances.read_manifest(instance), source(program, **facts))
    instances.apply(instance, update)
    return update


def test_update_of_nothing_changes_nothing(instance, program):
    before = texts(instance)
    assert updated(instance, program).changes == ()
    assert texts(instance) == before


def test_new_changed_and_deleted_files_arrive(instance, program):
    (program / "ulo" / "code.py").write_text("new\n", "utf-8")
    (program / "ulo" / "more.py").write_text("more\n", "utf-8")
    (program / "ulo" / "old.py").unlink()
    update = updated(instance, program)
    assert update.paths("replaced") == ["ulo/code.py"]
    assert update.paths("added") == ["ulo/more.py"] and update.paths("deleted") == ["ulo/old.py"]
    found = texts(instance)
    assert found["ulo/code.py"] == "new\n" and "ulo/old.py" not in found


@pytest.mark.parametrize("page", ["editing", "help", "import"])
def test_shared_pages_do_not_say_which_groups_we_lack(page):
    text = (ROOT / "docs" / f"{page}.md").read_text("utf-8")
    assert not re.search("Wales|Scotland|Northern Ireland|England", text)


def test_what_the_instance_owns_is_never_touched(instance, program):
    for path in (
        "README.md",
        "mkdocs.yml",
        "docs/about/index.md",
        "schema/registers/left-out.json",
    ):
        (instance / path).write_text("mine\n", "utf-8")
        (program / path).parent.mkdir(parents=True, exist_ok=True)
        (program / path).write_text("theirs\n", "utf-8")
    (instance / "docs" / "help-now" / "easy.md").unlink()
    (instance / "orgs" / "mine.yml").write_text("mine\n", "utf-8")
    before = texts(instance)
    assert updated(instance, program).changes == ()
    assert texts(instance) == before


def test_what_only_the_instance_changed_stays(instance, program):
    (instance / "docs" / "editing.md").write_text("How I edit\n", "utf-8")
    (instance / "ulo" / "old.py").unlink()
    (program / "build.py").write_text("print(2)\n", "utf-8")
    update = updated(instance, program)
    assert update.paths("kept") == ["docs/editing.md", "ulo/old.py"]
    assert texts(instance)["docs/editing.md"] == "How I edit\n"
    assert not (instance / "ulo" / "old.py").exists()


def test_what_both_changed_is_put_beside_it(instance, program):
    (instance / "ulo" / "code.py").write_text("mine\n", "utf-8")
    (program / "ulo" / "code.py").write_text("theirs\n", "utf-8")
    assert updated(instance, program).paths("conflict") == ["ulo/code.py"]
    found = texts(instance)
    assert found["ulo/code.py"] == "mine\n" and found["ulo/code.py.update"] == "theirs\n"
    # It is asked about once: until it changes again, the instance's own is right.
    assert updated(instance, program).paths("conflict") == []


def test_a_file_that_the_instance_made_first_stays(instance, program):
    (instance / "ulo" / "more.py").write_text("mine\n", "utf-8")
    (program / "ulo" / "more.py").write_text("theirs\n", "utf-8")
    assert updated(instance, program).paths("conflict") == ["ulo/more.py"]
    assert texts(instance)["ulo/more.py"] == "mine\n"


def test_changes_that_are_apart_are_merged(instance, program):
    git(program, "init", "-q")
    git(program, "add", "-A")
    git(program, "commit", "-q", "-m", "First")
    manifest = dataclasses.replace(instances.read_manifest(instance), commit="HEAD")
    (instance / "instance.json").write_bytes(manifest.as_json())
    (instance / "ulo" / "code.py").write_text("ONE\ntwo\nthree\nfour\nfive\n", "utf-8")
    (program / "ulo" / "code.py").write_text("one\ntwo\nthree\nfour\nFIVE\n", "utf-8")

    def read_old(commit: str, path: str) -> bytes:
        return subprocess.check_output(["git", "show", f"{commit}:{path}"], cwd=program)

    assert updated(instance, program, read_old=read_old).paths("merged") == ["ulo/code.py"]
    assert texts(instance)["ulo/code.py"] == "ONE\ntwo\nthree\nfour\nFIVE\n"


def test_line_ends_of_windows_are_no_change(instance, program):
    path = instance / "ulo" / "code.py"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    (program / "ulo" / "code.py").write_text("new\n", "utf-8")
    assert updated(instance, program).paths("replaced") == ["ulo/code.py"]


def test_failed_update_changes_nothing(instance, program, monkeypatch):
    (program / "ulo" / "code.py").write_text("new\n", "utf-8")
    (program / "build.py").write_text("print(2)\n", "utf-8")
    before = texts(instance)
    update = instances.plan(instance, instances.read_manifest(instance), source(program))
    (instance / "ulo" / ".code.py.new").mkdir()
    (instance / "ulo" / ".code.py.new" / "x").write_text("", "utf-8")
    with pytest.raises(OSError, match="code"):
        instances.apply(instance, update)
    (instance / "ulo" / ".code.py.new" / "x").unlink()
    assert texts(instance) == before


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"files": 1}'])
def test_damaged_manifest_is_no_manifest(tmp_path, content):
    (tmp_path / "instance.json").write_text(content, "utf-8")
    with pytest.raises(instances.InvalidManifestError):
        instances.read_manifest(tmp_path)


def test_every_file_of_the_starter_belongs_to_the_instance():
    for path, _ in instances.starter_files(NEW.gaps(), keeps_country=False):
        assert instances.is_own(path), path
