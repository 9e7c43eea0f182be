"""Reviews in words: as text for a terminal, or as Markdown for the page of a pull request.

What a stranger wrote stands in quotation marks or, in Markdown, in code spans: there GitHub makes
no link, image, mention or HTML of it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ulo.checks import CheckContext
from ulo.checks.safety import RecordChange
from ulo.core import ERROR, Problem, escape_invisible, quote
from ulo.maintain.review.changes import FieldChange
from ulo.maintain.review.record_review import NEW, Message, RecordReview
from ulo.maintain.review.reviewer_prompts import find_prompts
from ulo.records import Record
from ulo.schema import RecordData, Schema

MAX_LENGTH = 600
# GitHub takes 1 MiB (1,048,576 bytes) as the summary of a step, and shows nothing of a larger one.
MAX_BYTES = 1_000_000
EMPTY_CELL = "\u2013"
BROKEN_BAR = "\u00a6"


@dataclass(frozen=True)
class _Style:
    """How messages and problems are written in one format.

    `quote` writes what a stranger wrote so that it has no effect.
    """

    quote: Callable[[str], str]
    format_problem: Callable[[Problem], str]

    def format_message(self, message: Message) -> str:
        values = {name: self.quote(value) for name, value in message.values.items()}
        return message.template.format(**values)

    def list_sections(self, review: RecordReview) -> list[tuple[str, list[str]]]:
        """What stands above the changes, each part with its heading; the most urgent first."""
        errors = [p for p in review.problems if p.level == ERROR]
        # Where duplicates are named with reasons, the bare warning of the checks adds nothing.
        warnings = [
            p
            for p in review.problems
            if p.level != ERROR and not (p.rule == "similar-name" and review.duplicates)
        ]
        sections = [
            ("Fix these before merging", map(self.format_problem, errors)),
            ("Is it already here?", map(self.format_message, review.duplicates)),
            (
                "Ask yourself",
                [
                    *map(self.format_message, review.prompts),
                    *map(self.format_problem, warnings),
                ],
            ),
        ]
        listed = [(title, list(sentences)) for title, sentences in sections]
        return [(title, sentences) for title, sentences in listed if sentences]


def _quote(text: str) -> str:
    return quote(text, MAX_LENGTH)


def _problem_as_text(problem: Problem) -> str:
    place = problem.title or f"Line {problem.line}"
    return escape_invisible(f"{place}: {problem.message} {problem.fix}")


def code_span(text: str) -> str:
    """A Markdown code span that a stranger's text cannot leave, not even within a table."""
    shown = escape_invisible(text[:MAX_LENGTH])
    if len(text) > MAX_LENGTH:
        shown += "\u2026"
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", shown)), default=0))
    needs_space = shown.startswith("`") or shown.endswith("`") or not shown.strip()
    space = " " if needs_space else ""
    # A vertical bar would end a cell of a table, and no escape helps in every place: a broken bar
    # stands for it.
    return f"{fence}{space}{shown.replace('|', BROKEN_BAR)}{space}{fence}"


def _problem_as_markdown(problem: Problem) -> str:
    place = code_span(problem.title) if problem.title else f"Line {problem.line}"
    return f"{place}: {code_span(problem.message)} {code_span(problem.fix)}"


_TEXT = _Style(_quote, _problem_as_text)
_MARKDOWN = _Style(code_span, _problem_as_markdown)


def as_text(reviews: Sequence[RecordReview], notes: Iterable[Message]) -> str:
    """Blocks for a person at a terminal."""
    blocks = ["\n".join([_summarise(reviews), *map(_TEXT.format_message, notes)])]
    blocks += ["\n".join(_text_lines(review)) for review in reviews]
    return "\n\n\n".join(blocks) + "\n"


def _text_lines(review: RecordReview) -> Iterator[str]:
    heading = [f"{review.kind}:"]
    if review.name:
        heading.append(escape_invisible(review.name))
    if review.path:
        heading.append(f"({escape_invisible(review.path)})")
    yield " ".join(heading)
    for title, sentences in _TEXT.list_sections(review):
        yield from ("", f"  {title}")
        yield from (f"  - {sentence}" for sentence in sentences)
    if review.changes:
        yield from ("", f"  {_changes_heading(review)}")
    for change in review.changes:
        label = f" {_quote(change.label)}" if change.label else ""
        before, after = _value_labels(review, change)
        values = []
        if change.before:
            values.append(before + _quote(change.before))
        if change.after:
            values.append(after + _quote(change.after))
        yield f"  {change.title}{label}: {', '.join(values)}"


def as_markdown(reviews: Sequence[RecordReview], notes: Iterable[Message]) -> str:
    """Markdown for the summary of a workflow.

    Where it is too long, it ends after a whole record and says how many are missing.
    """
    head = ["# Review of the records", _summarise(reviews), *map(_MARKDOWN.format_message, notes)]
    blocks = ["\n\n".join(head) + "\n"]
    size = len(blocks[0].encode())
    for number, review in enumerate(reviews):
        block = "\n".join(_markdown_lines(review)) + "\n"
        size += len(block.encode())
        if size > MAX_BYTES:
            blocks.append(
                f"\n**{len(reviews) - number} more records are not shown here**, because this page "
                "would be too large. See them on your computer: "
                "`python3 build.py review --since origin/main`\n"
            )
            break
        blocks.append(block)
    return "".join(blocks)


def list_questions(
    data: RecordData, before: RecordData | None, schema: Schema, today: date
) -> list[str]:
    """What to ask about a record that is not there yet, as Markdown; the gravest first."""
    new = CheckContext(Record("", "", data), schema, today)
    old = CheckContext(Record("", "", before), schema, today) if before is not None else None
    return [_MARKDOWN.format_message(message) for message in find_prompts(RecordChange(old, new))]


def _markdown_lines(review: RecordReview) -> Iterator[str]:
    name = f": {code_span(review.name)}" if review.name else ""
    yield f"\n## {review.kind}{name}\n"
    if review.path:
        yield f"{code_span(review.path)}\n"
    for title, sentences in _MARKDOWN.list_sections(review):
        yield f"### {title}\n"
        yield from (f"- {sentence}" for sentence in sentences)
        yield ""
    if not review.changes:
        return
    yield f"### {_changes_heading(review)}\n"
    is_new = review.kind == NEW
    yield (
        "| Field | What it says |\n|---|---|"
        if is_new
        else "| Field | Before | Now |\n|---|---|---|"
    )
    for change in review.changes:
        label = f" {code_span(change.label)}" if change.label else ""
        if is_new:
            cells = code_span(change.after)
        else:
            before, after = ("taken out: ", "added: ") if change.is_partial else ("", "")
            cells = f"{_cell(before, change.before)} | {_cell(after, change.after)}"
        yield f"| {change.title}{label} | {cells} |"


def _cell(label: str, value: str) -> str:
    return f"{label}{code_span(value)}" if value else EMPTY_CELL


def _value_labels(review: RecordReview, change: FieldChange) -> tuple[str, str]:
    """What stands before the old and before the new value; nothing in a new record."""
    if review.kind == NEW:
        return "", ""
    return ("taken out ", "added ") if change.is_partial else ("before ", "now ")


def _changes_heading(review: RecordReview) -> str:
    return "The record" if review.kind == NEW else "What changed"


def _summarise(reviews: Sequence[RecordReview]) -> str:
    if not reviews:
        return "No records changed."
    kinds = Counter(review.kind for review in reviews)
    listed = ", ".join(f"{count} {kind[0].lower() + kind[1:]}" for kind, count in kinds.items())
    errors = sum(any(p.level == ERROR for p in review.problems) for review in reviews)
    records = "record" if len(reviews) == 1 else "records"
    outcome = f"{errors} with something to fix." if errors else "The checks found nothing to fix."
    return f"{len(reviews)} {records}: {listed}. {outcome}"


FORMATS: dict[str, Callable[[Sequence[RecordReview], Iterable[Message]], str]] = {
    "text": as_text,
    "markdown": as_markdown,
}
