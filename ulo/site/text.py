"""The short texts that several pages share: about a group, and how numbers and links are shown."""

import re
from urllib.parse import unquote, urlsplit

from ulo.catalogue import Catalogue
from ulo.core import format_message, pluralise
from ulo.model import Closure, Freshness, Organisation
from ulo.schema import Messages

# The bands of numbers of groups on maps, each up to and including this number.
MAP_BANDS = {"none": 0, "few": 2, "some": 5, "many": 10**9}
# The list of places in `where_text` is cut after so many.
MAX_PLACES = 4


def freshness_text(catalogue: Catalogue, o: Organisation) -> str:
    """How fresh the record of a group is, in a few words."""
    messages, freshness = catalogue.messages["freshness"]["chip"], catalogue.freshness[o.slug]
    if o.closed:
        return closing_text(o.closed, messages["closing"])
    if freshness == Freshness.CONFIRMED:
        return format_message(messages["confirmed"], year=o.checked.on.year)
    if year := o.newest_evidence:
        return format_message(messages[freshness.value], year=year)
    return format_message(messages["undated"])


def closing_text(closed: Closure, messages: Messages) -> str:
    """That a group has closed, and in what year if that is known."""
    if not closed.year:
        key = "undated"
    elif closed.about:
        key = "about"
    else:
        key = "year"
    return format_message(messages[key], year=closed.year)


def where_text(catalogue: Catalogue, o: Organisation) -> str:
    """One short answer to "where?".

    The places that the group is for, else its town, else how far it reaches.
    """
    if areas := catalogue.areas_of(o):
        titles = [catalogue.areas[area].title for area in areas[:MAX_PLACES]]
        separator: str = catalogue.messages["lists"]["separator"]
        text = separator.join(titles)
        return f"{text} …" if len(areas) > MAX_PLACES else text
    if o.based_in.town:
        return o.based_in.town
    if o.area.reach:
        return catalogue.term("reach", o.area.reach).title
    return format_message(catalogue.messages["organisation"]["where_unknown"])


def contact_text(catalogue: Catalogue, o: Organisation) -> str:
    """How to reach a group from a sheet of paper, where nothing can be clicked."""
    website = o.contact.website and display_url(o.contact.website)
    separator: str = catalogue.messages["lists"]["separator"]
    return separator.join(filter(None, (o.contact.phone, o.contact.email, website)))


def map_band(number: int) -> str:
    """The band on maps that a number of groups falls into, one of MAP_BANDS."""
    return next(name for name, most in MAP_BANDS.items() if number <= most)


def format_distance(miles: float, messages: Messages) -> str:
    """A distance in whole miles, in words; no more exact than the points that it lies between.

    `messages` are those of the section `places.far`.
    """
    if miles >= 0.5:
        return pluralise(round(miles), messages["miles"])
    return format_message(messages["here"])


def display_url(url: str) -> str:
    """The name of a site as people say it, with its path."""
    parts = urlsplit(url)
    return display_host(url) + unquote(parts.path.rstrip("/"))


def display_host(url: str) -> str:
    """The name of a site as people say it."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def dial_number(number: str) -> str:
    """A phone number as a telephone link has it: digits and plus signs."""
    return re.sub(r"[^\d+]", "", number)


def non_breaking(number: str) -> str:
    """A phone number as it is shown: its parts stay on one line."""
    return number.replace(" ", "\N{NO-BREAK SPACE}")
