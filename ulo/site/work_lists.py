"""The lists of pieces of work: for each kind, stage, partner, place, community and year, and for
each kind of work with one of these."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ulo.catalogue import Catalogue, WorkItem
from ulo.core import format_message, urls
from ulo.schema import Area, PartnerBody, Term

# A link to a shorter list: its title, its URL, and the number of items in it.
FilterLink = tuple[str, str, int]


@dataclass(frozen=True)
class WorkList:
    """One list of pieces of work. `lead`, `easy_read`, `icon`, `body` and `area` stand above it;
    `narrower` has the shorter lists that it links to, by heading; `data_url` is where programs find
    the kind, stage or partner that it is about."""

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
    data_url: str = ""


def build_lists(catalogue: Catalogue) -> Iterator[WorkList]:
    yield from _kind_lists(catalogue)
    yield from _stage_lists(catalogue)
    yield from _community_lists(catalogue)
    yield from _year_lists(catalogue)
    yield from _partner_lists(catalogue)
    yield from _partner_kind_lists(catalogue)
    yield from _place_lists(catalogue)
    yield from _unplaced_lists(catalogue)


def _kind_lists(catalogue: Catalogue) -> Iterator[WorkList]:
    """Each kind of work, and each kind for one place, one community or one kind of partner."""
    messages, participation = catalogue.messages["work"], catalogue.participation
    regions = [area.id for area in participation.regions]
    for kind, term in catalogue.schema.vocabularies["kind"].terms.items():
        url = urls.work("kind", kind)
        yield WorkList(
            url,
            term.title,
            participation.by_kind[kind],
            term.description,
            term.easy_read,
            term.icon,
            narrower=(
                (
                    messages["narrow_partners"],
                    _cells_of_kind(catalogue, kind, "partners", participation.by_body_kind),
                ),
                (messages["narrow_place"], _cells_of_kind(catalogue, kind, "place", regions)),
                (
                    messages["narrow_people"],
                    _cells_of_kind(catalogue, kind, "people", catalogue.communities),
                ),
            ),
            data_url=urls.api_term("kind", kind),
        )
        for (cell_kind, axis, id), items in participation.cells.items():
            if cell_kind == kind:
                yield WorkList(
                    urls.work_cell(kind, axis, id),
                    _cell_title(catalogue, term, axis, id),
                    items,
                    icon=term.icon,
                    crumbs=((term.title, url),),
                )


def _cell_title(catalogue: Catalogue, kind: Term, axis: str, id: str) -> str:
    messages = catalogue.messages["work"]
    if axis == "people":
        people = catalogue.communities[id].phrase
        return format_message(messages["cell_people"], kind=kind.title, people=people)
    if axis == "partners":
        partner = catalogue.term("body", id).phrase
        return format_message(messages["cell_partners"], kind=kind.title, partner=partner)
    area = catalogue.areas[id]
    message = messages["cell_whole" if area.kind == "country" else "cell_place"]
    return format_message(message, kind=kind.title, place=area.title)


def _cells_of_kind(
    catalogue: Catalogue, kind: str, axis: str, ids: Iterable[str]
) -> list[FilterLink]:
    """The lists of one kind for each place, community or kind of partner: the `axis`."""
    terms: Mapping[str, Term | Area] = {
        "place": catalogue.areas,
        "people": catalogue.communities,
        "partners": catalogue.schema.vocabularies["body"].terms,
    }[axis]
    links = []
    for id in ids:
        if items := catalogue.participation.cells.get((kind, axis, id)):
            links.append((terms[id].title, urls.work_cell(kind, axis, id), len(items)))
    return links


def _cells_by_kind(catalogue: Catalogue, axis: str, id: str) -> list[FilterLink]:
    """The lists of each kind for one place, community or kind of partner: the `axis`."""
    links = []
    for kind, term in catalogue.schema.vocabularies["kind"].terms.items():
        if items := catalogue.participation.cells.get((kind, axis, id)):
            links.append((term.title, urls.work_cell(kind, axis, id), len(items)))
    return links


def _stage_lists(catalogue: Catalogue) -> Iterator[WorkList]:
    messages = catalogue.messages["work"]
    for stage, term in catalogue.schema.vocabularies["stage"].terms.items():
        yield WorkList(
            urls.work("stage", stage),
            format_message(messages["stage_title"], phrase=term.phrase),
            catalogue.participation.by_stage[stage],
            term.description,
            term.easy_read,
            term.icon,
            data_url=urls.api_term("stage", stage),
        )


def _community_lists(catalogue: Catalogue) -> Iterator[WorkList]:
    messages = catalogue.messages["work"]
    for community, term in catalogue.communities.items():
        if items := catalogue.participation.by_community[community]:
            yield WorkList(
                urls.work("people", community),
                format_message(messages["people_title"], people=term.phrase),
                items,
                icon=term.icon,
                narrower=(
                    (messages["narrow_kind"], _cells_by_kind(catalogue, "people", community)),
                ),
            )


def _year_lists(catalogue: Catalogue) -> Iterator[WorkList]:
    """Each year, and the work that changed something."""
    messages, participation = catalogue.messages["work"], catalogue.participation
    for year, items in participation.by_year.items():
        title = format_message(messages["year_title"], year=year)
        yield WorkList(urls.work("year", year), title, items)
    yield WorkList(
        urls.CHANGED,
        messages["changed_title"],
        participation.with_change,
        messages["changed_text"],
    )


def _partner_lists(catalogue: Catalogue) -> Iterator[WorkList]:
    messages, participation = catalogue.messages["work"], catalogue.participation
    for id, items in participation.by_body.items():
        if id in participation.bodies_with_page:
            body = participation.body(id)
            yield WorkList(
                urls.work("with", id),
                format_message(messages["with_title"], name=body.title),
                items,
                icon=catalogue.term("body", body.kind).icon,
                body=body,
                narrower=((messages["with_kind"], _lists_of_such_partners(catalogue, body)),),
                crumbs=((messages["partners_title"], urls.PARTNERS),),
                data_url=urls.api_partner(id),
            )


def _lists_of_such_partners(catalogue: Catalogue, body: PartnerBody) -> list[FilterLink]:
    """The list of all work with partners like this one, and then of each kind of work with them."""
    items = catalogue.participation.by_body_kind[body.kind]
    title = catalogue.term("body", body.kind).title
    every = (title, urls.work("partners", body.kind), len(items))
    return [every, *_cells_by_kind(catalogue, "partners", body.kind)]


def _partner_kind_lists(catalogue: Catalogue) -> Iterator[WorkList]:
    """All work with one kind of partner, such as councils."""
    messages = catalogue.messages["work"]
    for kind, items in catalogue.participation.by_body_kind.items():
        term = catalogue.term("body", kind)
        yield WorkList(
            urls.work("partners", kind),
            format_message(messages["with_title"], name=term.phrase),
            items,
            term.description,
            icon=term.icon,
            narrower=((messages["narrow_kind"], _cells_by_kind(catalogue, "partners", kind)),),
            crumbs=((messages["partners_title"], urls.PARTNERS),),
            data_url=urls.api_term("body", kind),
        )


def _place_lists(catalogue: Catalogue) -> Iterator[WorkList]:
    messages = catalogue.messages["work"]
    for id, items in catalogue.participation.by_area.items():
        if items:
            area = catalogue.areas[id]
            place = area.phrase or area.title
            if area.kind == "country":
                title = messages["whole_title"]
            else:
                title = format_message(messages["place_title"], place=place)
            note = ""
            if id in catalogue.schema.areas.divided and area.kind != "country":
                note = format_message(messages["divided_note"], nation=place)
            yield WorkList(
                urls.work("place", id),
                title,
                items,
                note,
                icon="material/map-marker-outline",
                area=area,
                narrower=((messages["narrow_kind"], _cells_by_kind(catalogue, "place", id)),),
                crumbs=((messages["places_title"], urls.WORK_PLACES),),
            )


def _unplaced_lists(catalogue: Catalogue) -> Iterator[WorkList]:
    """Work without a kind, a known partner or a year: each number on the other pages has its
    list."""
    messages, participation = catalogue.messages["work"], catalogue.participation
    yield WorkList(
        urls.work("kind", "none"),
        messages["no_kind"],
        participation.without_kind,
        messages["no_kind_text"],
    )
    yield WorkList(
        urls.work("with", "none"),
        messages["no_body"],
        participation.without_body,
        messages["no_body_text"],
    )
    yield WorkList(
        urls.work("year", "none"),
        messages["no_year"],
        participation.without_year,
        messages["no_year_text"],
    )
