"""The grade of a text: the year of an American school in which it is easy to read, as Flesch and
Kincaid estimate it.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from ulo.checks.readability.sentences import NAME_TOKEN, Sentence

# Hyphenation never parts one letter from a word (a-bout, ar-e-a), so groups of vowels are counted,
# too, without the e that is not spoken. The greater of the two counts is as spoken for 98 of 100
# words of our texts (by the CMU Pronouncing Dictionary); those that it takes for longer and for
# shorter make up for each other.
SILENT_ENDINGS = re.compile(
    r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=[^aeiouyscxzhgl])es$|(?<=[aeiouy]l)es$|(?<=[^aeiouytdl])ed$|(?<=[aeiouyl]l)ed$"
)
VOWELS = re.compile(r"[aeiouyà-öø-ÿ]+")


@cache
def _hyphenation():
    import pyphen  # loading its patterns takes a tenth of a second, which `check` need not wait for

    return pyphen.Pyphen(lang="en_US")  # the British patterns find one syllable in "people"


@lru_cache(maxsize=1 << 14)
def count_syllables(word: str) -> int:
    """How many syllables a word is spoken with, or nearly. Initials are spoken letter by letter,
    but count as names before.
    """
    if word == NAME_TOKEN:
        return 1
    parts = (part for part in re.split(r"[-‑]", word.lower()) if part)
    return (
        sum(
            max(
                1,
                len(_hyphenation().positions(part[:64])) + 1,
                len(VOWELS.findall(SILENT_ENDINGS.sub("", part))),
            )
            for part in parts
        )
        or 1
    )


def flesch_kincaid_grade(sentences: Sequence[Sentence]) -> float:
    """Flesch-Kincaid: 0.39 for each word of a sentence, 11.8 for each syllable of a word, less
    15.59; 0 for no words.
    """
    words = [word for sentence in sentences for word in sentence.words]
    if not words:
        return 0.0
    return (
        0.39 * len(words) / len(sentences)
        + 11.8 * sum(map(count_syllables, words)) / len(words)
        - 15.59
    )


def quantile(share: float, numbers: Sequence[float]) -> float:
    """The number that this share of the numbers is not above: 0.5 gives the median, 0.9 what nine
    in ten keep to.
    """
    ordered = sorted(numbers)
    return (
        ordered[min(len(ordered) - 1, max(0, -int(-share * len(ordered) // 1) - 1))]
        if ordered
        else 0.0
    )
