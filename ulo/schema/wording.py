"""What people type into the search, and what they mean by it: lists of words in schema/."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ulo.core import fold, read_yaml

# What stands under this only joins other words.
NOTHING = ""
Meanings = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Wording:
    """The words of the search; the head of each file in schema/ says what it holds.

    `also`, `outdated`, `foreign` and `short` have what people type by what they mean, and
    `translations` the same as `foreign` by the code of each language. `joining` are words of other
    languages and short forms that say little. `languages` has the single words of each of the other
    languages, by its code.
    """

    alike: Sequence[Sequence[str]]
    also: Meanings
    outdated: Meanings
    foreign: Meanings
    short: Meanings
    joining: Sequence[str]
    languages: Mapping[str, frozenset[str]]
    everyday: str
    translations: Mapping[str, Meanings]


def read_wording(folder: Path) -> Wording:
    """The lists in the folder of the schema."""

    def read(name: str) -> Any:
        return read_yaml(folder / f"{name}.yml", only_texts=True)

    synonyms = read("synonyms")
    foreign: dict[str, list[str]] = {}
    other_languages = read("other_languages")
    for language in other_languages.values():
        for meaning, typed in language.items():
            foreign.setdefault(meaning, []).extend(typed)
    short = read("text_messages")
    joining = [*foreign.pop(NOTHING, ()), *short.pop(NOTHING, ())]
    return Wording(
        alike=synonyms["alike"],
        also=synonyms["also"],
        outdated=read("outdated_words"),
        foreign=foreign,
        short=short,
        joining=joining,
        languages={
            code: frozenset(fold(word) for typed in language.values() for word in typed)
            for code, language in other_languages.items()
        },
        everyday=read("everyday_words")["words"],
        translations={
            code: {meaning: typed for meaning, typed in language.items() if meaning != NOTHING}
            for code, language in other_languages.items()
        },
    )
