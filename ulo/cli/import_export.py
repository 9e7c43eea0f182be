"""import and export: many groups at once."""

import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ulo.cli.shared import (
    EXIT_OK,
    EXIT_PROBLEMS,
    EXIT_USAGE,
    UnwritableRecordError,
    fail,
    updated_record,
    used_slugs,
)
from ulo.core import ERROR, count, escape_invisible, files, message
from ulo.pipeline import check_organisations, today
from ulo.records import slug_from_path
from ulo.schema import Schema

if TYPE_CHECKING:
    from ulo.contribute.importer import Plan

# What is no spreadsheet that we can read is refused with advice by the reader of spreadsheets.
SPREADSHEET_EXTENSIONS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
JSON_LINES_EXTENSIONS = (".jsonl", ".ndjson", ".json")
EXPORT_EXTENSIONS = (".csv", ".xlsx", ".jsonl")


def import_records(root: Path, options: Namespace) -> int:
    """Says what a list of groups would do to the directory; with --write, does it."""
    from ulo.contribute import importer

    extension = Path(options.file).suffix.lower()
    if extension not in SPREADSHEET_EXTENSIONS + JSON_LINES_EXTENSIONS:
        shown = escape_invisible(options.file)
        return fail(message("commands.import.wrong_kind", path=shown), EXIT_USAGE)
    try:
        content = files.read_start(Path(options.file), importer.MAX_BYTES + 1)
    except (FileNotFoundError, IsADirectoryError):
        shown = escape_invisible(options.file)
        return fail(message("commands.shared.no_file", path=shown), EXIT_USAGE)
    code, account, written = _import(root, content, extension, options)
    if options.account:
        files.write_atomically(Path(options.account), account.encode())
    print(account)
    if options.write and written:
        print(count("commands.import.written", written))
    elif written:
        print(message("commands.import.not_yet"))
    else:
        print(message("commands.shared.nothing_written"))
    return code


def _import(root: Path, content: bytes, extension: str, options: Namespace) -> tuple[int, str, int]:
    """The exit code, the account, and how many records are written, or would be."""
    from ulo.contribute import importer, spreadsheet

    schema, contexts, problems = check_organisations(root)
    try:
        if extension in JSON_LINES_EXTENSIONS:
            entries, notes = importer.read_json_lines(content, schema)
        else:
            sheets = spreadsheet.load_sheets(content, schema)
            entries, notes = spreadsheet.read_entries(sheets, schema)
    except importer.UnreadableFileError as refused:
        return EXIT_PROBLEMS, f"{escape_invisible(options.file)}: {refused}", 0
    records = {context.record.slug: context.record for context in contexts}
    plan = importer.make_plan(
        entries, notes, records, used_slugs(root), problems, schema, today(), options.replace
    )
    if options.write:
        try:
            files.apply_changes(_new_files(root, plan, schema))
        except UnwritableRecordError as refused:
            return EXIT_PROBLEMS, str(refused), 0
    has_errors = any(note.level == ERROR for note in plan.notes)
    code = EXIT_PROBLEMS if has_errors else EXIT_OK
    return code, importer.as_text(plan, schema), len(plan.to_write)


def _new_files(root: Path, plan: "Plan", schema: Schema) -> dict[Path, bytes | None]:
    """The new content of each file. Raises UnwritableRecordError."""
    from ulo.records import formatting

    contents: dict[Path, bytes | None] = {}
    for planned in plan.to_write:
        path = root / planned.path
        if planned.before is None:
            contents[path] = formatting.dump(planned.after, schema).encode()
        else:
            text = path.read_text("utf-8")
            contents[path] = updated_record(planned.path, text, planned.after, schema)
    return contents


def export(root: Path, options: Namespace) -> int:
    """Writes the records, or some of them, or the template, as a spreadsheet or JSON Lines."""
    from ulo.contribute import importer, spreadsheet

    path = Path(options.file)
    extension = path.suffix.lower()
    if extension not in EXPORT_EXTENSIONS:
        return fail(message("commands.export.wrong_kind"), EXIT_USAGE)
    if os.path.lexists(path):
        return fail(
            message("commands.export.exists", path=escape_invisible(options.file)), EXIT_USAGE
        )
    schema, contexts, problems = check_organisations(root)
    faulty = {problem.path for problem in problems if problem.level == ERROR}
    records = {
        context.record.slug: context.record.data
        for context in contexts
        if context.record.path not in faulty
    }
    wanted = [slug_from_path(slug) for slug in options.slugs] or [
        slug for slug in sorted(used_slugs(root)) if f"orgs/{slug}.yml" not in faulty
    ]
    if missing := [slug for slug in wanted if slug not in records]:
        names = ", ".join(map(escape_invisible, missing))
        return fail(message("commands.export.no_record", names=names), EXIT_USAGE)
    chosen = {slug: records[slug] for slug in wanted}
    if options.template:
        chosen = spreadsheet.template_records(schema)
    if extension == ".jsonl":
        content = importer.as_json_lines(chosen, schema)
    elif extension == ".csv":
        content = spreadsheet.as_csv(chosen, schema, options.template)
    else:
        content = spreadsheet.as_workbook(chosen, schema, today(), options.template)
    files.write_atomically(path, content)
    shown = escape_invisible(options.file)
    if options.template:
        print(message("commands.export.example", path=shown))
    else:
        print(count("commands.export.groups", len(chosen), path=shown))
    if options.slugs or options.template:
        return EXIT_OK
    for name in sorted(faulty):
        print(message("commands.export.faulty", path=escape_invisible(name)), file=sys.stderr)
    return EXIT_PROBLEMS if faulty else EXIT_OK
