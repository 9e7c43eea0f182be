"""Where a group is, in words and as a point, no more exactly than its record says."""

from typing import TYPE_CHECKING

from ulo.core import format_message
from ulo.geography import COUNCIL, OUTCODE, TOWN, PlaceMatch
from ulo.model import Organisation

if TYPE_CHECKING:
    from ulo.catalogue.catalogue import Catalogue


def shown_location(catalogue: "Catalogue", o: Organisation) -> PlaceMatch | None:
    """The place of a group, if its point means anything: its own, or that of a district or town.

    The middle of a council, or of a town as large as a region, would be a wrong place on a map.
    """
    spot = catalogue.place_groups.spots.get(o.slug)
    return catalogue.locations[o.slug] if spot and spot.is_measurable else None


def describe_location(catalogue: "Catalogue", o: Organisation, message_key: str) -> str:
    """What the coordinates of a group stand for, in a sentence; empty if it has none.

    `message_key` is `measured` for the note about distances, `point` for schema.org.
    """
    location = catalogue.locations.get(o.slug)
    if not location:
        return ""
    names = {
        OUTCODE: location.label,
        TOWN: o.based_in.town,
        COUNCIL: catalogue.phrases([location.area], "areas")[0],
    }
    message = catalogue.messages["organisation"][message_key][location.precision]
    return format_message(message, place=names.get(location.precision, ""))
