"""Closed lists: terms, areas and partner bodies, found by id, title or synonym."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from ulo.core import NEVER, fold
from ulo.schema import suggestions

# What is longer is no word of a list.
MAX_TEXT_LENGTH = 120


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
    def all_names(self) -> Iterator[str]:
        """Every name that people may write for it, apart from its synonyms."""
        yield self.title


@dataclass(frozen=True)
class Area(Term):
    """A country, nation, region, council, wider area or former council.

    `code` is its official code. `start` and `until` are ISO dates, and `successors` the ids
    of the areas that came after it; `successors_named` are the names of those that have no id yet.
    `parent` is the id of the area that it lies in; the country itself has none. `names` are those
    in the country's other languages, by their tags. `covers` are the councils of a wider area,
    `districts` those of a county. `parts` are smaller places in it (former counties and districts,
    islands) whose names people write for it.
    """

    kind: str = ""
    code: str = ""
    parent: str = ""
    # Areas are the keys of dictionaries, which a mapping cannot be.
    names: Mapping[str, str] = field(default_factory=dict, hash=False)
    other_names: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    start: str = ""
    until: str = ""
    successors: tuple[str, ...] = ()
    successors_named: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()

    @property
    def all_names(self) -> Iterator[str]:
        """Every name that people may write for it, those of its districts and parts included."""
        own = (
            self.title,
            *self.names.values(),
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
    def _ids_by_name(self) -> dict[str, tuple[str, ...]]:
        """The ids of the terms that have a folded name; of several, those that are shown as it."""
        ids: dict[str, tuple[str, ...]] = {}
        for names_of in (_synonyms, _names):
            found: dict[str, dict[str, None]] = {}
            for term in self.terms.values():
                for name in names_of(term):
                    found.setdefault(fold(name), {})[term.id] = None
            ids |= {name: tuple(some) for name, some in found.items()}
        return ids

    @cached_property
    def _ids_by_words(self) -> dict[suggestions.Words, set[str]]:
        return suggestions.index_words(
            (term.id, (*term.synonyms, *term.all_names)) for term in self.terms.values()
        )

    @cached_property
    def _near_terms(self) -> suggestions.NearTerms:
        return suggestions.NearTerms(
            [(term.id, (term.id, *term.all_names)) for term in self.terms.values()],
            [(term.id, term.synonyms) for term in self.terms.values()],
        )

    def __getitem__(self, term_id: str) -> T:
        return self.terms[term_id]

    def find(self, text: str) -> str | None:
        """The id of the term that has this text as its id, title or synonym, or None.

        A word for several terms, such as deafblind, finds none of them: that is for people to say.
        """
        if text in self.terms:
            return text
        ids = self._ids_by_name.get(fold(text), ())
        return ids[0] if len(ids) == 1 else None

    def suggest(self, text: str) -> tuple[str, ...]:
        """The ids of the terms that a text probably means; there are none where it is a guess.

        There is more than one only where the text is a word for each of them. Names and synonyms
        come first, also in the plural, in another order, or with "people with" around them; then
        what is a slip of typing and can be nothing else.
        """
        if len(text) > MAX_TEXT_LENGTH:
            return ()
        if text in self.terms:
            return (text,)
        bare = tuple(suggestions.bare_texts(text))
        for one in bare:
            if ids := self._ids_by_name.get(one):
                return ids
        for one in bare:
            if words := self._ids_by_words.get(suggestions.word_key(one)):
                return tuple(words) if len(words) == 1 else ()
        near = self._near_terms.find(text)
        return tuple(near) if len(near) == 1 else ()


def _names(term: Term) -> Iterator[str]:
    yield term.id
    yield from term.all_names


def _synonyms(term: Term) -> Iterator[str]:
    yield from term.synonyms


@dataclass(frozen=True)
class Areas(Vocabulary[Area]):
    """The vocabulary of areas, each of which has the one that it lies in as its parent.

    `name_prefixes` and `name_endings` are patterns of what people write around their names.
    """

    name_prefixes: tuple[str, ...] = ()
    name_endings: tuple[str, ...] = ()

    def bare_name(self, text: str) -> str:
        """A name without what says what kind of area it is: of "X City Council", X."""
        prefix, ending = self._around_names
        return ending.sub("", prefix.sub("", text))

    @cached_property
    def _around_names(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        before, behind = "|".join(self.name_prefixes), "|".join(self.name_endings)
        return (
            re.compile(rf"^(?:(?:{before or NEVER}) )+", re.IGNORECASE),
            re.compile(rf" (?:{behind or NEVER})$", re.IGNORECASE),
        )

    @cached_property
    def country(self) -> Area:
        """The one area without a parent. Raises ValueError where there is not exactly one."""
        tops = [area for area in self.terms.values() if not area.parent]
        if len(tops) != 1:
            found = ", ".join(area.id for area in tops) or "none"
            raise ValueError(f"areas.json: just one area has no parent, the country, not {found}")
        return tops[0]

    def chain(self, area_id: str) -> Iterator[Area]:
        """The area itself, then its ancestors: a council, its region, its nation.

        The country is left out, since everything lies in it.
        """
        area = self.terms[area_id]
        while area.parent:
            yield area
            area = self.terms[area.parent]

    @cached_property
    def divided(self) -> frozenset[str]:
        """The ids of the areas, such as a nation, that have regions of their own."""
        return frozenset(area.parent for area in self.terms.values() if area.kind == "region")
