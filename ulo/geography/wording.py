"""The words that people put around the name of a place, and those that mean where they are.

docs/assets/js/places/wording.js says the same; tests/data/place_answers.yml holds the two together.
"""

import re
from collections.abc import Iterator

from ulo.core import fold

_HERE = r"(?:me|us|here|home|my (?:home|house|place|address)|where (?:i|we) (?:live|am|are))"
_AREA = r"(?:local )?(?:area|town|city|village|region|county|neighbourhood)"
# What says "near me" wherever it stands in a text, folded; and what says so only by itself.
NEAR_ME = re.compile(
    rf"(?:near|nearer|nearest|close|closer|closest|local|next)(?: to)? {_HERE}"
    rf"|(?:around|round) (?:me|us|here|where (?:i|we) (?:live|am|are))"
    rf"|(?:in|around|within|near|from) (?:my|our|this) {_AREA}"
    r"|where (?:i|we) live|near ?by|close by"
)
_ALONE = re.compile(
    rf"{_HERE}|(?:my |our )?(?:current )?(?:location|position)|(?:my|our) {_AREA}"
    r"|local|locally|near|nearest|closest|my postcode"
)
_LEAD = re.compile(
    r"^(?:(?:i am|i'm|i’m|im|i live|we live|living|live|based|somewhere|anywhere|groups?|people) )*"
    r"(?:in|near to|near|nr|nearby|around|round|at|from|by|close to|next to|just outside|outside"
    r"|within|inside|across|throughout|all over|covering|serving|for|yn|yng|ym|ger)"
    r" (?:the )?(?=\S)",
    re.IGNORECASE,
)
_COMPASS = r"north(?:[ -]?(?:east|west))?|south(?:[ -]?(?:east|west))?|east|west"
_PART = re.compile(
    rf"^(?:greater|inner|outer|central|rural|upper|lower|mid|(?:{_COMPASS})(?:ern)?)"
    r"(?: (?:of|part of))? (?:the )?(?=\S)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[ ,-]+(?:(?:(?:local|wider|surrounding) )?(?:areas?|region)|district|borough|county"
    r"|(?:city|town) cent(?:re|er)|city|town|village|(?:(?:city|county|district|borough|town) )?"
    r"council|and (?:the )?(?:surrounding|nearby|wider)(?: areas?)?|and around|nearby|suburbs"
    r"|postcodes?|please)$",
    re.IGNORECASE,
)


def is_near_me(text: str) -> bool:
    """Whether a text that should be a place says only that it is where the writer is."""
    key = fold(text)
    return bool(NEAR_ME.fullmatch(key) or _ALONE.fullmatch(key))


def shorter_texts(text: str) -> Iterator[str]:
    """The text without what people put around a name, ever less of it: "the area near Leeds"."""
    while True:
        shorter = _TAIL.sub("", _LEAD.sub("", text))
        if shorter == text:
            shorter = _PART.sub("", text)
        if shorter == text:
            return
        text = shorter
        yield text
