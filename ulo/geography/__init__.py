"""Places, outcodes, areas and distances, offline, and the place that a person means."""

from ulo.geography.answers import (
    COORDINATES,
    COUNCIL,
    OUTCODE,
    TOWN,
    WIDE,
    Ambiguous,
    Answer,
    NotFound,
    PlaceMatch,
)
from ulo.geography.country_places import KILOMETRE, KILOMETRES_PER_MILE
from ulo.geography.distance import Spot, round_miles, whole_miles
from ulo.geography.gazetteer import Gazetteer, Outcode, Place
from ulo.geography.geocoder import MAX_MILES_APART, MAX_QUERY_LENGTH, OfflineGeocoder
from ulo.geography.grid import Grid, PlainGrid, make_grid
from ulo.geography.map_numbers import MapNumbers, number_areas
from ulo.geography.maps import Drawing, Maps
from ulo.geography.names import name_key
from ulo.geography.namesakes import Namesakes
from ulo.geography.ordinary_words import names_in_texts, names_to_look_up
from ulo.geography.postcodes import Postcode, Postcodes, make_postcodes
from ulo.geography.spatial_index import MILES_PER_DEGREE, Point, SpatialIndex, distance_miles
from ulo.geography.whereabouts import Extent, Whereabouts

__all__ = [
    "COORDINATES",
    "COUNCIL",
    "KILOMETRE",
    "KILOMETRES_PER_MILE",
    "MAX_MILES_APART",
    "MAX_QUERY_LENGTH",
    "MILES_PER_DEGREE",
    "OUTCODE",
    "TOWN",
    "WIDE",
    "Ambiguous",
    "Answer",
    "Drawing",
    "Extent",
    "Gazetteer",
    "Grid",
    "MapNumbers",
    "Maps",
    "Namesakes",
    "NotFound",
    "OfflineGeocoder",
    "Outcode",
    "Place",
    "PlaceMatch",
    "PlainGrid",
    "Point",
    "Postcode",
    "Postcodes",
    "SpatialIndex",
    "Spot",
    "Whereabouts",
    "distance_miles",
    "make_grid",
    "make_postcodes",
    "name_key",
    "names_in_texts",
    "names_to_look_up",
    "number_areas",
    "round_miles",
    "whole_miles",
]
