"""Every file of the API: what it is about, each thing by its id, and all of them in pages."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial

from ulo.catalogue import Catalogue
from ulo.core import urls
from ulo.exports.hsds import groups, terms
from ulo.exports.hsds.entities import Entity, group_ids
from ulo.exports.hsds.places import has_location
from ulo.exports.json_text import compact_json, readable_json
from ulo.model import Organisation

# How many things are on one page of a list. It is part of the addresses of the pages.
PAGE_SIZE = 1000

# What stands for one thing: the slug of a group, or a vocabulary and perhaps a term of it.
Key = tuple[str, ...]


@dataclass(frozen=True)
class Kind:
    """One kind of things: which there are, the id of each, and each as in lists and in full."""

    keys: Callable[[Catalogue], Sequence[Key]]
    id: Callable[[Catalogue, Key], str]
    listed: Callable[[Catalogue, Key], Entity]
    entry: Callable[[Catalogue, Key], Entity]


def _of_groups(
    name: str,
    listed: Callable[[Catalogue, Organisation], Entity],
    entry: Callable[[Catalogue, Organisation], Entity],
    is_listed: Callable[[Catalogue, Organisation], bool] = lambda catalogue, o: True,
) -> Kind:
    return Kind(
        lambda c: [(o.slug,) for o in c.organisations if is_listed(c, o)],
        lambda c, key: str(getattr(group_ids(c, c.by_slug[key[0]]), name)),
        lambda c, key: listed(c, c.by_slug[key[0]]),
        lambda c, key: entry(c, c.by_slug[key[0]]),
    )


KINDS = {
    "services": _of_groups("service", groups.service_listed, groups.service_entry),
    "organizations": _of_groups(
        "organization", groups.organization_facts, groups.organization_entry
    ),
    "service_at_locations": _of_groups(
        "service_at_location",
        groups.service_at_location_listed,
        groups.service_at_location_entry,
        has_location,
    ),
    "taxonomies": Kind(
        lambda c: [(vocabulary,) for vocabulary in terms.TAXONOMIES],
        lambda c, key: terms.taxonomy_id(*key),
        lambda c, key: terms.taxonomy_facts(c, *key),
        lambda c, key: terms.taxonomy(c, *key),
    ),
    "taxonomy_terms": Kind(
        lambda c: [
            (vocabulary, term)
            for vocabulary in terms.TAXONOMIES
            for term in c.schema.vocabularies[vocabulary].terms
        ],
        lambda c, key: terms.term_id(*key),
        lambda c, key: terms.taxonomy_term(c, *key),
        lambda c, key: terms.taxonomy_term(c, *key),
    ),
}


def hsds_files(
    catalogue: Catalogue, size: int = PAGE_SIZE
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """The URL of each file, and what writes it when it is wanted."""
    # What the API says of itself: the standard, who keeps it, and its description.
    about = asdict(catalogue.schema.country.open_referral)
    yield urls.HSDS_INDEX, partial(readable_json, about)
    for name, kind in KINDS.items():
        keys = kind.keys(catalogue)
        for number in range(1, page_count(len(keys), size) + 1):
            yield urls.hsds_list(name, number), partial(write_page, catalogue, name, number, size)
        for key in keys:
            url = urls.hsds_entry(name, kind.id(catalogue, key))
            yield url, partial(write_entry, catalogue, name, key)


def page_count(items: int, size: int) -> int:
    """How many pages a list has: nothing makes one empty page."""
    return max(1, -(-items // size))


def write_page(catalogue: Catalogue, name: str, number: int, size: int) -> bytes:
    """One page of a list, counted from 1."""
    kind = KINDS[name]
    keys = kind.keys(catalogue)
    pages, shown = page_count(len(keys), size), keys[(number - 1) * size : number * size]
    return compact_json(
        {
            "total_items": len(keys),
            "total_pages": pages,
            "page_number": number,
            "size": len(shown),
            "first_page": number == 1,
            "last_page": number == pages,
            "empty": not shown,
            "contents": [kind.listed(catalogue, key) for key in shown],
        }
    )


def write_entry(catalogue: Catalogue, name: str, key: Key) -> bytes:
    """One thing with all that belongs to it."""
    return compact_json(KINDS[name].entry(catalogue, key))
