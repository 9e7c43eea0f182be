"""The grade of a text, by Flesch and Kincaid: the year of an American school that can read it."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from math import ceil
from typing import TYPE_CHECKING

from ulo.checks.readability.sentences import NAME_TOKEN, Sentence
from ulo.core import message

if TYPE_CHECKING:
    from pyphen import Pyphen  # type: ignore[import-untyped]  # it has no types

# Hyphenation never parts one letter from a word (a-bout, ar-e-a), so groups of vowels are counted,
# too, without the silent e. The greater of the two counts is as spoken for 98 of 100 words of our
# texts (by the CMU Pronouncing Dictionary); those that it takes for longer and for shorter make up
# for each other.
SILENT_ENDINGS = re.compile(
    r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=[^aeiouyscxzhgl])es$|(?<=[aeiouy]l)es$"
    r"|(?<=[^aeiouytdl])ed$|(?<=[aeiouyl]l)ed$"
)
VOWELS = re.compile(r"[aeiouyà-öø-ÿ]+")
# Hyphenation takes longer with the length of a word. No word of ours is as long.
MAX_PART_LENGTH = 64


@cache
def _hyphenation(language: str) -> "Pyphen":
    import pyphen  # loading its patterns takes a tenth of a second, which `check` need not wait for

    return pyphen.Pyphen(lang=language)


@lru_cache(maxsize=1 << 14)
def count_syllables(word: str) -> int:
    """How many syllables a word is spoken with, or nearly.

    Initials, which are spoken letter by letter, are no words here: they count as names before.
    """
    if word == NAME_TOKEN:
        return 1
    return sum(_count_part(part) for part in re.split(r"[-‑]", word.lower()) if part) or 1


def _count_part(part: str) -> int:
    """The syllables of a word, or of a part of one, without hyphens."""
    patterns = _hyphenation(message("readability.hyphenation"))
    by_hyphenation = len(patterns.positions(part[:MAX_PART_LENGTH])) + 1
    by_vowels = len(VOWELS.findall(SILENT_ENDINGS.sub("", part)))
    return max(1, by_hyphenation, by_vowels)


def flesch_kincaid_grade(sentences: Sequence[Sentence]) -> float:
    """The Flesch-Kincaid grade level; 0 where there are no words.

    It is 0.39 for each word of a sentence and 11.8 for each syllable of a word, less 15.59.
    """
    words = [word for sentence in sentences for word in sentence.words]
    if not words:
        return 0.0
    words_per_sentence = len(words) / len(sentences)
    syllables_per_word = sum(map(count_syllables, words)) / len(words)
    return 0.39 * words_per_sentence + 11.8 * syllables_per_word - 15.59


def quantile(share: float, numbers: Sequence[float]) -> float:
    """The number that this share of the numbers does not exceed; 0 of none.

    A share of 0.5 gives the median, and one of 0.9 what nine in ten keep to.
    """
    if not numbers:
        return 0.0
    position = ceil(share * len(numbers)) - 1
    return sorted(numbers)[min(len(numbers) - 1, max(0, position))]
