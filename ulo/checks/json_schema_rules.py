"""The rules that the JSON Schema states, in words that a first-time contributor understands.

Each says what a violation of its keywords means.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from ulo.checks.context import CheckContext
from ulo.checks.place_words import without_council_words
from ulo.core import Problem, list_choices, message, nearest, quote, rule
from ulo.schema import Area, JsonSchema, Pointer


@dataclass(frozen=True)
class Violation:
    """One keyword of the JSON Schema that a value does not meet.

    `expected` is what the keyword asks for, `node` the subschema that it stands in, and `message`
    the sentence of jsonschema.
    """

    pointer: Pointer
    keyword: str
    expected: Any
    value: Any
    node: JsonSchema
    message: str


@rule()
def missing_field(context: CheckContext, violation: Violation) -> Iterator[Problem]:
    properties = violation.node["properties"]
    unknown = [name for name in violation.value if name not in properties]
    for name in violation.expected:
        # jsonschema reports each missing name in an error of its own, and names it only there.
        is_missing = name not in violation.value and violation.message.startswith(repr(name))
        # unknown-field says it of one that is there, but misspelt.
        if is_missing and not any(_nearest_field(other, [name]) for other in unknown):
            node = properties[name]
            yield context.problem(
                "missing-field",
                violation.pointer,
                at=(*violation.pointer, name),
                name=name,
                title_=node["title"],
                description=node.get("description", ""),
            )


@rule()
def unknown_field(context: CheckContext, violation: Violation) -> Iterator[Problem]:
    known = list(violation.node["properties"])
    top = context.schema.json_schema["properties"]
    for name in violation.value:
        if name in known:
            continue
        variant, home = "", ""
        near = _nearest_field(name, known)
        homes = [field for field, node in top.items() if name in node.get("properties", {})]
        if near:
            variant = "colon" if ":" in name else "near"
        elif violation.pointer and name in top:
            variant = "outside"
        elif not violation.pointer and len(homes) == 1:
            variant, home = "inside", homes[0]
        yield context.problem(
            "unknown-field",
            (*violation.pointer, name),
            variant=variant,
            at=violation.pointer,
            name=quote(name),
            near=quote(near),
            home=home,
            known=", ".join(known),
        )


def _nearest_field(name: str, known: list[str]) -> str:
    """The field that was probably meant; empty where none comes near."""
    plain = name.partition(":")[0].lower().replace("-", "_").replace(" ", "_")
    near = get_close_matches(plain, known, 1, 0.7)
    return near[0] if near else ""


@rule()
def empty_field(context: CheckContext, violation: Violation) -> Iterator[Problem]:
    yield context.problem("empty-field", violation.pointer)


@rule()
def wrong_kind(context: CheckContext, violation: Violation) -> Iterator[Problem]:
    wanted, value = violation.expected, violation.value
    if wanted == "integer" and isinstance(value, str):
        yield context.problem(
            "wrong-kind",
            violation.pointer,
            variant="digits",
            value=quote(value),
            example=str(violation.node.get("examples", [1999])[0]),
        )
        return
    if isinstance(value, str):
        got = message("rules.wrong-kind.kinds.this-text", value=quote(value))
    else:
        kinds: dict[type, str] = {dict: "object", list: "array"}
        got = message(f"rules.wrong-kind.kinds.{kinds.get(type(value), 'string')}")
    yield context.problem(
        "wrong-kind",
        violation.pointer,
        wanted=message(f"rules.wrong-kind.kinds.{wanted}"),
        advice=_type_advice(violation),
        got=got,
    )


def _type_advice(violation: Violation) -> str:
    """How to write a value of the type that is wanted."""
    wanted, value, node = violation.expected, violation.value, violation.node
    if wanted == "array" and (isinstance(value, dict) or node["items"]["type"] == "object"):
        wanted = "sources" if violation.pointer == ("sources",) else "entries"
    return message(
        f"rules.wrong-kind.advice.{wanted}",
        fields=", ".join(node.get("properties", {})),
        value=value if len(str(value)) < 60 else "...",
    )


@rule()
def not_in_list(context: CheckContext, violation: Violation) -> Iterator[Problem]:
    if not isinstance(violation.value, str):
        return  # wrong-kind says it
    vocabulary = context.schema.vocabularies.get(violation.node.get("vocabulary", ""))
    near: tuple[str, ...]
    if vocabulary is None:
        close = nearest(violation.value, violation.expected)
        near, where = (close,) if close else (), ", ".join(violation.expected)
    else:
        near, where = vocabulary.suggest(violation.value), vocabulary.path
        if not near and vocabulary.id == "areas":
            # "Example City Council" is how people name a council.
            near = vocabulary.suggest(without_council_words(violation.value, context.schema))
        if near and isinstance(vocabulary[near[0]], Area):
            where = f"{vocabulary.path} ({vocabulary[near[0]].title})"
    yield context.problem(
        "not-in-list",
        violation.pointer,
        variant="near" if near else "",
        value=quote(violation.value),
        near=list_choices(map(quote, near)),
        where=where,
    )


@rule()
def too_long(context: CheckContext, violation: Violation) -> Iterator[Problem]:
    yield context.problem(
        "too-long", violation.pointer, length=len(violation.value), most=violation.expected
    )


@rule()
def too_short(context: CheckContext, violation: Violation) -> Iterator[Problem]:
    yield context.problem(
        "too-short", violation.pointer, length=len(violation.value), least=violation.expected
    )


@rule()
def wrong_form(context: CheckContext, violation: Violation) -> Iterator[Problem]:
    example = violation.node.get("examples", ["-"])[0]
    if "," in example:
        example = f'"{example}"'  # between { and }, a comma would end the text
    yield context.problem(
        "wrong-form",
        violation.pointer,
        variant="date" if violation.node.get("format") == "date" else "",
        value=quote(violation.value),
        example=example,
    )


@rule()
def impossible_date(context: CheckContext, violation: Violation) -> Iterator[Problem]:
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", violation.value):  # otherwise wrong-form says it
        yield context.problem("impossible-date", violation.pointer, value=quote(violation.value))


@rule()
def too_many(context: CheckContext, violation: Violation) -> Iterator[Problem]:
    yield context.problem(
        "too-many", violation.pointer, length=len(violation.value), most=violation.expected
    )


@rule()
def repeated_entry(context: CheckContext, violation: Violation) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, entry in enumerate(violation.value):
        if repr(entry) in seen:
            yield context.problem(
                "repeated-entry", (*violation.pointer, number), value=quote(entry)
            )
        seen.add(repr(entry))


@rule()
def number_out_of_range(context: CheckContext, violation: Violation) -> Iterator[Problem]:
    yield context.problem(
        "number-out-of-range",
        violation.pointer,
        value=quote(violation.value),
        least=violation.node.get("minimum"),
        most=violation.node.get("maximum"),
    )


RULES_BY_KEYWORD: dict[str, Callable[[CheckContext, Violation], Iterator[Problem]]] = {
    "required": missing_field,
    "additionalProperties": unknown_field,
    "type": wrong_kind,
    "enum": not_in_list,
    "maxLength": too_long,
    "minLength": too_short,
    "pattern": wrong_form,
    "format": impossible_date,
    "maxItems": too_many,
    "minItems": empty_field,
    "minProperties": empty_field,
    "uniqueItems": repeated_entry,
    "minimum": number_out_of_range,
    "maximum": number_out_of_range,
}
