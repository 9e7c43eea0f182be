"""Reads the command line and draws the help. It needs nothing but Python."""

import argparse
from collections.abc import Iterable, Iterator, Sequence

from ulo.cli.command import Command
from ulo.cli.commands import COMMANDS, TASKS

PROGRAM = "python3 build.py"
# Where the second column of the help begins.
COLUMN = 38
INTRODUCTION = """\
Led by Us is a directory of user-led organisations. Each group is one file in orgs/.
This command checks those files and makes the website from them."""
CLOSING = f"""\
More about one of them:  {PROGRAM} COMMAND --help

The first run fetches what the project needs into .venv and takes about half a minute.
Nothing is lost if a run fails: the last good site stays in site/.
"""
EXIT_CODES = (
    "When it ends:  0 all is well   1 problems in records   2 wrong use of this command   "
    "3 our fault\n"
)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of a command, and its name as `command`; `build` where none is named.

    Prints help and ends where that is asked for, and ends with 2 where something is wrong. What is
    passed on to another program is in `arguments`.
    """
    # The options of a build may be given without the word `build`.
    if not arguments or (arguments[0].startswith("-") and arguments[0] not in ("-h", "--help")):
        arguments = ["build", *arguments]
    parser = build_parser()
    options, unknown = parser.parse_known_args(arguments)
    if COMMANDS[options.command].passes_on:
        options.arguments = unknown
    elif unknown:
        parser.error(f"we don't understand this: {' '.join(unknown)}. See: {PROGRAM} --help")
    return options


def build_parser() -> argparse.ArgumentParser:
    """The parser of build.py with one for each command."""
    top = _Parser(prog=PROGRAM, usage=f"{PROGRAM} [COMMAND] ...", allow_abbrev=False)
    commands = top.add_subparsers(
        dest="command", metavar="COMMAND", required=True, parser_class=argparse.ArgumentParser
    )
    for command in COMMANDS.values():
        parser = commands.add_parser(
            command.name,
            prog=f"{PROGRAM} {command.name}",
            description=_sentence(command.summary),
            epilog=_draw_epilog(command),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        for option in command.options:
            parser.add_argument(option.name, **option.settings)
    return top


class _Parser(argparse.ArgumentParser):
    """Shows the overview of all commands as its help."""

    def format_help(self) -> str:
        return draw_overview()


def draw_overview() -> str:
    """The help page: the commands by task, with examples."""
    parts = [INTRODUCTION]
    for task, commands in TASKS.items():
        parts.append("\n".join([f"{task}:", *_draw_examples(commands)]))
    return "\n\n".join([*parts, CLOSING]) + f"\n{EXIT_CODES}"


def _draw_examples(commands: Iterable[Command]) -> Iterator[str]:
    for command in commands:
        for arguments, meaning in command.examples:
            usage = f"  {PROGRAM} {arguments}".rstrip()
            yield f"{usage:{COLUMN}}  {meaning}"


def _draw_epilog(command: Command) -> str:
    examples = "\n".join(["examples:", *_draw_examples([command])])
    if command.passes_on:
        examples = f"Everything else is passed on to {command.passes_on}.\n\n{examples}"
    return examples


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."
