"""A group as an organisation, as the service that it runs, and as that service at its location.

A closed group stays, as a service that is `defunct`: an organisation has no field for it, and a
system that knows the group must learn that nobody can be sent there. What leads people to it, such
as numbers and times, is left out.
"""

from ulo.catalogue import Catalogue, closing_text
from ulo.core import format_message, urls
from ulo.exports.hsds.entities import (
    Entity,
    GroupIds,
    as_uri,
    date_time,
    flat,
    group_ids,
    keep_known,
    site_uri,
)
from ulo.exports.hsds.places import has_location, location, service_areas
from ulo.exports.hsds.terms import attributes
from ulo.exports.hsds.visiting import contacts, cost_options, schedules
from ulo.model import Freshness, Organisation

# --- Organisations ------------------------------------------------------------------------------


def organization_facts(catalogue: Catalogue, o: Organisation) -> Entity:
    """An organisation as lists have it."""
    ids = group_ids(catalogue, o)
    return keep_known(
        {
            "id": ids.organization,
            "name": o.name,
            "description": o.summary,
            "email": "" if o.closed else o.contact.email,
            "website": "" if o.closed else as_uri(o.contact.website),
            # The first address of its page: it leads to the page of today.
            "uri": site_uri(catalogue, urls.organisation(ids.key)),
        }
    )


def organization(catalogue: Catalogue, o: Organisation) -> Entity:
    """An organisation with its numbers in registers."""
    ids = group_ids(catalogue, o)
    identifiers = [
        {
            "id": ids.part("organization_identifier", scheme),
            "organization_id": ids.organization,
            "identifier_scheme": scheme,
            "identifier_type": catalogue.schema.register_label(scheme),
            "identifier": number,
        }
        for scheme, number in o.identifiers
    ]
    facts = organization_facts(catalogue, o)
    return facts | keep_known({"organization_identifiers": identifiers})


def organization_entry(catalogue: Catalogue, o: Organisation) -> Entity:
    """An organisation with its service, which does not name it again."""
    return organization(catalogue, o) | {"services": [_own_service(catalogue, o)]}


# --- Services -----------------------------------------------------------------------------------


def service_facts(catalogue: Catalogue, o: Organisation) -> Entity:
    """A service without what belongs to it."""
    ids, check = group_ids(catalogue, o), o.checked
    is_assured = check.by == "organisation"
    mailbox = catalogue.instance.contact
    return keep_known(
        {
            "id": ids.service,
            "organization_id": ids.organization,
            "name": o.name,
            "description": o.summary,
            "url": "" if o.closed else as_uri(o.contact.website),
            "email": "" if o.closed else o.contact.email,
            "status": "defunct" if o.closed else "active",
            "assured_date": check.on.isoformat() if is_assured else "",
            "assurer_email": mailbox if is_assured and "@" in mailbox else "",
            "alert": _alert(catalogue, o),
            "last_modified": date_time(check.on),
        }
    )


def _alert(catalogue: Catalogue, o: Organisation) -> str:
    """That a group has closed and who carries on, or that it may have."""
    messages = catalogue.messages["organisation"]
    if o.closed:
        closing = closing_text(o.closed, messages["closing"])
        successor = catalogue.rows.successor(o)
        if not successor:
            return closing
        carried_on = format_message(messages["successor"], name=successor.display_name)
        return f"{closing} {carried_on}"
    is_unsure = catalogue.freshness[o.slug] is Freshness.UNCONFIRMED
    return str(catalogue.messages["freshness"]["unsure"]) if is_unsure else ""


def service_listed(catalogue: Catalogue, o: Organisation) -> Entity:
    """A service as lists have it."""
    organization = organization_facts(catalogue, o)
    return service_facts(catalogue, o) | {"organization": organization}


def service_entry(catalogue: Catalogue, o: Organisation) -> Entity:
    """A service with all that belongs to it, and its organisation."""
    return _own_service(catalogue, o) | {"organization": organization(catalogue, o)}


def _own_service(catalogue: Catalogue, o: Organisation) -> Entity:
    ids = group_ids(catalogue, o)
    at = {**_link(ids), "location": location(catalogue, o, ids)}
    return service_facts(catalogue, o) | keep_known(
        {
            "schedules": schedules(catalogue, o, ids),
            "service_areas": service_areas(catalogue, o, ids),
            "service_at_locations": [at] if has_location(catalogue, o) else [],
            "cost_options": cost_options(catalogue, o, ids),
            "contacts": contacts(catalogue, o, ids),
            "attributes": attributes(catalogue, o, ids),
        }
    )


# --- Services at locations ----------------------------------------------------------------------


def _link(ids: GroupIds) -> Entity:
    return {
        "id": ids.service_at_location,
        "service_id": ids.service,
        "location_id": ids.location,
    }


def service_at_location_listed(catalogue: Catalogue, o: Organisation) -> Entity:
    """The service of a group at its location, as lists have it."""
    ids = group_ids(catalogue, o)
    return {
        **_link(ids),
        "location": flat(location(catalogue, o, ids)),
        "service": service_listed(catalogue, o),
    }


def service_at_location_entry(catalogue: Catalogue, o: Organisation) -> Entity:
    """The service of a group at its location, with all that belongs to both."""
    ids, service = group_ids(catalogue, o), service_entry(catalogue, o)
    service.pop("service_at_locations")
    return {**_link(ids), "location": location(catalogue, o, ids), "service": service}
