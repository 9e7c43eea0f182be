"""Where a group is and for which areas, no more exactly than its record says.

A place without a full address has no address here, and only a point that the record itself gives
is a point here: never the middle of a postcode, a town or a council.
"""

from ulo.catalogue import Catalogue
from ulo.core import format_message
from ulo.exports.hsds.entities import Entity, GroupIds, keep_known
from ulo.model import Organisation

# What is true of a building, and not of what a group does there.
OF_BUILDINGS = (
    "step-free",
    "accessible-toilet",
    "changing-places",
    "accessible-parking",
    "hearing-loop",
    "quiet-space",
)


def has_location(catalogue: Catalogue, o: Organisation) -> bool:
    """Whether people can be told where to go: to the office of an open group, or to its point."""
    return not o.closed and bool(o.based_in.point or _full_address(catalogue, o))


def location(catalogue: Catalogue, o: Organisation, ids: GroupIds) -> Entity:
    """The place of a group that has a location."""
    # Rounded to what a record can say; to find all other places takes long, and is not wanted.
    place = catalogue.locations.get(o.slug) if o.based_in.point else None
    latitude, longitude = place.point if place else (None, None)
    address = _full_address(catalogue, o)
    own_id, part = ids.location, {"id": ids.part("address"), "location_id": ids.location}
    return keep_known(
        {
            "id": own_id,
            "location_type": "physical",
            "latitude": latitude,
            "longitude": longitude,
            "addresses": [part | address] if address else [],
            "accessibility": _accessibility(catalogue, o, ids),
        }
    )


def _full_address(catalogue: Catalogue, o: Organisation) -> Entity:
    """All that the standard asks of an address; nothing where any of it is not known."""
    base = o.based_in
    if not (base.address and base.town and base.postcode and base.area):
        return {}
    nation = catalogue.enclosing_area(base.area, "nation") or catalogue.country
    region = catalogue.enclosing_area(base.area, "region")
    return keep_known(
        {
            "address_1": base.address,
            "city": base.town,
            "region": region.title if region else "",
            "state_province": nation.title,
            "postal_code": base.postcode,
            "country": catalogue.schema.country.code,
            "address_type": "physical",
        }
    )


def _accessibility(catalogue: Catalogue, o: Organisation, ids: GroupIds) -> list[Entity]:
    """What makes it easier to get in, where the record also says where: the group may meet in other
    buildings, too."""
    message = catalogue.messages["referral"]["detail"]
    made: dict[str, Entity] = {}
    for feature in o.access:
        if feature.kind in OF_BUILDINGS and feature.detail:
            title = catalogue.term("access", feature.kind).title
            text = format_message(message, what=title, detail=feature.detail)
            id = ids.part("accessibility", feature.kind, feature.detail)
            made[id] = {
                "id": id,
                "location_id": ids.location,
                "description": text,
                "accessibility": text,
            }
    return [*made.values()]


def service_areas(catalogue: Catalogue, o: Organisation, ids: GroupIds) -> list[Entity]:
    """The areas that a group is for.

    An area that people name but that has no code is followed by its councils.
    """
    # The official name of an area for computers has its code at the end.
    uri = catalogue.schema.country.area_codes.uri
    named = [catalogue.areas[id] for id in catalogue.areas_of(o)]
    areas = {area.id: area for area in named}
    for area in named:
        if not area.code:
            areas |= {id: catalogue.areas[id] for id in area.covers}
    return [
        keep_known(
            {
                "id": ids.part("service_area", area.id),
                "service_id": ids.service,
                "name": area.title,
                "uri": f"{uri}{area.code}" if uri and area.code else "",
                "service_area": area.title,
            }
        )
        for area in areas.values()
    ]
