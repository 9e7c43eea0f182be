"""The rules and questions of records that also run in the browser, while a person writes."""

from ulo.checks import ACCENTED_LETTERS, MARKUP, NON_PUBLIC_TLDS, POSTCODE_AREAS
from ulo.checks.safety import home
from ulo.core import MESSAGES
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
# The questions that a browser asks, and stops nobody (place_questions.js, safety_questions.js).
BROWSER_QUESTIONS = (
    "district-unknown",
    "district-unknown.near",
    "district-unknown.ended",
    "places-apart",
    "places-apart.district",
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
    `sentences` has the messages of the rules. The others are the pattern of markup, the known
    postcode areas, the accented letters that are common, and domain endings that are not public.
    `reading` has the lists of words and sites by which values are read, `safety` what the questions
    need that keep people safe.
    """
    communities = sorted(schema.vocabularies["community"].terms.items())
    words = schema.messages["safety"]
    return {
        "shape": _prune_schema(schema.json_schema),
        "sentences": {name: MESSAGES[name] for name in (*BROWSER_RULES, *BROWSER_QUESTIONS)},
        "markup": MARKUP.pattern,
        "postcodes": " ".join(sorted(POSTCODE_AREAS)),
        "accented": "".join(sorted(ACCENTED_LETTERS)),
        "endings": NON_PUBLIC_TLDS,
        "reading": values.browser_tables(),
        "safety": {
            "home": home.HOME_WORDS.pattern,
            "office": home.OFFICE_WORDS.pattern,
            "at_risk": {id_: term.phrase for id_, term in communities if term.at_risk},
            "words": {name: words[name] for name in BROWSER_SAFETY},
        },
    }


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
