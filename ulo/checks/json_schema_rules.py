"""The rules that the JSON Schema states, in words that a first-time contributor understands.

Each says what a violation of its keywords means.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from ulo.checks.context import CheckContext
from ulo.core import Problem, quote, rule
from ulo.schema import Area, JsonSchema, Pointer

COUNCIL_WORDS = re.compile(
    r"\b(city|county|borough|district|metropolitan|unitary|council|authority|royal|london|of)\b",
    re.IGNORECASE,
)
TYPE_NAMES = {
    "object": "a group of fields",
    "array": "a list",
    "string": "a text",
    "integer": "a whole number",
    "boolean": "true or false",
}


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
    """Every record has a name, a summary, who leads it and how we know, who it is for, and what it
    does. It also has two dates and a source.

    Some fields need others beside them: a closed group needs the source that says so.
    """
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
    """Only the fields that are in the list of fields stand in a record.

    A misspelt name would hide what was written. Instead of `activites:` write `activities:`.
    """
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
    """A field that is there says something.

    What is not known is left out: delete the line.
    """
    yield context.problem("empty-field", violation.pointer)


@rule()
def wrong_kind(context: CheckContext, violation: Violation) -> Iterator[Problem]:
    """Lists are lists, numbers are numbers, texts are texts.

    Instead of `activities: advocacy` write `activities: [advocacy]`. Instead of
    `founded: about 1999` write `founded: 1999`. Yes and no are written `true` and `false`.
    """
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
    if isinstance(value, dict):
        got = TYPE_NAMES["object"]
    elif isinstance(value, list):
        got = TYPE_NAMES["array"]
    else:
        got = TYPE_NAMES["string"]
        if isinstance(value, str):
            got += f": {quote(value)}"
    yield context.problem(
        "wrong-kind",
        violation.pointer,
        wanted=TYPE_NAMES[wanted],
        advice=_type_advice(violation),
        got=got,
    )


def _type_advice(violation: Violation) -> str:
    """How to write a value of the type that is wanted."""
    wanted, value, node = violation.expected, violation.value, violation.node
    if wanted != "array":
        return {
            "object": "Write its fields below it, indented by two spaces. They are: "
            f"{', '.join(node.get('properties', {}))}.",
            "integer": "Write just the digits.",
            "boolean": "Write true or false, or delete the line.",
            "string": "Write one text. If it has a colon or a bracket in it, put it in "
            "quotation marks.",
        }[wanted]
    if isinstance(value, dict) or node["items"]["type"] == "object":
        advice = "Start each entry with a hyphen and a space"
        if violation.pointer == ("sources",):
            return f"{advice}, like this: - url: https://www.example.org/"
        return f"{advice}."
    return f"Put square brackets around it: [{value if len(value) < 60 else '...'}]"


@rule()
def not_in_list(context: CheckContext, violation: Violation) -> Iterator[Problem]:
    """Where a field has a list, its words come from the list.

    The message names the nearest word and the list. The lists are in the folder schema/vocabulary.
    """
    if not isinstance(violation.value, str):
        return  # wrong-kind says it
    vocabulary = context.schema.vocabularies.get(violation.node.get("vocabulary", ""))
    if vocabulary is None:
        close = get_close_matches(violation.value.lower(), violation.expected, 1, 0.5)
        near, where = close[0] if close else None, ", ".join(violation.expected)
    else:
        near, where = vocabulary.suggest(violation.value), vocabulary.path
        if not near and vocabulary.id == "areas":
            # "Example City Council" is how people name a council.
            near = vocabulary.suggest(COUNCIL_WORDS.sub("", violation.value))
        if near and isinstance(vocabulary[near], Area):
            where = f"{vocabulary.path} ({vocabulary[near].title})"
    yield context.problem(
        "not-in-list",
        violation.pointer,
        variant="near" if near else "",
        value=quote(violation.value),
        near=quote(near),
        where=where,
    )


@rule()
def too_long(context: CheckContext, violation: Violation) -> Iterator[Problem]:
    """A text is no longer than its field allows: a name 120 letters, a summary 240.

    Short texts are read. Long ones are not.
    """
    yield context.problem(
        "too-long", violation.pointer, length=len(violation.value), most=violation.expected
    )


@rule()
def too_short(context: CheckContext, violation: Violation) -> Iterator[Problem]:
    """A text is long enough to say something.

    One word is no summary.
    """
    yield context.problem(
        "too-short", violation.pointer, length=len(violation.value), least=violation.expected
    )


@rule()
def wrong_form(context: CheckContext, violation: Violation) -> Iterator[Problem]:
    """Postcodes, coordinates, e-mail addresses, dates, register numbers and file names have their
    usual form.

    The message shows an example of the form.
    """
    example = violation.node.get("examples", ["-"])[0]
    if "," in example:
        example = f'"{example}"'  # between { and }, a comma would end the text
    yield context.problem(
        "wrong-form", violation.pointer, value=quote(violation.value), example=example
    )


@rule()
def impossible_date(context: CheckContext, violation: Violation) -> Iterator[Problem]:
    """A date is a day that exists.

    There is no 30 February.
    """
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", violation.value):  # otherwise wrong-form says it
        yield context.problem("impossible-date", violation.pointer, value=quote(violation.value))


@rule()
def too_many(context: CheckContext, violation: Violation) -> Iterator[Problem]:
    """A list is no longer than its field allows.

    A page with everything says nothing.
    """
    yield context.problem(
        "too-many", violation.pointer, length=len(violation.value), most=violation.expected
    )


@rule()
def repeated_entry(context: CheckContext, violation: Violation) -> Iterator[Problem]:
    """A list names each thing once.

    Delete the second.
    """
    seen: set[str] = set()
    for number, entry in enumerate(violation.value):
        if repr(entry) in seen:
            yield context.problem(
                "repeated-entry", (*violation.pointer, number), value=quote(entry)
            )
        seen.add(repr(entry))


@rule()
def number_out_of_range(context: CheckContext, violation: Violation) -> Iterator[Problem]:
    """A share is at most 100 of 100, and a year lies between 1800 and 2100.

    A number outside is a slip of the finger.
    """
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
