"""The environment: which one is used, and how ours is made whole or not at all."""

import ast
import errno
import os
import sys
from importlib import metadata
from pathlib import Path

import pytest

from sites import DATA, ROOT, copy, run_alone
from ulo import bootstrap
from ulo.bootstrap import entering, setting_up
from ulo.bootstrap.locked_packages import (
    LOCKED_PACKAGE,
    has_locked_packages,
    lock_digest,
    marker_applies,
)

HERE = f"pytest=={metadata.version('pytest')}"


@pytest.fixture
def lock(tmp_path):
    """Writes a lock file of these lines, with a fingerprint each."""

    def write(*packages: str):
        path = tmp_path / "lock.txt"
        lines = [f"{package} \\\n    --hash=sha256:{'0' * 64}\n    # via x" for package in packages]
        path.write_text("# made by a program\n" + "\n".join(lines) + "\n", "utf-8")
        return path

    return write


@pytest.mark.parametrize(
    ("packages", "complete"),
    [
        ([HERE], True),
        ([HERE, "no-such-package==1.0"], False),
        (["pytest==0.0.1"], False),
        ([f"{HERE}.1"], False),
        ([HERE, "no-such-package==1.0 ; python_full_version < '3.11.0'"], True),
        ([HERE, "no-such-package==1.0 ; python_full_version >= '3.11'"], False),
        ([f"{HERE} ; implementation_name != 'nothing'"], True),
        ([HERE, "no-such-package==1.0 ; this is not understood"], False),
    ],
)
def test_locked_packages_are_compared_with_those_installed(lock, packages, complete):
    assert has_locked_packages(lock(*packages)) == complete


@pytest.mark.parametrize(
    ("marker", "applies"),
    [
        (f"sys_platform == '{sys.platform}'", True),
        (f"sys_platform != '{sys.platform}'", False),
        ("python_version >= '3.9' and python_version < '4.0'", True),
        ("python_full_version < '3.9.1' and os_name != 'x'", False),
    ],
)
def test_markers(marker, applies):
    assert marker_applies(marker) == applies


def test_markers_of_our_lock_files_are_understood():
    for path in (ROOT / "requirements").glob("*.txt"):
        packages = LOCKED_PACKAGE.findall(path.read_text("utf-8"))
        assert len(packages) == path.read_text("utf-8").count("==")
        for _, _, marker in packages:
            assert not marker or marker_applies(marker) in (True, False)


def test_active_environment_is_used(tmp_path, lock):
    folder = copy(tmp_path / "project", DATA / "golden" / "orgs")
    (folder / ".venv").unlink()
    (folder / "requirements" / "build.txt").write_text(lock(HERE).read_text("utf-8"), "utf-8")
    done = run_alone(folder, "check")
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    assert not (folder / ".venv").exists()


VERSION = "{}.{}".format(*sys.version_info)
ANOTHER = "3.99"


@pytest.fixture
def project(tmp_path, lock, monkeypatch):
    """A project without .venv, in which nobody restarts; `restarts` lists who would."""
    (tmp_path / "requirements").mkdir()
    for group in ("build", "links", "test"):
        lock(HERE).rename(tmp_path / "requirements" / f"{group}.txt")
    restarts = []
    monkeypatch.setattr(entering, "_restart", restarts.append)
    monkeypatch.setattr(entering, "is_environment_active", lambda: False)
    return tmp_path, restarts


def make_environment(root, version: str = VERSION, content: str = "old") -> Path:
    """An environment that is ready for a build, and has a file with a content."""
    python = entering.environment_python(root)
    python.parent.mkdir(parents=True)
    python.touch(0o755)
    (root / ".venv" / "pyvenv.cfg").touch()
    (root / ".venv" / "content").write_text(content)
    (root / ".venv" / ".ready-build").write_text(f"{lock_digest(root, 'build')} {version}")
    return python


# --- Which one is used ---------------------------------------------------------------------------


def test_an_environment_that_is_ready_is_entered_at_once(project):
    root, restarts = project
    make_environment(root)
    bootstrap.enter_environment(root)
    bootstrap.ensure_environment(root, "build")
    assert restarts == [root, root]


def test_an_environment_that_another_python_made_is_used(project):
    root, restarts = project
    make_environment(root, ANOTHER)
    bootstrap.enter_environment(root)
    bootstrap.ensure_environment(root, "build")
    assert restarts == [root, root]


def test_an_environment_whose_python_has_become_another_is_not_ready(project, monkeypatch):
    root, _ = project
    make_environment(root, ANOTHER)
    monkeypatch.setattr(sys, "prefix", str(root / ".venv"))
    assert not entering.is_ready(root, "build")


def test_an_active_environment_is_not_left(project, monkeypatch):
    root, restarts = project
    make_environment(root)
    monkeypatch.setattr(entering, "is_environment_active", lambda: True)
    bootstrap.enter_environment(root)
    assert restarts == []


@pytest.mark.parametrize("outdated", [".venv/.ready-build", "requirements/build.txt"])
def test_an_environment_that_is_out_of_date_is_not_entered(project, outdated):
    root, restarts = project
    make_environment(root)
    (root / outdated).write_text("something else")
    bootstrap.enter_environment(root)
    assert restarts == []


@pytest.mark.parametrize("missing", ["pyvenv.cfg", "bin/python"])
def test_an_environment_that_has_lost_its_python_is_not_entered(project, missing):
    root, restarts = project
    make_environment(root)
    (root / ".venv" / missing).unlink()
    bootstrap.enter_environment(root)
    assert restarts == []


def test_nobody_restarts_for_ever(project, monkeypatch):
    root, _ = project
    make_environment(root)
    monkeypatch.setattr(sys, "_xoptions", {entering.RESTARTED: True})
    with pytest.raises(bootstrap.BootstrapError, match="broken"):
        bootstrap.enter_environment(root)


def test_a_restart_forgets_what_would_bring_other_packages(tmp_path, monkeypatch):
    commands = []
    monkeypatch.setattr(os, "execv", lambda path, command: commands.append(command))
    monkeypatch.setattr(sys, "argv", ["build.py", "check"])
    for name in ("PYTHONHOME", "PYTHONPATH"):
        monkeypatch.setenv(name, "/elsewhere")
    entering._restart(tmp_path)
    python = str(entering.environment_python(tmp_path))
    assert commands == [[python, "-X", entering.RESTARTED, "build.py", "check"]]
    assert not {"PYTHONHOME", "PYTHONPATH"} & os.environ.keys()


def annotations(tree: ast.AST):
    """All annotations of functions and variables that are not mere text."""
    for node in ast.walk(tree):
        for name in ("annotation", "returns"):
            if annotation := getattr(node, name, None):
                yield annotation


def test_an_old_python_can_read_which_one_is_needed(monkeypatch):
    for path in [ROOT / "build.py", ROOT / "ulo/__init__.py", *(ROOT / "ulo/bootstrap").iterdir()]:
        if path.suffix == ".py":
            tree = ast.parse(path.read_text("utf-8"), feature_version=(3, 8))
            # Python 3.8 would look up `list[str]` and `int | None`, in vain.
            assert all(isinstance(x, (ast.Name, ast.Constant)) for x in annotations(tree)), path
    monkeypatch.setattr(sys, "version_info", (3, 10, 13))
    with pytest.raises(bootstrap.BootstrapError, match=r"needs Python 3\.11 or later"):
        bootstrap.check_python()


# --- Setting up ----------------------------------------------------------------------------------


@pytest.fixture
def steps(project, monkeypatch):
    """What a set-up does, by name. `fail` says with which error packages cannot be fetched."""
    root, _ = project
    steps = []
    steps_fail = []

    def make(folder):
        steps.append("make")
        python = entering.environment_python(root)
        python.parent.mkdir()
        python.touch(0o755)
        (folder / "pyvenv.cfg").touch()
        (folder / "content").write_text("new")

    def install(lock, python):
        steps.append(f"install {lock.stem}")
        if steps_fail:
            raise steps_fail[0]

    monkeypatch.setattr(setting_up, "_make_environment", make)
    monkeypatch.setattr(setting_up, "_install", install)
    monkeypatch.setattr(setting_up, "_version", lambda python: VERSION if python.exists() else "")
    return steps, steps_fail


def content(root) -> str:
    return (root / ".venv" / "content").read_text()


def test_the_first_run_sets_up_and_the_second_does_not(project, steps):
    root, restarts = project
    for _ in range(2):
        bootstrap.ensure_environment(root, "test")
    assert steps[0] == ["make", "install test"] and restarts == [root, root]
    assert all(entering.is_ready(root, group) for group in ("build", "links", "test"))
    assert sorted(path.name for path in root.iterdir()) == [".cache", ".venv", "requirements"]


def test_an_environment_that_works_is_added_to(project, steps):
    root, _ = project
    make_environment(root, ANOTHER)
    bootstrap.ensure_environment(root, "test")
    assert steps[0] == ["install test"] and content(root) == "old"
    assert entering.is_ready(root, "build") and entering.is_ready(root, "test")


@pytest.mark.parametrize("fault", ["bin/python", "pyvenv.cfg", "emptied by a power cut"])
def test_an_environment_that_does_not_work_is_made_anew(project, steps, fault):
    root, _ = project
    make_environment(root)
    (root / ".venv" / fault).unlink(missing_ok=True)
    if "power" in fault:
        (root / ".venv" / ".ready-build").write_text("")
    bootstrap.ensure_environment(root, "build")
    assert steps[0] == ["make", "install build"] and content(root) == "new"
    assert not (root / setting_up.ASIDE).exists()


@pytest.mark.parametrize("error", [bootstrap.BootstrapError("offline"), KeyboardInterrupt()])
def test_what_was_there_stays_when_a_set_up_fails(project, steps, error):
    root, _ = project
    make_environment(root)
    (root / ".venv" / "pyvenv.cfg").unlink()
    steps[1].append(error)
    with pytest.raises(type(error)):
        bootstrap.ensure_environment(root, "build")
    assert steps[0] == ["make", "install build"] and content(root) == "old"
    assert not (root / setting_up.ASIDE).exists()


def test_what_was_added_in_vain_harms_nothing(project, steps):
    root, restarts = project
    make_environment(root)
    steps[1].append(bootstrap.BootstrapError("offline"))
    with pytest.raises(bootstrap.BootstrapError, match="offline"):
        bootstrap.ensure_environment(root, "test")
    steps[1].clear()
    bootstrap.ensure_environment(root, "build")
    bootstrap.ensure_environment(root, "test")
    assert steps[0] == ["install test"] * 2 and restarts == [root, root]


def test_a_set_up_that_was_killed_is_not_taken_for_whole(project, steps, monkeypatch):
    root, _ = project
    make_environment(root)
    (root / ".venv" / "pyvenv.cfg").unlink()
    (root / ".venv").rename(root / setting_up.ASIDE)
    make_environment(root, content="half")
    (root / ".venv" / setting_up.UNFINISHED).touch()
    (root / ".venv" / ".ready-build").unlink()
    bootstrap.ensure_environment(root, "build")
    assert steps[0] == ["make", "install build"] and content(root) == "new"


def test_one_that_was_whole_when_its_set_up_was_killed_stays(project, steps):
    root, _ = project
    make_environment(root)
    (root / setting_up.ASIDE).mkdir()
    bootstrap.ensure_environment(root, "test")
    assert steps[0] == ["install test"] and content(root) == "old"
    assert not (root / setting_up.ASIDE).exists()


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.EACCES, "Copy the folder to your own documents"),
        (errno.EROFS, "Copy the folder to your own documents"),
        (errno.ENOSPC, "Free some space"),
        (errno.EIO, "wouldn't let us"),
    ],
)
def test_a_folder_that_cannot_be_written_is_named(project, monkeypatch, number, advice):
    root, _ = project

    def refuse(*_, **__):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(bootstrap.BootstrapError, match=advice) as caught:
        bootstrap.ensure_environment(root, "build")
    assert str(root) in str(caught.value)


def fake_python(folder, body: str) -> Path:
    """A program that stands for the Python of an environment."""
    python = folder / "python"
    python.write_text(f"#!/bin/sh\n{body}\n")
    python.chmod(0o755)
    return python


@pytest.mark.parametrize(
    ("said", "version"),
    [
        ("3 14 True", "3.14"),
        ("hello; echo 3 11 True", "3.11"),
        ("3 10 True", ""),
        ("3 14 False", ""),
        ("3 14 True; exit 1", ""),
    ],
)
def test_the_python_of_an_environment_is_asked_who_it_is(tmp_path, said, version):
    assert setting_up._version(fake_python(tmp_path, f"echo {said}")) == version
    assert setting_up._version(tmp_path / "missing") == ""


@pytest.mark.parametrize(
    ("body", "error", "words"),
    [
        ("echo 'No route to host' >&2; exit 1", bootstrap.BootstrapError, "No route to host"),
        ("echo 'No space left on device' >&2; exit 1", OSError, "No space left"),
        ("case $2 in -m) ;; *) exit 1 ;; esac", bootstrap.BootstrapError, "pip config list"),
        ('[ "$2" = -c ] || [ "$PIP_USER$PIP_TARGET" = 0 ]', None, ""),
    ],
)
def test_pip_is_asked_for_packages_and_not_believed(
    project, tmp_path, monkeypatch, body, error, words
):
    monkeypatch.setenv("PIP_TARGET", "/elsewhere")
    arguments = project[0] / "requirements" / "build.txt", fake_python(tmp_path, body)
    if error:
        with pytest.raises(error, match=words):
            setting_up._install(*arguments)
    else:
        setting_up._install(*arguments)


def test_a_folder_in_which_python_makes_no_environment_is_told(tmp_path):
    folder = tmp_path / f"two{os.pathsep}names"
    folder.mkdir()
    with pytest.raises(bootstrap.BootstrapError, match="couldn't make") as caught:
        setting_up._make_environment(folder)
    assert "PATH separator" in str(caught.value) and "Debian" not in str(caught.value)


@pytest.mark.parametrize("group", setting_up.GROUP_INCLUDES)
def test_every_group_has_a_lock_file(group):
    assert (ROOT / "requirements" / f"{group}.txt").is_file()
