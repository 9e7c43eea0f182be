"""What several commands need: exit codes, paths, and how a command speaks."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ulo import schema

EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE, EXIT_INTERNAL = 0, 1, 2, 3
# What stands in docs/ but is no page of the site: exclude_docs in mkdocs.yml says the same.
DEVELOPER_DOCS = ("decisions", "architecture.md")
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
    print(f"{title} ... ", end="", flush=True)
    yield
    print(f"{time.monotonic() - start:.1f} s")


def repository_path(root: Path, path: str) -> str:
    """A path as the repository names it, however the person wrote it."""
    full = Path(os.path.abspath(path))
    return full.relative_to(root).as_posix() if full.is_relative_to(root) else str(path)


def changed_since(root: Path, revision: str) -> set[str] | None:
    """The records that differ from a revision of the repository, deleted ones included; None if git knows it not."""
    command = [
        "git",
        "diff",
        "--name-only",
        "-z",
        "--no-renames",
        "--end-of-options",
        f"{revision}...HEAD",
        "--",
        "orgs",
        "library",
    ]
    told = subprocess.run(command, cwd=root, capture_output=True)
    return (
        None
        if told.returncode
        else {record_path(os.fsdecode(name)) for name in told.stdout.split(b"\0") if name}
    )


def record_path(path: str) -> str:
    """What stands in a folder of records itself: of a file in a folder in there, the folder, for it has no business there."""
    depth = next((folder.count("/") + 2 for folder in FOLDERS if path.startswith(f"{folder}/")), 2)
    return "/".join(path.split("/")[:depth])


def is_record(root: Path, path: str) -> bool:
    """Whether there is something at a path of the repository where a record would be."""
    return path.startswith(tuple(f"{folder}/" for folder in FOLDERS)) and os.path.lexists(
        root / path
    )
