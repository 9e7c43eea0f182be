"""registers: what the public registers say of the numbers in records, and numbers to be added."""

import sys
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ulo.cli.shared import EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE, fail
from ulo.core import ERROR, escape_invisible, files
from ulo.pipeline import check_organisations, today
from ulo.schema import Schema


def registers(root: Path, options: Namespace) -> int:
    """Compares our records with the extracts in a folder; with --write, writes what is named."""
    from ulo.geography import Gazetteer
    from ulo.maintain.registers import (
        FAULT_MESSAGES,
        FORMATS,
        AssignmentError,
        Report,
        assign_numbers,
        build_groups,
        collect,
        compare,
        find_extracts,
        parse_assignment,
    )

    try:
        assignments = [parse_assignment(text) for text in options.write or ()]
    except AssignmentError as refusal:
        return fail(str(refusal), EXIT_USAGE)
    place, shown = Path(options.folder), escape_invisible(options.folder)
    if not place.is_dir():
        return fail(f"There is no folder {shown}. Name the one with the extracts.", EXIT_USAGE)
    schema, contexts, problems = check_organisations(root)
    gazetteer = Gazetteer(schema)
    groups = build_groups(contexts, gazetteer)
    extracts, faults = find_extracts(place)
    numbers = [number for group in groups for number in group.numbers.items()]
    names = {name for group in groups if not group.is_closed for name in group.names}
    collected = collect(
        extracts,
        [*numbers, *(one.number for one in assignments)],
        names,
        _show_progress,
    )
    collected.faults[:0] = faults
    if not any(source.rows for source in collected.sources.values()):
        for name, fault in collected.faults:
            print(f"{escape_invisible(name)} {FAULT_MESSAGES[fault]}", file=sys.stderr)
        return fail(
            f"There is nothing to compare with in {shown}. "
            "docs/maintainers.md says where to find the extracts.",
            EXIT_USAGE,
        )
    if not assignments:
        result = compare(groups, collected, gazetteer, today())
        shown_report = Report(result, collected, groups, today(), options.folder)
        print(FORMATS[options.format](shown_report))
        return EXIT_PROBLEMS if result.findings else EXIT_OK
    broken = {problem.path for problem in problems if problem.level == ERROR}
    records = {
        context.record.path: context.record
        for context in contexts
        if context.record.path not in broken
    }
    try:
        changed = assign_numbers(assignments, records, groups, collected, schema)
    except AssignmentError as refusal:
        code = EXIT_USAGE if refusal.is_misread else EXIT_PROBLEMS
        return fail(f"{refusal} Nothing was written.", code)
    _write_records(root, changed, schema)
    for one in assignments:
        name = escape_invisible(collected.entries[one.number].name)
        print(f"{one.path}: {' '.join(one.number)}, which the register calls {name}")
    print("Look at the change with  git diff  and check it:  python3 build.py check")
    return EXIT_OK


def _write_records(root: Path, changed: Mapping[str, dict[str, Any]], schema: Schema) -> None:
    from ulo.records import formatting

    for path, data in changed.items():
        text = (root / path).read_bytes().decode("utf-8")
        files.write_atomically(root / path, formatting.update_text(text, data, schema).encode())


def _show_progress(name: str) -> None:
    """Names each file as it is read, where a person looks on."""
    if sys.stderr.isatty():
        print(f"  reading {escape_invisible(name)}", file=sys.stderr, flush=True)
