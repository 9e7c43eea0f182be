"""The rules about the coordinates that a record gives: a point in the United Kingdom, no more exact than is safe.

Few records have any, and the tables of places take a moment to read: they are asked for where there are coordinates only.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from ulo.checks.context import CheckContext
from ulo.core import WARNING, Problem, quote, rule
from ulo.schema import Schema

FIELD = ("based_in", "coordinates")
# Two decimals are about a kilometre, four about ten metres: the door of an office, which is as much as anybody needs.
APPROXIMATE_DECIMALS, OFFICE_DECIMALS = 2, 4
# In the Highlands a postcode district reaches about so many miles from its middle, and a town is named from as far away.
# A wrong digit before the point, or a point of another town, is mostly farther off.
MAX_MILES = 25


def _valid_coordinates(context: CheckContext) -> str:
    """The coordinates, if they have their usual form; wrong-form says it of others."""
    text = context.text(*FIELD)
    return text if re.fullmatch(context.schema.subschema(FIELD)["pattern"], text) else ""


@lru_cache(maxsize=1)
def _geocoder(schema: Schema):
    from ulo.geography import Gazetteer, OfflineGeocoder

    return OfflineGeocoder(Gazetteer(schema))


def _answer_points(answer: object) -> list[tuple[float, float]]:
    """The point of a place, or those of several of one name; none where nothing is found."""
    return (
        [answer.point]
        if hasattr(answer, "point")
        else [option.point for option in getattr(answer, "options", ())]
    )


def _with_west_longitude(context: CheckContext, text: str) -> str:
    """The coordinates with a minus before the longitude, if that takes them to the United Kingdom."""
    latitude, longitude = text.split(", ")
    west = f"{latitude}, -{longitude.removeprefix('-')}"
    return west if _answer_points(_geocoder(context.schema).lookup(west)) else ""


@rule()
def coordinates_outside(context: CheckContext) -> Iterator[Problem]:
    """Coordinates are a point in the United Kingdom: latitude first, then longitude.

    Most of the United Kingdom lies west of Greenwich. There the longitude has a minus before it.
    """
    if not (text := _valid_coordinates(context)) or _answer_points(
        answer := _geocoder(context.schema).lookup(text)
    ):
        return
    if west := _with_west_longitude(context, text):
        yield context.problem(
            "coordinates-outside", FIELD, variant="minus", value=quote(text), mended=quote(west)
        )
    else:
        yield context.problem("coordinates-outside", FIELD, sentence=answer.sentence)


@rule()
def coordinates_too_exact(context: CheckContext) -> Iterator[Problem]:
    """Coordinates have at most two decimals, or four beside the address of a public office.

    More decimals point to one house. Where a group has no public office, a point to about a kilometre says enough.
    """
    most = OFFICE_DECIMALS if context.text("based_in", "address") else APPROXIMATE_DECIMALS
    if (text := _valid_coordinates(context)) and re.search(rf"\.[0-9]{{{most + 1}}}", text):
        # What is the wrong way round, too, is mended in both ways.
        answer = _geocoder(context.schema).lookup(text)
        right = (
            text
            if _answer_points(answer)
            else _with_west_longitude(context, text) or next(iter(answer.suggestions), text)
        )
        mended = ", ".join(
            f"{round(float(number), most) + 0:.{most}f}" for number in right.split(", ")
        )
        yield context.problem(
            "coordinates-too-exact",
            FIELD,
            variant="office" if most == OFFICE_DECIMALS else "",
            mended=quote(mended),
        )


@rule(WARNING)
def coordinates_far(context: CheckContext) -> Iterator[Problem]:
    """Coordinates lie near the postcode, the town and the council that the record names.

    If they are over 25 miles away, one of the two is often a slip.
    """
    if not (text := _valid_coordinates(context)) or not (
        own := _answer_points(_geocoder(context.schema).lookup(text))
    ):
        return
    from ulo.geography import distance_miles

    for field, name, points in _other_locations(context):
        if points and (away := min(distance_miles(own[0], point) for point in points)) > MAX_MILES:
            yield context.problem(
                "coordinates-far", FIELD, miles=round(away), place=name, other=field
            )
            return


def _other_locations(context: CheckContext) -> Iterator[tuple[str, str, list[tuple[float, float]]]]:
    """The other fields that say where the group is, what they say, and the points that this can mean."""
    geocoder, area = (
        _geocoder(context.schema),
        context.schema.areas.terms.get(context.text("based_in", "area")),
    )
    for field in ("district", "postcode", "town"):
        if text := context.text("based_in", field):
            inside = f"{text}, {area.title}" if area and field == "town" else text
            yield field, quote(text), _answer_points(geocoder.lookup(inside))
    if area:
        # Some councils are too wide to be measured from their middle.
        yield (
            "area",
            area.title,
            [
                place.point
                for place in geocoder.gazetteer.places
                if geocoder.gazetteer.is_within(place.council, area)
            ],
        )


RULES: list[Callable[[CheckContext], Iterator[Problem]]] = [
    coordinates_outside,
    coordinates_too_exact,
    coordinates_far,
]
