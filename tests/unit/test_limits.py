"""The table of limits in SECURITY.md says what the code does, and names the tests that hold it."""

import ast
import re
from pathlib import Path

import pytest

from named_tests import names_of_tests

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(
    r"^\| (?P<what>[^|]+) \| (?P<bound>[^|]+) \| (?P<limit>[\d,.]+) (?P<unit>[^|]+?) "
    r"\| `(?P<file>[^`|]+)` `(?P<name>\w+)` \| `(?P<tests>[^`|]+)::(?P<test>\w+)` \|$"
)
UNITS = {"kB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000, "KB": 1024, "MiB": 1024 * 1024}
SCRIPT_CONSTANT = re.compile(r"^\s*(?:export )?const (\w+) = ([\d_]+);$", re.MULTILINE)
HEADING = "## Limits on what is read"


def rows() -> list[re.Match[str]]:
    text = (ROOT / "SECURITY.md").read_text("utf-8")
    part = text.partition(HEADING)[2].partition("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("| ")][2:]
    found = [ROW.match(line) for line in lines]
    assert None not in found, lines[found.index(None)]
    return [row for row in found if row]


def constants(path: Path) -> dict[str, object]:
    """The numbers that a module or a script gives names to, alone or several in one line."""
    if path.suffix == ".js":
        return {
            name: float(number.replace("_", ""))
            for name, number in SCRIPT_CONSTANT.findall(path.read_text("utf-8"))
        }
    found = {}
    for node in ast.parse(path.read_text("utf-8")).body:
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        if value is None:
            continue
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        names = target.elts if isinstance(target, ast.Tuple) else [target]
        values = value.elts if isinstance(target, ast.Tuple) else [value]
        for name, part in zip(names, values, strict=False):
            found[getattr(name, "id", "")] = _number(part)
    return found


def _number(node: ast.expr) -> float | None:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        left, right = _number(node.left), _number(node.right)
        return None if left is None or right is None else left * right
    number = isinstance(node, ast.Constant) and isinstance(node.value, int | float)
    return node.value if number else None


def test_every_reader_has_its_limits_in_the_table():
    named = {row["what"] for row in rows()}
    assert len(rows()) > 1
    assert "A record" in named


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['what']}, {row['bound']}")
def test_a_limit_is_the_one_of_the_code(row):
    value = constants(ROOT / row["file"])[row["name"]]
    said = float(row["limit"].replace(",", ""))
    # A constant says its unit in its name, or counts bytes.
    in_bytes = said * UNITS.get(row["unit"], 1)
    assert value in (said, in_bytes), f"{row['file']} has {value}"


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['what']}, {row['bound']}")
def test_a_test_holds_the_limit(row):
    assert row["test"] in names_of_tests(row["tests"])
