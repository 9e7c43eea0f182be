"""The questions about a group, as a person who adds or corrects one is asked them: on the page, on GitHub and on paper.

Which fields are asked, and in what order, stands here. How each is asked follows from the schema: its title is the label,
its description the hint, and what it may hold decides the control.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ulo.checks import ACCENTED_LETTERS, MARKUP, NON_PUBLIC_TLDS, POSTCODE_AREAS
from ulo.core import MESSAGES
from ulo.schema import Pointer, Schema, Vocabulary

# A text that may be longer than this gets more than one line.
LONG_TEXT = 160
# Each step with its fields, in the order in which they are asked. A field that holds groups of fields (`work`) names the
# parts that are asked; the rest of such a group stays as it is in the record that is corrected.
STEPS: dict[str, tuple[str, ...]] = {
    "group": ("name", "also_known_as", "summary"),
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
    "access": ("access",),
    "work": ("work",),
    "join": ("opportunities",),
    "more": (
        "names.cy",
        "names.gd",
        "names.ga",
        "founded",
        "legal_form",
        "identifiers.GB-CHC",
        "identifiers.GB-SC",
        "identifiers.GB-NIC",
        "identifiers.GB-COH",
        "identifiers.GB-MPR",
        "networks",
    ),
    "sources": ("sources",),
    "closed": ("closed.year", "closed.about", "closed.successor", "closed.source"),
    "send": ("checked.by",),
}
PART_FIELDS = {
    "access": ("is", "detail"),
    "work": ("what", "with", "kind", "stage", "year", "changed", "source"),
    "sources": ("url", "title", "year"),
    "opportunities": ("what", "closes", "where", "online", "pay", "access", "link", "source"),
}
# Only a group that is in the directory already can be said to have closed.
CHANGE_ONLY_STEPS = ("closed",)
# What is needed can be answered with "I don't know", and someone will look it up; but not these.
ALWAYS_REQUIRED = ("name", "checked.by")


@dataclass(frozen=True)
class Question:
    """One field as a person is asked for it.

    `control` is one of: text, long, number, tick, one (of a list), many (of a list), place, places, lines (a text a line),
    facts (many of a list, each with a few words), entries (groups of fields, asked by `parts`). `required` is what the schema says of it where its group is there.
    """

    pointer: Pointer
    control: str
    required: bool
    node: dict
    vocabulary: Vocabulary | None = None
    parts: tuple["Question", ...] = ()

    @property
    def id(self) -> str:
        """The name of the field in the page, in an issue form and in `checks.case.dotted`."""
        return ".".join(map(str, self.pointer))

    @property
    def title(self) -> str:
        return self.node["title"]

    @property
    def hint(self) -> str:
        return "" if self.id == "checked.by" else self.node.get("description", "")

    @property
    def format(self) -> str:
        """What kind of text it is (uri, phone, year), `pattern` for one with a form of its own, or nothing for plain words."""
        return self.node.get("format", "pattern" if "pattern" in self.node else "")

    @property
    def example(self) -> str:
        """How an answer looks, or nothing."""
        first = self.node.get("examples", [""])[0]
        return (
            "\n".join(first)
            if isinstance(first, list)
            else ""
            if isinstance(first, bool)
            else str(first)
        )


@dataclass(frozen=True)
class Step:
    """A few questions that belong together; `changes_only` are those that a new group is not asked."""

    id: str
    questions: tuple[Question, ...]
    changes_only: bool


@lru_cache(maxsize=8)
def build_steps(schema: Schema) -> tuple[Step, ...]:
    """All questions, in order. Raises KeyError where a field is asked that the schema does not know."""
    return tuple(
        Step(
            step,
            tuple(_build_question(schema, tuple(field.split("."))) for field in fields),
            step in CHANGE_ONLY_STEPS,
        )
        for step, fields in STEPS.items()
    )


def all_questions(schema: Schema) -> Iterator[Question]:
    """The questions of all steps, without the parts of groups."""
    return (question for step in build_steps(schema) for question in step.questions)


def _build_question(schema: Schema, pointer: Pointer) -> Question:
    node = schema.subschema(pointer)
    items = node.get("items", {})
    parts = (
        tuple(
            _build_question(schema, (*pointer, 0, part)) for part in PART_FIELDS.get(pointer[0], ())
        )
        if items.get("type") == "object"
        else ()
    )
    vocabulary = schema.vocabularies.get(node.get("vocabulary") or items.get("vocabulary"))
    control = "facts" if parts and parts[0].vocabulary else _choose_control(node, items)
    return Question(pointer, control, _is_required(schema, pointer), node, vocabulary, parts)


def _choose_control(node: dict, items: dict) -> str:
    if node["type"] == "array":
        return (
            "entries"
            if items["type"] == "object"
            else "lines"
            if "enum" not in items
            else "places"
            if items["vocabulary"] == "areas"
            else "many"
        )
    if "enum" in node:
        return "place" if node.get("vocabulary") == "areas" else "one"
    return {"integer": "number", "boolean": "tick"}.get(
        node["type"],
        "long" if LONG_TEXT < node.get("maxLength", 0) and "format" not in node else "text",
    )


def _is_required(schema: Schema, pointer: Pointer) -> bool:
    """Whether a record needs the field; in an entry of a list, whether each entry does."""
    for length in range(len(pointer), 0, -1):
        if isinstance(pointer[length - 1], int):
            break
        if pointer[length - 1] not in schema.subschema(pointer[: length - 1]).get("required", []):
            return False
    return True


# --- The same rules in the browser -----------------------------------------------------------------------------

# What docs/assets/js/contribute/validation.js looks after while a person writes. All other rules need the build: they are asked on intake.
BROWSER_RULES = (
    "missing-field.form",
    "wrong-kind.digits",
    "too-long",
    "too-short",
    "wrong-form",
    "too-many",
    "repeated-entry",
    "number-out-of-range",
    "unsafe-address",
    "listed-twice",
    "phone-number",
    "mixed-letters",
    "markup",
    "date-in-future",
    "date-in-future.far",
    "years-out-of-order",
    "postcode-unknown",
    "postcode-without-address",
    "own-network",
)
# What those rules read in the schema; the lists of words are in the page itself.
SCHEMA_KEYWORDS = (
    "type",
    "title",
    "description",
    "format",
    "required",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minimum",
    "maximum",
    "pattern",
    "ahead",
)


def browser_rules(schema: Schema) -> dict:
    """What the rules in the browser need: the shape of a record, the sentences, and the signs and letters to look for.

    `shape` has, for each field, the KEYWORDS that it states, its first example, and what is inside of it.
    """
    return {
        "shape": _prune_schema(schema.json_schema),
        "sentences": {name: MESSAGES[name] for name in BROWSER_RULES},
        "markup": MARKUP.pattern,
        "postcodes": " ".join(sorted(POSTCODE_AREAS)),
        "accented": "".join(sorted(ACCENTED_LETTERS)),
        "endings": NON_PUBLIC_TLDS,
    }


def _prune_schema(node: dict) -> dict:
    pruned = {key: node[key] for key in SCHEMA_KEYWORDS if key in node}
    if example := node.get("examples"):
        pruned["example"] = example[0]
    if "properties" in node:
        pruned["properties"] = {
            name: _prune_schema(inside) for name, inside in node["properties"].items()
        }
    if "items" in node:
        pruned["items"] = _prune_schema(node["items"])
    return pruned
