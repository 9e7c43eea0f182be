"""All files of the program interface, each made when it is asked for."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from ulo.catalogue import Catalogue
from ulo.core import urls
from ulo.exports.api.areas import area_data, area_groups, area_listing
from ulo.exports.api.description import describe_api
from ulo.exports.api.index import index_data
from ulo.exports.api.listing import Listing
from ulo.exports.api.organisations import moved_data, organisation_data, organisation_listing
from ulo.exports.api.partners import partner_data, partner_listing, partner_work
from ulo.exports.api.references import Data
from ulo.exports.api.terms import (
    group_vocabularies,
    term_data,
    term_groups,
    term_listing,
    vocabulary_listing,
)
from ulo.exports.json_text import compact_json, readable_json
from ulo.exports.table import record_licence

# The URL of a file, and what makes its content.
ApiFile = tuple[str, Callable[[], bytes]]
MakeListing = Callable[..., Listing[Any]]


def api_files(catalogue: Catalogue, page_size: int) -> Iterator[ApiFile]:
    yield urls.API_INDEX, partial(_entry, index_data, catalogue, page_size)
    yield urls.API_DESCRIPTION, partial(_entry, describe_api, catalogue, page_size)
    yield from _organisations(catalogue, page_size)
    yield from _areas(catalogue, page_size)
    yield from _terms(catalogue, page_size)
    yield from _partners(catalogue, page_size)


def _organisations(catalogue: Catalogue, page_size: int) -> Iterator[ApiFile]:
    yield from _pages(organisation_listing, catalogue, page_size)
    for o in catalogue.organisations:
        yield urls.api_organisation(o.slug), partial(_entry, organisation_data, catalogue, o.slug)
    for old, new in catalogue.schema.redirects.items():
        # A site may be built from a part of the records.
        if new in catalogue.by_slug:
            yield urls.api_organisation(old), partial(_entry, moved_data, catalogue, old, new)


def _areas(catalogue: Catalogue, page_size: int) -> Iterator[ApiFile]:
    yield from _pages(area_listing, catalogue, page_size)
    for id in catalogue.areas:
        yield urls.api_area(id), partial(_entry, area_data, catalogue, id, page_size)
        yield from _further_pages(area_groups, catalogue, id, page_size)


def _terms(catalogue: Catalogue, page_size: int) -> Iterator[ApiFile]:
    yield from _pages(vocabulary_listing, catalogue)
    for vocabulary in group_vocabularies(catalogue.schema):
        yield from _pages(term_listing, catalogue, vocabulary)
        for id in catalogue.schema.vocabularies[vocabulary].terms:
            content = partial(_entry, term_data, catalogue, vocabulary, id, page_size)
            yield urls.api_term(vocabulary, id), content
            yield from _further_pages(term_groups, catalogue, vocabulary, id, page_size)


def _partners(catalogue: Catalogue, page_size: int) -> Iterator[ApiFile]:
    yield from _pages(partner_listing, catalogue, page_size)
    for id in catalogue.participation.by_body:
        yield urls.api_partner(id), partial(_entry, partner_data, catalogue, id, page_size)
        yield from _further_pages(partner_work, catalogue, id, page_size)


def _pages(make: MakeListing, catalogue: Catalogue, *arguments: str | int) -> Iterator[ApiFile]:
    listing = make(catalogue, *arguments)
    for number in range(1, listing.page_count + 1):
        yield listing.url(number), partial(_page, make, catalogue, number, *arguments)


def _further_pages(
    make: MakeListing, catalogue: Catalogue, *arguments: str | int
) -> Iterator[ApiFile]:
    """All pages of a list but the first, which is in the entry that it belongs to."""
    listing = make(catalogue, *arguments)
    for number in range(2, listing.page_count + 1):
        yield listing.url(number), partial(_page, make, catalogue, number, *arguments)


def _entry(describe: Callable[..., Data], catalogue: Catalogue, *arguments: str | int) -> bytes:
    return readable_json(describe(catalogue, *arguments))


def _page(make: MakeListing, catalogue: Catalogue, number: int, *arguments: str | int) -> bytes:
    page = make(catalogue, *arguments).page(catalogue, number)
    return compact_json({"licence": record_licence(catalogue), **page})
