"""The first file of the program interface: what there is, and where."""

from ulo.catalogue import Catalogue
from ulo.core import urls
from ulo.exports.api.references import Data, address
from ulo.exports.api.terms import group_vocabularies
from ulo.exports.provenance import LICENCE_URL, newest_change
from ulo.exports.table import LICENCE

VERSION = "1"


def index_data(catalogue: Catalogue, page_size: int) -> Data:
    participation, vocabularies = catalogue.participation, group_vocabularies(catalogue.schema)
    newest, codes = newest_change(catalogue), catalogue.schema.country.area_codes
    terms = (catalogue.schema.vocabularies[id].terms for id in vocabularies)
    kinds = ("organisations", "areas", "terms", "partners")
    return {
        "name": catalogue.instance.name,
        "version": VERSION,
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "attribution": catalogue.instance.licence_holder or catalogue.instance.name,
        "area_codes": ", ".join(filter(None, (codes.office, codes.licence))),
        "newest_change": newest.isoformat() if newest else None,
        "page_size": page_size,
        "counts": {
            "organisations": len(catalogue.organisations),
            "open": len(catalogue.open),
            "closed": len(catalogue.closed),
            "areas": len(catalogue.areas),
            "vocabularies": len(vocabularies),
            "terms": sum(map(len, terms)),
            "partners": len(participation.by_body),
            "work": len(participation.work_items),
        },
        "lists": {kind: address(catalogue, urls.api_list(kind)) for kind in kinds},
        "entries": {
            "organisations": address(catalogue, urls.api_organisation("{id}")),
            "areas": address(catalogue, urls.api_area("{id}")),
            "terms": address(catalogue, urls.api_term("{vocabulary}", "{id}")),
            "partners": address(catalogue, urls.api_partner("{id}")),
        },
        "openapi": address(catalogue, urls.API_DESCRIPTION),
        "docs": address(catalogue, urls.API_HELP),
        "downloads": address(catalogue, urls.DATA),
    }
