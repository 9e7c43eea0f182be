"""Where things are, offline: places, outcodes, areas, distances, and the place that a person means."""

from ulo.geography.answers import COUNCIL, OUTCODE, TOWN, Ambiguous, NotFound, PlaceMatch
from ulo.geography.gazetteer import Gazetteer, Outcode, Place, distance_miles, name_key
from ulo.geography.geocoder import (
    MAX_MILES,
    MAX_MILES_NORTH,
    MAX_QUERY_LENGTH,
    NORTHERN_LATITUDE,
    OfflineGeocoder,
)
from ulo.geography.grid import from_grid, to_grid
from ulo.geography.informal_regions import ABROAD, INFORMAL_REGIONS, NATIONWIDE, ONLINE
from ulo.geography.location import locate, location_report
from ulo.geography.maps import Drawing, Maps
from ulo.geography.postcodes import CROWN_DEPENDENCIES, OVERSEAS, parse_postcode
from ulo.geography.spatial_index import SpatialIndex

__all__ = [
    "ABROAD",
    "COUNCIL",
    "Ambiguous",
    "OUTCODE",
    "Outcode",
    "Drawing",
    "NATIONWIDE",
    "MAX_MILES",
    "MAX_MILES_NORTH",
    "PlaceMatch",
    "Gazetteer",
    "CROWN_DEPENDENCIES",
    "MAX_QUERY_LENGTH",
    "Maps",
    "NORTHERN_LATITUDE",
    "ONLINE",
    "NotFound",
    "OVERSEAS",
    "OfflineGeocoder",
    "Place",
    "INFORMAL_REGIONS",
    "SpatialIndex",
    "TOWN",
    "location_report",
    "from_grid",
    "name_key",
    "locate",
    "distance_miles",
    "parse_postcode",
    "to_grid",
]
