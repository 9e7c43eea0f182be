"""`instance new` and `instance update`, as somebody runs them who starts a directory elsewhere."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from git_repository import git
from sites import ROOT, run

IRELAND = ROOT / "docs" / "instances" / "ireland"
# What a site of another country may only say where a person wrote it by hand for all instances.
OURS = re.compile(r"\b(?:GB-[A-Z]{2,3}|Led by Us(?! Ireland)|Companies House|Scotland|BBC)\b")
# The example names its neighbours as places abroad.
ABROAD = re.compile(r"^abroad: .*$", re.MULTILINE)


@pytest.fixture(scope="module")
def ireland(tmp_path_factory) -> Path:
    """A new directory for Ireland, with the files of the example."""
    folder = tmp_path_factory.mktemp("new") / "ireland"
    # As people write the way to a folder beside this one.
    way = os.path.relpath(folder, ROOT)
    done = run(ROOT, "instance", "new", way, "--name", "Led by Us Ireland", *COUNTRY)
    assert done.returncode == 0, done.stderr
    assert "docs/instances.md says what to do next" in done.stdout
    (folder / ".venv").symlink_to(Path(sys.prefix))
    return folder


COUNTRY = ("--country", "ie")


def add_example(folder: Path) -> None:
    for part in ("schema", "orgs"):
        shutil.copytree(IRELAND / part, folder / part, dirs_exist_ok=True)


def build(folder: Path) -> str:
    """Runs the program in the folder itself: it is a copy."""
    done = subprocess.run(
        [sys.executable, "build.py"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_new_directory_works_without_a_group_and_with_three(ireland):
    assert "0 groups" in build(ireland)
    add_example(ireland)
    assert "3 groups" in build(ireland)
    page = (ireland / "site" / "places" / "kerry" / "index.html").read_text("utf-8")
    assert "Example Independent Living Tralee" in page and "Ciarraí" in page
    town = ireland / "site" / "places" / "tralee-kerry" / "index.html"
    assert "Example Independent Living Tralee" in town.read_text("utf-8")
    form = (ireland / ".github" / "ISSUE_TEMPLATE" / "group.yml").read_text("utf-8")
    assert "GB-" not in form


def test_nothing_of_ours_is_in_it(ireland):
    files = [path for path in ireland.rglob("*") if path.is_file() and not path.is_symlink()]
    names = {path.relative_to(ireland).as_posix() for path in files}
    names = {name for name in names if not name.startswith((".venv", ".cache", "site/"))}
    assert not [name for name in names if "first-import" in name or "/guides/" in name]
    assert not [name for name in names if name.startswith(("library/resources/a", "tests/data"))]
    assert len([name for name in names if name.startswith("orgs/")]) <= 4
    for name in ("README.md", "LICENCE-DATA", "CITATION.cff", "mkdocs.yml", "schema/areas.json"):
        assert not OURS.search((ireland / name).read_text("utf-8")), name
    for path in (ireland / "schema" / "country").iterdir():
        assert not OURS.search(ABROAD.sub("", path.read_text("utf-8"))), path.name


def test_pages_of_a_country_do_not_name_another_one(ireland):
    add_example(ireland)
    build(ireland)
    by_hand = {path.stem for path in (ireland / "docs").rglob("*.md")}
    for path in (ireland / "site").rglob("*.html"):
        parts = path.relative_to(ireland / "site").parts
        if by_hand.isdisjoint(parts):
            found = OURS.search(path.read_text("utf-8"))
            assert not found, f"{'/'.join(parts)}: {found and found[0]}"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "Give the directory a name"),
        (("--name", "X"), "Say which country"),
        (("--name", "X", "--country", "ZZ"), "ZZ isn't the code of a country"),
        (("--name", "X", "--country", "Ireland"), "isn't the code of a country"),
    ],
)
def test_what_is_missing_is_told(tmp_path, options, said):
    done = run(ROOT, "instance", "new", str(tmp_path / "new"), *options)
    assert done.returncode == 1 and said in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_folder_of_this_directory_or_in_use_is_refused(tmp_path):
    name = ("--name", "X", *COUNTRY)
    done = run(ROOT, "instance", "new", str(ROOT / "inside"), *name)
    assert done.returncode == 1 and "inside this directory" in done.stderr
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    done = run(ROOT, "instance", "new", str(tmp_path), *name)
    assert done.returncode == 1 and "already" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


# --- Updates --------------------------------------------------------------------------------------


@pytest.fixture
def changed(tmp_path) -> tuple[Path, Path]:
    """An instance that has changed a few shared files, and a newer program."""
    newer, instance = tmp_path / "newer", tmp_path / "instance"
    ignored = shutil.ignore_patterns(
        ".git", ".venv*", ".cache", "site", "node_modules", "orgs", "library", "tests"
    )
    shutil.copytree(ROOT, newer, ignore=ignored)
    for folder in ("orgs", "library"):
        (newer / folder).mkdir()
    git(newer, "init", "-q")
    git(newer, "add", "-A", "-f")
    git(newer, "commit", "-q", "-m", "First")
    done = run(newer, "instance", "new", str(instance), "--name", "Elsewhere", *COUNTRY)
    assert done.returncode == 0, done.stderr
    style, editing = instance / "docs" / "style.md", instance / "docs" / "editing.md"
    style.write_text(style.read_text("utf-8") + "\nOur own rule.\n", "utf-8")
    editing.write_text(editing.read_text("utf-8") + "\nOur own end.\n", "utf-8")
    (instance / "README.md").write_text("# Ours\n", "utf-8")
    one = newer / "docs" / "editing.md"
    title = one.read_text("utf-8").replace("# How we edit", "# How we all edit", 1)
    assert title != one.read_text("utf-8")
    one.write_text(title, "utf-8")
    (newer / "ulo" / "new_module.py").write_text('"""New."""\n', "utf-8")
    (newer / "README.md").write_text("# Theirs\n", "utf-8")
    git(newer, "add", "-A", "-f")
    git(newer, "commit", "-q", "-m", "Second")
    return newer, instance


def test_update_over_a_changed_instance(changed):
    newer, instance = changed
    shown = run(instance, "instance", "update", str(newer), "--dry-run")
    assert "Nothing has been written" in shown.stdout and "docs/editing.md" in shown.stdout
    assert not (instance / "ulo" / "new_module.py").exists()
    done = run(instance, "instance", "update", str(newer))
    assert done.returncode == 0, done.stderr
    assert "1 file has your changes and the new ones:\n  docs/editing.md" in done.stdout
    assert "The program is up to date. Now run" in done.stdout
    assert "1 file stays as you changed it:\n  docs/style.md" in done.stdout
    both = (instance / "docs" / "editing.md").read_text("utf-8")
    assert "# How we all edit" in both and both.endswith("Our own end.\n")
    assert (instance / "ulo" / "new_module.py").exists()
    assert (instance / "README.md").read_text("utf-8") == "# Ours\n"
    again = run(instance, "instance", "update", str(newer))
    assert "You have the newest version" in again.stdout


def test_update_from_a_repository(changed):
    newer, instance = changed
    done = run(instance, "instance", "update", newer.as_uri())
    assert done.returncode == 0 and (instance / "ulo" / "new_module.py").exists(), done.stderr
    manifest = json.loads((instance / "instance.json").read_text("utf-8"))
    assert manifest["source"] == newer.as_uri() and len(manifest["commit"]) == 40


def test_update_waits_for_changes_to_be_committed(changed):
    newer, instance = changed
    git(instance, "init", "-q")
    git(instance, "add", "-A", "-f")
    git(instance, "commit", "-q", "-m", "Ours")
    path = instance / "docs" / "editing.md"
    path.write_text(path.read_text("utf-8") + "\nNot yet.\n", "utf-8")
    done = run(instance, "instance", "update", str(newer))
    assert done.returncode == 1 and "aren't committed" in done.stderr
    assert "docs/editing.md" in done.stdout and not (instance / "ulo" / "new_module.py").exists()


@pytest.mark.parametrize(
    ("place", "said"),
    [("nowhere", "There's no copy of the program"), ("file:///nowhere", "couldn't get")],
)
def test_update_from_nowhere(ireland, place, said):
    done = run(ireland, "instance", "update", place)
    assert done.returncode == 1 and said in done.stderr


def test_update_of_what_is_no_instance():
    done = run(ROOT, "instance", "update", str(ROOT))
    assert done.returncode == 1 and "no instance.json" in done.stderr
