"""The environment: an active one with the right packages is used as it is."""

import sys
from importlib import metadata

import pytest

from sites import DATA, ROOT, copy, run_alone
from ulo import bootstrap

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
    assert bootstrap.has_locked_packages(lock(*packages)) == complete


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
    assert bootstrap.marker_applies(marker) == applies


def test_markers_of_our_lock_files_are_understood():
    for path in (ROOT / "requirements").glob("*.txt"):
        packages = bootstrap.LOCKED_PACKAGE.findall(path.read_text("utf-8"))
        assert len(packages) == path.read_text("utf-8").count("==")
        for _, _, marker in packages:
            assert not marker or bootstrap.marker_applies(marker) in (True, False)


def test_active_environment_is_used(tmp_path, lock):
    folder = copy(tmp_path / "project", DATA / "golden" / "orgs")
    (folder / ".venv").unlink()
    (folder / "requirements" / "build.txt").write_text(lock(HERE).read_text("utf-8"), "utf-8")
    done = run_alone(folder, "check")
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    assert not (folder / ".venv").exists()


def test_environment_with_other_versions_is_not_used(tmp_path, lock, monkeypatch):
    (tmp_path / "requirements").mkdir()
    lock("pytest==0.0.1").rename(tmp_path / "requirements" / "build.txt")

    def install(*_):
        raise bootstrap.BootstrapError("installs")

    monkeypatch.setattr(bootstrap, "_install", install)
    with pytest.raises(bootstrap.BootstrapError, match="installs"):
        bootstrap.ensure_environment(tmp_path, "build")


@pytest.fixture
def ready(tmp_path, lock, monkeypatch):
    """A project whose .venv is set up, and a list of the restarts in it."""
    (tmp_path / "requirements").mkdir()
    lock(HERE).rename(tmp_path / "requirements" / "build.txt")
    python = bootstrap._environment_python(tmp_path)
    python.parent.mkdir(parents=True)
    python.touch()
    (tmp_path / ".venv" / ".ready-build").write_text(bootstrap._lock_digest(tmp_path, "build"))
    restarts = []
    monkeypatch.setattr(bootstrap, "_restart", restarts.append)
    monkeypatch.setattr(bootstrap, "is_environment_active", lambda: False)
    return tmp_path, restarts


def test_an_environment_that_is_ready_is_entered_at_once(ready):
    root, restarts = ready
    bootstrap.enter_environment(root)
    assert restarts == [root]


def test_an_active_environment_is_not_left(ready, monkeypatch):
    root, restarts = ready
    monkeypatch.setattr(bootstrap, "is_environment_active", lambda: True)
    bootstrap.enter_environment(root)
    assert restarts == []


@pytest.mark.parametrize("outdated", [".venv/.ready-build", "requirements/build.txt"])
def test_an_environment_that_is_out_of_date_is_not_entered(ready, outdated):
    root, restarts = ready
    (root / outdated).write_text("something else")
    bootstrap.enter_environment(root)
    assert restarts == []


@pytest.mark.parametrize("group", bootstrap.GROUP_INCLUDES)
def test_every_group_has_a_lock_file(group):
    assert (ROOT / "requirements" / f"{group}.txt").is_file()
