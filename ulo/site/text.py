"""How numbers and sentences of our own are shown on several pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ulo.catalogue import Catalogue
from ulo.core import pluralise
from ulo.geography import KILOMETRE, KILOMETRES_PER_MILE, round_miles
from ulo.records import values
from ulo.schema import Messages

# What our own sentences may have of Markdown: a link, or a word that counts.
MARKDOWN = re.compile(r"\[(?P<text>[^\[\]]+)\]\((?P<href>[^()]+)\)|\*\*(?P<strong>[^*]+)\*\*")
BYTES_PER_KB, BYTES_PER_MB = 1_000, 1_000_000
# The bands of numbers of groups on maps, each up to and including this number.
MAP_BANDS = {"none": 0, "few": 2, "some": 5, "many": 10**9}


def map_band(number: int) -> str:
    """The band on maps that a number of groups falls into, one of MAP_BANDS."""
    return next(name for name, most in MAP_BANDS.items() if number <= most)


def format_distance(miles: int, catalogue: Catalogue) -> str:
    """A distance in whole miles, in words and in the unit of the country."""
    words = distance_words(catalogue)
    if not miles:
        return str(words["here"])
    return pluralise(round_miles(miles * words.get("per_mile", 1)), words["miles"])


def distance_words(catalogue: Catalogue) -> Messages:
    """What is said of distances, and how many units a mile has, if it is not the unit itself."""
    places = catalogue.messages["places"]
    if catalogue.geocoder.gazetteer.country.unit != KILOMETRE:
        return {"here": places["far"]["here"], "miles": places["far"]["miles"]}
    far = places["in_km"]["far"]
    return {"here": far["here"], "miles": far["km"], "per_mile": KILOMETRES_PER_MILE}


def near_heading(catalogue: Catalogue) -> str:
    """The heading of what is near, which says how far that is."""
    places = catalogue.messages["places"]
    is_metric = catalogue.geocoder.gazetteer.country.unit == KILOMETRE
    return str((places["in_km"] if is_metric else places)["near"])


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


def call_link(number: str, plan: values.PhonePlan) -> str:
    """The link that calls a phone number, with its extension."""
    return f"tel:{values.dial_number(number, plan)}"


def text_link(number: str, plan: values.PhonePlan) -> str:
    """The link that sends a text message to a phone number: there are no extensions then."""
    return f"sms:{values.dial_number(number, plan).partition(';')[0]}"


def non_breaking(number: str, plan: values.PhonePlan) -> str:
    """A phone number as it is shown: in its usual form, its parts on one line."""
    return values.read_phone(number, plan).replace(" ", "\N{NO-BREAK SPACE}")
