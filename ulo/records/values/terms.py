"""Words of lists, and areas, as people call them."""

import re

from ulo.schema import Area, Areas, Term, Vocabulary

# No place has a longer name.
MAX_NAME_LENGTH = 120


def find_term(text: str, vocabulary: Vocabulary[Term]) -> str | None:
    """The id of the term that a person means; areas are also found by the names of councils."""
    if text in vocabulary.terms:
        return text
    if isinstance(vocabulary, Areas):
        area = find_area(vocabulary, text)
        return area.id if area else None
    return vocabulary.find(text)


def find_area(areas: Areas, name: str) -> Area | None:
    """The area with this name, whatever kind of council people call it and add in brackets."""
    if len(name) > MAX_NAME_LENGTH:
        return None
    bare = _remove_brackets(name)
    for text in (name, bare, areas.bare_name(bare)):
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
    return re.sub(r"(?<!\s)\s*\([^()]*\)", "", text).strip()
