"""The Easy Read view of every organisation, place, community and activity, at the address of its page and `easy/`."""

from collections.abc import Iterator

from ulo import addresses
from ulo.catalogue import Catalogue
from ulo.easy_read import EasyRead, Part
from ulo.localities import localities
from ulo.render import Page, Renderer, fill


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    easy, places = EasyRead(catalogue), catalogue.words["places"]
    for o in catalogue.organisations:
        yield _view(catalogue, renderer, addresses.organisation(o.slug), o.name, easy.organisation(o), addresses.CLOSED if o.closed else addresses.ORGANISATIONS, o.names)
    for page in localities(catalogue).by_id.values():
        title = fill(places["page_title"], place=page.label if page.town else page.phrase)
        yield _view(catalogue, renderer, addresses.place(page.id), title, easy.place(page), addresses.PLACES, page.names)
    for term in catalogue.communities.values():
        yield _view(catalogue, renderer, addresses.community(term.id), term.title, easy.community(term), addresses.PEOPLE)
    for term in catalogue.activities.values():
        yield _view(catalogue, renderer, addresses.activity(term.id), term.title, easy.activity(term), addresses.ACTIVITIES)


def _view(catalogue: Catalogue, renderer: Renderer, page: str, title: str, parts: list[Part], section: str, names: tuple[tuple[str, str], ...] = ()) -> Page:
    words, address = catalogue.words["easy"], addresses.easy(page)
    content = renderer.draw("easy_read.html", address, page=page, title=title, names=names, parts=parts, crumbs=[(title, page)])
    return Page(address, fill(words["title"], title=title), fill(words["description"], title=title), content, section=section)
