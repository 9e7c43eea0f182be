"""The lists behind the boxes for a place: the sentences, the areas, and by their first letters the
postcode districts and the names of places, so that one answer needs only a small part of them.

They are private to docs/assets/js/places/, where geocoder.js answers from them as ulo.geography
does from the tables.
"""

from collections import Counter
from collections.abc import Callable
from functools import cached_property, partial
from math import ceil, cos, floor, radians

from ulo.catalogue import Catalogue, PlacePages
from ulo.core import urls
from ulo.geography import (
    MAX_MILES_APART,
    MAX_QUERY_LENGTH,
    MILES_PER_DEGREE,
    Gazetteer,
    Namesakes,
    Place,
    name_key,
)

# A place, as `PlaceLists.names` describes it.
NameRow = list[int | str]


class PlaceLists:
    """What each of the files holds. A council is its number in the list of areas."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.pages: PlacePages = catalogue.place_pages
        self.gazetteer: Gazetteer = self.pages.gazetteer
        self.namesakes = Namesakes(self.gazetteer)
        self.area_list = list(catalogue.areas.values())

    def answers(self) -> dict[str, object]:
        """The sentences, what words mean, and which other files there are."""
        country, wording = self.gazetteer.country, self.gazetteer.wording
        return {
            "answers": self.gazetteer.messages,
            "words": {**wording.patterns, "in_full": wording.county},
            "postcodes": self.gazetteer.postcodes.for_browsers(),
            "longest": MAX_QUERY_LENGTH,
            "bounds": self._bounds,
            "farthest": country.outside_miles,
            "north": country.sparse_north,
            "farthest_north": country.sparse_miles,
            "apart": MAX_MILES_APART,
            "post_town": country.post_town_miles,
            "post_town_beside": country.beside_miles,
            "abroad": country.abroad,
            "everywhere": sorted(country.nationwide | wording.nationwide),
            "nowhere": sorted(wording.online),
            "spread": country.informal_regions,
            "outcode_letters": self.outcode_letters,
            "name_letters": self.name_letters,
        }

    @property
    def _bounds(self) -> list[int]:
        """Whole degrees around all points that may be in the country: south, north, west, east."""
        points = [place.point for place in self.gazetteer.places]
        if not points:
            return [0, 0, 0, 0]
        country = self.gazetteer.country
        miles = max(country.outside_miles, country.sparse_miles)
        latitudes, longitudes = zip(*points, strict=True)
        high = miles / MILES_PER_DEGREE
        widest = min(89.0, max(map(abs, latitudes)) + high)
        wide = high / cos(radians(widest))
        return [
            max(-90, floor(min(latitudes) - high)),
            min(90, ceil(max(latitudes) + high)),
            max(-180, floor(min(longitudes) - wide)),
            min(180, ceil(max(longitudes) + wide)),
        ]

    def areas(self) -> dict[str, object]:
        return {
            "areas": [
                [area.id, area.title, area.kind, area.parent, [*area.all_names][1:], area.covers]
                for area in self.area_list
            ]
        }

    @cached_property
    def outcode_letters(self) -> str:
        """The letters that outcodes begin with, those of outcodes without a place among them."""
        gazetteer = self.gazetteer
        outcodes = (
            *gazetteer.outcodes,
            *gazetteer.terminated_outcodes,
            *gazetteer.non_geographic_outcodes,
        )
        return "".join(sorted({code[0] for code in outcodes}))

    def outcodes(self, letter: str) -> dict[str, object]:
        """The outcodes that begin with a letter.

        Each in use has its hundredths of a degree and the pages that it leads to, as positions in
        one list of their ids.
        """
        found = {code: pages for code, pages in self.pages.by_outcode.items() if code[0] == letter}
        page_ids = sorted({page.id for pages in found.values() for page in pages})
        positions = {page_id: number for number, page_id in enumerate(page_ids)}
        gazetteer = self.gazetteer
        return {
            "pages": page_ids,
            "in_use": {
                code: [
                    *hundredths(gazetteer.outcodes[code].point),
                    *(positions[page.id] for page in pages),
                ]
                for code, pages in found.items()
            },
            "ended": sorted(c for c in gazetteer.terminated_outcodes if c[0] == letter),
            "without_place": sorted(c for c in gazetteer.non_geographic_outcodes if c[0] == letter),
        }

    @cached_property
    def name_letters(self) -> str:
        """The letters that the names of places begin with."""
        names = {name for place in self.gazetteer.places for name in place.all_names}
        return "".join(sorted({name_key(name)[0] for name in names}))

    def names(self, letter: str) -> dict[str, object]:
        """The places with a name that begins with a letter.

        Each has the number of its council, its hundredths of a degree, the page that it leads to
        (1: its own, 0: that of its council, or an id), the larger place next to it if others share
        its label, its usual name, and its other names with this letter. `main` has the number of
        the one that is meant by a name that others have, too.
        """
        numbers = {area.id: number for number, area in enumerate(self.area_list)}
        rows: list[NameRow] = []
        main: dict[str, int] = {}
        for place in self.gazetteer.places:
            others = [name for name in self._other_names(place) if name_key(name)[0] == letter]
            if others or name_key(place.name)[0] == letter:
                keys = (name_key(name) for name in (place.name, *others))
                for key in keys:
                    if key[0] == letter and self.namesakes.main_place(key) == place:
                        main[key] = len(rows)
                rows.append(
                    [
                        numbers[place.council],
                        *hundredths(place.point),
                        self._page_code(place),
                        self._neighbour(place),
                        place.name,
                        *others,
                    ]
                )
        return {"places": rows, "main": main}

    @cached_property
    def _labels(self) -> Counter[str]:
        return Counter(map(self.gazetteer.qualified_name, self.gazetteer.places))

    def _neighbour(self, place: Place) -> str:
        if self._labels[self.gazetteer.qualified_name(place)] == 1:
            return ""
        near = self.gazetteer.larger_neighbour(place)
        return near.name if near else ""

    def _page_code(self, place: Place) -> int | str:
        page = self.pages.page_for(place)
        if page.town:
            return 1
        return 0 if page.id == place.council else page.id

    def _other_names(self, place: Place) -> list[str]:
        """The names that lead to a place besides its usual one.

        A part of a place is not a second place of that name.
        """
        own_key = name_key(place.name)
        names = {name_key(name): name for name in place.all_names if name_key(name) != own_key}
        return [name for name in names.values() if place in self.gazetteer.find_places(name)]


def list_urls(lists: PlaceLists) -> list[str]:
    """The addresses of all lists but that of the areas, which the search has in its index."""
    return [url for url in list_contents(lists) if url != urls.PLACE_AREAS]


def list_contents(lists: PlaceLists) -> dict[str, Callable[[], dict[str, object]]]:
    """What makes the content of each list, by its address."""
    return {
        urls.PLACE_ANSWERS: lists.answers,
        urls.PLACE_AREAS: lists.areas,
        **{
            f"{urls.PLACE_OUTCODES}{letter}.json": partial(lists.outcodes, letter)
            for letter in lists.outcode_letters
        },
        **{
            f"{urls.PLACE_NAMES}{letter}.json": partial(lists.names, letter)
            for letter in lists.name_letters
        },
    }


def hundredths(point: tuple[float, float]) -> tuple[int, int]:
    """A point in hundredths of a degree: within a mile of it."""
    latitude, longitude = point
    return round(latitude * 100), round(longitude * 100)
