"""Derives the tables of places, postcode districts, councils and maps of the United Kingdom.

`python3 build.py geography` runs this; no build does, which only reads the tables.

sources           what the packages hold
grid              the national grid
counties          which districts make up which county, typed by hand
northern_ireland  the council of each place of Northern Ireland, typed by hand
welsh_names       the Welsh names of places, typed by hand
neighbours        which councils are next to each other where the data cannot tell
tables            the tables of places, outcodes and areas
maps              the maps
"""

from ulo.maintain.geodata.derived import Derived
from ulo.maintain.geodata.packages import read_geonames
from ulo.schema import Schema

from . import maps, sources, tables
from .sources import locate_postcodes

__all__ = ["derive", "locate_postcodes"]


def derive(schema: Schema) -> Derived:
    """All tables by name. The same packages and areas give the same tables.

    Raises ValueError where a package holds a council, or a place of Northern Ireland, that we do
    not know, and where what is typed by hand does not fit what the packages hold.
    """
    areas = schema.areas
    postcodes = sources.read_postcodes(areas)
    places = tables.build_places(read_geonames(["GB"]), postcodes, areas)
    grid = maps.CouncilGrid(postcodes, places, sources.read_outline(), areas)
    return Derived(
        {
            "places": {c: [row.to_json() for row in rows] for c, rows in places.items()},
            "districts": tables.build_outcodes(postcodes, sources.read_live_outcodes()),
            "councils": tables.build_areas(postcodes, places, grid.find_neighbours(), areas),
            "map": maps.build_maps(grid, areas),
        },
        sources.describe_packages(),
    )
