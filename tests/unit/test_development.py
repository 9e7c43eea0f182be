"""test and lint: which programs they run, and what they say."""

import subprocess
import sys

import pytest

from ulo.cli import development, parser

ON_ALL_PROCESSORS = ["-n", "auto", "--dist", "worksteal"]


@pytest.fixture
def run_command(tmp_path, monkeypatch):
    """Runs a command of ours; `calls` collects what it would run, `failing` makes programs fail."""

    def run_command(*arguments: str, failing: tuple[str, ...] = ()) -> int:
        run_command.calls.clear()

        def run(command, **settings):
            run_command.calls.append((command, settings))
            code = any(word in command for word in failing)
            return subprocess.CompletedProcess(command, int(code))

        monkeypatch.setattr(development.subprocess, "run", run)
        options = parser.parse(arguments)
        return getattr(development, options.command)(tmp_path, options)

    run_command.calls = []
    run_command.root = tmp_path
    return run_command


@pytest.mark.parametrize(
    ("given", "passed"),
    [
        ([], ON_ALL_PROCESSORS),
        (["-x", "tests/unit/test_cli.py"], ["-x", "tests/unit/test_cli.py"]),
        (["--accept"], ["--accept"]),
        (["--fast"], [*ON_ALL_PROCESSORS, "tests/unit"]),
        (["--fast", "-x"], [*ON_ALL_PROCESSORS, "tests/unit", "-x"]),
        (["--shard", "2/4"], [*ON_ALL_PROCESSORS, "-p", "sharding", "--shard", "2/4"]),
        (
            ["--shard", "2/4", "--fast"],
            [*ON_ALL_PROCESSORS, "-p", "sharding", "--shard", "2/4", "tests/unit"],
        ),
    ],
)
def test_arguments_for_pytest(run_command, given, passed):
    assert run_command("test", *given) == 0
    ((command, settings),) = run_command.calls
    assert command == [sys.executable, "-m", "pytest", *passed]
    assert settings["cwd"] == run_command.root
    python_path = settings["env"].get("PYTHONPATH", "")
    assert ("tests/support" in python_path.replace("\\", "/")) == ("--shard" in given)


def test_exit_code_of_pytest_is_kept(run_command):
    assert run_command("test", failing=("pytest",)) == 1


def programs(run_command) -> list[list[str]]:
    return [
        command[2:] if command[:2] == [sys.executable, "-m"] else command
        for command, _ in run_command.calls
    ]


def test_lint_runs_every_check_and_names_it(run_command, capsys):
    assert run_command("lint") == 0
    assert programs(run_command) == [["ruff", "check"], ["ruff", "format", "--check"], ["mypy"]]
    said = capsys.readouterr().out
    assert said.startswith("ruff check:\nruff format --check:\nmypy:\n")
    assert "tsc is not here" in said
    assert "npm ci" in said
    assert said.endswith("There is nothing to fix.\n")


def test_lint_goes_on_after_a_finding_and_says_what_to_do(run_command, capsys):
    assert run_command("lint", failing=("format",)) == 1
    assert len(run_command.calls) == 3
    said = capsys.readouterr().out
    assert "There is something to fix: ruff format --check." in said
    assert said.endswith("run:  python3 build.py lint --fix\n")
    assert run_command("lint", failing=("mypy",)) == 1
    assert "lint --fix" not in capsys.readouterr().out


def test_lint_can_mend(run_command):
    assert run_command("lint", "--fix") == 0
    assert programs(run_command) == [["ruff", "check", "--fix"], ["ruff", "format"], ["mypy"]]


def test_lint_checks_javascript_where_the_compiler_is(run_command, monkeypatch, capsys):
    root = run_command.root
    compiler = root / "node_modules" / ".bin" / "tsc"
    compiler.parent.mkdir(parents=True)
    compiler.touch()
    for name in ("tsconfig.json", "tsconfig.worker.json"):
        (root / name).touch()
    monkeypatch.setattr(development.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert run_command("lint", failing=("tsconfig.worker.json",)) == 1
    assert programs(run_command)[3:] == [
        [str(compiler), "-p", "tsconfig.json"],
        [str(compiler), "-p", "tsconfig.worker.json"],
    ]
    said = capsys.readouterr().out
    assert "There is something to fix: tsc -p tsconfig.worker.json." in said
    assert "tsc is not here" not in said
    monkeypatch.setattr(development.shutil, "which", lambda name: None)
    assert run_command("lint") == 0
    assert "tsc is not here" in capsys.readouterr().out
