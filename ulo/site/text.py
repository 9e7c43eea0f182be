"""How numbers and sentences of our own are shown on several pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ulo.core import format_message, pluralise
from ulo.schema import Messages

# What our own sentences may have of Markdown: a link, or a word that counts.
MARKDOWN = re.compile(r"\[(?P<text>[^\]]+)\]\((?P<href>[^)]+)\)|\*\*(?P<strong>[^*]+)\*\*")
# The bands of numbers of groups on maps, each up to and including this number.
MAP_BANDS = {"none": 0, "few": 2, "some": 5, "many": 10**9}


def map_band(number: int) -> str:
    """The band on maps that a number of groups falls into, one of MAP_BANDS."""
    return next(name for name, most in MAP_BANDS.items() if number <= most)


def format_distance(miles: int, messages: Messages) -> str:
    """A distance in whole miles, in words. `messages` are those of the section `places.far`."""
    return pluralise(miles, messages["miles"]) if miles else format_message(messages["here"])


@dataclass(frozen=True)
class Part:
    """A part of a sentence: a link if it has an address, or a word that counts, or neither."""

    text: str
    href: str = ""
    strong: bool = False


def split_markdown(sentence: str) -> Iterator[Part]:
    """The parts of a sentence of our own, in which Markdown marks links and what counts."""
    end = 0
    for match in MARKDOWN.finditer(sentence):
        yield Part(sentence[end : match.start()])
        if strong := match["strong"]:
            yield Part(strong, strong=True)
        else:
            yield Part(match["text"], href=match["href"])
        end = match.end()
    yield Part(sentence[end:])


def dial_number(number: str) -> str:
    """A phone number as a telephone link has it: digits and plus signs."""
    return re.sub(r"[^\d+]", "", number)


def non_breaking(number: str) -> str:
    """A phone number as it is shown: its parts stay on one line."""
    return number.replace(" ", "\N{NO-BREAK SPACE}")
