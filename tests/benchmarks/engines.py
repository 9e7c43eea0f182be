"""How much does our program take, and how much do others for the same pages?

    .venv/bin/python tests/benchmarks/engines.py
    .venv/bin/python tests/benchmarks/engines.py --records 1000 10000 --only hugo
    .venv/bin/python tests/benchmarks/engines.py --write docs/about/speed.md

Each command runs as a whole child process, one after the other, in a copy of the project. The pages
that the others draw are made from the site that ours has just built. Run it by hand on a computer
that does nothing else; it runs each night, too, but never as a test, since what it prints depends
on the machine. Compare only figures of one run. It needs Linux.
"""

import argparse
import os
import platform
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

# This runs by itself, without pytest, which would find these folders.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import eleventy_project
import generate
import hugo_project
import mkdocs_project
import ours
from measuring import Cost, run
from page_data import OUTPUT, PageData, Templates
from sites import ROOT
from table import Records, Row, as_markdown, put_into
from tools import Command, Tools, UnavailableError
from ulo import schema

REAL, BASELINE = "real", "Hugo"
TRUE_RECORDS = ROOT / "orgs"
# The tools of one run are there for the next.
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "led-by-us-benchmark"


@dataclass(frozen=True)
class Engine:
    """A program that draws pages, and the most that it is given: the rest would take too long."""

    name: str
    write: Callable[[Templates, Iterable[PageData], Path], None]
    command: Callable[[Tools], tuple[Command, str]]
    most: int = sys.maxsize


ENGINES = {
    "hugo": Engine("Hugo", hugo_project.write, Tools.hugo),
    "eleventy": Engine("Eleventy", eleventy_project.write, Tools.eleventy, most=5_000),
    "mkdocs": Engine("MkDocs", mkdocs_project.write, Tools.mkdocs, most=1_000),
}
OTHERS = (*ENGINES, "pagefind", "check-jsonschema")


class Benchmark:
    """One run over some numbers of records."""

    def __init__(self, tools: Tools, others: Sequence[str], build_options: list[str]) -> None:
        self.tools, self.others, self.build_options = tools, others, build_options
        self.versions: dict[str, str] = {}

    def measure(self, name: str, folder: Path) -> Iterator[Row]:
        """All that is measured with one number of records, or with the true ones."""
        source, records = _records(name, folder)
        project = ours.Project(folder / "ours", source)
        for step, work in ours.STEPS.items():
            cost = project.measure(step, self.build_options)
            pages, size = (0, 0) if step == "check" else weigh(project.site)
            yield Row("ours", work, records, cost, pages, size)
            if step == "check" and "check-jsonschema" in self.others:
                yield self._check_jsonschema(project.folder, records)
        templates = Templates(project.site)
        for engine in (ENGINES[name] for name in self.others if name in ENGINES):
            yield self._draw(engine, templates, folder / engine.name, records)
        if "pagefind" in self.others:
            cost, size = project.measure_search()
            yield Row("ours", "search index", records, cost, size=size)
            yield self._pagefind(project.site, folder / "pagefind", records)

    def _draw(self, engine: Engine, templates: Templates, folder: Path, records: Records) -> Row:
        row = Row(engine.name, "the same pages", records, None)
        try:
            command, self.versions[engine.name] = engine.command(self.tools)
        except UnavailableError:
            return row
        paths = templates.some_paths(engine.most)
        engine.write(templates, templates.pages(paths), folder)
        cost, _ = run(command, folder)
        count, size = weigh(folder / OUTPUT)
        shutil.rmtree(folder)
        share = len(paths) / len(templates.paths)
        return replace(row, cost=cost, pages=count, size=size, share=share)

    def _check_jsonschema(self, project: Path, records: Records) -> Row:
        row = Row("check-jsonschema", "JSON Schema alone", records, None)
        try:
            command, self.versions["check-jsonschema"] = self.tools.check_jsonschema()
        except UnavailableError:
            return row
        names = [f"../orgs/{path.name}" for path in sorted((project / "orgs").iterdir())]
        # In its folder the schema finds the lists that it refers to.
        options = ["--schemafile", "organisation.json", *names]
        cost, _ = run([*command, *options], project / "schema")
        return replace(row, cost=cost)

    def _pagefind(self, site: Path, folder: Path, records: Records) -> Row:
        row = Row("Pagefind", "search index", records, None)
        try:
            command, self.versions["Pagefind"] = self.tools.pagefind()
        except UnavailableError:
            return row
        folder.mkdir()
        output = folder / "index"
        options = ["--site", site, "--output-path", output]
        cost, _ = run([*command, *options], folder)
        size = sum(path.stat().st_size for path in output.rglob("*") if path.is_file())
        return replace(row, cost=cost, size=size)

    def about(self, rounds: int) -> Iterator[tuple[str, str]]:
        """When, where and with what this ran."""
        processor = platform.processor() or platform.machine()
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                processor = line.partition(":")[2].strip()
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        yield "Measured on", f"{datetime.now(UTC):%-d %B %Y}"
        yield "Computer", f"{processor}, {os.cpu_count()} cores, {memory / 1e9:.0f} GB"
        versions = {"Python": platform.python_version(), **self.versions}
        yield "Versions", "; ".join(f"{name} {version}" for name, version in versions.items())
        yield "Rounds", f"{rounds}, of which the table has the median" if rounds > 1 else "1"


def weigh(site: Path) -> tuple[int, int]:
    """How many pages a site has, and how many bytes they have together."""
    sizes = [path.stat().st_size for path in site.rglob("*.html")]
    return len(sizes), sum(sizes)


def _records(name: str, folder: Path) -> tuple[Path, Records]:
    if name == REAL:
        return TRUE_RECORDS, Records(sum(1 for _ in TRUE_RECORDS.iterdir()), is_real=True)
    source = folder / "records"
    generate.write(int(name), source, schema.load(ROOT))
    return source, Records(int(name))


def median(rows: list[Row]) -> list[Row]:
    """One row for each work, with the median of what it took in several rounds."""
    groups: dict[tuple[str, str, Records], list[Row]] = {}
    for row in rows:
        groups.setdefault((row.program, row.work, row.records), []).append(row)
    return [replace(group[-1], cost=_median_cost(group)) for group in groups.values()]


def _median_cost(rows: list[Row]) -> Cost | None:
    costs = [row.cost for row in rows if row.cost]
    if not costs:
        return None
    return Cost(
        statistics.median(cost.cpu for cost in costs),
        statistics.median(cost.wall for cost in costs),
        max(cost.memory for cost in costs),
    )


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--records", nargs="+", default=[REAL, "1000", "10000"])
    parser.add_argument("--only", nargs="*", choices=OTHERS, default=OTHERS)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--workers", type=int, help="processes of our build; as many as cores")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="put the tables into this page")
    options = parser.parse_args(arguments)
    build_options = [f"--workers={options.workers}"] if options.workers else []
    benchmark = Benchmark(Tools(CACHE), options.only, build_options)
    rows = []
    for _ in range(options.rounds):
        for name in options.records:
            with tempfile.TemporaryDirectory(prefix="led-by-us-benchmark-") as folder:
                for row in benchmark.measure(name, Path(folder)):
                    print(f"{row.program}, {row.work}, {row.records}: {row.cost}", file=sys.stderr)
                    rows.append(row)
    text = as_markdown(median(rows), benchmark.about(options.rounds), BASELINE)
    if options.write:
        put_into(options.write, text)
    else:
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
