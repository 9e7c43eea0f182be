"""Where the group of a record is, and no more exactly than the record allows."""

from collections.abc import Iterator, Mapping

from ulo.geography import (
    COORDINATES,
    COUNCIL,
    WIDE,
    Ambiguous,
    Answer,
    NotFound,
    OfflineGeocoder,
    PlaceMatch,
    Point,
)
from ulo.model import Location, Organisation
from ulo.schema import Area


def locate(
    organisation: Organisation,
    geocoder: OfflineGeocoder,
    postcode_points: Mapping[str, Point] | None = None,
) -> PlaceMatch | NotFound:
    """The place of a group, or why there is none.

    Of its own coordinates, its postcode, its outcode, its town and its council, the first that
    finds a place counts. `postcode_points` has the coordinates of full postcodes, where a
    maintainer has them; without, a postcode stands for its outcode.
    """
    base, gazetteer = organisation.based_in, geocoder.gazetteer
    area = gazetteer.areas[base.area] if base.area else None
    point = base.point or (postcode_points or {}).get(base.postcode)
    if point:
        latitude, longitude = point
        near = gazetteer.nearest(point)
        if area and area.kind == COUNCIL:
            council = area.id
        else:
            council = near.council if near else gazetteer.areas.country.id
        return PlaceMatch(
            label=organisation.name if base.point else base.postcode,
            latitude=latitude,
            longitude=longitude,
            precision=COORDINATES,
            area=council,
            councils=(council,),
        )
    answer: Answer | None = None
    for answer in _candidate_answers(base, area, geocoder):
        # Coordinates in the field of a town would slip past the rules about coordinates.
        if isinstance(answer, PlaceMatch) and answer.precision not in (WIDE, COORDINATES):
            return answer
    # The last answer is the widest, and says best what is missing.
    if isinstance(answer, Ambiguous):
        return NotFound(answer.message, tuple(option.label for option in answer.options))
    if isinstance(answer, NotFound):
        return answer
    if area or answer:
        return gazetteer.not_found("too-wide", area=area.title if area else base.town)
    return gazetteer.not_found("no-base")


def _candidate_answers(
    base: Location, area: Area | None, geocoder: OfflineGeocoder
) -> Iterator[Answer]:
    """What each field of the location finds, the most exact first."""
    for code in (base.postcode, base.district):
        if code:
            yield geocoder.lookup(code)
    if base.town:
        yield geocoder.lookup(f"{base.town}, {area.title}" if area else base.town)
    if area and area.kind == COUNCIL:
        yield geocoder.gazetteer.area_match(area)
