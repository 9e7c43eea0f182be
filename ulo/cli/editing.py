"""check, fix and new: single records."""

import os
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from ulo import pipeline, schema
from ulo.checks import format_pointer
from ulo.cli.shared import (
    EXIT_OK,
    EXIT_PROBLEMS,
    EXIT_USAGE,
    changed_since,
    fail,
    is_record,
    repository_path,
)
from ulo.core import FORMATS, as_text, escape_invisible, quote, summarise
from ulo.pipeline import check_organisations, today
from ulo.records import slug_from_path
from ulo.records.values import Reading
from ulo.schema import Schema


def check(root: Path, options: Namespace) -> int:
    """Checks all records, or those that are named, and shows every problem."""
    only = None
    if options.paths:
        only = {repository_path(root, path) for path in options.paths}
        missing = sorted(path for path in only if not is_record(root, path))
        if missing:
            return _report_missing(missing)
    elif options.since:
        only = changed_since(root, options.since)
        if only is None:
            return fail(
                f"Git knows no revision {options.since}. Try: --since origin/main", EXIT_USAGE
            )
    checked = pipeline.check(root, only)
    problems = checked.problems
    if options.format == "text":
        if problems:
            print(as_text(problems), end="\n\n")
        print(summarise(problems, checked.record_count if only is None else len(only)))
    elif problems or options.format == "json":
        print(FORMATS[options.format](problems))
    return EXIT_PROBLEMS if checked.errors else EXIT_OK


def fix(root: Path, options: Namespace) -> int:
    """Puts records into their usual form, with comments kept, and says what it wrote otherwise.

    Phone numbers, addresses and the like are written as every other way in writes them.

    Where no records are named, it also writes the generated files.
    """
    loaded = schema.load(root)
    schemas = {root / "orgs": loaded}
    for kind, folder in schema.LIBRARY_FOLDERS.items():
        schemas[root / folder] = loaded.library[kind]
    if options.paths:
        paths = [root / repository_path(root, path) for path in options.paths]
    else:
        paths = [path for folder in schemas for path in sorted(folder.glob("*.yml"))]
    missing = [
        str(path)
        for path in paths
        if path.parent not in schemas or path.suffix != ".yml" or not os.path.lexists(path)
    ]
    if missing:
        return _report_missing(missing)
    changed = skipped = 0
    for path in paths:
        name = escape_invisible(path.relative_to(root).as_posix())
        try:
            is_changed, readings = _fix_record(path, schemas[path.parent])
        except (OSError, ValueError) as error:
            advice = "We can't read it" if isinstance(error, OSError) else "Fix it first"
            print(f"{name}: not changed. {advice}: python3 build.py check {name}")
            skipped += 1
            continue
        if is_changed:
            print(f"{name}: put in order")
            print("".join(map(_describe_reading, readings)), end="")
            changed += 1
    if not options.paths:
        _write_generated_files(root, loaded)
    print(f"{len(paths)} records looked at, {changed} put in order, {skipped} not changed.")
    return EXIT_PROBLEMS if skipped else EXIT_OK


def _describe_reading(reading: Reading) -> str:
    """A line that says what a value was, and what it is now."""
    written, read = quote(reading.written), quote(reading.read) if reading.read else "left out"
    return f"  {format_pointer(reading.pointer)}: {escape_invisible(f'{written} -> {read}')}\n"


def _fix_record(path: Path, loaded: Schema) -> tuple[bool, list[Reading]]:
    """Puts one record into its usual form; whether that changed it, and which values.

    Raises OSError or ValueError where the file cannot be read as a record.
    """
    from ulo.core import files
    from ulo.records import formatting

    if path.is_symlink():
        raise ValueError("a link to another file")
    before = path.read_bytes()
    text, readings = formatting.mend(before.decode("utf-8"), loaded)
    after = text.encode()
    if after == before:
        return False, []
    files.write_atomically(path, after)
    return True, readings


def _write_generated_files(root: Path, loaded: Schema) -> None:
    """Writes the files that are derived from the schema, where they differ."""
    from ulo.contribute.intake import build_issue_forms
    from ulo.core import files

    for name, text in build_issue_forms(loaded).items():
        path, content = root / name, text.encode("utf-8")
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            files.write_atomically(path, content)
            print(f"{name}: generated anew")


def _report_missing(paths: Iterable[str]) -> int:
    return fail(
        f"There is no record {', '.join(map(escape_invisible, paths))}. "
        "Records are in orgs/, and their names end in .yml. "
        f"Those of the library are in {' and '.join(schema.LIBRARY_FOLDERS.values())}.",
        EXIT_USAGE,
    )


def new(root: Path, options: Namespace) -> int:
    """Asks a few questions and writes a record."""
    from ulo.contribute import interview
    from ulo.records import formatting

    loaded, contexts, _ = check_organisations(root)
    used_slugs = [slug_from_path(path.name) for path in (root / "orgs").glob("*.yml")]
    try:
        answer = interview.run_interview(loaded, today(), contexts, used_slugs)
    except KeyboardInterrupt:
        answer = None
    if answer is None:
        print("\nNothing was written.")
        return EXIT_OK
    slug, data = answer
    path = root / "orgs" / f"{slug}.yml"
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(formatting.dump(data, loaded))
    except FileExistsError:
        return fail(f"{path.name} already exists. Nothing was written.", EXIT_PROBLEMS)
    print(f"\nWritten: orgs/{slug}.yml\nNow run:  python3 build.py check orgs/{slug}.yml")
    return EXIT_OK
