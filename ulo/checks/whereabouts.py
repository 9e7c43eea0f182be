"""Where a group is, as far as that tells it from another of its name."""

from collections.abc import Iterable, Mapping

from ulo.checks.context import Case
from ulo.core import fold, slugify
from ulo.schema import Area

# A reach that takes in the whole country.
EVERYWHERE = ("uk-wide", "international")


def is_placed(case: Case) -> bool:
    """Whether the record says anything of where the group is, or how far it reaches."""
    return bool(_areas(case) or case.text("based_in", "town"))


def place_names(case: Case) -> list[str]:
    """What the places are called that tell a group from others of its name, the best first."""
    areas = (case.text("based_in", "area"), *case.list("area", "serves"))
    return named(
        case.text("based_in", "town"), areas, case.text("area", "reach"), case.schema.areas.terms
    )


def named(town: str, areas: Iterable[str], reach: str, terms: Mapping[str, Area]) -> list[str]:
    """The same of a group with this town, these ids of areas and this reach."""
    names = [town, *(terms[area].title for area in areas if area in terms)]
    return [name for name in names if name] or ["UK"] * (reach in EVERYWHERE)


def where(case: Case) -> str:
    """The first of these; empty where none is known."""
    return next(iter(place_names(case)), "")


def same_place(one: Case, other: Case) -> bool:
    """Whether two groups are in one town or, where one names none, in one council or wider area.

    A region takes in too many towns for that: it counts only if both are there for all of it.
    """
    towns = [{*fold(case.text("based_in", "town")).split()} for case in (one, other)]
    if all(towns):
        councils = {case.text("based_in", "area") for case in (one, other)} - {""}
        # Newcastle is Newcastle upon Tyne, but not where the two are in different councils.
        return (towns[0] <= towns[1] or towns[1] <= towns[0]) and len(councils) < 2
    return bool(_covered(one) & _covered(other))


def told_apart(one: Case, other: Case) -> bool:
    """Whether two groups of one name can be told apart.

    Each says where it is, and so does the file name of one.
    """
    if not (is_placed(one) and is_placed(other)):
        return False
    places = [{slugify(name) for name in place_names(case)} for case in (one, other)]
    only = ((one, places[0] - places[1]), (other, places[1] - places[0]))
    return any(
        place and f"-{place}-" in f"-{case.record.slug}-" for case, own in only for place in own
    )


def _areas(case: Case) -> set[str]:
    """The ids of the areas that a record names; a town that is one stands for it."""
    base = case.text("based_in", "area") or case.schema.areas.find(case.text("based_in", "town"))
    wide = "uk" if case.text("area", "reach") in EVERYWHERE else ""
    areas = (base, wide, *case.list("area", "serves"))
    return {area for area in areas if area in case.schema.areas.terms}


def _covered(case: Case) -> set[str]:
    """These areas, and the councils of the wider ones, such as counties, among them."""
    areas = _areas(case)
    return areas.union(*(case.schema.areas[area].covers for area in areas))
