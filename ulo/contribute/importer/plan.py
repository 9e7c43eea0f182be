"""What a list would do to the directory: new groups, changed groups, and what the rules find."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from ulo import checks
from ulo.checks import CheckContext, RecordIndex
from ulo.checks.safety import RecordChange, find_questions
from ulo.contribute.entries import GroupEntry
from ulo.contribute.importer.identification import identify_group, nest_values
from ulo.contribute.importer.merging import merge_entry
from ulo.contribute.importer.problem_notes import problem_to_note
from ulo.contribute.importer.reconciliation import Conflict, reconcile
from ulo.contribute.notes import Note, make_note
from ulo.core import Problem
from ulo.records import Record, values
from ulo.schema import RecordData, Schema


@dataclass
class PlannedRecord:
    """What becomes of one group: its file name, and its data before (None if it is new) and after.

    `match_reason` says how it was found; it is empty for a new group. `conflicts` are the facts
    that stay as they are, since nobody but a person can tell which side is right.
    """

    entry: GroupEntry
    slug: str
    match_reason: str
    before: RecordData | None
    after: RecordData
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def path(self) -> str:
        return f"orgs/{self.slug}.yml"


@dataclass
class Plan:
    """What becomes of a list.

    `new` and `changed` may be written; `unchanged` are as they were; `skipped` are groups of the
    directory that would change, but have no id in the file; `rejected` have a fault. `notes` are
    about the file as a whole, then about each group.
    """

    new: list[PlannedRecord] = field(default_factory=list)
    changed: list[PlannedRecord] = field(default_factory=list)
    unchanged: list[PlannedRecord] = field(default_factory=list)
    skipped: list[PlannedRecord] = field(default_factory=list)
    rejected: list[GroupEntry] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def to_write(self) -> list[PlannedRecord]:
        return [*self.new, *self.changed]

    @property
    def in_conflict(self) -> list[PlannedRecord]:
        """Those with facts that are left to a person, in the order of the file."""
        found = [planned for planned in (*self.changed, *self.unchanged) if planned.conflicts]
        return sorted(found, key=lambda planned: planned.entry.location.row)


def make_plan(
    entries: list[GroupEntry],
    notes: list[Note],
    records: Mapping[str, Record],
    taken: Iterable[str],
    known_problems: Iterable[Problem],
    schema: Schema,
    today: date,
    replace: bool = False,
) -> Plan:
    """What would become of these entries. Notes are added to the entries on the way.

    `notes` are those about the file. `records` are those of the directory by slug; `taken` are all
    file names in it, those of unreadable records, too; `known_problems` are those that it has
    already. With `replace`, a group that was found without its id is changed, too, and where both
    file and directory changed a fact, what the file says is taken.
    """
    plan = Plan(notes=list(notes))
    wanted = []
    for planned in _plan_records(entries, records, frozenset(taken), schema, today, replace):
        if planned.before is None:
            wanted.append(planned)
        elif _says_the_same(planned.before, planned.after, schema):
            plan.unchanged.append(planned)
        elif _is_named(planned.match_reason, schema) or replace:
            wanted.append(planned)
        else:
            plan.skipped.append(planned)
    for planned in wanted:
        _withdraw_confirmation(planned, schema, today)
    for planned in _keep_valid(wanted, records, known_problems, schema, today):
        (plan.new if planned.before is None else plan.changed).append(planned)
    plan.rejected = [entry for entry in entries if entry.has_errors]
    plan.notes += [note for entry in entries for note in entry.notes]
    return plan


def _is_named(match_reason: str, schema: Schema) -> bool:
    """Whether an entry was found by its id."""
    return bool(match_reason == schema.messages["spreadsheet"]["id"])


def _says_the_same(before: RecordData, after: RecordData, schema: Schema) -> bool:
    """Whether a record would not change, or only be written in the usual way."""
    return after == before or after == values.read_record(before, schema)[0]


def _plan_records(
    entries: list[GroupEntry],
    records: Mapping[str, Record],
    taken: Collection[str],
    schema: Schema,
    today: date,
    replace: bool,
) -> Iterator[PlannedRecord]:
    """Each entry without a fault, with the group that it is about and the data that it leads to."""
    used: dict[str, GroupEntry] = {}
    index = RecordIndex(CheckContext(record, schema, today) for record in records.values())
    for entry in entries:
        context = CheckContext(Record("", "", nest_values(entry)), schema, today)
        slug, reason = identify_group(entry, context, index, taken, schema)
        if slug in used:
            first = used[slug].location.row
            entry.notes.append(make_note("same-group", entry.location, first=first))
        elif slug in taken and slug not in records:
            entry.notes.append(make_note("cannot-read", entry.location, path=f"orgs/{slug}.yml"))
        elif slug:
            used[slug] = entry
            if slug not in records:
                index.add(slug, context)
        if entry.has_errors or not slug:
            continue
        if slug not in records:
            after = merge_entry({}, entry, schema)
            _add_dates(after, today)
            yield PlannedRecord(entry, slug, reason, None, after)
            continue
        before = records[slug].data
        # What is found without its id changes only with `replace`: then all that it says.
        overwrite = replace or not _is_named(reason, schema)
        after, conflicts = reconcile(before, entry, slug, schema, overwrite)
        yield PlannedRecord(entry, slug, reason, before, after, conflicts)


def _add_dates(data: RecordData, today: date) -> None:
    """Says of a new record that it was put together today, where it says nothing else."""
    data.setdefault("added", today.isoformat())
    checked = data.get("checked", {})
    # Who writes that a group confirmed something has to say when.
    if "by" not in checked:
        data["checked"] = {"on": today.isoformat(), "by": "public-sources", **checked}


def _withdraw_confirmation(planned: PlannedRecord, schema: Schema, today: date) -> None:
    """Takes away a confirmation that stands beside a change, and asks about a new one.

    A list that somebody sends is not the group's own word. Questions that it says somebody has
    looked into are asked about, too, for they are not asked again.
    """
    entry, before, after = planned.entry, planned.before or {}, planned.after
    checked = after.get("checked")
    if not isinstance(checked, dict):
        return
    answered = _answered_questions(after, schema, today)
    known = _answered_questions(before, schema, today)
    if fresh := [name for name in answered if name not in known]:
        location = entry.locate(("checked", "answered"))
        entry.notes.append(make_note("answered", location, names=", ".join(fresh)))
    if checked.get("by") != "organisation":
        return
    location = entry.locate(("checked", "by"))
    if checked != before.get("checked"):
        entry.notes.append(make_note("confirmed", location))
    elif before != after:
        confirmed_on = checked.get("on", "")
        entry.notes.append(make_note("no-longer-confirmed", location, on=confirmed_on))
        withdrawn = {**checked, "on": today.isoformat(), "by": "public-sources"}
        planned.after = {**after, "checked": withdrawn}


def _answered_questions(data: RecordData, schema: Schema, today: date) -> list[str]:
    return CheckContext(Record("", "", data), schema, today).texts("checked", "answered")


def _keep_valid(
    wanted: list[PlannedRecord],
    records: Mapping[str, Record],
    known_problems: Iterable[Problem],
    schema: Schema,
    today: date,
) -> list[PlannedRecord]:
    """Those that keep the rules, alone and beside all others; the problems of all become notes.

    So do the questions that keep people safe.

    One that is left out may leave another without its network, so that is looked at again.
    """
    known = {(problem.path, problem.rule, problem.message) for problem in known_problems}
    directory = {slug: CheckContext(record, schema, today) for slug, record in records.items()}
    contexts = {
        planned.slug: CheckContext(Record(planned.slug, planned.path, planned.after), schema, today)
        for planned in wanted
    }
    for planned in wanted:
        context = contexts[planned.slug]
        change = RecordChange(directory.get(planned.slug), context)
        questions = (
            question.as_problem(schema, planned.path) for question in find_questions(change)
        )
        _note_problems([planned], chain(checks.check_record(context), questions), known, schema)
    valid = [planned for planned in wanted if not planned.entry.has_errors]
    while valid:
        together = directory | {planned.slug: contexts[planned.slug] for planned in valid}
        problems = checks.check_records_together(list(together.values()))
        _note_problems(valid, problems, known, schema)
        left = [planned for planned in valid if not planned.entry.has_errors]
        if len(left) == len(valid):
            break
        valid = left
    return valid


def _note_problems(
    planned_records: list[PlannedRecord],
    problems: Iterable[Problem],
    known: Collection[tuple[str, str, str]],
    schema: Schema,
) -> None:
    """Writes each problem down that one of these records has, once, unless it was there before."""
    by_path = {planned.path: planned for planned in planned_records}
    for problem in problems:
        planned = by_path.get(problem.path)
        if planned is None or (problem.path, problem.rule, problem.message) in known:
            continue
        if problem.rule == "shared-name" and planned.before is None:
            continue  # perhaps-there has said it
        note = problem_to_note(problem, planned.entry, schema)
        if note not in planned.entry.notes:
            planned.entry.notes.append(note)
