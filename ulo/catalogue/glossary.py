"""Finds the explained words of the library in a text, so that a page can link to what they mean.

A word is found once on a page, and only where it is meant as a word: not as a part of a name such
as "Northside Peer Support".
"""

import re
from collections.abc import Iterable, Iterator

from ulo.core import listed_words
from ulo.model import Word

# No page gets more links than this: what is explained too much is hard to read.
MAX_LINKS = 8
# Elements in which no word is explained: headings, links, names of controls, and what is not prose.
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "th", "summary"})
CONTROLS = frozenset({"a", "button", "label"})
NOT_PROSE = frozenset({"code", "pre", "script", "style"})
SKIPPED_ELEMENTS = HEADINGS | CONTROLS | NOT_PROSE
TAG = re.compile(r"(<[^<>]*>)")
TAG_NAME = re.compile(r"</?([a-z0-9]*)")
# Where a sentence begins: at the start, or behind the end of another.
SENTENCE_START = re.compile(r"(?:^|[.!?:]|[“\"(])\s*$")


class Glossary:
    """All explained words. `linked`, an argument of its methods, holds the slugs that a page has
    linked before; they add to it."""

    def __init__(self, words: Iterable[Word]) -> None:
        self.by_name = {
            " ".join(name.split()): word.slug for word in words for name in word.linkable_names
        }
        self.pattern: re.Pattern[str] | None = None
        if self.by_name:
            # The longest first, so that "peer support group" is not taken for "peer support".
            names = sorted(self.by_name, key=len, reverse=True)
            alternatives = "|".join(map(_name_pattern, names))
            self.pattern = re.compile(rf"(?<![\w-])({alternatives})s?(?![\w-])")

    def split_text(self, text: str, linked: set[str]) -> Iterator[tuple[str, str]]:
        """The text in parts, each with the slug of the word that it is, or with ""."""
        end = 0
        for match in self.pattern.finditer(text) if self.pattern else ():
            name = " ".join(match[1].split())
            is_exact = name in self.by_name
            slug = self.by_name[name if is_exact else name[0].lower() + name[1:]]
            if slug in linked or len(linked) >= MAX_LINKS or not _is_word(text, match, is_exact):
                continue
            linked.add(slug)
            if match.start() > end:
                yield text[end : match.start()], ""
            yield match[0], slug
            end = match.end()
        if end < len(text):
            yield text[end:], ""

    def split_html(self, html: str, linked: set[str]) -> Iterator[tuple[str, str]]:
        """The same for HTML of our own, without its tags and the insides of some elements."""
        # How many of the elements to skip are open.
        depth = 0
        for part in TAG.split(html):
            if part.startswith("<"):
                name = TAG_NAME.match(part)
                if name and name[1] in SKIPPED_ELEMENTS:
                    depth += -1 if part.startswith("</") else 1
                yield part, ""
            elif depth:
                yield part, ""
            else:
                yield from self.split_text(part, linked)


def _name_pattern(name: str) -> str:
    """A pattern for a name, which may have a line break in it.

    A name in small letters may begin with a capital, at the start of a sentence. Some letters have
    no capital of one letter, or one that is also that of another letter: a name with such a first
    letter is only found as it is.
    """
    first, capital = name[0], name[0].upper()
    has_capital = capital.lower() == first != capital
    start = f"[{capital}{first}]" if name == name.lower() and has_capital else re.escape(first)
    return start + r"\s+".join(re.escape(part) for part in name[1:].split(" "))


def _is_word(text: str, match: re.Match[str], is_exact: bool) -> bool:
    """Whether it stands there as a word, and not as a part of a name in capital letters.

    `is_exact`: as it is written in the library, and not with a capital instead.
    """
    before, after = text[: match.start()], text[match.end() :]
    starts_sentence = bool(SENTENCE_START.search(before))
    if re.match(r"\s+[A-Z]", after) or not (is_exact or starts_sentence):
        return False
    if starts_sentence or match[1] == match[1].lower():
        return True
    last_word = re.search(r"(?<!\S)(\S++)\s+$", before)
    if not last_word or not last_word[1][0].isupper():
        return True
    word = last_word[1]
    return word == word.capitalize() and word.lower() in listed_words("before_names")
