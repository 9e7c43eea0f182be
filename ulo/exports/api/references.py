"""What a file says of another thing: enough to show it, and where the whole of it is."""

from typing import Any

from ulo.catalogue import Catalogue
from ulo.core import urls
from ulo.model import Organisation
from ulo.schema import Area, PartnerBody

# An object of JSON. Its keys are always the same, and None stands for what is not known.
Data = dict[str, Any]


def address(catalogue: Catalogue, url: str) -> str:
    """The address of a page or a file; relative to the root of a site that has no address."""
    return f"{catalogue.instance.site_url}{url}"


def refer_to_organisation(catalogue: Catalogue, o: Organisation) -> Data:
    return {
        "id": o.slug,
        "name": o.name,
        "closed": bool(o.closed),
        "page": address(catalogue, urls.organisation(o.slug)),
        "data": address(catalogue, urls.api_organisation(o.slug)),
    }


def refer_to_area(catalogue: Catalogue, area: Area) -> Data:
    return {
        "id": area.id,
        "title": area.title,
        "code": area.code or None,
        "data": address(catalogue, urls.api_area(area.id)),
    }


def refer_to_term(catalogue: Catalogue, vocabulary: str, id: str) -> Data:
    return {
        "id": id,
        "title": catalogue.term(vocabulary, id).title,
        "data": address(catalogue, urls.api_term(vocabulary, id)),
    }


def refer_to_partner(catalogue: Catalogue, body: PartnerBody) -> Data:
    """A body; without an address where nobody is known to have worked with it."""
    is_there = body.id in catalogue.participation.by_body
    return {
        "id": body.id,
        "name": body.title,
        "data": address(catalogue, urls.api_partner(body.id)) if is_there else None,
    }
