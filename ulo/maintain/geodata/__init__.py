"""Derives schema/geography/ from public packages. No part of a build, which only reads the result.

sources           what the packages hold
counties          which districts make up which county, typed by hand
northern_ireland  the council of each place of Northern Ireland, typed by hand
welsh_names       the Welsh names of places, typed by hand
neighbours        which councils are next to each other where the data cannot tell
alternate_names   which other names of a place are worth searching
tables            the tables of places, outcodes and areas
shapes            the maps
svg_paths         shapes as paths of SVG
derivation        all derived files, as bytes
"""

from ulo.maintain.geodata.derivation import derive_tables
from ulo.maintain.geodata.sources import locate_postcodes

__all__ = ["derive_tables", "locate_postcodes"]
