"""Where the group of a record is, and no more exactly than the record allows."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from ulo.geography.answers import (
    COORDINATES,
    COUNCIL,
    WIDE,
    Ambiguous,
    Answer,
    NotFound,
    PlaceMatch,
)
from ulo.geography.geocoder import OfflineGeocoder
from ulo.geography.spatial_index import Point
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
        council = area.id if area and area.kind == COUNCIL else gazetteer.nearest(point).council
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


def location_report(organisations: Iterable[Organisation], geocoder: OfflineGeocoder) -> str:
    """For a maintainer: which groups have no place, by reason, and how precisely the rest are."""
    precisions: Counter[str] = Counter()
    missing: dict[str, list[str]] = {}
    for organisation in organisations:
        place = locate(organisation, geocoder)
        if isinstance(place, PlaceMatch):
            precisions[place.precision] += 1
        else:
            hint = f" ({'; '.join(place.suggestions)})" if place.suggestions else ""
            missing.setdefault(place.message + hint, []).append(f"  orgs/{organisation.slug}.yml")
    lines = [line for reason, paths in sorted(missing.items()) for line in (reason, *paths, "")]
    counts = ", ".join(f"{count} by {kind}" for kind, count in precisions.most_common())
    missing_count = sum(len(paths) for paths in missing.values())
    lines.append(f"Placed: {counts or 'none'}. Without a place: {missing_count}.")
    return "\n".join(lines)
