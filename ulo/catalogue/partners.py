"""Which bodies a piece of participation work was done with, found in free text.

Known are the names in schema/registers/partners.json, and those of every council.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ulo.catalogue.grouping import group_by
from ulo.core import fold, format_message
from ulo.schema import Area, PartnerBody, Schema

# A word of a text, or the sign that stands for "and".
WORD = re.compile("[\\w'\N{RIGHT SINGLE QUOTATION MARK}-]+|&")
# How people write the name of a council. A bare "Leeds" is a place and not its council.
COUNCIL_FORMS = (
    "{} council",
    "{} city council",
    "{} county council",
    "{} borough council",
    "{} metropolitan borough council",
    "{} district council",
)
WELSH_COUNCIL_FORMS = (
    "cyngor {}",
    "cyngor sir {}",
    "cyngor dinas {}",
    "cyngor bwrdeistref sirol {}",
)
BOROUGH_PREFIXES = ("london borough of ", "royal borough of ")
# Words between names, which say nothing of a partner.
STOP_WORDS = {"and", "or", "with", "the", "of", "together", "including", "other"}


@dataclass(frozen=True)
class PartnerMatch:
    """The ids of the bodies that a text names, in its order, and the parts that match no name."""

    bodies: tuple[str, ...]
    unmatched: tuple[str, ...]


class PartnerIndex:
    """All bodies by id, the councils among them; `find` finds them in a text."""

    def __init__(self, schema: Schema) -> None:
        register = schema.partners
        councils = [area for area in schema.areas.terms.values() if area.kind == "council"]
        title_format = schema.messages["work"]["council"]
        self.bodies = {
            area.id: PartnerBody(
                area.id, format_message(title_format, place=area.title), "council", area=area.id
            )
            for area in councils
        }
        if twice := self.bodies.keys() & register.bodies.keys():
            raise ValueError(f"partners.json: {', '.join(sorted(twice))} is a council already")
        self.bodies |= register.bodies
        # The bodies that each name stands for: none for a name that says nothing of a body.
        self._names: dict[str, tuple[str, ...]] = {
            _fold_name(name): () for name in register.ignored
        }
        for area in councils:
            self._names |= dict.fromkeys(_council_names(area), (area.id,))
        # partners.json comes last: "Derry City Council" is not the council of today.
        for body in register.bodies.values():
            for name in (body.title, *body.other_names):
                self._names[_fold_name(name)] = (body.id,)
        self._texts = {_fold_name(text): ids for text, ids in register.texts.items()}
        self._max_words = max(len(name.split()) for name in self._names)
        self._cache: dict[str, PartnerMatch] = {}

    @cached_property
    def predecessors(self) -> dict[str, list[str]]:
        """The ids of the bodies that each body carries on."""
        by_successor = group_by(self.bodies.values(), lambda body: body.became)
        return {id: [body.id for body in bodies] for id, bodies in by_successor.items()}

    def find(self, text: str) -> PartnerMatch:
        """The bodies that a text names. The longest name wins: "NHS England" is not also "NHS"."""
        if text not in self._cache:
            known = self._texts.get(_fold_name(text))
            self._cache[text] = self._search(text) if known is None else PartnerMatch(known, ())
        return self._cache[text]

    def _search(self, text: str) -> PartnerMatch:
        words = list(WORD.finditer(text))
        folded = [_fold_name(word.group()) for word in words]
        bodies: dict[str, None] = {}
        # Start and end of each part of the text without a known name.
        unmatched: list[tuple[int, int]] = []
        # Where a part may still grow: nothing but space lies between it and the next word.
        open_end: int | None = None
        position = 0
        while position < len(words):
            length, ids = self._longest_match(folded[position : position + self._max_words])
            word = words[position]
            if length:
                bodies.update(dict.fromkeys(ids))
                open_end = None
            elif folded[position] not in STOP_WORDS:
                if open_end is not None and text[open_end : word.start()].isspace():
                    unmatched[-1] = (unmatched[-1][0], word.end())
                else:
                    unmatched.append(word.span())
                open_end = word.end()
            position += length or 1
        return PartnerMatch(tuple(bodies), tuple(text[start:end] for start, end in unmatched))

    def _longest_match(self, words: list[str]) -> tuple[int, tuple[str, ...]]:
        """How many of these words the longest known name has, and the bodies that it names."""
        for length in range(len(words), 0, -1):
            name = " ".join(word for word in words[:length] if word)
            if name in self._names:
                return length, self._names[name]
        return 0, ()


def _council_names(area: Area) -> Iterator[str]:
    for name in map(_fold_name, (area.title, *area.other_names)):
        yield from (form.format(name) for form in COUNCIL_FORMS)
        if name.startswith(BOROUGH_PREFIXES):
            yield name
    if area.welsh:
        yield from (form.format(_fold_name(area.welsh)) for form in WELSH_COUNCIL_FORMS)


def _fold_name(text: str) -> str:
    return fold(text.replace("&", " and "))
