"""geocode and geography: where the groups are, and the tables behind that."""

from argparse import Namespace
from pathlib import Path

from ulo import model, schema
from ulo.cli.shared import EXIT_INTERNAL, EXIT_OK, EXIT_PROBLEMS, fail, timed_step
from ulo.core import ERROR, files, message
from ulo.pipeline import check_organisations


def geocode(root: Path, options: Namespace) -> int:
    """Lists the groups that have no place on the map, and why.

    With the packages of `geography`, it also lists exact coordinates of postcodes.
    """
    from ulo.maintain.geodata import locate_postcodes, location_report

    loaded, contexts, problems = check_organisations(root)
    broken = {problem.path for problem in problems if problem.level == ERROR}
    groups = [
        model.make_organisation(context.record.slug, context.data)
        for context in contexts
        if context.record.path not in broken
    ]
    print(location_report(groups, loaded))
    postcodes = {group.based_in.postcode for group in groups}
    for postcode, point in locate_postcodes(loaded, postcodes).items():
        print(f"{postcode}: {point[0]:.5f}, {point[1]:.5f}")
    return EXIT_OK


def geography(root: Path, options: Namespace) -> int:
    """Derives schema/geography/ from the packages; with --check, says whether it is as derived."""
    from ulo.maintain.geodata import DerivationError, derive_tables

    try:
        with timed_step(message("commands.geography.deriving")):
            derived = derive_tables(schema.load(root))
    except DerivationError as fault:
        return fail(str(fault), EXIT_PROBLEMS)
    changed = [
        path
        for path, content in derived.items()
        if not (root / path).is_file() or (root / path).read_bytes() != content
    ]
    if not changed:
        print(message("commands.geography.up_to_date"))
        return EXIT_OK
    if options.check:
        print(message("commands.geography.differ", paths=", ".join(changed)))
        return EXIT_INTERNAL
    for path in changed:
        (root / path).parent.mkdir(exist_ok=True)
        files.write_atomically(root / path, derived[path])
    print(message("commands.shared.written", paths=", ".join(changed)))
    return EXIT_OK
