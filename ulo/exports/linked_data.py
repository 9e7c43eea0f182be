"""Groups as linked data (JSON-LD) in the words of schema.org: only what a record says, and no more
exact than the record."""

from ulo.catalogue import Catalogue, describe_location, group_meetings, shown_location
from ulo.core import urls
from ulo.exports.json_text import compact_json, drop_empty
from ulo.exports.linked_events import linked_event
from ulo.model import Organisation

CONTEXT = "https://schema.org"


def linked_data_file(catalogue: Catalogue) -> bytes:
    """All groups, those that have closed too, in one graph."""
    graph = [linked_group(catalogue, o) for o in catalogue.organisations]
    return compact_json({"@context": CONTEXT, "@graph": graph})


def linked_data(catalogue: Catalogue, o: Organisation) -> dict[str, object]:
    """One group, as its own page has it."""
    return {"@context": CONTEXT, **linked_group(catalogue, o)}


def linked_group(catalogue: Catalogue, o: Organisation) -> dict[str, object]:
    """A group as an NGO, without the context."""
    contact = o.contact
    end_year = o.closed.year if o.closed and not o.closed.about else None
    page = catalogue.schema.registers.page
    registers = [(scheme, number, page(scheme, number)) for scheme, number in o.identifiers]
    data = {
        "@type": "NGO",
        "@id": _group_id(catalogue, o),
        "name": o.name,
        "alternateName": [*o.also_known_as, *(name for _, name in o.names)],
        "description": o.summary,
        "url": contact.website,
        "mainEntityOfPage": _page(catalogue, o),
        "sameAs": [*contact.social, *(page for _, _, page in registers if page)],
        "email": contact.email,
        "telephone": contact.phone,
        "foundingDate": str(o.founded or ""),
        "dissolutionDate": str(end_year or ""),
        "areaServed": [_administrative_area(catalogue, id) for id in catalogue.areas_of(o)],
        "knowsAbout": [catalogue.activities[id].title for id in o.activities if id != "other"],
        "address": _address(catalogue, o),
        "location": _location(catalogue, o),
        "identifier": [
            drop_empty(
                {
                    "@type": "PropertyValue",
                    "propertyID": scheme,
                    "name": catalogue.schema.register_label(scheme),
                    "value": number,
                    "url": page,
                }
            )
            for scheme, number, page in registers
        ],
        "event": [
            linked_event(catalogue, entry)
            for entry in group_meetings(catalogue, o)
            if entry.is_current
        ],
        "memberOf": [_network(catalogue, name) for name in o.networks],
    }
    return drop_empty(data)


def _page(catalogue: Catalogue, o: Organisation) -> str:
    """The URL of its page; empty where the site does not know its own."""
    site_url = catalogue.instance.site_url
    return f"{site_url}{urls.organisation(o.slug)}" if site_url else ""


def _group_id(catalogue: Catalogue, o: Organisation) -> str:
    """What stands for the group itself, since its page is something else."""
    page = _page(catalogue, o)
    return f"{page}#group" if page else ""


def _administrative_area(catalogue: Catalogue, id: str) -> dict[str, object]:
    area, system = catalogue.areas[id], catalogue.schema.country.area_codes.name
    code = drop_empty({"@type": "PropertyValue", "propertyID": system, "value": area.code})
    return drop_empty(
        {
            "@type": "AdministrativeArea",
            "name": area.title,
            "identifier": code if area.code else {},
        }
    )


def _network(catalogue: Catalogue, name: str) -> dict[str, object]:
    """A network by its name; by its id, too, if it has a record."""
    o = catalogue.by_slug.get(name)
    return drop_empty(
        {
            "@type": "Organization",
            "@id": _group_id(catalogue, o) if o else "",
            "name": o.name if o else name,
        }
    )


def _address(catalogue: Catalogue, o: Organisation) -> dict[str, object]:
    base = o.based_in
    address = drop_empty(
        {
            "streetAddress": base.address,
            "postalCode": base.postcode or base.district,
            "addressLocality": base.town,
            "addressRegion": catalogue.areas[base.area].title if base.area else "",
        }
    )
    if not address:
        return {}
    country = catalogue.schema.country.code
    return drop_empty({"@type": "PostalAddress", **address, "addressCountry": country})


def _location(catalogue: Catalogue, o: Organisation) -> dict[str, object]:
    location = shown_location(catalogue, o)
    if not location:
        return {}
    return {
        "@type": "Place",
        "description": describe_location(catalogue, o, "point"),
        "geo": {
            "@type": "GeoCoordinates",
            "latitude": location.latitude,
            "longitude": location.longitude,
        },
    }
