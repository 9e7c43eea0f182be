"""Where things are, offline: places, postcode districts, areas, distances, and the place that a person means.

Read in this order: grid, answers, gazetteer, postcodes, geocoder, location.
"""

from ulo.geography.answers import Answer, Choices, Found, NotFound
from ulo.geography.gazetteer import Gazetteer, about, miles
from ulo.geography.geocoder import Offline
from ulo.geography.location import account, locate

__all__ = ["Answer", "Choices", "Found", "Gazetteer", "NotFound", "Offline", "about", "account", "locate", "miles"]
