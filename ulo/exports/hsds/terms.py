"""Our lists of terms as taxonomies, and the terms of a group as attributes of its service."""

from collections.abc import Iterable, Iterator

from ulo.catalogue import Catalogue, group_visit
from ulo.core import urls
from ulo.exports.hsds.entities import Entity, GroupIds, keep_known, site_uri
from ulo.exports.identity import permanent_id
from ulo.model import Organisation

# The vocabularies that become taxonomies.
TAXONOMIES = ("community", "activity", "access", "join")
# The pages about the terms of a vocabulary, and about each of them.
INDEX_PAGES = {"community": urls.PEOPLE, "activity": urls.ACTIVITIES}
TERM_PAGES = {"community": urls.community, "activity": urls.activity}


def taxonomy_id(vocabulary: str) -> str:
    return permanent_id("taxonomy", vocabulary)


def term_id(vocabulary: str, term: str) -> str:
    return permanent_id("taxonomy_term", vocabulary, term)


def taxonomy_facts(catalogue: Catalogue, vocabulary: str) -> Entity:
    """A taxonomy without its terms."""
    page = INDEX_PAGES.get(vocabulary)
    return keep_known(
        {
            "id": taxonomy_id(vocabulary),
            "name": catalogue.schema.vocabularies[vocabulary].title,
            "description": catalogue.messages["referral"]["taxonomies"][vocabulary],
            "uri": site_uri(catalogue, page) if page else "",
        }
    )


def taxonomy(catalogue: Catalogue, vocabulary: str) -> Entity:
    terms = catalogue.schema.vocabularies[vocabulary].terms
    return {
        **taxonomy_facts(catalogue, vocabulary),
        "taxonomy_terms": [taxonomy_term(catalogue, vocabulary, id) for id in terms],
    }


def taxonomy_term(catalogue: Catalogue, vocabulary: str, id: str) -> Entity:
    term, page = catalogue.term(vocabulary, id), TERM_PAGES.get(vocabulary)
    return keep_known(
        {
            "id": term_id(vocabulary, id),
            "name": term.title,
            "description": term.description,
            "taxonomy": catalogue.schema.vocabularies[vocabulary].title,
            "taxonomy_id": taxonomy_id(vocabulary),
            "term_uri": site_uri(catalogue, page(id)) if page else "",
            "term": term.title,
        }
    )


def attributes(catalogue: Catalogue, o: Organisation, ids: GroupIds) -> list[Entity]:
    """The terms of a group, each once. The `link_type` is the name of the field of our record."""
    made: dict[str, Entity] = {}
    for link_type, vocabulary, term in _terms(catalogue, o):
        id = ids.part("attribute", link_type, term)
        made[id] = {
            "id": id,
            "link_id": ids.service,
            "taxonomy_term_id": term_id(vocabulary, term),
            "link_type": link_type,
            "taxonomy_term": taxonomy_term(catalogue, vocabulary, term),
        }
    return [*made.values()]


def _terms(catalogue: Catalogue, o: Organisation) -> Iterator[tuple[str, str, str]]:
    """Each as the type of link, the vocabulary and the id of the term."""
    visit = group_visit(catalogue, o)
    is_current = visit is not None and visit.is_current and bool(o.first_visit.join)
    fields: tuple[tuple[str, str, Iterable[str]], ...] = (
        ("led_by", "community", o.user_led.led_by),
        ("for", "community", o.meant_for),
        ("activities", "activity", o.activities),
        ("access", "access", (feature.kind for feature in o.access)),
        ("join", "join", (o.first_visit.join,) if is_current else ()),
    )
    for link_type, vocabulary, terms in fields:
        yield from ((link_type, vocabulary, term) for term in terms)
