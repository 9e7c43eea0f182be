"""Where things are, offline: places, outcodes, areas, distances, and the place that a person means."""

from ulo.geography.answers import COUNCIL, Choices, DISTRICT, Found, NotFound, TOWN
from ulo.geography.gazetteer import District, Gazetteer, Place, key, miles
from ulo.geography.geocoder import FARTHEST, FARTHEST_NORTH, LONGEST, NORTH, Offline
from ulo.geography.grid import from_grid, to_grid
from ulo.geography.informal_regions import ABROAD, EVERYWHERE, NOWHERE, SPREAD
from ulo.geography.location import account, locate
from ulo.geography.maps import Drawing, Maps
from ulo.geography.postcodes import ISLANDS, OVERSEAS, parse
from ulo.geography.spatial_index import Squares

__all__ = [
    "ABROAD",
    "COUNCIL",
    "Choices",
    "DISTRICT",
    "District",
    "Drawing",
    "EVERYWHERE",
    "FARTHEST",
    "FARTHEST_NORTH",
    "Found",
    "Gazetteer",
    "ISLANDS",
    "LONGEST",
    "Maps",
    "NORTH",
    "NOWHERE",
    "NotFound",
    "OVERSEAS",
    "Offline",
    "Place",
    "SPREAD",
    "Squares",
    "TOWN",
    "account",
    "from_grid",
    "key",
    "locate",
    "miles",
    "parse",
    "to_grid",
]
