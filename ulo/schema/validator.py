"""The validator of jsonschema, quick enough for thousands of records and for what a stranger may write into one."""

from collections.abc import Iterator

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.validators import extend

PYTHON_TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}


def make_validator(shape: dict) -> Draft202012Validator:
    """A validator for this JSON Schema, but with one validator a node, made once and not anew for each value."""
    validators: dict[int, Draft202012Validator] = {}

    def descend(
        validator: Draft202012Validator, node: dict, value: object, step: str | int
    ) -> Iterator[ValidationError]:
        if id(node) not in validators:
            validators[id(node)] = validator.evolve(schema=node)
        for error in validators[id(node)].iter_errors(value):
            error.path.appendleft(step)
            yield error

    def properties(validator, known, value, _):
        for name, part in value.items() if isinstance(value, dict) else ():
            if name in known:
                yield from descend(validator, known[name], part, name)

    def items(validator, node, value, _):
        for number, part in enumerate(value) if isinstance(value, list) else ():
            yield from descend(validator, node, part, number)

    def unique(validator, wanted, value, _):
        # That of jsonschema compares each entry with each, which takes minutes where a stranger lists thousands.
        if wanted and isinstance(value, list) and len(set(map(repr, value))) < len(value):
            yield ValidationError("an entry is there twice")

    def unless(fine, keyword):
        # What is plainly right needs no second look.
        told = Draft202012Validator.VALIDATORS[keyword]
        return lambda validator, wanted, value, node: (
            () if fine(value, wanted) else told(validator, wanted, value, node)
        )

    validator_class = extend(
        Draft202012Validator,
        {
            "properties": properties,
            "items": items,
            "uniqueItems": unique,
            "type": unless(lambda value, wanted: type(value) is PYTHON_TYPES[wanted], "type"),
            "enum": unless(lambda value, wanted: type(value) is str and value in wanted, "enum"),
        },
    )
    return validator_class(shape, format_checker=FormatChecker(["date"]))
