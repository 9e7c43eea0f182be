"""Posting lists of the search index: which groups use a word, encoded for the script."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import takewhile
from string import ascii_uppercase

from ulo.core import fold, listed_words

# The 64 digits of encoded numbers: the first 32 end a number, the others carry five bits of one
# that goes on.
POSTING_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"


def encode_postings(numbers: Iterable[int]) -> str:
    """Rising numbers as the steps between them, in POSTING_DIGITS, the low bits first.

    A small step takes one digit.
    """
    digits = []
    previous = 0
    for number in numbers:
        step, previous = number - previous, number
        while step > 31:
            digits.append(POSTING_DIGITS[32 + (step & 31)])
            step >>= 5
        digits.append(POSTING_DIGITS[step])
    return "".join(digits)


def word_postings(texts: Iterable[tuple[Iterable[str], str]]) -> dict[str, str]:
    """For each word, in the order of the alphabet, the encoded numbers of the texts that have it.

    Each text comes as its parts, and as what is known of its group in any case: the words of that
    weigh more elsewhere in the index and are left out here, as are stop words and single letters.
    """
    numbers: dict[str, list[int]] = defaultdict(list)
    unindexed = listed_words("unindexed")
    for number, (parts, known) in enumerate(texts):
        words = {word for part in parts for word in fold(part).split() if len(word) > 1}
        for word in words - unindexed - set(fold(known).split()):
            numbers[word].append(number)
    return {word: encode_postings(numbers[word]) for word in sorted(numbers)}


def pack_words(postings: Mapping[str, str]) -> tuple[str, str]:
    """Words in the order of the alphabet as one text, and their encoded numbers as another.

    Before each word stands, as a capital letter, how much of the word before it it begins with.
    """
    packed = []
    previous = ""
    for word in postings:
        pairs = zip(word[: len(ascii_uppercase) - 1], previous, strict=False)
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        packed.append(ascii_uppercase[shared] + word[shared:])
        previous = word
    return "".join(packed), " ".join(postings.values())


def extra_words(title: str, texts: Iterable[str]) -> str:
    """The words of these texts that are not in the title, each once, without stop words."""
    known = listed_words("unindexed") | {*fold(title).split()}
    words = dict.fromkeys(word for text in texts for word in fold(text).split())
    return " ".join(word for word in words if word not in known)
