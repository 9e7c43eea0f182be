"""The rules. `run` applies all of them to groups: to the shape of a record, to what it says, and to all records together.
`run_library` does the same with the records of the library."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from ulo.checks import (
    contact,
    content,
    coordinates,
    cross_record,
    evidence,
    json_schema,
    library,
    withdrawn,
)
from ulo.checks.context import CheckContext
from ulo.core import WARNING, Problem, sort_problems
from ulo.records import Record
from ulo.schema import Schema

# The rules that look at several records of groups at once.
CROSS_RECORD_RULES = (*cross_record.RULES, *evidence.CROSS_RECORD_RULES)


def run(
    records: Iterable[Record], schema: Schema, today: date, only: set[str] | None = None
) -> tuple[list[CheckContext], list[Problem]]:
    """Every record as a Case, and every Problem with them, sorted by place.

    `only` holds the paths that somebody asks about: rules about one record run on these alone, and of the rules
    about all records only what concerns them is kept.
    """
    cases = [CheckContext(record, schema, today) for record in records]
    return cases, sort_problems(_find_problems(cases, check_record, CROSS_RECORD_RULES, only))


def check_records_together(cases: list[CheckContext]) -> Iterator[Problem]:
    """What the rules about several records find in these, but for answered questions."""
    return _find_problems(cases, lambda _: iter(()), CROSS_RECORD_RULES, None)


def run_library(
    records: Mapping[str, Iterable[Record]],
    schema: Schema,
    today: date,
    only: set[str] | None = None,
) -> tuple[dict[str, list[CheckContext]], list[Problem]]:
    """Every record of the library as a Case, by kind, and every Problem with them."""
    cases = {
        kind: [CheckContext(record, schema.library[kind], today) for record in found]
        for kind, found in records.items()
    }
    return cases, sort_problems(
        problem
        for kind, found in cases.items()
        for problem in _find_problems(
            found, library.check_library_record, library.RULES[kind], only
        )
    )


def _find_problems(
    cases: list[CheckContext],
    alone: Callable[[CheckContext], Iterator[Problem]],
    rules: Iterable[Callable[[list[CheckContext]], Iterator[Problem]]],
    only: set[str] | None,
) -> Iterator[Problem]:
    answered = {case.record.path: case.texts("checked", "answered") for case in cases}
    for case in cases:
        if only is None or case.record.path in only:
            yield from alone(case)
    for rule in rules:
        for problem in rule(cases):
            wanted = only is None or problem.path in only or only.intersection(problem.others)
            if wanted and not is_answered(problem, answered.get(problem.path, ())):
                yield problem


def check_record(case: CheckContext) -> Iterator[Problem]:
    """What the rules about one record find in it, but for the questions that somebody has looked into."""
    answered = case.texts("checked", "answered")
    yield from (
        problem for problem in _run_record_rules(case) if not is_answered(problem, answered)
    )


def answered_questions(case: CheckContext) -> Iterator[Problem]:
    """The questions about one record that are not asked, since somebody has looked into them."""
    names = case.texts("checked", "answered")
    yield from (problem for problem in _run_record_rules(case) if is_answered(problem, names))


def is_answered(problem: Problem, answered: Iterable[str]) -> bool:
    """Whether a problem is a question that is among the `answered` ones. An error always stays."""
    return problem.level == WARNING and problem.rule in answered


def _run_record_rules(case: CheckContext) -> Iterator[Problem]:
    yield from json_schema.check_json_schema(case)
    for rule in (
        *content.RULES,
        *contact.RULES,
        *coordinates.RULES,
        *evidence.RULES,
        *withdrawn.RULES,
    ):
        yield from rule(case)
