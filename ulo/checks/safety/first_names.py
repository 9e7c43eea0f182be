"""First names by which a person is recognised, as schema/country/first_names.yml has them."""

from functools import lru_cache

from ulo.schema import Schema


@lru_cache(maxsize=32)
def first_names(schema: Schema) -> frozenset[str]:
    """First names that are common in the country; none where it has no list of them."""
    return frozenset(schema.country_file("first_names").get("names", ()))
