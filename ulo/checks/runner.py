"""Runs the rules: on each record alone, and on all records together.

`run` applies those about groups, `run_library` those about the records of the library.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from ulo.checks import (
    comments,
    contact,
    content,
    coordinates,
    cross_record,
    evidence,
    json_schema,
    library,
    places_apart,
    visits,
    withdrawn,
)
from ulo.checks.context import CheckContext, CrossRecordRule, RecordRule
from ulo.core import WARNING, Problem, naming, sort_problems
from ulo.records import Record
from ulo.schema import Schema

RECORD_RULES: tuple[RecordRule, ...] = (
    json_schema.check_json_schema,
    *content.RULES,
    *contact.RULES,
    *comments.RULES,
    *coordinates.RULES,
    *places_apart.RULES,
    *evidence.RULES,
    *visits.RULES,
    *withdrawn.RULES,
)
CROSS_RECORD_RULES: tuple[CrossRecordRule, ...] = (
    *cross_record.RULES,
    *evidence.CROSS_RECORD_RULES,
)


def run(
    records: Iterable[Record], schema: Schema, today: date, only: set[str] | None = None
) -> tuple[list[CheckContext], list[Problem]]:
    """A context for every record of a group, and every Problem with them, sorted by place.

    `only` holds the paths that somebody asks about. Rules about one record then run on these alone,
    and of the rules about all records only what concerns them is kept.
    """
    contexts = [CheckContext(record, schema, today, only) for record in records]
    return contexts, sort_problems(_find_problems(contexts, check_record, CROSS_RECORD_RULES, only))


def check_records_together(contexts: list[CheckContext]) -> Iterator[Problem]:
    """What the rules about several records find in these, but for answered questions."""
    return _find_problems(contexts, lambda _: iter(()), CROSS_RECORD_RULES, None)


def run_library(
    records: Mapping[str, Iterable[Record]],
    schema: Schema,
    today: date,
    only: set[str] | None = None,
) -> tuple[dict[str, list[CheckContext]], list[Problem]]:
    """A context for every record of the library, by kind, and every Problem with them."""
    contexts: dict[str, list[CheckContext]] = {}
    problems: list[Problem] = []
    for kind, found in records.items():
        contexts[kind] = [
            CheckContext(record, schema.library[kind], today, only) for record in found
        ]
        problems += _find_problems(
            contexts[kind], library.check_library_record, library.RULES[kind], only
        )
    return contexts, sort_problems(problems)


def _find_problems(
    contexts: list[CheckContext],
    check: RecordRule,
    cross_record_rules: Iterable[CrossRecordRule],
    only: set[str] | None,
) -> Iterator[Problem]:
    for context in contexts:
        if only is None or context.record.path in only:
            with naming(context.record.path):
                yield from check(context)
            context.forget_texts()
    answered = {context.record.path: context.texts("checked", "answered") for context in contexts}
    for rule in cross_record_rules:
        for problem in rule(contexts):
            is_wanted = only is None or not only.isdisjoint([problem.path, *problem.others])
            if is_wanted and not is_answered(problem, answered.get(problem.path, ())):
                yield problem


def check_record(context: CheckContext) -> Iterator[Problem]:
    """Every Problem with one record, without the questions that it says are answered."""
    answered = context.texts("checked", "answered")
    for problem in _run_record_rules(context):
        if not is_answered(problem, answered):
            yield problem


def answered_questions(context: CheckContext) -> Iterator[Problem]:
    """The questions about one record that are not asked, since somebody has answered them."""
    answered = context.texts("checked", "answered")
    for problem in _run_record_rules(context):
        if is_answered(problem, answered):
            yield problem


def is_answered(problem: Problem, answered: Iterable[str]) -> bool:
    """Whether a problem is a question of one of the `answered` rules. An error always stays."""
    return problem.level == WARNING and problem.rule in answered


def _run_record_rules(context: CheckContext) -> Iterator[Problem]:
    for rule in RECORD_RULES:
        yield from rule(context)
