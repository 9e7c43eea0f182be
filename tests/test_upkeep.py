"""The nightly workflow: its steps are run here as GitHub runs them, with a `gh` and a `python3` of our own."""

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


def step(job: str, name: str) -> str:
    return next(step["run"] for step in WORKFLOW["jobs"][job]["steps"] if step.get("name") == name)


@pytest.fixture
def runner(tmp_path):
    """A folder in which a step runs as GitHub runs it, with our own `gh` and `python3`."""
    for name, script in (("gh", GH), ("python3", PYTHON)):
        path = tmp_path / "bin" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(script, "utf-8")
        path.chmod(0o755)

    def go(job: str, name: str) -> subprocess.CompletedProcess:
        environment = {"PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}", "GITHUB_RUN_ID": "42", "GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "example/led",
                       "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}
        return subprocess.run([shutil.which("bash"), "-e", "-c", step(job, name)], cwd=tmp_path, env=environment, capture_output=True, text=True)

    go.folder = tmp_path
    go.log = lambda: (tmp_path / "gh.log").read_text("utf-8").splitlines()
    return go


EVIL = "$(touch owned) `touch owned` ; touch owned\n::set-output name=x::y\n"


@pytest.mark.parametrize("code, posted, is_open", [(0, True, False), (1, True, True), (2, False, False), (3, False, False)])
def test_a_run_that_failed_posts_nothing(runner, code, posted, is_open):
    (runner.folder / "answer").write_text(EVIL, "utf-8")
    (runner.folder / "report").write_text(EVIL, "utf-8")
    (runner.folder / "code").write_text(str(code), "utf-8")
    assert runner("look", "What the last report remembers").returncode == 0
    assert (runner.folder / "last.md").read_text("utf-8") == EVIL
    assert (runner("look", "Links").returncode == 0) == posted
    assert (runner.folder / "reports" / "links.open").exists() == is_open
    assert (runner.folder / "summary.md").exists() == posted
    assert (runner.folder / "python.log").read_text("utf-8") == "build.py links --after last.md --format markdown --repository https://github.com/example/led\n"
    assert not (runner.folder / "owned").exists()


def reports(runner, *names: str) -> None:
    (runner.folder / "reports").mkdir()
    for name in names:
        (runner.folder / "reports" / name).write_text(EVIL, "utf-8")


def test_the_first_report_makes_an_issue(runner):
    reports(runner, "links.md", "links.open")
    assert runner("post", "The reports").returncode == 0
    done = runner("post", "One issue each")
    assert done.returncode == 0, done.stderr
    assert runner.log() == [
        "run download 42 --name reports --dir reports",
        "issue list --label upkeep-links --state all --limit 1 --json number --jq .[0].number // empty",
        "label create upkeep-links --force --description Kept up to date by a workflow",
        "issue create --title Links to look after --label upkeep-links --body-file reports/links.md",
        "issue reopen 7",
    ]
    assert not (runner.folder / "owned").exists()


def test_later_reports_change_it_and_close_it_when_nothing_is_left(runner):
    reports(runner, "links.md", "stale.md", "stale.open")
    (runner.folder / "answer").write_text("5\n", "utf-8")
    assert runner("post", "One issue each").returncode == 0
    assert [line for line in runner.log() if "list" not in line] == [
        "issue edit 5 --body-file reports/links.md", "issue close 5", "issue edit 5 --body-file reports/stale.md", "issue reopen 5"]


def test_who_meets_strangers_may_write_nothing_and_who_may_write_meets_none():
    look, post = WORKFLOW["jobs"]["look"], WORKFLOW["jobs"]["post"]
    assert WORKFLOW["permissions"] == {} and look["permissions"] == {"contents": "read", "issues": "read"} and post["permissions"] == {"actions": "read", "issues": "write"}
    assert not any("uses" in step for step in post["steps"]), "nothing of the repository runs where issues can be written"
    assert set(WORKFLOW[True]) == {"schedule", "workflow_dispatch"}, "no pull request waits for it"
    for job in (look, post):
        assert all("${{" not in step.get("run", "") for step in job["steps"]) and job["timeout-minutes"] <= 60


def test_each_report_has_its_night():
    nightly, monthly = (entry["cron"] for entry in WORKFLOW[True]["schedule"])
    conditions = {step.get("name"): step.get("if") for step in WORKFLOW["jobs"]["look"]["steps"]}
    assert conditions["Links"] == f"github.event.schedule != '{monthly}'" and conditions["Whom to ask"] == f"github.event.schedule != '{nightly}'"
    assert nightly.endswith("* * *") and monthly.split()[2] == "1"
