"""Pieces of participation work, and the bodies that they were done with, as tables."""

from ulo.catalogue import Catalogue, WorkItem
from ulo.core import urls
from ulo.exports.table import Table
from ulo.schema import PartnerBody


def work_table(catalogue: Catalogue) -> Table[WorkItem]:
    def page(item: WorkItem) -> str:
        slug = item.organisation.slug
        return f"{catalogue.instance.site_url}{urls.organisation(slug)}#work-{item.number}"

    return Table(
        catalogue,
        lambda item: (item.organisation.slug, item.number),
        {
            "group_id": lambda item: item.organisation.slug,
            "group": lambda item: catalogue.display_names[item.organisation.slug],
            "what": lambda item: item.work.what,
            "kind": lambda item: [catalogue.term("kind", id).title for id in item.work.kind],
            "stage": lambda item: catalogue.term("stage", item.work.stage).title,
            "partner": lambda item: item.work.partner,
            "partner_names": lambda item: [
                catalogue.participation.body(id).title for id in item.partners.bodies
            ],
            "year": lambda item: item.work.year,
            "changed": lambda item: item.work.changed,
            "led_by": lambda item: [
                catalogue.communities[id].title for id in item.organisation.user_led.led_by
            ],
            "places": lambda item: [
                catalogue.areas[id].title for id in catalogue.areas_of(item.organisation)
            ],
            "group_closed": lambda item: bool(item.organisation.closed),
            "source": lambda item: item.work.source,
            "page": page,
        },
    )


def partner_table(catalogue: Catalogue) -> Table[PartnerBody]:
    participation = catalogue.participation

    def page(body: PartnerBody) -> str:
        has_page = body.id in participation.bodies_with_page
        url = urls.work("with", body.id) if has_page else urls.PARTNERS
        return f"{catalogue.instance.site_url}{url}"

    return Table(
        catalogue,
        lambda body: body.id,
        {
            "id": lambda body: body.id,
            "name": lambda body: body.title,
            "other_names": lambda body: body.other_names,
            "kind": lambda body: catalogue.term("body", body.kind).title,
            "ended": lambda body: body.until,
            "pieces_of_work": lambda body: len(participation.by_body[body.id]),
            "page": page,
        },
    )
