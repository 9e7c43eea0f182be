"""Where we know of nobody: places, people, closed groups without an heir, groups that nobody has confirmed for long. An invitation."""

from collections.abc import Iterator

from ulo import addresses
from ulo.catalogue import Catalogue
from ulo.coordination import FEW, OLD_YEARS, coordination
from ulo.render import Page, Renderer, sheets


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    words, gaps = catalogue.words["gaps"], coordination(catalogue)
    content = renderer.draw("gaps.html", addresses.GAPS, gaps=gaps, few=FEW, years=OLD_YEARS, crumbs=[(catalogue.words["work"]["title"], addresses.WORK)],
                            councils=len(catalogue.councils), empty=len(catalogue.without_local_group))
    yield Page(addresses.GAPS, words["title"], words["description"], content, section=addresses.WORK)
    for sheet in sheets(gaps.old, addresses.GAPS_OLD, words["old_title"], catalogue.words):
        content = renderer.draw("gaps_old.html", sheet.address, sheet=sheet, total=len(gaps.old), crumbs=[(catalogue.words["work"]["title"], addresses.WORK), (words["title"], addresses.GAPS)])
        yield Page(sheet.address, sheet.title, words["description"], content, section=addresses.WORK)
