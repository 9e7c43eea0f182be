"""registers: what the public registers say of the numbers in records, and numbers written into
them."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from ulo.cli.shared import EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE
from ulo.core import ERROR, escape_invisible, files
from ulo.pipeline import check_organisations, today
from ulo.schema import Schema


def registers(root: Path, options: Namespace) -> int:
    """Compares our records with the extracts in a folder; with --write, writes what is named."""
    from ulo.geography import Gazetteer
    from ulo.maintain import registers as comparing

    try:
        assignments = [comparing.parse_assignment(text) for text in options.write or ()]
    except comparing.AssignmentError as error:
        return _fail(str(error), EXIT_USAGE)
    folder, shown = Path(options.folder), escape_invisible(options.folder)
    if not folder.is_dir():
        return _fail(f"There is no folder {shown}. Name the one with the extracts.", EXIT_USAGE)
    schema, contexts, problems = check_organisations(root)
    gazetteer = Gazetteer(schema)
    groups = comparing.build_groups(contexts, gazetteer)
    extracts, faults = comparing.find_extracts(folder)
    numbers = [number for group in groups for number in group.numbers.items()]
    numbers += [assignment.number for assignment in assignments]
    names = {name for group in groups if not group.is_closed for name in group.names}
    collected = comparing.collect(extracts, numbers, names, _progress)
    collected.faults[:0] = faults
    if not any(source.rows for source in collected.sources.values()):
        for name, fault in collected.faults:
            print(f"{escape_invisible(name)} {comparing.FAULT_MESSAGES[fault]}", file=sys.stderr)
        return _fail(
            f"There is nothing to compare with in {shown}. "
            "docs/maintainers.md says where the extracts are found.",
            EXIT_USAGE,
        )
    if not assignments:
        result = comparing.compare(groups, collected, gazetteer, today())
        report = comparing.Report(result, collected, groups, today(), options.folder)
        print(comparing.FORMATS[options.format](report))
        return EXIT_PROBLEMS if result.findings else EXIT_OK
    broken = {problem.path for problem in problems if problem.level == ERROR}
    records = {
        context.record.path: context.record
        for context in contexts
        if context.record.path not in broken
    }
    try:
        changed = comparing.assign_numbers(assignments, records, groups, collected, schema)
    except comparing.AssignmentError as error:
        code = EXIT_USAGE if error.is_misread else EXIT_PROBLEMS
        return _fail(f"{error} Nothing was written.", code)
    _write(root, changed, schema)
    for assignment in assignments:
        name = escape_invisible(collected.entries[assignment.number].name)
        number = " ".join(assignment.number)
        print(f"{assignment.path}: {number}, which the register calls {name}")
    print("Look at the change with  git diff  and check it:  python3 build.py check")
    return EXIT_OK


def _write(root: Path, changed: dict[str, dict[str, Any]], schema: Schema) -> None:
    """Writes the new data of each record, by path."""
    from ulo.records import formatting

    for path, data in changed.items():
        text = (root / path).read_bytes().decode("utf-8")
        files.write_atomically(root / path, formatting.update_text(text, data, schema).encode())


def _progress(name: str) -> None:
    """Names each file as it is read, where a person looks on."""
    if sys.stderr.isatty():
        print(f"  reading {escape_invisible(name)}", file=sys.stderr, flush=True)


def _fail(message: str, code: int) -> int:
    print(message, file=sys.stderr)
    return code
