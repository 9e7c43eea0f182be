"""A plan in words, for the person who decides whether to write it."""

from collections.abc import Callable, Iterator

from ulo.contribute.importer.plan import Plan, PlannedRecord
from ulo.contribute.importer.reconciliation import Conflict
from ulo.contribute.notes import INFO, format_notes
from ulo.contribute.spreadsheet.cells import format_cell
from ulo.contribute.spreadsheet.columns import Column, Part, build_layout, list_entries
from ulo.core import ERROR, WARNING, count, escape_invisible, message
from ulo.schema import Messages, RecordData, Schema


def as_text(plan: Plan, schema: Schema) -> str:
    """The plan as blocks of lines.

    First what is to be mended, so that nobody overlooks it, then what is new, what changes, and
    what stays.
    """

    def describe_new(planned: PlannedRecord) -> list[str]:
        name = escape_invisible(planned.after.get("name", ""))
        return [message("importer.plan.group", name=name, path=planned.path)]

    def describe_changed(planned: PlannedRecord) -> list[str]:
        name = escape_invisible(planned.after.get("name", planned.slug))
        facts = {"name": name, "path": planned.path, "evidence": planned.match_reason}
        return [message("importer.plan.found", **facts), *_format_changes(planned, schema)]

    def describe_conflicts(planned: PlannedRecord) -> list[str]:
        name = escape_invisible(planned.before["name"]) if planned.before else ""
        known = message("importer.plan.known", name=name, path=planned.path)
        return [known, *_format_conflicts(planned, schema)]

    in_conflict = [one for one in plan.in_conflict if one.conflicts[0].was_blank is not None]
    no_version = [one for one in plan.in_conflict if one.conflicts[0].was_blank is None]
    kind = plan.skipped[0].entry.location.row_kind if plan.skipped else "row"
    blocks = [
        _format_notes("errors", plan, ERROR),
        _format_notes("questions", plan, WARNING),
        _format_notes("told", plan, INFO),
        _format_groups("new", plan.new, describe_new),
        _format_groups("changed", plan.changed, describe_changed),
        _format_groups("conflicts", in_conflict, describe_conflicts),
        _format_groups("no_version", no_version, describe_conflicts),
        _format_groups(f"skipped.{kind}", plan.skipped, describe_changed),
    ]
    counts = {
        "new": len(plan.new),
        "changed": len(plan.changed),
        "unchanged": len(plan.unchanged),
        "skipped": len(plan.skipped),
        "rejected": len(plan.rejected),
    }
    lines = [message("importer.plan.groups", **counts)]
    if facts := sum(len(planned.conflicts) for planned in plan.in_conflict):
        lines.append(count("importer.plan.facts", len(plan.in_conflict), facts=facts))
    return "\n\n".join([*filter(None, blocks), "\n".join(lines)])


def _format_notes(heading: str, plan: Plan, level: str) -> str:
    """The notes of a level under their heading, a key of `importer.plan`."""
    notes = [note for note in plan.notes if note.level == level]
    if not notes:
        return ""
    return "\n\n".join([message(f"importer.plan.{heading}"), *format_notes(notes)])


def _format_groups(
    heading: str,
    planned_records: list[PlannedRecord],
    describe: Callable[[PlannedRecord], list[str]],
) -> str:
    if not planned_records:
        return ""
    lines = [message(f"importer.plan.{heading}")]
    for planned in planned_records:
        location = planned.entry.location
        description = "\n    ".join(describe(planned))
        key = f"importer.plan.{location.row_kind}"
        lines.append(f"  {message(key, n=location.row, group=description)}")
    return "\n".join(lines)


def _format_changes(planned: PlannedRecord, schema: Schema) -> Iterator[str]:
    for title, before, after in list_differences(planned, schema):
        sides = {"before": _one_line(before), "after": _one_line(after)}
        yield message("importer.plan.change", title=title, **sides)


def _format_conflicts(planned: PlannedRecord, schema: Schema) -> Iterator[str]:
    for conflict in planned.conflicts:
        title, theirs, ours = _describe_conflict(conflict, schema)
        sides = {"theirs": _one_line(theirs), "ours": _one_line(ours)}
        key = "conflict_blank" if conflict.was_blank else "conflict"
        yield message(f"importer.plan.{key}", title=title, **sides)


def _describe_conflict(conflict: Conflict, schema: Schema) -> tuple[str, str, str]:
    """The title of a fact, and both values as cells show them."""
    messages, layout = schema.messages["spreadsheet"], build_layout(schema)
    sides = (conflict.theirs, conflict.ours)
    for part in layout.parts:
        if conflict.pointer == (part.field,):
            theirs, ours = ("\n".join(_format_part(side, part, messages)) for side in sides)
            return part.title, theirs, ours
    column = layout.find_column(conflict.pointer)
    assert column
    theirs, ours = ("" if side is None else format_cell(side, column, messages) for side in sides)
    return column.title, theirs, ours


def _one_line(text: str) -> str:
    return escape_invisible(text.replace("\n", " | ")) or message("importer.plan.nothing")


def list_differences(planned: PlannedRecord, schema: Schema) -> Iterator[tuple[str, str, str]]:
    """What changes, field by field: the title, and both values as cells of a spreadsheet show them.

    An entry of a list that goes, or comes, has an empty text for the other value.
    """
    messages, layout = schema.messages["spreadsheet"], build_layout(schema)
    before, after = planned.before or {}, planned.after
    for column in layout.columns:
        old, new = (_format_field(data, column, messages) for data in (before, after))
        if old != new:
            yield column.title, old, new
    for part in layout.parts:
        old_entries = _format_part(before.get(part.field), part, messages)
        new_entries = _format_part(after.get(part.field), part, messages)
        for text in old_entries:
            if text not in new_entries:
                yield part.title, text, ""
        for text in new_entries:
            if text not in old_entries:
                yield part.title, "", text


def _format_field(data: RecordData, column: Column, messages: Messages) -> str:
    value = column.find_value(data)
    return "" if value is None else format_cell(value, column, messages)


def _format_part(value: object, part: Part, messages: Messages) -> list[str]:
    """Each entry of a part in one line."""
    fields = [(str(column.pointer[0]), column) for column in part.columns]
    texts = []
    for entry in list_entries(value):
        cells = [
            format_cell(entry[name], column, messages) for name, column in fields if name in entry
        ]
        texts.append("; ".join(cells))
    return texts
