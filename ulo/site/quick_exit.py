"""The pages that somebody who is being hurt may have to leave quickly."""

from collections.abc import Iterable

from ulo.catalogue import Catalogue
from ulo.model import Organisation
from ulo.schema import Term

# The pages for help in any crisis name all lines themselves.
HELP_EXIT: dict[str, object] = {"exit_kinds": []}


def exit_context(terms: Iterable[Term]) -> dict[str, object]:
    """What a page about these terms needs for its quick exit: nothing where it has none.

    `exit_kinds` are the kinds of crisis whose lines it names.
    """
    kinds = list(dict.fromkeys(term.crisis for term in terms if term.crisis))
    return {"exit_kinds": kinds} if kinds else {}


def group_exit_context(catalogue: Catalogue, o: Organisation) -> dict[str, object]:
    """The same for a page about a group: by who leads it, whom it is for, and what it does."""
    communities = dict.fromkeys([*o.user_led.led_by, *o.meant_for])
    return exit_context(
        [
            *(catalogue.communities[id] for id in communities),
            *(catalogue.activities[id] for id in o.activities),
        ]
    )
