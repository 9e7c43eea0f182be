"""The rule about two groups whose names are almost the same."""

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations

from ulo.checks.context import CheckContext
from ulo.checks.matching import MAX_NAME_LENGTH, MAX_WORD_OWNERS, common_words
from ulo.core import WARNING, Problem, fold, quote, rule

# Two names are similar when this share of their letters is the same.
MIN_SPELLING_SIMILARITY = 0.9
NO_DIGITS = re.compile(r"\D+")


@rule(WARNING)
def similar_name(contexts: list[CheckContext]) -> Iterator[Problem]:
    names = [
        _FoldedName(context, name)
        for context in contexts
        for name in (context.text("name"), *context.texts("also_known_as"))
        if len(name) <= MAX_NAME_LENGTH
    ]
    reported = set()
    for a, b in _comparable_pairs(names):
        one, other = names[a], names[b]
        if one.main == other.main or not _are_similar(one, other):
            continue
        pair = tuple(sorted((one.context.record.slug, other.context.record.slug)))
        if pair not in reported:
            reported.add(pair)
            yield other.context.problem(
                "similar-name",
                ("name",),
                other=one.context.record.path,
                value=quote(one.name),
                others=[one.context.record.path],
            )


class _FoldedName:
    """A name of a group in the forms in which it is compared; `main` is the first of its names."""

    def __init__(self, context: CheckContext, name: str) -> None:
        self.context, self.name = context, name
        self.main = fold(context.text("name"))
        self.folded = fold(name)
        self.joined = self.folded.replace(" ", "")
        self.words = frozenset(self.folded.split())
        self.rare_words = self.words - common_words(context.schema)
        # Numbers and single letters tell branches apart.
        self.digits = NO_DIGITS.sub("", self.folded)


def _comparable_pairs(names: list[_FoldedName]) -> list[tuple[int, int]]:
    """The positions of two names that share a word which few have, or all letters but spaces.

    To compare every pair would take a minute at 10,000 records.
    """
    buckets: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        if name.rare_words:
            buckets[name.joined].append(number)
            for word in name.rare_words:
                buckets[f" {word}"].append(number)
    small = (numbers for numbers in buckets.values() if 1 < len(numbers) <= MAX_WORD_OWNERS)
    return sorted({pair for numbers in small for pair in combinations(numbers, 2)})


def _are_similar(one: _FoldedName, other: _FoldedName) -> bool:
    """Whether two names differ by no more than a slip of the pen."""
    if one.joined == other.joined:
        return len(one.folded) > 5  # many groups share initials
    shorter, longer = sorted((len(one.folded), len(other.folded)))
    # Even if the longer one has all letters of the shorter, too few are the same.
    if shorter < 8 or 2.0 * shorter / (shorter + longer) < MIN_SPELLING_SIMILARITY:
        return False
    # A pair that differs by a whole word is two places or two communities, not a slip of the pen.
    if one.digits != other.digits or len(one.words ^ other.rare_words) > 2:
        return False
    matcher = SequenceMatcher(None, one.folded, other.folded, autojunk=False)
    return (
        matcher.quick_ratio() >= MIN_SPELLING_SIMILARITY
        and matcher.ratio() >= MIN_SPELLING_SIMILARITY
    )
