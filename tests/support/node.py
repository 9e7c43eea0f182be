"""Runs the tests of the scripts by the test runner of node, which Playwright brings along."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from playwright._impl._driver import compute_driver_executable

from sites import ROOT
from ulo.site.scripts import read_scripts

SCRIPTS = Path("docs/assets/js")
IMPORT = re.compile(r'\bfrom "(\.[^"]+)"')
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def node() -> str:
    driver = compute_driver_executable()
    return str(driver[0] if isinstance(driver, tuple) else driver)


def imported(entry: str) -> set[Path]:
    """A script, and all that it imports at once."""
    waiting, found = [ROOT / SCRIPTS / entry], set()
    while waiting:
        if (path := waiting.pop()) not in found:
            found.add(path)
            code = COMMENT.sub("", path.read_text("utf-8"))
            waiting += [(path.parent / other).resolve() for other in IMPORT.findall(code)]
    return found


def run_node_tests(files: Iterable[Path], data: Mapping[str, object], folder: Path) -> None:
    """Runs files of tests, which read `data` by its names.

    They run twice: on the scripts as they are written, and on those that a build makes of them.
    Fails where a test fails, none ran or one was skipped.
    """
    for name, content in data.items():
        (folder / f"{name}.json").write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    files = [path.relative_to(ROOT) for path in files]
    _run(ROOT, files, folder)
    _run(_as_built(folder / "built"), files, folder)


def _as_built(copy: Path) -> Path:
    """A copy of the tests beside the scripts as a build makes them."""
    scripts = read_scripts(ROOT / SCRIPTS, "version")
    for name in scripts.sources:
        target = copy / SCRIPTS / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(scripts.join(name), "utf-8")
    for tests in ("tests/unit/js", "tests/site/js"):
        shutil.copytree(ROOT / tests, copy / tests)
    shutil.copy(ROOT / "docs" / "sw.js", copy / "docs")
    shutil.copy(ROOT / "package.json", copy)
    return copy


def _run(root: Path, files: list[Path], data: Path) -> None:
    done = subprocess.run(
        [node(), "--test", "--test-reporter=tap", *map(str, files)],
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"JS_TEST_DATA": str(data)},
        timeout=600,
        check=False,
    )
    counts = {name: int(n) for name, n in re.findall(r"^# (\w+) (\d+)$", done.stdout, re.M)}
    report = f"in {root}:\n{done.stdout[-20_000:]}\n{done.stderr[-5_000:]}"
    assert done.returncode == 0, report
    assert counts["fail"] == 0, report
    assert counts["pass"] == counts["tests"] > 0, report
