"""Who could join up with whom: for each region and nation the groups that have work, a partner, a network or people in common."""

from collections.abc import Iterator
from itertools import islice

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.core import format_message
from ulo.site.renderer import LONGEST, Page, Renderer, phrases

# How many groups are named for one thing in common; the rest follows behind a link.
SHOWN = 10


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    words, work = catalogue.words["joining"], catalogue.participation
    content = renderer.draw("joining.html", urls.JOIN, work=work, crumbs=[(catalogue.words["work"]["title"], urls.WORK)])
    yield Page(urls.JOIN, words["title"], words["description"], content, section=urls.WORK)
    for area in work.regions:
        shared = {way: dict(islice(things.items(), LONGEST)) for way, things in catalogue.coordination.shared(area.id).items()}
        title = words["uk_title"] if area.id == "uk" else format_message(words["region_title"], place=phrases(catalogue, [area.id], "areas")[0])
        address = urls.join(area.id)
        groups = {o.slug for things in shared.values() for others in things.values() for o in others}
        content = renderer.draw("join.html", address, area=area, title=title, work=work, shared=shared, groups=len(groups), shown=SHOWN,
                                crumbs=[(catalogue.words["work"]["title"], urls.WORK), (words["title"], urls.JOIN)])
        yield Page(address, title, words["description"], content, section=urls.WORK)
