"""registers: what the public registers say of the numbers in records, and numbers to be added."""

import sys
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ulo.cli.shared import (
    EXIT_OK,
    EXIT_PROBLEMS,
    EXIT_USAGE,
    UnwritableRecordError,
    fail,
    updated_record,
)
from ulo.core import ERROR, escape_invisible, files, message
from ulo.pipeline import check_organisations, today
from ulo.schema import Schema, load


def registers(root: Path, options: Namespace) -> int:
    """Compares our records with the extracts in a folder; with --write, writes what is named."""
    from ulo.maintain.registers import (
        FORMATS,
        AssignmentError,
        CountryRegisters,
        Report,
        assign_numbers,
        build_groups,
        collect,
        compare,
        describe_fault,
        find_extracts,
        parse_assignment,
    )

    country = CountryRegisters(load(root))
    if not country:
        return fail(message("registers.none"), EXIT_USAGE)
    try:
        assignments = [parse_assignment(text, country.example) for text in options.write or ()]
    except AssignmentError as refusal:
        return fail(str(refusal), EXIT_USAGE)
    place, shown = Path(options.folder), escape_invisible(options.folder)
    if not place.is_dir():
        return fail(message("commands.registers.no_folder", path=shown), EXIT_USAGE)
    schema, contexts, problems = check_organisations(root)
    groups = build_groups(contexts, country.gazetteer, country)
    extracts, faults = find_extracts(place, country)
    numbers = [number for group in groups for number in group.numbers.items()]
    names = {name for group in groups if not group.is_closed for name in group.names}
    collected = collect(
        extracts,
        [*numbers, *(one.number for one in assignments)],
        names,
        country,
        _show_progress,
    )
    collected.faults[:0] = faults
    if not any(source.rows for source in collected.sources.values()):
        for name, fault in collected.faults:
            print(describe_fault(escape_invisible(name), fault), file=sys.stderr)
        return fail(message("commands.registers.nothing", path=shown), EXIT_USAGE)
    if not assignments:
        result = compare(groups, collected, country.gazetteer, today())
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
        return fail(f"{refusal} {message('commands.shared.nothing_written')}", code)
    try:
        _write_records(root, changed, schema)
    except UnwritableRecordError as refusal:
        return fail(f"{refusal} {message('commands.shared.nothing_written')}", EXIT_PROBLEMS)
    for one in assignments:
        name = escape_invisible(collected.entries[one.number].name)
        number = " ".join(one.number)
        print(message("commands.registers.done", path=one.path, number=number, name=name))
    print(message("commands.shared.look_and_check"))
    return EXIT_OK


def _write_records(root: Path, changed: Mapping[str, dict[str, Any]], schema: Schema) -> None:
    """Writes all of them, or none. Raises UnwritableRecordError."""
    changes: dict[Path, bytes | None] = {}
    for path, data in changed.items():
        text = (root / path).read_bytes().decode("utf-8")
        changes[root / path] = updated_record(path, text, data, schema)
    files.apply_changes(changes)


def _show_progress(name: str) -> None:
    """Names each file as it is read, where a person looks on."""
    if sys.stderr.isatty():
        told = message("commands.registers.reading", name=escape_invisible(name))
        print(f"  {told}", file=sys.stderr, flush=True)
