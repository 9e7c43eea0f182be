"""The lists behind the box "Where do you live?": all places, and the page that each postcode district leads to.

They are private to docs/assets/gazetteer.js, which answers from them as ulo.geography.geocoder does from the tables.
"""

import json
from collections import Counter
from collections.abc import Iterator

from ulo import addresses
from ulo.catalogue import Catalogue
from ulo.geography import Gazetteer, Place, miles
from ulo.geography.gazetteer import District, key
from ulo.geography.geocoder import ABROAD, FARTHEST, LONGEST
from ulo.geography.postcodes import ISLANDS, OVERSEAS
from ulo.localities import TOWN, Localities, localities
from ulo.render import File, Renderer

ABOUT = "Private to assets/gazetteer.js and changed without notice. Whoever wants the places: the tables are in schema/geography/ of the repository."
# A council counts for a postcode district if it has so many hundredths of its postcodes.
COUNTS = 10
# A district leads to a town within so many miles of its middle, if the next town is so many times as far away.
NEAR, CLEAR = 3, 1.5


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[File]:
    pages = localities(catalogue)
    gazetteer = pages.gazetteer
    places = {
        "about": ABOUT, "answers": gazetteer.sentences, "longest": LONGEST, "farthest": FARTHEST,
        "abroad": list(ABROAD.values()), "islands": ISLANDS, "overseas": OVERSEAS,
        "areas": [[area.id, area.title, area.kind, area.parent, [*area.names][1:], area.covers] for area in catalogue.areas.values()],
        **_places(pages),
    }
    leads = _leads(pages)
    ids = {page: number for number, page in enumerate(sorted({page for found in leads.values() for page in found}))}
    districts = {
        "about": ABOUT, "pages": list(ids), "in_use": {name: [ids[page] for page in found] for name, found in leads.items()},
        "ended": sorted(gazetteer.ended), "without_place": sorted(gazetteer.without_place),
    }
    yield File(addresses.GAZETTEER, _compact(places))
    yield File(addresses.DISTRICTS, _compact(districts))


def _compact(data: dict) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _places(pages: Localities) -> dict:
    """By council, its middle and its places: name, hundredths of a degree north and east of that middle, what page
    it leads to (1: its own, 0: that of its council, or an id), and its other names. `beside` has, by council and row,
    the larger place next to one that shares its label with another."""
    gazetteer = pages.gazetteer
    labels = Counter(map(gazetteer.label, gazetteer.places))
    places, beside = {}, {}
    for place in gazetteer.places:
        if place.council not in places:
            places[place.council] = [[_hundredths(axis) for axis in gazetteer.middle(pages.areas[place.council]).point]]
        rows = places[place.council]
        if labels[gazetteer.label(place)] > 1:
            beside.setdefault(place.council, {})[len(rows)] = gazetteer.larger(place).name
        at = [_hundredths(axis) - middle for axis, middle in zip(place.point, rows[0])]
        page = pages.page(place)
        rows.append([place.name, *at, 1 if page.town else 0 if page.id == place.council else page.id, *_other_names(gazetteer, place)])
    return {"places": places, "beside": beside}


def _hundredths(degrees: float) -> int:
    return round(degrees * 100)


def _other_names(gazetteer: Gazetteer, place: Place) -> list[str]:
    """The names that lead to a place besides its usual one: a part of a place is not a second place of that name."""
    names = {key(name): name for name in place.other_names if key(name) != key(place.name)}
    return [name for name in names.values() if place in gazetteer.named(name)]


def _leads(pages: Localities) -> dict[str, list[str]]:
    """The page that each postcode district leads to, or the councils to choose from: in doubt a council, never a town
    that the people of the district would not call theirs."""
    # A town without a page of its own counts, too: who lives next to it is at home on the page of its council.
    towns: dict[str, list[Place]] = {}
    for place in pages.gazetteer.places:
        if place.population >= TOWN:
            towns.setdefault(place.council, []).append(place)
    found = {}
    for district in pages.gazetteer.districts.values():
        councils = [council for council, hundredths in district.councils.items() if hundredths >= COUNTS]
        town = _town(district, towns.get(councils[0], [])) if len(councils) == 1 else None
        # London is the page of a whole region, and too wide for a postcode in Westminster.
        found[district.name] = [pages.page(town).id] if town and pages.page(town).area.id == councils[0] else councils
    return found


def _town(district: District, towns: list[Place]) -> Place | None:
    """The town that a postcode district clearly belongs to."""
    away = lambda town: miles((district.latitude, district.longitude), town.point)
    first, *others = sorted(towns, key=away)[:2] or [None]
    return first if first and away(first) <= NEAR and all(away(other) >= CLEAR * away(first) for other in others) else None
