"""Reads the command line and draws the help. It needs nothing but Python."""

import argparse
import re
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

from ulo.cli.command import Command, Option
from ulo.cli.commands import COMMANDS, TASKS
from ulo.cli.option_types import OneOf
from ulo.core import InvalidFileError, NoLanguageError, capitalise, current_locale, message

ROOT = Path(__file__).parents[2]
PROGRAM = "python3 build.py"
# Where the second column of the help begins, and where it ends.
COLUMN = 38
WIDTH = 100
SITE_NAME = re.compile(r"^site_name: *[\"']?(.*?)[\"']?(?: +#.*)? *$", re.MULTILINE)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of a command, and its name as `command`; `build` where none is named.

    Prints help or the version and ends where that is asked for, and ends with 2 where something is
    wrong. What is passed on to another program is in `arguments`.
    """
    try:
        return _parse(arguments)
    except (InvalidFileError, NoLanguageError) as error:
        # The sentences of this very program are meant.
        print(error, file=sys.stderr)
        sys.exit(1)


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    if list(arguments) == ["--version"]:
        # Not every Python that can start this program can read its version.
        from ulo.cli.version import describe_version

        print(describe_version(ROOT))
        sys.exit(0)
    if arguments and arguments[0] in ("-h", "--help"):
        print(draw_overview(), end="")
        sys.exit(0)
    # The options of a build may be given without the word `build`.
    if not arguments or arguments[0].startswith("-"):
        arguments = ["build", *arguments]
    name, *rest = arguments
    if name not in COMMANDS:
        _refuse(_draw_usage(), PROGRAM, _describe_unknown_command(name))
    command = COMMANDS[name]
    parser = build_parser(command)
    try:
        options, unknown = parser.parse_known_args(rest)
    except argparse.ArgumentError as error:
        _refuse(parser.format_usage(), parser.prog, _describe_error(error, command))
    options.command = name
    if command.passes_on:
        options.arguments = unknown
    elif unknown:
        problem = _say_wrong("unknown", arguments=" ".join(unknown), program=PROGRAM)
        _refuse(_draw_usage(), PROGRAM, problem)
    return options


# --- What is wrong --------------------------------------------------------------------------------


def _say_wrong(key: str, **facts: object) -> str:
    return message(f"commands.wrong_use.{key}", **facts)


def _refuse(usage: str, program: str, problem: str) -> NoReturn:
    print(f"{usage}{_say_wrong('error', program=program, problem=problem)}", file=sys.stderr)
    sys.exit(2)


def _describe_unknown_command(name: str) -> str:
    """What is said of a command that isn't there, with the one that may have been meant."""
    shown = ascii(name)
    if near := get_close_matches(name, COMMANDS, 1):
        return _say_wrong("near_command", name=shown, near=near[0], program=PROGRAM)
    return _say_wrong("no_command", name=shown, program=PROGRAM)


def _describe_error(error: argparse.ArgumentError, command: Command) -> str:
    """What is wrong with an argument. What argparse says of it is in English, and not used."""
    name = error.argument_name
    if name is None:
        return _describe_missing(error.message)
    settings = {option.name: option.settings for option in command.options}.get(name)
    if isinstance(error.__context__, argparse.ArgumentTypeError):
        problem = error.message
    elif settings is None or "action" in settings:
        problem = _say_wrong("takes_none")
    else:
        problem = _say_wrong("needs_some" if settings.get("nargs") == "+" else "needs_one")
    return _say_wrong("argument", name=name, problem=problem)


def _describe_missing(said: str) -> str:
    """What is missing, by the end of what argparse says: their names, with commas between."""
    return _say_wrong("missing", names=said.rpartition(": ")[2])


# --- The help of a command ------------------------------------------------------------------------


def _say(key: str, **facts: object) -> str:
    return message(f"commands.help.{key}", **facts)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Says what is missing: before Python 3.13, that raises no ArgumentError."""
        _refuse(self.format_usage(), self.prog, _describe_missing(message))


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or f"{_say('usage')} ")


def build_parser(command: Command) -> argparse.ArgumentParser:
    """The parser of all that may stand after the name of a command."""
    parser = _Parser(
        prog=f"{PROGRAM} {command.name}",
        description=_draw_description(command),
        epilog=_draw_epilog(command),
        formatter_class=_Formatter,
        allow_abbrev=False,
        add_help=False,
        exit_on_error=False,
    )
    arguments = parser.add_argument_group(_say("arguments"))
    options = parser.add_argument_group(_say("options"))
    options.add_argument("-h", "--help", action="help", help=_escape(_say("show_help")))
    for option in command.options:
        group = options if option.name.startswith("-") else arguments
        group.add_argument(option.name, **option.settings, **_texts(command, option))
    return parser


def _texts(command: Command, option: Option) -> dict[str, Any]:
    """What the help says of an option: how its value is called, and what it is for."""
    section = current_locale().section("commands")[option.section or command.name]
    texts = section["options"][option.name]
    found = {"help": _escape(texts["help"])}
    kind = option.settings.get("type")
    if isinstance(kind, OneOf):
        found["metavar"] = f"{{{','.join(kind.choices)}}}"
    elif "value" in texts:
        found["metavar"] = texts["value"]
    return found


def _escape(text: str) -> str:
    """A text as argparse takes it: a percent sign would be the start of a gap."""
    return text.replace("%", "%%")


def _draw_description(command: Command) -> str:
    _, summary = list_examples(command)[0]
    return _say("sentence", text=capitalise(summary))


def _draw_epilog(command: Command) -> str:
    heading = _say("heading", title=_say("examples"))
    examples = "\n".join([heading, *_draw_examples([command])])
    if command.passes_on:
        programs = message(f"commands.{command.name}.passes_on")
        examples = f"{_say('passes_on', programs=programs)}\n\n{examples}"
    return examples


# --- The overview ---------------------------------------------------------------------------------


def list_examples(command: Command) -> list[tuple[str, str]]:
    """Pairs: what is written after `build.py`, and what that does. The first is the summary."""
    examples = current_locale().section("commands")[command.name]["examples"].values()
    # A build is what happens where nothing is written.
    return [(example.get("arguments", ""), example["meaning"]) for example in examples]


def draw_overview() -> str:
    """The help page: the commands by task, with examples."""
    parts = [_say("introduction", name=_site_name())]
    for task, commands in TASKS.items():
        heading = _say("heading", title=message(f"commands.tasks.{task}"))
        parts.append("\n".join([heading, *_draw_examples(commands)]))
    return "\n\n".join([*parts, _say("closing", program=PROGRAM), _say("exit_codes")]) + "\n"


def _draw_usage() -> str:
    return f"{_say('usage')} {PROGRAM} {_say('any_command')}\n"


def _draw_examples(commands: Iterable[Command]) -> Iterator[str]:
    for command in commands:
        for arguments, meaning in list_examples(command):
            usage = f"  {PROGRAM} {arguments}".rstrip()
            yield textwrap.fill(
                f"{usage:{COLUMN}}  {meaning}",
                WIDTH,
                subsequent_indent=" " * (COLUMN + 2),
                break_long_words=False,
                break_on_hyphens=False,
            )


def _site_name() -> str:
    """The name of the site in mkdocs.yml, which is read before there are packages for YAML."""
    settings = ROOT / "mkdocs.yml"
    found = SITE_NAME.search(settings.read_text("utf-8")) if settings.is_file() else None
    return found[1] if found else ROOT.name
