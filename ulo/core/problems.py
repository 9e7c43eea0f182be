"""Rules, the problems that they find, and how problems are shown to a contributor.

A rule is a small function that is named for the fault it finds. `@rule` puts it into RULES, and its
words are in schema/locales/: what it is for, and what it says of a fault. A Problem is one finding
of one rule, ready to be shown as text, JSON or a GitHub annotation.
"""

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TypeVar

from ulo.core.locale import count, current_locale, message
from ulo.core.messages import Messages
from ulo.core.text import join_list

# The levels of a rule. A warning is put to the contributor as a question and fails no check.
ERROR, WARNING = "error", "question"


@dataclass(frozen=True)
class Rule:
    """One rule: `id` as shown in brackets, `level` (ERROR or WARNING), and its words.

    `summary` states the rule in a line of plain text; `detail` says why, with code in backticks.
    """

    id: str
    level: str

    @property
    def summary(self) -> str:
        return message(f"rules.{self.id}.summary")

    @property
    def detail(self) -> str:
        return message(f"rules.{self.id}.detail")


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
    """Registers a function as a rule under its name."""

    def register(function: RuleFunction) -> RuleFunction:
        rule_id = function.__name__.replace("_", "-")
        RULES[rule_id] = Rule(rule_id, level)
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
    """The Problem of one finding in the current locale; `variant` picks another of its wordings.

    `facts` fill the names in braces. Raises KeyError where there is no such message, or where a
    fact is missing: that is a bug of ours.
    """
    what, fix = rule_messages(f"{rule_id}.{variant}" if variant else rule_id)
    facts = {
        name: escape_invisible(fact) if isinstance(fact, str) else fact
        for name, fact in facts.items()
    }
    return Problem(
        path,
        line,
        rule_id,
        what.format(**facts),
        fix.format(**facts),
        field,
        title,
        RULES[rule_id].level,
        tuple(others),
    )


def rule_messages(key: str) -> tuple[str, str]:
    """What is wrong and what to do next, with their gaps, in the current locale.

    `key` is the id of a rule, or the id with a variant: `not-in-list`, `not-in-list.near`. Raises
    KeyError where there is no such message.
    """
    rule_id, _, variant = key.partition(".")
    words = current_locale().section("rules")[rule_id]
    if variant:
        words = words | words["variants"][variant]
    return words["message"], words["fix"]


def rule_message_keys() -> list[str]:
    """The keys of all messages of rules, each rule before its variants."""
    rules: Messages = current_locale().section("rules")
    return [
        f"{rule_id}.{variant}" if variant else rule_id
        for rule_id, words in rules.items()
        for variant in ("", *words.get("variants", ()))
    ]


def list_choices(choices: Iterable[str]) -> str:
    """What somebody can choose from, in the current locale: a, b or c."""
    return join_list(choices, current_locale().section("lists"), "or")


def describe_evidence(kinds: Iterable[str]) -> str:
    """What two records have in common, in words: `kinds` are those of `checks.matching`."""
    found = [message(f"rules.same-name.evidence.{kind}") for kind in kinds]
    return join_list(found, current_locale().section("lists"))


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Problems as a person works through them: file by file, from the top."""
    return sorted(problems, key=lambda p: (p.path, p.line, p.rule, p.message))


def summarise(problems: list[Problem], record_count: int | None = None) -> str:
    """How many problems there are, in a sentence; in how many records, where that is known."""
    errors = sum(p.level == ERROR for p in problems)
    warnings = len(problems) - errors
    summary = count("core.checked.errors", errors) if errors else message("core.checked.no_errors")
    if warnings:
        questions = count("core.checked.questions", warnings)
        summary = message("core.checked.with_questions", summary=summary, questions=questions)
    if record_count is not None:
        records = count("core.checked.records", record_count)
        summary = message("core.checked.in_records", summary=summary, records=records)
    return message("core.checked.whole", summary=summary)


# --- Showing --------------------------------------------------------------------------------------

# Unicode's general categories of characters that a terminal does not show, or obeys.
INVISIBLE_CATEGORIES = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")


def quote(value: object, max_length: int = 60) -> str:
    """A contributor's own text in quotation marks, shortened and safe for a terminal."""
    text = escape_invisible(str(value))
    return f'"{text[:max_length]}…"' if len(text) > max_length else f'"{text}"'


@contextmanager
def naming(path: str) -> Iterator[None]:
    """Has whatever fails in here name this file, which nobody else knows among many."""
    try:
        yield
    except Exception as error:
        error.add_note(escape_invisible(path))
        raise


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
        level = f"  - {message('core.checked.question')}" if p.level == WARNING else ""
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
