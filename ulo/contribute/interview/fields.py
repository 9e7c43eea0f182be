"""The fields that `build.py new` asks for, and what it says of each."""

from collections.abc import Iterator
from dataclasses import dataclass

from ulo.contribute.form import Question
from ulo.core import message
from ulo.schema import Pointer, Term, Vocabulary

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


@dataclass(frozen=True)
class Group:
    """Questions that are asked only if the person wants to; `interview.more.groups` has the title.

    `fields` are asked for once, as `form.asked_fields` gives them. Of `entries`, a list, the parts
    in `parts` are asked for, from the entry number `first` on, until the person has no more.
    """

    id: str
    fields: tuple[Pointer, ...] = ()
    entries: str = ""
    parts: tuple[str, ...] = ()
    first: int = 0


GROUPS: tuple[Group, ...] = (
    Group("access", (("access",),)),
    Group(
        "contact",
        (
            ("contact", "sms"),
            ("contact", "textphone"),
            ("contact", "relay_uk"),
            ("contact", "bsl"),
            ("contact", "social"),
        ),
    ),
    Group(
        "visit",
        (("first_visit", "price"), ("first_visit", "bring"), ("first_visit", "first_time")),
    ),
    Group(
        "meetings",
        (("meetings", 0, "online"), ("meetings", 0, "breaks")),
        "meetings",
        ("what", "day", "every", "starts", "ends", "place", "online", "breaks"),
        first=1,
    ),
    Group(
        "names",
        (("easy_read",), ("names",)),
    ),
    Group(
        "legal",
        (
            ("legal_form",),
            ("identifiers",),
            ("user_led", "board_share"),
        ),
    ),
    Group("networks", (("networks",),)),
    Group(
        "work",
        entries="work",
        parts=("what", "with", "kind", "stage", "year", "changed", "source"),
    ),
    Group(
        "opportunities",
        entries="opportunities",
        parts=("what", "closes", "where", "online", "pay", "access", "link", "source"),
    ),
    Group("sources", entries="sources", parts=("url", "title", "year"), first=1),
)


def field_hints(question: Question) -> Iterator[str]:
    """What is said below the question for a field, line by line."""
    pointer, vocabulary = question.pointer, question.choices
    yield question.hint
    if pointer == ("based_in", "postcode"):
        yield message("interview.hints.postcode")
    if question.control == "tick":
        yield message("interview.hints.tick")
    if vocabulary and len(vocabulary.terms) > MAX_INLINE_TERMS:
        yield message("interview.hints.list")
    elif vocabulary:
        yield message("interview.hints.short_list")
    if question.node.get("type") == "array":
        yield message("interview.hints.several")
    if question.example and not vocabulary and question.control != "tick":
        example = message("lists.separator").join(question.example.split("\n"))
        yield message("interview.hints.example", example=example)


def term_lines(
    vocabulary: Vocabulary[Term], search: str = "", is_described: bool = False
) -> Iterator[str]:
    """The terms with their numbers in the list, or those of them that have a text in a name."""
    for number, term in enumerate(vocabulary.terms.values(), 1):
        names = (term.id, *term.all_names, *term.synonyms)
        if any(search.lower() in name.lower() for name in names):
            key = "term_meaning" if is_described and term.description else "term"
            facts = {"title": term.title, "meaning": term.description}
            yield f"  {message(f'interview.field.{key}', n=number, **facts)}"
