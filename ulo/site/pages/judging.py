"""The sheet for judging what changed: a form that stays on the reader's device, and paper that can be written on."""

import json
from collections.abc import Iterator

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.site.renderer import Page, Renderer

# For so many decisions there is room.
DECISIONS = 3


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    words, guides = catalogue.words["judging"], catalogue.words["guides"]
    crumbs = [(guides["title"], urls.GUIDES), (words["guide"], urls.JUDGING)]
    said = json.dumps(words["say"], ensure_ascii=False)
    content = renderer.draw("judging.html", urls.JUDGING_SHEET, judging=catalogue.schema.judging, decisions=DECISIONS, said=said, crumbs=crumbs)
    yield Page(urls.JUDGING_SHEET, words["title"], words["description"], content, section=urls.GUIDES)
