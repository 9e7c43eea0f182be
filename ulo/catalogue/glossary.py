"""Finds the words in a text that are explained in the library, so that a page can link to what they mean.

A word is found once on a page, and only where it is meant as a word: not as a part of a name such as "Leeds Peer Support".
"""

import re
from collections.abc import Iterable, Iterator

from ulo.model import Word

# No page gets more links than this: what is explained too much is hard to read.
MAX_LINKS = 8
# Elements in which no word is explained: headings, links, names of things to press, and what a computer wants.
SKIPPED_ELEMENTS = frozenset(
    "a h1 h2 h3 h4 h5 h6 th button summary label code pre script style".split()
)
TAG = re.compile(r"(<[^>]*>)")
# Where a sentence begins: at the start, or behind the end of another.
SENTENCE_START = re.compile(r"(?:^|[.!?:]|[“\"(])\s*$")
# What may stand before a word in capitals without being a part of a name with it.
SENTENCE_OPENERS = frozenset(
    "A An And As At But By Each Every For From If In Its Many Most Of On Or Our Some That The This To Under When With".split()
)


class Glossary:
    """All words of the library. `said` is what a page has explained so far; it belongs to the page."""

    def __init__(self, words: Iterable[Word]) -> None:
        self.by_name = {
            " ".join(name.split()): word.slug for word in words for name in word.linkable_names
        }
        # The longest first, so that "peer support group" is not taken for "peer support".
        names = sorted(self.by_name, key=len, reverse=True)
        self.pattern = (
            re.compile(rf"(?<![\w-])({'|'.join(map(_name_pattern, names))})s?(?![\w-])")
            if names
            else None
        )

    def split_text(self, text: str, linked: set[str]) -> Iterator[tuple[str, str]]:
        """The text in pieces, each with the slug of the word that it is, or with nothing."""
        done = 0
        for match in self.pattern.finditer(text) if self.pattern else ():
            name = " ".join(match[1].split())
            slug = self.by_name.get(name) or self.by_name[name[0].lower() + name[1:]]
            if (
                slug not in linked
                and len(linked) < MAX_LINKS
                and _is_word(text, match, name in self.by_name)
            ):
                linked.add(slug)
                yield from (
                    (part, of)
                    for part, of in ((text[done : match.start()], ""), (match[0], slug))
                    if part
                )
                done = match.end()
        if done < len(text):
            yield text[done:], ""

    def split_html(self, html: str, linked: set[str]) -> Iterator[tuple[str, str]]:
        """The same for HTML of our own, in which tags and the insides of some elements stay as they are."""
        silent = 0
        for part in TAG.split(html):
            if part.startswith("<"):
                name = re.match(r"</?([a-z0-9]*)", part)[1]
                silent += (name in SKIPPED_ELEMENTS) * (-1 if part.startswith("</") else 1)
                yield part, ""
            elif silent:
                yield part, ""
            else:
                yield from self.split_text(part, linked)


def _name_pattern(name: str) -> str:
    """A pattern for a name: one in small letters may begin a sentence, and a line may end inside of it."""
    first = name[0]
    # Some letters have no capital of one letter, or one that is also that of another letter: a name with such a first letter stays as it is.
    start = (
        f"[{first.upper()}{first}]"
        if name == name.lower() and first.upper().lower() == first != first.upper()
        else re.escape(first)
    )
    return start + r"\s+".join(re.escape(part) for part in name[1:].split(" "))


def _is_word(text: str, match: re.Match, as_written: bool) -> bool:
    """Whether it stands there as a word, and not as a part of a name in capital letters."""
    before, after = text[: match.start()], text[match.end() :]
    begins = bool(SENTENCE_START.search(before))
    if not as_written and not begins or re.match(r"\s+[A-Z]", after):
        return False
    last = re.search(r"(\S+)\s+$", before)
    return (
        begins
        or match[1] == match[1].lower()
        or not last
        or not last[1][0].isupper()
        or last[1] in SENTENCE_OPENERS
    )
