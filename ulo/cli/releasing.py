"""release: all open data of a month as a folder of files, and what has changed since the last."""

import json
from argparse import Namespace
from collections import Counter
from pathlib import Path

from ulo import pipeline
from ulo.cli import git
from ulo.cli.shared import EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE, fail, setting_overrides
from ulo.core import as_text, count, escape_invisible, files, message, summarise
from ulo.maintain.release import (
    CHANGES,
    RECORDS,
    Comparison,
    Materials,
    Release,
    UnreadableReleaseError,
    assemble_package,
    compare_records,
    plain_record,
    read_lock,
    read_pins,
    read_previous_records,
    read_previous_version,
)
from ulo.records import parse
from ulo.schema import RecordData, Schema


def release(root: Path, options: Namespace) -> int:
    """Writes the package of a release, unless nothing has changed since the one before."""
    from ulo import exports, site
    from ulo.model import as_data

    folder = Path(options.out)
    if folder.exists() or folder.is_symlink():
        return fail(
            message("commands.shared.exists", path=escape_invisible(options.out)), EXIT_USAGE
        )
    checked = pipeline.check(root)
    if checked.errors:
        problems = f"{as_text(checked.errors)}\n\n{summarise(checked.errors)}"
        return fail(f"{problems}\n{message('commands.shared.nothing_written')}", EXIT_PROBLEMS)
    instance = site.make_instance(site.site_config(root, **setting_overrides(options)))
    catalogue = pipeline.build_catalogue(
        checked.schema, checked.organisations, instance, checked.library
    )
    version = options.version or f"{catalogue.today:%Y.%m}"
    records = {o.slug: as_data(o) for o in catalogue.organisations}
    comparison, previous = None, ""
    if options.since is not None:
        try:
            before, previous = _read_previous(root, options.since, checked.schema)
        except UnreadableReleaseError as refusal:
            shown = escape_invisible(options.since)
            return fail(
                message("commands.release.no_comparison", release=shown, reason=refusal),
                EXIT_USAGE,
            )
        after = {id: plain_record(data) for id, data in records.items()}
        comparison = compare_records(before, after, checked.schema)
        if comparison.is_empty:
            print(message("commands.release.no_change"))
            return EXIT_OK
    contents = {download.name: download.make(catalogue) for download in exports.DOWNLOADS}
    told = Release(catalogue, version, comparison, previous)
    package = assemble_package(told, contents, _read_materials(root))
    files.write_folder(folder, package)
    print(count("commands.release.done", len(package), path=escape_invisible(options.out)))
    print(_summarise(version, comparison))
    return EXIT_OK


def _read_materials(root: Path) -> Materials:
    """What the lock files say that a release is made with."""
    folder = root / "requirements"
    packages = read_lock((folder / "build.txt").read_text("utf-8"))
    data, pins = folder / "geography.txt", folder / "geography.in"
    # An instance may have no tables of places.
    locked = read_lock(data.read_text("utf-8")) if data.exists() and pins.exists() else ()
    pinned = read_pins(pins.read_text("utf-8")) if locked else frozenset[str]()
    licences = json.loads((folder / "licences.json").read_text("utf-8"))["packages"]
    return Materials(packages, tuple(one for one in locked if one.name in pinned), licences)


def _read_previous(root: Path, named: str, schema: Schema) -> tuple[dict[str, RecordData], str]:
    """The records of the release before, and its version if that is known.

    Raises UnreadableReleaseError.
    """
    path = Path(named)
    if path.is_file():
        return read_previous_records(path.read_bytes()), ""
    if path.is_dir():
        if not (path / RECORDS).is_file():
            raise UnreadableReleaseError(message("commands.release.no_file", name=RECORDS))
        changes = path / CHANGES
        version = read_previous_version(changes.read_bytes()) if changes.is_file() else ""
        return read_previous_records((path / RECORDS).read_bytes()), version
    commit = git.find_commit(root, named)
    if commit is None:
        raise UnreadableReleaseError(message("commands.release.unknown"))
    return _read_revision(root, commit, schema), ""


def _read_revision(root: Path, commit: str, schema: Schema) -> dict[str, RecordData]:
    """The records of a commit by id; those that can't be read are left out."""
    blobs = git.list_blobs(root, commit, "orgs")
    read = (parse(content, path)[0] for path, content in git.read_blobs(root, blobs).items())
    found = [record for record in read if record]
    return {record.slug: plain_record(schema.cast(record.data)) for record in found}


def _summarise(version: str, comparison: Comparison | None) -> str:
    if comparison is None:
        return message("commands.release.first", version=version)
    numbers = Counter(change.kind.value for change in comparison.changes)
    if comparison.removed:
        numbers["removed"] = comparison.removed
    counts = [count(f"commands.release.kinds.{kind}", n) for kind, n in numbers.items()]
    return message(
        "commands.release.changes",
        version=version,
        counts=message("lists.separator").join(counts),
    )
