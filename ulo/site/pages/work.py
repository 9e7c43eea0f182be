"""Involvement in action: the home page of the work, and the pages of each of its lists."""

from collections.abc import Iterator
from functools import partial

from ulo.catalogue import Catalogue, WorkItem
from ulo.core import format_message, pluralise, urls
from ulo.exports import partner_table, work_table
from ulo.schema import Area, PartnerBody
from ulo.site.page import JSON_TYPE, Alternate, Context, File, Item, ListPage, Page, paginate
from ulo.site.work_lists import WorkList, build_lists

# A body, and whether it has a page of its own.
RelatedBody = tuple[PartnerBody, bool]


def build_pages(catalogue: Catalogue) -> Iterator[Item]:
    yield from _index_pages(catalogue)
    yield from _whole_files(catalogue)
    table = work_table(catalogue)
    for work_list in build_lists(catalogue):
        yield from _list_pages(catalogue, work_list)
        if work_list.work_items:
            yield File(urls.download(work_list.url), partial(table.csv, work_list.work_items))


def _index_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The home page of the work, and the pages that link to all places and all partners."""
    messages, participation = catalogue.messages["work"], catalogue.participation
    crumbs = [(messages["title"], urls.WORK)]
    yield Page(
        urls.WORK,
        messages["title"],
        messages["description"],
        "work.html",
        {"participation": participation, "crumbs": []},
        section=urls.WORK,
    )
    yield Page(
        urls.WORK_PLACES,
        messages["places_title"],
        messages["places_description"],
        "work_places.html",
        {
            "participation": participation,
            "areas": {
                region: _areas_with_work(catalogue, region) for region in participation.regions
            },
            "crumbs": crumbs,
        },
        section=urls.WORK,
    )
    yield Page(
        urls.PARTNERS,
        messages["partners_title"],
        messages["partners_description"],
        "partners.html",
        {"participation": participation, "crumbs": crumbs},
        section=urls.WORK,
    )


def _whole_files(catalogue: Catalogue) -> Iterator[File]:
    """All pieces of work, and all partners."""
    participation = catalogue.participation
    partners = [body for bodies in participation.bodies_by_kind.values() for body in bodies]
    work, names = work_table(catalogue), partner_table(catalogue)
    yield File(urls.download(urls.WORK), partial(work.csv, participation.work_items))
    yield File(urls.download(urls.PARTNERS), partial(names.csv, partners))


def _areas_with_work(catalogue: Catalogue, region: Area) -> list[Area]:
    """The councils and wider areas of a region for which there is a piece of work."""
    return [
        area
        for area in catalogue.areas.values()
        if area.kind in ("council", "wider-area")
        and catalogue.participation.by_area[area.id]
        and catalogue.region_of(area.id) == region.id
    ]


def _list_pages(catalogue: Catalogue, work_list: WorkList) -> Iterator[Page]:
    messages, items = catalogue.messages["work"], work_list.work_items
    description = format_message(
        messages["list_description"], pieces=pluralise(len(items), messages["pieces"])
    )
    successors, predecessors = _related_bodies(catalogue, work_list.body)
    context = {
        "title": work_list.title,
        "lead": work_list.lead,
        "easy_read": work_list.easy_read,
        "list_icon": work_list.icon,
        "body": work_list.body,
        "successors": successors,
        "predecessors": predecessors,
        "area": work_list.area,
        "narrower": work_list.narrower,
        "total": len(items),
        "group_count": len({item.organisation.slug for item in items}),
        "crumbs": [(messages["title"], urls.WORK), *work_list.crumbs],
    }
    data = (Alternate(work_list.data_url, JSON_TYPE),) if work_list.data_url else ()
    for list_page in paginate(items, work_list.url, work_list.title, catalogue.messages):
        yield Page(
            list_page.url,
            list_page.title,
            description,
            "work_list.html",
            partial(_list_context, catalogue, list_page, context),
            section=urls.WORK,
            alternates=data if list_page.number == 1 else (),
        )


def _list_context(
    catalogue: Catalogue, list_page: ListPage[WorkItem], shared: Context
) -> dict[str, object]:
    return {"list_page": list_page.map(catalogue.rows.work), **shared}


def _related_bodies(catalogue: Catalogue, body: PartnerBody | None) -> list[list[RelatedBody]]:
    """What a body became, and what it was before."""
    participation = catalogue.participation
    ids = (body.became, participation.partners.predecessors.get(body.id, ())) if body else ((), ())
    return [
        [(participation.body(id), id in participation.bodies_with_page) for id in of_kind]
        for of_kind in ids
    ]
