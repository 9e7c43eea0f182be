"""Derives schema/geography/ from public packages. No part of a build, which only reads the result.

packages         public packages: their terms and their files; the towns of GeoNames
alternate_names  which other names of a place are worth searching
places           the table of places
country_settings what was typed for a country
country_tables   all tables of a country, from GeoNames and from what was typed for it
cells            shapes from points: cells of land, merged, simplified and clipped to the coast
svg_paths        shapes as paths of SVG
location_report  which groups of our records have no place, and why
derived          what a derivation gives
derivation       all derived files, as bytes, by the code of the country's own where there is any

A country whose tables need more than that has code of its own beside them, in
schema/geography/derivation/, which uses these modules.
"""

from ulo.maintain.geodata.derivation import derive_tables, locate_postcodes
from ulo.maintain.geodata.derived import DerivationError
from ulo.maintain.geodata.location_report import location_report

__all__ = ["DerivationError", "derive_tables", "locate_postcodes", "location_report"]
