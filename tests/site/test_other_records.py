"""What is said of the true records holds for those of another network, too, and on another day."""

import os
import re
import shutil
import subprocess
import sys

from sites import CATALOGUE, ROOT, copy

# Three groups that name no other, as a network may begin with.
GROUPS = ("k7", "kendal-quiet-carers", "rutland-families-together")
# 21 November 2027, and a day between that and the day of the tests.
YEAR_ON, LATER = "1826793600", "2027-06-01"


def test_three_other_records_pass_the_live_tests_a_year_on(tmp_path):
    (tmp_path / "records").mkdir()
    for slug in GROUPS:
        text = (CATALOGUE / "orgs" / f"{slug}.yml").read_text("utf-8")
        text, dated = re.subn(r"(added|on): \d{4}-\d{2}-\d{2}", rf"\1: {LATER}", text)
        assert dated == 2
        (tmp_path / "records" / f"{slug}.yml").write_text(text, "utf-8")
    project = copy(tmp_path / "project", tmp_path / "records", least_town=0)
    shutil.copytree(ROOT / "tests", project / "tests", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "package.json"):
        shutil.copy(ROOT / name, project)
    pytest = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": YEAR_ON,
        "TZ": "UTC",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [*pytest, "tests/site/test_live.py"],
        cwd=project,
        capture_output=True,
        text=True,
        env=environment,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]
    assert re.search(r"\n\d+ passed", done.stdout) and "skipped" not in done.stdout
