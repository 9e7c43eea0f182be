"""Who could work together: for each region and nation, the groups that have work, a partner, a
network or people in common."""

from collections.abc import Iterator
from functools import partial
from itertools import islice

from ulo.catalogue import Catalogue
from ulo.core import format_message, urls
from ulo.schema import Area
from ulo.site.page import PAGE_SIZE, Page

# How many groups are named for one thing in common; the others follow behind a link.
MAX_GROUPS = 10


def build_pages(catalogue: Catalogue) -> Iterator[Page]:
    messages, participation = catalogue.messages["joining"], catalogue.participation
    yield Page(
        urls.COORDINATION,
        messages["title"],
        messages["description"],
        "coordination.html",
        {
            "participation": participation,
            "crumbs": [(catalogue.messages["work"]["title"], urls.WORK)],
        },
        section=urls.WORK,
    )
    for area in participation.regions:
        yield _region_page(catalogue, area)


def _region_page(catalogue: Catalogue, area: Area) -> Page:
    messages = catalogue.messages["joining"]
    if area.kind == "country":
        title = messages["whole_title"]
    else:
        place = catalogue.phrases([area.id], "areas")[0]
        title = format_message(messages["region_title"], place=place)
    return Page(
        urls.coordination(area.id),
        title,
        messages["description"],
        "region_coordination.html",
        partial(_region_context, catalogue, area, title),
        section=urls.WORK,
    )


def _region_context(catalogue: Catalogue, area: Area, title: str) -> dict[str, object]:
    messages, participation = catalogue.messages, catalogue.participation
    shared_traits = {
        trait: dict(islice(groups_by_key.items(), PAGE_SIZE))
        for trait, groups_by_key in catalogue.coordination.shared_traits(area.id).items()
    }
    slugs = {
        o.slug
        for groups_by_key in shared_traits.values()
        for groups in groups_by_key.values()
        for o in groups
    }
    return {
        "area": area,
        "title": title,
        "bodies": {id: participation.body(id) for id in shared_traits["body"]},
        "networks": {
            name: catalogue.rows.link(catalogue.by_slug[name])
            for name in shared_traits["network"]
            if name in catalogue.by_slug
        },
        "has_work": bool(participation.by_area[area.id]),
        "shared_traits": shared_traits,
        "group_count": len(slugs),
        "max_groups": MAX_GROUPS,
        "crumbs": [
            (messages["work"]["title"], urls.WORK),
            (messages["joining"]["title"], urls.COORDINATION),
        ],
    }
