"""The part of the search index that says what people type, and what they mean by it."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from ulo.catalogue import Catalogue
from ulo.core import fold

# The facets whose terms a query may name, and their vocabularies.
CONCEPT_FACETS = {"led": "community", "does": "activity", "access": "access"}


class SearchWording:
    """Names of terms, synonyms and words that are not ours, for the search of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.lists = catalogue.schema.wording

    @cached_property
    def main(self) -> Mapping[str, object]:
        """What is in the main file of the index."""
        return {
            "concepts": list(self._concepts()),
            "lists": self._lists(),
            "alike": self.lists.alike,
            "implied": self._implied(in_main=True),
            "outdated": self.lists.outdated,
        }

    @cached_property
    def late(self) -> Mapping[str, object]:
        """What is wanted when somebody types a word that the main file does not know."""
        implied = self._implied(in_main=False)
        own = self.lists.translations.get(self.catalogue.schema.locale.language, {})
        # In its own language nobody needs to be told that a word was read as an English one.
        for meaning, typed in own.items():
            implied[meaning] = [*implied.get(meaning, ()), *typed]
        foreign = {
            meaning: kept
            for meaning, typed in self.lists.foreign.items()
            if (kept := [word for word in typed if word not in own.get(meaning, ())])
        }
        return {
            "implied": implied,
            "foreign": foreign if own else self.lists.foreign,
            "short": self.lists.short,
            "joining": self.lists.joining,
            "everyday": self.lists.everyday,
        }

    def _lists(self) -> dict[str, str]:
        """The words that say little, each list in one text; in a second language, those of both."""
        schema = self.catalogue.schema
        locale = schema.locale
        locales = [locale, *([locale.fallback] if locale.fallback else [])]
        lists: dict[str, list[str]] = {}
        for words in (one.section("search_words") for one in locales):
            for name, text in words.items():
                lists.setdefault(name, []).extend(text.split())
        lists["common"] += schema.country_file("names").get("generic_words", ())
        country = [area for area in self.catalogue.areas.values() if area.kind == "country"]
        names = (fold(name) for area in country for name in area.all_names)
        # Names of one word: a text is read word by word.
        lists["after_places"] += (name for name in names if name.isalpha())
        return {name: " ".join(dict.fromkeys(words)) for name, words in lists.items()}

    def _concepts(self) -> Iterator[list[object]]:
        """Every term that a query may name, with its names.

        What names a community or an activity, too, is no name of a kind of access: "personal
        assistants" are people whom somebody employs before they are a help at meetings.
        """
        taken: set[str] = set()
        for facet, vocabulary in CONCEPT_FACETS.items():
            for term in self.catalogue.schema.vocabularies[vocabulary].terms.values():
                if term.id == "other":
                    continue
                names = [term.title, *term.synonyms]
                if facet == "access":
                    names = [term.title, *(n for n in term.synonyms if fold(n) not in taken)]
                else:
                    taken.update(map(fold, names))
                yield [facet, term.id, names]

    def _implied(self, *, in_main: bool) -> dict[str, list[str]]:
        """What people may type for what they mean, in the main file or in the one fetched late.

        What has a word that the main file does not know can wait for the other.
        """
        parts: dict[str, list[str]] = {}
        for meaning, phrases in self.lists.also.items():
            if chosen := [p for p in phrases if (self._main_words >= {*p.split()}) == in_main]:
                parts[meaning] = chosen
        return parts

    @cached_property
    def _main_words(self) -> set[str]:
        """All words that the main file knows, and some more."""
        schema = self.catalogue.schema
        texts: list[str] = []
        for o in self.catalogue.organisations:
            other_names = [*o.also_known_as, *(name for _, name in o.names)]
            texts += [o.name, *other_names, o.summary, o.based_in.town]
        for area in self.catalogue.areas.values():
            texts += area.all_names
        for vocabulary in CONCEPT_FACETS.values():
            for term in schema.vocabularies[vocabulary].terms.values():
                texts += [term.title, *term.synonyms]
        return {word for text in texts for word in fold(text).split()}
