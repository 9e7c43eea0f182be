"""The page of one organisation, in the order in which readers ask: what is it, is it still there, how do I reach it,
who leads it, where does it work, what does it do, what has it changed, who is like it, and where is this from."""

from collections.abc import Iterator

from ulo.core import urls
from ulo.catalogue import Catalogue, RelatedOrganisation
from ulo.core import letter
from ulo.geography import COUNCIL, OUTCODE, TOWN
from ulo.model import Organisation
from ulo.catalogue import group_opportunities
from ulo.catalogue import SimilarOrganisation
from ulo.core import format_message, join_list
from ulo.site.renderer import Page, Renderer


def build_pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    messages = catalogue.messages["organisation"]
    for o in catalogue.organisations:
        address = urls.organisation(o.slug)
        content = renderer.render(
            "organisation.html", address, o=o, msg=messages | messages["past"] if o.closed else messages, freshness=catalogue.freshness[o.slug], years=evidence_years(o),
            relations=catalogue.related.get(o.slug, []), nearby=catalogue.place_groups.nearby(o), crumbs=crumbs(catalogue, o),
            measured="" if o.closed else describe_location(catalogue, o, "measured"),
            reasons=lambda relation: related_reasons(catalogue, relation), easy=urls.easy_read(address), joinable=group_opportunities(catalogue, o),
            work=catalogue.participation.by_group.get(o.slug, []), participation=catalogue.participation,
            alike=catalogue.similar_by_work.get(o.slug, []), same=lambda other: similarity_reasons(catalogue, other),
        )
        yield Page(address, catalogue.display_names[o.slug], o.summary, content, section=urls.CLOSED if o.closed else urls.ORGANISATIONS,
                   json_ld=linked_data(catalogue, o), easy_read_url=urls.easy_read(address))


def crumbs(catalogue: Catalogue, o: Organisation) -> list[tuple[str, str]]:
    """The way to a group leads over its place if it has just one, else over the first letter of its name; a closed one stands with the closed."""
    messages = catalogue.messages
    if o.closed:
        return [(messages["closed"]["title"], urls.CLOSED)]
    pages, places = catalogue.place_pages.by_id, catalogue.areas_of(o)
    if len(places) == 1:
        page = pages[places[0]]
        way = [*catalogue.place_pages.ancestors(page), page]
        return [(messages["places"]["title"], urls.PLACES), *((above.title, urls.place(above.id)) for above in way)]
    first = letter(o.name)
    shown = messages["letters"]["digits"] if first == "0" else first
    return [(messages["letters"]["title"], urls.ORGANISATIONS), (format_message(messages["letters"]["letter"], letter=shown), urls.organisations_by_letter(first))]


def related_reasons(catalogue: Catalogue, relation: RelatedOrganisation) -> list[str]:
    """Why another group is named, in words: the place, the people, and only else what both do."""
    messages = catalogue.messages["organisation"]
    named = lambda key, gap, texts: format_message(messages[key], **{gap: join_list(texts, catalogue.messages["lists"])})
    found = []
    if places := relation.areas or relation.regions:
        found.append(named("related_places", "places", catalogue.phrases(places, "areas")))
    if relation.communities:
        found.append(named("related_led", "people", catalogue.phrases(relation.communities, "community")))
    elif relation.activities:
        found.append(named("related_does", "activities", catalogue.phrases(relation.activities[:2], "activity")))
    return found


def similarity_reasons(catalogue: Catalogue, other: SimilarOrganisation) -> list[str]:
    """Why another group is named that does the same, in words: the partner, the kind of work, and what is beside it."""
    messages, lists = catalogue.messages["work"], catalogue.messages["lists"]
    found = []
    if other.bodies:
        found.append(format_message(messages["same_body"], names=join_list((catalogue.participation.body(id).title for id in other.bodies), lists)))
    if other.kinds:
        found.append(format_message(messages["same_kind"], kinds=join_list((catalogue.term("kind", kind).phrase for kind in other.kinds), lists)))
    if other.regions:
        found.append(format_message(messages["same_region"], places=join_list(catalogue.phrases(other.regions, "areas"), lists)))
    if other.communities:
        found.append(format_message(messages["same_people"], people=join_list(catalogue.phrases(other.communities, "community"), lists)))
    return found


def evidence_years(o: Organisation) -> dict[str, int]:
    """For each way to reach the group, the year of the newest dated source that shows it."""
    found: dict[str, int] = {}
    for source in o.sources:
        for name in source.supports if source.year else ():
            found[name] = max(source.year, found.get(name, 0))
    return found


def describe_location(catalogue: Catalogue, o: Organisation, message_key: str) -> str:
    """What the point of a group stands for, in one of the two wordings; nothing where it has none."""
    if not (place := catalogue.locations.get(o.slug)):
        return ""
    names = {OUTCODE: place.label, TOWN: o.based_in.town, COUNCIL: catalogue.phrases([place.area], "areas")[0]}
    return format_message(catalogue.messages["organisation"][message_key][place.precision], place=names.get(place.precision, ""))


def linked_data(catalogue: Catalogue, o: Organisation) -> dict:
    """What schema.org calls an NGO; only what the record says, and no more exact than the record."""
    areas = [catalogue.areas[area] for area in catalogue.areas_of(o)]
    base, contact = o.based_in, o.contact
    postal = {
        "streetAddress": base.address, "postalCode": base.postcode or base.district, "addressLocality": base.town,
        "addressRegion": catalogue.areas[base.area].title if base.area else "",
    }
    data = {
        "@context": "https://schema.org",
        "@type": "NGO",
        "@id": f"{catalogue.instance.site_url}{urls.organisation(o.slug)}#group" if catalogue.instance.site_url else "",
        "name": o.name,
        "alternateName": [*o.also_known_as, *(name for _, name in o.names)],
        "description": o.summary,
        "url": contact.website,
        "sameAs": list(contact.social),
        "email": contact.email,
        "telephone": contact.phone,
        "foundingDate": str(o.founded or ""),
        "dissolutionDate": str(o.closed.year or "") if o.closed and not o.closed.about else "",
        "areaServed": [_drop_empty({"@type": "AdministrativeArea", "name": area.title, "identifier": area.code}) for area in areas],
        "knowsAbout": [catalogue.activities[a].title for a in o.activities if a != "other"],
        "address": {"@type": "PostalAddress", **_drop_empty(postal), "addressCountry": "GB"} if any(postal.values()) else "",
        "location": _location(catalogue, o),
        "identifier": [{"@type": "PropertyValue", "propertyID": scheme, "value": number} for scheme, number in o.identifiers],
        "memberOf": [
            {"@type": "Organization", "name": catalogue.by_slug[n].name if n in catalogue.by_slug else n} for n in o.networks
        ],
    }
    return _drop_empty(data)


def _location(catalogue: Catalogue, o: Organisation) -> dict:
    if not (place := catalogue.locations.get(o.slug)):
        return {}
    return {"@type": "Place", "description": describe_location(catalogue, o, "point"),
            "geo": {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}}


def _drop_empty(data: dict) -> dict:
    return {key: value for key, value in data.items() if value}
