"""import and export: many groups at once."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from ulo.cli.shared import FINE, PROBLEMS, USAGE
from ulo.core import ERROR, files, visible
from ulo.pipeline import check_organisations, today
from ulo.records import stem

SPREADSHEETS, LINES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"), (".jsonl", ".ndjson", ".json")
WRITTEN = (".csv", ".xlsx")


def bring(root: Path, options: Namespace) -> int:
    """Says what a list of groups would do to the directory; with --write, does it."""
    ending = Path(options.file).suffix.lower()
    if ending not in SPREADSHEETS + LINES:
        print(f"The file must be a spreadsheet (.xlsx or .csv) or JSON Lines (.jsonl). This is {visible(options.file)}.", file=sys.stderr)
        return USAGE
    try:
        content = Path(options.file).read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        print(f"There is no file {visible(options.file)}.", file=sys.stderr)
        return USAGE
    code, account, written = (_lines if ending in LINES else _spreadsheet)(root, content, options)
    if options.account:
        Path(options.account).write_bytes(account.encode())
    print(account)
    if options.write and written:
        print(f"Written: {written} records in orgs/. Now run:  python3 build.py check")
    elif written:
        print("Nothing was written: this was a dry run. If you agree with it, run the same command with --write at its end.")
    else:
        print("Nothing was written.")
    return code


def _lines(root: Path, content: bytes, options: Namespace) -> tuple[int, str, int]:
    """JSON Lines: each line makes a whole record."""
    from ulo.contribute import importer
    from ulo.records import formatting
    shape, cases, _ = check_organisations(root)
    before = {case.record.slug: case.record.data for case in cases}
    # Split as bytes: a line of JSON may hold signs that count as line ends elsewhere.
    result = importer.convert(content.split(b"\n"), shape, today(), cases, _taken(root), options.replace)
    for slug, data in result.records if options.write else ():
        data["added"] = before.get(slug, {}).get("added", data["added"])
        files.write_safely(root / "orgs" / f"{slug}.yml", formatting.dump(data, shape).encode())
    return FINE, importer.account_as_markdown(result.account), len(result.records)


def _spreadsheet(root: Path, content: bytes, options: Namespace) -> tuple[int, str, int]:
    """A spreadsheet: each row makes a record, or changes what it speaks of in one that is there."""
    from ulo.contribute import spreadsheet
    from ulo.records import formatting
    shape, cases, problems = check_organisations(root)
    try:
        entries, notes = spreadsheet.read(spreadsheet.opened(content, shape), shape)
    except spreadsheet.Refused as refused:
        return PROBLEMS, f"{visible(options.file)}: {refused}", 0
    found = {case.record.slug: case.record for case in cases}
    plan = spreadsheet.plan(entries, notes, found, _taken(root), problems, shape, today(), options.replace)
    for outcome in plan.to_write if options.write else ():
        path = root / outcome.path
        text = formatting.revised(path.read_text("utf-8"), outcome.after, shape) if outcome.before else formatting.dump(outcome.after, shape)
        files.write_safely(path, text.encode())
    code = PROBLEMS if any(note.level == ERROR for note in plan.notes) else FINE
    return code, spreadsheet.as_text(plan, shape), len(plan.to_write)


def _taken(root: Path) -> Iterable[str]:
    """Every file name in orgs/. A record that cannot be read is there all the same, and nobody else may take its place."""
    return [stem(path.name) for path in (root / "orgs").glob("*.yml")]


def export(root: Path, options: Namespace) -> int:
    """Writes the records, or some of them, or the template, as a spreadsheet."""
    from ulo.contribute import spreadsheet
    path = Path(options.file)
    if path.suffix.lower() not in WRITTEN or os.path.lexists(path):
        there = os.path.lexists(path) and path.suffix.lower() in WRITTEN
        print(f"{visible(options.file)} is there already. Choose another name, so that nobody's work is lost." if there else
              "A spreadsheet has a name that ends in .xlsx or .csv.", file=sys.stderr)
        return USAGE
    shape, cases, problems = check_organisations(root)
    broken = {problem.path for problem in problems if problem.level == ERROR}
    wanted = [stem(slug) for slug in options.slugs] or [slug for slug in sorted(_taken(root)) if f"orgs/{slug}.yml" not in broken]
    records = {case.record.slug: case.record.data for case in cases if case.record.path not in broken}
    if missing := [slug for slug in wanted if slug not in records]:
        print(f"There is no record without faults called {', '.join(map(visible, missing))}.", file=sys.stderr)
        return USAGE
    chosen = spreadsheet.template(shape) if options.template else {slug: records[slug] for slug in wanted}
    csv = path.suffix.lower() == ".csv"
    content = spreadsheet.as_csv(chosen, shape, options.template) if csv else spreadsheet.as_workbook(chosen, shape, today(), options.template)
    files.write_safely(path, content)
    print(f"Written: {visible(options.file)}, with {'an example' if options.template else f'{len(chosen)} groups'}.")
    for name in sorted(broken) if not options.slugs and not options.template else ():
        print(f"{visible(name)} has a fault and is not in it. See: python3 build.py check {visible(name)}", file=sys.stderr)
    return PROBLEMS if broken and not options.slugs and not options.template else FINE
