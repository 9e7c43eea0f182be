"""Areas as a table: nations, regions and councils with their official codes."""

from ulo.catalogue import Catalogue
from ulo.core import urls
from ulo.exports.table import Table
from ulo.schema import Area

# The codes are those of the Office for National Statistics, and so is the licence.
AREA_LICENCE = "Open Government Licence v3.0, Office for National Statistics"


def area_table(catalogue: Catalogue) -> Table[Area]:
    return Table(
        catalogue,
        lambda area: area.id,
        {
            "id": lambda area: area.id,
            "name": lambda area: area.title,
            "kind": lambda area: area.kind,
            "code": lambda area: area.code,
            "parent": lambda area: area.parent,
            "welsh": lambda area: area.welsh,
            "gaelic": lambda area: area.gaelic,
            "irish": lambda area: area.irish,
            "other_names": lambda area: area.other_names,
            "covers": lambda area: area.covers,
            "start": lambda area: area.start,
            "until": lambda area: area.until,
            "successors": lambda area: area.successors,
            "groups_here": catalogue.place_groups.count,
            "page": lambda area: f"{catalogue.instance.site_url}{urls.place(area.id)}",
        },
        licence=AREA_LICENCE,
    )
