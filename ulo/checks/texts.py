"""The rules about texts: every character can be seen, and the words are plain and name nobody."""

import re
import unicodedata
from collections.abc import Iterator

from ulo.checks.context import MAX_TEXT_LENGTH, CheckContext, RecordRule
from ulo.checks.place_words import is_titled_place
from ulo.checks.readability.aims import PLAIN, suggest_split
from ulo.checks.readability.record_texts import record_names, record_sentences
from ulo.checks.readability.sentences import extract_sentences, split_sentences
from ulo.checks.record_words import record_words
from ulo.core import WARNING, Problem, find_hidden_character, message, quote, rule
from ulo.records import values

STACKED_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{3}")
# A word with a letter from a to z beside a Greek, Cyrillic or Armenian one. Some of them look the
# same; no language mixes them.
MIXED_SCRIPT_WORD = re.compile(
    "(?<![^\\W\\d_])[^\\W\\d_]*?"
    "(?:[a-zA-Z](?=\\w)[\u0370-\u058f]|[\u0370-\u058f][a-zA-Z])[^\\W\\d_]*"
)
MARKUP = re.compile(
    r"<[a-zA-Z!/?]|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8});|\]\(|\*\*|`|\{\{|\{%|\{#"
)


@rule()
def hidden_character(context: CheckContext) -> Iterator[Problem]:
    for pointer, text, _ in context.scalars:
        if text.isascii():
            continue  # control-character says it of ASCII
        if hidden := find_hidden_character(text):
            yield context.problem("hidden-character", pointer, sign=describe_sign(hidden))
        if STACKED_ACCENTS.search(text):
            yield context.problem("hidden-character", pointer, variant="accents")


def describe_sign(sign: str) -> str:
    code, name = f"U+{ord(sign):04X}", unicodedata.name(sign, "").lower()
    if not name:
        return message("rules.hidden-character.signs.nameless", code=code)
    return message("rules.hidden-character.signs.named", code=code, name=name)


@rule()
def not_known(context: CheckContext) -> Iterator[Problem]:
    unknown = values.country_forms(context.schema).unknown
    for pointer, text, node in context.prose:
        # Of fields with a form of their own, wrong-form and others say it.
        if "pattern" in node or "enum" in node or node.get("literal"):
            continue
        if values.is_unknown(text, unknown):
            yield context.problem("not-known", pointer, value=quote(text))


@rule(WARNING)
def name_not_known(context: CheckContext) -> Iterator[Problem]:
    if values.is_unknown(context.text("name"), values.country_forms(context.schema).unknown):
        yield context.problem("name-not-known", ("name",), value=quote(context.text("name")))


@rule()
def mixed_letters(context: CheckContext) -> Iterator[Problem]:
    if context.all_prose.isascii():
        return
    for pointer, text, _ in context.prose:
        if not text.isascii() and (word := MIXED_SCRIPT_WORD.search(text)):
            yield context.problem("mixed-letters", pointer, value=quote(word.group()))


@rule()
def markup(context: CheckContext) -> Iterator[Problem]:
    for pointer, text, _ in context.prose if MARKUP.search(context.all_prose) else ():
        if code := MARKUP.search(text):
            excerpt = text[max(0, code.start() - 10) : code.end() + 15]
            yield context.problem("markup", pointer, value=quote(excerpt))


@rule(WARNING)
def person_title(context: CheckContext) -> Iterator[Problem]:
    words = record_words(context.schema)
    for pointer, text, _ in context.prose if words.title.search(context.all_prose) else ():
        for name in words.person.finditer(text):
            if not is_titled_place(text, name.start(), name.group(), context.schema):
                yield context.problem("person-title", pointer, value=quote(name.group()))
                break


@rule(WARNING)
def long_sentence(context: CheckContext) -> Iterator[Problem]:
    # A text that is cut off here may go on.
    if not any(
        text.count(" ") >= PLAIN.longest or len(text) == MAX_TEXT_LENGTH
        for _, text, _ in context.scalars
    ):
        return
    data = context.record.data
    for _, pointer, whole in record_sentences(data):
        # Extracting the words takes a while: only of what has a sentence that could be too long.
        text = whole[:MAX_TEXT_LENGTH]
        if whole.count(" ") < PLAIN.longest or not any(map(_may_be_long, split_sentences(text))):
            continue
        for sentence in extract_sentences(text, record_names(data)):
            if (words := len(sentence.words)) > PLAIN.longest:
                yield context.problem(
                    "long-sentence", pointer, words=words, parts=suggest_split(words)
                )


def _may_be_long(sentence: str) -> bool:
    return len(sentence.split()) > PLAIN.longest


RULES: list[RecordRule] = [
    hidden_character,
    not_known,
    name_not_known,
    mixed_letters,
    markup,
    long_sentence,
    person_title,
]
