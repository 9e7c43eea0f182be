"""The fields that `build.py new` asks for, and what it says of each."""

from collections.abc import Iterator

from ulo.schema import JsonSchema, Pointer, Term, Vocabulary

# The fields that are asked for after the name, in this order; those that a record needs come first.
REQUIRED: tuple[Pointer, ...] = (
    ("summary",),
    ("user_led", "led_by"),
    ("user_led", "basis"),
    ("user_led", "evidence"),
    ("user_led", "source"),
    ("sources", 0, "title"),
    ("for",),
    ("activities",),
    ("area", "reach"),
)
OPTIONAL: tuple[Pointer, ...] = (
    ("area", "serves"),
    ("also_known_as",),
    ("contact", "website"),
    ("contact", "email"),
    ("contact", "phone"),
    ("based_in", "town"),
    ("based_in", "area"),
    ("based_in", "address"),
    ("based_in", "postcode"),
    ("founded",),
    ("first_visit", "join"),
    ("first_visit", "cost"),
    ("meetings", 0, "what"),
)
# What is asked of a meeting, if the group has one. How often is needed.
MEETING: tuple[Pointer, ...] = (
    ("meetings", 0, "day"),
    ("meetings", 0, "every"),
    ("meetings", 0, "starts"),
    ("meetings", 0, "ends"),
    ("meetings", 0, "place"),
)
# A postcode stands only beside an address.
DOOR: tuple[Pointer, ...] = (("based_in", "address"), ("based_in", "postcode"))
# A vocabulary of so few terms is shown with the question.
MAX_INLINE_TERMS = 8


def field_hints(
    pointer: Pointer, subschema: JsonSchema, vocabulary: Vocabulary[Term] | None
) -> Iterator[str]:
    """What is said below the question for a field, line by line."""
    yield subschema.get("description", "")
    if pointer == ("based_in", "postcode"):
        yield "Without an office address, write only the first half."
    if vocabulary and len(vocabulary.terms) <= MAX_INLINE_TERMS:
        yield f"One of: {', '.join(vocabulary.terms)}. Type ? to see what they mean."
    elif vocabulary:
        yield "Type ? to see the list."
    if subschema.get("type") == "array":
        yield "If there are several, put commas between them."
    if examples := subschema.get("examples"):
        example = ", ".join(examples[0]) if isinstance(examples[0], list) else examples[0]
        yield f"For example: {example}"
