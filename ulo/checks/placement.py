"""Where a group is, as far as that tells it from another of its name."""

from collections.abc import Iterable

from ulo.checks.context import CheckContext
from ulo.core import fold, slugify
from ulo.schema import list_place_names

# The reaches within a nation. Those that are wider have ids of the country (`Schema.reach_ids`).
LOCAL_REACHES = ("local", "regional")


def has_location(context: CheckContext) -> bool:
    """Whether the record says anything about where the group is, or how far it reaches."""
    return bool(_area_ids(context) or context.text("based_in", "town"))


def place_names(context: CheckContext) -> list[str]:
    """The names of the places that tell a group from others of its name, the best first."""
    areas = (context.text("based_in", "area"), *context.texts("area", "serves"))
    return list_place_names(
        context.text("based_in", "town"),
        areas,
        context.text("area", "reach"),
        context.schema,
    )


def main_place_name(context: CheckContext) -> str:
    """The first of the place names; empty where none is known."""
    return next(iter(place_names(context)), "")


def is_same_place(one: CheckContext, other: CheckContext) -> bool:
    """Whether two groups are in one town or, where one names none, in one council or wider area.

    A region has too many towns for that: it counts only if both groups name the region itself.
    """
    town, other_town = (set(fold(c.text("based_in", "town")).split()) for c in (one, other))
    if town and other_town:
        councils = {context.text("based_in", "area") for context in (one, other)} - {""}
        # One is often the other with more words, but not where the two are in different councils.
        return (town <= other_town or other_town <= town) and len(councils) < 2
    return bool(_covered_area_ids(one) & _covered_area_ids(other))


def is_distinguishable(one: CheckContext, other: CheckContext) -> bool:
    """Whether two groups of one name can be told apart.

    Both say where they are, and the slug of one has a place in it that the other does not have.
    """
    if not (has_location(one) and has_location(other)):
        return False
    places, other_places = (set(map(slugify, place_names(c))) for c in (one, other))
    return _has_place_in_slug(one, places - other_places) or _has_place_in_slug(
        other, other_places - places
    )


def _has_place_in_slug(context: CheckContext, places: Iterable[str]) -> bool:
    return any(place and f"-{place}-" in f"-{context.record.slug}-" for place in places)


def _area_ids(context: CheckContext) -> set[str]:
    """The ids of the areas that a record names; a town that is one stands for it."""
    areas = context.schema.areas
    ids = [*context.texts("area", "serves")]
    base = context.text("based_in", "area") or areas.find(context.text("based_in", "town"))
    if base:
        ids.append(base)
    if context.text("area", "reach") in context.schema.reach_ids.nationwide:
        ids.append(areas.country.id)
    return {area for area in ids if area in areas.terms}


def _covered_area_ids(context: CheckContext) -> set[str]:
    """These areas, with the councils that wider ones, such as counties, cover."""
    areas = _area_ids(context)
    return areas.union(*(context.schema.areas[area].covers for area in areas))
