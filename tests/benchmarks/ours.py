"""Our own program, in a copy of the project with other records."""

import re
import subprocess
import sys
from pathlib import Path

from measuring import Cost, run
from sites import ROOT, copy

# 29 November 2026: the day on which all builds stand.
EPOCH = "1795910400"
CHANGED = "summary: People who meet each week, speak up together and now also do one thing more."
# The part of a build that makes the search index. It prints its seconds, user and system, then
# those by the clock, then its bytes.
SEARCH_PART = """
import time
from pathlib import Path
from ulo import pipeline, site
from ulo.site.page import evaluate
from ulo.site.search_index import SearchIndex
root = Path.cwd()
catalogue = pipeline.load_catalogue(root, site.make_instance(site.site_config(root)))
cpu, wall = time.process_time(), time.perf_counter()
size = sum(len(evaluate(file.content)) for file in SearchIndex(catalogue).files)
print(time.process_time() - cpu, time.perf_counter() - wall, size)
"""
# One step after the other, each in the state that the step before it left.
STEPS = {
    "check": "check of all",
    "first": "first build",
    "nothing": "build, nothing changed",
    "one": "build, one record changed",
}


class Project:
    """A copy of the project with some records, never built before."""

    def __init__(self, folder: Path, records: Path) -> None:
        self.folder = copy(folder, records, registers=records == ROOT / "orgs", least_town=0)
        self.site = folder / "site"
        # The program is installed, so to speak: compiled, as other engines are.
        subprocess.run(
            [sys.executable, "-m", "compileall", "-q", "build.py", "ulo"], cwd=folder, check=True
        )

    def measure(self, step: str, options: list[str]) -> Cost:
        """Runs one of STEPS; `options` go to every build."""
        if step == "one":
            self._change_one()
        command = ["check"] if step == "check" else ["build", *options]
        cost, _ = self._run("build.py", *command)
        return cost

    def measure_search(self) -> tuple[Cost, int]:
        """What making the search index takes, without what comes before it, and its bytes."""
        _, printed = self._run("-c", SEARCH_PART)
        cpu, wall, size = printed.split()
        return Cost(float(cpu), float(wall), 0), int(size)

    def _run(self, *arguments: str) -> tuple[Cost, str]:
        return run(
            [sys.executable, *arguments],
            self.folder,
            SOURCE_DATE_EPOCH=EPOCH,
            # No cache of another run, wherever it may be.
            XDG_CACHE_HOME=str(self.folder / ".xdg-cache"),
        )

    def _change_one(self) -> None:
        paths = sorted((self.folder / "orgs").iterdir())
        path = paths[len(paths) // 2]
        text, count = re.subn("(?m)^summary: .*", CHANGED, path.read_text("utf-8"), count=1)
        assert count == 1
        path.write_text(text, "utf-8")
