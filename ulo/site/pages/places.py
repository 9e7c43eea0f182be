"""A page for each place: the groups for its people, those around it, what is missing; and the maps
that link to the pages."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from ulo.catalogue import (
    Catalogue,
    GroupsByReach,
    NearbyOrganisation,
    PlacePage,
    news_by_area,
)
from ulo.core import format_message, letter, pluralise, urls
from ulo.exports import group_table
from ulo.geography import Drawing, Maps, number_areas
from ulo.model import Organisation
from ulo.schema import Area
from ulo.site.page import JSON_TYPE, Alternate, File, Item, ListPage, Page, TemplateFile, paginate
from ulo.site.subscriptions import Subscriptions, follow_area
from ulo.site.visit_parts import place_meetings

# How many of the groups near by a place names.
MAX_NEAREST = 5


def build_pages(catalogue: Catalogue) -> Iterator[Item]:
    maps = Maps(catalogue.geocoder.gazetteer)
    yield _region_index(catalogue, maps)
    # A country may have no map.
    if maps.regions.shapes:
        yield TemplateFile(urls.OUTLINE, "outline.svg", lambda: {"drawing": maps.outline})
        yield _council_map(catalogue, maps)
    events = news_by_area(catalogue)
    followed = {
        area.id: follow_area(catalogue, area, events[area.id]) for area in catalogue.areas.values()
    }
    for page in catalogue.place_pages.by_id.values():
        # Towns have those of their council: its groups are theirs, in another order.
        subscriptions, _ = followed[page.area.id]
        yield from _place_pages(catalogue, maps, page, subscriptions)
    table = group_table(catalogue)
    for area in catalogue.areas.values():
        if groups := list(catalogue.place_groups.reach.groups(area).local):
            yield File(urls.download(urls.place(area.id)), partial(table.csv, groups))
        yield from followed[area.id][1]


def _region_index(catalogue: Catalogue, maps: Maps) -> Page:
    """The page that links to places by nation and region."""
    messages, pages = catalogue.messages["places"], catalogue.place_pages
    return Page(
        urls.PLACES,
        messages["title"],
        messages["description"],
        "places.html",
        {
            "drawing": maps.regions,
            "numbers": number_areas(maps.regions, (area.id for area in pages.regions)),
            "areas": pages.regions,
            "by_outcode": bool(pages.by_outcode),
            "first_letter": min(letter(page.title) for page in pages.by_id.values()),
            "divided": [area for area in pages.divided if area != catalogue.country],
            "group_counts": _group_counts(catalogue, pages.regions),
            "crumbs": [],
        },
        section=urls.PLACES,
    )


def _council_map(catalogue: Catalogue, maps: Maps) -> Page:
    """The page with the map of all councils."""
    messages, pages = catalogue.messages["places"], catalogue.place_pages
    councils = sorted(
        (area for area in catalogue.areas.values() if area.kind == "council"),
        key=lambda area: area.title,
    )
    councils_by_region = {
        region: [council for council in councils if council.parent == region.id]
        for region in pages.above_councils
    }
    group_counts = {
        id: count
        for councils_of_region in councils_by_region.values()
        for id, count in _group_counts(catalogue, councils_of_region).items()
    }
    return Page(
        urls.MAP,
        messages["map_title"],
        messages["map_description"],
        "councils.html",
        {
            "drawing": maps.councils,
            "councils_by_region": councils_by_region,
            "group_counts": group_counts,
            "crumbs": [(messages["title"], urls.PLACES)],
        },
        section=urls.PLACES,
    )


def _place_pages(
    catalogue: Catalogue, maps: Maps, page: PlacePage, subscriptions: Subscriptions
) -> Iterator[Page]:
    messages = catalogue.messages["places"]
    base_url = urls.place(page.id)
    title = format_message(messages["page_title"], place=page.label if page.town else page.phrase)
    listed = _listed_groups(catalogue, page)
    entries = [(level, o) for level, organisations in listed.items() for o in organisations]
    description = format_message(
        messages["page_description"],
        place=page.phrase,
        count=pluralise(len(entries), catalogue.messages["counts"]["groups"]),
    )
    # A town has the data of its council.
    data = () if page.town else (Alternate(urls.api_area(page.id), JSON_TYPE),)
    for list_page in paginate(entries, base_url, title, catalogue.messages):
        is_first = list_page.number == 1
        yield Page(
            list_page.url,
            list_page.title,
            description,
            "place.html",
            partial(_context, catalogue, maps, page, list_page, subscriptions),
            section=urls.PLACES,
            easy_read_url=urls.easy_read(base_url) if is_first else "",
            alternates=(
                *(data if is_first else ()),
                *subscriptions.alternates(catalogue.messages),
            ),
        )


def _context(
    catalogue: Catalogue,
    maps: Maps,
    page: PlacePage,
    list_page: ListPage[tuple[str, Organisation]],
    subscriptions: Subscriptions,
) -> dict[str, object]:
    messages, pages = catalogue.messages["places"], catalogue.place_pages
    rows = catalogue.rows
    groups, listed = catalogue.place_groups.by_reach(page), _listed_groups(catalogue, page)
    is_first = list_page.number == 1
    return {
        "page": page,
        "list_page": replace(list_page, items=()),
        "subscriptions": subscriptions,
        "list_page_groups": {
            level: rows.organisations(o for of, o in list_page.items if of == level)
            for level in listed
        },
        "totals": {level: len(organisations) for level, organisations in listed.items()}
        | {"nation": len(groups.nation), "country": len(groups.country)},
        "easy_read_url": urls.easy_read(urls.place(page.id)) if is_first else "",
        "crumbs": [
            (messages["title"], urls.PLACES),
            *((above.title, urls.place(above.id)) for above in pages.ancestors(page)),
        ],
        "distances": _distances(catalogue, page, list_page) if page.town else {},
        "locator": None,
        **(_first_page_context(catalogue, maps, page) if is_first else {}),
    }


def _first_page_context(catalogue: Catalogue, maps: Maps, page: PlacePage) -> dict[str, object]:
    """What only the first page of a place has."""
    groups, pages = catalogue.place_groups.by_reach(page), catalogue.place_pages
    return {
        "lead": _lead(catalogue, page, groups),
        "successor_names": _successor_names(catalogue, page.area),
        "locator": maps.locator(page.area, pages.centre(page)) if page.kind != "country" else None,
        **_surroundings(catalogue, maps, page),
        # Rendered once for a council and all towns in it.
        "national": _national_context(catalogue, page),
        "beside": _sidebar_context(catalogue, page),
        "meetings": place_meetings(catalogue, page.area),
    }


def _listed_groups(catalogue: Catalogue, page: PlacePage) -> dict[str, list[Organisation]]:
    """The groups that the pages of a place list in full, by the key of their heading."""
    groups = catalogue.place_groups.by_reach(page)
    # All of the groups inside of a large nation would make five pages; its regions have them.
    has_regions = any(
        part.kind in ("nation", "region") for part in catalogue.place_pages.child_areas(page.area)
    )
    return {
        "own": groups.own,
        "inside": [] if has_regions else groups.inside,
        "wider": groups.wider,
    }


def _distances(
    catalogue: Catalogue, page: PlacePage, list_page: ListPage[tuple[str, Organisation]]
) -> dict[str, int]:
    """By slug, the miles from a place to its own groups whose location is known."""
    own = [o for level, o in list_page.items if level == "own"]
    distances = {o.slug: catalogue.place_groups.distance(page, o) for o in own}
    return {slug: miles for slug, miles in distances.items() if miles is not None}


def _surroundings(catalogue: Catalogue, maps: Maps, page: PlacePage) -> dict[str, object]:
    """The nearest groups of other places, and the parts of an area that has any."""
    near = catalogue.place_groups.near(page)
    nearest = near[:MAX_NEAREST]
    is_local = page.kind in ("council", "town")
    child_areas = [] if is_local else catalogue.place_pages.child_areas(page.area)
    drawing = _parts_map(maps, child_areas)
    return {
        "nearest": catalogue.rows.organisations(each.organisation for each in nearest),
        "nearest_distances": _known_distances(nearest),
        "near_total": len(near),
        "query": catalogue.place_pages.query(page),
        "child_areas": child_areas,
        "group_counts": _group_counts(catalogue, child_areas),
        "drawing": drawing,
        "numbers": drawing and number_areas(drawing, (area.id for area in child_areas)),
    }


def _known_distances(nearby: list[NearbyOrganisation]) -> dict[str, int]:
    return {near.organisation.slug: near.miles for near in nearby if near.miles is not None}


def _national_context(catalogue: Catalogue, page: PlacePage) -> dict[str, object]:
    """The groups for the whole nation and the whole country; for each town as for its council."""
    nation, groups = catalogue.place_pages.nation(page), catalogue.place_groups.by_reach(page)
    best_in_nation, best_in_country = catalogue.place_groups.best_national(page)
    return {
        "nation": _nation_phrase(catalogue, page),
        "nation_id": nation.id if nation else "",
        "totals": {"nation": len(groups.nation), "country": len(groups.country)},
        # What their own pages list, among it groups that stand further up on this one.
        "listed": {
            level: len(catalogue.by_area[area.id])
            for level, area in (("nation", nation), ("country", catalogue.country))
            if area
        },
        "best": {
            "nation": catalogue.rows.organisations(best_in_nation),
            "country": catalogue.rows.organisations(best_in_country),
        },
    }


def _nation_phrase(catalogue: Catalogue, page: PlacePage) -> str:
    """The nation of a place as it stands in a sentence; empty without one."""
    nation = catalogue.place_pages.nation(page)
    return (nation.phrase or nation.title) if nation else ""


def _sidebar_context(catalogue: Catalogue, page: PlacePage) -> dict[str, object]:
    """What is missing in an area, and where else to look; for each town as for its council."""
    pages, area = catalogue.place_pages, page.area
    if area.kind == "council":
        neighbours = [catalogue.areas[id] for id in pages.gazetteer.neighbours(area.id)]
        around = catalogue.place_groups.reach.areas_around(area)
    else:
        neighbours = []
        around = pages.wider_areas_within(area)
    return {
        "area": area,
        "missing": catalogue.phrases(catalogue.place_groups.missing_communities(page), "community"),
        "neighbours": neighbours,
        "towns": pages.towns.get(area.id, []),
        "around": around,
    }


def _lead(catalogue: Catalogue, page: PlacePage, groups: GroupsByReach) -> str:
    """How many groups there are, in a sentence: here, and for wider areas."""
    messages, forms = catalogue.messages["places"], catalogue.messages["counts"]["groups"]
    here = len(groups.own) + len(groups.inside)
    if here:
        lead = format_message(messages["lead"], count=pluralise(here, forms), place=page.phrase)
    else:
        # Groups for a part of the country are on the pages of its nations.
        sentence = messages["lead_none_country" if page.kind == "country" else "lead_none"]
        lead = format_message(sentence, place=page.phrase)
    wider = len(groups.wider) + len(groups.nation) + len(groups.country)
    if wider:
        lead += " " + format_message(messages["lead_more"], count=pluralise(wider, forms))
    return lead


def _successor_names(catalogue: Catalogue, area: Area) -> list[str]:
    """The names of the areas that replaced a council, once it has ended."""
    if not area.until or area.until >= catalogue.today.isoformat():
        return []
    return [*catalogue.phrases(area.successors, "areas"), *area.successors_named]


def _group_counts(catalogue: Catalogue, areas: list[Area]) -> dict[str, int]:
    """By area id, how many groups there are for the area or a part of it."""
    return {area.id: catalogue.place_groups.count(area) for area in areas}


def _parts_map(maps: Maps, parts: list[Area]) -> Drawing | None:
    """The map of the parts of an area, where there is more than one."""
    # The nations have no map of their own: that of /places/ shows them.
    if len(parts) < 2 or parts[0].kind == "nation":
        return None
    drawing = maps.crop(part.id for part in parts)
    return drawing if drawing.shapes else None
