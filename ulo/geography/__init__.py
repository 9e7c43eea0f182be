"""Places, outcodes, areas and distances, offline, and the place that a person means."""

from ulo.geography.answers import (
    COORDINATES,
    COUNCIL,
    OUTCODE,
    TOWN,
    WIDE,
    Ambiguous,
    NotFound,
    PlaceMatch,
)
from ulo.geography.distance import Spot, round_miles, whole_miles
from ulo.geography.gazetteer import Gazetteer, Outcode, Place, distance_miles, name_key
from ulo.geography.geocoder import (
    MAX_MILES,
    MAX_MILES_APART,
    MAX_MILES_NORTH,
    MAX_QUERY_LENGTH,
    NORTHERN_LATITUDE,
    OfflineGeocoder,
)
from ulo.geography.grid import from_grid, to_grid
from ulo.geography.informal_regions import ABROAD, INFORMAL_REGIONS, NATIONWIDE, ONLINE
from ulo.geography.location import locate, location_report
from ulo.geography.map_numbers import MapNumbers, number_areas
from ulo.geography.maps import Drawing, Maps
from ulo.geography.namesakes import Namesakes
from ulo.geography.ordinary_words import ORDINARY_WORDS, names_in_texts, names_to_look_up
from ulo.geography.postcodes import CROWN_DEPENDENCIES, OVERSEAS, parse_postcode, split_postcode
from ulo.geography.spatial_index import SpatialIndex
from ulo.geography.whereabouts import (
    NEIGHBOUR_MILES,
    OUTCODE_MILES,
    POST_TOWN_MILES,
    TOWN_MILES,
    Extent,
    Whereabouts,
)

__all__ = [
    "ABROAD",
    "COORDINATES",
    "COUNCIL",
    "CROWN_DEPENDENCIES",
    "INFORMAL_REGIONS",
    "MAX_MILES",
    "MAX_MILES_APART",
    "MAX_MILES_NORTH",
    "MAX_QUERY_LENGTH",
    "NATIONWIDE",
    "NEIGHBOUR_MILES",
    "NORTHERN_LATITUDE",
    "ONLINE",
    "ORDINARY_WORDS",
    "OUTCODE",
    "OUTCODE_MILES",
    "OVERSEAS",
    "POST_TOWN_MILES",
    "TOWN",
    "TOWN_MILES",
    "WIDE",
    "Ambiguous",
    "Drawing",
    "Extent",
    "Gazetteer",
    "MapNumbers",
    "Maps",
    "Namesakes",
    "NotFound",
    "OfflineGeocoder",
    "Outcode",
    "Place",
    "PlaceMatch",
    "SpatialIndex",
    "Spot",
    "Whereabouts",
    "distance_miles",
    "from_grid",
    "locate",
    "location_report",
    "name_key",
    "names_in_texts",
    "names_to_look_up",
    "number_areas",
    "parse_postcode",
    "round_miles",
    "split_postcode",
    "to_grid",
    "whole_miles",
]
