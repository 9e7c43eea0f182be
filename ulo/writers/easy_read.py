"""The Easy Read view of every organisation, place, community, activity and guide, at the address of its page and `easy/`."""

from collections.abc import Iterable, Iterator

from ulo import addresses
from ulo.catalogue import Catalogue
from ulo.easy_read import EasyRead, Part, written
from ulo.localities import localities
from ulo.render import Page, Renderer, fill


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    easy, places = EasyRead(catalogue), catalogue.words["places"]
    for o in catalogue.organisations:
        yield _view(catalogue, renderer, addresses.organisation(o.slug), catalogue.titles[o.slug], easy.organisation(o), addresses.CLOSED if o.closed else addresses.ORGANISATIONS, o.names)
    for page in localities(catalogue).by_id.values():
        title = fill(places["page_title"], place=page.label if page.town else page.phrase)
        yield _view(catalogue, renderer, addresses.place(page.id), title, easy.place(page), addresses.PLACES, page.names)
    for term in catalogue.communities.values():
        yield _view(catalogue, renderer, addresses.community(term.id), term.title, easy.community(term), addresses.PEOPLE)
    for term in catalogue.activities.values():
        yield _view(catalogue, renderer, addresses.activity(term.id), term.title, easy.activity(term), addresses.ACTIVITIES)
    guides = [(catalogue.words["guides"]["title"], addresses.GUIDES)]
    for guide in catalogue.guides:
        if guide.easy:
            way, section = (guides, addresses.GUIDES) if guide.part else ([], guide.address)
            yield _view(catalogue, renderer, guide.address, guide.title, written(guide.easy), section, way=way, tell=f"{addresses.HELP}#tell-us")


def _view(catalogue: Catalogue, renderer: Renderer, page: str, title: str, parts: list[Part], section: str, names: tuple[tuple[str, str], ...] = (),
          way: Iterable[tuple[str, str]] = (), tell: str = addresses.ADD) -> Page:
    words, address = catalogue.words["easy"], addresses.easy(page)
    content = renderer.draw("easy_read.html", address, page=page, title=title, names=names, parts=parts, tell=tell, crumbs=[*way, (title, page)])
    return Page(address, fill(words["title"], title=title), fill(words["description"], title=title), content, section=section)
