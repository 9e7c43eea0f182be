"""Terms in the program interface: what a record chooses from, and the groups that have a term."""

from collections.abc import Iterator
from functools import partial

from ulo.catalogue import Catalogue
from ulo.core import urls
from ulo.exports.api.areas import RelatedGroup, describe_related
from ulo.exports.api.listing import Listing
from ulo.exports.api.references import Data, address, refer_to_term
from ulo.exports.table import record_licence
from ulo.schema import JsonSchema, Schema, Term, Vocabulary

# Areas have a list of their own.
LISTED_APART = "areas"
# The kinds of body that groups work with; a record names the body, and not its kind.
OF_PARTNERS = "body"


def group_vocabularies(schema: Schema) -> list[str]:
    """The ids of the vocabularies that describe groups and their partners."""
    found = dict.fromkeys([*_vocabularies(schema.json_schema), OF_PARTNERS])
    return sorted(id for id in found if id != LISTED_APART)


def _vocabularies(node: JsonSchema) -> Iterator[str]:
    """The vocabularies from which the fields of a record choose."""
    if "vocabulary" in node:
        yield node["vocabulary"]
    parts = [node["items"]] if "items" in node else node.get("properties", {}).values()
    for part in parts:
        yield from _vocabularies(part)


def vocabulary_listing(catalogue: Catalogue) -> Listing[str]:
    """The lists of terms. They are few and closed, and so each is whole, as is each list itself."""
    ids = group_vocabularies(catalogue.schema)
    url = partial(urls.api_list, "terms")
    return Listing(ids, url, partial(_vocabulary, catalogue), len(ids))


def _vocabulary(catalogue: Catalogue, id: str) -> Data:
    vocabulary: Vocabulary[Term] = catalogue.schema.vocabularies[id]
    return {
        "id": id,
        "title": vocabulary.title,
        "term_count": len(vocabulary.terms),
        "data": address(catalogue, urls.api_list(f"terms/{id}")),
    }


def term_listing(catalogue: Catalogue, vocabulary: str) -> Listing[Term]:
    """All terms of a vocabulary, in its order."""
    terms = [*catalogue.schema.vocabularies[vocabulary].terms.values()]
    url = partial(urls.api_list, f"terms/{vocabulary}")
    return Listing(terms, url, partial(_summary, catalogue, vocabulary), len(terms))


def _summary(catalogue: Catalogue, vocabulary: str, term: Term) -> Data:
    return {
        **refer_to_term(catalogue, vocabulary, term.id),
        "description": term.description or None,
        "page": _page(catalogue, vocabulary, term.id),
    }


def term_data(catalogue: Catalogue, vocabulary: str, id: str, page_size: int) -> Data:
    term = catalogue.term(vocabulary, id)
    has_groups = vocabulary in ("community", "activity")
    groups = term_groups(catalogue, vocabulary, id, page_size) if has_groups else None
    return {
        **refer_to_term(catalogue, vocabulary, id),
        "vocabulary": vocabulary,
        "description": term.description or None,
        "easy_read": term.easy_read or None,
        "synonyms": list(term.synonyms),
        "page": _page(catalogue, vocabulary, id),
        "licence": record_licence(catalogue),
        "groups": groups.page(catalogue, 1) if groups else None,
    }


def term_groups(
    catalogue: Catalogue, vocabulary: str, id: str, page_size: int
) -> Listing[RelatedGroup]:
    """The open groups of a community or an activity, as its page has them; else none."""
    groups: list[RelatedGroup] = []
    if vocabulary == "community":
        groups = [("led-by", o) for o in catalogue.led_by[id]]
        groups += [("for", o) for o in catalogue.meant_for[id]]
    elif vocabulary == "activity":
        groups = [("does", o) for o in catalogue.by_activity[id]]
    url = partial(urls.api_part, urls.api_term(vocabulary, id), "groups")
    return Listing(groups, url, partial(describe_related, catalogue), page_size)


def _page(catalogue: Catalogue, vocabulary: str, id: str) -> str | None:
    """The address of the page of a term, where it has one."""
    has_partners = id in catalogue.participation.by_body_kind
    url = {
        "community": urls.community(id),
        "activity": urls.activity(id),
        "kind": urls.work("kind", id),
        "stage": urls.work("stage", id),
        OF_PARTNERS: urls.work("partners", id) if has_partners else "",
    }.get(vocabulary)
    return address(catalogue, url) if url else None
