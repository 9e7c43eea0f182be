"""Are made-up records like the true ones, in what a build takes time for?

    .venv/bin/python tests/benchmarks/likeness.py [1000]

For each field: how many of a hundred records have it, how long its texts or lists are at the median
and at the ninetieth percentile, and how many different values there are. Both kinds side by side.
"""

import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import yaml

# This runs by itself, without pytest, which would find these folders.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import generate
from sites import ROOT
from ulo import schema

Measures = dict[str, tuple[float, int, int, int]]


def measure(folder: Path) -> Measures:
    """By field: its share of records in hundreds, two percentiles of its length, its values."""
    lengths: dict[str, list[int]] = defaultdict(list)
    owners: dict[str, set[str]] = defaultdict(set)
    values: dict[str, set[str]] = defaultdict(set)

    def look(path: str, value: object, name: str) -> None:
        owners[path].add(name)
        if isinstance(value, dict):
            for key, part in value.items():
                look(f"{path}.{key}" if path else key, part, name)
            return
        lengths[path].append(len(value) if isinstance(value, list) else len(str(value)))
        if isinstance(value, list):
            for part in value:
                look(f"{path}[]", part, name)
        else:
            values[path].add(str(value))

    paths = sorted(folder.glob("*.yml"))
    for path in paths:
        text = path.read_text("utf-8")
        look("", yaml.load(text, Loader=yaml.CBaseLoader), path.name)
        look("(file)", text, path.name)
    return {
        path: (
            100 * len(owners[path]) / len(paths),
            _percentile(found, 0.5),
            _percentile(found, 0.9),
            len(values[path]),
        )
        for path, found in lengths.items()
    }


def _percentile(numbers: Iterable[int], share: float) -> int:
    ordered = sorted(numbers)
    return ordered[int(share * (len(ordered) - 1))]


def main(count: int) -> None:
    true = measure(ROOT / "orgs")
    with tempfile.TemporaryDirectory() as folder:
        generate.write(count, Path(folder), schema.load(ROOT))
        made_up = measure(Path(folder))
    print(f"{'':<24}{'true':>8}{'':<24}{'made up':>8}")
    print(f"{'field':<24}" + f"{'%':>8}{'half':>8}{'ninth':>8}{'values':>8}" * 2)
    for path in sorted({*true, *made_up}):
        cells = [*true.get(path, (0, 0, 0, 0)), *made_up.get(path, (0, 0, 0, 0))]
        print(f"{path:<24}" + "".join(f"{cell:>8.0f}" for cell in cells))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
