"""Takes out of a record what the rules refuse, so that one wrong number does not cost a group its record."""

from collections.abc import Iterable
from datetime import date

from ulo import checks
from ulo.checks import CheckContext
from ulo.contribute.importer.line import FIELDS, Line
from ulo.core import ERROR, Problem
from ulo.records import Record
from ulo.schema import Pointer, Schema


def keeps_the_rules(line: Line, slug: str, data: dict, today: date) -> bool:
    """Cuts from the data what breaks a rule, and tells it. False where the record can not do without it."""
    while problem := _first_error(CheckContext(Record(slug, "", data, {}), line.schema, today)):
        if not _cut(data, problem, line.schema):
            line.refuse(
                f"the record breaks the rule {problem.rule}",
                f"is left out ({problem.field}): {problem.message}",
            )
            line.place("name", -1)
            return False
        key = _key(problem.field)
        line.account.left_out[key][f"breaks the rule {problem.rule}"] += 1
        line.place(key, -1)
        line.say(f"{key.replace('_', ' ')}: {problem.message}")
    return True


def _first_error(case: CheckContext) -> Problem | None:
    problems = list(checks.check_record(case))
    # Long lists come first, so that the entries behind their ends are never looked at one by one.
    return min(
        (p for p in problems if p.level == ERROR), key=lambda p: p.rule != "too-many", default=None
    )


def _pointer(problem: Problem) -> Pointer:
    return tuple(int(step) - 1 if step.isdigit() else step for step in problem.field.split("."))


def _key(field: str) -> str:
    """The key of a line that a field of a record came from."""
    keys = [key for key, place in FIELDS.items() if f"{field}.".startswith(f"{place}.")]
    return max(keys, key=lambda key: len(FIELDS[key]), default=field.partition(".")[0])


def _cut(data: dict, problem: Problem, schema: Schema) -> bool:
    """Takes out the smallest part around the problem that a record can do without; False if there is none."""
    pointer = _pointer(problem)
    if problem.rule == "too-many":
        del _part(data, pointer)[schema.subschema(pointer)["maxItems"] :]
        return True
    while pointer:
        *way, step = pointer
        whole = _part(data, way)
        # Without the part about its closing, a closed group would come back to life.
        needed = step in schema.subschema(tuple(way)).get("required", []) or pointer == ("closed",)
        if not needed and (len(whole) > 1 or not way):
            del whole[step]
            return True
        pointer = tuple(way)
    return False


def _part(data: dict, way: Iterable[str | int]) -> dict | list:
    for step in way:
        data = data[step]
    return data
