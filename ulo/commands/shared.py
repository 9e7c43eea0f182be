"""What several commands need: all records examined, the day, and how a command speaks."""

import errno
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ulo import checks, model, records, schema
from ulo.problems import ERROR, Problem, as_text, in_order

if TYPE_CHECKING:
    from ulo.catalogue import Catalogue, Instance

FINE, PROBLEMS, USAGE, OURS = 0, 1, 2, 3
# What stands in docs/ but is no page of the site: exclude_docs in mkdocs.yml says the same.
FOR_DEVELOPERS = ("decisions", "architecture.md")
FOLDERS = ("orgs", *schema.LIBRARY.values())
Library = dict[str, list[checks.Case]]


def examine(root: Path, only: set[str] | None = None) -> tuple[schema.Schema, list[checks.Case], list[Problem]]:
    """Reads and checks all records. `only` narrows the problems to those that concern these paths."""
    shape = schema.load(root)
    if not (root / "orgs").is_symlink() and not (root / "orgs").is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "there is no folder of records", "orgs")
    found, problems = records.read(root / "orgs", root)
    cases, faults = checks.run(found, shape, today(), only)
    problems = [p for p in problems if only is None or p.path in only]
    return shape, cases, in_order([*problems, *faults])


def examine_library(root: Path, shape: schema.Schema, only: set[str] | None = None) -> tuple[Library, list[Problem]]:
    """The same for the records of the library, by kind."""
    found, problems = records.read_library(root)
    cases, faults = checks.run_library(found, shape, today(), only)
    return cases, in_order([*(p for p in problems if only is None or p.path in only), *faults])


def our_pages(root: Path) -> list[tuple[str, str]]:
    """The path and the Markdown of each page of the site that we wrote by hand."""
    docs = root / "docs"
    pages = [path for path in sorted(docs.rglob("*.md")) if path.relative_to(docs).parts[0] not in FOR_DEVELOPERS]
    return [(path.relative_to(root).as_posix(), path.read_text("utf-8")) for path in pages]


def catalogue(root: Path, instance: "Instance") -> "Catalogue":
    """The catalogue of all records. Raises site.BuildError with every problem where there are errors."""
    from ulo.site import BuildError
    shape, cases, problems = examine(root)
    library, more = examine_library(root, shape)
    if errors := [p for p in (*problems, *more) if p.level == ERROR]:
        raise BuildError(f"{as_text(errors)}\n\n{summary(errors)}")
    return compile_catalogue(shape, cases, instance, library)


def compile_catalogue(shape: schema.Schema, cases: list[checks.Case], instance: "Instance", library: Library | None = None) -> "Catalogue":
    from ulo.catalogue import Catalogue
    resources, words = ([make(case.record.slug, case.data) for case in (library or {}).get(kind, ())] for kind, make in (("resource", model.resource), ("word", model.word)))
    return Catalogue((model.organisation(case.record.slug, case.data) for case in cases), shape, instance, today(), resources, words)


def today() -> date:
    """The day of the build. SOURCE_DATE_EPOCH, as reproducible builds set it, takes the place of the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return date.fromtimestamp(int(epoch)) if epoch else date.today()


@contextmanager
def step(title: str) -> Iterator[None]:
    """Says what is being done, and how long it took."""
    start = time.monotonic()
    print(f"{title} ... ", end="", flush=True)
    yield
    print(f"{time.monotonic() - start:.1f} s")


def summary(problems: list[Problem], looked_at: int | None = None) -> str:
    errors = sum(p.level == ERROR for p in problems)
    questions = len(problems) - errors
    parts = [f"{errors} problem{'s' * (errors != 1)} to mend"] if errors else ["No problems"]
    parts += [f"{questions} question{'s' * (questions != 1)}"] if questions else []
    return ", ".join(parts) + (f", in {looked_at} record{'s' * (looked_at != 1)}." if looked_at is not None else ".")


def inside(root: Path, path: str) -> str:
    """A path as the repository names it, however the person wrote it."""
    full = Path(os.path.abspath(path))
    return full.relative_to(root).as_posix() if full.is_relative_to(root) else str(path)


def changed_since(root: Path, revision: str) -> set[str] | None:
    """The records that differ from a revision of the repository, deleted ones included; None if git knows it not."""
    command = ["git", "diff", "--name-only", "-z", "--no-renames", "--end-of-options", f"{revision}...HEAD", "--", "orgs", "library"]
    told = subprocess.run(command, cwd=root, capture_output=True)
    return None if told.returncode else {entry(os.fsdecode(name)) for name in told.stdout.split(b"\0") if name}


def entry(path: str) -> str:
    """What stands in a folder of records itself: of a file in a folder in there, the folder, for it has no business there."""
    depth = next((folder.count("/") + 2 for folder in FOLDERS if path.startswith(f"{folder}/")), 2)
    return "/".join(path.split("/")[:depth])


def is_record(root: Path, path: str) -> bool:
    """Whether there is something at a path of the repository where a record would be."""
    return path.startswith(tuple(f"{folder}/" for folder in FOLDERS)) and os.path.lexists(root / path)
