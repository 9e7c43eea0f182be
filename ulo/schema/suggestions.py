"""Which terms of a closed list somebody most likely means by a word that is not on it.

A wrong guess can hurt the people that a list is about, so names and synonyms come before letters,
and letters count only for what is a slip of typing and nothing else.
"""

import re
from collections.abc import Iterable, Iterator

from ulo.core import SpellingIndex, fold, text_slips

# What people write around the words that tell whom they mean. People with carers are no carers.
RELATIVES = (
    r"(?:\w+ )?(?:carers?|famil\w+|parents?|partners?|relatives|siblings|children|kids|users)\b"
)
BEFORE = re.compile(
    r"(?:the |for )?(?:people|persons?|adults|those|someone|anyone) "
    rf"(?:who are |who have |that are |(?:living |who live )?with (?:an? )?(?!{RELATIVES}))|"
    r"(?:the|for) "
)
AFTER = re.compile(r" (?:people|persons?|folks?|adults|individuals|communit(?:y|ies))$")
SMALL_WORDS = frozenset(("a", "an", "and", "the", "of", "with", "who", "are"))
IRREGULAR = {"women": "woman", "men": "man", "children": "child", "wives": "wife"}
# Of a plural: shorter words that end in "s" are often none.
SHORTEST_PLURAL = 4
# Through a synonym, only a long word counts that has one slip, and not at its end: abuser is no
# slip for abuse, nor racist for racism.
SHORTEST_SYNONYM, SAME_END = 8, 2

Words = tuple[str, ...]
NamesById = Iterable[tuple[str, Iterable[str]]]


def bare_texts(text: str) -> Iterator[str]:
    """The folded text, then without "people with" before it, and without "people" after it."""
    folded = fold(text.replace("_", " "))
    *first, last = folded.split() or [""]
    if text_slips(last, "people") is not None:
        folded = " ".join((*first, "people"))
    yield folded
    before = BEFORE.match(folded)
    bare = folded[before.end() :] if before else folded
    for one in (bare, AFTER.sub("", folded), AFTER.sub("", bare)):
        if one and one != folded:
            yield one


def word_key(folded: str) -> Words:
    """The words of a folded text in order of the alphabet, in the singular, without small words."""
    return tuple(sorted(_singular(word) for word in folded.split() if word not in SMALL_WORDS))


def _singular(word: str) -> str:
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) < SHORTEST_PLURAL or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]


def index_words(names_by_id: NamesById) -> dict[Words, set[str]]:
    """The ids of the terms by the words of their names. Initials count only as they are."""
    index: dict[Words, set[str]] = {}
    for term_id, names in names_by_id:
        for name in names:
            if not name.isupper():
                for folded in bare_texts(name):
                    index.setdefault(word_key(folded), set()).add(term_id)
    index.pop((), None)
    return index


class NearTerms:
    """The terms of a list by the names as which they are shown, and by their synonyms."""

    def __init__(self, shown: NamesById, synonyms: NamesById) -> None:
        self._ids_by_name, self._ids_by_synonym = _invert(shown), _invert(synonyms)
        self._names = SpellingIndex(self._ids_by_name)
        self._synonyms = SpellingIndex(self._ids_by_synonym)

    def find(self, text: str) -> set[str]:
        """The ids of the terms whose name as it is shown, or else a synonym, a text is a slip for.

        Of the names, those with the fewest slips.
        """
        bare = tuple(bare_texts(text))
        if found := list(self._names.find_slips(bare[0])):
            fewest = min(slips for slips, _ in found)
            names = (name for slips, name in found if slips == fewest)
            return {term_id for name in names for term_id in self._ids_by_name[name]}
        return {
            term_id
            for one in bare
            for slips, synonym in self._synonyms.find_slips(one)
            if slips == 1 and _is_slip_of_synonym(one, synonym)
            for term_id in self._ids_by_synonym[synonym]
        }


def _invert(names_by_id: NamesById) -> dict[str, set[str]]:
    """The ids by their folded names."""
    ids: dict[str, set[str]] = {}
    for term_id, names in names_by_id:
        for name in names:
            ids.setdefault(fold(name), set()).add(term_id)
    return ids


def _is_slip_of_synonym(folded: str, synonym: str) -> bool:
    """Whether a text that has one slip is one of a long word, and not at its end."""
    return (
        len(folded) >= SHORTEST_SYNONYM
        and folded[-SAME_END:] == synonym[-SAME_END:]
        and all(
            len(word) >= SHORTEST_SYNONYM for word in folded.split() if word not in synonym.split()
        )
    )
