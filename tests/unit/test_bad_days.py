"""A bad day ends in a good site or in one clear sentence: clocks, streams, disks, folders, git."""

import errno
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import sites
from named_tests import names_of_tests
from sites import CATALOGUE, GOLDEN, ROOT, copy, run
from ulo import pipeline, records
from ulo.core import files
from ulo.records import cache, reading

RECORD = "orgs/northside-voices.yml"
UNCHANGED = "Nothing that was there before has changed."


@pytest.fixture(scope="module")
def shared(tmp_path_factory) -> Path:
    """A copy of the project that no test changes."""
    return copy(tmp_path_factory.mktemp("bad") / "project", GOLDEN)


@pytest.fixture
def orgs(tmp_path) -> Path:
    shutil.copytree(GOLDEN, tmp_path / "orgs", ignore=shutil.ignore_patterns("library"))
    return tmp_path / "orgs"


# --- The clock -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "now",
        "-1",
        "1.5",
        "1e9",
        "0x10",
        "1_000",
        " 12",
        "12\n",
        "١٢",
        "4294967296",
        "9" * 99,
    ],
)
def test_a_time_that_is_none_is_refused_in_a_sentence(monkeypatch, written):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", written)
    with pytest.raises(pipeline.ClockError) as refusal:
        pipeline.today()
    told = str(refusal.value)
    assert told.startswith('SOURCE_DATE_EPOCH is "') and "such as 1795257600" in told
    assert len(told) < 250 and "\n" not in told


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("0", date(1970, 1, 1)),
        ("86399", date(1970, 1, 1)),
        ("2147483648", date(2038, 1, 19)),
        ("4294967295", date(2106, 2, 7)),
    ],
)
def test_a_time_counts_the_same_in_every_time_zone(monkeypatch, zone, written, day):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", written)
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert pipeline.today() == day
    finally:
        monkeypatch.undo()
        time.tzset()


def set_clock(monkeypatch, now: datetime) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, zone=None):
            return now

    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setattr(pipeline, "datetime", Clock)


def test_a_clock_that_was_never_set_is_told_of(monkeypatch):
    set_clock(monkeypatch, datetime(1970, 1, 1, 12, tzinfo=UTC))
    with pytest.raises(
        pipeline.ClockError,
        match=r"clock says that it's 1 January 1970, which can't be right\. Set",
    ):
        pipeline.today()
    set_clock(monkeypatch, datetime(2039, 1, 1, 12, tzinfo=UTC))
    assert pipeline.today() == date(2039, 1, 1)


def test_commands_say_so_before_they_write(shared, monkeypatch):
    monkeypatch.setattr(sites, "EPOCH", "soon")
    before = (shared / RECORD).read_bytes()
    (shared / RECORD).write_bytes(before.replace(b"activities: [", b"activities:   ["))
    changed = (shared / RECORD).read_bytes()
    try:
        for arguments in (["check"], ["build"], ["fix"], ["confirm", "northside-voices"]):
            done = run(shared, *arguments)
            assert done.returncode == 2 and "Traceback" not in done.stderr, arguments
            assert 'SOURCE_DATE_EPOCH is "soon"' in done.stderr and UNCHANGED in done.stderr
            assert (shared / RECORD).read_bytes() == changed != before
        set_clock(monkeypatch, datetime(1970, 1, 1, tzinfo=UTC))
        monkeypatch.setattr(pipeline, "EPOCH_VARIABLE", "NOBODY_SETS_THIS")
        done = run(shared, "check")
        assert done.returncode == 3 and "1 January 1970" in done.stderr
    finally:
        (shared / RECORD).write_bytes(before)


def test_in_2038_all_is_as_ever(shared, monkeypatch):
    monkeypatch.setattr(cache, "MIN_NEW", 1)
    monkeypatch.setattr(sites, "EPOCH", "2147483648")
    done = run(shared, "check", RECORD)
    assert done.returncode == 0, done.stdout + done.stderr
    # What was kept then is of use now: times of files are compared, not believed.
    os.utime(shared / ".cache" / "records.json", (2**32, 2**32))
    monkeypatch.undo()
    assert run(shared, "check", RECORD).returncode == 0


# --- What is read and printed --------------------------------------------------------------------


def start(folder: Path, command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What a shell makes of a command, with no other variables than these."""
    python = f"exec {shlex.quote(sys.executable)} build.py"
    return subprocess.run(
        ["sh", "-c", command.replace("build.py", python)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"], "SOURCE_DATE_EPOCH": sites.EPOCH, **environment},
    )


@pytest.mark.parametrize(
    ("arguments", "errors"),
    [("check", subprocess.PIPE), ("--help", subprocess.PIPE), ("nonsense", subprocess.STDOUT)],
)
def test_where_nobody_reads_on_a_command_ends_quietly(shared, arguments, errors):
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "build.py", arguments],
        cwd=shared,
        stdout=writer,
        stderr=errors,
        check=False,
        env=os.environ | {"SOURCE_DATE_EPOCH": sites.EPOCH},
    )
    os.close(writer)
    assert (done.returncode, done.stderr or b"") == (141, b"")


def test_a_command_needs_no_streams_and_no_home(shared):
    done = start(shared, "build.py check <&- >&- 2>&-", HOME="/nowhere")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    # The first file that is opened does not get the number of a closed stream.
    done = start(shared, "build.py nonsense >&-")
    assert done.returncode == 2 and "there is no command 'nonsense'" in done.stderr
    # Nor does anything depend on a language or on a folder of one's own.
    done = start(shared, "build.py check", PYTHONIOENCODING="ascii", LANG="C", LC_ALL="C")
    assert done.returncode == 0 and "No problems" in done.stdout and not done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has it")
def test_output_that_has_no_room_is_told_of(shared):
    for arguments in ("check", "--help"):
        done = start(shared, f"build.py {arguments} >/dev/full")
        assert done.returncode == 3 and "Traceback" not in done.stderr, arguments
        assert len(done.stderr.strip().splitlines()) == 1


# --- Disks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "The disk is full. Free some space, and run the command again."),
        (errno.EDQUOT, "The disk is full."),
        (errno.EROFS, "If you can't write in this folder, copy it to your own documents"),
        (errno.EACCES, "If you can't write in this folder"),
        (errno.EIO, "The computer wouldn't let us do that: "),
    ],
)
def test_a_disk_that_refuses_is_told_of(shared, monkeypatch, number, said):
    before = (shared / RECORD).read_bytes()

    def refuse(descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(files.os, "fsync", refuse)
    done = run(shared, "confirm", "northside-voices")
    assert done.returncode == 3 and "Traceback" not in done.stderr
    assert said in done.stderr and UNCHANGED in done.stderr
    assert (shared / RECORD).read_bytes() == before
    assert not [*(shared / "orgs").glob(".*")]


def test_a_folder_that_is_read_only_can_be_checked_and_says_so_to_a_build(shared, monkeypatch):
    make, opened = os.mkdir, Path.open

    def refuse(path, *arguments, **options):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    def open_to_read(path: Path, mode: str = "r", *arguments, **options):
        return (opened if "r" in mode else refuse)(path, mode, *arguments, **options)

    shutil.rmtree(shared / ".cache", ignore_errors=True)
    monkeypatch.setattr(os, "mkdir", refuse)
    monkeypatch.setattr(Path, "open", open_to_read)
    assert run(shared, "check", RECORD).returncode == 0
    done = run(shared)
    assert done.returncode == 3 and "copy it to your own documents" in done.stderr
    assert make is not os.mkdir and not (shared / ".cache").exists()


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (None, "does not exist"),
        ("a: [", "line 1, column 5"),
        ("x: 1", "site_name"),
        ("site_name: X\nnonsense: 1\n", "nonsense"),
    ],
)
def test_settings_that_cannot_be_read_are_told_of(shared, settings, said):
    path = shared / "mkdocs.yml"
    before = path.read_bytes()
    path.unlink()
    try:
        if settings is not None:
            path.write_text(settings)
        done = run(shared, "stale")
        assert done.returncode == 1 and "Traceback" not in done.stderr
        assert said in done.stderr and UNCHANGED in done.stderr
    finally:
        path.write_bytes(before)


# --- What changes while it is read ---------------------------------------------------------------


def put_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def put_link(path: Path) -> None:
    path.unlink()
    path.symlink_to(__file__)


def put_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (Path.unlink, "unreadable"),
        (put_folder, "unreadable"),
        (put_link, "unreadable"),
        (put_pipe, "empty-file"),
        (lambda path: path.write_bytes(b"x" * 2**20), "too-large"),
        (lambda path: path.write_bytes(b"name: \xff"), "not-utf8"),
    ],
    ids=["gone", "a folder", "a link", "a pipe", "large", "damaged"],
)
def test_a_record_that_changes_after_it_was_listed_is_one_problem(orgs, change, rule):
    def read_late(entry, relative):
        if relative == RECORD:
            change(Path(entry.path))
        return reading.read_file(entry, relative)

    found, problems = records.read(orgs, orgs.parent, read_late)
    assert {(problem.path, problem.rule) for problem in problems} == {(RECORD, rule)}
    assert {record.path for record in found} == {
        f"orgs/{path.name}" for path in GOLDEN.glob("*.yml") if path.name != Path(RECORD).name
    }


def test_a_record_that_is_gone_before_it_was_kept_harms_no_cache(tmp_path, monkeypatch):
    orgs = Path(shutil.copytree(CATALOGUE / "orgs", tmp_path / "orgs"))
    count = len([*orgs.iterdir()])
    monkeypatch.setattr(cache, "MIN_NEW", 1)
    path = tmp_path / ".cache" / "records.json"
    kept = records.ReadingCache(path)

    def read_early(entry, relative):
        read = reading.read_file(entry, relative, kept)
        Path(entry.path).unlink()
        return read

    found, problems = records.read(orgs, orgs.parent, read_early)
    kept.save()
    assert len(found) == count and not problems
    assert records.ReadingCache(path).before.keys() == kept.now.keys() != set()
    # What is kept of a file that is gone is no record.
    assert records.read(orgs, orgs.parent) == ([], [])


# --- Folders and names ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["-x", "a b", "é", "#1", "50%41", "what?", "'", '"', "*[a]", "x" * 200]
)
def test_a_folder_may_have_any_name_and_be_reached_by_a_link(shared, tmp_path, name):
    (tmp_path / name).symlink_to(shared)
    for path in (RECORD, str(tmp_path / name / RECORD), str(shared / RECORD)):
        done = run(shared, "check", path)
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "name", ["con", "nul", "com1", "lpt9", "Northside-Voices", "a b", "a:b", "a\\b"]
)
def test_no_record_has_a_name_that_windows_refuses_or_takes_for_another(orgs, name):
    (orgs / f"{name}.yml").write_bytes((orgs / Path(RECORD).name).read_bytes())
    _, problems = records.read(orgs, orgs.parent)
    assert [problem.rule for problem in problems] == ["file-name"]


# --- Git -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [["check", "--since", "main"], ["review", "--since", "main"]])
def test_git_that_says_nothing_is_explained(shared, tmp_path, monkeypatch, arguments):
    foreign = "echo \"fatal: detected dubious ownership in '/x'\" >&2; exit 128\n"
    for script, said in (
        (None, "git isn't installed on this computer"),
        ("", "git isn't installed on this computer"),
        (foreign, "run:  git config --global --add safe.directory"),
        ("exit 128", "This needs a copy that was made with  git clone"),
        ("[ $1 = rev-parse -a $# = 2 ]", "knows no revision main"),
    ):
        monkeypatch.setenv("PATH", str(tmp_path))
        if script is not None:
            (tmp_path / "git").write_text(f"#!/bin/sh\n{script}\n" if script else "no program")
            (tmp_path / "git").chmod(0o755)
        done = run(shared, *arguments)
        assert done.returncode == 2 and said in done.stderr, said
        assert len(done.stderr.splitlines()) == 1


# --- The table -----------------------------------------------------------------------------------

ROW = re.compile(r"^\| [^|]+ \| [^|]+ \| (`(?P<test>[^`]+)`|not tested: .+) \|$")


def test_the_tests_of_the_table_are_there():
    text = (ROOT / "docs" / "bad-days.md").read_text("utf-8")
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    rows = [line for line in lines if not line.startswith(("| The bad day", "| ---"))]
    found = [ROW.match(line) for line in rows]
    assert len(rows) > 30
    assert None not in found, rows[found.index(None)]
    named = [row["test"].split("::") for row in found if row and row["test"]]
    assert len(named) >= len(rows) - 1
    for path, test in named:
        assert test in names_of_tests(path), f"{path}::{test}"
    # And each test of this file and of the kills has its row.
    for path in ("tests/unit/test_bad_days.py", "tests/unit/test_kills.py"):
        for name in names_of_tests(path):
            assert name in LEFT_OUT or [path, name] in named, name


# What another test of the table says already, or what is no bad day.
LEFT_OUT = (
    "test_a_time_that_is_none_is_refused_in_a_sentence",
    "test_the_tests_of_the_table_are_there",
)
