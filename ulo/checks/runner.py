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
from ulo.checks.context import Case
from ulo.core import QUESTION, Problem, in_order
from ulo.records import Record
from ulo.schema import Schema


def run(records: Iterable[Record], schema: Schema, today: date, only: set[str] | None = None) -> tuple[list[Case], list[Problem]]:
    """Every record as a Case, and every Problem with them, sorted by place.

    `only` holds the paths that somebody asks about: rules about one record run on these alone, and of the rules
    about all records only what concerns them is kept.
    """
    cases = [Case(record, schema, today) for record in records]
    return cases, in_order(_found(cases, alone, (*cross_record.RULES, *evidence.TOGETHER), only))


def run_library(records: Mapping[str, Iterable[Record]], schema: Schema, today: date, only: set[str] | None = None) -> tuple[dict[str, list[Case]], list[Problem]]:
    """Every record of the library as a Case, by kind, and every Problem with them."""
    cases = {kind: [Case(record, schema.library[kind], today) for record in found] for kind, found in records.items()}
    return cases, in_order(problem for kind, found in cases.items() for problem in _found(found, library.alone, library.RULES[kind], only))


def _found(cases: list[Case], alone: Callable[[Case], Iterator[Problem]], rules: Iterable[Callable[[list[Case]], Iterator[Problem]]],
           only: set[str] | None) -> Iterator[Problem]:
    answered = {case.record.path: case.list("checked", "answered") for case in cases}
    for case in cases:
        if only is None or case.record.path in only:
            yield from alone(case)
    for rule in rules:
        for problem in rule(cases):
            wanted = only is None or problem.path in only or only.intersection(problem.others)
            if wanted and not is_answered(problem, answered.get(problem.path, ())):
                yield problem


def alone(case: Case) -> Iterator[Problem]:
    """What the rules about one record find in it, but for the questions that somebody has looked into."""
    answered = case.list("checked", "answered")
    yield from (problem for problem in _alone(case) if not is_answered(problem, answered))


def answered(case: Case) -> Iterator[Problem]:
    """The questions about one record that are not asked, since somebody has looked into them."""
    names = case.list("checked", "answered")
    yield from (problem for problem in _alone(case) if is_answered(problem, names))


def is_answered(problem: Problem, answered: Iterable[str]) -> bool:
    """Whether a problem is a question that is among the `answered` ones. An error always stays."""
    return problem.level == QUESTION and problem.rule in answered


def _alone(case: Case) -> Iterator[Problem]:
    yield from json_schema.faults(case)
    for rule in (*content.RULES, *contact.RULES, *coordinates.RULES, *evidence.RULES, *withdrawn.RULES):
        yield from rule(case)
