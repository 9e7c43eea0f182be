"""The sheet for judging what changed: a form that stays on the reader's device, and paper that can be written on."""

import json
from collections.abc import Iterator

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.site.renderer import Page, Renderer

# For so many decisions there is room.
MAX_DECISIONS = 3


def build_pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page]:
    messages, guides = catalogue.messages["judging"], catalogue.messages["guides"]
    crumbs = [(guides["title"], urls.GUIDES), (messages["guide"], urls.JUDGING)]
    said = json.dumps(messages["say"], ensure_ascii=False)
    content = renderer.render("judging.html", urls.JUDGING_SHEET, judging=catalogue.schema.judging, decisions=MAX_DECISIONS, said=said, crumbs=crumbs)
    yield Page(urls.JUDGING_SHEET, messages["title"], messages["description"], content, section=urls.GUIDES)
