"""Values as people write them, read as a record has them: one reading for every way in.

What is not understood stays as it was written, so that the rules can say what is wrong with it.
"""

import re

from ulo.records.clock import read_time
from ulo.schema import Area, Areas, JsonSchema, Schema, Term, Vocabulary

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
BARE_URL = re.compile(r"(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/\S*)?", re.IGNORECASE)
BRITISH_DATE = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})(?: 00:00(?::00)?)?")
# A whole number as a spreadsheet may have it: 75.0 or 75 %.
WHOLE_NUMBER = re.compile(r"([0-9]+)(\.0+)?\s*%?")


def read_value(text: str, subschema: JsonSchema, schema: Schema) -> str:
    """One text as the field with this part of the JSON Schema has it.

    A term becomes its id, a URL without a scheme is completed, a British date becomes an ISO date,
    and a whole number loses decimals of nought and the sign for per cent.
    """
    if "vocabulary" in subschema:
        return find_term(text, schema.vocabularies[subschema["vocabulary"]]) or text
    if subschema.get("type") == "integer":
        return read_number(text)
    if subschema.get("format") == "uri" and BARE_URL.fullmatch(text):
        return f"https://{text}"
    if subschema.get("format") == "date":
        return read_date(text)
    if subschema.get("format") == "time":
        return read_time(text)
    return text


def read_number(text: str) -> str:
    """A whole number without decimals of nought and the sign for per cent."""
    number = WHOLE_NUMBER.fullmatch(text)
    return number[1] if number else text


def read_date(text: str) -> str:
    """A British date as an ISO date."""
    date = BRITISH_DATE.fullmatch(text)
    return f"{date[3]}-{int(date[2]):02}-{int(date[1]):02}" if date else text


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
    bare = remove_brackets(name)
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


def remove_brackets(text: str) -> str:
    """The text without what is in round brackets."""
    return re.sub(r"\s*\([^()]*\)", "", text).strip()
