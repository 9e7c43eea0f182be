"""A plan in words, for the person who decides whether to write it."""

from collections.abc import Iterator

from ulo.contribute.spreadsheet.notes import INFO, format_notes
from ulo.contribute.spreadsheet.plan import Plan, PlannedRecord, list_differences
from ulo.core import ERROR, WARNING, escape_invisible
from ulo.schema import Schema


def as_text(plan: Plan, schema: Schema) -> str:
    """First what is to be mended, so that nobody overlooks it, then what is new, what changes, and what stays."""
    parts = [
        _format_notes("To mend. These groups are left out until then:", plan, ERROR),
        _format_notes("Please look at these:", plan, WARNING),
        _format_notes("To know:", plan, INFO),
        _format_groups(
            "New groups:",
            plan.new,
            lambda outcome: [f"{escape_invisible(outcome.after.get('name', ''))}: {outcome.path}"],
        ),
        _format_groups(
            "Groups that change:",
            plan.changed,
            lambda outcome: [
                f"{_format_name(outcome)}, {_match_reason(outcome)}",
                *_format_changes(outcome, schema),
            ],
        ),
        _format_groups(
            "Groups that are in the directory and are left alone. To change them, write their id into the first column, or give --replace:",
            plan.skipped,
            lambda outcome: [
                f"{_format_name(outcome)}, {_match_reason(outcome)}",
                *_format_changes(outcome, schema),
            ],
        ),
    ]
    counts = [
        (len(plan.new), "new"),
        (len(plan.changed), "changed"),
        (len(plan.unchanged), "as they were"),
        (len(plan.skipped), "left alone"),
        (len(plan.rejected), "to mend"),
    ]
    return "\n\n".join(
        [*filter(None, parts), f"Groups: {', '.join(f'{count} {what}' for count, what in counts)}."]
    )


def _format_notes(heading: str, plan: Plan, level: str) -> str:
    notes = [one for one in plan.notes if one.level == level]
    return "\n\n".join([heading, *format_notes(notes)]) if notes else ""


def _format_groups(heading: str, outcomes: list[PlannedRecord], describe) -> str:
    lines = ["\n    ".join(describe(outcome)) for outcome in outcomes]
    return (
        "\n".join(
            [
                heading,
                *(
                    f"  row {outcome.entry.location.row}: {line}"
                    for outcome, line in zip(outcomes, lines)
                ),
            ]
        )
        if outcomes
        else ""
    )


def _format_name(outcome: PlannedRecord) -> str:
    return f"{escape_invisible(outcome.after.get('name', outcome.slug))} ({outcome.path})"


def _match_reason(outcome: PlannedRecord) -> str:
    return f"found by: {outcome.match_reason}"


def _format_changes(outcome: PlannedRecord, schema: Schema) -> Iterator[str]:
    for title, was, now in list_differences(outcome, schema):
        yield f"{title}: {_one_line(was)} -> {_one_line(now)}"


def _one_line(text: str) -> str:
    return escape_invisible(text.replace("\n", " | ")) or "(nothing)"
