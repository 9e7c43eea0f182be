"""A finding of a rule as a note about the cell or the field that it comes from."""

from dataclasses import replace

from ulo.contribute.entries import GroupEntry, LineEntry
from ulo.contribute.notes import Note, make_note
from ulo.contribute.spreadsheet.columns import build_layout
from ulo.contribute.spreadsheet.explanations import describe_format
from ulo.contribute.texts import name_suggestions
from ulo.core import Problem, message, rule_messages
from ulo.schema import Pointer, Schema


def problem_to_note(problem: Problem, entry: GroupEntry, schema: Schema) -> Note:
    """The note about the place in the list, with advice that fits the format of the list."""
    pointer = _parse_pointer(problem.field)
    if problem.rule == "missing-field":
        return _missing_field_note(problem, pointer, entry, schema)
    if isinstance(entry, LineEntry):
        if problem.rule == "unknown-field":
            fix = message("importer.unknown_field")
        else:
            fix = _replace_advice(problem.fix, message("importer.remove_field"))
        return Note(entry.locate(pointer), problem.level, problem.message, fix)
    return _cell_note(problem, pointer, entry, schema)


def _parse_pointer(field: str) -> Pointer:
    """The place that a problem names: `work.2.year` is ("work", 1, "year")."""
    steps = field.split(".") if field else []
    return tuple(int(step) - 1 if step.isdigit() else step for step in steps)


def _missing_field_note(
    problem: Problem, pointer: Pointer, entry: GroupEntry, schema: Schema
) -> Note:
    parts = build_layout(schema).parts
    part = next((part for part in parts if part.field == problem.field), None)
    if part and not isinstance(entry, LineEntry):
        return make_note("no-entry", entry.location, sheet=part.title)
    # Where a group of fields is missing as a whole, a person can fill in those that it needs.
    node = schema.subschema(pointer)
    missing = [node]
    if node.get("type") == "object":
        missing = [node["properties"][name] for name in node.get("required", ())]
    problem_text, fix = rule_messages("missing-field.form")
    titles = '", "'.join(field["title"] for field in missing)
    description = missing[0].get("description", "")
    return Note(
        entry.locate(pointer),
        problem.level,
        problem_text.format(title_=titles),
        fix.format(description=description),
    )


def _cell_note(problem: Problem, pointer: Pointer, entry: GroupEntry, schema: Schema) -> Note:
    messages = schema.messages["spreadsheet"]
    location = entry.locate(pointer)
    if problem.title and not location.column:
        location = replace(location, column=problem.title)
    column = build_layout(schema).find_column(pointer) if pointer else None
    if problem.rule == "wrong-kind" and column:
        fix = f"{describe_format(column, messages)}."
        return Note(location, problem.level, problem.message, fix)
    if problem.rule == "not-in-list" and column:
        named, _ = name_suggestions(problem.message, column.choices)
        return Note(location, problem.level, named, messages["fixes"]["not-in-list"])
    advice = _replace_advice(problem.fix, messages["fixes"]["line"])
    fix = messages["fixes"].get(problem.rule, advice)
    return Note(location, problem.level, problem.message, fix)


def _replace_advice(fix: str, instead: str) -> str:
    """The fix of a rule without the advice to delete a line, which a list of groups has not."""
    for advice in ("at_start", "within"):
        fix = fix.replace(message(f"importer.delete_line.{advice}"), instead)
    return fix
