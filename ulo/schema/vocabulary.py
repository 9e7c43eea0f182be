"""Closed lists: terms, areas and bodies, found by id, by title or by what else people call them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Generic, TypeVar

from ulo.core import fold


@dataclass(frozen=True)
class Term:
    """One entry of a closed list. `phrase` is the title as it stands in the middle of a sentence; `note` helps
    those who choose a term."""

    id: str
    title: str
    phrase: str = ""
    description: str = ""
    note: str = ""
    easy_read: str = ""
    synonyms: tuple[str, ...] = ()
    icon: str = ""

    @property
    def names(self) -> Iterator[str]:
        """Every name that people may write for it, besides its synonyms."""
        yield self.title


@dataclass(frozen=True)
class Area(Term):
    """A country, nation, region, council, wider area or former council; `code` is its official (GSS) code.

    `start` and `until` are ISO dates, `covers` the councils of a wider area, `districts` those of a county. `parts` are
    smaller places within it (former counties and districts, islands) whose names people write: they stand for the whole.
    """

    kind: str = ""
    code: str = ""
    parent: str = ""
    welsh: str = ""
    gaelic: str = ""
    irish: str = ""
    other_names: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    start: str = ""
    until: str = ""
    successors: tuple[str, ...] = ()
    successors_named: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()

    @property
    def names(self) -> Iterator[str]:
        """Every name that people may write for it; those of its districts and parts, too."""
        own = (
            self.title,
            self.welsh,
            self.gaelic,
            self.irish,
            *self.other_names,
            *self.districts,
            *self.parts,
        )
        return (name for name in own if name)


@dataclass(frozen=True)
class PartnerBody:
    """A public body, charity or company that groups work with; `kind` is a term of vocabulary/body.json. `area` is where it
    works, `until` the year in which it ended, and `became` who carries on."""

    id: str
    title: str
    kind: str
    other_names: tuple[str, ...] = ()
    area: str = ""
    until: str = ""
    became: tuple[str, ...] = ()


T = TypeVar("T", bound=Term, covariant=True)


@dataclass(frozen=True)
class Vocabulary(Generic[T]):
    """A closed list, and where it stands in the repository."""

    id: str
    title: str
    description: str
    path: str
    terms: Mapping[str, T]

    @cached_property
    def _by_word(self) -> dict[str, str]:
        words: dict[str, str] = {}
        for term in self.terms.values():
            for word in (*term.synonyms, *term.names):
                words.setdefault(fold(word), term.id)
        return words

    def __getitem__(self, term_id: str) -> T:
        return self.terms[term_id]

    def find(self, text: str) -> str | None:
        """The id of the term that a person means by this text, if it is an id, a title or a synonym of one."""
        return text if text in self.terms else self._by_word.get(fold(text))

    def suggest(self, text: str) -> str | None:
        """The id nearest to what was written: by meaning first, then by spelling."""
        if meant := self.find(text):
            return meant
        words = {fold(term_id): term_id for term_id in self.terms} | self._by_word
        near = get_close_matches(fold(text), words, 1, 0.7)
        return words[near[0]] if near else None


@dataclass(frozen=True)
class Areas(Vocabulary[Area]):
    """All areas, each of which knows the one that it lies in."""

    def chain(self, area_id: str) -> Iterator[Area]:
        """The area itself, then each that it lies in, from the inside to the outside: a council, its region, its nation.

        The country is left out, since everything lies in it.
        """
        area = self.terms[area_id]
        while area.kind != "country":
            yield area
            area = self.terms[area.parent]
