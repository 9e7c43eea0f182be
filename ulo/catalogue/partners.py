"""Which bodies a piece of work was done with: the names of schema/registers/partners.json, and every council, found in free text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ulo.core import fold
from ulo.schema import Area, PartnerBody, Schema

WORD = re.compile(r"[\w'’-]+|&")
# What people put around the name of a council. A bare "Leeds" is a place and not its council.
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
STOP_WORDS = {"and", "or", "with", "the", "of", "together", "including", "other"}


@dataclass(frozen=True)
class PartnerMatch:
    """The ids of the bodies that a text names, in its order, and the parts of it that nothing is known about."""

    bodies: tuple[str, ...]
    unmatched: tuple[str, ...]


class PartnerIndex:
    """All bodies by id, the councils among them, and the way to find them in a text."""

    def __init__(self, schema: Schema) -> None:
        self._table = schema.partners
        councils = [area for area in schema.areas.terms.values() if area.kind == "council"]
        titled = schema.messages["work"]["council"].format
        self.bodies = {
            area.id: PartnerBody(area.id, titled(place=area.title), "council", area=area.id)
            for area in councils
        }
        if twice := self.bodies.keys() & self._table.bodies.keys():
            raise ValueError(f"partners.json: {', '.join(sorted(twice))} is a council already")
        self.bodies |= self._table.bodies
        self._names = {_fold_name(name): () for name in self._table.ignored} | {
            name: (area.id,) for area in councils for name in _council_names(area)
        }
        # What partners.json says counts for more: "Derry City Council" is not the council of today.
        self._names |= {
            _fold_name(name): (body.id,)
            for body in self._table.bodies.values()
            for name in (body.title, *body.other_names)
        }
        self._texts = {_fold_name(text): ids for text, ids in self._table.texts.items()}
        self._max_words = max(len(name.split()) for name in self._names)
        self._cache: dict[str, PartnerMatch] = {}

    @cached_property
    def predecessors(self) -> dict[str, list[str]]:
        """The bodies that each body carries on."""
        before: dict[str, list[str]] = {}
        for body in self.bodies.values():
            for successor in body.became:
                before.setdefault(successor, []).append(body.id)
        return before

    def find(self, text: str) -> PartnerMatch:
        """The bodies that a text names. The longest name counts: "NHS England" is not also "NHS"."""
        if text not in self._cache:
            known = self._texts.get(_fold_name(text))
            self._cache[text] = self._search(text) if known is None else PartnerMatch(known, ())
        return self._cache[text]

    def _search(self, text: str) -> PartnerMatch:
        words = [
            (match.start(), match.end(), _fold_name(match.group())) for match in WORD.finditer(text)
        ]
        bodies: dict[str, None] = {}
        rest: list[tuple[int, int]] = []
        at = 0
        while at < len(words):
            length, ids = self._longest_match(
                [word for _, _, word in words[at : at + self._max_words]]
            )
            if length:
                bodies.update(dict.fromkeys(ids))
                rest.append((0, 0))
            elif words[at][2] not in STOP_WORDS:
                start = (
                    rest.pop()[0]
                    if rest and text[rest[-1][1] : words[at][0]].isspace()
                    else words[at][0]
                )
                rest.append((start, words[at][1]))
            at += length or 1
        return PartnerMatch(tuple(bodies), tuple(text[start:end] for start, end in rest if end))

    def _longest_match(self, words: list[str]) -> tuple[int, tuple[str, ...]]:
        for length in range(len(words), 0, -1):
            if (
                ids := self._names.get(" ".join(word for word in words[:length] if word))
            ) is not None:
                return length, ids
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
