"""The names of the places by which a group is told from another of its name."""

from collections.abc import Iterable

from ulo.schema.schema import Schema


def list_place_names(town: str, areas: Iterable[str], reach: str, schema: Schema) -> list[str]:
    """Those of a group with this town, these ids of areas and this reach, the best first.

    Only a group that names none of them, but works across the whole country, is told by that.
    """
    terms = schema.areas.terms
    names = [town, *(terms[area].title for area in areas if area in terms)]
    known = [name for name in names if name]
    if not known and reach in schema.reach_ids.nationwide:
        country = schema.areas.country
        # Its first other name is the one that people say.
        return [next(iter(country.other_names), country.title)]
    return known
