"""Where data are from, how new they are, and what others may do with them."""

from datetime import date

from ulo.catalogue import Catalogue
from ulo.core import urls
from ulo.exports.json_text import drop_empty
from ulo.exports.table import LICENCE

LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"


def newest_change(catalogue: Catalogue) -> date | None:
    """The day on which a record of a group was last added, changed or confirmed."""
    return max((o.last_change for o in catalogue.organisations), default=None)


def credits_of_others(catalogue: Catalogue) -> list[str]:
    """Whom to name for what came from other data sets, in the words that they ask for."""
    packages = catalogue.schema.geography_table("sources").get("packages", ())
    return list(dict.fromkeys(package["attribution"] for package in packages))


def provenance(catalogue: Catalogue) -> dict[str, object]:
    """What a file says of itself: its name, its version, its licence, and whom to name."""
    instance, newest = catalogue.instance, newest_change(catalogue)
    facts = {
        "title": instance.name,
        # A day, so that whoever has an older file can see that it is older.
        "version": newest.isoformat() if newest else "",
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "attribution": instance.licence_holder,
        "documentation": f"{instance.site_url}{urls.DATA}",
    }
    return drop_empty(facts)
