"""The parts of the tests: together they are all tests, and each test is in one of them."""

import os
import subprocess
import sys

import pytest

import sharding
from sites import ROOT

TESTS = """
import pytest

@pytest.mark.parametrize("number", range(30))
def test_number(number):
    pass
"""


def collected(folder, *arguments: str) -> list[str]:
    """The ids of the tests that pytest would run in a folder."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tests" / "support")}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "sharding", "--collect-only", "-q", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return [line for line in done.stdout.splitlines() if "::" in line]


def test_parts_have_every_test_once(tmp_path):
    (tmp_path / "test_numbers.py").write_text(TESTS, "utf-8")
    everything = collected(tmp_path)
    assert len(everything) == 30
    parts = [collected(tmp_path, "--shard", f"{part}/3") for part in (1, 2, 3)]
    assert sorted(test for part in parts for test in part) == sorted(everything)
    assert all(parts)


def test_part_of_a_test_never_changes():
    assert sharding.shard_of("tests/unit/test_sharding.py::test_parts", 4) == 2
    parts = {sharding.shard_of(f"test_{number}", 4) for number in range(100)}
    assert parts == {1, 2, 3, 4}


@pytest.mark.parametrize("text", ["", "2", "0/4", "5/4", "1/0", "a/b", "1/2/3"])
def test_wrong_parts_are_refused(text):
    with pytest.raises(pytest.UsageError, match="write a part such as 2/4"):
        sharding.parse_shard(text)
