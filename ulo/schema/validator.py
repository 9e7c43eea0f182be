"""The validator of jsonschema, made quick enough for thousands of records.

It also stays quick for whatever a stranger may write into one.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend

PYTHON_TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}
# What jsonschema calls for a keyword, with: the validator, the value of the keyword, the value to
# check, and the schema that both belong to.
KeywordCheck = Callable[[Any, Any, Any, dict[str, Any]], Iterable[ValidationError]]


def make_validator(json_schema: dict[str, Any]) -> Validator:
    """A validator for this JSON Schema that makes one validator a subschema, not one a value."""
    validators: dict[int, Validator] = {}

    def descend(
        validator: Validator, subschema: dict[str, Any], value: Any, step: str | int
    ) -> Iterator[ValidationError]:
        if id(subschema) not in validators:
            validators[id(subschema)] = validator.evolve(schema=subschema)
        for error in validators[id(subschema)].iter_errors(value):
            error.path.appendleft(step)
            yield error

    def check_properties(
        validator: Validator, known: dict[str, Any], value: object, _: dict[str, Any]
    ) -> Iterator[ValidationError]:
        if isinstance(value, dict):
            for name, part in value.items():
                if name in known:
                    yield from descend(validator, known[name], part, name)

    def check_items(
        validator: Validator, subschema: dict[str, Any], value: object, _: dict[str, Any]
    ) -> Iterator[ValidationError]:
        if isinstance(value, list):
            for number, part in enumerate(value):
                yield from descend(validator, subschema, part, number)

    validator_class = extend(  # type: ignore[no-untyped-call]  # its stub states no types
        Draft202012Validator,
        {
            "properties": check_properties,
            "items": check_items,
            "uniqueItems": _check_unique_items,
            "type": _with_shortcut("type", _has_python_type),
            "enum": _with_shortcut("enum", _is_listed_text),
        },
    )
    validator: Validator = validator_class(json_schema, format_checker=FormatChecker(["date"]))
    return validator


def _check_unique_items(
    _: Validator, is_required: bool, value: object, __: dict[str, Any]
) -> Iterator[ValidationError]:
    # jsonschema compares each entry with each: that takes minutes for a list of thousands.
    if is_required and isinstance(value, list) and len(set(map(repr, value))) < len(value):
        yield ValidationError("an entry is there twice")


def _with_shortcut(keyword: str, is_valid: Callable[[Any, Any], bool]) -> KeywordCheck:
    """The check of jsonschema for a keyword, skipped for values that are plainly valid."""
    check: KeywordCheck = Draft202012Validator.VALIDATORS[keyword]

    def check_unless_valid(
        validator: Any, keyword_value: Any, value: Any, json_schema: dict[str, Any]
    ) -> Iterable[ValidationError]:
        if is_valid(value, keyword_value):
            return ()
        return check(validator, keyword_value, value, json_schema)

    return check_unless_valid


def _has_python_type(value: object, type_name: str) -> bool:
    return type(value) is PYTHON_TYPES[type_name]


def _is_listed_text(value: object, options: list[object]) -> bool:
    return type(value) is str and value in options
