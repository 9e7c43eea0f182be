"""The Easy Read view of every organisation, place, community, activity and guide, at the address of its page and `easy/`."""

from collections.abc import Iterable, Iterator

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.site.easy_read import EasyRead, Part, written
from ulo.core import format_message
from ulo.site.renderer import Page, Renderer


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    easy, places = EasyRead(catalogue), catalogue.words["places"]
    for o in catalogue.organisations:
        yield _view(catalogue, renderer, urls.organisation(o.slug), catalogue.titles[o.slug], easy.organisation(o), urls.CLOSED if o.closed else urls.ORGANISATIONS, o.names)
    for page in catalogue.localities.by_id.values():
        title = format_message(places["page_title"], place=page.label if page.town else page.phrase)
        yield _view(catalogue, renderer, urls.place(page.id), title, easy.place(page), urls.PLACES, page.names)
    for term in catalogue.communities.values():
        yield _view(catalogue, renderer, urls.community(term.id), term.title, easy.community(term), urls.PEOPLE)
    for term in catalogue.activities.values():
        yield _view(catalogue, renderer, urls.activity(term.id), term.title, easy.activity(term), urls.ACTIVITIES)
    guides = [(catalogue.words["guides"]["title"], urls.GUIDES)]
    for guide in catalogue.guides:
        if guide.easy:
            way, section = (guides, urls.GUIDES) if guide.part else ([], guide.address)
            yield _view(catalogue, renderer, guide.address, guide.title, written(guide.easy), section, way=way, tell=f"{urls.HELP}#tell-us")


def _view(catalogue: Catalogue, renderer: Renderer, page: str, title: str, parts: list[Part], section: str, names: tuple[tuple[str, str], ...] = (),
          way: Iterable[tuple[str, str]] = (), tell: str = urls.ADD) -> Page:
    words, address = catalogue.words["easy"], urls.easy(page)
    content = renderer.draw("easy_read.html", address, page=page, title=title, names=names, parts=parts, tell=tell, crumbs=[*way, (title, page)])
    return Page(address, format_message(words["title"], title=title), format_message(words["description"], title=title), content, section=section)
