"""From files to a catalogue: read the records, check them, and derive everything else."""

import errno
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ulo import checks, records, schema
from ulo.checks import CheckContext
from ulo.core import (
    ERROR,
    Problem,
    as_text,
    paused_garbage_collection,
    sort_problems,
    summarise,
)
from ulo.records import ReadingCache
from ulo.schema import Schema

if TYPE_CHECKING:
    from ulo.catalogue import Catalogue, Instance

__all__ = [
    "Checked",
    "InvalidRecordsError",
    "build_catalogue",
    "check",
    "check_library",
    "check_organisations",
    "load_catalogue",
    "today",
]

# Below the root of the repository; whoever deletes it loses nothing.
READING_CACHE = ".cache/records.json"
# The records of the library by their kind.
Library = dict[str, list[CheckContext]]


class InvalidRecordsError(Exception):
    """There are errors in records; the message has them all."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{as_text(problems)}\n\n{summarise(problems)}")


@dataclass(frozen=True)
class Checked:
    """All records that could be read, and the problems of all files, sorted by place."""

    schema: Schema
    organisations: list[CheckContext]
    library: Library
    problems: list[Problem]

    @property
    def record_count(self) -> int:
        """How many records there are, those of the library included."""
        return len(self.organisations) + sum(map(len, self.library.values()))

    @property
    def errors(self) -> list[Problem]:
        """The problems that are not mere questions."""
        return [problem for problem in self.problems if problem.level == ERROR]


@paused_garbage_collection()
def check(root: Path, only: set[str] | None = None) -> Checked:
    """Reads and checks all records. `only` narrows the problems to those about these paths.

    Then it keeps what it reads, since mostly one record after the other is checked so. Raises
    NotADirectoryError where there is no folder of records.
    """
    cache = None if only is None else ReadingCache(root / READING_CACHE)
    loaded, organisations, problems = check_organisations(root, only, cache)
    library, library_problems = check_library(root, loaded, only, cache)
    if cache:
        cache.save()
    return Checked(loaded, organisations, library, [*problems, *library_problems])


def check_organisations(
    root: Path, only: set[str] | None = None, cache: ReadingCache | None = None
) -> tuple[Schema, list[CheckContext], list[Problem]]:
    """Reads and checks the records of groups alone, otherwise as `check` does."""
    loaded = schema.load(root)
    folder = root / "orgs"
    if not folder.is_symlink() and not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "there is no folder of records", "orgs")
    found, file_problems = records.read(folder, root, cache)
    contexts, problems = checks.run(found, loaded, today(), only)
    return loaded, contexts, sort_problems([*_select(file_problems, only), *problems])


def check_library(
    root: Path,
    loaded: Schema,
    only: set[str] | None = None,
    cache: ReadingCache | None = None,
) -> tuple[Library, list[Problem]]:
    """Reads and checks the records of the library alone, otherwise as `check` does."""
    found, file_problems = records.read_library(root, cache)
    contexts, problems = checks.run_library(found, loaded, today(), only)
    return contexts, sort_problems([*_select(file_problems, only), *problems])


def _select(problems: Iterable[Problem], only: set[str] | None) -> list[Problem]:
    return [problem for problem in problems if only is None or problem.path in only]


def load_catalogue(root: Path, instance: "Instance") -> "Catalogue":
    """The catalogue of all records. Raises InvalidRecordsError where there are errors."""
    checked = check(root)
    if checked.errors:
        raise InvalidRecordsError(checked.errors)
    return build_catalogue(checked.schema, checked.organisations, instance, checked.library)


def build_catalogue(
    loaded: Schema,
    organisations: Iterable[CheckContext],
    instance: "Instance",
    library: Library | None = None,
) -> "Catalogue":
    """The catalogue of records that have passed the checks."""
    # `check` must not wait for what only a build needs.
    from ulo import model
    from ulo.catalogue import Catalogue

    library = library or {}
    return Catalogue(
        [model.make_organisation(c.record.slug, c.data) for c in organisations],
        loaded,
        instance,
        today(),
        [model.make_resource(c.record.slug, c.data) for c in library.get("resource", ())],
        [model.make_word(c.record.slug, c.data) for c in library.get("word", ())],
    )


def today() -> date:
    """The day of the build: that of SOURCE_DATE_EPOCH in UTC, otherwise that of the local clock.

    Reproducible builds set the variable, so it counts the same in every time zone.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return datetime.now().astimezone().date()
