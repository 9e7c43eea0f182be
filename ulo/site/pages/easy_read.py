"""The Easy Read view of every organisation, place, community, activity and guide, at the address of its page and `easy/`."""

from collections.abc import Iterable, Iterator

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.site.easy_read import EasyRead, Section, parse_easy_read
from ulo.core import format_message
from ulo.site.renderer import Page, Renderer


def build_pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    easy, places = EasyRead(catalogue), catalogue.messages["places"]
    for o in catalogue.organisations:
        yield _easy_read_page(catalogue, renderer, urls.organisation(o.slug), catalogue.display_names[o.slug], easy.organisation(o), urls.CLOSED if o.closed else urls.ORGANISATIONS, o.names)
    for page in catalogue.place_pages.by_id.values():
        title = format_message(places["page_title"], place=page.label if page.town else page.phrase)
        yield _easy_read_page(catalogue, renderer, urls.place(page.id), title, easy.place(page), urls.PLACES, page.names)
    for term in catalogue.communities.values():
        yield _easy_read_page(catalogue, renderer, urls.community(term.id), term.title, easy.community(term), urls.PEOPLE)
    for term in catalogue.activities.values():
        yield _easy_read_page(catalogue, renderer, urls.activity(term.id), term.title, easy.activity(term), urls.ACTIVITIES)
    guides = [(catalogue.messages["guides"]["title"], urls.GUIDES)]
    for guide in catalogue.guides:
        if guide.easy:
            way, section = (guides, urls.GUIDES) if guide.part else ([], guide.url)
            yield _easy_read_page(catalogue, renderer, guide.url, guide.title, parse_easy_read(guide.easy), section, parent_crumbs=way, feedback_url=f"{urls.HELP}#tell-us")


def _easy_read_page(catalogue: Catalogue, renderer: Renderer, page: str, title: str, parts: list[Section], section: str, names: tuple[tuple[str, str], ...] = (),
          parent_crumbs: Iterable[tuple[str, str]] = (), feedback_url: str = urls.ADD) -> Page:
    messages, address = catalogue.messages["easy"], urls.easy_read(page)
    content = renderer.render("easy_read.html", address, page=page, title=title, names=names, parts=parts, tell=feedback_url, crumbs=[*parent_crumbs, (title, page)])
    return Page(address, format_message(messages["title"], title=title), format_message(messages["description"], title=title), content, section=section)
