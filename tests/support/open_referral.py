"""What Open Referral UK (HSDS-UK 3.0) asks of files, in our own words, and files to compare."""

import dataclasses
import json
import re
from uuid import UUID

from ulo.catalogue import Catalogue, Instance
from ulo.exports import hsds

ADDRESS = "https://example.org/led/"
CONFIGURED = Instance("Led by Us", ADDRESS, contact="hello@example.org")

# --- What the standard asks: the fields of each object, those that it must have marked with * ----

FIELDS = {
    "service": "*id organization_id *name description url email *status assured_date"
    " assurer_email alert last_modified schedules service_areas service_at_locations organization"
    " cost_options contacts attributes",
    "organization": "*id *name *description email website uri organization_identifiers services",
    "organization_identifiers": "*id organization_id identifier_scheme *identifier_type"
    " *identifier",
    "schedules": "*id service_id valid_from valid_to freq interval byday description opens_at"
    " closes_at attending_type notes",
    "service_areas": "*id service_id name uri service_area",
    "service_at_location": "*id service_id location_id location service",
    "location": "*id *location_type latitude longitude addresses accessibility",
    "addresses": "*id location_id *address_1 *city region *state_province *postal_code *country"
    " *address_type",
    "accessibility": "*id location_id description accessibility",
    "cost_options": "*id service_id valid_from valid_to option amount amount_description",
    # HSDS has `phones`; HSDS-UK lost the field, and lets an API add it.
    "contacts": "*id service_id phones",
    "phones": "*id contact_id *number description",
    "attributes": "*id link_id taxonomy_term_id link_type taxonomy_term",
    "taxonomy": "*id *name *description uri taxonomy_terms",
    "taxonomy_term": "*id *name *description taxonomy taxonomy_id term_uri term",
}
# The objects that have the name of another field.
SAME = {
    "services": "service",
    "organizations": "organization",
    "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}
PAGE_FIELDS = [
    *("total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty"),
    "contents",
]
URI = re.compile(
    r"https?://[\w.:@~-]+(?:[/?#](?:[\w\-.~:/?#@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*)?", re.A
)
FORMS = {
    **dict.fromkeys(("url", "website", "uri", "term_uri", "profile", "openapi_url"), URI),
    **dict.fromkeys(("email", "assurer_email"), re.compile(r"[^@\s]+@[^@\s]+\.[a-z]+")),
    **dict.fromkeys(
        ("assured_date", "valid_from", "valid_to"), re.compile(r"\d{4}-[01]\d-[0-3]\d")
    ),
    **dict.fromkeys(("opens_at", "closes_at"), re.compile(r"[0-2]\d:[0-5]\d")),
    "last_modified": re.compile(r"\d{4}-[01]\d-[0-3]\dT\d\d:\d\d:\d\d\.\d{3}Z"),
    "status": re.compile("active|inactive|defunct|temporarily closed"),
    "freq": re.compile("WEEKLY|MONTHLY"),
    "byday": re.compile(r"(?:-?[1-4])?(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:-?[1-4])?[A-Z]{2})*"),
    **dict.fromkeys(("location_type", "address_type"), re.compile("physical|postal|virtual")),
    "country": re.compile("[A-Z]{2}"),
}
NUMBERS = {"latitude", "longitude", "interval", "amount"}


def faults(value: object, kind: str, place: str = ""):
    """What the standard would object to, and an empty text or list."""
    names = FIELDS[SAME.get(kind, kind)].split()
    for name in names:
        if name.startswith("*") and not value.get(name[1:]):
            yield f"{place}{kind} has no {name[1:]}"
    for name, found in value.items():
        where = f"{place}{kind}.{name}"
        if name not in {known.removeprefix("*") for known in names}:
            yield f"{where} is no field"
        elif isinstance(found, list):
            if not found:
                yield f"{where} is empty"
            for item in found:
                yield from faults(item, name, f"{place}{kind} ")
        elif isinstance(found, dict):
            yield from faults(found, name, f"{place}{kind} ")
        elif name in NUMBERS:
            if not isinstance(found, int | float):
                yield f"{where} is no number"
        elif not isinstance(found, str) or not found.strip():
            yield f"{where} is no text: {found!r}"
        elif name == "id" or (name.endswith("_id") and name != "link_type"):
            if str(UUID(found)) != found:
                yield f"{where} is no UUID"
        elif name in FORMS and not FORMS[name].fullmatch(found):
            yield f"{where} is {found!r}"


def files(catalogue: Catalogue, **options) -> dict[str, dict]:
    return {url: json.loads(write()) for url, write in hsds.hsds_files(catalogue, **options)}


def entries(made: dict[str, dict], kind: str) -> dict[str, dict]:
    """The things of a kind by their id."""
    match = re.compile(rf"api/hsds/{kind}/([0-9a-f-]{{36}})\.json")
    return {found[1]: made[url] for url in made if (found := match.fullmatch(url))}


def only(catalogue: Catalogue, *groups, **changes) -> Catalogue:
    """The same catalogue with these groups alone."""
    instance = changes.pop("instance", catalogue.instance)
    schema = dataclasses.replace(catalogue.schema, **changes)
    made = Catalogue(groups, schema, instance, catalogue.today)
    # To read all names of places takes longest, and they are the same.
    made.geocoder = catalogue.geocoder
    return made


def service(catalogue: Catalogue, o, **changes) -> dict:
    """The service of a group, after it has been compared with the standard."""
    made = files(only(catalogue, dataclasses.replace(o, **changes)))
    (found,) = entries(made, "services").values()
    assert not [*faults(found, "service")]
    return found
