"""Where a group is, as far as that tells it from another of its name."""

from collections.abc import Iterable, Mapping

from ulo.checks.context import CheckContext
from ulo.core import fold, slugify
from ulo.schema import Area

# A reach that takes in the whole country.
NATIONWIDE_REACHES = ("uk-wide", "international")


def has_location(context: CheckContext) -> bool:
    """Whether the record says anything of where the group is, or how far it reaches."""
    return bool(_area_ids(context) or context.text("based_in", "town"))


def place_names(context: CheckContext) -> list[str]:
    """What the places are called that tell a group from others of its name, the best first."""
    areas = (context.text("based_in", "area"), *context.texts("area", "serves"))
    return list_place_names(
        context.text("based_in", "town"),
        areas,
        context.text("area", "reach"),
        context.schema.areas.terms,
    )


def list_place_names(
    town: str, areas: Iterable[str], reach: str, terms: Mapping[str, Area]
) -> list[str]:
    """The same of a group with this town, these ids of areas and this reach."""
    names = [town, *(terms[area].title for area in areas if area in terms)]
    return [name for name in names if name] or ["UK"] * (reach in NATIONWIDE_REACHES)


def main_place_name(context: CheckContext) -> str:
    """The first of these; empty where none is known."""
    return next(iter(place_names(context)), "")


def is_same_place(one: CheckContext, other: CheckContext) -> bool:
    """Whether two groups are in one town or, where one names none, in one council or wider area.

    A region takes in too many towns for that: it counts only if both are there for all of it.
    """
    towns = [{*fold(case.text("based_in", "town")).split()} for case in (one, other)]
    if all(towns):
        councils = {case.text("based_in", "area") for case in (one, other)} - {""}
        # Newcastle is Newcastle upon Tyne, but not where the two are in different councils.
        return (towns[0] <= towns[1] or towns[1] <= towns[0]) and len(councils) < 2
    return bool(_covered_area_ids(one) & _covered_area_ids(other))


def is_distinguishable(one: CheckContext, other: CheckContext) -> bool:
    """Whether two groups of one name can be told apart.

    Each says where it is, and so does the file name of one.
    """
    if not (has_location(one) and has_location(other)):
        return False
    places = [{slugify(name) for name in place_names(case)} for case in (one, other)]
    only = ((one, places[0] - places[1]), (other, places[1] - places[0]))
    return any(
        place and f"-{place}-" in f"-{case.record.slug}-" for case, own in only for place in own
    )


def _area_ids(context: CheckContext) -> set[str]:
    """The ids of the areas that a record names; a town that is one stands for it."""
    base = context.text("based_in", "area") or context.schema.areas.find(
        context.text("based_in", "town")
    )
    wide = "uk" if context.text("area", "reach") in NATIONWIDE_REACHES else ""
    areas = (base, wide, *context.texts("area", "serves"))
    return {area for area in areas if area in context.schema.areas.terms}


def _covered_area_ids(context: CheckContext) -> set[str]:
    """These areas, and the councils of the wider ones, such as counties, among them."""
    areas = _area_ids(context)
    return areas.union(*(context.schema.areas[area].covers for area in areas))
