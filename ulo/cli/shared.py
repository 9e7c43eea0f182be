"""What several commands need: exit codes, paths, and how a command speaks."""

import os
import sys
import time
from argparse import Namespace
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ulo import schema
from ulo.core import current_locale, escape_invisible, join_list, message
from ulo.schema import RecordData, Schema

EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE, EXIT_INTERNAL = 0, 1, 2, 3
# The settings of the site that a command can override.
SETTINGS = ("address", "repository", "contact")
# What is in docs/ but is no page of the site: exclude_docs in mkdocs.yml says the same.
DEVELOPER_DOCS = (
    *("decisions", "architecture.md", "architecture.svg", "bad-days.md", "scale.md", "instances"),
)
FOLDERS = ("orgs", *schema.LIBRARY_FOLDERS.values())


def read_own_pages(root: Path) -> list[tuple[str, str]]:
    """The path and the Markdown of each page of the site that we wrote by hand."""
    docs = root / "docs"
    return [
        (path.relative_to(root).as_posix(), path.read_text("utf-8"))
        for path in sorted(docs.rglob("*.md"))
        if path.relative_to(docs).parts[0] not in DEVELOPER_DOCS
    ]


@contextmanager
def timed_step(title: str) -> Iterator[None]:
    """Says what is being done, and how long it took."""
    start = time.monotonic()
    print(message("commands.shared.step", title=title), end=" ", flush=True)
    yield
    print(message("commands.shared.step_done", seconds=f"{time.monotonic() - start:.1f}"))


def repository_path(root: Path, path: str) -> str:
    """A path as the repository names it, however the person wrote it."""
    full = Path(os.path.abspath(path))
    if not full.is_relative_to(root):  # the person may have come through a link
        full = full.parent.resolve() / full.name
    return full.relative_to(root).as_posix() if full.is_relative_to(root) else str(path)


def changed_since(root: Path, revision: str) -> set[str] | None:
    """The paths of records that differ from a revision, deleted ones too; None if it is unknown."""
    from ulo.cli.git import changed_paths

    paths = changed_paths(root, revision)
    return None if paths is None else {record_path(path) for path in paths}


def record_path(path: str) -> str:
    """The entry of a folder of records that a path is in: a file, or a folder that is misplaced."""
    depth = next((folder.count("/") + 2 for folder in FOLDERS if path.startswith(f"{folder}/")), 2)
    return "/".join(path.split("/")[:depth])


def record_file(root: Path, name: str) -> str:
    """The path of a record of a group, which a person named by its path or by its slug."""
    return repository_path(root, name) if name.endswith(".yml") else f"orgs/{name}.yml"


def used_slugs(root: Path) -> list[str]:
    """Every file name in orgs/.

    A record that cannot be read is there all the same, and nobody else may take its place.
    """
    from ulo.records import slug_from_path

    return [slug_from_path(path.name) for path in (root / "orgs").glob("*.yml")]


def setting_overrides(options: Namespace, *names: str) -> dict[str, str]:
    """The settings of the site that were given with this command."""
    values = {name: getattr(options, name) for name in names or SETTINGS}
    return {name: value for name, value in values.items() if value is not None}


def fail(text: str, code: int) -> int:
    """Says what is wrong, and returns the exit code."""
    print(text, file=sys.stderr)
    return code


class UnwritableRecordError(Exception):
    """A record cannot be written with its new data; the text names it and says why."""


def updated_record(path: str, text: str, data: RecordData, schema: Schema) -> bytes:
    """The file of a record, which had this text, with its new data.

    Raises UnwritableRecordError where the canonical form would say something else.
    """
    from ulo.records import formatting

    try:
        return formatting.update_text(text, data, schema).encode()
    except formatting.FormattingError as fault:
        shown = escape_invisible(path)
        told = message("commands.shared.unwritable", path=shown, reason=fault)
        raise UnwritableRecordError(told) from fault


def refuse_contact(mailbox: str) -> int:
    """Says that the contact in the settings is not a mailbox, and returns the exit code."""
    told = message("commands.shared.no_contact", mailbox=escape_invisible(mailbox))
    return fail(told, EXIT_USAGE)


def is_record(root: Path, path: str) -> bool:
    """Whether there is something at a path of the repository where a record would be."""
    is_in_folder = path.startswith(tuple(f"{folder}/" for folder in FOLDERS))
    return is_in_folder and os.path.lexists(root / path)


def report_missing(paths: Iterable[str]) -> int:
    """Says that there are no records at these paths, and returns the exit code."""
    told = message(
        "commands.shared.no_records_or_entries",
        paths=", ".join(map(escape_invisible, paths)),
        folders=join_list(schema.LIBRARY_FOLDERS.values(), current_locale().section("lists")),
    )
    return fail(told, EXIT_USAGE)
