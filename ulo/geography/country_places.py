"""What people write in place of an area of the country, and how far is far in it.

It stands in schema/country/gazetteer.yml. All keys are as `name_key` makes them, all distances in
miles.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ulo.geography.names import name_key

MILE, KILOMETRE = "mile", "km"
KILOMETRES_PER_MILE = 1.609344


@dataclass(frozen=True)
class CountryPlaces:
    """What is special about the places of a country.

    An informal region is no area, since nobody can say where it ends: each has the ids of the areas
    that it spreads over. `nationwide` is wider than any area but the country itself. `abroad` has
    the names of places elsewhere that people look for. `place_source` and `postcode_source` name
    the data sets of points. A point that is `outside_miles` from every place lies in the sea or
    abroad; from the latitude `sparse_north` on it may be `sparse_miles` away. A town may be the
    post town of a council whose next place is `post_town_miles` away, or `beside_miles` where the
    two councils are next to each other. `unit` is MILE or KILOMETRE.
    """

    informal_regions: Mapping[str, tuple[str, ...]]
    nationwide: frozenset[str]
    abroad: Mapping[str, str]
    example_point: str = ""
    place_source: str = ""
    postcode_source: str = ""
    unit: str = MILE
    outside_miles: float = 25
    sparse_north: float = 90
    sparse_miles: float = 25
    post_town_miles: float = 10
    beside_miles: float = 20


def make_country_places(data: Mapping[str, Any]) -> CountryPlaces:
    """The same from the content of the file; without a file nothing is special."""
    distances: Mapping[str, Any] = data.get("distances", {})
    outside = distances.get("outside", CountryPlaces.outside_miles)
    sparse: Mapping[str, float] = distances.get("sparse", {})
    sources: Mapping[str, str] = data.get("sources", {})
    unit = distances.get("unit", MILE)
    if unit not in (MILE, KILOMETRE):
        raise ValueError(f"schema/country/gazetteer.yml has no unit {unit}: it is mile or km")
    return CountryPlaces(
        informal_regions={
            name_key(name): tuple(areas)
            for name, areas in (data.get("informal_regions") or {}).items()
        },
        nationwide=frozenset(map(name_key, data.get("nationwide", ()))),
        abroad={name_key(name): name for name in data.get("abroad", ())},
        example_point=str(data.get("example_point", "")),
        place_source=sources.get("places", ""),
        postcode_source=sources.get("postcodes", ""),
        unit=unit,
        outside_miles=outside,
        sparse_north=sparse.get("north_of", CountryPlaces.sparse_north),
        sparse_miles=sparse.get("outside", outside),
        post_town_miles=distances.get("post_town", CountryPlaces.post_town_miles),
        beside_miles=distances.get("post_town_beside", CountryPlaces.beside_miles),
    )
