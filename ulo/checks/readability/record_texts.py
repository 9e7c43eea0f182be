"""The texts of a record that are sentences, and the names that may stand in them."""

from collections.abc import Iterator

from ulo.schema import Pointer, RecordData

# The texts of a record that are sentences, and the collection of each.
RECORD_COLLECTIONS = {
    ("description",): "resources",
    ("meaning",): "meanings",
    ("example",): "meanings",
    ("summary",): "summaries",
    ("user_led", "evidence"): "evidence",
    ("work", "what"): "work",
    ("work", "changed"): "changes",
    ("access", "detail"): "access",
    ("first_visit", "first_time"): "visits",
    ("opportunities", "what"): "opportunities",
    ("opportunities", "access"): "access",
}
FIELDS_WITH_SENTENCES = frozenset(fields[0] for fields in RECORD_COLLECTIONS)
# A label, such as "Text message" or "on request", is no sentence, and its grade would say nothing.
# Details of access are labels or sentences, and seldom end in a stop.
MAX_LABEL_WORDS = 4
# The fields that hold names: at the top of a record, and anywhere in it.
NAME_FIELDS = frozenset(
    "name also_known_as names networks title publisher authors term also".split()
)
INNER_NAME_FIELDS = frozenset(("town", "with"))


def record_sentences(data: RecordData) -> Iterator[tuple[str, Pointer, str]]:
    """The fields of a record that are sentences: collection, pointer and text of each."""
    likely = {name: part for name, part in data.items() if name in FIELDS_WITH_SENTENCES}
    for pointer, text in _walk_strings(likely, ()):
        fields = tuple(step for step in pointer if isinstance(step, str))
        collection = RECORD_COLLECTIONS.get(fields)
        # A few words on where or when are a label, too.
        if collection and (collection != "access" or len(text.split()) > MAX_LABEL_WORDS):
            yield collection, pointer, text


def record_names(data: RecordData) -> tuple[str, ...]:
    """The names that the sentences of a record may hold: its own, and of places and partners."""
    names = []
    for pointer, text in _walk_strings(data, ()):
        if pointer[0] in NAME_FIELDS or pointer[-1] in INNER_NAME_FIELDS:
            names.append(text)
        elif pointer[0] == "area" or pointer == ("based_in", "area"):
            names.append(text.replace("-", " ").title())  # the id of an area
    return tuple(names)


def _walk_strings(value: object, pointer: Pointer) -> Iterator[tuple[Pointer, str]]:
    """Every text in the data of a record, with its pointer."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _walk_strings(part, (*pointer, key))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _walk_strings(part, (*pointer, number))
    elif isinstance(value, str) and pointer:
        yield pointer, value
