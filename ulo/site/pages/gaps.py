"""Where we know of nobody: places, people, closed groups without an heir, groups that nobody has confirmed for long. An invitation."""

from collections.abc import Iterator

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.catalogue import MAX_FEW
from ulo.model import OLD_YEARS
from ulo.site.renderer import Page, Renderer, paginate


def build_pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    messages, gaps = catalogue.messages["gaps"], catalogue.coordination
    content = renderer.render("gaps.html", urls.GAPS, gaps=gaps, few=MAX_FEW, years=OLD_YEARS, crumbs=[(catalogue.messages["work"]["title"], urls.WORK)],
                            councils=len(catalogue.councils), empty=len(catalogue.councils_without_group))
    yield Page(urls.GAPS, messages["title"], messages["description"], content, section=urls.WORK)
    for sheet in paginate(gaps.outdated, urls.GAPS_OLD, messages["old_title"], catalogue.messages):
        content = renderer.render("gaps_old.html", sheet.url, sheet=sheet, total=len(gaps.outdated), crumbs=[(catalogue.messages["work"]["title"], urls.WORK), (messages["title"], urls.GAPS)])
        yield Page(sheet.url, sheet.title, messages["description"], content, section=urls.WORK)
