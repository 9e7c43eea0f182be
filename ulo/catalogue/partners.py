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


@dataclass(frozen=True)
class PartnerMatch:
    """The ids of the bodies that a text names, in its order, and the parts that match no name."""

    bodies: tuple[str, ...]
    unmatched: tuple[str, ...]


class CouncilNames:
    """How people write the names of councils: schema/country/places.yml says so.

    The bare name of a council is a place, unless it begins like one that only a council has.
    """

    def __init__(self, schema: Schema) -> None:
        source = schema.country_file("places")
        self.forms: dict[str, list[str]] = source.get("council_forms", {})
        self.prefixes = tuple(f"{prefix} " for prefix in source.get("council_prefixes", ()))
        self.main_language = next(iter(schema.country.languages), schema.locale.language)

    def of(self, area: Area) -> Iterator[str]:
        """Every name of a council, folded."""
        names = {language: [name] for language, name in area.names.items()}
        names[self.main_language] = [area.title, *area.other_names]
        for language, forms in self.forms.items():
            for name in map(_fold_name, names.get(language, ())):
                yield from (form.format(name) for form in forms)
        for name in map(_fold_name, names[self.main_language]):
            if name.startswith(self.prefixes):
                yield name


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
        council_names = CouncilNames(schema)
        for area in councils:
            self._names |= dict.fromkeys(council_names.of(area), (area.id,))
        # partners.json comes last: a council of the past may have the name of one of today.
        for body in register.bodies.values():
            for name in (body.title, *body.other_names):
                self._names[_fold_name(name)] = (body.id,)
        self._stop_words = {*schema.country_file("places").get("stop_words", ())}
        self._texts = {_fold_name(text): ids for text, ids in register.texts.items()}
        self._max_words = max((len(name.split()) for name in self._names), default=0)
        self._cache: dict[str, PartnerMatch] = {}

    @cached_property
    def predecessors(self) -> dict[str, list[str]]:
        """The ids of the bodies that each body carries on."""
        by_successor = group_by(self.bodies.values(), lambda body: body.became)
        return {id: [body.id for body in bodies] for id, bodies in by_successor.items()}

    def find(self, text: str) -> PartnerMatch:
        """The bodies that a text names. The longest name wins, and what it holds is no other."""
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
            elif folded[position] not in self._stop_words:
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


def _fold_name(text: str) -> str:
    return fold(text.replace("&", " and "))
