"""What each word after `build.py` does. Every command returns its exit code; these write what people keep.

MkDocs, ruamel.yaml, geopy and what needs them are imported where they are used, so that `check` answers at once.

0: all is well. 1: there are problems in records. 2: the command was used wrongly. 3: our own fault.
"""

import signal
import subprocess
import sys
import traceback
from argparse import Namespace
from pathlib import Path

from ulo.catalogue import InvalidGuideError
from ulo.cli.building import build, serve
from ulo.cli.editing import check, fix, new
from ulo.cli.geodata import geocode, geography
from ulo.cli.import_export import export, import_records
from ulo.cli.lifecycle import rename, withdraw
from ulo.cli.readability import words
from ulo.cli.receiving import intake
from ulo.cli.registers import registers
from ulo.cli.reviewing import review
from ulo.cli.shared import EXIT_INTERNAL, EXIT_PROBLEMS
from ulo.cli.upkeep import confirm, links, stale

__all__ = ["run"]


def test(root: Path, options: Namespace) -> int:
    """Runs all tests, on all processors; or, one after the other, what follows the word, which goes to pytest."""
    # Work is shared out test by test: some files have one slow test for each way to look at pages.
    arguments = options.arguments or ["-n", "auto", "--dist", "worksteal"]
    return subprocess.run([sys.executable, "-m", "pytest", *arguments], cwd=root).returncode


COMMANDS = {"import": import_records} | {
    command.__name__: command
    for command in (
        build,
        check,
        confirm,
        export,
        fix,
        geocode,
        geography,
        intake,
        links,
        new,
        registers,
        rename,
        review,
        serve,
        stale,
        test,
        withdraw,
        words,
    )
}


def run(root: Path, options: Namespace) -> int:
    """Runs one command, and says in plain words what stopped it."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(
            errors="backslashreplace"
        )  # Windows cannot write every Welsh letter into a pipe
    try:
        return COMMANDS[options.command](root, options)
    except KeyboardInterrupt:
        print("\nStopped. What was there before is still there.", file=sys.stderr)
        return 128 + signal.SIGINT
    except InvalidGuideError as error:
        print(
            f"\n{error}\n\nHow a guide is written stands in docs/maintainers.md. What was there before is still there.",
            file=sys.stderr,
        )
        return EXIT_PROBLEMS
    except OSError as error:
        print(
            f"\nThe computer did not let us: {error}. What was there before is still there.",
            file=sys.stderr,
        )
        return EXIT_INTERNAL
    except Exception:
        traceback.print_exc()
        print(
            "\nThis is our own fault, not yours. What was there before is still there. Please tell us, with the lines above.",
            file=sys.stderr,
        )
        return EXIT_INTERNAL
