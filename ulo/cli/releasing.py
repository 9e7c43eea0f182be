"""release: all open data of a month as a folder of files, and what has changed since the last."""

from argparse import Namespace
from pathlib import Path

from ulo import pipeline
from ulo.cli import git
from ulo.cli.shared import EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE, fail, setting_overrides
from ulo.core import as_text, escape_invisible, files, summarise
from ulo.maintain.release import (
    CHANGES,
    RECORDS,
    Comparison,
    Release,
    UnreadableReleaseError,
    assemble_package,
    compare_records,
    plain_record,
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
            f"{escape_invisible(options.out)} already exists. Name a new folder.", EXIT_USAGE
        )
    checked = pipeline.check(root)
    if checked.errors:
        return fail(
            f"{as_text(checked.errors)}\n\n{summarise(checked.errors)}\nNothing was written.",
            EXIT_PROBLEMS,
        )
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
            return fail(
                f"We can't compare with {escape_invisible(options.since)}. {refusal}", EXIT_USAGE
            )
        after = {id: plain_record(data) for id, data in records.items()}
        comparison = compare_records(before, after, checked.schema)
        if comparison.is_empty:
            print("No record has changed since then, so there's nothing to release.")
            return EXIT_OK
    contents = {download.name: download.make(catalogue) for download in exports.DOWNLOADS}
    package = assemble_package(Release(catalogue, version, comparison, previous), contents)
    files.write_folder(folder, package)
    print(f"Written: {escape_invisible(options.out)}, with {len(package)} files.")
    print(_summarise(version, comparison))
    return EXIT_OK


def _read_previous(root: Path, named: str, schema: Schema) -> tuple[dict[str, RecordData], str]:
    """The records of the release before, and its version if that is known.

    Raises UnreadableReleaseError.
    """
    path = Path(named)
    if path.is_file():
        return read_previous_records(path.read_bytes()), ""
    if path.is_dir():
        if not (path / RECORDS).is_file():
            raise UnreadableReleaseError(f"There is no {RECORDS} in that folder.")
        changes = path / CHANGES
        version = read_previous_version(changes.read_bytes()) if changes.is_file() else ""
        return read_previous_records((path / RECORDS).read_bytes()), version
    commit = git.find_commit(root, named)
    if commit is None:
        raise UnreadableReleaseError("It's no file, no folder, and no revision that git knows.")
    return _read_revision(root, commit, schema), ""


def _read_revision(root: Path, commit: str, schema: Schema) -> dict[str, RecordData]:
    """The records of a commit by id; those that can't be read are left out."""
    blobs = git.list_blobs(root, commit, "orgs")
    read = (parse(content, path)[0] for path, content in git.read_blobs(root, blobs).items())
    found = [record for record in read if record]
    return {record.slug: plain_record(schema.cast(record.data)) for record in found}


def _summarise(version: str, comparison: Comparison | None) -> str:
    if comparison is None:
        return f"Version {version}. It isn't compared with another: name that with --since."
    counts: dict[str, int] = {}
    for change in comparison.changes:
        counts[change.kind.value] = counts.get(change.kind.value, 0) + 1
    counts |= {"taken off": comparison.removed} if comparison.removed else {}
    return f"Version {version}: " + ", ".join(f"{n:,} {kind}" for kind, n in counts.items()) + "."
