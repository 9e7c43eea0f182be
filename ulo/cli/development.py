"""test and lint: for those who change the code."""

import os
import shutil
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

from ulo.cli.shared import EXIT_OK, EXIT_PROBLEMS
from ulo.core import message

# Tests are handed out one by one: some files have one slow test for each way to look at pages.
ON_ALL_PROCESSORS = ("-n", "auto", "--dist", "worksteal")

# What mypy looks at: our code, and that by which a country derives its own tables, if it has any.
TYPED_CODE = ("ulo", "build.py", "schema/geography/derivation")


def test(root: Path, options: Namespace) -> int:
    """Runs the tests: all, the fast ones, or one part; or what pytest is told to.

    Arguments for pytest alone are passed on as they are, and run on one processor.
    """
    arguments, environment = list(options.arguments), dict(os.environ)
    if options.fast:
        arguments = ["tests/unit", *arguments]
    if options.shard:
        arguments = ["-p", "sharding", "--shard", options.shard, *arguments]
        # pytest loads plugins before it reads in pyproject.toml where they are.
        environment["PYTHONPATH"] = os.pathsep.join(
            filter(None, [str(root / "tests" / "support"), environment.get("PYTHONPATH")])
        )
    if options.fast or options.shard or not options.arguments:
        arguments = [*ON_ALL_PROCESSORS, *arguments]
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=root, env=environment, check=False).returncode


def lint(root: Path, options: Namespace) -> int:
    """Checks style, format and types; with --fix, first mends what a program can mend."""
    python = [sys.executable, "-m"]
    if options.fix:
        steps = [
            ("ruff check --fix", [*python, "ruff", "check", "--fix"]),
            ("ruff format", [*python, "ruff", "format"]),
        ]
    else:
        steps = [
            ("ruff check", [*python, "ruff", "check"]),
            ("ruff format --check", [*python, "ruff", "format", "--check"]),
        ]
    checked = [path for path in TYPED_CODE if (root / path).exists()]
    steps.append(("mypy", [*python, "mypy", *checked]))
    compiler = root / "node_modules" / ".bin" / "tsc"
    has_compiler = compiler.exists() and shutil.which("node") is not None
    if has_compiler:
        for settings in sorted(root.glob("tsconfig*.json")):
            steps.append((f"tsc -p {settings.name}", [str(compiler), "-p", settings.name]))
    failed = [name for name, command in steps if not _run_step(root, name, command)]
    print()
    if not has_compiler:
        print(message("commands.lint.no_compiler"))
    if not failed:
        print(message("commands.lint.nothing"))
        return EXIT_OK
    print(message("commands.lint.found", names=", ".join(failed)))
    if not options.fix and any(name.startswith("ruff") for name in failed):
        print(message("commands.lint.fix"))
    return EXIT_PROBLEMS


def _run_step(root: Path, name: str, command: list[str]) -> bool:
    """Names a program, runs it, and says whether it found nothing."""
    print(f"{name}:", flush=True)
    return subprocess.run(command, cwd=root, check=False).returncode == 0
