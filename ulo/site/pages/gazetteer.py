"""The lists behind the box "Where do you live?": all places, and the page that each postcode
district leads to.

They are private to docs/assets/js/places/, where geocoder.js answers from them as ulo.geography
does from the tables.
"""

import json
from collections import Counter
from collections.abc import Iterator

from ulo.catalogue import Catalogue, PlacePages
from ulo.core import urls
from ulo.geography import (
    ABROAD,
    CROWN_DEPENDENCIES,
    INFORMAL_REGIONS,
    MAX_MILES,
    MAX_MILES_NORTH,
    MAX_QUERY_LENGTH,
    NATIONWIDE,
    NORTHERN_LATITUDE,
    ONLINE,
    OVERSEAS,
    Gazetteer,
    Place,
    name_key,
)
from ulo.site.page import File

ABOUT = (
    "Private to assets/js/places/ and changed without notice. Whoever wants the places: "
    "the tables are in schema/geography/ of the repository."
)

# The middle of a council or the name, offsets, page and other names of a place: see _places.
PlaceRow = list[int | str]


def build_pages(catalogue: Catalogue) -> Iterator[File]:
    pages = catalogue.place_pages
    yield File(urls.GAZETTEER, lambda: _to_json(_gazetteer_data(catalogue, pages)))
    yield File(urls.OUTCODES, lambda: _to_json(_outcode_data(pages)))


def _gazetteer_data(catalogue: Catalogue, pages: PlacePages) -> dict[str, object]:
    places, larger_neighbours = _places(pages)
    return {
        "about": ABOUT,
        "answers": pages.gazetteer.messages,
        "longest": MAX_QUERY_LENGTH,
        "farthest": MAX_MILES,
        "north": NORTHERN_LATITUDE,
        "farthest_north": MAX_MILES_NORTH,
        "abroad": ABROAD,
        "everywhere": sorted(NATIONWIDE),
        "nowhere": sorted(ONLINE),
        "spread": INFORMAL_REGIONS,
        "islands": CROWN_DEPENDENCIES,
        "overseas": OVERSEAS,
        "areas": [
            [area.id, area.title, area.kind, area.parent, [*area.names][1:], area.covers]
            for area in catalogue.areas.values()
        ],
        "places": places,
        "beside": larger_neighbours,
    }


def _outcode_data(pages: PlacePages) -> dict[str, object]:
    """The ids of the pages that each outcode leads to, as positions in one list of all of them."""
    page_ids = sorted({page.id for found in pages.by_outcode.values() for page in found})
    positions = {page_id: number for number, page_id in enumerate(page_ids)}
    return {
        "about": ABOUT,
        "pages": page_ids,
        "in_use": {
            outcode: [positions[page.id] for page in found]
            for outcode, found in pages.by_outcode.items()
        },
        "ended": sorted(pages.gazetteer.terminated_outcodes),
        "without_place": sorted(pages.gazetteer.non_geographic_outcodes),
    }


def _to_json(data: dict[str, object]) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _places(
    pages: PlacePages,
) -> tuple[dict[str, list[PlaceRow]], dict[str, dict[int, str]]]:
    """By council, its middle in hundredths of a degree and then a row for each of its places; and,
    by council and row, the larger place next to one that shares its label with another.

    A row has the name, the hundredths of a degree north and east of the middle of the council, the
    page that it leads to (1: its own, 0: that of its council, or an id), and the other names.
    """
    gazetteer = pages.gazetteer
    labels = Counter(map(gazetteer.qualified_name, gazetteer.places))
    middles: dict[str, tuple[int, int]] = {}
    places: dict[str, list[PlaceRow]] = {}
    larger_neighbours: dict[str, dict[int, str]] = {}
    for place in gazetteer.places:
        council = place.council
        if council not in places:
            middles[council] = _hundredths(gazetteer.area_match(pages.areas[council]).point)
            places[council] = [[*middles[council]]]
        rows = places[council]
        if labels[gazetteer.qualified_name(place)] > 1:
            neighbour = gazetteer.larger_neighbour(place)
            larger_neighbours.setdefault(council, {})[len(rows)] = neighbour.name
        north, east = _hundredths(place.point)
        middle_north, middle_east = middles[council]
        rows.append(
            [
                place.name,
                north - middle_north,
                east - middle_east,
                _page_code(pages, place),
                *_other_names(gazetteer, place),
            ]
        )
    return places, larger_neighbours


def _hundredths(point: tuple[float, float]) -> tuple[int, int]:
    latitude, longitude = point
    return round(latitude * 100), round(longitude * 100)


def _page_code(pages: PlacePages, place: Place) -> int | str:
    page = pages.page_for(place)
    if page.town:
        return 1
    return 0 if page.id == place.council else page.id


def _other_names(gazetteer: Gazetteer, place: Place) -> list[str]:
    """The names that lead to a place besides its usual one: a part of a place is not a second place
    of that name."""
    names = {name_key(name): name for name in place.names if name_key(name) != name_key(place.name)}
    return [name for name in names.values() if place in gazetteer.find_places(name)]
