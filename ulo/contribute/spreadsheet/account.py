"""A plan in words, for the person who decides whether to write it."""

from collections.abc import Iterator

from ulo.contribute.spreadsheet.notes import TOLD, in_words
from ulo.contribute.spreadsheet.plan import Outcome, Plan, differences
from ulo.core import ERROR, QUESTION, visible
from ulo.schema import Schema


def as_text(plan: Plan, schema: Schema) -> str:
    """First what is to be mended, so that nobody overlooks it, then what is new, what changes, and what stays."""
    parts = [
        _notes("To mend. These groups are left out until then:", plan, ERROR),
        _notes("Please look at these:", plan, QUESTION),
        _notes("To know:", plan, TOLD),
        _groups("New groups:", plan.new, lambda outcome: [f"{visible(outcome.after.get('name', ''))}: {outcome.path}"]),
        _groups("Groups that change:", plan.changed, lambda outcome: [f"{_name(outcome)}, {_found(outcome)}", *_changes(outcome, schema)]),
        _groups("Groups that are in the directory and are left alone. To change them, write their id into the first column, or give --replace:",
                plan.left, lambda outcome: [f"{_name(outcome)}, {_found(outcome)}", *_changes(outcome, schema)]),
    ]
    counts = [(len(plan.new), "new"), (len(plan.changed), "changed"), (len(plan.same), "as they were"), (len(plan.left), "left alone"), (len(plan.refused), "to mend")]
    return "\n\n".join([*filter(None, parts), f"Groups: {', '.join(f'{count} {what}' for count, what in counts)}."])


def _notes(heading: str, plan: Plan, level: str) -> str:
    notes = [one for one in plan.notes if one.level == level]
    return "\n\n".join([heading, *in_words(notes)]) if notes else ""


def _groups(heading: str, outcomes: list[Outcome], told) -> str:
    lines = ["\n    ".join(told(outcome)) for outcome in outcomes]
    return "\n".join([heading, *(f"  row {outcome.entry.place.row}: {line}" for outcome, line in zip(outcomes, lines))]) if outcomes else ""


def _name(outcome: Outcome) -> str:
    return f"{visible(outcome.after.get('name', outcome.slug))} ({outcome.path})"


def _found(outcome: Outcome) -> str:
    return f"found by: {outcome.reason}"


def _changes(outcome: Outcome, schema: Schema) -> Iterator[str]:
    for title, was, now in differences(outcome, schema):
        yield f"{title}: {_one_line(was)} -> {_one_line(now)}"


def _one_line(text: str) -> str:
    return visible(text.replace("\n", " | ")) or "(nothing)"
