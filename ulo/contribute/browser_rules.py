"""The rules and questions of records that also run in the browser, while a person writes."""

from ulo.checks import (
    ACCENTED_LETTERS,
    MARKUP,
    NON_PUBLIC_TLDS,
    postcode_areas,
    record_words,
)
from ulo.core import rule_messages
from ulo.records import values
from ulo.schema import JsonSchema, Schema

# The rules, each with the variant of its message, that a browser checks while a person writes
# (docs/assets/js/contribute/validation.js). All others need the other records or large tables, so
# they run when the record arrives.
BROWSER_RULES = (
    "missing-field.form",
    "wrong-kind.digits",
    "too-long",
    "too-short",
    "wrong-form",
    "wrong-form.date",
    "impossible-date",
    "too-many",
    "repeated-entry",
    "number-out-of-range",
    "unsafe-address",
    "indirect-address",
    "indirect-address.hidden",
    "listed-twice",
    "phone-number",
    "phone-number.form",
    "mixed-letters",
    "markup",
    "date-in-future",
    "date-in-future.far",
    "years-out-of-order",
    "meeting-without-day",
    "times-out-of-order",
    "times-out-of-order.alone",
    "postcode-unknown",
    "postcode-without-address",
    "own-network",
)
# The questions that a browser asks, and stops nobody (place_questions.js, mailbox_question.js,
# safety_questions.js).
BROWSER_QUESTIONS = (
    "district-unknown",
    "district-unknown.near",
    "district-unknown.ended",
    "places-apart",
    "places-apart.district",
    "personal-email",
)
BROWSER_SAFETY = ("home", "no-office", "door")
# The keywords of the JSON Schema that those rules need; the vocabularies are in the page itself.
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
    "literal",
)


def build_rules(schema: Schema) -> dict[str, object]:
    """What the rules in the browser need, as JSON.

    `shape` is the JSON Schema, cut down to SCHEMA_KEYWORDS and the first example of each field;
    `sentences` has the messages of the rules, `lists` how choices are listed. The others are the
    pattern of markup, the known postcode areas, the accented letters that are common, domain
    endings that are not public, and the faults of web addresses.
    `mailboxes` has the words of mailboxes that groups use, and those of names that show nothing.
    `reading` has the lists of words and sites by which values are read, `safety` what the questions
    need that keep people safe.
    """
    communities = sorted(schema.vocabularies["community"].terms.items())
    words = schema.messages["safety"]
    asked = record_words(schema)
    return {
        "shape": _prune_schema(schema.json_schema),
        "sentences": _sentences(),
        "lists": {name: schema.messages["lists"][name] for name in ("separator", "or")},
        "markup": MARKUP.pattern,
        "postcodes": " ".join(sorted(postcode_areas(schema))),
        "accented": "".join(sorted(ACCENTED_LETTERS)),
        "endings": NON_PUBLIC_TLDS,
        "faults": schema.messages["rules"]["unsafe-address"]["reasons"],
        "mailboxes": {
            "generic": sorted(asked.mailboxes),
            "not_own": sorted(asked.common_in_mailboxes),
        },
        "reading": values.browser_tables(schema),
        "safety": {
            "home": asked.home.pattern,
            # Nothing is found everywhere, so that nobody is asked.
            "office": asked.office.pattern if asked.office else "",
            "at_risk": {id_: term.phrase for id_, term in communities if term.at_risk},
            "words": {name: words[name] for name in BROWSER_SAFETY},
        },
    }


def _sentences() -> dict[str, tuple[str, str]]:
    """The messages of the rules, which have no other gaps than those that a browser fills."""
    return {name: rule_messages(name) for name in (*BROWSER_RULES, *BROWSER_QUESTIONS)}


def _prune_schema(subschema: JsonSchema) -> JsonSchema:
    pruned = {key: subschema[key] for key in SCHEMA_KEYWORDS if key in subschema}
    if examples := subschema.get("examples"):
        pruned["example"] = examples[0]
    if "properties" in subschema:
        pruned["properties"] = {
            name: _prune_schema(field) for name, field in subschema["properties"].items()
        }
    if "items" in subschema:
        pruned["items"] = _prune_schema(subschema["items"])
    return pruned
