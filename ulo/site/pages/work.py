"""Who is doing what: the way in, and a list of pieces of work for each kind, stage, partner, place, community and year."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.catalogue import Participation, WorkItem
from ulo.core import format_message, pluralise
from ulo.site.renderer import Page, Renderer, paginate
from ulo.schema import Area, PartnerBody, Term

# What a list may be narrowed to: a title, an address, and how many pieces are there.
FilterLink = tuple[str, str, int]


@dataclass(frozen=True)
class WorkList:
    """One list of pieces of work: what its page says above it, and the shorter lists that it leads to under a heading each."""

    url: str
    title: str
    work_items: list[WorkItem]
    lead: str = ""
    easy_read: str = ""
    icon: str = ""
    body: PartnerBody | None = None
    area: Area | None = None
    narrower: tuple[tuple[str, list[FilterLink]], ...] = ()
    crumbs: tuple[tuple[str, str], ...] = ()


def build_pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    messages, work = catalogue.messages["work"], catalogue.participation
    areas = {area: [part for part in catalogue.areas.values() if part.kind in ("council", "wider-area") and work.by_area[part.id] and catalogue.region_of(part.id) == area.id]
             for area in work.regions}
    content = renderer.render("work.html", urls.WORK, work=work, crumbs=[])
    yield Page(urls.WORK, messages["title"], messages["description"], content, section=urls.WORK)
    content = renderer.render("work_places.html", urls.WORK_PLACES, work=work, areas=areas, crumbs=[(messages["title"], urls.WORK)])
    yield Page(urls.WORK_PLACES, messages["places_title"], messages["places_description"], content, section=urls.WORK)
    content = renderer.render("partners.html", urls.PARTNERS, work=work, crumbs=[(messages["title"], urls.WORK)])
    yield Page(urls.PARTNERS, messages["partners_title"], messages["partners_description"], content, section=urls.WORK)
    for listing in (*_kind_lists(catalogue, work), *_other_lists(catalogue, work), *_partner_lists(catalogue, work), *_place_lists(catalogue, work), *_unplaced_lists(catalogue, work)):
        yield from _list_pages(catalogue, renderer, work, listing)


def _list_pages(catalogue: Catalogue, renderer: Renderer, work: Participation, listing: WorkList) -> Iterator[Page]:
    messages = catalogue.messages["work"]
    row = lambda piece, root: renderer.render_cached("_piece.html", f"{piece.organisation.slug} {piece.number}", root, lambda: {"piece": piece, "work": work})
    description = format_message(messages["list_description"], pieces=pluralise(len(listing.work_items), messages["pieces"]))
    groups = len({piece.organisation.slug for piece in listing.work_items})
    for sheet in paginate(listing.work_items, listing.url, listing.title, catalogue.messages):
        content = renderer.render("work_list.html", sheet.url, listing=listing, sheet=sheet, work_item_row=row, work=work, groups=groups,
                                crumbs=[(messages["title"], urls.WORK), *listing.crumbs])
        yield Page(sheet.url, sheet.title, description, content, section=urls.WORK)


def _kind_lists(catalogue: Catalogue, work: Participation) -> Iterator[WorkList]:
    """Each kind of work, and each kind for one place or one community."""
    messages = catalogue.messages["work"]
    for kind, term in catalogue.schema.vocabularies["kind"].terms.items():
        narrower = ((messages["narrow_place"], _cell_links(catalogue, work, [kind], "place", (area.id for area in work.regions))),
                    (messages["narrow_people"], _cell_links(catalogue, work, [kind], "people", catalogue.communities)))
        yield WorkList(urls.work("kind", kind), term.title, work.by_kind[kind], term.description, term.easy_read, term.icon, narrower=narrower)
        for (_, way, id), pieces in ((key, pieces) for key, pieces in work.cells.items() if key[0] == kind):
            crumb = (term.title, urls.work("kind", kind))
            yield WorkList(urls.work_cell(kind, way, id), _cell_title(catalogue, term, way, id), pieces, icon=term.icon, crumbs=(crumb,))


def _cell_title(catalogue: Catalogue, term: Term, way: str, id: str) -> str:
    messages = catalogue.messages["work"]
    if way == "people":
        return format_message(messages["cell_people"], kind=term.title, people=catalogue.communities[id].phrase)
    return format_message(messages["cell_uk" if id == "uk" else "cell_place"], kind=term.title, place=catalogue.areas[id].title)


def _cell_links(catalogue: Catalogue, work: Participation, kinds: Iterable[str], way: str, ids: Iterable[str]) -> list[FilterLink]:
    """The lists of a kind for each place or community, or those of each kind for one: named by what differs."""
    kinds, ids = list(kinds), list(ids)
    found = []
    for kind in kinds:
        for id in ids:
            if pieces := work.cells.get((kind, way, id)):
                terms = catalogue.schema.vocabularies["kind"] if len(kinds) > 1 else catalogue.communities if way == "people" else catalogue.areas
                found.append((terms[kind if len(kinds) > 1 else id].title, urls.work_cell(kind, way, id), len(pieces)))
    return found


def _other_lists(catalogue: Catalogue, work: Participation) -> Iterator[WorkList]:
    """Each stage, community and year, and what has changed."""
    messages, kinds = catalogue.messages["work"], catalogue.schema.vocabularies["kind"].terms
    for stage, term in catalogue.schema.vocabularies["stage"].terms.items():
        yield WorkList(urls.work("stage", stage), format_message(messages["stage_title"], phrase=term.phrase), work.by_stage[stage], term.description, term.easy_read, term.icon)
    for community, term in catalogue.communities.items():
        if work.by_community[community]:
            narrower = ((messages["narrow_kind"], _cell_links(catalogue, work, kinds, "people", [community])),)
            yield WorkList(urls.work("people", community), format_message(messages["people_title"], people=term.phrase), work.by_community[community], icon=term.icon, narrower=narrower)
    for year, pieces in work.by_year.items():
        yield WorkList(urls.work("year", year), format_message(messages["year_title"], year=year), pieces)
    yield WorkList(urls.CHANGED, messages["changed_title"], work.with_change, messages["changed_text"])


def _partner_lists(catalogue: Catalogue, work: Participation) -> Iterator[WorkList]:
    messages = catalogue.messages["work"]
    for id, pieces in work.by_body.items():
        if id in work.bodies_with_page:
            body = work.body(id)
            yield WorkList(urls.work("with", id), format_message(messages["with_title"], name=body.title), pieces, body=body, icon=catalogue.term("body", body.kind).icon,
                          crumbs=((messages["partners_title"], urls.PARTNERS),))


def _place_lists(catalogue: Catalogue, work: Participation) -> Iterator[WorkList]:
    messages, kinds = catalogue.messages["work"], catalogue.schema.vocabularies["kind"].terms
    for id, pieces in work.by_area.items():
        if pieces:
            area = catalogue.areas[id]
            title = messages["uk_title"] if id == "uk" else format_message(messages["place_title"], place=catalogue.phrases([id], "areas")[0])
            narrower = ((messages["narrow_kind"], _cell_links(catalogue, work, kinds, "place", [id])),)
            yield WorkList(urls.work("place", id), title, pieces, messages["england_note"] if id == "england" else "", icon="material/map-marker-outline", area=area,
                          narrower=narrower, crumbs=((messages["places_title"], urls.WORK_PLACES),))


def _unplaced_lists(catalogue: Catalogue, work: Participation) -> Iterator[WorkList]:
    """What could not be placed: each number on the other pages has its list."""
    messages = catalogue.messages["work"]
    yield WorkList(urls.work("kind", "none"), messages["no_kind"], work.without_kind, messages["no_kind_text"])
    yield WorkList(urls.work("with", "none"), messages["no_body"], work.without_body, messages["no_body_text"])
    yield WorkList(urls.work("year", "none"), messages["no_year"], work.without_year, messages["no_year_text"])
