"""Who could join up with whom: for each region and nation the groups that have work, a partner, a network or people in common."""

from collections.abc import Iterator
from itertools import islice

from ulo import addresses
from ulo.catalogue import Catalogue
from ulo.coordination import coordination
from ulo.participation import participation
from ulo.render import LONGEST, Page, Renderer, fill, phrases

# How many groups are named for one thing in common; the rest follows behind a link.
SHOWN = 10


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    words, work = catalogue.words["joining"], participation(catalogue)
    content = renderer.draw("joining.html", addresses.JOIN, work=work, crumbs=[(catalogue.words["work"]["title"], addresses.WORK)])
    yield Page(addresses.JOIN, words["title"], words["description"], content, section=addresses.WORK)
    for area in work.regions:
        shared = {way: dict(islice(things.items(), LONGEST)) for way, things in coordination(catalogue).shared(area.id).items()}
        title = words["uk_title"] if area.id == "uk" else fill(words["region_title"], place=phrases(catalogue, [area.id], "areas")[0])
        address = addresses.join(area.id)
        groups = {o.slug for things in shared.values() for others in things.values() for o in others}
        content = renderer.draw("join.html", address, area=area, title=title, work=work, shared=shared, groups=len(groups), shown=SHOWN,
                                crumbs=[(catalogue.words["work"]["title"], addresses.WORK), (words["title"], addresses.JOIN)])
        yield Page(address, title, words["description"], content, section=addresses.WORK)
