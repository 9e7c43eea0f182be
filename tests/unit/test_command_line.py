"""The words after build.py: what is read from them, and the help that is drawn from the parsers."""

import platform
import re
import shutil
import subprocess
import sys
from importlib import import_module

import pytest

from sites import ROOT
from ulo.cli import parser
from ulo.cli.commands import COMMANDS, TASKS
from ulo.core import current_locale, message


@pytest.fixture
def bare_python(tmp_path):
    """Runs build.py in a copy of the code by a Python that has no packages at all."""
    for name in ("build.py", "mkdocs.yml"):
        shutil.copy(ROOT / name, tmp_path)
    for name in ("ulo", "schema/locales"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)

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


def test_version_needs_no_packages(bare_python, tmp_path):
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    done = bare_python("--version")
    program, python, system = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"Led by Us \d+\.\d+\.\d+( \([0-9a-f]+(, changed)?\))?", program)
    assert python == f"Python {platform.python_version()}" and system == platform.platform()
    assert "--version" in parser.draw_overview()


def test_wrong_use_needs_no_packages(bare_python):
    for arguments in (["nonsense"], ["check", "--form", "json"], ["serve", "--port", "x"]):
        done = bare_python(*arguments)
        assert done.returncode == 2, arguments
        assert "python3 build.py" in done.stderr


def test_overview_shows_every_command_by_task():
    overview = parser.draw_overview()
    assert all(len(line) <= 100 for line in overview.splitlines())
    for task, commands in TASKS.items():
        heading = message(f"commands.tasks.{task}")
        section = overview.partition(f"\n{heading}:\n")[2].partition("\n\n")[0]
        lines = [re.split(" {2,}", line.strip()) for line in section.splitlines()]
        assert lines == [
            [f"python3 build.py {arguments}".strip(), meaning]
            for command in commands
            for arguments, meaning in parser.list_examples(command)
        ]
    for code in ("0 all is well", "1 problems", "2 wrong use", "3 our fault"):
        assert code in overview


@pytest.mark.parametrize("written", ["Our List", '"Our List"', "'Our List'  # ours"])
def test_the_overview_has_the_name_of_the_site(written, tmp_path, monkeypatch):
    (tmp_path / "mkdocs.yml").write_text(f"# x\nsite_name: {written}\nrepo_url: y\n", "utf-8")
    monkeypatch.setattr(parser, "ROOT", tmp_path)
    assert parser.draw_overview().startswith("Our List is a directory of user-led organisations.")


def without_spaces(text: str) -> str:
    """A text as it is however its lines are broken."""
    return re.sub(r"\s", "", text)


def message_section(name: str) -> dict:
    """What commands.json says of a command."""
    return current_locale().section("commands")[name]


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_shows_all_about_it(name, capsys):
    command = COMMANDS[name]
    with pytest.raises(SystemExit) as ending:
        parser.parse([name, "--help"])
    assert ending.value.code == 0
    page = capsys.readouterr().out
    assert all(len(line) <= 100 for line in page.splitlines())
    shown = without_spaces(page)
    examples = parser.list_examples(command)
    _, summary = examples[0]
    assert without_spaces(summary[1:]) in shown
    if command.passes_on:
        assert without_spaces(message(f"commands.{name}.passes_on")) in shown
    for option in command.options:
        texts = message_section(option.section or name)["options"][option.name]
        assert texts.get("value", option.name) in shown
        assert without_spaces(texts["help"]) in shown
    for arguments, meaning in examples:
        assert without_spaces(f"python3 build.py {arguments} {meaning}") in shown


@pytest.mark.parametrize("name", COMMANDS)
def test_examples_begin_with_the_command(name):
    for arguments, _ in parser.list_examples(COMMANDS[name]):
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
    ("name", "said"),
    [
        ("chek", "there is no command 'chek'. Did you mean check? See: python3 build.py --help"),
        ("zzz", "there is no command 'zzz'. See: python3 build.py --help"),
        ("\x1b[2J", r"there is no command '\x1b[2J'. See"),
    ],
)
def test_unknown_commands_are_answered_with_the_nearest(name, said, capsys):
    with pytest.raises(SystemExit) as ending:
        parser.parse([name])
    assert ending.value.code == 2
    assert said in capsys.readouterr().err


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
        (
            ["check", "--format", "xml"],
            "argument --format: invalid choice: 'xml' (choose from 'text'",
        ),
        (["check", "--format"], "argument --format: expected one argument"),
        (["registers", "x", "--write"], "argument --write: expected at least one argument"),
        (["build", "--join=1"], "argument --join: expected no argument"),
        (["check", "--help=1"], "argument -h/--help: expected no argument"),
        (["rename"], "the following arguments are required: OLD, NEW"),
        (["rename", "x"], "the following arguments are required: NEW"),
        (["release"], "the following arguments are required: --out"),
    ],
)
def test_wrong_values_are_answered_with_an_example(arguments, advice, capsys):
    with pytest.raises(SystemExit) as ending:
        parser.parse(arguments)
    assert ending.value.code == 2
    assert advice in capsys.readouterr().err
