"""Who could work together: for each region and nation, the groups that have work, a partner, a
network or people in common."""

from collections.abc import Iterator
from itertools import islice

from ulo.catalogue import Catalogue
from ulo.core import format_message, urls
from ulo.schema import Area
from ulo.site.renderer import PAGE_SIZE, Page, Renderer

# How many groups are named for one thing in common; the others follow behind a link.
MAX_GROUPS = 10


def build_pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    messages, participation = catalogue.messages["joining"], catalogue.participation
    content = renderer.render(
        "coordination.html",
        urls.COORDINATION,
        participation=participation,
        crumbs=[(catalogue.messages["work"]["title"], urls.WORK)],
    )
    yield Page(
        urls.COORDINATION,
        messages["title"],
        messages["description"],
        content,
        section=urls.WORK,
    )
    for area in participation.regions:
        yield _region_page(catalogue, renderer, area)


def _region_page(catalogue: Catalogue, renderer: Renderer, area: Area) -> Page:
    messages = catalogue.messages["joining"]
    if area.id == "uk":
        title = messages["uk_title"]
    else:
        place = catalogue.phrases([area.id], "areas")[0]
        title = format_message(messages["region_title"], place=place)
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
    url = urls.coordination(area.id)
    content = renderer.render(
        "region_coordination.html",
        url,
        area=area,
        title=title,
        participation=catalogue.participation,
        shared_traits=shared_traits,
        group_count=len(slugs),
        max_groups=MAX_GROUPS,
        crumbs=[
            (catalogue.messages["work"]["title"], urls.WORK),
            (messages["title"], urls.COORDINATION),
        ],
    )
    return Page(url, title, messages["description"], content, section=urls.WORK)
