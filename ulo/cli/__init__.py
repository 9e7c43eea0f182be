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
    building, serving, making, checking, fixing, lifecycle, readability, import_export, releasing,
    reviewing, receiving, asking, upkeep, inviting, registers, geodata, development, version
                    the commands, one or a family a file
    ports           takes the port of `serve`
"""

import errno
import io
import signal
import sys
from argparse import Namespace
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from ulo.cli.commands import COMMANDS
from ulo.core import InvalidFileError, NoLanguageError, message, read_locales, use_locale

__all__ = ["run"]


def run(root: Path, options: Namespace) -> int:
    """Runs one command, and says in plain words what stopped it."""
    for stream in (sys.stdout, sys.stderr):
        # Windows cannot write every letter with an accent into a pipe.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        with use_locale(read_locales(root)[0]):
            return _run(root, options)
    except (InvalidFileError, NoLanguageError) as error:
        # The sentences are missing or damaged: there are none to explain it with.
        print(error, file=sys.stderr)
        return 1


def _run(root: Path, options: Namespace) -> int:
    try:
        code = _load_function(options.command)(root, options)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        raise  # Nobody reads what we say: bootstrap.run_to_end knows how to end then.
    except KeyboardInterrupt:
        _complain(f"{message('setup.stopped')} {_say('unchanged')}")
        return 128 + signal.SIGINT
    except Exception as error:
        return _explain(error)


def _say(key: str, **facts: object) -> str:
    return message(f"commands.shared.{key}", **facts)


def _complain(text: str) -> None:
    print(f"\n{text}", file=sys.stderr)


def _explain(error: Exception) -> int:
    """Says what stopped a command, and returns its exit code."""
    from ulo.catalogue import InvalidGuideError
    from ulo.cli.shared import EXIT_INTERNAL, EXIT_PROBLEMS, EXIT_USAGE
    from ulo.pipeline import ClockError

    if isinstance(error, ClockError):
        _complain(f"{error}\n{_say('unchanged')}")
        return EXIT_USAGE if error.is_setting else EXIT_INTERNAL
    if isinstance(error, InvalidFileError):
        _complain(f"{error}\n{_say('unchanged')}")
        return EXIT_PROBLEMS
    if isinstance(error, InvalidGuideError):
        _complain(f"{error}\n\n{_say('guide')} {_say('unchanged')}")
        return EXIT_PROBLEMS
    if type(error).__name__ == "BuildError":  # MkDocs has it, which most commands do not need
        _complain(f"{error}\n\n{_say('unchanged')}")
        return EXIT_PROBLEMS
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        _complain(f"{_say('disk_full')} {_say('unchanged')}")
        return EXIT_INTERNAL
    if isinstance(error, OSError):
        _complain(f"{_say('not_allowed', error=error)} {_say('unchanged')}")
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            print(_say("copy_folder"), file=sys.stderr)
        return EXIT_INTERNAL
    import traceback

    traceback.print_exception(error)
    _complain(_say("our_fault"))
    return EXIT_INTERNAL


def _load_function(name: str) -> Callable[[Path, Namespace], int]:
    """The function of a command: it takes the root of the repository, and the options."""
    module, _, function = COMMANDS[name].function.partition(":")
    loaded: Callable[[Path, Namespace], int] = getattr(import_module(f"ulo.cli.{module}"), function)
    return loaded
