"""Accounts in words: as text for a terminal, or as Markdown for the page of a pull request.

What a stranger wrote stands in quotation marks or, in Markdown, in code spans: there GitHub makes no link, no picture, no
mention and no HTML of it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ulo.core import ERROR, Problem, quote, visible
from ulo.maintain.review.changes import Change

if TYPE_CHECKING:
    from ulo.maintain.review import Account

LONGEST = 600
# GitHub takes 1 MiB (1,048,576 bytes) for the summary of a step, and shows nothing of what is larger.
MOST_BYTES = 1_000_000
NOTHING = "–"


@dataclass(frozen=True)
class Sentence:
    """Our own words with gaps, and what a stranger wrote to fill them."""

    words: str
    facts: dict[str, str]


def say(words: str, **facts: str) -> Sentence:
    return Sentence(words, facts)


def as_text(accounts: Sequence["Account"], notes: Iterable[Sentence]) -> str:
    """Blocks for a person at a terminal."""
    fill = lambda sentence: sentence.words.format(**{name: quote(fact, LONGEST) for name, fact in sentence.facts.items()})
    problem = lambda p: visible(f"{p.title or f'Line {p.line}'}: {p.message} {p.fix}")
    blocks = ["\n".join([_total(accounts), *map(fill, notes)])]
    for account in accounts:
        lines = [" ".join(filter(None, [f"{account.kind}:", visible(account.name), account.path and f"({visible(account.path)})"]))]
        for title, sentences in _parts(account, fill, problem):
            lines += ["", f"  {title}", *(f"  - {sentence}" for sentence in sentences)]
        if account.changes:
            lines += ["", f"  {_what(account)}"]
        for change in account.changes:
            label = f" {quote(change.label, LONGEST)}" if change.label else ""
            values = [f"{word}{quote(value, LONGEST)}" for word, value in zip(_words(account, change), (change.before, change.after)) if value]
            lines.append(f"  {change.title}{label}: {', '.join(values)}")
        blocks.append("\n".join(lines))
    return "\n\n\n".join(blocks) + "\n"


def as_markdown(accounts: Sequence["Account"], notes: Iterable[Sentence]) -> str:
    """Markdown for the summary of a workflow. What is too much for it is cut after a whole record, and that is said."""
    fill = lambda sentence: sentence.words.format(**{name: code(fact) for name, fact in sentence.facts.items()})
    problem = lambda p: f"{code(p.title) if p.title else f'Line {p.line}'}: {code(p.message)} {code(p.fix)}"
    text = "\n\n".join(["# Review of the records", _total(accounts), *map(fill, notes)]) + "\n"
    size = len(text.encode())
    for number, account in enumerate(accounts):
        block = "\n".join(_markdown(account, fill, problem)) + "\n"
        size += len(block.encode())
        if size > MOST_BYTES:
            return text + f"\n**{len(accounts) - number} more records are not shown here**, because this page would be too large. See them on your computer: `python3 build.py review --since origin/main`\n"
        text += block
    return text


def code(text: str) -> str:
    """A code span that a stranger's text cannot leave, also within a table."""
    shown = visible(text[:LONGEST]) + ("…" if len(text) > LONGEST else "")
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", shown)), default=0))
    room = " " if shown.startswith("`") or shown.endswith("`") or not shown.strip() else ""
    # The upright stroke would end a cell of a table, and no sign before it helps in every case: its broken sister stands for it.
    return f"{fence}{room}{shown.replace('|', '¦')}{room}{fence}"


def _markdown(account: "Account", fill: Callable[[Sentence], str], problem: Callable[[Problem], str]) -> Iterator[str]:
    yield f"\n## {account.kind}{f': {code(account.name)}' if account.name else ''}\n"
    if account.path:
        yield f"{code(account.path)}\n"
    for title, sentences in _parts(account, fill, problem):
        yield f"### {title}\n"
        yield from (f"- {sentence}" for sentence in sentences)
        yield ""
    if account.changes:
        whole = account.kind == "New"
        yield f"### {_what(account)}\n"
        yield "| Field | What it says |\n|---|---|" if whole else "| Field | Before | Now |\n|---|---|---|"
        for change in account.changes:
            label = f" {code(change.label)}" if change.label else ""
            cells = [f"{word}{code(value)}" if value else NOTHING for word, value in zip(_cells(change), (change.before, change.after))]
            yield f"| {change.title}{label} | {code(change.after) if whole else ' | '.join(cells)} |"


def _words(account: "Account", change: Change) -> tuple[str, str]:
    """What stands before the old and before the new value; nothing in a new record, where there is nothing to compare."""
    if account.kind == "New":
        return "", ""
    return ("taken out ", "added ") if change.part else ("before ", "now ")


def _cells(change: Change) -> tuple[str, str]:
    return ("taken out: ", "added: ") if change.part else ("", "")


def _parts(account: "Account", fill: Callable[[Sentence], str], problem: Callable[[Problem], str]) -> list[tuple[str, list[str]]]:
    """What stands above the changes, each with its heading; the most urgent first."""
    # Where others that may be the same group are named with reasons, the bare question of the checks says nothing new.
    asked = [p for p in account.problems if p.level != ERROR and not (p.rule == "similar-name" and account.twins)]
    parts = [
        ("To mend before it can be merged", [problem(p) for p in account.problems if p.level == ERROR]),
        ("Is it here already?", [fill(twin) for twin in account.twins]),
        ("Ask yourself", [*map(fill, account.looks), *map(problem, asked)]),
    ]
    return [(title, sentences) for title, sentences in parts if sentences]


def _what(account: "Account") -> str:
    return "The record" if account.kind == "New" else "What changed"


def _total(accounts: Sequence["Account"]) -> str:
    if not accounts:
        return "No records changed."
    kinds = Counter(account.kind for account in accounts)
    told = ", ".join(f"{count} {kind[0].lower() + kind[1:]}" for kind, count in kinds.items())
    errors = sum(any(p.level == ERROR for p in account.problems) for account in accounts)
    return f"{len(accounts)} record{'s' * (len(accounts) != 1)}: {told}." + (f" {errors} with something to mend." if errors else " The checks found nothing to mend.")
