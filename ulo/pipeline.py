"""From files to a catalogue: read the records, check them, and derive everything else."""

import errno
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ulo import checks, model, records, schema
from ulo.checks import CheckContext
from ulo.core import ERROR, Problem, as_text, sort_problems, summarise
from ulo.schema import Schema

if TYPE_CHECKING:
    from ulo.catalogue import Catalogue, Instance

__all__ = [
    "Checked",
    "FaultyRecords",
    "catalogue",
    "check",
    "check_library",
    "check_organisations",
    "compile_catalogue",
    "today",
]

Library = dict[str, list[CheckContext]]


class FaultyRecords(Exception):
    """There are errors in records; the message names them all."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{as_text(problems)}\n\n{summarise(problems)}")


@dataclass(frozen=True)
class Checked:
    """All records as they were read, with everything that the checks say of them."""

    schema: Schema
    organisations: list[CheckContext]
    library: Library
    problems: list[Problem]

    @property
    def looked_at(self) -> int:
        """How many records there are, those of the library among them."""
        return len(self.organisations) + sum(map(len, self.library.values()))

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.level == ERROR]


def check(root: Path, only: set[str] | None = None) -> Checked:
    """Reads and checks all records. `only` narrows the problems to those that concern these paths."""
    schema_, organisations, problems = check_organisations(root, only)
    library, more = check_library(root, schema_, only)
    return Checked(schema_, organisations, library, [*problems, *more])


def check_organisations(
    root: Path, only: set[str] | None = None
) -> tuple[Schema, list[CheckContext], list[Problem]]:
    """Reads and checks the records of groups alone. `only` narrows the problems to those that concern these paths."""
    loaded = schema.load(root)
    if not (root / "orgs").is_symlink() and not (root / "orgs").is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "there is no folder of records", "orgs")
    found, problems = records.read(root / "orgs", root)
    cases, faults = checks.run(found, loaded, today(), only)
    problems = [p for p in problems if only is None or p.path in only]
    return loaded, cases, sort_problems([*problems, *faults])


def check_library(
    root: Path, loaded: Schema, only: set[str] | None = None
) -> tuple[Library, list[Problem]]:
    """The same for the records of the library, by kind."""
    found, problems = records.read_library(root)
    cases, faults = checks.run_library(found, loaded, today(), only)
    return cases, sort_problems([*(p for p in problems if only is None or p.path in only), *faults])


def catalogue(root: Path, instance: "Instance") -> "Catalogue":
    """The catalogue of all records. Raises FaultyRecords where there are errors."""
    checked = check(root)
    if checked.errors:
        raise FaultyRecords(checked.errors)
    return compile_catalogue(checked.schema, checked.organisations, instance, checked.library)


def compile_catalogue(
    loaded: Schema,
    cases: Iterable[CheckContext],
    instance: "Instance",
    library: Library | None = None,
) -> "Catalogue":
    """The catalogue of records that have passed the checks."""
    from ulo.catalogue import Catalogue

    resources, words = (
        [make(case.record.slug, case.data) for case in (library or {}).get(kind, ())]
        for kind, make in (("resource", model.make_resource), ("word", model.make_word))
    )
    return Catalogue(
        (model.make_organisation(case.record.slug, case.data) for case in cases),
        loaded,
        instance,
        today(),
        resources,
        words,
    )


def today() -> date:
    """The day of the build. SOURCE_DATE_EPOCH, as reproducible builds set it, takes the place of the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return date.fromtimestamp(int(epoch)) if epoch else date.today()
