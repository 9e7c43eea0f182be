"""The page of one organisation, in the order in which readers ask: what is it, and is it still
there; what does it do, where, and for whom; how do I reach it; how do we know who leads it; what
has it changed; which groups are like it; and where is this from."""

from collections.abc import Iterable, Iterator
from functools import partial

from ulo.catalogue import (
    AlikeOrganisation,
    Catalogue,
    NearbyOrganisation,
    describe_location,
    group_opportunities,
)
from ulo.core import format_message, join_list, letter, urls
from ulo.exports import contact_card, has_contact_card, linked_data
from ulo.model import Organisation
from ulo.site.page import JSON_TYPE, Alternate, File, Item, Page
from ulo.site.quick_exit import group_exit_context
from ulo.site.text import format_distance
from ulo.site.visit_parts import visit_context

# Between short texts in one line.
SEPARATOR = " · "
# How many members the page of a network names.
MAX_MEMBERS = 20
# How many kinds of work, or other activities, say why a group is like another.
MAX_IN_COMMON = 2


def build_pages(catalogue: Catalogue) -> Iterator[Item]:
    card_title = catalogue.messages["organisation"]["card_title"]
    for o in catalogue.organisations:
        url, name = urls.organisation(o.slug), catalogue.display_names[o.slug]
        card = urls.contact_card(o.slug) if has_contact_card(o) else ""
        title = format_message(card_title, name=name)
        yield Page(
            url,
            name,
            o.summary,
            "organisation.html",
            partial(_context, catalogue, o),
            section=urls.CLOSED if o.closed else urls.ORGANISATIONS,
            json_ld=partial(linked_data, catalogue, o),
            easy_read_url=urls.easy_read(url),
            alternates=(
                Alternate(urls.api_organisation(o.slug), JSON_TYPE),
                *([Alternate(card, "text/vcard", title)] if card else []),
            ),
        )
        if card:
            yield File(card, partial(contact_card, catalogue, o))


def _context(catalogue: Catalogue, o: Organisation) -> dict[str, object]:
    messages, rows = catalogue.messages["organisation"], catalogue.rows
    alike = catalogue.alike[o.slug]
    members = catalogue.members.get(o.slug, [])
    return {
        "o": o,
        "row": rows.organisation(o),
        "areas": catalogue.areas_of(o),
        "is_for_its_leaders": set(o.meant_for) == set(o.user_led.led_by),
        "has_card": has_contact_card(o),
        "msg": messages | messages["past"] if o.closed else messages,
        "evidence_years": evidence_years(o),
        "alike": [
            (rows.link(other.organisation), SEPARATOR.join(reasons(catalogue, o, other)))
            for other in alike
        ],
        "more_groups": more_groups(catalogue, o),
        "distance_note": distance_note(catalogue, o, alike),
        **visit_context(catalogue, o),
        "opportunities": [entry.opportunity for entry in group_opportunities(catalogue, o)],
        "work": [rows.work(item) for item in catalogue.participation.by_group.get(o.slug, [])],
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
        **group_exit_context(catalogue, o),
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


def reasons(catalogue: Catalogue, o: Organisation, other: AlikeOrganisation) -> Iterator[str]:
    """Why another group is named, in words: where it is, who leads it, and what both have done."""
    messages, related, similar = catalogue.messages["organisation"], other.related, other.similar

    def listed(ids: Iterable[str], vocabulary: str) -> str:
        return join_list(catalogue.phrases(ids, vocabulary), catalogue.messages["lists"])

    places = (related and (related.areas or related.regions)) or (similar and similar.regions)
    people = (related and related.communities) or (similar and similar.communities)
    if other.near:
        yield how_near(catalogue, o, other.near)
    elif places:
        yield format_message(messages["related_places"], places=listed(places, "areas"))
    else:
        yield catalogue.rows.organisation(other.organisation).where
    if people:
        yield format_message(messages["related_led"], people=listed(people, "community"))
    if similar and similar.bodies:
        bodies = (catalogue.participation.body(id).title for id in similar.bodies)
        names = join_list(bodies, catalogue.messages["lists"])
        yield format_message(messages["same_body"], names=names)
    elif similar:
        kinds = listed(similar.kinds[:MAX_IN_COMMON], "kind")
        yield format_message(messages["same_kind"], kinds=kinds)
    elif related and related.activities and not people:
        activities = listed(related.activities[:MAX_IN_COMMON], "activity")
        yield format_message(messages["related_does"], activities=activities)


def more_groups(catalogue: Catalogue, o: Organisation) -> tuple[str, str]:
    """Where to look for more groups, as a text and a URL: in the first place of a group, or all."""
    messages, places = catalogue.messages["organisation"], catalogue.areas_of(o)
    if not places or places[0] == catalogue.country.id:
        return messages["like_search"], urls.FIND
    (place,) = catalogue.phrases(places[:1], "areas")
    return format_message(messages["like_more"], place=place), urls.place(places[0])


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
        return format_distance(near.miles, catalogue)
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


def distance_note(
    catalogue: Catalogue, o: Organisation, others: Iterable[AlikeOrganisation]
) -> str:
    """From where the miles to other groups are measured; empty where there are none."""
    has_miles = any(other.near and other.near.miles is not None for other in others)
    return describe_location(catalogue, o, "measured") if has_miles else ""
