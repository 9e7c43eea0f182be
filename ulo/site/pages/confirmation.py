"""The page that says to a group how it looks after its own page. The link in our e-mails leads
here: confirm_page.js reads the code in it, which no server gets."""

import json
from collections.abc import Iterator

from ulo.catalogue import Catalogue
from ulo.core import urls
from ulo.site.page import Page

# What the script says.
SCRIPT_MESSAGES = (
    "yours",
    "broken",
    "unknown_group",
    "subject",
    "all_correct",
    "for_group",
    "code_line",
)


def build_pages(catalogue: Catalogue) -> Iterator[Page]:
    messages = catalogue.messages["ownership"]
    yield Page(
        urls.CONFIRM,
        messages["title"],
        messages["description"],
        "confirmation.html",
        {
            "script_messages": json.dumps({key: messages[key] for key in SCRIPT_MESSAGES}),
            "crumbs": [(catalogue.messages["form"]["title"], urls.ADD)],
        },
        section=urls.ADD,
    )
