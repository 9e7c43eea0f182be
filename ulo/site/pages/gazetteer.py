"""The lists behind the box "Where do you live?": all places, and the page that each postcode district leads to.

They are private to docs/assets/js/places/, where geocoder.js answers from them as ulo.geography does from the tables.
"""

import json
from collections import Counter
from collections.abc import Iterator

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.geography import Gazetteer, Place
from ulo.geography import name_key
from ulo.geography import MAX_MILES, MAX_MILES_NORTH, MAX_QUERY_LENGTH, NORTHERN_LATITUDE
from ulo.geography import ABROAD, NATIONWIDE, ONLINE, INFORMAL_REGIONS
from ulo.geography import CROWN_DEPENDENCIES, OVERSEAS
from ulo.catalogue import PlacePages
from ulo.site.renderer import File, Renderer

ABOUT = "Private to assets/js/places/ and changed without notice. Whoever wants the places: the tables are in schema/geography/ of the repository."


def build_pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[File]:
    pages = catalogue.place_pages
    gazetteer = pages.gazetteer
    places = {
        "about": ABOUT, "answers": gazetteer.messages, "longest": MAX_QUERY_LENGTH, "farthest": MAX_MILES, "north": NORTHERN_LATITUDE, "farthest_north": MAX_MILES_NORTH,
        "abroad": ABROAD, "everywhere": sorted(NATIONWIDE), "nowhere": sorted(ONLINE), "spread": INFORMAL_REGIONS,
        "islands": CROWN_DEPENDENCIES, "overseas": OVERSEAS,
        "areas": [[area.id, area.title, area.kind, area.parent, [*area.names][1:], area.covers] for area in catalogue.areas.values()],
        **_places(pages),
    }
    leads = {name: [page.id for page in found] for name, found in pages.by_outcode.items()}
    ids = {page: number for number, page in enumerate(sorted({page for found in leads.values() for page in found}))}
    districts = {
        "about": ABOUT, "pages": list(ids), "in_use": {name: [ids[page] for page in found] for name, found in leads.items()},
        "ended": sorted(gazetteer.terminated_outcodes), "without_place": sorted(gazetteer.non_geographic_outcodes),
    }
    yield File(urls.GAZETTEER, _to_json(places))
    yield File(urls.OUTCODES, _to_json(districts))


def _to_json(data: dict) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _places(pages: PlacePages) -> dict:
    """By council, its middle and its places: name, hundredths of a degree north and east of that middle, what page
    it leads to (1: its own, 0: that of its council, or an id), and its other names. `beside` has, by council and row,
    the larger place next to one that shares its label with another."""
    gazetteer = pages.gazetteer
    labels = Counter(map(gazetteer.qualified_name, gazetteer.places))
    places, beside = {}, {}
    for place in gazetteer.places:
        if place.council not in places:
            places[place.council] = [[_hundredths(axis) for axis in gazetteer.area_match(pages.areas[place.council]).point]]
        rows = places[place.council]
        if labels[gazetteer.qualified_name(place)] > 1:
            beside.setdefault(place.council, {})[len(rows)] = gazetteer.larger_neighbour(place).name
        at = [_hundredths(axis) - middle for axis, middle in zip(place.point, rows[0])]
        page = pages.page_for(place)
        rows.append([place.name, *at, 1 if page.town else 0 if page.id == place.council else page.id, *_other_names(gazetteer, place)])
    return {"places": places, "beside": beside}


def _hundredths(degrees: float) -> int:
    return round(degrees * 100)


def _other_names(gazetteer: Gazetteer, place: Place) -> list[str]:
    """The names that lead to a place besides its usual one: a part of a place is not a second place of that name."""
    names = {name_key(name): name for name in place.names if name_key(name) != name_key(place.name)}
    return [name for name in names.values() if place in gazetteer.find_places(name)]
