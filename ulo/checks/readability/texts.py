"""All that people read here, in collections of texts that are measured together."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ulo.core import MESSAGES, RULES
from ulo.records import Record
from ulo.schema import Area, Pointer, Schema, Term

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
    ("opportunities", "what"): "opportunities",
    ("opportunities", "access"): "access",
}
# A label, such as "Text message" or "on request", is no sentence, and its grade would say nothing.
# House words that are sentences end in a stop; the details of access seldom do.
MAX_LABEL_WORDS = 4
FULL_STOP = re.compile(r"[.!?:][\"'”’)]*$")


@dataclass(frozen=True)
class Passage:
    """A part of a text that stands on its own, and where: the number of its line, or the name of
    its field or key.
    """

    place: str
    text: str


@dataclass(frozen=True)
class Text:
    """What is graded as one: a page, a part of the house words, a term, or one field of a record."""

    collection: str
    path: str
    passages: tuple[Passage, ...]
    names: tuple[str, ...] = ()


def site_texts(schema: Schema) -> Iterator[Text]:
    """What the site itself says: house words, lists, fields, rules and their messages."""
    path = "schema/locales/en.yml"
    for section, words in schema.messages.items():
        pieces = tuple(
            Passage(key, text) for key, text in _leaves(words, section) if FULL_STOP.search(text)
        )
        yield Text("easy" if section == "easy" else "words", path, pieces)
    yield Text(
        "words",
        "schema/judging.yml",
        tuple(
            Passage(key, text)
            for key, text in _leaves(schema.judging, "judging")
            if FULL_STOP.search(text)
        ),
    )
    for vocabulary in schema.vocabularies.values():
        for term in vocabulary.terms.values():
            if not isinstance(term, Area):
                yield Text(
                    "terms",
                    vocabulary.path,
                    (
                        Passage(f"{term.id}.description", term.description),
                        Passage(f"{term.id}.note", term.note),
                    ),
                )
                # Easy Read explains the term, so the term itself counts as a name.
                yield Text(
                    "easy",
                    vocabulary.path,
                    (Passage(f"{term.id}.easy_read", term.easy_read),),
                    _term_forms(term),
                )
        yield Text("terms", vocabulary.path, (Passage("description", vocabulary.description),))
    for shape in (schema.json_schema, *schema.library_json_schemas.values()):
        for place, text in _field_descriptions(shape, ()):
            yield Text("fields", f"schema/{shape['$id']}", (Passage(place, text),))
    for rule in RULES.values():
        told = [
            part
            for key, parts in MESSAGES.items()
            if key.partition(".")[0] == rule.id
            for part in parts
        ]
        yield Text(
            "rules",
            "ulo/checks",
            tuple(
                Passage(rule.id, text)
                for text in (rule.summary, rule.detail.replace("\n", " "), *told)
            ),
        )


def page_text(path: str, markdown: str) -> Text:
    """A page written by hand: its paragraphs and entries of lists, without headings, tables' heads
    and code.
    """
    return Text(
        "easy" if path.endswith("/easy.md") else "pages",
        path,
        tuple(Passage(str(line), text) for line, text in _markdown_prose(markdown)),
    )


def record_texts(record: Record) -> Iterator[Text]:
    """The sentences of a record. Its own names, its places and its partners count as names."""
    names = record_names(record.data)
    for collection, pointer, text in record_sentences(record.data):
        yield Text(collection, record.path, (Passage(str(record.line(pointer)), text),), names)


def record_sentences(data: dict) -> Iterator[tuple[str, Pointer, str]]:
    """The fields of a record that are sentences: the collection that each belongs to, its place,
    and its text.
    """
    for pointer, text in _walk_strings(data, ()):
        collection = RECORD_COLLECTIONS.get(
            tuple(step for step in pointer if isinstance(step, str))
        )
        # A few words on where or when are a label, too.
        if collection and (collection != "access" or len(text.split()) > MAX_LABEL_WORDS):
            yield collection, pointer, text


def record_names(data: dict) -> tuple[str, ...]:
    """The names that the sentences of a record may hold: its own, its places, networks and
    partners.
    """
    names = []
    for pointer, text in _walk_strings(data, ()):
        if pointer[0] in (
            "name",
            "also_known_as",
            "names",
            "networks",
            "title",
            "publisher",
            "authors",
            "term",
            "also",
        ) or pointer[-1] in ("town", "with"):
            names.append(text)
        elif pointer[0] == "area" or pointer == ("based_in", "area"):
            names.append(text.replace("-", " ").title())  # the id of a place
    return tuple(names)


def _walk_strings(value: object, pointer: Pointer) -> Iterator[tuple[Pointer, str]]:
    if isinstance(value, dict | list):
        for step, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _walk_strings(part, (*pointer, step))
    elif pointer:
        yield pointer, value


def _leaves(words: object, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(words, dict):
        for name, part in words.items():
            yield from _leaves(part, f"{key}.{name}")
    elif isinstance(words, list):
        for number, part in enumerate(words, 1):
            yield from _leaves(part, f"{key}.{number}")
    else:
        yield key, words


def _term_forms(term: Term) -> tuple[str, ...]:
    words = {term.title, term.phrase, term.phrase.capitalize()}
    return tuple(word for word in words if word)


def _field_descriptions(node: dict, pointer: Pointer) -> Iterator[tuple[str, str]]:
    for name, part in node.get("properties", {}).items():
        place = (*pointer, name)
        if "description" in part:
            yield ".".join(place), part["description"]
        yield from _field_descriptions(part.get("items", part), place)


def _markdown_prose(markdown: str) -> Iterator[tuple[int, str]]:
    """The paragraphs, entries of lists and cells of a page, each with the line in which it starts."""
    lines, start, block = markdown.splitlines(), 0, []
    head, key, code = lines[:1] == ["---"], "", False
    for number, line in enumerate([*lines, ""], 1):
        if head:
            head = number == 1 or line != "---"
            key = line.partition(":")[0] if line[:1].isalpha() else key
            if (
                told := re.match(r"description:\s+(.*)", line)
                or key == "in_short"
                and re.match(r"\s+- (.*)", line)
            ):
                yield number, _strip_markdown(told[1])
            continue
        fence = line.lstrip().startswith("```")
        table, entry = line.lstrip().startswith("|"), re.match(r"\s*(?:[-*+]|[0-9]+\.)\s+", line)
        # A block ends where another begins; a paragraph goes on over the end of a line.
        if block and (fence or table or entry or not line.strip() or line.startswith("#")):
            yield start, _strip_markdown(" ".join(block))
            block = []
        if fence:
            code = not code
        elif (
            table
            and not code
            and not re.match(r"\s*\|[\s|:-]+$", line)
            and not re.match(r"\s*\|[\s|:-]+$", lines[number] if number < len(lines) else "")
        ):
            yield from (
                (number, _strip_markdown(cell)) for cell in line.strip().strip("|").split("|")
            )
        elif line.strip() and not code and not table and not line.startswith("#"):
            start = start if block else number
            block.append(line[entry.end() :] if entry else line.strip())


def _strip_markdown(markdown: str) -> str:
    """What is read of a line of Markdown: the words of links, without their addresses."""
    return (
        re.sub(r"!?\[([^\]]*)\]\([^)]*\)(?:\{[^}]*\})?", r"\1", markdown).replace("**", "").strip()
    )


def all_texts(
    schema: Schema, records: Iterable[Record], pages: Iterable[tuple[str, str]]
) -> Iterator[Text]:
    """Every text: what the site says, the pages (path and Markdown), and the records."""
    yield from site_texts(schema)
    for path, markdown in pages:
        yield page_text(path, markdown)
    for record in records:
        yield from record_texts(record)
