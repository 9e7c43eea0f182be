"""Who could join up with whom: for each region and nation the groups that have work, a partner, a network or people in common."""

from collections.abc import Iterator
from itertools import islice

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.core import format_message
from ulo.site.renderer import PAGE_SIZE, Page, Renderer

# How many groups are named for one thing in common; the rest follows behind a link.
MAX_GROUPS = 10


def build_pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    messages, work = catalogue.messages["joining"], catalogue.participation
    content = renderer.render("joining.html", urls.COORDINATION, work=work, crumbs=[(catalogue.messages["work"]["title"], urls.WORK)])
    yield Page(urls.COORDINATION, messages["title"], messages["description"], content, section=urls.WORK)
    for area in work.regions:
        shared = {way: dict(islice(things.items(), PAGE_SIZE)) for way, things in catalogue.coordination.shared_traits(area.id).items()}
        title = messages["uk_title"] if area.id == "uk" else format_message(messages["region_title"], place=catalogue.phrases([area.id], "areas")[0])
        address = urls.coordination(area.id)
        groups = {o.slug for things in shared.values() for others in things.values() for o in others}
        content = renderer.render("join.html", address, area=area, title=title, work=work, shared=shared, groups=len(groups), shown=MAX_GROUPS,
                                crumbs=[(catalogue.messages["work"]["title"], urls.WORK), (messages["title"], urls.COORDINATION)])
        yield Page(address, title, messages["description"], content, section=urls.WORK)
