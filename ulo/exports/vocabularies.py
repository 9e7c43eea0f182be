"""The closed lists that records are written in: as plain JSON, and as linked data in SKOS.

The words that people type for a term find it, but many are not what to call anybody. So they are
no names here: SKOS has `hiddenLabel` for them, and the plain file calls them `search_words`.
"""

from collections.abc import Iterable, Mapping

from ulo.catalogue import Catalogue
from ulo.core import urls
from ulo.exports.json_text import compact_json, drop_empty
from ulo.exports.provenance import LICENCE_URL, provenance
from ulo.schema import Area, Term, Vocabulary

VOCABULARIES_NAME = "vocabularies.json"
SKOS_NAME = "vocabularies.jsonld"
# What the terms of the linked file mean: each is one of SKOS, or of Dublin Core.
SKOS_CONTEXT: Mapping[str, object] = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "ConceptScheme": "skos:ConceptScheme",
    "Concept": "skos:Concept",
    "title": {"@id": "dcterms:title", "@container": "@language"},
    "description": {"@id": "dcterms:description", "@container": "@language"},
    "license": {"@id": "dcterms:license", "@type": "@id"},
    "prefLabel": {"@id": "skos:prefLabel", "@container": "@language"},
    "altLabel": {"@id": "skos:altLabel", "@container": "@language"},
    "hiddenLabel": {"@id": "skos:hiddenLabel", "@container": "@language"},
    "definition": {"@id": "skos:definition", "@container": "@language"},
    "scopeNote": {"@id": "skos:scopeNote", "@container": "@language"},
    "notation": "skos:notation",
    "inScheme": {"@id": "skos:inScheme", "@type": "@id"},
    "topConceptOf": {"@id": "skos:topConceptOf", "@type": "@id"},
    "hasTopConcept": {"@id": "skos:hasTopConcept", "@type": "@id"},
    "broader": {"@id": "skos:broader", "@type": "@id"},
    "replacedBy": {"@id": "dcterms:isReplacedBy", "@type": "@id"},
}


# --- Plain JSON ---------------------------------------------------------------------------------


def vocabularies_file(catalogue: Catalogue) -> bytes:
    """Every closed list with its terms, in the order in which the form shows them.

    An object with its licence and `vocabularies`; each of these has an id, a title, a description
    and terms. What is not known of a term is left out.
    """
    vocabularies = [
        {
            "id": vocabulary.id,
            "title": vocabulary.title,
            "description": vocabulary.description,
            "terms": [_term(catalogue, term) for term in vocabulary.terms.values()],
        }
        for vocabulary in catalogue.schema.vocabularies.values()
    ]
    return compact_json({**provenance(catalogue), "vocabularies": vocabularies})


def _term(catalogue: Catalogue, term: Term) -> dict[str, object]:
    country = catalogue.schema.country
    facts: dict[str, object] = {
        "id": term.id,
        "title": term.title,
        "phrase": term.phrase,
        "description": term.description,
        "note": term.note,
        "search_words": list(term.synonyms),
    }
    if isinstance(term, Area):
        facts |= {
            "kind": term.kind,
            country.area_codes.field: term.code,
            "parent": term.parent,
            "covers": list(term.covers),
            **{f"title_{id}": term.names.get(id, "") for id in country.other_languages},
            "other_names": list(term.other_names),
            "start": term.start,
            "until": term.until,
            "successors": list(term.successors),
        }
    return drop_empty(facts)


# --- SKOS ---------------------------------------------------------------------------------------


def skos_file(catalogue: Catalogue) -> bytes:
    """The same as linked data: each list is a concept scheme, each term a concept of it.

    An area has its official code as its notation, and lies in the one that is `broader`.
    Without an address of the site, ids are relative to the file.
    """
    site_url = catalogue.instance.site_url
    base = f"{site_url}{urls.data_file(SKOS_NAME)}" if site_url else ""
    graph = [
        node
        for vocabulary in catalogue.schema.vocabularies.values()
        for node in _scheme(base, vocabulary, catalogue.schema.locale.language)
    ]
    return compact_json({"@context": SKOS_CONTEXT, "@graph": graph})


def _scheme(base: str, vocabulary: Vocabulary[Term], language: str) -> Iterable[dict[str, object]]:
    """A list, and then its terms; their words are in this language."""
    scheme = f"{base}#{vocabulary.id}"

    def in_language(text: str) -> dict[str, str]:
        return {language: text} if text else {}

    def labels(names: Iterable[str], *taken: str) -> dict[str, list[str]]:
        """Labels, each once, without those that have another part already.

        SKOS wants each label of a concept in one part only.
        """
        found = [name for name in dict.fromkeys(names) if name not in taken]
        return {language: found} if found else {}

    def concept_id(term_id: str) -> str:
        return f"{scheme}/{term_id}"

    tops = [term.id for term in vocabulary.terms.values() if not _parent(term)]
    yield drop_empty(
        {
            "@id": scheme,
            "@type": "ConceptScheme",
            "title": in_language(vocabulary.title),
            "prefLabel": in_language(vocabulary.title),
            "description": in_language(vocabulary.description),
            "license": LICENCE_URL,
            "hasTopConcept": [concept_id(id) for id in tops],
        }
    )
    for term in vocabulary.terms.values():
        facts: dict[str, object] = {
            "@id": concept_id(term.id),
            "@type": "Concept",
            "inScheme": scheme,
            "topConceptOf": "" if _parent(term) else scheme,
            "prefLabel": in_language(term.title),
            "hiddenLabel": labels(term.synonyms, term.title),
            "definition": in_language(term.description),
            "scopeNote": in_language(term.note),
            "notation": term.id,
        }
        if isinstance(term, Area):
            facts |= {
                "prefLabel": in_language(term.title) | dict(term.names),
                "altLabel": labels(term.other_names, term.title),
                "hiddenLabel": labels(
                    (*term.synonyms, *term.districts, *term.parts), term.title, *term.other_names
                ),
                "notation": term.code,
                "broader": concept_id(term.parent) if term.parent else "",
                "replacedBy": [concept_id(id) for id in term.successors],
            }
        yield drop_empty(facts)


def _parent(term: Term) -> str:
    return term.parent if isinstance(term, Area) else ""
