"""import: many groups at once."""

import sys
from argparse import Namespace
from pathlib import Path

from ulo import files
from ulo.commands.shared import FINE, USAGE, examine, today
from ulo.records.rules import stem


def bring(root: Path, options: Namespace) -> int:
    """Turns a list of groups into records, and gives an account of what it placed and what it left out."""
    from ulo import formatting, importer
    try:
        # Split as bytes: a line of JSON may hold signs that count as line ends elsewhere.
        lines = Path(options.file).read_bytes().split(b"\n")
    except (FileNotFoundError, IsADirectoryError):
        print(f"There is no file {options.file}.", file=sys.stderr)
        return USAGE
    shape, cases, _ = examine(root)
    before = {case.record.slug: case.record.data for case in cases}
    taken = {slug: [case.text("name"), *case.list("also_known_as")] for slug, case in zip(before, cases)}
    # A record that cannot be read is there all the same, and nobody else may take its place.
    taken |= {slug: [] for slug in (stem(path.name) for path in (root / "orgs").glob("*.yml")) if slug not in taken}
    result = importer.convert(lines, shape, today(), taken, options.replace)
    for slug, data in result.records:
        if slug in before:
            data["added"] = before[slug].get("added", data["added"])
        if not options.dry_run:
            files.write_safely(root / "orgs" / f"{slug}.yml", formatting.dump(data, shape).encode())
    account = importer.account_as_markdown(result.account)
    if options.account:
        Path(options.account).write_bytes(account.encode())
    print(account)
    print("Nothing was written: this was a dry run." if options.dry_run else f"{len(result.records)} records are in orgs/.")
    return FINE
