"""The rules. `run` applies all of them: to the shape of a record, to what it says, and to all records together."""

from collections.abc import Iterable, Iterator
from datetime import date

from ulo.checks import contact, content, coordinates, shape, together, withdrawn
from ulo.checks.case import Case
from ulo.problems import Problem, in_order
from ulo.records import Record
from ulo.schema import Schema


def run(records: Iterable[Record], schema: Schema, today: date, only: set[str] | None = None) -> tuple[list[Case], list[Problem]]:
    """Every record as a Case, and every Problem with them, sorted by place.

    `only` holds the paths that somebody asks about: rules about one record run on these alone, and of the rules
    about all records only what concerns them is kept.
    """
    cases = [Case(record, schema, today) for record in records]
    problems: list[Problem] = []
    for case in cases:
        if only is None or case.record.path in only:
            problems += alone(case)
    for rule in together.RULES:
        problems += (p for p in rule(cases) if only is None or p.path in only or only.intersection(p.others))
    return cases, in_order(problems)


def alone(case: Case) -> Iterator[Problem]:
    """What the rules about one record find in it."""
    yield from shape.faults(case)
    for rule in (*content.RULES, *contact.RULES, *coordinates.RULES, *withdrawn.RULES):
        yield from rule(case)
