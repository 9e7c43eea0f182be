"""The rules about a place that contradicts itself: its postcode, its town and its council.

`geography` takes as long to import as all records take to check. So the tables are looked into
first: nearly all groups name a town of their council, or a district of it, and nothing else.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from ulo.checks.context import CheckContext, RecordRule
from ulo.checks.postcode_areas import is_postcode_start, is_unlisted
from ulo.core import WARNING, Problem, fold, list_choices, message, quote, rule
from ulo.records.values import country_forms, find_outcode
from ulo.schema import Pointer, Schema

if TYPE_CHECKING:
    from ulo.geography import Whereabouts

POSTCODE, DISTRICT = ("based_in", "postcode"), ("based_in", "district")
TOWN, AREA = ("based_in", "town"), ("based_in", "area")


@rule(WARNING)
def district_unknown(context: CheckContext) -> Iterator[Problem]:
    for field in (POSTCODE, DISTRICT):
        code = _outcode(context, field)
        in_use = context.schema.geography_table("districts").get("in_use", {}) if code else {}
        if not in_use or code in in_use or is_unlisted(code, context.schema):
            continue
        whereabouts = _whereabouts(context.schema)
        gazetteer = whereabouts.gazetteer
        # Some are for post only, and have no place.
        if whereabouts.find_outcode(code) or code in gazetteer.non_geographic_outcodes:
            continue
        area = context.schema.areas.terms.get(context.text(*AREA))
        near = whereabouts.similar_outcodes(code, area)
        variant = "near" if near else ""
        if code in gazetteer.terminated_outcodes:
            variant = "ended"
        yield context.problem(
            "district-unknown", field, variant=variant, code=code, near=list_choices(near)
        )


@rule(WARNING)
def places_apart(context: CheckContext) -> Iterator[Problem]:
    for one, other in _contradictions(context):
        yield context.problem(
            "places-apart",
            one,
            variant="district" if other == DISTRICT else "",
            one=_describe(context, one),
            other=_describe(context, other),
        )
        return


RULES: list[RecordRule] = [district_unknown, places_apart]


@lru_cache(maxsize=1)
def _whereabouts(schema: Schema) -> "Whereabouts":
    from ulo.geography import Gazetteer, Whereabouts

    return Whereabouts(Gazetteer(schema))


def _outcode(context: CheckContext, field: Pointer) -> str:
    """The first half of a postcode, if it has its usual form; wrong-form says it of others.

    postcode-unknown says it of letters that none begins with.
    """
    text, pattern = context.text(*map(str, field)), context.schema.subschema(field).get("pattern")
    if not pattern or not re.fullmatch(pattern, text):
        return ""
    code = find_outcode(text, country_forms(context.schema).postcodes)
    return code if is_postcode_start(code, context.schema) else ""


def _is_plain(context: CheckContext, code: str, town: str, area: str) -> bool:
    """Whether all there is besides the council is a town or an outcode of it, by the tables."""
    if code and town:
        return False
    if code:
        row = context.schema.geography_table("districts").get("in_use", {}).get(code)
        return row is not None and area in row[2]
    rows = context.schema.geography_table("places").get(area, ())
    return fold(town) in {fold(name) for row in rows for name in (row[0], *row[4])}


def _contradictions(context: CheckContext) -> Iterator[tuple[Pointer, Pointer]]:
    """The pairs of fields that cannot both be true."""
    full, district = _outcode(context, POSTCODE), _outcode(context, DISTRICT)
    if full and district and full != district:
        yield POSTCODE, DISTRICT
    town = context.text("based_in", "town")
    known_area = context.schema.areas.terms.get(context.text("based_in", "area"))
    code, code_field = (full, POSTCODE) if full else (district, DISTRICT)
    if bool(code) + bool(town) + bool(known_area) < 2:
        return
    if known_area and _is_plain(context, code, town, known_area.id):
        return
    whereabouts = _whereabouts(context.schema)
    outcode = whereabouts.find_outcode(code) if code else None
    area = whereabouts.find_area(known_area) if known_area else None
    if outcode and area and not whereabouts.is_outcode_in(outcode, area):
        yield code_field, AREA
    if outcode and town and not whereabouts.is_town_near_outcode(town, outcode):
        yield code_field, TOWN
    if town and area and not whereabouts.is_town_in(town, area):
        yield TOWN, AREA


def _describe(context: CheckContext, field: Pointer) -> str:
    """A field and what it says: town "Northtown"."""
    title = context.schema.subschema(field)["title"]
    value = context.text(*map(str, field))
    if field == AREA:
        value = context.schema.areas[value].title
    title = f"{title[0].lower()}{title[1:]}"
    return message("rules.places-apart.place", title=title, value=quote(value))
