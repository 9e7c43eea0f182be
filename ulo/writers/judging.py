"""The sheet for judging what changed: a form that stays on the reader's device, and paper that can be written on."""

import json
from collections.abc import Iterator

from ulo import addresses
from ulo.catalogue import Catalogue
from ulo.render import Page, Renderer

# For so many decisions there is room.
DECISIONS = 3


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    words, guides = catalogue.words["judging"], catalogue.words["guides"]
    crumbs = [(guides["title"], addresses.GUIDES), (words["guide"], addresses.JUDGING)]
    said = json.dumps(words["say"], ensure_ascii=False)
    content = renderer.draw("judging.html", addresses.JUDGING_SHEET, judging=catalogue.schema.judging, decisions=DECISIONS, said=said, crumbs=crumbs)
    yield Page(addresses.JUDGING_SHEET, words["title"], words["description"], content, section=addresses.GUIDES)
