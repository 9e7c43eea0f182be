"""A page for each place: the groups for its people, those around, what is missing; and the maps that lead to the pages."""

from collections.abc import Iterator

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.geography import Drawing, Maps
from ulo.catalogue import GroupsByReach, PlacePages, PlacePage
from ulo.core import format_message, pluralise
from ulo.site.renderer import File, Page, Renderer, paginate
from ulo.schema import Area


def build_pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page | File]:
    pages, maps = catalogue.place_pages, Maps(catalogue.geocoder.gazetteer)
    yield File(urls.OUTLINE, renderer.render("outline.svg", urls.OUTLINE, drawing=maps.regions).encode())
    yield from _index_pages(catalogue, renderer, pages, maps)
    for page in pages.by_id.values():
        yield from _place_pages(catalogue, renderer, pages, maps, page)


def _index_pages(catalogue: Catalogue, renderer: Renderer, pages: PlacePages, maps: Maps) -> Iterator[Page]:
    """The two pages that lead to places: by nation and region, and the map of all councils."""
    messages = catalogue.messages["places"]
    regions = pages.regions
    content = renderer.render("places.html", urls.PLACES, pages=pages, drawing=maps.regions, areas=regions, totals=_group_counts(catalogue, regions), crumbs=[])
    yield Page(urls.PLACES, messages["title"], messages["description"], content, section=urls.PLACES)
    parted = {area: sorted((council for council in catalogue.areas.values() if council.kind == "council" and council.parent == area.id), key=lambda a: a.title)
              for area in regions}
    content = renderer.render("councils.html", urls.MAP, drawing=maps.councils, parted=parted, crumbs=[(messages["title"], urls.PLACES)],
                            totals=_group_counts(catalogue, [council for part in parted.values() for council in part]))
    yield Page(urls.MAP, messages["map_title"], messages["map_description"], content, section=urls.PLACES)


def _place_pages(catalogue: Catalogue, renderer: Renderer, pages: PlacePages, maps: Maps, page: PlacePage) -> Iterator[Page]:
    messages, groups = catalogue.messages["places"], catalogue.place_groups.by_reach(page)
    base, title = urls.place(page.id), format_message(messages["page_title"], place=page.label if page.town else page.phrase)
    # All of the groups inside of England would make five pages; its regions have them.
    inside = [] if any(part.kind in ("nation", "region") for part in pages.child_areas(page.area)) else groups.inside
    headings = {"own": groups.own, "inside": inside, "wider": groups.wider}
    entries = [(heading, o) for heading, organisations in headings.items() for o in organisations]
    local = page.kind in ("council", "town")
    nearest = catalogue.place_groups.nearest(page) if local else []
    parts = [] if local else pages.child_areas(page.area)
    root = urls.relative_root(base)
    facts = {
        "page": page, "headings": headings, "groups": groups, "nation": _nation_phrase(pages, page), "lead": _lead(catalogue, page, groups), "ended": _successor_names(catalogue, page.area),
        "crumbs": [(messages["title"], urls.PLACES), *((above.title, urls.place(above.id)) for above in pages.ancestors(page))],
        "nearest": [near.organisation for near in nearest], "far": {near.organisation.slug: near.miles for near in nearest},
        "away": {o.slug: away for o in groups.own if (away := catalogue.place_groups.distance(page, o)) is not None} if page.town else {},
        "areas": parts, "totals": _group_counts(catalogue, parts), "drawing": _parts_map(maps, parts),
        "mark": maps.locator(page.area, pages.centre(page)) if page.kind != "country" else None,
        "further": renderer.render_cached("_further.html", page.area.id, root, lambda: _national_context(catalogue, page)),
        "beside": renderer.render_cached("_beside.html", page.area.id, root, lambda: _sidebar_context(catalogue, pages, page)),
    }
    description = format_message(messages["page_description"], place=page.phrase, count=pluralise(len(entries), catalogue.messages["counts"]["groups"]))
    for sheet in paginate(entries, base, title, catalogue.messages):
        easy = urls.easy_read(base) if sheet.number == 1 else ""
        shown = {heading: [o for h, o in sheet.items if h == heading] for heading in headings}
        content = renderer.render("place.html", sheet.url, sheet=sheet, shown=shown, easy=easy, **facts)
        yield Page(sheet.url, sheet.title, description, content, section=urls.PLACES, easy_read_url=easy)


def _national_context(catalogue: Catalogue, page: PlacePage) -> dict:
    """The groups for the whole nation and the whole country; for each town as for its council."""
    nation = catalogue.place_pages.nation(page)
    return {"nation": _nation_phrase(catalogue.place_pages, page), "nation_id": nation.id if nation else "", "groups": catalogue.place_groups.by_reach(page),
            "best": dict(zip(("nation", "country"), catalogue.place_groups.best_national(page)))}


def _nation_phrase(pages: PlacePages, page: PlacePage) -> str:
    """The nation of a place as it stands in a sentence."""
    nation = pages.nation(page)
    return nation.phrase or nation.title if nation else ""


def _sidebar_context(catalogue: Catalogue, pages: PlacePages, page: PlacePage) -> dict:
    """What is missing in an area, and where else to look; for each town as for its council."""
    area = page.area
    council = area.kind == "council"
    neighbours = [catalogue.areas[id] for id in pages.gazetteer.neighbours(area.id)] if council else []
    return {"area": area, "missing": catalogue.phrases(catalogue.place_groups.missing_communities(page), "community"), "neighbours": neighbours,
            "towns": pages.towns.get(area.id, []), "around": pages.wider_areas(area.id) if council else pages.wider_areas_within(area)}


def _lead(catalogue: Catalogue, page: PlacePage, groups: GroupsByReach) -> str:
    """How many groups there are, in a sentence: here, and for how much wider areas."""
    messages, number = catalogue.messages["places"], catalogue.messages["counts"]["groups"]
    here = len(groups.own) + len(groups.inside)
    first = format_message(messages["lead"], count=pluralise(here, number), place=page.phrase) if here else format_message(messages["lead_none"], place=page.phrase)
    further = len(groups.wider) + len(groups.nation) + len(groups.country)
    return f"{first} {format_message(messages['lead_more'], count=pluralise(further, number))}" if further else first


def _successor_names(catalogue: Catalogue, area: Area) -> list[str]:
    """The names of what came after a council, once it has ended."""
    gone = area.until and area.until < catalogue.today.isoformat()
    return [*catalogue.phrases(area.successors, "areas"), *area.successors_named] if gone else []


def _group_counts(catalogue: Catalogue, areas: list[Area]) -> dict[str, int]:
    """How many groups each area has for itself or a part of it."""
    return {area.id: catalogue.place_groups.count(area) for area in areas}


def _parts_map(maps: Maps, parts: list[Area]) -> Drawing | None:
    """The map of the parts of an area, where there is more than one."""
    # The page above all others, /places/, has the map of the nations.
    return maps.crop(part.id for part in parts) if len(parts) > 1 and parts[0].kind != "nation" else None
