"""Where sentences end, and which of their words count.

A name counts as one plain word; figures and addresses do not count at all.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ulo.core import Locale, current_locale, listed_words

# What stands for a name in a sentence: one word of one syllable. It is no letter, so no text has it
# by chance.
NAME_TOKEN = "\x00"
# Only the beginning of a text is read. Ours are shorter; a stranger's may have any length.
MAX_TEXT_LENGTH = 100_000
# How many names are searched for in a text.
MAX_NAMES = 100
# Addresses of sites and mailboxes; with a known ending, which that of a country may follow, or with
# a path behind that of a country, also without https:// or www.
URL_OR_EMAIL = re.compile(
    r"(?:https?://|www\.)\S*[^\s.,;:!?)]"
    r"|[\w.+-]{1,64}@[\w-]{1,64}(?:\.\w{1,64}){1,4}"
    r"|\b(?:gov\.[a-z]{2}|[\w-]{1,64}(?:\.[\w-]{1,64}){0,4}\."
    r"(?:(?:org|com|net|co|gov|info)(?:\.[a-z]{2})?|[a-z]{2}(?=/)))\b(?:/\S*[^\s.,;:!?)])?"
)
# Code, and the gap of a message, such as {place}, count as names.
PLACEHOLDER = re.compile(r"`[^`]*`|\{\w{1,64}\}")
# A stop, what may close behind it, a space, and then something that can begin a sentence. The
# quantifiers are possessive (++): a page of full stops takes no longer than a page of words.
SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’)\]]*+(?=\s++[\"'“‘(\[]*+[A-Z0-9`{À-ÞŴŶ])|\n+")
WORD = re.compile(r"\x00|[^\W_]+(?:['’‑-][^\W_]+)*")
# A word with a capital, and what may stand between two of them in one name: Department of Health,
# People First.
CAPITALISED_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]*[A-ZÀ-ÞŴŶ](?:[\w'’&.-]*[\w’])?")
NAME_CONNECTOR = re.compile(r"\s+(?:(?:of|for|&|of the|for the)\s+)?")


@dataclass(frozen=True)
class Sentence:
    """One sentence as it was written, and the words of it that count; a name is NAME_TOKEN."""

    text: str
    words: tuple[str, ...]


def extract_sentences(text: str, names: Iterable[str] = ()) -> Iterator[Sentence]:
    """The sentences of a text that have words.

    `names` count as names wherever they stand, besides words with a capital inside of a sentence.
    """
    pattern = _names_pattern(names)
    for written in split_sentences(text[:MAX_TEXT_LENGTH]):
        # Where all letters are capitals, they do not show what is a name.
        sentence = written.lower() if written.isupper() else written
        sentence = URL_OR_EMAIL.sub(" ", PLACEHOLDER.sub(NAME_TOKEN, sentence))
        if pattern:
            sentence = pattern.sub(NAME_TOKEN, sentence)
        words = tuple(
            word
            for word in WORD.findall(_replace_names(sentence))
            if not any(character.isdigit() for character in word)
        )
        if words:
            yield Sentence(written, words)


def split_sentences(text: str) -> Iterator[str]:
    """A text in sentences. A line of its own, such as an entry of a list, is one, too."""
    start = 0
    abbreviation, number_abbreviation = _abbreviations(current_locale())
    for stop in SENTENCE_END.finditer(text):
        # No abbreviation is longer than this.
        before = text[max(start, stop.start() - 12) : stop.start() + 1]
        is_figure_next = text[stop.end() : stop.end() + 2].strip().isdigit()
        if abbreviation.search(before) or (is_figure_next and number_abbreviation.search(before)):
            continue
        if sentence := text[start : stop.end()].strip():
            yield sentence
        start = stop.end()
    if sentence := text[start:].strip():
        yield sentence


@lru_cache(maxsize=8)
def _abbreviations(locale: Locale) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Not the end of a sentence, whatever follows, or if a figure follows; initials are the former.

    The language has them, and every language has initials: J. Smith.
    """
    words = locale.section("text_words")
    known, before_numbers = words["abbreviations_pattern"], words["number_abbreviations_pattern"]
    return (
        re.compile(
            rf"(?:^|[\s(\"'“‘])(?:{known}|[A-Z]|(?:[A-Z]\.)+[A-Z])\.$",
            re.IGNORECASE,
        ),
        re.compile(rf"(?:^|[\s(])(?:{before_numbers})\.$", re.IGNORECASE),
    )


def _names_pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern that finds each of these names as whole words, the longest first."""
    longest_first = sorted(set(names), key=lambda name: (-len(name), name))[:MAX_NAMES]
    parts = [re.escape(name.strip()) for name in longest_first if len(name.strip()) > 1]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])") if parts else None


def _replace_names(sentence: str) -> str:
    """The sentence with each run of words in capitals as one NAME_TOKEN.

    Its first word has a capital anyway, so it counts as a name only if another such word follows.
    """
    parts: list[str] = []
    end = 0
    is_first = True
    openers = listed_words("sentence_openers")
    while match := CAPITALISED_WORD.search(sentence, end):
        start, name_end, length = match.start(), match.end(), 1
        # At the start, and behind a quotation mark, any word has a capital.
        is_start = is_first and not WORD.search(sentence, end, start)
        is_opening = is_start or sentence[max(0, start - 1) : start] in ('"', "“", "‘")
        is_first = False
        if is_opening and match.group().lower() in openers:
            parts.append(sentence[end:name_end])
            end = name_end
            continue
        while (gap := NAME_CONNECTOR.match(sentence, name_end)) and (
            following := CAPITALISED_WORD.match(sentence, gap.end())
        ):
            name_end, length = following.end(), length + 1
        is_plain_word = is_opening and length == 1 and not match.group()[1:].isupper()
        parts.append(sentence[end:name_end] if is_plain_word else sentence[end:start] + NAME_TOKEN)
        end = name_end
    return "".join(parts) + sentence[end:]
