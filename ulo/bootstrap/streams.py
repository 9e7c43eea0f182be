"""Input and output of a command, where they are missing or where nobody reads on."""

import os
import sys
from collections.abc import Callable

from ulo.bootstrap.sentences import say

# What a shell makes of a program that wrote to nobody (SIGPIPE), and of one that was interrupted.
NOBODY_READS, INTERRUPTED = 141, 130
FAULT_OF_COMPUTER = 3


def run_to_end(main: "Callable[[list[str]], int]", arguments: "list[str]") -> "int | str | None":
    """Runs a command until all that it says is said, and gives its exit code.

    Where nobody reads on, as behind `| head`, it ends without a word.
    """
    _open_missing()
    try:
        code = _run(main, arguments)
        if code:
            _silence()  # It has said already what went wrong.
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        _silence()
        return NOBODY_READS
    except OSError as error:  # before a command began, or in its last words
        _silence()
        print(say("failed", error=error), file=sys.stderr)
        return FAULT_OF_COMPUTER
    return code


def _run(main: "Callable[[list[str]], int]", arguments: "list[str]") -> "int | str | None":
    try:
        return main(arguments)
    except SystemExit as end:
        return end.code
    except KeyboardInterrupt:
        print("\n" + say("stopped"), file=sys.stderr)
        return INTERRUPTED


def _open_missing() -> None:
    """Opens the streams that this process was started without.

    Otherwise the next file that is opened gets the number of one, and what somebody writes to that
    lands in the file.
    """
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)
            if nowhere != number:
                os.dup2(nowhere, number)
                os.close(nowhere)
            os.set_inheritable(number, True)
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8", closefd=False))


def _silence() -> None:
    """Lets what is still to be said go nowhere, or Python would complain of it at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(nowhere, stream.fileno())
