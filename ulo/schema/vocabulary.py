"""Closed lists: terms, areas and partner bodies, found by id, title or synonym."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Generic, TypeVar

from ulo.core import fold


@dataclass(frozen=True)
class Term:
    """One entry of a closed list.

    `phrase` is the title as it stands in the middle of a sentence, `note` helps those who choose a
    term, and `icon` is the name of one of Material's icons. `crisis` is the kind of crisis in
    schema/crisis.yml that its pages name the helplines of, and from which one can leave quickly.
    `at_risk` people may be in danger where somebody finds the door of their group.
    """

    id: str
    title: str
    phrase: str = ""
    description: str = ""
    note: str = ""
    easy_read: str = ""
    synonyms: tuple[str, ...] = ()
    icon: str = ""
    crisis: str = ""
    at_risk: bool = False

    @property
    def names(self) -> Iterator[str]:
        """Every name that people may write for it, apart from its synonyms."""
        yield self.title


@dataclass(frozen=True)
class Area(Term):
    """A country, nation, region, council, wider area or former council.

    `code` is its official (GSS) code. `start` and `until` are ISO dates, and `successors` the ids
    of the areas that came after it; `successors_named` are the names of those that have no id yet.
    `parent` is the id of the area that it lies in. `covers` are the councils of a wider area,
    `districts` those of a county. `parts` are smaller places in it (former counties and districts,
    islands) whose names people write for it.
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
        """Every name that people may write for it, those of its districts and parts included."""
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
    """A public body, charity or company that groups work with.

    `kind` is a term of vocabulary/body.json, `area` the id of the area where it works, `until` the
    year in which it ended, and `became` the ids of the bodies that carry on.
    """

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
    """A closed list: its terms by id, and the path of its file in the repository."""

    id: str
    title: str
    description: str
    path: str
    terms: Mapping[str, T]

    @cached_property
    def _ids_by_name(self) -> dict[str, str]:
        ids: dict[str, str] = {}
        for term in self.terms.values():
            for name in (*term.synonyms, *term.names):
                ids.setdefault(fold(name), term.id)
        return ids

    def __getitem__(self, term_id: str) -> T:
        return self.terms[term_id]

    def find(self, text: str) -> str | None:
        """The id of the term that has this text as its id, title or synonym, or None."""
        return text if text in self.terms else self._ids_by_name.get(fold(text))

    def suggest(self, text: str) -> str | None:
        """The id of the term that a text probably means: by synonym first, then by spelling."""
        if term_id := self.find(text):
            return term_id
        ids = {fold(term_id): term_id for term_id in self.terms} | self._ids_by_name
        near = get_close_matches(fold(text), ids, 1, 0.7)
        return ids[near[0]] if near else None


@dataclass(frozen=True)
class Areas(Vocabulary[Area]):
    """The vocabulary of areas, each of which has the one that it lies in as its parent."""

    def chain(self, area_id: str) -> Iterator[Area]:
        """The area itself, then its ancestors: a council, its region, its nation.

        The country is left out, since everything lies in it.
        """
        area = self.terms[area_id]
        while area.kind != "country":
            yield area
            area = self.terms[area.parent]
