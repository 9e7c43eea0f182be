"""The sheet for judging what changed: a form whose answers stay on the reader's device, and paper
to write on."""

import json
from collections.abc import Iterator

from ulo.catalogue import Catalogue
from ulo.core import urls
from ulo.site.page import Page

# For how many decisions the sheet has room.
MAX_DECISIONS = 3


def build_pages(catalogue: Catalogue) -> Iterator[Page]:
    messages, guides = catalogue.messages["judging"], catalogue.messages["guides"]
    crumbs = [(guides["title"], urls.GUIDES)]
    if any(guide.url == urls.JUDGING for guide in catalogue.guides):
        crumbs.append((messages["guide"], urls.JUDGING))
    yield Page(
        urls.JUDGING_SHEET,
        messages["title"],
        messages["description"],
        "judging.html",
        {
            "judging": catalogue.schema.judging,
            "decisions": MAX_DECISIONS,
            "script_messages": json.dumps(messages["say"], ensure_ascii=False),
            "crumbs": crumbs,
        },
        section=urls.GUIDES,
    )
