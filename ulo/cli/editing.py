"""check, fix and new: one record after the other."""

import os
import sys
from argparse import Namespace
from pathlib import Path

from ulo import pipeline, schema
from ulo.cli.shared import (
    EXIT_OK,
    EXIT_PROBLEMS,
    EXIT_USAGE,
    changed_since,
    is_record,
    repository_path,
)
from ulo.core import FORMATS, as_text, escape_invisible, files, summarise
from ulo.pipeline import check_organisations, today
from ulo.records import slug_from_path


def check(root: Path, options: Namespace) -> int:
    """Checks all records, or those that are named, and shows every problem."""
    only = None
    if options.paths:
        only = {repository_path(root, path) for path in options.paths}
        if strays := sorted(path for path in only if not is_record(root, path)):
            return _report_missing(strays)
    elif options.since:
        only = changed_since(root, options.since)
        if only is None:
            print(
                f"Git knows no revision {options.since}. Try: --since origin/main", file=sys.stderr
            )
            return EXIT_USAGE
    checked = pipeline.check(root, only)
    problems = checked.problems
    if options.format != "text":
        if problems or options.format == "json":
            print(FORMATS[options.format](problems))
    else:
        if problems:
            print(as_text(problems), end="\n\n")
        print(summarise(problems, checked.record_count if only is None else len(only)))
    return EXIT_PROBLEMS if checked.errors else EXIT_OK


def fix(root: Path, options: Namespace) -> int:
    """Puts records into their usual form, with comments kept and meanings unchanged."""
    from ulo.records import formatting

    shape = schema.load(root)
    shapes = {root / "orgs": shape} | {
        root / folder: shape.library[kind] for kind, folder in schema.LIBRARY_FOLDERS.items()
    }
    paths = [root / repository_path(root, path) for path in options.paths] or [
        path for folder in shapes for path in sorted(folder.glob("*.yml"))
    ]
    if missing := [
        str(path)
        for path in paths
        if path.parent not in shapes or path.suffix != ".yml" or not os.path.lexists(path)
    ]:
        return _report_missing(missing)
    changed = skipped = 0
    for path in paths:
        name = escape_invisible(path.relative_to(root).as_posix())
        try:
            if path.is_symlink():
                raise ValueError("a link to another file")
            before = path.read_bytes()
            after = formatting.canonicalise(before.decode("utf-8"), shapes[path.parent]).encode()
        except (OSError, ValueError) as error:
            print(
                f"{name}: left as it is. {'It cannot be read' if isinstance(error, OSError) else 'Mend it first'}: python3 build.py check {name}"
            )
            skipped += 1
            continue
        if after != before:
            files.write_atomically(path, after)
            print(f"{name}: put in order")
            changed += 1
    print(f"{len(paths)} records looked at, {changed} put in order, {skipped} left as they are.")
    return EXIT_PROBLEMS if skipped else EXIT_OK


def _report_missing(paths: list[str]) -> int:
    print(
        f"There is no record {', '.join(map(escape_invisible, paths))}. Records are in orgs/, and their names end in .yml. Those of the library are in {' and '.join(schema.LIBRARY_FOLDERS.values())}.",
        file=sys.stderr,
    )
    return EXIT_USAGE


def new(root: Path, options: Namespace) -> int:
    """Asks a few questions and writes a record."""
    from ulo.contribute import interview
    from ulo.records import formatting

    shape, cases, _ = check_organisations(root)
    try:
        answer = interview.run_interview(
            shape,
            today(),
            cases,
            [slug_from_path(path.name) for path in (root / "orgs").glob("*.yml")],
        )
    except KeyboardInterrupt:
        answer = None
    if answer is None:
        print("\nNothing was written.")
        return EXIT_OK
    slug, data = answer
    path = root / "orgs" / f"{slug}.yml"
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(formatting.dump(data, shape))
    except FileExistsError:
        print(f"{path.name} is there already. Nothing was written.", file=sys.stderr)
        return EXIT_PROBLEMS
    print(f"\nWritten: orgs/{slug}.yml\nNow run:  python3 build.py check orgs/{slug}.yml")
    return EXIT_OK
