"""How numbers and sentences of our own are shown on several pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ulo.core import format_message, pluralise
from ulo.records import values
from ulo.schema import Messages

# What our own sentences may have of Markdown: a link, or a word that counts.
MARKDOWN = re.compile(r"\[(?P<text>[^\]]+)\]\((?P<href>[^)]+)\)|\*\*(?P<strong>[^*]+)\*\*")
BYTES_PER_KB, BYTES_PER_MB = 1_000, 1_000_000
# The bands of numbers of groups on maps, each up to and including this number.
MAP_BANDS = {"none": 0, "few": 2, "some": 5, "many": 10**9}


def map_band(number: int) -> str:
    """The band on maps that a number of groups falls into, one of MAP_BANDS."""
    return next(name for name, most in MAP_BANDS.items() if number <= most)


def format_distance(miles: int, messages: Messages) -> str:
    """A distance in whole miles, in words. `messages` are those of the section `places.far`."""
    return pluralise(miles, messages["miles"]) if miles else format_message(messages["here"])


def format_size(size: int) -> str:
    """The size of a file in bytes as people say it, with no more digits than they need."""
    if size < BYTES_PER_MB:
        return f"{max(1, round(size / BYTES_PER_KB))} KB"
    megabytes = size / BYTES_PER_MB
    return f"{megabytes:.1f} MB" if megabytes < 10 else f"{megabytes:,.0f} MB"


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


def call_link(number: str) -> str:
    """The link that calls a phone number, with its extension."""
    return f"tel:{values.dial_number(number)}"


def text_link(number: str) -> str:
    """The link that sends a text message to a phone number: there are no extensions then."""
    return f"sms:{values.dial_number(number).partition(';')[0]}"


def non_breaking(number: str) -> str:
    """A phone number as it is shown: in its usual form, its parts on one line."""
    return values.read_phone(number).replace(" ", "\N{NO-BREAK SPACE}")
