"""The questions of the form for a group: on the page, on GitHub and on paper.

Which fields are asked for, and in what order, is set here. How each is asked for follows from the
JSON Schema: its title is the label, its description the hint, and its type decides the control.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ulo.schema import JsonSchema, Pointer, Schema, Term, Vocabulary

# A text that may be longer than this gets a box of several lines.
LONG_TEXT = 160
# Each step with its fields, in the order in which they are asked for.
STEPS: dict[str, tuple[str, ...]] = {
    "group": ("name", "also_known_as", "summary", "easy_read"),
    "leads": (
        "user_led.led_by",
        "user_led.basis",
        "user_led.evidence",
        "user_led.source",
        "user_led.board_share",
    ),
    "does": ("for", "activities"),
    "where": (
        "area.reach",
        "area.serves",
        "based_in.town",
        "based_in.area",
        "based_in.address",
        "based_in.postcode",
        "based_in.district",
    ),
    "contact": (
        "contact.website",
        "contact.email",
        "contact.phone",
        "contact.sms",
        "contact.textphone",
        "contact.relay_uk",
        "contact.bsl",
        "contact.social",
    ),
    "visit": (
        "meetings",
        "first_visit.join",
        "first_visit.cost",
        "first_visit.price",
        "first_visit.bring",
        "first_visit.first_time",
        "first_visit.on",
        "first_visit.source",
    ),
    "access": ("access",),
    "work": ("work",),
    "join": ("opportunities",),
    "more": (
        "names",
        "founded",
        "legal_form",
        "identifiers",
        "networks",
    ),
    "sources": ("sources",),
    "closed": ("closed.year", "closed.about", "closed.successor", "closed.source"),
    "send": ("checked.by",),
}
# Groups of fields that differ from country to country: each that the JSON Schema has is asked for.
OF_THE_COUNTRY = ("names", "identifiers")
# Of a field that is a list of groups of fields: those that are asked for. The others of such a
# group stay as they are in the record that is changed.
PART_FIELDS = {
    "access": ("is", "detail"),
    "meetings": (
        "what",
        "every",
        "day",
        "starts",
        "ends",
        "place",
        "online",
        "breaks",
        "on",
        "source",
    ),
    "work": ("what", "with", "kind", "stage", "year", "changed", "source"),
    "sources": ("url", "title", "year"),
    "opportunities": ("what", "closes", "where", "online", "pay", "access", "link", "source"),
}
# Only of a group that is in the directory already can a person say that it has closed.
CHANGE_ONLY_STEPS = ("closed",)
# Other required questions can be answered with "I do not know": a maintainer looks it up.
ALWAYS_REQUIRED = ("name", "checked.by")


@dataclass(frozen=True)
class Question:
    """One field as the form asks for it.

    `control` is one of: text, long, number, tick, one (of a list), many (of a list), place, places,
    lines (one text a line), facts (many of a list, each with details), entries (a list of groups of
    fields, which `parts` ask for). `required` says whether a record needs the field where the group
    of fields that it belongs to is present. `node` is the part of the JSON Schema for the field.
    """

    pointer: Pointer
    control: str
    required: bool
    node: JsonSchema
    vocabulary: Vocabulary[Term] | None = None
    parts: tuple["Question", ...] = ()

    @property
    def id(self) -> str:
        """The id of the field on the page and, with hyphens for dots, in an issue form."""
        return ".".join(map(str, self.pointer))

    @property
    def title(self) -> str:
        """The title of the field in the JSON Schema."""
        return str(self.node["title"])

    @property
    def hint(self) -> str:
        """The description of the field, or an empty text."""
        return "" if self.id == "checked.by" else str(self.node.get("description", ""))

    @property
    def format(self) -> str:
        """The format of the text, such as uri, phone or year.

        It is `pattern` where the JSON Schema states only a pattern, and empty for plain words.
        """
        return str(self.node.get("format", "pattern" if "pattern" in self.node else ""))

    @property
    def example(self) -> str:
        """An example of an answer, a list with one entry a line; empty where there is none."""
        example = self.node.get("examples", [""])[0]
        if isinstance(example, list):
            return "\n".join(example)
        return "" if isinstance(example, bool) else str(example)

    @property
    def choices(self) -> Vocabulary[Term] | None:
        """The closed list to choose from: of the field itself, or of the first of its parts."""
        if self.vocabulary is None and self.parts:
            return self.parts[0].vocabulary
        return self.vocabulary


@dataclass(frozen=True)
class Step:
    """A page of questions that belong together.

    The form for a new group leaves out a step with `changes_only`.
    """

    id: str
    questions: tuple[Question, ...]
    changes_only: bool


def build_steps(schema: Schema) -> tuple[Step, ...]:
    """All steps of the form. Raises KeyError for a field that the JSON Schema does not have."""
    steps = []
    for step_id, fields in STEPS.items():
        pointers = (asked for field in fields for asked in asked_fields(schema, field.split(".")))
        questions = tuple(build_question(schema, pointer) for pointer in pointers)
        steps.append(Step(step_id, questions, step_id in CHANGE_ONLY_STEPS))
    return tuple(steps)


def asked_fields(schema: Schema, pointer: Iterable[str | int]) -> Iterator[Pointer]:
    """The field itself, or those of a group of fields, as far as the country has them."""
    pointer = tuple(pointer)
    if len(pointer) == 1 and pointer[0] in OF_THE_COUNTRY:
        names = schema.subschema(pointer).get("properties", ())
        yield from ((*pointer, name) for name in names)
    elif schema.subschema(pointer):
        yield pointer


def all_questions(schema: Schema) -> Iterator[Question]:
    """The questions of all steps, without their parts."""
    return (question for step in build_steps(schema) for question in step.questions)


def build_question(schema: Schema, pointer: Pointer) -> Question:
    """One field as the form asks for it. Raises KeyError where the JSON Schema does not have it."""
    subschema = schema.subschema(pointer)
    items = subschema.get("items", {})
    parts: tuple[Question, ...] = ()
    if items.get("type") == "object":
        names = PART_FIELDS.get(str(pointer[0]), ())
        parts = tuple(build_question(schema, (*pointer, 0, name)) for name in names)
    vocabulary_id = subschema.get("vocabulary") or items.get("vocabulary")
    return Question(
        pointer,
        "facts" if parts and parts[0].vocabulary else _choose_control(subschema),
        _is_required(schema, pointer),
        subschema,
        schema.vocabularies.get(vocabulary_id),
        parts,
    )


def _choose_control(subschema: JsonSchema) -> str:
    if subschema["type"] == "array":
        return _choose_list_control(subschema["items"])
    if "enum" in subschema:
        return "place" if subschema.get("vocabulary") == "areas" else "one"
    if subschema["type"] == "integer":
        return "number"
    if subschema["type"] == "boolean":
        return "tick"
    is_long = subschema.get("maxLength", 0) > LONG_TEXT and "format" not in subschema
    return "long" if is_long else "text"


def _choose_list_control(items: JsonSchema) -> str:
    if items["type"] == "object":
        return "entries"
    if "enum" not in items:
        return "lines"
    return "places" if items["vocabulary"] == "areas" else "many"


def _is_required(schema: Schema, pointer: Pointer) -> bool:
    """Whether a record needs the field or, for a part of a list, whether each entry needs it."""
    for length in range(len(pointer), 0, -1):
        name = pointer[length - 1]
        if isinstance(name, int):
            break
        if name not in schema.subschema(pointer[: length - 1]).get("required", []):
            return False
    return True
