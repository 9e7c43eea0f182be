"""How fast is our part, and does it grow in step with the records?

    .venv/bin/python tests/benchmarks/benchmark.py [10000]

It prints ratios, since machines differ. Each figure is set against a named baseline of the same
run: reading against PyYAML's own fast loader on the same files, pages against MkDocs drawing pages
of the same size, and ten times the records against ten times the time.
"""

import logging
import statistics
import sys
import tempfile
import time
from pathlib import Path

import yaml

# This runs by itself, without pytest, which would find these folders.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import generate
from sites import ROOT, TODAY
from ulo import checks, model, records, schema
from ulo.catalogue import Catalogue, Instance
from ulo.site.frame import Frame
from ulo.site.page import Page
from ulo.site.plan import SitePlan

FRAME = (
    "<!doctype html><html lang=%%lang%%><title>%%title%%</title>%%head%%"
    "<a href=%%root%%>x</a>%%content%%</html>"
)


def timed(work, runs: int) -> tuple[float, object]:
    """The median of some runs, and what the last one gave."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - start)
    return statistics.median(times), result


def stages(folder: Path, shape: schema.Schema, runs: int) -> dict[str, float]:
    """Seconds for each part of our work on the records of a folder, and for the baselines."""
    instance, seconds = Instance("Benchmark", "https://example.org/"), {}
    seconds["PyYAML"], _ = timed(
        lambda: [
            yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
            for path in sorted((folder / "orgs").iterdir())
        ],
        runs,
    )
    seconds["read"], (found, _) = timed(lambda: records.read(folder / "orgs", folder), runs)
    seconds["check"], (cases, _) = timed(lambda: checks.run(found, shape, TODAY), runs)
    seconds["catalogue"], catalogue = timed(lambda: _catalogue(cases, shape, instance), runs)
    frame = Frame(FRAME, instance, catalogue.messages, set())
    seconds["pages"], pages = timed(
        lambda: [
            plan.draw(item)
            for plan in [SitePlan(_catalogue(cases, shape, instance), frame)]
            for item in plan.items
            if isinstance(item, Page)
        ],
        runs,
    )
    seconds["pages"] -= seconds["catalogue"]
    return seconds | {"count": len(found), "number of pages": len(pages)}


def _catalogue(cases, shape, instance) -> Catalogue:
    catalogue = Catalogue(
        [model.make_organisation(case.record.slug, case.data) for case in cases],
        shape,
        instance,
        TODAY,
    )
    # The one part that compares groups with each other is made on first use.
    assert catalogue.related is not None
    return catalogue


def shell(pages: int) -> float:
    """Seconds that MkDocs takes for one page, by drawing some hundred of the size of a profile."""
    text = "# A group\n\n" + "\n\n".join(
        f"## Part {n}\n\nSome words about it, and [a link](https://example.org/).\n\n- one\n- two"
        for n in range(8)
    )
    with tempfile.TemporaryDirectory() as folder:
        for n in range(pages):
            (Path(folder) / "docs" / f"{n}").mkdir(parents=True)
            (Path(folder) / "docs" / f"{n}" / "index.md").write_text(text)
        (Path(folder) / "mkdocs.yml").write_text(
            "site_name: x\ntheme: {name: material, font: false}\nplugins: []\n"
        )
        from mkdocs.commands.build import build as build_shell
        from mkdocs.config import load_config

        logging.getLogger("mkdocs").setLevel(logging.ERROR)
        start = time.perf_counter()
        build_shell(load_config(f"{folder}/mkdocs.yml"))
        return (time.perf_counter() - start) / pages


def main(most: int) -> None:
    shape = schema.load(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "small", Path(folder) / "large"
        generate.write(most // 10, small / "orgs", shape)
        generate.write(most, large / "orgs", shape)
        one, ten = stages(small, shape, 3), stages(large, shape, 1)
    real = stages(ROOT, shape, 3)
    page = shell(200)
    parts = ("read", "check", "catalogue", "pages")
    print(
        f"{'':<12}{real['count']:>10,} real{one['count']:>10,}{ten['count']:>10,}"
        "    growth for 10 x the records"
    )
    for part in parts:
        growth = ten[part] / one[part]
        print(f"{part:<12}{_seconds(real[part], one[part], ten[part])}    {growth:.1f} x")
    sums = (sum(seconds[part] for part in parts) for seconds in (real, one, ten))
    print(f"{'together':<12}{_seconds(*sums)}")
    reading = real["read"] / real["PyYAML"]
    print(f"\nreading takes {reading:.2f} x the time of PyYAML's fast loader on the real records")
    drawing = page / (real["pages"] / real["number of pages"])
    print(f"a page takes 1/{drawing:.0f} of the time of a page drawn by MkDocs")


def _seconds(real: float, one: float, ten: float) -> str:
    return f"{real:>13.2f} s{one:>8.2f} s{ten:>8.2f} s"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
