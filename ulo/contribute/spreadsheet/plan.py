"""What a spreadsheet would do to the directory: new groups, changed groups, and what the rules say to them. Pure."""

import copy
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from ulo import checks
from ulo.checks import (
    SAME_NAME,
    CheckContext,
    RecordIndex,
    RecordMatch,
    cross_record,
    main_place_name,
)
from ulo.contribute.spreadsheet.cells import CLEAR, format_cell
from ulo.contribute.spreadsheet.columns import Part, build_layout
from ulo.contribute.spreadsheet.explanations import describe_format
from ulo.contribute.spreadsheet.notes import CellLocation, Note, make_note
from ulo.contribute.spreadsheet.rows import GroupEntry
from ulo.core import MESSAGES, Problem, describe_evidence, fold, quote
from ulo.records import Record, file_name
from ulo.schema import Pointer, Schema


@dataclass
class PlannedRecord:
    """What becomes of one group: its file name, how it was found (empty if it is new), its data before and after."""

    entry: GroupEntry
    slug: str
    match_reason: str
    before: dict | None
    after: dict

    @property
    def path(self) -> str:
        return f"orgs/{self.slug}.yml"


@dataclass
class Plan:
    """`new` and `changed` may be written; `same` are as they were; `left` are known groups without an id in the file;
    `refused` have a fault. `notes` are about the file as a whole, then about each group."""

    new: list[PlannedRecord] = field(default_factory=list)
    changed: list[PlannedRecord] = field(default_factory=list)
    unchanged: list[PlannedRecord] = field(default_factory=list)
    skipped: list[PlannedRecord] = field(default_factory=list)
    rejected: list[GroupEntry] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def to_write(self) -> list[PlannedRecord]:
        return [*self.new, *self.changed]


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
    """What would become of these entries.

    `records` are those of the directory by slug, `taken` all file names in it, those of unreadable records, too; `known`
    are the problems that it has already. A group that was found without its id is changed only if it may `replace` what
    is there.
    """
    result = Plan(notes=list(notes))
    outcomes = list(_plan_records(entries, records, frozenset(taken), schema, today))
    wanted = []
    for outcome in outcomes:
        if outcome.before is None:
            wanted.append(outcome)
        elif outcome.after == outcome.before:
            result.unchanged.append(outcome)
        elif outcome.match_reason == schema.messages["spreadsheet"]["id"] or replace:
            wanted.append(outcome)
        else:
            result.skipped.append(outcome)
    for outcome in _keep_valid(
        [_withdraw_confirmation(outcome, schema, today) for outcome in wanted],
        records,
        known_problems,
        schema,
        today,
    ):
        (result.new if outcome.before is None else result.changed).append(outcome)
    result.rejected = [entry for entry in entries if entry.has_errors]
    result.notes += [one for entry in entries for one in entry.notes]
    return result


def _plan_records(
    entries: list[GroupEntry],
    records: Mapping[str, Record],
    taken: frozenset[str],
    schema: Schema,
    today: date,
) -> Iterator[PlannedRecord]:
    """Each entry that can be told apart from all others, with the group that it is about and the data that it leads to."""
    used: dict[str, GroupEntry] = {}
    index = RecordIndex(CheckContext(record, schema, today) for record in records.values())
    for entry in entries:
        case = CheckContext(Record("", "", _nest_values(entry), {}), schema, today)
        slug, reason = _identify_group(entry, case, index, taken, schema)
        if slug in used:
            entry.notes.append(
                make_note("same-group", entry.location, first=used[slug].location.row)
            )
        elif slug in taken and slug not in records:
            entry.notes.append(make_note("cannot-read", entry.location, path=f"orgs/{slug}.yml"))
        elif slug:
            used[slug] = entry
            if slug not in records:
                index.add(slug, case)
        if entry.has_errors:
            continue
        before = records[slug].data if slug in records else None
        after = merge_entry(before or {}, entry, schema)
        if before is None:
            after.setdefault("added", today.isoformat())
            # Who writes that a group confirmed something has to say when.
            if "by" not in after.get("checked", {}):
                after["checked"] = {
                    "on": today.isoformat(),
                    "by": "public-sources",
                    **after.get("checked", {}),
                }
        yield PlannedRecord(entry, slug, reason, before, after)


def _identify_group(
    entry: GroupEntry, case: CheckContext, index: RecordIndex, taken: frozenset[str], schema: Schema
) -> tuple[str, str]:
    """The file name that an entry is about, and how it was found. What is unclear is noted at the entry."""
    messages = schema.messages["spreadsheet"]
    where_id = CellLocation(entry.location.sheet, entry.location.row, messages["id"])
    if reason := schema.left_out.get(fold(entry.name)):
        entry.notes.append(make_note("left-out", entry.location, reason=reason))
        return "", ""
    if entry.id and (named := [entry.id] if entry.id in taken else index.find_by_name(entry.id)):
        if len(named) > 1:
            entry.notes.append(make_note("unclear-group", entry.location, value=quote(entry.id)))
        return named[0], messages["id"]
    group = index.identify(case, taken)
    if len(group.matches) > 1:
        told = "; ".join(map(_describe_match, sorted(group.matches, key=lambda match: match.slug)))
        entry.notes.append(
            make_note("unclear-match", entry.location, groups=told, column=messages["id"])
        )
        return "", ""
    for match in group.matches:
        if entry.id:
            entry.notes.append(
                make_note(
                    "other-match",
                    where_id,
                    value=quote(entry.id),
                    group=_describe_match(match),
                    slug=match.slug,
                )
            )
        return match.slug, describe_evidence(match.evidence)
    if not entry.name:
        if entry.id:
            entry.notes.append(
                make_note(
                    "unknown-group",
                    entry.location,
                    value=quote(entry.id),
                    sheet=messages["sheets"]["groups"],
                )
            )
        return "", ""
    slug = entry.id or group.slug
    if not slug or list(file_name(slug, "")):
        better = group.slug or "example-people-first"
        entry.notes.append(
            make_note("not-an-id", where_id, value=quote(entry.id), better=better)
            if entry.id
            else make_note("no-id", entry.location, value=quote(entry.name), column=messages["id"])
        )
        return "", ""
    for match in group.candidates:
        entry.notes.append(
            make_note(
                "perhaps-there",
                entry.location,
                group=_describe_match(match),
                slug=match.slug,
                path=f"orgs/{slug}.yml",
                column=messages["id"],
            )
        )
    return slug, ""


def _describe_match(match: RecordMatch) -> str:
    """A record that may be meant, and why: orgs/example-voices.yml (the same name, in Leeds)."""
    place = (
        f", in {main_place_name(match.context)}"
        if match.verdict == SAME_NAME and main_place_name(match.context)
        else ""
    )
    return f"{match.path} ({describe_evidence(match.evidence)}{place})"


def _nest_values(entry: GroupEntry) -> dict:
    data: dict = {}
    for (*way, last), value in entry.values.items():
        inner = data
        for step in way:
            inner = inner.setdefault(step, {})
        inner[last] = value
    return data


def merge_entry(before: dict, entry: GroupEntry, schema: Schema) -> dict:
    """The data with what the entry says put in its place. What the entry does not say stays."""
    after = copy.deepcopy(before)
    for pointer, value in entry.values.items():
        _set_value(after, pointer, value)
    for part in build_layout(schema).parts:
        if items := entry.parts.get(part.field):
            told = [item for item in items if item is not CLEAR]
            old = [] if CLEAR in items else after.pop(part.field, [])
            after[part.field] = [_merge_part(item, told, old, part) for item in told]
            if not after[part.field]:
                del after[part.field]
    return after


def _set_value(data: dict, pointer: Pointer, value: object) -> None:
    """Puts a value where it belongs, or takes out what is there; groups of fields that get empty go, too."""
    *way, last = pointer
    groups = [data]
    for step in way:
        inner = groups[-1].get(step)
        groups.append(inner if isinstance(inner, dict) else {})
        groups[-2][step] = groups[-1]
    if value is CLEAR:
        groups[-1].pop(last, None)
    else:
        groups[-1][last] = value
    for outer, step in zip(reversed(groups[:-1]), reversed(way)):
        if not outer[step]:
            del outer[step]


def _merge_part(item: dict, told: list[dict], old: list[dict], part: Part) -> dict:
    """The entry of a part; where it plainly is one that is there, what it does not say stays."""
    same = [entry for entry in old if entry.get(part.key) == item.get(part.key)]
    alike = [entry for entry in told if entry.get(part.key) == item.get(part.key)]
    start = same[0] if len(same) == len(alike) == 1 else {}
    return {key: value for key, value in {**start, **item}.items() if value is not CLEAR}


def _withdraw_confirmation(outcome: PlannedRecord, schema: Schema, today: date) -> PlannedRecord:
    """A list that somebody sends is not the group's own word: it takes away a confirmation, and a new one is asked about.

    So are questions that it says somebody has looked into, for they are not asked again.
    """
    before, after = outcome.before or {}, outcome.after
    was, now = before.get("checked"), after.get("checked")
    if not isinstance(now, dict):
        return outcome
    known = CheckContext(Record("", "", before, {}), schema, today).texts("checked", "answered")
    answered = CheckContext(Record("", "", after, {}), schema, today).texts("checked", "answered")
    if fresh := [name for name in answered if name not in known]:
        place = outcome.entry.locations.get(("checked", "answered"), outcome.entry.location)
        outcome.entry.notes.append(make_note("answered", place, names=", ".join(fresh)))
    place = outcome.entry.locations.get(("checked", "by"), outcome.entry.location)
    if now.get("by") == "organisation" and now != was:
        outcome.entry.notes.append(make_note("confirmed", place))
    elif now.get("by") == "organisation" and before != after:
        outcome.after = {
            **after,
            "checked": {**now, "on": today.isoformat(), "by": "public-sources"},
        }
        outcome.entry.notes.append(make_note("no-longer-confirmed", place, on=now.get("on", "")))
    return outcome


def _keep_valid(
    wanted: list[PlannedRecord],
    records: Mapping[str, Record],
    known_problems: Iterable[Problem],
    schema: Schema,
    today: date,
) -> list[PlannedRecord]:
    """Those that keep the rules, alone and beside all others. One that is refused may leave another without its network."""
    old = {(problem.path, problem.rule, problem.message) for problem in known_problems}
    there = {slug: CheckContext(record, schema, today) for slug, record in records.items()}
    cases = {
        outcome.slug: CheckContext(
            Record(outcome.slug, outcome.path, outcome.after, {}), schema, today
        )
        for outcome in wanted
    }

    def kept(outcomes: list[PlannedRecord], problems: Iterable[Problem]) -> list[PlannedRecord]:
        by_path = {outcome.path: outcome for outcome in outcomes}
        for problem in problems:
            if (
                problem.rule == "shared-name"
                and problem.path in by_path
                and by_path[problem.path].before is None
            ):
                continue  # perhaps-there has said it
            if problem.path in by_path and (problem.path, problem.rule, problem.message) not in old:
                notes, told = (
                    by_path[problem.path].entry.notes,
                    problem_to_note(problem, by_path[problem.path], schema),
                )
                notes += [told] if told not in notes else []
        return [outcome for outcome in outcomes if not outcome.entry.has_errors]

    left = kept(
        wanted, (problem for case in cases.values() for problem in checks.check_record(case))
    )
    count = len(left) + 1
    while len(left) < count:
        count = len(left)
        everyone = list(
            {**there, **{outcome.slug: cases[outcome.slug] for outcome in left}}.values()
        )
        left = kept(left, (problem for rule in cross_record.RULES for problem in rule(everyone)))
    return left


def problem_to_note(problem: Problem, outcome: PlannedRecord, schema: Schema) -> Note:
    """A problem of a record as a note about the cell that it comes from."""
    pointer = (
        tuple(int(step) - 1 if step.isdigit() else step for step in problem.field.split("."))
        if problem.field
        else ()
    )
    place = next(
        (
            found
            for length in range(len(pointer), 0, -1)
            if (found := outcome.entry.locations.get(pointer[:length]))
        ),
        outcome.entry.location,
    )
    messages = schema.messages["spreadsheet"]
    if problem.rule == "missing-field":
        part = next(
            (part for part in build_layout(schema).parts if part.field == problem.field), None
        )
        if part:
            return make_note("no-entry", outcome.entry.location, sheet=part.title)
        # A group of fields is missing as a whole: its needed fields are what a person can fill in.
        node = schema.subschema(pointer)
        inner = (
            [node["properties"][name] for name in node.get("required", ())]
            if node.get("type") == "object"
            else [node]
        )
        message, fix = MESSAGES["missing-field.form"]
        facts = {
            "title_": '", "'.join(one["title"] for one in inner),
            "description": inner[0].get("description", ""),
        }
        return Note(place, problem.level, message.format(**facts), fix.format(**facts))
    place = (
        place
        if place.column or not problem.title
        else CellLocation(place.sheet, place.row, problem.title)
    )
    column = build_layout(schema).find_column(pointer) if pointer else None
    if problem.rule == "wrong-kind" and column:
        return Note(place, problem.level, problem.message, f"{describe_format(column, messages)}.")
    if problem.rule == "not-in-list" and column:
        # People choose words by their titles.
        message = re.sub(
            r'"([^"]*)"\?$',
            lambda near: f'"{column.choices.get(near[1], near[1])}"?',
            problem.message,
        )
        return Note(place, problem.level, message, messages["fixes"]["not-in-list"])
    fix = messages["fixes"].get(
        problem.rule, re.sub("[Dd]elete th(e|is) line", messages["fixes"]["line"], problem.fix)
    )
    return Note(place, problem.level, problem.message, fix)


def list_differences(outcome: PlannedRecord, schema: Schema) -> Iterator[tuple[str, str, str]]:
    """What changes, field by field: the title, what was there and what comes, as cells show them."""
    messages, before, after = schema.messages["spreadsheet"], outcome.before or {}, outcome.after
    for column in build_layout(schema).columns:
        was, now = (
            _format_field(data, column.pointer, column, messages) for data in (before, after)
        )
        if was != now:
            yield column.title, was, now
    for part in build_layout(schema).parts:
        was, now = (
            [_format_part(entry, part, messages) for entry in data.get(part.field, [])]
            for data in (before, after)
        )
        for gone in (text for text in was if text not in now):
            yield part.title, gone, ""
        for come in (text for text in now if text not in was):
            yield part.title, "", come


def _format_field(data: object, pointer: Pointer, column, messages: dict) -> str:
    for step in pointer:
        data = data.get(step) if isinstance(data, dict) else None
    return "" if data is None else format_cell(data, column, messages)


def _format_part(entry: dict, part: Part, messages: dict) -> str:
    return "; ".join(
        format_cell(entry[column.pointer[0]], column, messages)
        for column in part.columns
        if column.pointer[0] in entry
    )
