"""Where the group of a record is, only as exactly as the record lets it be placed."""

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
    """The place of a group: its own coordinates, its postcode, its district, its town, its council;
    or why there is none.

    `exact` has coordinates of full postcodes, where a maintainer has them; without, a postcode
    stands for its district.
    """
    base, gazetteer = organisation.based_in, geocoder.gazetteer
    area = gazetteer.areas[base.area] if base.area else None
    if own := base.point or (postcode_points or {}).get(base.postcode):
        council = area.id if area and area.kind == COUNCIL else gazetteer.nearest(own).council
        return PlaceMatch(
            organisation.name if base.point else base.postcode,
            *own,
            COORDINATES,
            council,
            (council,),
        )
    answer: Answer | None = None
    for answer in _candidate_answers(base, area, geocoder):
        # Coordinates in the field of a town would slip past the rules about coordinates.
        if isinstance(answer, PlaceMatch) and answer.precision not in (WIDE, COORDINATES):
            return answer
    # The last try was the widest, and says best what is missing.
    if isinstance(answer, Ambiguous):
        return NotFound(answer.message, tuple(option.label for option in answer.options))
    if isinstance(answer, NotFound):
        return answer
    return (
        gazetteer.not_found("too-wide", area=area.title if area else base.town)
        if area or answer
        else gazetteer.not_found("no-base")
    )


def _candidate_answers(
    base: Location, area: Area | None, geocoder: OfflineGeocoder
) -> Iterator[Answer]:
    """What each part of the base says, the most exact first."""
    for code in (base.postcode, base.district):
        if code:
            yield geocoder.lookup(code)
    if base.town:
        yield geocoder.lookup(f"{base.town}, {area.title}" if area else base.town)
    if area and area.kind == COUNCIL:
        yield geocoder.gazetteer.area_match(area)


def location_report(organisations: Iterable[Organisation], geocoder: OfflineGeocoder) -> str:
    """For a maintainer: which groups have no place, by reason, and how exactly the rest are placed."""
    placed, missing = Counter(), {}
    for organisation in organisations:
        if isinstance(place := locate(organisation, geocoder), PlaceMatch):
            placed[place.precision] += 1
        else:
            hint = f" ({'; '.join(place.suggestions)})" if place.suggestions else ""
            missing.setdefault(place.message + hint, []).append(f"  orgs/{organisation.slug}.yml")
    lines = [line for reason, slugs in sorted(missing.items()) for line in (reason, *slugs, "")]
    return "\n".join(
        [
            *lines,
            f"Placed: {', '.join(f'{count} by {kind}' for kind, count in placed.most_common()) or 'none'}. "
            f"Without a place: {sum(map(len, missing.values()))}.",
        ]
    )
