"""Checks a record against the JSON Schema.

`jsonschema` finds the violations; the rule that owns the keyword says what each means.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ulo.checks.context import CheckContext
from ulo.checks.json_schema_rules import RULES_BY_KEYWORD, Violation, empty_field
from ulo.core import Problem
from ulo.schema import Pointer

if TYPE_CHECKING:
    from jsonschema import ValidationError


def check_json_schema(context: CheckContext) -> Iterator[Problem]:
    """Every Problem that the JSON Schema has with the record."""
    violations = [_violation(error) for error in context.schema.iter_errors(context.data)]
    # Of a list that is far too long, the entries get no Problems of their own.
    long_lists = {v.pointer for v in violations if v.keyword == "maxItems"}
    empty: set[Pointer] = set()
    for violation in violations:
        pointer, keyword = violation.pointer, violation.keyword
        if keyword != "maxItems" and _is_within(pointer, long_lists):
            continue
        # An empty text breaks many keywords at once; one Problem is enough.
        is_empty = violation.value in ("", [], {})
        if is_empty and keyword not in ("required", "additionalProperties"):
            if pointer not in empty:
                empty.add(pointer)
                yield from empty_field(context, violation)
        elif keyword == "pattern" and violation.node.get("format") in ("uri", "phone"):
            continue  # the rules about web addresses and phone numbers say it better
        else:
            yield from RULES_BY_KEYWORD[keyword](context, violation)


def _violation(error: "ValidationError") -> Violation:
    return Violation(
        pointer=tuple(error.absolute_path),
        keyword=str(error.validator),
        expected=error.validator_value,
        value=error.instance,
        node=error.schema if isinstance(error.schema, dict) else {},
        message=error.message,
    )


def _is_within(pointer: Pointer, lists: set[Pointer]) -> bool:
    return any(pointer[:length] in lists for length in range(len(pointer) + 1))
