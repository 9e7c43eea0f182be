"""Ids for other programs: they never change, and no two things have the same."""

from functools import lru_cache
from uuid import UUID, uuid5

from ulo.catalogue import Catalogue
from ulo.core import urls

# Made once, by chance. Whoever changes it changes every id that others have stored.
NAMESPACE = UUID("3f0c7a52-7c9e-4d0e-9a64-2f3f9d1c8b17")


# A group has several files, and each names the ids of all its parts.
@lru_cache(maxsize=100_000)
def permanent_id(kind: str, *names: str) -> str:
    """The UUID (version 5, RFC 9562) of one thing of a kind, such as `organization`."""
    return str(uuid5(NAMESPACE, "/".join((kind, *names))))


def organisation_key(catalogue: Catalogue, slug: str) -> str:
    """The name from which the ids of a record are made: its first slug, also when it is renamed."""
    return catalogue.schema.first_slugs.get(slug, slug)


def permanent_url(catalogue: Catalogue, slug: str) -> str:
    """The URL with which the ids of what a record says begin, in feeds and calendars.

    It is that of its first slug, which leads to its page also when it is renamed.
    """
    return f"{catalogue.instance.site_url}{urls.organisation(organisation_key(catalogue, slug))}"
