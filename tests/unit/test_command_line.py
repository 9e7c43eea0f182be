"""The words after build.py: what is read from them, and the help that is drawn from the parsers."""

import re
import shutil
import subprocess
import sys
from importlib import import_module

import pytest

from sites import ROOT
from ulo.cli import parser
from ulo.cli.commands import COMMANDS, TASKS


@pytest.fixture
def bare_python(tmp_path):
    """Runs build.py in a copy of the code by a Python that has no packages at all."""
    shutil.copy(ROOT / "build.py", tmp_path)
    shutil.copytree(ROOT / "ulo", tmp_path / "ulo", ignore=shutil.ignore_patterns("__pycache__"))

    def run_bare(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys._base_executable, "-I", "-S", "-B", "build.py", *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )

    yield run_bare
    assert not (tmp_path / ".venv").exists()


def test_help_needs_no_packages(bare_python):
    overview = bare_python("--help")
    assert (overview.returncode, overview.stderr) == (0, "")
    assert overview.stdout == parser.draw_overview()
    assert bare_python("-h").stdout == overview.stdout
    for name in COMMANDS:
        page = bare_python(name, "--help")
        assert (page.returncode, page.stderr) == (0, ""), name
        assert page.stdout.startswith(f"usage: python3 build.py {name} [-h]")


def test_wrong_use_needs_no_packages(bare_python):
    for arguments in (["nonsense"], ["check", "--form", "json"], ["serve", "--port", "x"]):
        done = bare_python(*arguments)
        assert done.returncode == 2, arguments
        assert "python3 build.py" in done.stderr


def test_overview_shows_every_command_by_task():
    overview = parser.draw_overview()
    assert all(len(line) <= 100 for line in overview.splitlines())
    for task, commands in TASKS.items():
        section = overview.partition(f"\n{task}:\n")[2].partition("\n\n")[0]
        lines = [re.split(" {2,}", line.strip()) for line in section.splitlines()]
        assert lines == [
            [f"python3 build.py {arguments}".strip(), meaning]
            for command in commands
            for arguments, meaning in command.examples
        ]
    for code in ("0 all is well", "1 problems", "2 wrong use", "3 our fault"):
        assert code in overview


def without_spaces(text: str) -> str:
    """A text as it is however its lines are broken."""
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_shows_all_about_it(name, capsys):
    command = COMMANDS[name]
    with pytest.raises(SystemExit) as ending:
        parser.parse([name, "--help"])
    assert ending.value.code == 0
    page = capsys.readouterr().out
    assert all(len(line) <= 100 for line in page.splitlines())
    shown = without_spaces(page)
    assert without_spaces(command.summary[1:]) in shown
    assert without_spaces(command.passes_on) in shown
    for option in command.options:
        assert option.settings.get("metavar", option.name) in shown
        assert without_spaces(option.settings["help"]) in shown
    for arguments, meaning in command.examples:
        assert without_spaces(f"python3 build.py {arguments} {meaning}") in shown


@pytest.mark.parametrize("name", COMMANDS)
def test_examples_begin_with_the_command(name):
    for arguments, _ in COMMANDS[name].examples:
        assert (arguments or "build").split()[0] == name


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_function(name):
    module, _, function = COMMANDS[name].function.partition(":")
    assert getattr(import_module(f"ulo.cli.{module}"), function).__doc__


def test_build_is_the_command_where_none_is_named():
    assert parser.parse([]).command == "build"
    options = parser.parse(["--address", "https://example.org"])
    assert (options.command, options.address) == ("build", "https://example.org/")


def test_unknown_arguments_are_refused_but_for_tests(capsys):
    with pytest.raises(SystemExit) as ending:
        parser.parse(["check", "--fast"])
    assert ending.value.code == 2
    assert "we don't understand this: --fast" in capsys.readouterr().err
    options = parser.parse(["test", "-x", "--accept", "-k", "a or b", "tests/unit/test_cli.py"])
    assert options.arguments == ["-x", "--accept", "-k", "a or b", "tests/unit/test_cli.py"]
    assert (options.fast, options.shard) == (False, None)
    options = parser.parse(["test", "--shard", "2/4", "-x", "--fast"])
    assert (options.arguments, options.shard, options.fast) == (["-x"], "2/4", True)


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (["--address", "example.org"], "write an address such as https://example.org/"),
        (["--contact", "nobody"], "write an email address such as hello@example.org"),
        (["stale", "--limit", "0"], "write a number such as 20"),
        (["confirm", "x", "--on", "2026-02-30"], "write a day such as 2026-11-21"),
        (["confirm", "x", "--on", "20261121"], "write a day such as 2026-11-21"),
        (["test", "--shard", "5/4"], "write a part such as 2/4"),
        (["test", "--shard", "2"], "write a part such as 2/4"),
    ],
)
def test_wrong_values_are_answered_with_an_example(arguments, advice, capsys):
    with pytest.raises(SystemExit) as ending:
        parser.parse(arguments)
    assert ending.value.code == 2
    assert advice in capsys.readouterr().err
