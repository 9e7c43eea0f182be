"""The closed lists that records name: their terms with all that is said of them."""

from dataclasses import asdict

from ulo.catalogue import Catalogue
from ulo.exports.json_text import compact_json
from ulo.exports.provenance import provenance
from ulo.schema import Term


def vocabularies_json(catalogue: Catalogue) -> bytes:
    """All vocabularies by id, each with its terms in their order."""
    vocabularies = {
        vocabulary.id: {
            "title": vocabulary.title,
            "description": vocabulary.description,
            "terms": [_term(term) for term in vocabulary.terms.values()],
        }
        for vocabulary in catalogue.schema.vocabularies.values()
    }
    return compact_json({**provenance(catalogue), "vocabularies": vocabularies})


def _term(term: Term) -> dict[str, object]:
    # What pages do with a term is nobody else's concern.
    private = ("icon", "crisis", "at_risk")
    return {key: value for key, value in asdict(term).items() if value and key not in private}
