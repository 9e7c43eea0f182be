"""The page of one organisation, in the order in which readers ask: what is it, is it still there,
how do I reach it, who leads it, where does it work, what does it do, what has it changed, which
groups are like it, and where is this from."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from ulo.catalogue import (
    Catalogue,
    NearbyOrganisation,
    RelatedOrganisation,
    SimilarOrganisation,
    group_opportunities,
)
from ulo.core import format_message, join_list, letter, urls
from ulo.geography import COUNCIL, OUTCODE, TOWN
from ulo.model import Organisation
from ulo.site.page import Page
from ulo.site.text import format_distance

# Between short texts in one line.
SEPARATOR = " · "
# How many members the page of a network names.
MAX_MEMBERS = 20


def build_pages(catalogue: Catalogue) -> Iterator[Page]:
    for o in catalogue.organisations:
        url = urls.organisation(o.slug)
        yield Page(
            url,
            catalogue.display_names[o.slug],
            o.summary,
            "organisation.html",
            partial(_context, catalogue, o),
            section=urls.CLOSED if o.closed else urls.ORGANISATIONS,
            json_ld=partial(linked_data, catalogue, o),
            easy_read_url=urls.easy_read(url),
        )


def _context(catalogue: Catalogue, o: Organisation) -> dict[str, object]:
    messages, rows = catalogue.messages["organisation"], catalogue.rows
    nearby = catalogue.place_groups.nearby(o)
    members = catalogue.members.get(o.slug, [])
    return {
        "o": o,
        "row": rows.organisation(o),
        "areas": catalogue.areas_of(o),
        "is_for_its_leaders": set(o.meant_for) == set(o.user_led.led_by),
        "msg": messages | messages["past"] if o.closed else messages,
        "evidence_years": evidence_years(o),
        "related": [
            (rows.link(relation.organisation), SEPARATOR.join(related_reasons(catalogue, relation)))
            for relation in catalogue.related.get(o.slug, [])
        ],
        "nearby": [(rows.link(near.organisation), how_near(catalogue, o, near)) for near in nearby],
        "has_miles": any(near.miles is not None for near in nearby),
        "distance_note": distance_note(catalogue, o),
        "opportunities": [entry.opportunity for entry in group_opportunities(catalogue, o)],
        "work": [rows.work(item) for item in catalogue.participation.by_group.get(o.slug, [])],
        "similar": [
            (rows.link(other.organisation), SEPARATOR.join(similarity_reasons(catalogue, other)))
            for other in catalogue.similar_by_work.get(o.slug, [])
        ],
        # By name: the record of a network, where it has one.
        "networks": {
            name: rows.link(catalogue.by_slug[name]) if name in catalogue.by_slug else None
            for name in o.networks
        },
        "members": rows.links(members[:MAX_MEMBERS]),
        "more_members": len(members[MAX_MEMBERS:]),
        "predecessors": rows.links(catalogue.predecessors.get(o.slug, [])),
        "easy_read_url": urls.easy_read(urls.organisation(o.slug)),
        "crumbs": crumbs(catalogue, o),
    }


def crumbs(catalogue: Catalogue, o: Organisation) -> list[tuple[str, str]]:
    """The breadcrumbs of a group: its place if it has just one, else the first letter of its name.
    A closed group stands with the closed ones."""
    messages = catalogue.messages
    if o.closed:
        return [(messages["closed"]["title"], urls.CLOSED)]
    places = catalogue.areas_of(o)
    if len(places) == 1:
        page = catalogue.place_pages.by_id[places[0]]
        pages = [*catalogue.place_pages.ancestors(page), page]
        return [
            (messages["places"]["title"], urls.PLACES),
            *((page.title, urls.place(page.id)) for page in pages),
        ]
    initial = letter(o.name)
    shown = messages["letters"]["digits"] if initial == "0" else initial
    return [
        (messages["letters"]["title"], urls.ORGANISATIONS),
        (
            format_message(messages["letters"]["letter"], letter=shown),
            urls.organisations_by_letter(initial),
        ),
    ]


def related_reasons(catalogue: Catalogue, relation: RelatedOrganisation) -> list[str]:
    """Why another group is named, in words: the places and the people that both have in common, or
    without common people what both do."""
    messages = catalogue.messages["organisation"]

    def listed(ids: Iterable[str], vocabulary: str) -> str:
        return join_list(catalogue.phrases(ids, vocabulary), catalogue.messages["lists"])

    reasons = []
    if areas := relation.areas or relation.regions:
        reasons.append(format_message(messages["related_places"], places=listed(areas, "areas")))
    if relation.communities:
        people = listed(relation.communities, "community")
        reasons.append(format_message(messages["related_led"], people=people))
    elif relation.activities:
        activities = listed(relation.activities[:2], "activity")
        reasons.append(format_message(messages["related_does"], activities=activities))
    return reasons


def similarity_reasons(catalogue: Catalogue, other: SimilarOrganisation) -> list[str]:
    """What the work of another group has in common, in words: partners, kinds of work, regions and
    communities."""
    messages, lists = catalogue.messages["work"], catalogue.messages["lists"]
    reasons = []
    if other.bodies:
        names = join_list((catalogue.participation.body(id).title for id in other.bodies), lists)
        reasons.append(format_message(messages["same_body"], names=names))
    if other.kinds:
        kinds = join_list((catalogue.term("kind", id).phrase for id in other.kinds), lists)
        reasons.append(format_message(messages["same_kind"], kinds=kinds))
    if other.regions:
        places = join_list(catalogue.phrases(other.regions, "areas"), lists)
        reasons.append(format_message(messages["same_region"], places=places))
    if other.communities:
        people = join_list(catalogue.phrases(other.communities, "community"), lists)
        reasons.append(format_message(messages["same_people"], people=people))
    return reasons


def evidence_years(o: Organisation) -> dict[str, int]:
    """By field, such as `contact.phone`: the year of the newest dated source that supports it."""
    years: dict[str, int] = {}
    for source in o.sources:
        if source.year:
            for field in source.supports:
                years[field] = max(source.year, years.get(field, 0))
    return years


def how_near(catalogue: Catalogue, o: Organisation, near: NearbyOrganisation) -> str:
    """How far a group is from another; where that is not known, what both are in, or where."""
    if near.miles is not None:
        return format_distance(near.miles, catalogue.messages["places"]["far"])
    messages, other = catalogue.messages["organisation"], near.organisation
    spots, locations = catalogue.place_groups.spots, catalogue.locations
    council = locations[other.slug].area
    place = other.based_in.town or catalogue.phrases([council], "areas")[0]
    if spots[o.slug].town and spots[o.slug].town == spots[other.slug].town:
        return format_message(messages["nearby_also"], place=place)
    if locations[o.slug].area == council:
        place = catalogue.phrases([council], "areas")[0]
        return format_message(messages["nearby_also"], place=place)
    return format_message(messages["nearby_in"], place=place)


def distance_note(catalogue: Catalogue, o: Organisation) -> str:
    """From where miles to a group are measured; empty where that is not known well enough."""
    spot = catalogue.place_groups.spots.get(o.slug)
    if o.closed or not (spot and spot.is_measurable):
        return ""
    return describe_location(catalogue, o, "measured")


def describe_location(catalogue: Catalogue, o: Organisation, message_key: str) -> str:
    """What the coordinates of a group stand for, in a sentence; empty if it has none.

    `message_key` is `measured` for the note about distances, `point` for schema.org.
    """
    location = catalogue.locations.get(o.slug)
    if not location:
        return ""
    names = {
        OUTCODE: location.label,
        TOWN: o.based_in.town,
        COUNCIL: catalogue.phrases([location.area], "areas")[0],
    }
    message = catalogue.messages["organisation"][message_key][location.precision]
    return format_message(message, place=names.get(location.precision, ""))


def linked_data(catalogue: Catalogue, o: Organisation) -> dict[str, object]:
    """An organisation as schema.org describes an NGO (JSON-LD): only what the record says, and no
    more exact than the record."""
    contact, site_url = o.contact, catalogue.instance.site_url
    end_year = o.closed.year if o.closed and not o.closed.about else None
    data = {
        "@context": "https://schema.org",
        "@type": "NGO",
        "@id": f"{site_url}{urls.organisation(o.slug)}#group" if site_url else "",
        "name": o.name,
        "alternateName": [*o.also_known_as, *(name for _, name in o.names)],
        "description": o.summary,
        "url": contact.website,
        "sameAs": list(contact.social),
        "email": contact.email,
        "telephone": contact.phone,
        "foundingDate": str(o.founded or ""),
        "dissolutionDate": str(end_year or ""),
        "areaServed": _areas_served(catalogue, o),
        "knowsAbout": [catalogue.activities[id].title for id in o.activities if id != "other"],
        "address": _address(catalogue, o),
        "location": _location(catalogue, o),
        "identifier": [
            {"@type": "PropertyValue", "propertyID": scheme, "value": number}
            for scheme, number in o.identifiers
        ],
        "memberOf": [
            {
                "@type": "Organization",
                "name": catalogue.by_slug[name].name if name in catalogue.by_slug else name,
            }
            for name in o.networks
        ],
    }
    return _drop_empty(data)


def _areas_served(catalogue: Catalogue, o: Organisation) -> list[dict[str, object]]:
    areas = [catalogue.areas[id] for id in catalogue.areas_of(o)]
    return [
        _drop_empty({"@type": "AdministrativeArea", "name": area.title, "identifier": area.code})
        for area in areas
    ]


def _address(catalogue: Catalogue, o: Organisation) -> dict[str, object]:
    base = o.based_in
    address = _drop_empty(
        {
            "streetAddress": base.address,
            "postalCode": base.postcode or base.district,
            "addressLocality": base.town,
            "addressRegion": catalogue.areas[base.area].title if base.area else "",
        }
    )
    return {"@type": "PostalAddress", **address, "addressCountry": "GB"} if address else {}


def _location(catalogue: Catalogue, o: Organisation) -> dict[str, object]:
    location = catalogue.locations.get(o.slug)
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


def _drop_empty(data: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in data.items() if value}
