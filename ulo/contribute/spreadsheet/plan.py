"""What a spreadsheet would do to the directory: new groups, changed groups, and what the rules say to them. Pure."""

import copy
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from ulo import checks
from ulo.checks import SAME_NAME, Case, Index, Match, cross_record, where
from ulo.contribute.spreadsheet.cells import CLEAR, shown
from ulo.contribute.spreadsheet.columns import Part, layout
from ulo.contribute.spreadsheet.explanations import form
from ulo.contribute.spreadsheet.notes import Note, Place, note
from ulo.contribute.spreadsheet.rows import Entry
from ulo.core import SENTENCES, Problem, fold, in_common, quote
from ulo.records import Record, file_name
from ulo.schema import Pointer, Schema


@dataclass
class Outcome:
    """What becomes of one group: its file name, how it was found (empty if it is new), its data before and after."""

    entry: Entry
    slug: str
    reason: str
    before: dict | None
    after: dict

    @property
    def path(self) -> str:
        return f"orgs/{self.slug}.yml"


@dataclass
class Plan:
    """`new` and `changed` may be written; `same` are as they were; `left` are known groups without an id in the file;
    `refused` have a fault. `notes` are about the file as a whole, then about each group."""

    new: list[Outcome] = field(default_factory=list)
    changed: list[Outcome] = field(default_factory=list)
    same: list[Outcome] = field(default_factory=list)
    left: list[Outcome] = field(default_factory=list)
    refused: list[Entry] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def to_write(self) -> list[Outcome]:
        return [*self.new, *self.changed]


def plan(entries: list[Entry], notes: list[Note], records: Mapping[str, Record], taken: Iterable[str], known: Iterable[Problem],
         schema: Schema, today: date, replace: bool = False) -> Plan:
    """What would become of these entries.

    `records` are those of the directory by slug, `taken` all file names in it, those of unreadable records, too; `known`
    are the problems that it has already. A group that was found without its id is changed only if it may `replace` what
    is there.
    """
    made = Plan(notes=list(notes))
    outcomes = list(_outcomes(entries, records, frozenset(taken), schema, today))
    wanted = []
    for outcome in outcomes:
        if outcome.before is None:
            wanted.append(outcome)
        elif outcome.after == outcome.before:
            made.same.append(outcome)
        elif outcome.reason == schema.words["spreadsheet"]["id"] or replace:
            wanted.append(outcome)
        else:
            made.left.append(outcome)
    for outcome in _allowed([_honest(outcome, schema, today) for outcome in wanted], records, known, schema, today):
        (made.new if outcome.before is None else made.changed).append(outcome)
    made.refused = [entry for entry in entries if entry.is_refused]
    made.notes += [one for entry in entries for one in entry.notes]
    return made


def _outcomes(entries: list[Entry], records: Mapping[str, Record], taken: frozenset[str], schema: Schema, today: date) -> Iterator[Outcome]:
    """Each entry that can be told apart from all others, with the group that it is about and the data that it leads to."""
    used: dict[str, Entry] = {}
    index = Index(Case(record, schema, today) for record in records.values())
    for entry in entries:
        case = Case(Record("", "", _nested(entry), {}), schema, today)
        slug, reason = _group_of(entry, case, index, taken, schema)
        if slug in used:
            entry.notes.append(note("same-group", entry.place, first=used[slug].place.row))
        elif slug in taken and slug not in records:
            entry.notes.append(note("cannot-read", entry.place, path=f"orgs/{slug}.yml"))
        elif slug:
            used[slug] = entry
            if slug not in records:
                index.add(slug, case)
        if entry.is_refused:
            continue
        before = records[slug].data if slug in records else None
        after = merged(before or {}, entry, schema)
        if before is None:
            after.setdefault("added", today.isoformat())
            # Who writes that a group confirmed something has to say when.
            if "by" not in after.get("checked", {}):
                after["checked"] = {"on": today.isoformat(), "by": "public-sources", **after.get("checked", {})}
        yield Outcome(entry, slug, reason, before, after)


def _group_of(entry: Entry, case: Case, index: Index, taken: frozenset[str], schema: Schema) -> tuple[str, str]:
    """The file name that an entry is about, and how it was found. What is unclear is noted at the entry."""
    words = schema.words["spreadsheet"]
    where_id = Place(entry.place.sheet, entry.place.row, words["id"])
    if reason := schema.left_out.get(fold(entry.name)):
        entry.notes.append(note("left-out", entry.place, reason=reason))
        return "", ""
    if entry.id and (named := [entry.id] if entry.id in taken else index.named(entry.id)):
        if len(named) > 1:
            entry.notes.append(note("unclear-group", entry.place, value=quote(entry.id)))
        return named[0], words["id"]
    group = index.identify(case, taken)
    if len(group.there) > 1:
        told = "; ".join(map(_told, sorted(group.there, key=lambda match: match.slug)))
        entry.notes.append(note("unclear-match", entry.place, groups=told, column=words["id"]))
        return "", ""
    for match in group.there:
        if entry.id:
            entry.notes.append(note("other-match", where_id, value=quote(entry.id), group=_told(match), slug=match.slug))
        return match.slug, in_common(match.evidence)
    if not entry.name:
        if entry.id:
            entry.notes.append(note("unknown-group", entry.place, value=quote(entry.id), sheet=words["sheets"]["groups"]))
        return "", ""
    slug = entry.id or group.slug
    if not slug or list(file_name(slug, "")):
        better = group.slug or "example-people-first"
        entry.notes.append(note("not-an-id", where_id, value=quote(entry.id), better=better) if entry.id else
                           note("no-id", entry.place, value=quote(entry.name), column=words["id"]))
        return "", ""
    for match in group.asked:
        entry.notes.append(note("perhaps-there", entry.place, group=_told(match), slug=match.slug, path=f"orgs/{slug}.yml", column=words["id"]))
    return slug, ""


def _told(match: Match) -> str:
    """A record that may be meant, and why: orgs/example-voices.yml (the same name, in Leeds)."""
    place = f", in {where(match.case)}" if match.verdict == SAME_NAME and where(match.case) else ""
    return f"{match.path} ({in_common(match.evidence)}{place})"


def _nested(entry: Entry) -> dict:
    data: dict = {}
    for (*way, last), value in entry.values.items():
        inner = data
        for step in way:
            inner = inner.setdefault(step, {})
        inner[last] = value
    return data


def merged(before: dict, entry: Entry, schema: Schema) -> dict:
    """The data with what the entry says put in its place. What the entry does not say stays."""
    after = copy.deepcopy(before)
    for pointer, value in entry.values.items():
        _put(after, pointer, value)
    for part in layout(schema).parts:
        if items := entry.parts.get(part.field):
            told = [item for item in items if item is not CLEAR]
            old = [] if CLEAR in items else after.pop(part.field, [])
            after[part.field] = [_continued(item, told, old, part) for item in told]
            if not after[part.field]:
                del after[part.field]
    return after


def _put(data: dict, pointer: Pointer, value: object) -> None:
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


def _continued(item: dict, told: list[dict], old: list[dict], part: Part) -> dict:
    """The entry of a part; where it plainly is one that is there, what it does not say stays."""
    same = [entry for entry in old if entry.get(part.key) == item.get(part.key)]
    alike = [entry for entry in told if entry.get(part.key) == item.get(part.key)]
    start = same[0] if len(same) == len(alike) == 1 else {}
    return {key: value for key, value in {**start, **item}.items() if value is not CLEAR}


def _honest(outcome: Outcome, schema: Schema, today: date) -> Outcome:
    """A list that somebody sends is not the group's own word: it takes away a confirmation, and a new one is asked about.

    So are questions that it says somebody has looked into, for they are not asked again.
    """
    before, after = outcome.before or {}, outcome.after
    was, now = before.get("checked"), after.get("checked")
    if not isinstance(now, dict):
        return outcome
    known = Case(Record("", "", before, {}), schema, today).list("checked", "answered")
    answered = Case(Record("", "", after, {}), schema, today).list("checked", "answered")
    if fresh := [name for name in answered if name not in known]:
        place = outcome.entry.places.get(("checked", "answered"), outcome.entry.place)
        outcome.entry.notes.append(note("answered", place, names=", ".join(fresh)))
    place = outcome.entry.places.get(("checked", "by"), outcome.entry.place)
    if now.get("by") == "organisation" and now != was:
        outcome.entry.notes.append(note("confirmed", place))
    elif now.get("by") == "organisation" and before != after:
        outcome.after = {**after, "checked": {**now, "on": today.isoformat(), "by": "public-sources"}}
        outcome.entry.notes.append(note("no-longer-confirmed", place, on=now.get("on", "")))
    return outcome


def _allowed(wanted: list[Outcome], records: Mapping[str, Record], known: Iterable[Problem], schema: Schema, today: date) -> list[Outcome]:
    """Those that keep the rules, alone and beside all others. One that is refused may leave another without its network."""
    old = {(problem.path, problem.rule, problem.message) for problem in known}
    there = {slug: Case(record, schema, today) for slug, record in records.items()}
    cases = {outcome.slug: Case(Record(outcome.slug, outcome.path, outcome.after, {}), schema, today) for outcome in wanted}

    def kept(outcomes: list[Outcome], problems: Iterable[Problem]) -> list[Outcome]:
        by_path = {outcome.path: outcome for outcome in outcomes}
        for problem in problems:
            if problem.rule == "shared-name" and problem.path in by_path and by_path[problem.path].before is None:
                continue  # perhaps-there has said it
            if problem.path in by_path and (problem.path, problem.rule, problem.message) not in old:
                notes, told = by_path[problem.path].entry.notes, worded(problem, by_path[problem.path], schema)
                notes += [told] if told not in notes else []
        return [outcome for outcome in outcomes if not outcome.entry.is_refused]

    left = kept(wanted, (problem for case in cases.values() for problem in checks.alone(case)))
    count = len(left) + 1
    while len(left) < count:
        count = len(left)
        everyone = list({**there, **{outcome.slug: cases[outcome.slug] for outcome in left}}.values())
        left = kept(left, (problem for rule in cross_record.RULES for problem in rule(everyone)))
    return left


def worded(problem: Problem, outcome: Outcome, schema: Schema) -> Note:
    """A problem of a record as a note about the cell that it comes from."""
    pointer = tuple(int(step) - 1 if step.isdigit() else step for step in problem.field.split(".")) if problem.field else ()
    place = next((found for length in range(len(pointer), 0, -1) if (found := outcome.entry.places.get(pointer[:length]))), outcome.entry.place)
    words = schema.words["spreadsheet"]
    if problem.rule == "missing-field":
        part = next((part for part in layout(schema).parts if part.field == problem.field), None)
        if part:
            return note("no-entry", outcome.entry.place, sheet=part.title)
        # A group of fields is missing as a whole: its needed fields are what a person can fill in.
        node = schema.node(pointer)
        inner = [node["properties"][name] for name in node.get("required", ())] if node.get("type") == "object" else [node]
        message, fix = SENTENCES["missing-field.form"]
        facts = {"title_": '", "'.join(one["title"] for one in inner), "description": inner[0].get("description", "")}
        return Note(place, problem.level, message.format(**facts), fix.format(**facts))
    place = place if place.column or not problem.title else Place(place.sheet, place.row, problem.title)
    column = layout(schema).at(pointer) if pointer else None
    if problem.rule == "wrong-kind" and column:
        return Note(place, problem.level, problem.message, f"{form(column, words)}.")
    if problem.rule == "not-in-list" and column:
        # People choose words by their titles.
        message = re.sub(r'"([^"]*)"\?$', lambda near: f'"{column.choices.get(near[1], near[1])}"?', problem.message)
        return Note(place, problem.level, message, words["fixes"]["not-in-list"])
    fix = words["fixes"].get(problem.rule, re.sub("[Dd]elete th(e|is) line", words["fixes"]["line"], problem.fix))
    return Note(place, problem.level, problem.message, fix)


def differences(outcome: Outcome, schema: Schema) -> Iterator[tuple[str, str, str]]:
    """What changes, field by field: the title, what was there and what comes, as cells show them."""
    words, before, after = schema.words["spreadsheet"], outcome.before or {}, outcome.after
    for column in layout(schema).columns:
        was, now = (_shown(data, column.pointer, column, words) for data in (before, after))
        if was != now:
            yield column.title, was, now
    for part in layout(schema).parts:
        was, now = ([_entry(entry, part, words) for entry in data.get(part.field, [])] for data in (before, after))
        for gone in (text for text in was if text not in now):
            yield part.title, gone, ""
        for come in (text for text in now if text not in was):
            yield part.title, "", come


def _shown(data: object, pointer: Pointer, column, words: dict) -> str:
    for step in pointer:
        data = data.get(step) if isinstance(data, dict) else None
    return "" if data is None else shown(data, column, words)


def _entry(entry: dict, part: Part, words: dict) -> str:
    return "; ".join(shown(entry[column.pointer[0]], column, words) for column in part.columns if column.pointer[0] in entry)
