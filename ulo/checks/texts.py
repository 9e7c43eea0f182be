"""The rules about texts: every character can be seen, and the words are plain and name nobody."""

import re
import unicodedata
from collections.abc import Iterator

from ulo.checks.context import MAX_TEXT_LENGTH, CheckContext, RecordRule
from ulo.checks.readability.aims import PLAIN, suggest_split
from ulo.checks.readability.record_texts import record_names, record_sentences
from ulo.checks.readability.sentences import extract_sentences, split_sentences
from ulo.core import WARNING, Problem, quote, rule
from ulo.records import values

STACKED_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{3}")
# A word with a letter from a to z beside a Greek, Cyrillic or Armenian one. Some of them look the
# same; no language mixes them.
MIXED_SCRIPT_WORD = re.compile(
    "[^\\W\\d_]*(?:[a-zA-Z](?=\\w)[\u0370-\u058f]|[\u0370-\u058f][a-zA-Z])[^\\W\\d_]*"
)
MARKUP = re.compile(
    r"<[a-zA-Z!/?]|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8});|\]\(|\*\*|`|\{\{|\{%|\{#"
)
# A title of a person, quickly found: what comes before and after is left to the next pattern.
TITLE = re.compile(r"Mr|Ms|Miss|Mx|Dr|Prof|Sir|Dame|Lord|Lady|Baroness|Rev")
# A title and a name, but not that of a house or a street.
PERSON_WITH_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Baroness|Rev)\.? "
    r"(?!(?:[A-Z][\w'-]+ )+(?:House|Hall|Court|Centre|Building|Hospital|Library|School|Street|Road"
    r"|Way|Lane)\b)[A-Z][\w'-]+"
)


@rule()
def hidden_character(context: CheckContext) -> Iterator[Problem]:
    """Every sign in a text can be seen.

    Signs of no width, and signs that turn the direction of reading, can make a text look like
    another one.
    """
    for pointer, text, _ in context.scalars:
        if text.isascii():
            continue  # control-character says it of ASCII
        if hidden := values.find_hidden_character(text):
            name = unicodedata.name(hidden, "without a name").lower()
            yield context.problem("hidden-character", pointer, sign=f"U+{ord(hidden):04X}, {name}")
        if STACKED_ACCENTS.search(text):
            yield context.problem("hidden-character", pointer, variant="accents")


@rule()
def not_known(context: CheckContext) -> Iterator[Problem]:
    """What is not known is left out.

    Instead of `town: N/A` write nothing: a page would show it as the name of a town.
    """
    for pointer, text, node in context.prose:
        # Of fields with a form of their own, wrong-form and others say it.
        if "pattern" in node or "enum" in node or node.get("literal"):
            continue
        if values.is_unknown(text):
            yield context.problem("not-known", pointer, value=quote(text))


@rule(WARNING)
def name_not_known(context: CheckContext) -> Iterator[Problem]:
    """The name is what the group calls itself.

    A group may be called None. More often, somebody did not know the name.
    """
    if values.is_unknown(context.text("name")):
        yield context.problem("name-not-known", ("name",), value=quote(context.text("name")))


@rule()
def mixed_letters(context: CheckContext) -> Iterator[Problem]:
    """The letters of a word are of one alphabet.

    A Cyrillic letter among Latin ones makes a name look like that of another group, and no search
    finds it.
    """
    if context.all_prose.isascii():
        return
    for pointer, text, _ in context.prose:
        if not text.isascii() and (word := MIXED_SCRIPT_WORD.search(text)):
            yield context.problem("mixed-letters", pointer, value=quote(word.group()))


@rule()
def markup(context: CheckContext) -> Iterator[Problem]:
    """Texts are plain words, without HTML, Markdown or template signs.

    Pages show every sign as it is, so code would stand there as code.
    """
    for pointer, text, _ in context.prose if MARKUP.search(context.all_prose) else ():
        if code := MARKUP.search(text):
            excerpt = text[max(0, code.start() - 10) : code.end() + 15]
            yield context.problem("markup", pointer, value=quote(excerpt))


@rule(WARNING)
def person_title(context: CheckContext) -> Iterator[Problem]:
    """No record names a person, apart from the authors of published works.

    A record is public and stays in the history for good. Instead of `Led by Dr Example` write
    `Led by its chair`.
    """
    for pointer, text, _ in context.prose if TITLE.search(context.all_prose) else ():
        if name := PERSON_WITH_TITLE.search(text):
            yield context.problem("person-title", pointer, value=quote(name.group()))


@rule(WARNING)
def long_sentence(context: CheckContext) -> Iterator[Problem]:
    """A sentence has at most 25 words. A name counts as one, a figure as none.

    Short sentences help everyone, and many readers need them. Say one thing, then write a full
    stop.
    """
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
