"""A page for each place: the groups for its people, those around, what is missing; and the maps that lead to the pages."""

from collections.abc import Iterator

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.geography import Drawing, Maps
from ulo.catalogue import Groups, Localities, Locality
from ulo.core import format_message, pluralise
from ulo.site.renderer import File, Page, Renderer, phrases, sheets
from ulo.schema import Area


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page | File]:
    pages, maps = catalogue.localities, Maps(catalogue.geocoder.gazetteer)
    yield File(urls.OUTLINE, renderer.draw("outline.svg", urls.OUTLINE, drawing=maps.regions).encode())
    yield from _ways(catalogue, renderer, pages, maps)
    for page in pages.by_id.values():
        yield from _locality(catalogue, renderer, pages, maps, page)


def _ways(catalogue: Catalogue, renderer: Renderer, pages: Localities, maps: Maps) -> Iterator[Page]:
    """The two pages that lead to places: by nation and region, and the map of all councils."""
    words = catalogue.words["places"]
    regions = pages.regions
    content = renderer.draw("places.html", urls.PLACES, pages=pages, drawing=maps.regions, areas=regions, totals=_totals(pages, regions), crumbs=[])
    yield Page(urls.PLACES, words["title"], words["description"], content, section=urls.PLACES)
    parted = {area: sorted((council for council in catalogue.areas.values() if council.kind == "council" and council.parent == area.id), key=lambda a: a.title)
              for area in regions}
    content = renderer.draw("councils.html", urls.MAP, drawing=maps.councils, parted=parted, crumbs=[(words["title"], urls.PLACES)],
                            totals=_totals(pages, [council for part in parted.values() for council in part]))
    yield Page(urls.MAP, words["map_title"], words["map_description"], content, section=urls.PLACES)


def _locality(catalogue: Catalogue, renderer: Renderer, pages: Localities, maps: Maps, page: Locality) -> Iterator[Page]:
    words, groups = catalogue.words["places"], pages.groups(page)
    base, title = urls.place(page.id), format_message(words["page_title"], place=page.label if page.town else page.phrase)
    # All of the groups inside of England would make five pages; its regions have them.
    inside = [] if any(part.kind in ("nation", "region") for part in pages.parts(page.area)) else groups.inside
    headings = {"own": groups.own, "inside": inside, "wider": groups.wider}
    entries = [(heading, o) for heading, organisations in headings.items() for o in organisations]
    local = page.kind in ("council", "town")
    nearest = pages.nearest(page) if local else []
    parts = [] if local else pages.parts(page.area)
    root = urls.root_from(base)
    facts = {
        "page": page, "headings": headings, "groups": groups, "nation": _nation(pages, page), "lead": _lead(catalogue, page, groups), "ended": _ended(catalogue, page.area),
        "crumbs": [(words["title"], urls.PLACES), *((above.title, urls.place(above.id)) for above in pages.above(page))],
        "nearest": [near.organisation for near in nearest], "far": {near.organisation.slug: near.miles for near in nearest},
        "away": {o.slug: away for o in groups.own if (away := pages.away(page, o)) is not None} if page.town else {},
        "areas": parts, "totals": _totals(pages, parts), "drawing": _drawing(maps, parts),
        "mark": maps.mark(page.area, pages.point(page)) if page.kind != "country" else None,
        "further": renderer.piece("_further.html", page.area.id, root, lambda: _further(pages, page)),
        "beside": renderer.piece("_beside.html", page.area.id, root, lambda: _beside(catalogue, pages, page)),
    }
    description = format_message(words["page_description"], place=page.phrase, count=pluralise(len(entries), catalogue.words["counts"]["groups"]))
    for sheet in sheets(entries, base, title, catalogue.words):
        easy = urls.easy(base) if sheet.number == 1 else ""
        shown = {heading: [o for h, o in sheet.items if h == heading] for heading in headings}
        content = renderer.draw("place.html", sheet.address, sheet=sheet, shown=shown, easy=easy, **facts)
        yield Page(sheet.address, sheet.title, description, content, section=urls.PLACES, easy=easy)


def _further(pages: Localities, page: Locality) -> dict:
    """The groups for the whole nation and the whole country; for each town as for its council."""
    nation = pages.nation(page)
    return {"nation": _nation(pages, page), "nation_id": nation.id if nation else "", "groups": pages.groups(page),
            "best": dict(zip(("nation", "country"), pages.fitting(page)))}


def _nation(pages: Localities, page: Locality) -> str:
    """The nation of a place as it stands in a sentence."""
    nation = pages.nation(page)
    return nation.phrase or nation.title if nation else ""


def _beside(catalogue: Catalogue, pages: Localities, page: Locality) -> dict:
    """What is missing in an area, and where else to look; for each town as for its council."""
    area = page.area
    council = area.kind == "council"
    neighbours = [catalogue.areas[id] for id in pages.gazetteer.neighbours(area.id)] if council else []
    return {"area": area, "missing": phrases(catalogue, pages.missing(page), "community"), "neighbours": neighbours,
            "towns": pages.towns.get(area.id, []), "around": pages.wider(area.id) if council else pages.within(area)}


def _lead(catalogue: Catalogue, page: Locality, groups: Groups) -> str:
    """How many groups there are, in a sentence: here, and for how much wider areas."""
    words, number = catalogue.words["places"], catalogue.words["counts"]["groups"]
    here = len(groups.own) + len(groups.inside)
    first = format_message(words["lead"], count=pluralise(here, number), place=page.phrase) if here else format_message(words["lead_none"], place=page.phrase)
    further = len(groups.wider) + len(groups.nation) + len(groups.country)
    return f"{first} {format_message(words['lead_more'], count=pluralise(further, number))}" if further else first


def _ended(catalogue: Catalogue, area: Area) -> list[str]:
    """The names of what came after a council, once it has ended."""
    gone = area.until and area.until < catalogue.today.isoformat()
    return [*phrases(catalogue, area.successors, "areas"), *area.successors_named] if gone else []


def _totals(pages: Localities, areas: list[Area]) -> dict[str, int]:
    """How many groups each area has for itself or a part of it."""
    return {area.id: pages.total(area) for area in areas}


def _drawing(maps: Maps, parts: list[Area]) -> Drawing | None:
    """The map of the parts of an area, where there is more than one."""
    # The page above all others, /places/, has the map of the nations.
    return maps.part(part.id for part in parts) if len(parts) > 1 and parts[0].kind != "nation" else None
