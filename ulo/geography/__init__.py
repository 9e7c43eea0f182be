"""Where things are, offline: places, postcode districts, areas, distances, and the place that a person means.

Read in this order: grid, squares, answers, gazetteer, postcodes, loose, geocoder, location, maps.
"""

from ulo.geography.answers import Answer, Choices, Found, NotFound
from ulo.geography.gazetteer import District, Gazetteer, Place, miles
from ulo.geography.geocoder import Offline
from ulo.geography.location import account, locate
from ulo.geography.maps import Drawing, Maps, Shape
from ulo.geography.squares import Squares

__all__ = ["Answer", "Choices", "District", "Drawing", "Found", "Gazetteer", "Maps", "NotFound", "Offline", "Place", "Shape", "Squares", "account", "locate", "miles"]
