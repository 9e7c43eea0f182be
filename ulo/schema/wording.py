"""What people type into the search, and what they mean by it: lists of words in schema/."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ulo.schema import files

# What stands under this only joins other words.
NOTHING = ""
Meanings = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Wording:
    """The words of the search; the head of each file in schema/ says what it holds.

    `also`, `outdated`, `foreign` and `short` have what people type by what they mean. `joining` are
    words of other languages and short forms that say little.
    """

    alike: Sequence[Sequence[str]]
    also: Meanings
    outdated: Meanings
    foreign: Meanings
    short: Meanings
    joining: Sequence[str]
    everyday: str


def read_wording(folder: Path) -> Wording:
    """The lists in the folder of the schema."""

    def read(name: str) -> Any:
        return files.read_yaml(folder / f"{name}.yml", only_texts=True)

    synonyms = read("synonyms")
    foreign: dict[str, list[str]] = {}
    for language in read("other_languages").values():
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
        everyday=read("everyday_words")["words"],
    )
