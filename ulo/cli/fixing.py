"""fix: puts records into their usual form, and says what only a person can put right."""

import os
import stat
from argparse import Namespace
from collections import Counter
from pathlib import Path

from ulo import pipeline, schema
from ulo.cli.shared import EXIT_OK, EXIT_PROBLEMS, report_missing, repository_path
from ulo.core import Problem, as_text, count, escape_invisible, files, message, quote
from ulo.records.formatting import FormattingError, mend
from ulo.records.values import Reading
from ulo.schema import Schema, format_pointer


def fix(root: Path, options: Namespace) -> int:
    """Puts records into their usual form, with comments kept, and says what it wrote otherwise.

    Phone numbers, addresses and the like are written as every other way in writes them. At the end
    it says what is left to fix.

    Where no records are named, it also writes the generated files.
    """
    pipeline.today()  # The checks at the end ask for it: not after records were written.
    loaded = schema.load(root)
    folders = [root / "orgs", *(root / folder for folder in schema.LIBRARY_FOLDERS.values())]
    if options.paths:
        paths = [root / repository_path(root, path) for path in options.paths]
    else:
        paths = [path for folder in folders for path in sorted(folder.glob("*.yml"))]
    missing = [
        str(path)
        for path in paths
        if path.parent not in folders or path.suffix != ".yml" or not os.path.lexists(path)
    ]
    if missing:
        return report_missing(missing)
    names = {path: path.relative_to(root).as_posix() for path in paths}
    changed, is_refused = 0, False
    for path, name in names.items():
        try:
            readings = _fix_record(path, loaded.of_file(name))
        except OSError as error:
            if not os.access(path.parent, os.W_OK):
                raise  # Then none of them can be written.
            shown = escape_invisible(name)
            print(message("commands.fix.unwritable", path=shown, error=error.strerror))
            is_refused = True
            continue
        except Exception as error:  # Whatever it is, the other records are fixed all the same.
            shown, reason = escape_invisible(name), escape_invisible(f"{error!r:.200}")
            print(message("commands.fix.failed", path=shown, error=reason))
            is_refused = True
            continue
        if readings is not None:
            print(message("commands.fix.put_in_order", path=escape_invisible(name)))
            print("".join(map(_describe_reading, readings)), end="")
            changed += 1
    if not options.paths:
        write_generated_files(root, loaded)
    errors = pipeline.check(root, set(names.values()) if options.paths else None).errors
    print(_describe_errors(errors, in_full=bool(options.paths)), end="")
    print(count("commands.fix.done", len(names), changed=changed))
    return EXIT_PROBLEMS if errors or is_refused else EXIT_OK


def _fix_record(path: Path, loaded: Schema) -> list[Reading] | None:
    """Puts one record into its usual form; the values that it changed, or None if nothing did.

    What cannot be read is left as it is: `check` says why. Raises OSError where it cannot write.
    """
    try:
        if not stat.S_ISREG(path.lstat().st_mode):  # to open a pipe is to wait for a writer
            return None
        before = path.read_bytes()
        text, readings = mend(before.decode("utf-8"), loaded)
    except (OSError, ValueError, FormattingError):
        return None
    after = text.encode()
    if after == before:
        return None
    files.write_atomically(path, after)
    return readings


def _describe_reading(reading: Reading) -> str:
    """A line that says what a value was, and what it is now."""
    written = quote(reading.written)
    read = quote(reading.read) if reading.read else message("commands.fix.left_out")
    return f"  {format_pointer(reading.pointer)}: {escape_invisible(f'{written} -> {read}')}\n"


def _describe_errors(errors: list[Problem], *, in_full: bool) -> str:
    """What is left to fix, in the words of `check`, or a line for each record."""
    if not errors:
        return ""
    if in_full:
        return f"\n{message('commands.fix.left_to_fix')}\n\n{as_text(errors)}\n\n"
    counts = Counter(error.path for error in errors)
    lines = [
        f"  {count('commands.fix.problems', number, path=escape_invisible(path))}\n"
        for path, number in sorted(counts.items())
    ]
    return f"\n{message('commands.fix.left_to_fix_how')}\n{''.join(lines)}\n"


def write_generated_files(root: Path, loaded: Schema) -> None:
    """Writes the files that are derived from the schema, where they differ."""
    from ulo.contribute.intake import build_issue_forms

    for name, text in build_issue_forms(loaded).items():
        path, content = root / name, text.encode("utf-8")
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            files.write_atomically(path, content)
            print(message("commands.fix.updated", path=name))
