"""The nightly workflow: its steps run here as on GitHub, with a `gh` and a `python3` of our own."""

import os
import shutil
import subprocess

import pytest
import yaml

from sites import ROOT

WORKFLOW = yaml.safe_load((ROOT / ".github" / "workflows" / "upkeep.yml").read_text("utf-8"))
GH = """#!/bin/sh
printf '%s\\n' "$*" >> gh.log
case "$1 $2" in
  "issue list") cat answer 2> /dev/null || true ;;
  "issue create") echo https://github.com/example/led/issues/7 ;;
  "run download") mkdir -p reports ;;
esac
"""
PYTHON = """#!/bin/sh
printf '%s\\n' "$*" >> python.log
cat report
exit "$(cat code)"
"""
CURL = """#!/bin/sh
printf '%s\\n' "$*" >> curl.log
case "$*" in *"$(cat down 2> /dev/null || echo nothing)"*) exit 22 ;; esac
case "$*" in
  *charity-search/) cat charity-search.html ;;
  *en_output.html) cat companies.html ;;
  *) while test "$1" != --output; do shift; done; echo extract > "$2" ;;
esac
"""
# The parts of the registers' pages by which the workflow finds the extracts.
PAGES = {
    "charity-search.html": '<a data-config="{&amp;quot;homePageId&amp;quot;:&amp;quot;'
    '01234567-89ab-cdef-0123-456789abcdef&amp;quot;}">\n',
    "companies.html": '<a href="BasicCompanyDataAsOneFile-2026-11-01.zip">one</a> '
    '<a href="BasicCompanyData-2026-11-01-part1_7.zip">a</a>\n',
}


def step(job: str, name: str) -> str:
    return next(step["run"] for step in WORKFLOW["jobs"][job]["steps"] if step.get("name") == name)


@pytest.fixture
def runner(tmp_path):
    """A folder in which a step runs as GitHub runs it, with our own `gh` and `python3`."""
    for name, script in (("gh", GH), ("python3", PYTHON), ("curl", CURL)):
        path = tmp_path / "bin" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(script, "utf-8")
        path.chmod(0o755)
    for name, page in PAGES.items():
        (tmp_path / name).write_text(page, "utf-8")

    def go(job: str, name: str) -> subprocess.CompletedProcess:
        environment = {
            "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "GITHUB_RUN_ID": "42",
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_REPOSITORY": "example/led",
            "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        }
        return subprocess.run(
            [shutil.which("bash"), "-e", "-c", step(job, name)],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    go.folder = tmp_path
    go.log = lambda: (tmp_path / "gh.log").read_text("utf-8").splitlines()
    return go


EVIL = "$(touch owned) `touch owned` ; touch owned\n::set-output name=x::y\n"


@pytest.mark.parametrize(
    ("code", "posted", "is_open"),
    [(0, True, False), (1, True, True), (2, False, False), (3, False, False)],
)
def test_failed_run_posts_nothing(runner, code, posted, is_open):
    (runner.folder / "answer").write_text(EVIL, "utf-8")
    (runner.folder / "report").write_text(EVIL, "utf-8")
    (runner.folder / "code").write_text(str(code), "utf-8")
    assert runner("look", "What the last report remembers").returncode == 0
    assert (runner.folder / "last.md").read_text("utf-8") == EVIL
    assert (runner("look", "Links").returncode == 0) == posted
    assert (runner.folder / "reports" / "links.open").exists() == is_open
    assert (runner.folder / "summary.md").exists() == posted
    assert (
        (runner.folder / "python.log").read_text("utf-8")
        == "build.py links --after last.md --format markdown --repository https://github.com/example/led\n"
    )
    assert not (runner.folder / "owned").exists()


def registers(runner, code: int, down: str = "") -> subprocess.CompletedProcess:
    """Runs the step of the registers.

    The command in it ends with this code, and the addresses `down` do not answer.
    """
    (runner.folder / "reports").mkdir()
    (runner.folder / "report").write_text(EVIL, "utf-8")
    (runner.folder / "code").write_text(str(code), "utf-8")
    if down:
        (runner.folder / "down").write_text(down, "utf-8")
    return runner("look", "Registers")


@pytest.mark.parametrize(
    ("code", "good", "posted", "is_open"),
    [
        (0, True, True, False),
        (1, True, True, True),
        (2, True, False, False),
        (3, False, False, False),
    ],
)
def test_registers_without_extracts_change_no_issue(runner, code, good, posted, is_open):
    done = registers(runner, code)
    assert (done.returncode == 0) == good, done.stderr
    assert (
        sorted(path.name for path in (runner.folder / "reports").iterdir())
        == ["registers.md"] * posted + ["registers.open"] * is_open
    )
    assert (runner.folder / "python.log").read_text(
        "utf-8"
    ) == "build.py registers extracts --format markdown\n"
    assert not (runner.folder / "owned").exists()


def test_extracts_are_fetched_safely_and_not_uploaded(runner):
    registers(runner, 0)
    names = {path.name for path in (runner.folder / "extracts").iterdir()}
    assert {name for name in names if not name.startswith("ccni-")} == {
        "charity.zip",
        "charity_other_names.zip",
        "charity_event_history.zip",
        "oscr.zip",
        "oscr-former.zip",
        "BasicCompanyDataAsOneFile-2026-11-01.zip",
    }
    assert len(names) == 7
    asked = (runner.folder / "curl.log").read_text("utf-8").splitlines()
    assert (
        all(
            f"{flag} " in line
            for line in asked
            for flag in ("--fail", "--proto =https", "--max-time", "--max-filesize")
        )
        and len(asked) == 9
    )
    assert any("homePageId=01234567-89ab-cdef-0123-456789abcdef&" in line for line in asked)
    upload = next(
        step
        for step in WORKFLOW["jobs"]["look"]["steps"]
        if "upload-artifact" in step.get("uses", "")
    )
    assert upload["with"]["path"] == "reports", "the extracts have persons in them"


@pytest.mark.parametrize(
    ("down", "left"),
    [
        ("https://", 0),
        ("oscr.org.uk", 5),
        ("charity-search/", 6),
        ("en_output", 6),
        ("publicextract", 4),
    ],
)
def test_each_download_may_fail(runner, down, left):
    assert registers(runner, 1, down).returncode == 0
    assert (
        len(list((runner.folder / "extracts").iterdir())) == left
        and (runner.folder / "reports" / "registers.open").exists()
    )


@pytest.mark.parametrize("down", ["oscr.org.uk", "charity-search/", "en_output"])
def test_incomplete_report_closes_no_issue(runner, down):
    assert registers(runner, 0, down).returncode == 0
    assert not [*(runner.folder / "reports").iterdir()]


def reports(runner, *names: str) -> None:
    (runner.folder / "reports").mkdir()
    for name in names:
        (runner.folder / "reports" / name).write_text(EVIL, "utf-8")


def test_first_report_opens_an_issue(runner):
    reports(runner, "links.md", "links.open")
    assert runner("post", "The reports").returncode == 0
    done = runner("post", "One issue each")
    assert done.returncode == 0, done.stderr
    assert runner.log() == [
        "run download 42 --name reports --dir reports",
        "issue list --label upkeep-links --state all --limit 1 --json number --jq .[0].number // "
        "empty",
        "label create upkeep-links --force --description Kept up to date by a workflow",
        "issue create --title Links to look after --label upkeep-links --body-file "
        "reports/links.md",
        "issue reopen 7",
    ]
    assert not (runner.folder / "owned").exists()


def test_later_reports_edit_close_and_reopen_the_issue(runner):
    reports(runner, "links.md", "stale.md", "stale.open", "registers.md", "registers.open")
    (runner.folder / "answer").write_text("5\n", "utf-8")
    assert runner("post", "One issue each").returncode == 0
    assert [line for line in runner.log() if "list" not in line] == [
        "issue edit 5 --body-file reports/links.md",
        "issue close 5",
        "issue edit 5 --body-file reports/stale.md",
        "issue reopen 5",
        "issue edit 5 --body-file reports/registers.md",
        "issue reopen 5",
    ]


def test_untrusted_input_and_write_permission_are_in_separate_jobs():
    look, post = WORKFLOW["jobs"]["look"], WORKFLOW["jobs"]["post"]
    assert (
        WORKFLOW["permissions"] == {}
        and look["permissions"] == {"contents": "read", "issues": "read"}
        and post["permissions"] == {"actions": "read", "issues": "write"}
    )
    assert not any("uses" in step for step in post["steps"]), (
        "nothing of the repository runs where issues can be written"
    )
    assert set(WORKFLOW[True]) == {"schedule", "workflow_dispatch"}, "no pull request waits for it"
    for job in (look, post):
        assert (
            all("${{" not in step.get("run", "") for step in job["steps"])
            and job["timeout-minutes"] <= 60
        )


def test_schedule_of_the_reports():
    nightly, monthly = (entry["cron"] for entry in WORKFLOW[True]["schedule"])
    conditions = {step.get("name"): step.get("if") for step in WORKFLOW["jobs"]["look"]["steps"]}
    assert (
        conditions["Links"] == f"github.event.schedule != '{monthly}'"
        and conditions["Whom to ask"]
        == conditions["Registers"]
        == f"github.event.schedule != '{nightly}'"
    )
    assert nightly.endswith("* * *") and monthly.split()[2] == "1"
