"""A plan in words, for the person who decides whether to write it."""

from collections.abc import Callable, Iterator

from ulo.contribute.importer.merging import list_entries
from ulo.contribute.importer.plan import Plan, PlannedRecord
from ulo.contribute.notes import INFO, format_notes
from ulo.contribute.spreadsheet.cells import format_cell
from ulo.contribute.spreadsheet.columns import Column, Part, build_layout
from ulo.core import ERROR, WARNING, escape_invisible
from ulo.schema import Messages, Pointer, RecordData, Schema

SKIPPED = "Groups already in the directory, which we haven't changed. To change them, {how}:"
# How to change them, by what the file is made of.
HOW_TO_CHANGE = {
    "row": "write their id into the first column, or give --replace",
    "line": "write their id, or give --replace",
}


def as_text(plan: Plan, schema: Schema) -> str:
    """The plan as blocks of lines.

    First what is to be mended, so that nobody overlooks it, then what is new, what changes, and
    what stays.
    """

    def describe_new(planned: PlannedRecord) -> list[str]:
        return [f"{escape_invisible(planned.after.get('name', ''))}: {planned.path}"]

    def describe_changed(planned: PlannedRecord) -> list[str]:
        name = escape_invisible(planned.after.get("name", planned.slug))
        found = f"{name} ({planned.path}), found by: {planned.match_reason}"
        return [found, *_format_changes(planned, schema)]

    noun = plan.skipped[0].entry.location.row_noun if plan.skipped else "row"
    blocks = [
        _format_notes("To fix. We leave these groups out until then:", plan, ERROR),
        _format_notes("Please look at these:", plan, WARNING),
        _format_notes("To know:", plan, INFO),
        _format_groups("New groups:", plan.new, describe_new),
        _format_groups("Groups that change:", plan.changed, describe_changed),
        _format_groups(SKIPPED.format(how=HOW_TO_CHANGE[noun]), plan.skipped, describe_changed),
    ]
    counts = [
        f"{len(plan.new)} new",
        f"{len(plan.changed)} changed",
        f"{len(plan.unchanged)} unchanged",
        f"{len(plan.skipped)} skipped",
        f"{len(plan.rejected)} to fix",
    ]
    return "\n\n".join([*filter(None, blocks), f"Groups: {', '.join(counts)}."])


def _format_notes(heading: str, plan: Plan, level: str) -> str:
    notes = [note for note in plan.notes if note.level == level]
    return "\n\n".join([heading, *format_notes(notes)]) if notes else ""


def _format_groups(
    heading: str,
    planned_records: list[PlannedRecord],
    describe: Callable[[PlannedRecord], list[str]],
) -> str:
    if not planned_records:
        return ""
    lines = [heading]
    for planned in planned_records:
        location = planned.entry.location
        description = "\n    ".join(describe(planned))
        lines.append(f"  {location.row_noun} {location.row}: {description}")
    return "\n".join(lines)


def _format_changes(planned: PlannedRecord, schema: Schema) -> Iterator[str]:
    for title, before, after in list_differences(planned, schema):
        yield f"{title}: {_one_line(before)} -> {_one_line(after)}"


def _one_line(text: str) -> str:
    return escape_invisible(text.replace("\n", " | ")) or "(nothing)"


def list_differences(planned: PlannedRecord, schema: Schema) -> Iterator[tuple[str, str, str]]:
    """What changes, field by field: the title, and both values as cells of a spreadsheet show them.

    An entry of a list that goes, or comes, has an empty text for the other value.
    """
    messages, layout = schema.messages["spreadsheet"], build_layout(schema)
    before, after = planned.before or {}, planned.after
    for column in layout.columns:
        old = _format_field(before, column.pointer, column, messages)
        new = _format_field(after, column.pointer, column, messages)
        if old != new:
            yield column.title, old, new
    for part in layout.parts:
        old_entries = _format_part(before, part, messages)
        new_entries = _format_part(after, part, messages)
        for text in old_entries:
            if text not in new_entries:
                yield part.title, text, ""
        for text in new_entries:
            if text not in old_entries:
                yield part.title, "", text


def _format_field(data: RecordData, pointer: Pointer, column: Column, messages: Messages) -> str:
    value: object = data
    for step in pointer:
        value = value.get(step) if isinstance(value, dict) else None
    return "" if value is None else format_cell(value, column, messages)


def _format_part(data: RecordData, part: Part, messages: Messages) -> list[str]:
    """Each entry of a part in one line."""
    fields = [(str(column.pointer[0]), column) for column in part.columns]
    texts = []
    for entry in list_entries(data.get(part.field)):
        cells = [
            format_cell(entry[name], column, messages) for name, column in fields if name in entry
        ]
        texts.append("; ".join(cells))
    return texts
