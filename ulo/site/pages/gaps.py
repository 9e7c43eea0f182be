"""Where we know of nobody: places, people, closed groups without an heir, groups that nobody has confirmed for long. An invitation."""

from collections.abc import Iterator

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.catalogue import FEW, OLD_YEARS
from ulo.site.renderer import Page, Renderer, sheets


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    words, gaps = catalogue.words["gaps"], catalogue.coordination
    content = renderer.draw("gaps.html", urls.GAPS, gaps=gaps, few=FEW, years=OLD_YEARS, crumbs=[(catalogue.words["work"]["title"], urls.WORK)],
                            councils=len(catalogue.councils), empty=len(catalogue.without_local_group))
    yield Page(urls.GAPS, words["title"], words["description"], content, section=urls.WORK)
    for sheet in sheets(gaps.old, urls.GAPS_OLD, words["old_title"], catalogue.words):
        content = renderer.draw("gaps_old.html", sheet.address, sheet=sheet, total=len(gaps.old), crumbs=[(catalogue.words["work"]["title"], urls.WORK), (words["title"], urls.GAPS)])
        yield Page(sheet.address, sheet.title, words["description"], content, section=urls.WORK)
