"""The rules that the JSON Schema states, each told in words that a first-time contributor
understands.

`jsonschema` finds the fault; the rule that owns its keyword says what it means.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from jsonschema import ValidationError

from ulo.checks.context import CheckContext
from ulo.core import Problem, quote, rule
from ulo.schema import Area

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


def check_json_schema(case: CheckContext) -> Iterator[Problem]:
    """Every Problem that the JSON Schema has with the record."""
    errors = list(case.schema.iter_errors(case.data))
    # Of a list that is far too long, the entries are not told one by one.
    crowded = {tuple(error.absolute_path) for error in errors if error.validator == "maxItems"}
    emptied: set[tuple] = set()
    for error in errors:
        pointer = tuple(error.absolute_path)
        if (
            crowded
            and error.validator != "maxItems"
            and any(pointer[:length] in crowded for length in range(len(pointer) + 1))
        ):
            continue
        # An empty text breaks many keywords at once; one sentence is enough.
        if error.instance in ("", [], {}) and error.validator not in (
            "required",
            "additionalProperties",
        ):
            if pointer not in emptied:
                emptied.add(pointer)
                yield from empty_field(case, pointer, error)
        elif error.validator == "pattern" and error.schema.get("format") in ("uri", "phone"):
            continue  # the rules about web addresses and phone numbers say it better
        else:
            yield from RULES_BY_KEYWORD[error.validator](case, pointer, error)


@rule()
def missing_field(case: CheckContext, pointer: tuple, error: ValidationError) -> Iterator[Problem]:
    """Every record has a name, a summary, who leads it and how we know, for whom it is, and what it
    does. It also has two dates and a source.

    Some fields need others beside them: a closed group needs the source that says so.
    """
    # jsonschema reports each missing name in an error of its own; the name stands in the message
    # only.
    for name in error.validator_value:
        if name not in error.instance and error.message.startswith(repr(name)):
            node = error.schema["properties"][name]
            if any(
                _nearest_field(other, [name])
                for other in error.instance
                if other not in error.schema["properties"]
            ):
                continue  # unknown-field says it: the field is there, but misspelt
            yield case.problem(
                "missing-field",
                pointer,
                at=(*pointer, name),
                name=name,
                title_=node["title"],
                description=node.get("description", ""),
            )


@rule()
def unknown_field(case: CheckContext, pointer: tuple, error: ValidationError) -> Iterator[Problem]:
    """Only the fields that are in the list of fields stand in a record.

    A misspelt name would hide what was written. Instead of `activites:` write `activities:`.
    """
    known = list(error.schema["properties"])
    top = case.schema.json_schema["properties"]
    for name in error.instance:
        if name in known:
            continue
        variant, near, home = "", _nearest_field(name, known), ""
        homes = [field for field, node in top.items() if name in node.get("properties", {})]
        if near:
            variant = "colon" if ":" in name else "near"
        elif pointer and name in top:
            variant = "outside"
        elif not pointer and len(homes) == 1:
            variant, home = "inside", homes[0]
        yield case.problem(
            "unknown-field",
            (*pointer, name),
            variant=variant,
            at=pointer,
            name=quote(name),
            near=quote(near),
            home=home,
            known=", ".join(known),
        )


def _nearest_field(name: str, known: list[str]) -> str:
    """The field that was probably meant, or nothing."""
    near = get_close_matches(
        name.partition(":")[0].lower().replace("-", "_").replace(" ", "_"), known, 1, 0.7
    )
    return near[0] if near else ""


@rule()
def empty_field(case: CheckContext, pointer: tuple, error: ValidationError) -> Iterator[Problem]:
    """A field that is there says something.

    What is not known is left out: delete the line.
    """
    yield case.problem("empty-field", pointer)


@rule()
def wrong_kind(case: CheckContext, pointer: tuple, error: ValidationError) -> Iterator[Problem]:
    """Lists are lists, numbers are numbers, texts are texts.

    Instead of `activities: advocacy` write `activities: [advocacy]`. Instead of `founded: about
    1999` write `founded: 1999`. Yes and no are written `true` and `false`.
    """
    wanted, value = error.validator_value, error.instance
    if wanted == "integer" and isinstance(value, str):
        yield case.problem(
            "wrong-kind",
            pointer,
            variant="digits",
            value=quote(value),
            example=str(error.schema.get("examples", [1999])[0]),
        )
        return
    got = TYPE_NAMES[
        "object" if isinstance(value, dict) else "array" if isinstance(value, list) else "string"
    ]
    fields = ", ".join(error.schema.get("properties", {}))
    if wanted == "array" and (isinstance(value, dict) or error.schema["items"]["type"] == "object"):
        advice = (
            "Start each entry with a hyphen and a space, like this: - url: https://www.example.org/"
            if pointer == ("sources",)
            else "Start each entry with a hyphen and a space."
        )
    elif wanted == "array":
        advice = f"Put square brackets around it: [{value if len(value) < 60 else '...'}]"
    else:
        advice = {
            "object": f"Write its fields below it, set in by two spaces. They are: {fields}.",
            "integer": "Write the digits only.",
            "boolean": "Write true or false, or delete the line.",
            "string": "Write one text. If there is a colon or a bracket in it, put it in quotation marks.",
        }[wanted]
    yield case.problem(
        "wrong-kind",
        pointer,
        wanted=TYPE_NAMES[wanted],
        advice=advice,
        got=f"{got}: {quote(value)}" if isinstance(value, str) else got,
    )


@rule()
def not_in_list(case: CheckContext, pointer: tuple, error: ValidationError) -> Iterator[Problem]:
    """Where a field has a list, its words come from the list.

    The message names the nearest word and the list. The lists are in the folder schema/vocabulary.
    """
    if not isinstance(error.instance, str):
        return  # wrong-kind says it
    listed = case.schema.vocabularies.get(error.schema.get("vocabulary"))
    if listed is None:
        near = get_close_matches(error.instance.lower(), error.validator_value, 1, 0.5)
        near, where = near[0] if near else None, ", ".join(error.validator_value)
    else:
        near, where = listed.suggest(error.instance), listed.path
        if not near and listed.id == "areas":
            # "Example City Council" is how people name a council.
            near = listed.suggest(COUNCIL_WORDS.sub("", error.instance))
        if near and isinstance(listed[near], Area):
            where = f"{listed.path} ({listed[near].title})"
    yield case.problem(
        "not-in-list",
        pointer,
        variant="near" if near else "",
        value=quote(error.instance),
        near=quote(near),
        where=where,
    )


@rule()
def too_long(case: CheckContext, pointer: tuple, error: ValidationError) -> Iterator[Problem]:
    """A text is no longer than its field allows: a name 120 letters, a summary 240.

    Short texts are read. Long ones are not.
    """
    yield case.problem("too-long", pointer, length=len(error.instance), most=error.validator_value)


@rule()
def too_short(case: CheckContext, pointer: tuple, error: ValidationError) -> Iterator[Problem]:
    """A text is long enough to say something.

    One word is no summary.
    """
    yield case.problem(
        "too-short", pointer, length=len(error.instance), least=error.validator_value
    )


@rule()
def wrong_form(case: CheckContext, pointer: tuple, error: ValidationError) -> Iterator[Problem]:
    """Postcodes, coordinates, e-mail addresses, dates, register numbers and file names have their
    usual form.

    The message shows an example of the form.
    """
    example = error.schema.get("examples", ["-"])[0]
    # Between { and }, a comma would end the text.
    example = f'"{example}"' if "," in example else example
    yield case.problem("wrong-form", pointer, value=quote(error.instance), example=example)


@rule()
def impossible_date(
    case: CheckContext, pointer: tuple, error: ValidationError
) -> Iterator[Problem]:
    """A date is a day that exists.

    There is no 30 February.
    """
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", error.instance):  # otherwise wrong-form says it
        yield case.problem("impossible-date", pointer, value=quote(error.instance))


@rule()
def too_many(case: CheckContext, pointer: tuple, error: ValidationError) -> Iterator[Problem]:
    """A list is no longer than its field allows.

    A page with everything says nothing.
    """
    yield case.problem("too-many", pointer, length=len(error.instance), most=error.validator_value)


@rule()
def repeated_entry(case: CheckContext, pointer: tuple, error: ValidationError) -> Iterator[Problem]:
    """A list names each thing once.

    Delete the second.
    """
    seen: set[str] = set()
    for number, entry in enumerate(error.instance):
        if repr(entry) in seen:
            yield case.problem("repeated-entry", (*pointer, number), value=quote(entry))
        seen.add(repr(entry))


@rule()
def number_out_of_range(
    case: CheckContext, pointer: tuple, error: ValidationError
) -> Iterator[Problem]:
    """A share is at most 100 of 100, and a year lies between 1800 and 2100.

    A number outside is a slip of the finger.
    """
    yield case.problem(
        "number-out-of-range",
        pointer,
        value=quote(error.instance),
        least=error.schema.get("minimum"),
        most=error.schema.get("maximum"),
    )


RULES_BY_KEYWORD = {
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
