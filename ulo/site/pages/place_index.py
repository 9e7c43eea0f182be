"""Ways to a place without typing: an A to Z of places, and the postcode districts, each line a link
to the page of a place."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from ulo.catalogue import Catalogue, PlacePage, PlacePages
from ulo.core import fold, format_message, letter, urls
from ulo.site.page import Page

# How many places stand beside the letters of a postcode area.
MAX_NAMES = 3


class IndexEntry(NamedTuple):
    """A name in the A to Z. Entries sort by their fields, in this order.

    `page` is the id of the page that it links to; `note` says what that page is about if it is
    called otherwise.
    """

    sort_key: str
    name: str
    lang: str
    page: str
    note: str


def build_pages(catalogue: Catalogue) -> Iterator[Page]:
    yield from _letter_pages(catalogue)
    yield from _postcode_pages(catalogue)


def _letter_pages(catalogue: Catalogue) -> Iterator[Page]:
    messages = catalogue.messages["places"]
    by_letter: dict[str, list[IndexEntry]] = {}
    for entry in sorted(entries(catalogue.place_pages)):
        by_letter.setdefault(letter(entry.name), []).append(entry)
    for initial, listed in by_letter.items():
        by_prefix: dict[str, list[IndexEntry]] = {}
        for entry in listed:
            by_prefix.setdefault(entry.sort_key[:2].title(), []).append(entry)
        url, title = (
            urls.places_by_letter(initial),
            format_message(messages["letter"], letter=initial),
        )
        yield Page(
            url,
            title,
            messages["letters_description"],
            "place_index.html",
            {
                "title": title,
                "letter": initial,
                "letters": list(by_letter),
                "groups": by_prefix,
                "crumbs": [(messages["title"], urls.PLACES)],
            },
            section=urls.PLACES,
        )


def entries(pages: PlacePages) -> Iterator[IndexEntry]:
    """Every name of every area and place, once for each page that it links to. Where two pages of
    one name would have the same note, such as a town and the district of that name around it, only
    the first is listed."""
    by_page: dict[tuple[str, str], IndexEntry] = {}
    by_note: dict[tuple[str, str], IndexEntry] = {}
    for name, lang, page, note in _all_names(pages):
        # Without its spaces, so that "A Burr" stands between "Abbot" and "Acton", and each
        # prefix has two letters.
        entry = IndexEntry(fold(name).replace(" ", ""), name, lang, page, note)
        by_page.setdefault((entry.sort_key, entry.page), entry)
    for entry in by_page.values():
        by_note.setdefault((entry.sort_key, entry.note), entry)
    yield from by_note.values()


def _all_names(pages: PlacePages) -> Iterator[tuple[str, str, str, str]]:
    """Each name with its language, the id of its page, and the note of its entry."""
    country = pages.catalogue.schema.country
    main = next(iter(country.languages), pages.catalogue.schema.locale.language)
    for place in pages.gazetteer.places:
        page = pages.page_for(place)
        note = "" if page.title == place.name else page.title
        yield place.name, main, page.id, page.area.title if page.town else note
        for language, name in place.names.items():
            yield name, language, page.id, place.name
    for area in pages.areas.values():
        yield area.title, main, area.id, ""
        for language, name in area.names.items():
            yield name, language, area.id, area.title
        for name in (*area.other_names, *area.parts, *area.districts):
            yield name, main, area.id, area.title


def _postcode_pages(catalogue: Catalogue) -> Iterator[Page]:
    messages, by_outcode = catalogue.messages["places"], catalogue.place_pages.by_outcode
    by_area: dict[str, dict[str, list[PlacePage]]] = {}
    for outcode in sorted(by_outcode, key=_split_outcode):
        postcode_area, _, _ = _split_outcode(outcode)
        by_area.setdefault(postcode_area, {})[outcode] = by_outcode[outcode]
    if not by_area:
        return
    crumbs = [(messages["title"], urls.PLACES)]
    yield Page(
        urls.POSTCODES,
        messages["postcodes_title"],
        messages["postcodes_description"],
        "postcodes.html",
        {
            "by_area": {letters: _main_names(outcodes) for letters, outcodes in by_area.items()},
            "letters": None,
            "areas_without": catalogue.place_pages.gazetteer.postcodes.areas_without,
            "crumbs": crumbs,
        },
        section=urls.PLACES,
    )
    for letters, outcodes in by_area.items():
        url, title = (
            urls.postcode_area(letters),
            format_message(messages["postcodes"], letters=letters),
        )
        description = format_message(messages["postcodes_page"], letters=letters)
        yield Page(
            url,
            title,
            description,
            "postcodes.html",
            {
                "title": title,
                "letters": letters,
                "outcodes": outcodes,
                "crumbs": [*crumbs, (messages["postcodes_title"], urls.POSTCODES)],
            },
            section=urls.PLACES,
        )


def _split_outcode(outcode: str) -> tuple[str, int, str]:
    """The parts of an outcode, such as ("EC", 1, "A"): LS2 comes before LS10.

    Where codes are digits alone, the first stands for the letters.
    """
    letters = re.match(r"[A-Z]*", outcode)
    start = (letters and letters[0]) or outcode[:1]
    rest = outcode[len(start) :]
    number = re.match(r"[0-9]*", rest)
    digits = number[0] if number else ""
    return start, int(digits or 0), rest[len(digits) :]


def _main_names(outcodes: dict[str, list[PlacePage]]) -> list[str]:
    """The places that most outcodes of a postcode area link to."""
    titles = Counter(page.title for pages in outcodes.values() for page in pages)
    return [title for title, _ in titles.most_common(MAX_NAMES)]
