"""Where things are, offline: places, outcodes, areas, distances, and the place that a person means."""

from ulo.geography.answers import COUNCIL, Ambiguous, OUTCODE, PlaceMatch, NotFound, TOWN
from ulo.geography.gazetteer import Outcode, Gazetteer, Place, name_key, distance_miles
from ulo.geography.geocoder import MAX_MILES, MAX_MILES_NORTH, MAX_QUERY_LENGTH, NORTHERN_LATITUDE, OfflineGeocoder
from ulo.geography.grid import from_grid, to_grid
from ulo.geography.informal_regions import ABROAD, NATIONWIDE, ONLINE, INFORMAL_REGIONS
from ulo.geography.location import location_report, locate
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
