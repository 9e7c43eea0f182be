"""Changes of several files: together or not at all, also where a process is killed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sites import ROOT
from ulo.core import files


def test_changes_are_applied_together_or_not_at_all(tmp_path):
    a, b, c, folder = tmp_path / "a", tmp_path / "b", tmp_path / "c", tmp_path / "no" / "d"
    a.write_text("old a")
    b.write_text("old b")

    def state():
        return {path.name: path.read_text() for path in tmp_path.iterdir()}

    with pytest.raises(FileNotFoundError):
        files.apply_changes({a: b"new a", b: None, c: b"new c", folder: b"no room"})
    assert state() == {"a": "old a", "b": "old b"}
    files.apply_changes({a: b"new a", b: None, c: b"new c"})
    assert state() == {"a": "new a", "c": "new c"}


def test_what_was_changed_after_a_kill_stays(tmp_path):
    """A command that ends the changes may run weeks later."""
    for name, text in (("a", "new a"), ("b", "new b"), (".a.outdated", "old a")):
        (tmp_path / name).write_text(text)
    (tmp_path / ".b.outdated").write_text("old b")
    (tmp_path / ".c.new").write_text("new c")
    later = (tmp_path / ".c.new").stat().st_mtime + 2 * files.LONGEST_CHANGE
    (tmp_path / "b").write_text("b, as somebody wrote it")
    os.utime(tmp_path / "b", (later, later))
    assert files.finish_changes([tmp_path])
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "a": "old a",
        "b": "b, as somebody wrote it",
    }


@pytest.mark.parametrize("failing", [1, 2, 3, 4])
def test_failure_halfway_restores_everything(tmp_path, monkeypatch, failing):
    a, b, c = tmp_path / "a", tmp_path / "b", tmp_path / "c"
    a.write_text("old a")
    b.write_text("old b")
    steps = []

    def count_steps(name):
        change = getattr(Path, name)

        def fail(self, *arguments, **options):
            # Temporary files are cleared away before and after.
            if name == "replace" or not self.name.startswith("."):
                steps.append(self)
                if len(steps) == failing:
                    raise KeyboardInterrupt
            return change(self, *arguments, **options)

        monkeypatch.setattr(Path, name, fail)

    count_steps("replace")
    count_steps("unlink")
    try:
        files.apply_changes({a: b"new a", b: None, c: b"new c"})
    except KeyboardInterrupt:
        assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
            "a": "old a",
            "b": "old b",
        }
    else:
        assert failing == 4 and {path.name: path.read_text() for path in tmp_path.iterdir()} == {
            "a": "new a",
            "c": "new c",
        }


# Changes three files in a process that is killed at one step after the other: says for each what
# is there when it has been ended, and whether there was anything to end.
KILLED = """
import os, sys
from pathlib import Path
from ulo.core import files
folder, calls = Path(sys.argv[1]), 0
def kill(function):
    def counted(*arguments, **options):
        global calls
        calls += 1
        if calls == step:
            os._exit(9)
        return function(*arguments, **options)
    return counted
for step in range(1, 40):
    for name in ("a", "b"):
        (folder / name).write_text(f"old {name}")
    (folder / "c").unlink(missing_ok=True)
    child = os.fork()
    if not child:
        calls, Path.replace, Path.unlink = 0, kill(Path.replace), kill(Path.unlink)
        files.apply_changes({folder / n: t for n, t in (("a", b"new a"), ("b", None), ("c", b"c"))})
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    ended = files.finish_changes([folder])
    print(code, ended, sorted(path.name + ": " + path.read_text() for path in folder.iterdir()))
"""


def test_changes_that_are_killed_are_ended_as_if_never_begun_or_done(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", KILLED, tmp_path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stdout.splitlines()
    ends = [line.split(" ", 2) for line in lines if line.startswith("9 ")]
    old, new = "['a: old a', 'b: old b']", "['a: new a', 'c: c']"
    states = [state for _, _, state in ends]
    assert len(states) >= 8 and states == sorted(states, key=[old, new].index)
    assert {old, new} == set(states)
    assert lines[-1] == f"0 False {new}"
