"""Slips of typing: what somebody most likely meant to write.

A suggestion can hurt: who writes of disabled people is not helped by "Did you mean women?". So only
what can hardly be anything but a slip counts, and of two that come equally near neither is named.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ulo.core.text import fold

# Letters that are often written for one another.
VOWELS, HISSES = frozenset("aeiouy"), frozenset("ckqsz")
# A word may have one slip for each so many of its letters: dead is no slip for deaf.
LETTERS_PER_SLIP = 6
MAX_SLIPS = 2
# No text that is worth a suggestion is longer.
MAX_LENGTH = 120
# Of more texts that begin alike in each word, nobody guesses one.
MAX_ALIKE = 200
# A wrong consonant makes another word of it, as in stamford and stafford: it counts for two.
WRONG_CONSONANT = 2


def count_slips(one: str, other: str) -> int:
    """The fewest slips between two words: a letter missing, added, swapped or wrong.

    A wrong vowel is one slip, and so is one of c, k, q, s and z for another. Any other wrong letter
    is two. Only the first 120 letters are read.
    """
    one, other = one[:MAX_LENGTH], other[:MAX_LENGTH]
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        following = [i]
        for j, wanted in enumerate(other, 1):
            best = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + _wrong(letter, wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                best = min(best, before[j - 2] + 1)
            following.append(best)
        before, row = row, following
    return row[-1]


def _wrong(letter: str, wanted: str) -> int:
    if letter == wanted:
        return 0
    pair = {letter, wanted}
    return 1 if pair <= VOWELS or pair <= HISSES else WRONG_CONSONANT


def word_slips(typed: str, word: str) -> int | None:
    """The slips of one word that was meant to be another; None where it is another word.

    Hardly anybody gets the first letter wrong, and a longer word has more places for slips.
    """
    if typed == word:
        return 0
    longest = max(len(typed), len(word))
    allowed = min(longest // LETTERS_PER_SLIP, MAX_SLIPS)
    if typed[:1] != word[:1] or abs(len(typed) - len(word)) > allowed:
        return None
    slips = count_slips(typed, word)
    return slips if slips <= allowed else None


def text_slips(typed: str, text: str) -> int | None:
    """The same of texts of several words, both folded: each word has to be the one it stands for.

    Where spaces are all that differs, that is one slip.
    """
    typed_words, words = typed.split(), text.split()
    if len(typed_words) != len(words):
        return 1 if "".join(typed_words) == "".join(words) else None
    total = 0
    for one, other in zip(typed_words, words, strict=True):
        slips = word_slips(one, other)
        if slips is None or total + slips > MAX_SLIPS:
            return None
        total += slips
    return total


class SpellingIndex:
    """Texts by what a slip leaves as it was, so that a text is compared with few of them.

    Those are the first letters of all words, or else all letters without the spaces.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._by_start: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._by_letters: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for text in texts:
            folded = fold(text)
            words = folded.split()
            self._by_start[_first_letters(words)].add((folded, text))
            self._by_letters["".join(words)].add((folded, text))

    def find_slips(self, folded: str) -> Iterator[tuple[int, str]]:
        """The texts for which a folded one is a slip, with how many slips it has."""
        words = folded.split()
        alike = self._by_start.get(_first_letters(words), set())
        if len(alike) > MAX_ALIKE:
            alike = set()
        for other, text in alike | self._by_letters.get("".join(words), set()):
            slips = text_slips(folded, other)
            if slips is not None:
                yield slips, text

    def nearest(self, typed: str) -> str | None:
        """The text that was most likely meant; None where none or several may be."""
        wanted = fold(typed)
        if len(wanted) > MAX_LENGTH:
            return None
        found = list(self.find_slips(wanted))
        fewest = min((slips for slips, _ in found), default=0)
        best = {text for slips, text in found if slips == fewest}
        return best.pop() if len(best) == 1 else None


def _first_letters(words: Iterable[str]) -> str:
    return "".join(word[0] for word in words)


def nearest(typed: str, texts: Iterable[str]) -> str | None:
    """Of some texts, the one that was most likely meant; None where none or several may be."""
    return SpellingIndex(texts).nearest(typed)
