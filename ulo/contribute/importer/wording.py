"""Kinds of access, legal forms and guessed years, out of a few words."""

import re

from ulo.contribute.places import without_brackets
from ulo.core import fold
from ulo.schema import Vocabulary

YEAR = re.compile(r"\b(19|20)[0-9]{2}\b")
GUESSED = re.compile(
    r"worked out|estimate|probabl|taken (from|as)|some reports|not (shown|stated|given|known)|\b(about|by) (19|20)\d\d|approximate",
    re.IGNORECASE,
)
# Where or when a fact about access holds.
WHERE = re.compile(
    r"\b((arranged|provided|available) )?(at|for|on|during|by arrangement)\b.*", re.IGNORECASE
)
# What is left of a text beside these words and the fact itself says something that the fact does not.
FILLERS = frozenset(
    "a access activities an and are as attend available by can delivered full fully guides have in information is meeting of or our "
    "part reports service services take the through to venue venues with".split()
)
# Interpreters may be for sign language or for spoken ones; the text must say which.
UNCLEAR = frozenset(("interpreter", "interpreters"))


def access_facts(text: str, access: Vocabulary) -> list[dict[str, str]]:
    """The kinds of access that a text names, in its order, each with what the text says beyond it."""
    words: dict[str, str] = {}
    for term in access.terms.values():
        for word in (term.id, without_brackets(term.title), *term.synonyms):
            words.setdefault(fold(word), term.id)
    rest, places = f" {fold(text)} ", {}
    # The longest words first: "step free" is not "free", and "audio description" is not "audio".
    for word in sorted(words, key=len, reverse=True):
        match = re.search(rf" {re.escape(word)}s? ", rest)
        if match and (word not in UNCLEAR or " language" in rest):
            places.setdefault(words[word], match.start())
            # What fills the gap is as long as the word, so that places still tell the order.
            rest = f"{rest[: match.start()]} {'|' * (match.end() - match.start() - 2)} {rest[match.end() :]}"
    where, year = WHERE.search(text), YEAR.search(text)
    detail = (
        where.group() if where else text if set(rest.replace("|", "").split()) - FILLERS else ""
    )
    facts = {"detail": detail, "year": year.group() if year else ""}
    return [{"is": term, **facts} for term in sorted(places, key=places.__getitem__)]


def legal_form(text: str, has_charity_number: bool, forms: Vocabulary) -> str:
    """The legal form that a text names, or nothing. A company that is a charity, too, is a charitable company."""
    words = fold(without_brackets(text))
    form = forms.find(words)
    if (
        form is None
        and "charit" in words
        and "company" in words
        or form == "company-limited-by-guarantee"
        and has_charity_number
    ):
        return "charitable-company"
    return form or ""


def is_guessed(notes: str) -> bool:
    """Whether the notes of an editor say that a year is worked out, not stated."""
    return bool(GUESSED.search(notes))
