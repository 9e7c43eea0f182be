"""Groups as a table: each as exactly placed as its record says, and with how fresh that is."""

from collections.abc import Callable, Iterable

from ulo.catalogue import Catalogue, describe_meeting, describe_place, group_meetings, group_visit
from ulo.core import urls
from ulo.exports.table import Table
from ulo.model import Organisation
from ulo.records.values import country_forms, find_outcode


def group_table(catalogue: Catalogue) -> Table[Organisation]:
    def titles(vocabulary: str) -> Callable[[Iterable[str]], list[str]]:
        return lambda ids: [catalogue.term(vocabulary, id).title for id in ids if id]

    communities, activities = titles("community"), titles("activity")
    areas, reaches, bases = titles("areas"), titles("reach"), titles("basis")

    postcodes = country_forms(catalogue.schema).postcodes

    def district(o: Organisation) -> str:
        return o.based_in.district or find_outcode(o.based_in.postcode, postcodes)

    def council(o: Organisation) -> str:
        area = catalogue.enclosing_area(o.based_in.area, "council") if o.based_in.area else None
        return area.title if area else ""

    costs, ways_to_join, companions = titles("cost"), titles("join"), titles("companion")

    def meetings(o: Organisation) -> list[str]:
        return [
            " ".join(
                filter(
                    None,
                    (
                        f"{entry.meeting.what}: {describe_meeting(catalogue, entry)}",
                        describe_place(catalogue, entry.meeting),
                    ),
                )
            )
            for entry in group_meetings(catalogue, o)
        ]

    def visit_known(o: Organisation) -> object:
        visit = group_visit(catalogue, o)
        return visit.known.day or visit.known.year if visit and visit.known else None

    def successor(o: Organisation) -> str:
        link = catalogue.rows.successor(o)
        return link.display_name if link else ""

    return Table(
        catalogue,
        lambda o: o.slug,
        {
            "id": lambda o: o.slug,
            "name": lambda o: o.name,
            "also_known_as": lambda o: [*o.also_known_as, *(name for _, name in o.names)],
            "summary": lambda o: o.summary,
            "led_by": lambda o: communities(o.user_led.led_by),
            "how_we_know": lambda o: bases([o.user_led.basis]),
            "for": lambda o: communities(o.meant_for),
            "activities": lambda o: activities(o.activities),
            "reach": lambda o: reaches([o.area.reach]),
            "places": lambda o: areas(catalogue.areas_of(o)),
            "town": lambda o: o.based_in.town,
            "council": council,
            "postcode_district": district,
            "website": lambda o: o.contact.website,
            "email": lambda o: o.contact.email,
            "phone": lambda o: o.contact.phone,
            "sms": lambda o: o.contact.sms,
            "textphone": lambda o: o.contact.textphone,
            "relay_uk": lambda o: o.contact.relay_uk,
            "bsl": lambda o: o.contact.bsl,
            "social": lambda o: o.contact.social,
            "freshness": lambda o: catalogue.freshness[o.slug].value,
            "newest_evidence": lambda o: o.newest_evidence,
            "checked_on": lambda o: o.checked.on,
            "checked_by": lambda o: o.checked.by,
            "closed": lambda o: bool(o.closed),
            "closed_year": lambda o: o.closed.year if o.closed else None,
            "carried_on_by": successor,
            "page": lambda o: f"{catalogue.instance.site_url}{urls.organisation(o.slug)}",
            "meetings": meetings,
            "how_to_join": lambda o: ways_to_join([o.first_visit.join]),
            "cost": lambda o: costs([o.first_visit.cost]),
            "price": lambda o: o.first_visit.price,
            "who_can_come": lambda o: companions(o.first_visit.bring),
            "first_time": lambda o: o.first_visit.first_time,
            "first_visit_known": visit_known,
        },
    )
