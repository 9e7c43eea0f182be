"""import and export: many groups at once."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from ulo.cli.shared import EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE
from ulo.core import ERROR, escape_invisible, files
from ulo.pipeline import check_organisations, today
from ulo.records import slug_from_path

SPREADSHEET_EXTENSIONS, JSON_LINES_EXTENSIONS = (
    (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"),
    (".jsonl", ".ndjson", ".json"),
)
EXPORT_EXTENSIONS = (".csv", ".xlsx")


def import_records(root: Path, options: Namespace) -> int:
    """Says what a list of groups would do to the directory; with --write, does it."""
    ending = Path(options.file).suffix.lower()
    if ending not in SPREADSHEET_EXTENSIONS + JSON_LINES_EXTENSIONS:
        print(
            f"The file must be a spreadsheet (.xlsx or .csv) or JSON Lines (.jsonl). This is {escape_invisible(options.file)}.",
            file=sys.stderr,
        )
        return EXIT_USAGE
    try:
        content = Path(options.file).read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        print(f"There is no file {escape_invisible(options.file)}.", file=sys.stderr)
        return EXIT_USAGE
    code, account, written = (
        _import_json_lines if ending in JSON_LINES_EXTENSIONS else _import_spreadsheet
    )(root, content, options)
    if options.account:
        Path(options.account).write_bytes(account.encode())
    print(account)
    if options.write and written:
        print(f"Written: {written} records in orgs/. Now run:  python3 build.py check")
    elif written:
        print(
            "Nothing was written: this was a dry run. If you agree with it, run the same command with --write at its end."
        )
    else:
        print("Nothing was written.")
    return code


def _import_json_lines(root: Path, content: bytes, options: Namespace) -> tuple[int, str, int]:
    """JSON Lines: each line makes a whole record."""
    from ulo.contribute import importer
    from ulo.records import formatting

    schema, cases, _ = check_organisations(root)
    before = {case.record.slug: case.record.data for case in cases}
    # Split as bytes: a line of JSON may hold signs that count as line ends elsewhere.
    result = importer.convert(
        content.split(b"\n"), schema, today(), cases, _used_slugs(root), options.replace
    )
    for slug, data in result.records if options.write else ():
        data["added"] = before.get(slug, {}).get("added", data["added"])
        files.write_atomically(
            root / "orgs" / f"{slug}.yml", formatting.dump(data, schema).encode()
        )
    return EXIT_OK, importer.account_as_markdown(result.account), len(result.records)


def _import_spreadsheet(root: Path, content: bytes, options: Namespace) -> tuple[int, str, int]:
    """A spreadsheet: each row makes a record, or changes what it speaks of in one that is there."""
    from ulo.contribute import spreadsheet
    from ulo.records import formatting

    schema, cases, problems = check_organisations(root)
    try:
        entries, notes = spreadsheet.read_entries(spreadsheet.load_sheets(content, schema), schema)
    except spreadsheet.UnreadableFile as refused:
        return EXIT_PROBLEMS, f"{escape_invisible(options.file)}: {refused}", 0
    found = {case.record.slug: case.record for case in cases}
    plan = spreadsheet.make_plan(
        entries, notes, found, _used_slugs(root), problems, schema, today(), options.replace
    )
    for outcome in plan.to_write if options.write else ():
        path = root / outcome.path
        text = (
            formatting.update_text(path.read_text("utf-8"), outcome.after, schema)
            if outcome.before
            else formatting.dump(outcome.after, schema)
        )
        files.write_atomically(path, text.encode())
    code = EXIT_PROBLEMS if any(note.level == ERROR for note in plan.notes) else EXIT_OK
    return code, spreadsheet.as_text(plan, schema), len(plan.to_write)


def _used_slugs(root: Path) -> Iterable[str]:
    """Every file name in orgs/. A record that cannot be read is there all the same, and nobody else may take its place."""
    return [slug_from_path(path.name) for path in (root / "orgs").glob("*.yml")]


def export(root: Path, options: Namespace) -> int:
    """Writes the records, or some of them, or the template, as a spreadsheet."""
    from ulo.contribute import spreadsheet

    path = Path(options.file)
    if path.suffix.lower() not in EXPORT_EXTENSIONS or os.path.lexists(path):
        there = os.path.lexists(path) and path.suffix.lower() in EXPORT_EXTENSIONS
        print(
            f"{escape_invisible(options.file)} is there already. Choose another name, so that nobody's work is lost."
            if there
            else "A spreadsheet has a name that ends in .xlsx or .csv.",
            file=sys.stderr,
        )
        return EXIT_USAGE
    schema, cases, problems = check_organisations(root)
    broken = {problem.path for problem in problems if problem.level == ERROR}
    wanted = [slug_from_path(slug) for slug in options.slugs] or [
        slug for slug in sorted(_used_slugs(root)) if f"orgs/{slug}.yml" not in broken
    ]
    records = {
        case.record.slug: case.record.data for case in cases if case.record.path not in broken
    }
    if missing := [slug for slug in wanted if slug not in records]:
        print(
            f"There is no record without faults called {', '.join(map(escape_invisible, missing))}.",
            file=sys.stderr,
        )
        return EXIT_USAGE
    chosen = (
        spreadsheet.template_records(schema)
        if options.template
        else {slug: records[slug] for slug in wanted}
    )
    csv = path.suffix.lower() == ".csv"
    content = (
        spreadsheet.as_csv(chosen, schema, options.template)
        if csv
        else spreadsheet.as_workbook(chosen, schema, today(), options.template)
    )
    files.write_atomically(path, content)
    print(
        f"Written: {escape_invisible(options.file)}, with {'an example' if options.template else f'{len(chosen)} groups'}."
    )
    for name in sorted(broken) if not options.slugs and not options.template else ():
        print(
            f"{escape_invisible(name)} has a fault and is not in it. See: python3 build.py check {escape_invisible(name)}",
            file=sys.stderr,
        )
    return EXIT_PROBLEMS if broken and not options.slugs and not options.template else EXIT_OK
