"""import and export: many groups at once."""

import os
import sys
from argparse import Namespace
from pathlib import Path

from ulo.cli.shared import EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE
from ulo.core import ERROR, escape_invisible, files
from ulo.pipeline import check_organisations, today
from ulo.records import slug_from_path

# What is no spreadsheet that we can read is refused with advice by the reader of spreadsheets.
SPREADSHEET_EXTENSIONS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
JSON_LINES_EXTENSIONS = (".jsonl", ".ndjson", ".json")
EXPORT_EXTENSIONS = (".csv", ".xlsx", ".jsonl")


def import_records(root: Path, options: Namespace) -> int:
    """Says what a list of groups would do to the directory; with --write, does it."""
    extension = Path(options.file).suffix.lower()
    if extension not in SPREADSHEET_EXTENSIONS + JSON_LINES_EXTENSIONS:
        print(
            "The file must be a spreadsheet (.xlsx or .csv) or JSON Lines (.jsonl). "
            f"This is {escape_invisible(options.file)}.",
            file=sys.stderr,
        )
        return EXIT_USAGE
    try:
        content = Path(options.file).read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        print(f"There is no file {escape_invisible(options.file)}.", file=sys.stderr)
        return EXIT_USAGE
    code, account, written = _import(root, content, extension, options)
    if options.account:
        Path(options.account).write_bytes(account.encode())
    print(account)
    if options.write and written:
        print(f"Written: {written} records in orgs/. Now run:  python3 build.py check")
    elif written:
        print(
            "Nothing was written: this was a dry run. If it looks right, run the same command "
            "with --write at its end."
        )
    else:
        print("Nothing was written.")
    return code


def _import(root: Path, content: bytes, extension: str, options: Namespace) -> tuple[int, str, int]:
    """The exit code, the account, and how many records are written, or would be."""
    from ulo.contribute import importer, spreadsheet
    from ulo.records import formatting

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
        entries, notes, records, _used_slugs(root), problems, schema, today(), options.replace
    )
    for planned in plan.to_write if options.write else ():
        path = root / planned.path
        if planned.before is None:
            text = formatting.dump(planned.after, schema)
        else:
            text = formatting.update_text(path.read_text("utf-8"), planned.after, schema)
        files.write_atomically(path, text.encode())
    has_errors = any(note.level == ERROR for note in plan.notes)
    code = EXIT_PROBLEMS if has_errors else EXIT_OK
    return code, importer.as_text(plan, schema), len(plan.to_write)


def _used_slugs(root: Path) -> list[str]:
    """Every file name in orgs/.

    A record that cannot be read is there all the same, and nobody else may take its place.
    """
    return [slug_from_path(path.name) for path in (root / "orgs").glob("*.yml")]


def export(root: Path, options: Namespace) -> int:
    """Writes the records, or some of them, or the template, as a spreadsheet or JSON Lines."""
    from ulo.contribute import importer, spreadsheet

    path = Path(options.file)
    extension = path.suffix.lower()
    if extension not in EXPORT_EXTENSIONS:
        print(
            "A spreadsheet has a name that ends in .xlsx or .csv. JSON Lines have one that ends "
            "in .jsonl.",
            file=sys.stderr,
        )
        return EXIT_USAGE
    if os.path.lexists(path):
        print(
            f"{escape_invisible(options.file)} already exists. Choose another name, so that "
            "nobody's work is lost.",
            file=sys.stderr,
        )
        return EXIT_USAGE
    schema, contexts, problems = check_organisations(root)
    faulty = {problem.path for problem in problems if problem.level == ERROR}
    records = {
        context.record.slug: context.record.data
        for context in contexts
        if context.record.path not in faulty
    }
    wanted = [slug_from_path(slug) for slug in options.slugs] or [
        slug for slug in sorted(_used_slugs(root)) if f"orgs/{slug}.yml" not in faulty
    ]
    if missing := [slug for slug in wanted if slug not in records]:
        names = ", ".join(map(escape_invisible, missing))
        print(f"There is no record without faults called {names}.", file=sys.stderr)
        return EXIT_USAGE
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
    what = "an example" if options.template else f"{len(chosen)} groups"
    print(f"Written: {escape_invisible(options.file)}, with {what}.")
    if options.slugs or options.template:
        return EXIT_OK
    for name in sorted(faulty):
        print(
            f"{escape_invisible(name)} has a fault, so it has been left out. See: "
            f"python3 build.py check {escape_invisible(name)}",
            file=sys.stderr,
        )
    return EXIT_PROBLEMS if faulty else EXIT_OK
