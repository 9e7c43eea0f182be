"""Rules, the problems that they find, and how problems are shown to a contributor.

A rule is a small function that is named for the fault it finds. Its docstring is its
documentation: the first paragraph states the rule, the rest says why and what to write instead.
`@rule` puts it into RULES, from which the documentation is generated. A Problem is one finding of
one rule, ready to be shown as text, JSON or a GitHub annotation.
"""

import inspect
import json
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import TypeVar

from ulo.core.messages import MESSAGES

# The levels of a rule. A warning is put to the contributor as a question and fails no check.
ERROR, WARNING = "error", "question"


@dataclass(frozen=True)
class Rule:
    """One rule: `id` as shown in brackets, `level` (ERROR or WARNING), and its documentation.

    `summary` is one line of plain text; `detail` is the rest of the docstring, in Markdown.
    """

    id: str
    level: str
    summary: str
    detail: str


@dataclass(frozen=True)
class Problem:
    """One finding of a rule.

    `path` is relative to the repository, and `line` counts from 1. `rule` is the id of the rule,
    `message` what is wrong, `fix` what to do next. `field` is the dotted name of the field and
    `title` its title in the schema; both are empty where the whole file is meant. `others` are the
    paths of further files that it concerns (the second of two records with one name).
    """

    path: str
    line: int
    rule: str
    message: str
    fix: str = ""
    field: str = ""
    title: str = ""
    level: str = ERROR
    others: tuple[str, ...] = ()


RULES: dict[str, Rule] = {}
RuleFunction = TypeVar("RuleFunction", bound=Callable[..., Iterable[Problem]])


def rule(level: str = ERROR) -> Callable[[RuleFunction], RuleFunction]:
    """Registers a function as a rule under its name, with its docstring as documentation."""

    def register(function: RuleFunction) -> RuleFunction:
        summary, _, detail = (inspect.getdoc(function) or "").partition("\n\n")
        rule_id = function.__name__.replace("_", "-")
        RULES[rule_id] = Rule(rule_id, level, " ".join(summary.split()), detail)
        return function

    return register


def make_problem(
    rule_id: str,
    path: str,
    line: int,
    *,
    variant: str = "",
    field: str = "",
    title: str = "",
    others: Iterable[str] = (),
    **facts: object,
) -> Problem:
    """The Problem of one finding, worded from MESSAGES; `variant` picks another of its wordings.

    `facts` fill the names in braces. Raises KeyError where there is no such message, or where a
    fact is missing: that is a bug of ours.
    """
    message, fix = MESSAGES[f"{rule_id}.{variant}" if variant else rule_id]
    facts = {
        name: escape_invisible(fact) if isinstance(fact, str) else fact
        for name, fact in facts.items()
    }
    return Problem(
        path,
        line,
        rule_id,
        message.format(**facts),
        fix.format(**facts),
        field,
        title,
        RULES[rule_id].level,
        tuple(others),
    )


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Problems as a person works through them: file by file, from the top."""
    return sorted(problems, key=lambda p: (p.path, p.line, p.rule, p.message))


def summarise(problems: list[Problem], record_count: int | None = None) -> str:
    """How many problems there are, in a sentence; in how many records, where that is known."""
    errors = sum(p.level == ERROR for p in problems)
    warnings = len(problems) - errors
    summary = f"{_count(errors, 'problem')} to fix" if errors else "No problems"
    if warnings:
        summary += f", {_count(warnings, 'question')}"
    if record_count is not None:
        summary += f", in {_count(record_count, 'record')}"
    return f"{summary}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


# --- Showing --------------------------------------------------------------------------------------

# Unicode's general categories of characters that a terminal does not show, or obeys.
INVISIBLE_CATEGORIES = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")


def quote(value: object, max_length: int = 60) -> str:
    """A contributor's own text in quotation marks, shortened and safe for a terminal."""
    text = escape_invisible(str(value))
    return f'"{text[:max_length]}…"' if len(text) > max_length else f'"{text}"'


def escape_invisible(text: str) -> str:
    """The text with each control, format or line-break character written as its code point."""
    if not text.isprintable():
        text = "".join(
            f"[U+{ord(c):04X}]" if unicodedata.category(c) in INVISIBLE_CATEGORIES else c
            for c in text
        )
    # In a log, GitHub takes this for a command wherever it stands.
    return text.replace("##[", "# #[")


def as_text(problems: Iterable[Problem]) -> str:
    """Blocks for a person: place and field, what is wrong, what to write instead."""
    blocks = []
    for p in problems:
        field = f"  {p.title} ({escape_invisible(p.field)})" if p.title else ""
        level = "  - a question, not an error" if p.level == WARNING else ""
        lines = [
            f"{escape_invisible(p.path)}:{p.line}{field}{level}",
            f"  {p.message}",
            f"  {p.fix}   [{p.rule}]" if p.fix else f"  [{p.rule}]",
        ]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def as_json(problems: Iterable[Problem]) -> str:
    """One JSON list of objects with the fields of Problem."""
    return json.dumps([asdict(p) for p in problems], indent=1).replace("##[", "\\u0023#[")


def as_github(problems: Iterable[Problem]) -> str:
    """GitHub workflow commands, one a line, escaped so that no text can start its own command."""
    lines = []
    for p in problems:
        command = "warning" if p.level == WARNING else "error"
        file = _escape_property(escape_invisible(p.path))
        title = _escape_property(p.title or p.rule)
        data = _escape_data(f"{p.message} {p.fix} [{p.rule}]")
        lines.append(f"::{command} file={file},line={p.line},title={title}::{data}")
    return "\n".join(lines)


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Iterable[Problem]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}
