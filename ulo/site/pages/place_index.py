"""Without a box to type in: an A to Z of places, and of postcodes, each line a link to the page of a place."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.core import letter
from ulo.catalogue import NATION_LANGUAGES, PlacePages, PlacePage
from ulo.core import format_message
from ulo.site.renderer import Page, Renderer
from ulo.core import fold


# How many places stand beside the letters of a postcode area.
MAX_NAMES = 3


class IndexEntry(NamedTuple):
    """A name in the A to Z, as it sorts and as it is: its language, the page that it leads to, and what that page is
    about if it is called otherwise."""

    sort_key: str
    name: str
    lang: str
    page: str
    note: str


def build_pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    pages = catalogue.place_pages
    yield from _letter_pages(catalogue, renderer, pages)
    yield from _postcode_pages(catalogue, renderer, pages)


def _letter_pages(catalogue: Catalogue, renderer: Renderer, pages: PlacePages) -> Iterator[Page]:
    messages = catalogue.messages["places"]
    by_letter: dict[str, list[IndexEntry]] = {}
    for entry in sorted(entries(pages)):
        by_letter.setdefault(letter(entry.name), []).append(entry)
    for sign, listed in by_letter.items():
        title = format_message(messages["letter"], letter=sign)
        groups: dict[str, list[IndexEntry]] = {}
        for entry in listed:
            groups.setdefault(entry.sort_key[:2].title(), []).append(entry)
        content = renderer.render("place_letter.html", urls.places_by_letter(sign), title=title, sign=sign, letters=list(by_letter), groups=groups,
                                crumbs=[(messages["title"], urls.PLACES)])
        yield Page(urls.places_by_letter(sign), title, messages["letters_description"], content, section=urls.PLACES)


def entries(pages: PlacePages) -> Iterator[IndexEntry]:
    """Every name of every area and place, once for each page that it leads to; and one page for a name in one area, such as
    the town Ashford in Kent and the district around it."""
    found: dict[tuple[str, str], IndexEntry] = {}
    told: dict[tuple[str, str], IndexEntry] = {}
    for name, *rest in _all_names(pages):
        # Without its spaces, so that "A Chruach" stands between "Aberdeen" and "Acton", and each part has two letters.
        entry = IndexEntry(fold(name).replace(" ", ""), name, *rest)
        found.setdefault((entry.sort_key, entry.page), entry)
    for entry in found.values():
        told.setdefault((entry.sort_key, entry.note), entry)
    yield from told.values()


def _all_names(pages: PlacePages) -> Iterator[tuple[str, str, str, str]]:
    for place in pages.gazetteer.places:
        page = pages.page_for(place)
        own = page.title == place.name
        yield (place.name, "en", page.id, page.area.title if page.town else "" if own else page.title)
        if place.welsh:
            yield (place.welsh, "cy", page.id, place.name)
    for area in pages.areas.values():
        yield (area.title, "en", area.id, "")
        yield from ((getattr(area, field), lang, area.id, area.title) for lang, field in NATION_LANGUAGES.values() if getattr(area, field))
        yield from ((name, "en", area.id, area.title) for name in (*area.other_names, *area.parts, *area.districts))


def _postcode_pages(catalogue: Catalogue, renderer: Renderer, pages: PlacePages) -> Iterator[Page]:
    messages = catalogue.messages["places"]
    by_area: dict[str, dict[str, list[PlacePage]]] = {}
    for district in sorted(pages.by_outcode, key=_split_outcode):
        by_area.setdefault(_split_outcode(district)[0], {})[district] = pages.by_outcode[district]
    names = {letters: _main_names(districts) for letters, districts in by_area.items()}
    content = renderer.render("postcodes.html", urls.POSTCODES, by_area=names, letters=None, crumbs=[(messages["title"], urls.PLACES)])
    yield Page(urls.POSTCODES, messages["postcodes_title"], messages["postcodes_description"], content, section=urls.PLACES)
    for letters, districts in by_area.items():
        title = format_message(messages["postcodes"], letters=letters)
        content = renderer.render("postcodes.html", urls.postcode_area(letters), title=title, letters=letters, districts=districts,
                                crumbs=[(messages["title"], urls.PLACES), (messages["postcodes_title"], urls.POSTCODES)])
        yield Page(urls.postcode_area(letters), title, format_message(messages["postcodes_page"], letters=letters), content, section=urls.PLACES)


def _split_outcode(outcode: str) -> tuple[str, int, str]:
    """The parts of a district, such as ("EC", 1, "A"): LS2 comes before LS10."""
    letters, number, rest = re.fullmatch(r"([A-Z]+)([0-9]+)([A-Z]?)", outcode).groups()
    return letters, int(number), rest


def _main_names(districts: dict[str, list[PlacePage]]) -> list[str]:
    """The places that most districts of a postcode area lead to."""
    return [title for title, _ in Counter(page.title for pages in districts.values() for page in pages).most_common(MAX_NAMES)]
