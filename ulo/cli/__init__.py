"""What each word after `build.py` does. Every command returns its exit code.

Commands are imported when they are run: the help needs nothing but Python, and `check` does not
wait for MkDocs.

    command         what a command is
    commands, maintainer_commands       every command with its options, for help and parser
    option_types    what the values of options may be
    parser          reads the command line, draws the help
    shared          exit codes, paths, how a command speaks
    git             what git says of the repository
    secret          the secret that signs the codes of groups
    building, serving, editing, lifecycle, readability, import_export, releasing, reviewing,
    receiving, upkeep, inviting, registers, geodata, development     the commands, a family a file
"""

import io
import signal
import sys
from argparse import Namespace
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from ulo.cli.commands import COMMANDS

__all__ = ["run"]


def run(root: Path, options: Namespace) -> int:
    """Runs one command, and says in plain words what stopped it."""
    for stream in (sys.stdout, sys.stderr):
        # Windows cannot write every Welsh letter into a pipe.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        return _load_function(options.command)(root, options)
    except KeyboardInterrupt:
        print("\nStopped. Nothing that was there before has changed.", file=sys.stderr)
        return 128 + signal.SIGINT
    except Exception as error:
        return _explain(error)


def _explain(error: Exception) -> int:
    """Says what stopped a command, and returns its exit code."""
    from ulo.catalogue import InvalidGuideError
    from ulo.cli.shared import EXIT_INTERNAL, EXIT_PROBLEMS

    if isinstance(error, InvalidGuideError):
        print(
            f"\n{error}\n\ndocs/maintainers.md explains how to write a guide. "
            "Nothing that was there before has changed.",
            file=sys.stderr,
        )
        return EXIT_PROBLEMS
    if isinstance(error, OSError):
        print(
            f"\nThe computer wouldn't let us do that: {error}. "
            "Nothing that was there before has changed.",
            file=sys.stderr,
        )
        return EXIT_INTERNAL
    import traceback

    traceback.print_exception(error)
    print(
        "\nThis is our fault, not yours. Nothing that was there before has changed. "
        "Please tell us, with the lines above.",
        file=sys.stderr,
    )
    return EXIT_INTERNAL


def _load_function(name: str) -> Callable[[Path, Namespace], int]:
    """The function of a command: it takes the root of the repository, and the options."""
    module, _, function = COMMANDS[name].function.partition(":")
    loaded: Callable[[Path, Namespace], int] = getattr(import_module(f"ulo.cli.{module}"), function)
    return loaded
