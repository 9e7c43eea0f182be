"""From files to a catalogue: read the records, check them, and derive everything else."""

import errno
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ulo import checks, records, schema
from ulo.checks import CheckContext
from ulo.core import (
    ERROR,
    Problem,
    as_text,
    format_day,
    message,
    paused_garbage_collection,
    quote,
    sort_problems,
    summarise,
)
from ulo.records import ReadingCache, Record
from ulo.records.values import keep_visible
from ulo.schema import Schema

if TYPE_CHECKING:
    from ulo.catalogue import Catalogue, Instance
    from ulo.model import Organisation

__all__ = [
    "READING_CACHE",
    "Checked",
    "ClockError",
    "InvalidRecordsError",
    "RepeatedCheck",
    "build_catalogue",
    "check",
    "check_library",
    "check_organisations",
    "load_catalogue",
    "today",
]

# Below the root of the repository; whoever deletes it loses nothing.
READING_CACHE = ".cache/records.json"
EPOCH_VARIABLE = "SOURCE_DATE_EPOCH"
# The last second that fits in a gzip file, which MkDocs makes: in the year 2106.
LAST_SECOND = 2**32 - 1
# Before any record was written. A computer without a battery begins in 1970 each time.
FIRST_DAY = date(2020, 1, 1)
# The records of the library by their kind.
Library = dict[str, list[CheckContext]]


class ClockError(Exception):
    """The clock or its setting gives no day that can be; the text says why, and what to do.

    `is_setting` tells what a person has set from what is wrong with the computer.
    """

    def __init__(self, text: str, is_setting: bool = False) -> None:
        super().__init__(text)
        self.is_setting = is_setting


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
    reader = records.form_checking_reader(loaded, only, cache)
    found, file_problems = records.read(_records_folder(root), root, reader)
    contexts, problems = checks.run(found, loaded, today(), only)
    return loaded, contexts, sort_problems([*_select(file_problems, only), *problems])


def _records_folder(root: Path) -> Path:
    folder = root / "orgs"
    if not folder.is_symlink() and not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, message("core.files.no_records"), "orgs")
    return folder


def check_library(
    root: Path,
    loaded: Schema,
    only: set[str] | None = None,
    cache: ReadingCache | None = None,
) -> tuple[Library, list[Problem]]:
    """Reads and checks the records of the library alone, otherwise as `check` does."""
    found, file_problems = records.read_library(
        root, records.form_checking_reader(loaded, only, cache)
    )
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
    made = [_make_organisation(context) for context in organisations]
    return _make_catalogue(loaded, made, instance, library or {})


# `check` must not wait for what only a build needs: these import it when it is wanted.
def _make_organisation(context: CheckContext) -> "Organisation":
    from ulo import model

    return model.make_organisation(context.record.slug, keep_visible(context.data))


def _make_catalogue(
    loaded: Schema, organisations: "list[Organisation]", instance: "Instance", library: Library
) -> "Catalogue":
    from ulo import model
    from ulo.catalogue import Catalogue

    return Catalogue(
        organisations,
        loaded,
        instance,
        today(),
        [
            model.make_resource(c.record.slug, keep_visible(c.data))
            for c in library.get("resource", ())
        ],
        [model.make_word(c.record.slug, keep_visible(c.data)) for c in library.get("word", ())],
    )


@dataclass(frozen=True)
class _KeptRecord:
    """The record of a group with what follows from it alone."""

    context: CheckContext
    problems: list[Problem]

    @cached_property
    def organisation(self) -> "Organisation":
        return _make_organisation(self.context)


class RepeatedCheck:
    """Checks all records again and again, with one schema, and as if on one day.

    What the record of a group says is read, checked and made into an Organisation once, until its
    file changes; the library is checked as a whole when one of its files has changed. The rules
    about several groups are run each time.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.schema = schema.load(root)
        self.today = today()
        self._read_file = records.CachedReader(records.form_checking_reader(self.schema))
        self._kept: dict[str, _KeptRecord] = {}
        self._library_records: dict[str, list[Record]] = {}
        self._library_checked: tuple[Library, list[Problem]] = {}, []

    @paused_garbage_collection()
    def check(self, changed: Iterable[str] = ()) -> Checked:
        """What the function `check` gives now; `changed` are paths that were saved since."""
        self._read_file.forget(changed)
        found, problems = records.read(_records_folder(self.root), self.root, self._read_file)
        self._kept = {record.path: self._keep(record) for record in found}
        contexts = [kept.context for kept in self._kept.values()]
        problems += (problem for kept in self._kept.values() for problem in kept.problems)
        problems += checks.check_records_together(contexts)
        library, library_problems = self._check_library()
        return Checked(
            self.schema, contexts, library, [*sort_problems(problems), *library_problems]
        )

    def _keep(self, record: Record) -> _KeptRecord:
        kept = self._kept.get(record.path)
        if kept and kept.context.record is record:
            return kept
        context = CheckContext(record, self.schema, self.today)
        return _KeptRecord(context, list(checks.check_record(context)))

    def _check_library(self) -> tuple[Library, list[Problem]]:
        found, file_problems = records.read_library(self.root, self._read_file)
        if found != self._library_records:
            self._library_records = found
            self._library_checked = checks.run_library(found, self.schema, self.today)
        contexts, problems = self._library_checked
        return contexts, sort_problems([*file_problems, *problems])

    def build_catalogue(self, checked: Checked, instance: "Instance") -> "Catalogue":
        """The catalogue of what `check` gave last; it must have had no errors."""
        organisations = [kept.organisation for kept in self._kept.values()]
        return _make_catalogue(self.schema, organisations, instance, checked.library)


def today() -> date:
    """The day of the build: that of SOURCE_DATE_EPOCH in UTC, otherwise that of the local clock.

    Reproducible builds set the variable, so it counts the same in every time zone. Raises
    ClockError where it is no time, or where the clock was never set.
    """
    epoch = os.environ.get(EPOCH_VARIABLE)
    if epoch is not None:
        # Other alphabets have digits, too, and Python reads them all.
        is_number = re.fullmatch("[0-9]{1,10}", epoch)
        if not is_number or int(epoch) > LAST_SECOND:
            raise ClockError(
                message("core.clock.epoch", variable=EPOCH_VARIABLE, value=quote(epoch)),
                is_setting=True,
            )
        return datetime.fromtimestamp(int(epoch), UTC).date()
    day = datetime.now().astimezone().date()
    if day < FIRST_DAY:
        raise ClockError(message("core.clock.unset", day=format_day(day)))
    return day
