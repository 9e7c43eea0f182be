"""Names of places and offices that look like the names of people, such as Lord Street.

They are told apart from people only where that is certain: a question too many does no harm, and a
person who is named may.
"""

import re
from functools import lru_cache

from ulo.checks.record_words import record_words
from ulo.core import fold
from ulo.schema import Schema

# schema/country/places.yml, whose words are only read where a text makes it necessary.
COUNTRY_PLACES = "places"


def is_titled_place(text: str, start: int, name: str, schema: Schema) -> bool:
    """Whether a title and a word, found at `start` of a text, are a place or an office."""
    if record_words(schema).title_alone.match(text, start):
        return True
    title, _, word = name.partition(" ")
    places = schema.country_file(COUNTRY_PLACES).get("titled_places", {})
    if title not in places:
        return False
    return schema.areas.find(name) is not None or fold(word) in places[title]


def is_town(text: str, start: int, name: str, schema: Schema) -> bool:
    """Whether two words, found at `start` of a text, are a park or a town.

    Some towns are called as a person may be. So it is one only where that is all of the text, or
    after "in" and the like.
    """
    if name in schema.country_file(COUNTRY_PLACES).get("parks", ()):
        return True
    before = record_words(schema).before_place
    is_place = text == name or before.search(text[max(0, start - 8) : start])
    return bool(is_place) and fold(name) in _town_names(schema)


@lru_cache(maxsize=1)
def _town_names(schema: Schema) -> frozenset[str]:
    """The usual names of all towns that have more than one word."""
    names = (row[0] for rows in schema.geography_table("places").values() for row in rows)
    return frozenset(folded for name in names if " " in (folded := fold(name)))


def without_council_words(text: str, schema: Schema) -> str:
    """The text without the words that people put around the name of a council."""
    words = schema.country_file(COUNTRY_PLACES).get("council_words", ())
    pattern = rf"\b({'|'.join(map(re.escape, words))})\b"
    return re.sub(pattern, "", text, flags=re.IGNORECASE) if words else text
