"""The letters with which postcodes start, as schema/country/postcode_areas.yml has them."""

import re
from functools import lru_cache

from ulo.schema import Schema


@lru_cache(maxsize=32)
def postcode_areas(schema: Schema) -> frozenset[str]:
    """All that are in use; none where the country has no such letters."""
    return frozenset(schema.country_file("postcode_areas").get("areas", ()))


def is_postcode_start(code: str, schema: Schema) -> bool:
    """Whether a postcode, or the first half of one, starts with letters that are in use.

    Where nobody knows them, any are.
    """
    outcode = code.partition(" ")[0]
    # Nearly all are in this table, which is read for other rules, too.
    if outcode in schema.geography_table("districts").get("in_use", ()):
        return True
    letters = postcode_areas(schema)
    start = re.match("[A-Z]*", outcode)
    return not letters or (start is not None and start.group() in letters)


def is_unlisted(outcode: str, schema: Schema) -> bool:
    """Whether nobody can say if an outcode is in use, as its area has no open districts."""
    # `geography` has the same, but takes long to import.
    areas = schema.country_file("postcodes").get("areas_without", ())
    return any(outcode.startswith(area.get("start", "")) for area in areas)
