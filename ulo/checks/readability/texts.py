"""All that people read here, in collections of texts that are measured together."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ulo.checks.readability.markdown import markdown_prose
from ulo.checks.readability.record_texts import record_names, record_sentences
from ulo.core import RULES, Rule, rule_message_keys, rule_messages
from ulo.records import Record
from ulo.schema import Area, JsonSchema, Schema, Term, Vocabulary

# Messages that are sentences end in a stop. The grade of a label, such as "Text message", would say
# nothing.
FULL_STOP = re.compile(r"[.!?:][\"'”’)]*$")
# The files of a locale that everybody reads, and the collection of each. All others are for
# maintainers.
FILE_COLLECTIONS = {
    "data.yml": "words",
    "find.yml": "words",
    "form.yml": "words",
    "intake.yml": "words",
    "pages.yml": "words",
    "places.yml": "words",
    "rules.yml": "rules",
    "shell.yml": "words",
    "work.yml": "words",
}
MAINTAINERS = "upkeep"
# The name of the picture before an idea of an Easy Read view.
EASY_PICTURE = re.compile(r"^- `[^`\n]*` ", re.MULTILINE)


@dataclass(frozen=True)
class Passage:
    """A part of a text that stands on its own.

    `place` says where: the number of its line, or the name of its field or key.
    """

    place: str
    text: str


@dataclass(frozen=True)
class Text:
    """What is graded as one: a page, a section of the messages, a term, or a field of a record.

    `names` are those that it may hold.
    """

    collection: str
    path: str
    passages: tuple[Passage, ...]
    names: tuple[str, ...] = ()


def all_texts(
    schema: Schema, records: Iterable[Record], pages: Iterable[tuple[str, str]]
) -> Iterator[Text]:
    """Every text: what the site says, the pages (path and Markdown), and the records."""
    yield from site_texts(schema)
    for path, markdown in pages:
        yield page_text(path, markdown)
    for record in records:
        yield from record_texts(record)


def site_texts(schema: Schema) -> Iterator[Text]:
    """What the site itself says: messages, lists, fields, and rules."""
    for file, messages in schema.locale.own_files.items():
        path = f"schema/locales/{schema.locale.folder.name}/{file}"
        collection = FILE_COLLECTIONS.get(file, MAINTAINERS)
        if collection == "rules":
            yield from (_rule_text(rule, path) for rule in RULES.values())
            continue
        for section, words in messages.items():
            kind = "easy" if section == "easy" else collection
            yield Text(kind, path, _sentences(words, section))
    yield Text("words", "schema/judging.yml", _sentences(schema.judging, "judging"))
    for vocabulary in schema.vocabularies.values():
        yield from _vocabulary_texts(vocabulary)
    for json_schema in (schema.json_schema, *schema.library_json_schemas.values()):
        for name, description in _field_descriptions(json_schema, ()):
            passage = Passage(name, description)
            yield Text("fields", f"schema/{json_schema['$id']}", (passage,))


def _sentences(messages: object, key: str) -> tuple[Passage, ...]:
    """The messages under a key that are sentences, and no labels."""
    return tuple(
        Passage(inner_key, text)
        for inner_key, text in _leaves(messages, key)
        if FULL_STOP.search(text)
    )


def _vocabulary_texts(vocabulary: Vocabulary[Term]) -> Iterator[Text]:
    path = vocabulary.path
    for term in vocabulary.terms.values():
        if isinstance(term, Area):
            continue
        description = Passage(f"{term.id}.description", term.description)
        note = Passage(f"{term.id}.note", term.note)
        yield Text("terms", path, (description, note))
        # Easy Read explains the term, so the term itself counts as a name.
        forms = {term.title, term.phrase, term.phrase.capitalize()}
        easy_read = Passage(f"{term.id}.easy_read", term.easy_read)
        yield Text("easy", path, (easy_read,), tuple(form for form in forms if form))
    yield Text("terms", path, (Passage("description", vocabulary.description),))


def _rule_text(rule: Rule, path: str) -> Text:
    """What is said of a rule, and its messages."""
    messages = [
        part
        for key in rule_message_keys()
        if key.partition(".")[0] == rule.id
        for part in rule_messages(key)
    ]
    passages = [rule.summary, rule.detail, *messages]
    return Text("rules", path, tuple(Passage(rule.id, text) for text in passages))


def page_text(path: str, markdown: str) -> Text:
    """A page written by hand: its paragraphs, entries of lists, and cells of tables.

    Headings, the heads of tables, and code are left out.
    """
    collection = "pages"
    if path.endswith("/easy.md"):
        collection, markdown = "easy", EASY_PICTURE.sub("- ", markdown)
    passages = tuple(Passage(str(line), text) for line, text in markdown_prose(markdown))
    return Text(collection, path, passages)


def record_texts(record: Record) -> Iterator[Text]:
    """The sentences of a record. Its own names, its places and its partners count as names."""
    names = record_names(record.data)
    for collection, pointer, text in record_sentences(record.data):
        yield Text(collection, record.path, (Passage(str(record.line(pointer)), text),), names)


def _leaves(messages: object, key: str) -> Iterator[tuple[str, str]]:
    """Every text in nested messages, with its key; entries of a list are counted from 1."""
    if isinstance(messages, dict):
        for name, part in messages.items():
            yield from _leaves(part, f"{key}.{name}")
    elif isinstance(messages, list):
        for number, part in enumerate(messages, 1):
            yield from _leaves(part, f"{key}.{number}")
    elif isinstance(messages, str):
        yield key, messages


def _field_descriptions(node: JsonSchema, pointer: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name, part in node.get("properties", {}).items():
        inner = (*pointer, name)
        if "description" in part:
            yield ".".join(inner), part["description"]
        yield from _field_descriptions(part.get("items", part), inner)
