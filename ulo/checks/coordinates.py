"""The rules about the coordinates that a record gives: a point in the United Kingdom, no more exact than is safe.

Few records have any, and the tables of places take a moment to read: they are asked for where there are coordinates only.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from ulo.checks.context import Case
from ulo.core import QUESTION, Problem, quote, rule
from ulo.schema import Schema

FIELD = ("based_in", "coordinates")
# Two decimals are about a kilometre, four about ten metres: the door of an office, which is as much as anybody needs.
ROUGH, DOOR = 2, 4
# In the Highlands a postcode district reaches about so many miles from its middle, and a town is named from as far away.
# A wrong digit before the point, or a point of another town, is mostly farther off.
FAR = 25


def _written(case: Case) -> str:
    """The coordinates, if they have their usual form; wrong-form says it of others."""
    text = case.text(*FIELD)
    return text if re.fullmatch(case.schema.node(FIELD)["pattern"], text) else ""


@lru_cache(maxsize=1)
def _geocoder(schema: Schema):
    from ulo.geography import Gazetteer, Offline
    return Offline(Gazetteer(schema))


def _points(answer: object) -> list[tuple[float, float]]:
    """The point of a place, or those of several of one name; none where nothing is found."""
    return [answer.point] if hasattr(answer, "point") else [option.point for option in getattr(answer, "options", ())]


def _west(case: Case, text: str) -> str:
    """The coordinates with a minus before the longitude, if that takes them to the United Kingdom."""
    latitude, longitude = text.split(", ")
    west = f"{latitude}, -{longitude.removeprefix('-')}"
    return west if _points(_geocoder(case.schema).answer(west)) else ""


@rule()
def coordinates_outside(case: Case) -> Iterator[Problem]:
    """Coordinates are a point in the United Kingdom: latitude first, then longitude.

    Most of the United Kingdom lies west of Greenwich. There the longitude has a minus before it.
    """
    if not (text := _written(case)) or _points(answer := _geocoder(case.schema).answer(text)):
        return
    if west := _west(case, text):
        yield case.problem("coordinates-outside", FIELD, variant="minus", value=quote(text), mended=quote(west))
    else:
        yield case.problem("coordinates-outside", FIELD, sentence=answer.sentence)


@rule()
def coordinates_too_exact(case: Case) -> Iterator[Problem]:
    """Coordinates have at most two decimals, or four beside the address of a public office.

    More decimals point to one house. Where a group has no public office, a point to about a kilometre says enough.
    """
    most = DOOR if case.text("based_in", "address") else ROUGH
    if (text := _written(case)) and re.search(rf"\.[0-9]{{{most + 1}}}", text):
        # What is the wrong way round, too, is mended in both ways.
        answer = _geocoder(case.schema).answer(text)
        right = text if _points(answer) else _west(case, text) or next(iter(answer.suggestions), text)
        mended = ", ".join(f"{round(float(number), most) + 0:.{most}f}" for number in right.split(", "))
        yield case.problem("coordinates-too-exact", FIELD, variant="office" if most == DOOR else "", mended=quote(mended))


@rule(QUESTION)
def coordinates_far(case: Case) -> Iterator[Problem]:
    """Coordinates lie near the postcode, the town and the council that the record names.

    If they are over 25 miles away, one of the two is often a slip.
    """
    if not (text := _written(case)) or not (own := _points(_geocoder(case.schema).answer(text))):
        return
    from ulo.geography import miles
    for field, name, points in _named(case):
        if points and (away := min(miles(own[0], point) for point in points)) > FAR:
            yield case.problem("coordinates-far", FIELD, miles=round(away), place=name, other=field)
            return


def _named(case: Case) -> Iterator[tuple[str, str, list[tuple[float, float]]]]:
    """The other fields that say where the group is, what they say, and the points that this can mean."""
    geocoder, area = _geocoder(case.schema), case.schema.areas.terms.get(case.text("based_in", "area"))
    for field in ("district", "postcode", "town"):
        if text := case.text("based_in", field):
            inside = f"{text}, {area.title}" if area and field == "town" else text
            yield field, quote(text), _points(geocoder.answer(inside))
    if area:
        # Some councils are too wide to be measured from their middle.
        yield "area", area.title, [place.point for place in geocoder.gazetteer.places if geocoder.gazetteer.within(place.council, area)]


RULES: list[Callable[[Case], Iterator[Problem]]] = [coordinates_outside, coordinates_too_exact, coordinates_far]
