"""Who is doing what: the way in, and a list of pieces of work for each kind, stage, partner, place, community and year."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.catalogue import Participation, Piece
from ulo.core import format_message, pluralise
from ulo.site.renderer import Page, Renderer, phrases, sheets
from ulo.schema import Area, Body, Term

# What a list may be narrowed to: a title, an address, and how many pieces are there.
Way = tuple[str, str, int]


@dataclass(frozen=True)
class Listing:
    """One list of pieces of work: what its page says above it, and the shorter lists that it leads to under a heading each."""

    address: str
    title: str
    pieces: list[Piece]
    lead: str = ""
    easy_read: str = ""
    icon: str = ""
    body: Body | None = None
    area: Area | None = None
    narrower: tuple[tuple[str, list[Way]], ...] = ()
    crumbs: tuple[tuple[str, str], ...] = ()


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    words, work = catalogue.words["work"], catalogue.participation
    areas = {area: [part for part in catalogue.areas.values() if part.kind in ("council", "wider-area") and work.by_place[part.id] and catalogue.region(part.id) == area.id]
             for area in work.regions}
    content = renderer.draw("work.html", urls.WORK, work=work, crumbs=[])
    yield Page(urls.WORK, words["title"], words["description"], content, section=urls.WORK)
    content = renderer.draw("work_places.html", urls.WORK_PLACES, work=work, areas=areas, crumbs=[(words["title"], urls.WORK)])
    yield Page(urls.WORK_PLACES, words["places_title"], words["places_description"], content, section=urls.WORK)
    content = renderer.draw("partners.html", urls.PARTNERS, work=work, crumbs=[(words["title"], urls.WORK)])
    yield Page(urls.PARTNERS, words["partners_title"], words["partners_description"], content, section=urls.WORK)
    for listing in (*_kinds(catalogue, work), *_others(catalogue, work), *_partners(catalogue, work), *_places(catalogue, work), *_rest(catalogue, work)):
        yield from _pages(catalogue, renderer, work, listing)


def _pages(catalogue: Catalogue, renderer: Renderer, work: Participation, listing: Listing) -> Iterator[Page]:
    words = catalogue.words["work"]
    row = lambda piece, root: renderer.piece("_piece.html", f"{piece.organisation.slug} {piece.number}", root, lambda: {"piece": piece, "work": work})
    description = format_message(words["list_description"], pieces=pluralise(len(listing.pieces), words["pieces"]))
    groups = len({piece.organisation.slug for piece in listing.pieces})
    for sheet in sheets(listing.pieces, listing.address, listing.title, catalogue.words):
        content = renderer.draw("work_list.html", sheet.address, listing=listing, sheet=sheet, row=row, work=work, groups=groups,
                                crumbs=[(words["title"], urls.WORK), *listing.crumbs])
        yield Page(sheet.address, sheet.title, description, content, section=urls.WORK)


def _kinds(catalogue: Catalogue, work: Participation) -> Iterator[Listing]:
    """Each kind of work, and each kind for one place or one community."""
    words = catalogue.words["work"]
    for kind, term in catalogue.schema.vocabularies["kind"].terms.items():
        narrower = ((words["narrow_place"], _cells(catalogue, work, [kind], "place", (area.id for area in work.regions))),
                    (words["narrow_people"], _cells(catalogue, work, [kind], "people", catalogue.communities)))
        yield Listing(urls.work("kind", kind), term.title, work.by_kind[kind], term.description, term.easy_read, term.icon, narrower=narrower)
        for (_, way, id), pieces in ((key, pieces) for key, pieces in work.cells.items() if key[0] == kind):
            crumb = (term.title, urls.work("kind", kind))
            yield Listing(urls.work_cell(kind, way, id), _cell_title(catalogue, term, way, id), pieces, icon=term.icon, crumbs=(crumb,))


def _cell_title(catalogue: Catalogue, term: Term, way: str, id: str) -> str:
    words = catalogue.words["work"]
    if way == "people":
        return format_message(words["cell_people"], kind=term.title, people=catalogue.communities[id].phrase)
    return format_message(words["cell_uk" if id == "uk" else "cell_place"], kind=term.title, place=catalogue.areas[id].title)


def _cells(catalogue: Catalogue, work: Participation, kinds: Iterable[str], way: str, ids: Iterable[str]) -> list[Way]:
    """The lists of a kind for each place or community, or those of each kind for one: named by what differs."""
    kinds, ids = list(kinds), list(ids)
    found = []
    for kind in kinds:
        for id in ids:
            if pieces := work.cells.get((kind, way, id)):
                terms = catalogue.schema.vocabularies["kind"] if len(kinds) > 1 else catalogue.communities if way == "people" else catalogue.areas
                found.append((terms[kind if len(kinds) > 1 else id].title, urls.work_cell(kind, way, id), len(pieces)))
    return found


def _others(catalogue: Catalogue, work: Participation) -> Iterator[Listing]:
    """Each stage, community and year, and what has changed."""
    words, kinds = catalogue.words["work"], catalogue.schema.vocabularies["kind"].terms
    for stage, term in catalogue.schema.vocabularies["stage"].terms.items():
        yield Listing(urls.work("stage", stage), format_message(words["stage_title"], phrase=term.phrase), work.by_stage[stage], term.description, term.easy_read, term.icon)
    for community, term in catalogue.communities.items():
        if work.by_community[community]:
            narrower = ((words["narrow_kind"], _cells(catalogue, work, kinds, "people", [community])),)
            yield Listing(urls.work("people", community), format_message(words["people_title"], people=term.phrase), work.by_community[community], icon=term.icon, narrower=narrower)
    for year, pieces in work.by_year.items():
        yield Listing(urls.work("year", year), format_message(words["year_title"], year=year), pieces)
    yield Listing(urls.CHANGED, words["changed_title"], work.changed, words["changed_text"])


def _partners(catalogue: Catalogue, work: Participation) -> Iterator[Listing]:
    words = catalogue.words["work"]
    for id, pieces in work.by_body.items():
        if id in work.paged:
            body = work.body(id)
            yield Listing(urls.work("with", id), format_message(words["with_title"], name=body.title), pieces, body=body, icon=catalogue.term("body", body.kind).icon,
                          crumbs=((words["partners_title"], urls.PARTNERS),))


def _places(catalogue: Catalogue, work: Participation) -> Iterator[Listing]:
    words, kinds = catalogue.words["work"], catalogue.schema.vocabularies["kind"].terms
    for id, pieces in work.by_place.items():
        if pieces:
            area = catalogue.areas[id]
            title = words["uk_title"] if id == "uk" else format_message(words["place_title"], place=phrases(catalogue, [id], "areas")[0])
            narrower = ((words["narrow_kind"], _cells(catalogue, work, kinds, "place", [id])),)
            yield Listing(urls.work("place", id), title, pieces, words["england_note"] if id == "england" else "", icon="material/map-marker-outline", area=area,
                          narrower=narrower, crumbs=((words["places_title"], urls.WORK_PLACES),))


def _rest(catalogue: Catalogue, work: Participation) -> Iterator[Listing]:
    """What could not be placed: each number on the other pages has its list."""
    words = catalogue.words["work"]
    yield Listing(urls.work("kind", "none"), words["no_kind"], work.no_kind, words["no_kind_text"])
    yield Listing(urls.work("with", "none"), words["no_body"], work.no_body, words["no_body_text"])
    yield Listing(urls.work("year", "none"), words["no_year"], work.no_year, words["no_year_text"])
