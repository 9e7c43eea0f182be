"""Groups in the program interface: the record as it is, and what every program would derive."""

from functools import partial

from ulo.catalogue import Catalogue, shown_location
from ulo.core import urls
from ulo.exports.api.listing import Listing
from ulo.exports.api.references import Data, address, refer_to_area, refer_to_organisation
from ulo.exports.table import record_licence
from ulo.model import Organisation, as_data


def organisation_listing(catalogue: Catalogue, page_size: int) -> Listing[Organisation]:
    """All groups, those that have closed among them, by name."""
    url = partial(urls.api_list, "organisations")
    return Listing(catalogue.organisations, url, partial(_summary, catalogue), page_size)


def _summary(catalogue: Catalogue, o: Organisation) -> Data:
    return {
        **refer_to_organisation(catalogue, o),
        "summary": o.summary,
        "led_by": list(o.user_led.led_by),
        "for": list(o.meant_for),
        "activities": list(o.activities),
        "areas": list(catalogue.areas_of(o)),
        "freshness": catalogue.freshness[o.slug].value,
        "checked_on": o.checked.on.isoformat(),
    }


def organisation_data(catalogue: Catalogue, slug: str) -> Data:
    o = catalogue.by_slug[slug]
    registers = catalogue.schema.registers
    council = catalogue.enclosing_area(o.based_in.area, "council") if o.based_in.area else None
    successor = catalogue.by_slug.get(o.closed.successor) if o.closed else None
    return {
        **refer_to_organisation(catalogue, o),
        "licence": record_licence(catalogue),
        "record": as_data(o),
        "derived": {
            "freshness": catalogue.freshness[slug].value,
            "newest_evidence": o.newest_evidence,
            "areas": [
                refer_to_area(catalogue, catalogue.areas[id]) for id in catalogue.areas_of(o)
            ],
            "council": refer_to_area(catalogue, council) if council else None,
            "location": _location(catalogue, o),
            "successor": refer_to_organisation(catalogue, successor) if successor else None,
            "registers": [page for entry in o.identifiers if (page := registers.page(*entry))],
        },
    }


def _location(catalogue: Catalogue, o: Organisation) -> Data | None:
    """Where a group is, if that is known well enough to be a point on a map."""
    place = shown_location(catalogue, o)
    if not place:
        return None
    return {
        "latitude": place.latitude,
        "longitude": place.longitude,
        "precision": place.precision,
    }


def moved_data(catalogue: Catalogue, old: str, new: str) -> Data:
    """What stands at the old address of a record that has another name now."""
    return {
        "id": old,
        "moved_to": new,
        "page": address(catalogue, urls.organisation(new)),
        "data": address(catalogue, urls.api_organisation(new)),
    }
