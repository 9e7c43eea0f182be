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
from ulo.core import ERROR, Problem, count, escape_invisible, message, quote
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

    def format_message(self, sentence: Message) -> str:
        return sentence.text(self.quote)

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
            (message("review.sections.errors"), map(self.format_problem, errors)),
            (message("review.sections.duplicates"), map(self.format_message, review.duplicates)),
            (
                message("review.sections.questions"),
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
    place = problem.title or message("review.line", n=problem.line)
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
    line = message("review.line", n=problem.line)
    place = code_span(problem.title) if problem.title else line
    return f"{place}: {code_span(problem.message)} {code_span(problem.fix)}"


_TEXT = _Style(_quote, _problem_as_text)
_MARKDOWN = _Style(code_span, _problem_as_markdown)


def as_text(reviews: Sequence[RecordReview], notes: Iterable[Message]) -> str:
    """Blocks for a person at a terminal."""
    blocks = ["\n".join([_summarise(reviews), *map(_TEXT.format_message, notes)])]
    blocks += ["\n".join(_text_lines(review)) for review in reviews]
    return "\n\n\n".join(blocks) + "\n"


def _text_lines(review: RecordReview) -> Iterator[str]:
    yield _heading(review)
    for title, sentences in _TEXT.list_sections(review):
        yield from ("", f"  {title}")
        yield from (f"  - {sentence}" for sentence in sentences)
    if review.changes:
        yield from ("", f"  {_changes_heading(review)}")
    for change in review.changes:
        label = f" {_quote(change.label)}" if change.label else ""
        values = ", ".join(_list_values(review, change))
        yield f"  {change.title}{label}: {values}"


def _heading(review: RecordReview) -> str:
    """What became of a record, for a terminal; one that was withdrawn has no name and no path."""
    facts = {"name": escape_invisible(review.name), "path": escape_invisible(review.path)}
    if review.path:
        form = "full" if review.name else "unnamed"
    else:
        form = "named" if review.name else "only_kind"
    return message(f"review.heading.{form}", kind=_kind_title(review), **facts)


def _kind_title(review: RecordReview) -> str:
    return message(f"review.kinds.{review.kind}.title")


def as_markdown(reviews: Sequence[RecordReview], notes: Iterable[Message]) -> str:
    """Markdown for the summary of a workflow.

    Where it is too long, it ends after a whole record and says how many are missing.
    """
    title = f"# {message('review.title')}"
    head = [title, _summarise(reviews), *map(_MARKDOWN.format_message, notes)]
    blocks = ["\n\n".join(head) + "\n"]
    size = len(blocks[0].encode())
    for number, review in enumerate(reviews):
        block = "\n".join(_markdown_lines(review)) + "\n"
        size += len(block.encode())
        if size > MAX_BYTES:
            blocks.append(f"\n{count('review.not_shown', len(reviews) - number)}\n")
            break
        blocks.append(block)
    return "".join(blocks)


def list_questions(
    data: RecordData, before: RecordData | None, schema: Schema, today: date
) -> list[str]:
    """What to ask about a record that is not there yet, as Markdown; the gravest first."""
    new = CheckContext(Record("", "", data), schema, today)
    old = CheckContext(Record("", "", before), schema, today) if before is not None else None
    return list(map(_MARKDOWN.format_message, find_prompts(RecordChange(old, new))))


def _markdown_lines(review: RecordReview) -> Iterator[str]:
    name = f": {code_span(review.name)}" if review.name else ""
    yield f"\n## {_kind_title(review)}{name}\n"
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
    columns = ("field", "says") if is_new else ("field", "before", "now")
    yield f"| {' | '.join(message(f'review.table.{column}') for column in columns)} |"
    yield f"|{'---|' * len(columns)}"
    for change in review.changes:
        label = f" {code_span(change.label)}" if change.label else ""
        if is_new:
            cells = code_span(change.after)
        else:
            before, after = ("taken_out", "added") if change.is_partial else ("", "")
            cells = f"{_cell(before, change.before)} | {_cell(after, change.after)}"
        yield f"| {change.title}{label} | {cells} |"


def _cell(key: str, value: str) -> str:
    shown = code_span(value) if value else EMPTY_CELL
    return message(f"review.cell.{key}", value=shown) if key and value else shown


def _list_values(review: RecordReview, change: FieldChange) -> Iterator[str]:
    """The old and the new value, each as far as there is one; a new record has only values."""
    keys = ("taken_out", "added") if change.is_partial else ("before", "now")
    for key, value in zip(keys, (change.before, change.after), strict=True):
        if value and review.kind == NEW:
            yield _quote(value)
        elif value:
            yield message(f"review.values.{key}", value=_quote(value))


def _changes_heading(review: RecordReview) -> str:
    key = "new_record" if review.kind == NEW else "changes"
    return message(f"review.sections.{key}")


def _summarise(reviews: Sequence[RecordReview]) -> str:
    if not reviews:
        return message("review.none")
    numbers = Counter(review.kind for review in reviews)
    kinds = ", ".join(count(f"review.kinds.{kind}.counted", n) for kind, n in numbers.items())
    faulty = sum(any(p.level == ERROR for p in review.problems) for review in reviews)
    outcome = "faulty" if faulty else "faultless"
    return count(f"review.summary.{outcome}", len(reviews), kinds=kinds, faulty=faulty)


FORMATS: dict[str, Callable[[Sequence[RecordReview], Iterable[Message]], str]] = {
    "text": as_text,
    "markdown": as_markdown,
}
