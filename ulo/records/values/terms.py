"""Words of lists, and areas, as people call them."""

import re

from ulo.schema import Area, Areas, Term, Vocabulary

# No place has a longer name.
MAX_NAME_LENGTH = 120
# What people write around the name of an area: "London Borough of X", "X City Council", "All X
# boroughs".
AREA_PREFIX = re.compile(
    r"^(all |the |((royal|london|metropolitan) )*(borough|city|county|district) of )+",
    re.IGNORECASE,
)
AREA_SUFFIX = re.compile(
    r"( (city|county|borough|metropolitan|district|unitary))*"
    r"( (council|county|boroughs?|district|area))$",
    re.IGNORECASE,
)


def find_term(text: str, vocabulary: Vocabulary[Term]) -> str | None:
    """The id of the term that a person means; areas are also found by the names of councils."""
    if isinstance(vocabulary, Areas):
        area = find_area(vocabulary, text)
        return area.id if area else None
    return vocabulary.find(text)


def find_area(areas: Areas, name: str) -> Area | None:
    """The area with this name, whatever kind of council people call it and add in brackets."""
    if len(name) > MAX_NAME_LENGTH:
        return None
    bare = _remove_brackets(name)
    for text in (name, bare, AREA_SUFFIX.sub("", AREA_PREFIX.sub("", bare))):
        if area_id := areas.find(text):
            return areas[area_id]
    return None


def split_terms(text: str, vocabulary: Vocabulary[Term]) -> list[str]:
    """The terms that a text lists between commas; the text alone where none of them is known.

    A text that is one term with a comma in it is not split.
    """
    if find_term(text, vocabulary):
        return [text]
    parts = [part.strip() for part in text.split(",") if part.strip()]
    return parts if any(find_term(part, vocabulary) for part in parts) else [text]


def _remove_brackets(text: str) -> str:
    return re.sub(r"\s*\([^()]*\)", "", text).strip()
