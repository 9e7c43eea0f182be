"""Partners in the program interface: the bodies that groups worked with, and each piece of work."""

from functools import partial

from ulo.catalogue import Catalogue, WorkItem
from ulo.core import urls
from ulo.exports.api.listing import Listing
from ulo.exports.api.references import (
    Data,
    address,
    refer_to_area,
    refer_to_organisation,
    refer_to_partner,
    refer_to_term,
)
from ulo.exports.table import record_licence
from ulo.schema import PartnerBody


def partner_listing(catalogue: Catalogue, page_size: int) -> Listing[PartnerBody]:
    """All bodies that somebody is known to have worked with, by kind and title."""
    by_kind = catalogue.participation.bodies_by_kind
    bodies = [body for bodies in by_kind.values() for body in bodies]
    url = partial(urls.api_list, "partners")
    return Listing(bodies, url, partial(_summary, catalogue), page_size)


def _summary(catalogue: Catalogue, body: PartnerBody) -> Data:
    return {
        **refer_to_partner(catalogue, body),
        "kind": body.kind,
        "page": _page(catalogue, body),
        "work_count": len(catalogue.participation.by_body[body.id]),
    }


def partner_data(catalogue: Catalogue, id: str, page_size: int) -> Data:
    participation = catalogue.participation
    body = participation.body(id)
    return {
        **refer_to_partner(catalogue, body),
        "kind": refer_to_term(catalogue, "body", body.kind),
        "other_names": list(body.other_names),
        "area": refer_to_area(catalogue, catalogue.areas[body.area]) if body.area else None,
        "until": body.until or None,
        "became": [refer_to_partner(catalogue, participation.body(other)) for other in body.became],
        "page": _page(catalogue, body),
        "licence": record_licence(catalogue),
        "work": partner_work(catalogue, id, page_size).page(catalogue, 1),
    }


def partner_work(catalogue: Catalogue, id: str, page_size: int) -> Listing[WorkItem]:
    """The pieces of work with one body, the newest first."""
    url = partial(urls.api_part, urls.api_partner(id), "work")
    items = catalogue.participation.by_body[id]
    return Listing(items, url, partial(_describe_work, catalogue), page_size)


def _describe_work(catalogue: Catalogue, item: WorkItem) -> Data:
    work, o = item.work, item.organisation
    return {
        "what": work.what,
        "kind": list(work.kind),
        "stage": work.stage,
        "with": work.partner,
        "year": work.year,
        "changed": work.changed or None,
        "source": work.source,
        "page": address(catalogue, f"{urls.organisation(o.slug)}#work-{item.number}"),
        "group": refer_to_organisation(catalogue, o),
    }


def _page(catalogue: Catalogue, body: PartnerBody) -> str | None:
    """The address of the page of a body; one with a single piece of work has none."""
    has_page = body.id in catalogue.participation.bodies_with_page
    return address(catalogue, urls.work("with", body.id)) if has_page else None
