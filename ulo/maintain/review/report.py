"""Accounts in words: as text for a terminal, or as Markdown for the page of a pull request.

What a stranger wrote stands in quotation marks or, in Markdown, in code spans: there GitHub makes no link, no picture, no
mention and no HTML of it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ulo.core import ERROR, Problem, escape_invisible, quote
from ulo.maintain.review.changes import FieldChange

if TYPE_CHECKING:
    from ulo.maintain.review import RecordReview

MAX_LENGTH = 600
# GitHub takes 1 MiB (1,048,576 bytes) for the summary of a step, and shows nothing of what is larger.
MAX_BYTES = 1_000_000
EMPTY_CELL = "–"


@dataclass(frozen=True)
class Message:
    """Our own words with gaps, and what a stranger wrote to fill them."""

    template: str
    values: dict[str, str]


def make_message(template: str, **values: str) -> Message:
    return Message(template, values)


def as_text(accounts: Sequence["RecordReview"], notes: Iterable[Message]) -> str:
    """Blocks for a person at a terminal."""
    fill = lambda sentence: sentence.words.format(
        **{name: quote(fact, MAX_LENGTH) for name, fact in sentence.values.items()}
    )
    problem = lambda p: escape_invisible(f"{p.title or f'Line {p.line}'}: {p.message} {p.fix}")
    blocks = ["\n".join([_summarise(accounts), *map(fill, notes)])]
    for account in accounts:
        lines = [
            " ".join(
                filter(
                    None,
                    [
                        f"{account.kind}:",
                        escape_invisible(account.name),
                        account.path and f"({escape_invisible(account.path)})",
                    ],
                )
            )
        ]
        for title, sentences in _list_sections(account, fill, problem):
            lines += ["", f"  {title}", *(f"  - {sentence}" for sentence in sentences)]
        if account.changes:
            lines += ["", f"  {_changes_heading(account)}"]
        for change in account.changes:
            label = f" {quote(change.label, MAX_LENGTH)}" if change.label else ""
            values = [
                f"{word}{quote(value, MAX_LENGTH)}"
                for word, value in zip(
                    _value_labels(account, change), (change.before, change.after)
                )
                if value
            ]
            lines.append(f"  {change.title}{label}: {', '.join(values)}")
        blocks.append("\n".join(lines))
    return "\n\n\n".join(blocks) + "\n"


def as_markdown(accounts: Sequence["RecordReview"], notes: Iterable[Message]) -> str:
    """Markdown for the summary of a workflow. What is too much for it is cut after a whole record, and that is said."""
    fill = lambda sentence: sentence.words.format(
        **{name: code_span(fact) for name, fact in sentence.values.items()}
    )
    problem = lambda p: (
        f"{code_span(p.title) if p.title else f'Line {p.line}'}: {code_span(p.message)} {code_span(p.fix)}"
    )
    text = "\n\n".join(["# Review of the records", _summarise(accounts), *map(fill, notes)]) + "\n"
    size = len(text.encode())
    for number, account in enumerate(accounts):
        block = "\n".join(_format_review(account, fill, problem)) + "\n"
        size += len(block.encode())
        if size > MAX_BYTES:
            return (
                text
                + f"\n**{len(accounts) - number} more records are not shown here**, because this page would be too large. See them on your computer: `python3 build.py review --since origin/main`\n"
            )
        text += block
    return text


def code_span(text: str) -> str:
    """A code span that a stranger's text cannot leave, also within a table."""
    shown = escape_invisible(text[:MAX_LENGTH]) + ("…" if len(text) > MAX_LENGTH else "")
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", shown)), default=0))
    room = " " if shown.startswith("`") or shown.endswith("`") or not shown.strip() else ""
    # The upright stroke would end a cell of a table, and no sign before it helps in every case: its broken sister stands for it.
    return f"{fence}{room}{shown.replace('|', '¦')}{room}{fence}"


def _format_review(
    account: "RecordReview", fill: Callable[[Message], str], problem: Callable[[Problem], str]
) -> Iterator[str]:
    yield f"\n## {account.kind}{f': {code_span(account.name)}' if account.name else ''}\n"
    if account.path:
        yield f"{code_span(account.path)}\n"
    for title, sentences in _list_sections(account, fill, problem):
        yield f"### {title}\n"
        yield from (f"- {sentence}" for sentence in sentences)
        yield ""
    if account.changes:
        whole = account.kind == "New"
        yield f"### {_changes_heading(account)}\n"
        yield (
            "| Field | What it says |\n|---|---|"
            if whole
            else "| Field | Before | Now |\n|---|---|---|"
        )
        for change in account.changes:
            label = f" {code_span(change.label)}" if change.label else ""
            cells = [
                f"{word}{code_span(value)}" if value else EMPTY_CELL
                for word, value in zip(_cell_labels(change), (change.before, change.after))
            ]
            yield f"| {change.title}{label} | {code_span(change.after) if whole else ' | '.join(cells)} |"


def _value_labels(account: "RecordReview", change: FieldChange) -> tuple[str, str]:
    """What stands before the old and before the new value; nothing in a new record, where there is nothing to compare."""
    if account.kind == "New":
        return "", ""
    return ("taken out ", "added ") if change.is_partial else ("before ", "now ")


def _cell_labels(change: FieldChange) -> tuple[str, str]:
    return ("taken out: ", "added: ") if change.is_partial else ("", "")


def _list_sections(
    account: "RecordReview", fill: Callable[[Message], str], problem: Callable[[Problem], str]
) -> list[tuple[str, list[str]]]:
    """What stands above the changes, each with its heading; the most urgent first."""
    # Where others that may be the same group are named with reasons, the bare question of the checks says nothing new.
    asked = [
        p
        for p in account.problems
        if p.level != ERROR and not (p.rule == "similar-name" and account.duplicates)
    ]
    parts = [
        (
            "To mend before it can be merged",
            [problem(p) for p in account.problems if p.level == ERROR],
        ),
        ("Is it here already?", [fill(twin) for twin in account.duplicates]),
        ("Ask yourself", [*map(fill, account.prompts), *map(problem, asked)]),
    ]
    return [(title, sentences) for title, sentences in parts if sentences]


def _changes_heading(account: "RecordReview") -> str:
    return "The record" if account.kind == "New" else "What changed"


def _summarise(accounts: Sequence["RecordReview"]) -> str:
    if not accounts:
        return "No records changed."
    kinds = Counter(account.kind for account in accounts)
    told = ", ".join(f"{count} {kind[0].lower() + kind[1:]}" for kind, count in kinds.items())
    errors = sum(any(p.level == ERROR for p in account.problems) for account in accounts)
    return f"{len(accounts)} record{'s' * (len(accounts) != 1)}: {told}." + (
        f" {errors} with something to mend." if errors else " The checks found nothing to mend."
    )
