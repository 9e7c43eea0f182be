"""The words by which the rules know what a record says, as patterns of the main language.

They are in schema/locales/ (record_words.yml). A list that a language does not have finds nothing.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from ulo.core import NEVER
from ulo.schema import Schema


@dataclass(frozen=True)
class RecordWords:
    """Patterns; the head of the file says what each list holds, and `shared` are words.

    `title` is found in any text that names a person with a title, which is quicker to know than
    `person`, the pattern of the title and the name. `common_in_names`, `mailboxes` and
    `common_in_mailboxes` are words, too. `leadership` and `office` are None where no words are
    known, since it is the lack of such words that is asked about.
    """

    leadership: re.Pattern[str] | None
    membership: re.Pattern[str]
    closure: re.Pattern[str]
    shared: frozenset[str]
    title: re.Pattern[str]
    person: re.Pattern[str]
    place_ending: re.Pattern[str]
    title_alone: re.Pattern[str]
    before_place: re.Pattern[str]
    common_in_names: frozenset[str]
    mailboxes: frozenset[str]
    common_in_mailboxes: frozenset[str]
    home: re.Pattern[str]
    someones_home: re.Pattern[str]
    office: re.Pattern[str] | None


@lru_cache(maxsize=32)
def record_words(schema: Schema) -> RecordWords:
    """Those of the main language."""
    source: dict[str, str] = schema.word_list("record_words")

    def words(name: str) -> str:
        return f"(?:{source.get(name) or NEVER})"

    def listed(name: str) -> frozenset[str]:
        return frozenset(source.get(name, "").split("|")) - {""}

    def whole_words(name: str) -> re.Pattern[str]:
        return re.compile(rf"\b{words(name)}\b", re.IGNORECASE)

    # A title and a name, but not that of a house or a street. None is called after Mrs Rose Court.
    of_place = rf"(?:[A-Z][\w'-]+ ){{1,4}}{words('place_endings')}\b"
    return RecordWords(
        leadership=whole_words("leadership") if source.get("leadership") else None,
        membership=whole_words("membership"),
        closure=whole_words("closure"),
        shared=listed("shared"),
        title=re.compile(f"{words('titles')}|{words('titles_of_places')}"),
        person=re.compile(
            rf"\b(?:{words('titles')}\.? |{words('titles_of_places')}\.? (?!{of_place}))"
            r"[A-Z][\w'-]+"
        ),
        place_ending=re.compile(rf"{words('place_endings')}\b"),
        title_alone=re.compile(rf"{words('title_alone')}\b"),
        before_place=re.compile(rf"\b{words('before_place')} $", re.IGNORECASE),
        common_in_names=listed("common_in_names"),
        mailboxes=listed("mailboxes"),
        common_in_mailboxes=listed("common_in_mailboxes"),
        home=whole_words("home"),
        someones_home=whole_words("someones_home"),
        office=whole_words("office") if source.get("office") else None,
    )
