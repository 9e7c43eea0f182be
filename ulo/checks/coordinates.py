"""The rules about the coordinates in a record: a point in the country, no more exact than is safe.

Few records have any, and the tables of places take a moment to read. They are read only for a
record that has coordinates.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from ulo.checks.context import CheckContext, RecordRule
from ulo.core import WARNING, Problem, quote, rule
from ulo.schema import Schema

if TYPE_CHECKING:
    from ulo.geography import NotFound, OfflineGeocoder

FIELD = ("based_in", "coordinates")
# Two decimals are about a kilometre; four are about ten metres, the door of an office. Nobody needs
# more.
APPROXIMATE_DECIMALS, OFFICE_DECIMALS = 2, 4
# In remote parts an outcode reaches about this far from its middle, and a group names a town as far
# away. A wrong digit before the point, or a point of another town, is mostly farther off.
MAX_MILES = 25
# A point in a council is nearer than this to one of the places in it.
MAX_MILES_FROM_AREA = 10
Point = tuple[float, float]


@rule()
def coordinates_outside(context: CheckContext) -> Iterator[Problem]:
    text = _valid_coordinates(context)
    reason = _not_found(context, text) if text else None
    if reason is None:
        return
    if west := _with_west_longitude(context, text):
        yield context.problem(
            "coordinates-outside", FIELD, variant="minus", value=quote(text), mended=quote(west)
        )
    else:
        yield context.problem("coordinates-outside", FIELD, sentence=reason.message)


@rule()
def coordinates_too_exact(context: CheckContext) -> Iterator[Problem]:
    is_office = bool(context.text("based_in", "address"))
    decimals = OFFICE_DECIMALS if is_office else APPROXIMATE_DECIMALS
    text = _valid_coordinates(context)
    if not re.search(rf"\.[0-9]{{{decimals + 1}}}", text):
        return
    numbers = [float(number) for number in _mend_point(context, text).split(", ")]
    # Adding 0 turns a rounded -0.0 into 0.0.
    mended = ", ".join(f"{round(number, decimals) + 0:.{decimals}f}" for number in numbers)
    yield context.problem(
        "coordinates-too-exact",
        FIELD,
        variant="office" if is_office else "",
        mended=quote(mended),
    )


@rule(WARNING)
def coordinates_far(context: CheckContext) -> Iterator[Problem]:
    text = _valid_coordinates(context)
    own = _points(context, text) if text else []
    if not own:
        return
    from ulo.geography import distance_miles

    for field, name, points in _other_locations(context):
        distance = min((distance_miles(own[0], point) for point in points), default=0)
        if distance > (MAX_MILES_FROM_AREA if field == "area" else MAX_MILES):
            yield context.problem(
                "coordinates-far", FIELD, miles=round(distance), place=name, other=field
            )
            return


RULES: list[RecordRule] = [coordinates_outside, coordinates_too_exact, coordinates_far]


def _valid_coordinates(context: CheckContext) -> str:
    """The coordinates, if they have their usual form; wrong-form says it of others."""
    text = context.text(*FIELD)
    return text if re.fullmatch(context.schema.subschema(FIELD)["pattern"], text) else ""


@lru_cache(maxsize=1)
def _geocoder(schema: Schema) -> "OfflineGeocoder":
    from ulo.geography import Gazetteer, OfflineGeocoder

    return OfflineGeocoder(Gazetteer(schema))


def _points(context: CheckContext, query: str) -> list[Point]:
    """The point of a place, or those of several of one name; none where nothing is found."""
    from ulo.geography import Ambiguous, PlaceMatch

    answer = _geocoder(context.schema).lookup(query)
    if isinstance(answer, PlaceMatch):
        return [answer.point]
    if isinstance(answer, Ambiguous):
        return [option.point for option in answer.options]
    return []


def _not_found(context: CheckContext, query: str) -> "NotFound | None":
    """Why nothing is found, or None where something is."""
    from ulo.geography import NotFound

    answer = _geocoder(context.schema).lookup(query)
    return answer if isinstance(answer, NotFound) else None


def _with_west_longitude(context: CheckContext, text: str) -> str:
    """The coordinates with a minus before the longitude, if that point is in the country."""
    latitude, longitude = text.split(", ")
    west = f"{latitude}, -{longitude.removeprefix('-')}"
    return west if _points(context, west) else ""


def _mend_point(context: CheckContext, text: str) -> str:
    """The coordinates, mended where they are outside of the country and we know how."""
    reason = _not_found(context, text)
    if reason is None:
        return text
    return _with_west_longitude(context, text) or next(iter(reason.suggestions), text)


def _other_locations(context: CheckContext) -> Iterator[tuple[str, str, list[Point]]]:
    """The other fields that say where the group is, what they say, and the points of that."""
    area = context.schema.areas.terms.get(context.text("based_in", "area"))
    for field in ("district", "postcode", "town"):
        if text := context.text("based_in", field):
            query = f"{text}, {area.title}" if area and field == "town" else text
            yield field, quote(text), _points(context, query)
    if area:
        # Some councils are too wide to be measured from their middle.
        gazetteer = _geocoder(context.schema).gazetteer
        places = (p for p in gazetteer.places if gazetteer.is_within(p.council, area))
        yield "area", area.title, [place.point for place in places]
