"""The rules about what one record says of dates, places and itself, and about its file name."""

import re
from collections.abc import Iterator
from datetime import date

from ulo.checks import texts
from ulo.checks.context import CheckContext, RecordRule
from ulo.checks.placement import LOCAL_REACHES
from ulo.checks.postcode_areas import is_postcode_start
from ulo.core import WARNING, Problem, message, quote, rule, slugify
from ulo.records import SLUG
from ulo.records.values import country_forms, is_outcode, split_address
from ulo.schema import Pointer, Schema

ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# The kinds of area that are too wide for a reach within a nation, and those that are too narrow or
# too wide for that of a whole one.
TOO_WIDE, NO_NATION = ("nation", "country"), ("council", "country")


@rule()
def date_in_future(context: CheckContext) -> Iterator[Problem]:
    for pointer, text, node in context.scalars:
        years = node.get("ahead", 0)
        is_late = False
        if node.get("format") == "year":
            is_late = _is_later_year(text, context.today, node["maximum"])
        elif node.get("format") == "date":
            is_late = _is_later_date(text, context.today, 366 * years)
        if is_late:
            yield context.problem(
                "date-in-future",
                pointer,
                variant="far" if years else "",
                value=quote(text),
                today=context.today.isoformat(),
                years=years,
            )


def _is_later_year(text: str, today: date, maximum: int) -> bool:
    """Whether a year is after this one; number-out-of-range says it of one after the maximum."""
    return text.isascii() and text.isdigit() and today.year < int(text[:9]) <= maximum


def _is_later_date(text: str, today: date, days: int) -> bool:
    """Whether a date is more than so many days ahead."""
    try:
        return (date.fromisoformat(text) - today).days > days
    except ValueError:
        return False  # impossible-date or wrong-form says it


@rule()
def years_out_of_order(context: CheckContext) -> Iterator[Problem]:
    founded, published = context.year("founded"), context.year("published", "year")
    newest, position = context.newest_source or (None, 0)
    later: list[tuple[int | None, Pointer, int | None]] = [
        (founded, ("closed", "year"), context.year("closed", "year")),
        (founded, ("sources", position, "year"), newest),
        (published, ("published", "updated"), context.year("published", "updated")),
    ]
    for first, pointer, year in later:
        if first and year and year < first:
            yield context.problem(
                "years-out-of-order",
                pointer,
                variant=context.message_variant,
                title_=context.schema.subschema(pointer)["title"],
                value=year,
                founded=first,
            )


@rule()
def postcode_unknown(context: CheckContext) -> Iterator[Problem]:
    for pointer in (("based_in", "postcode"), ("based_in", "district")):
        letters = re.match(r"[A-Z]+", context.text(*pointer))
        if letters and not is_postcode_start(context.text(*pointer), context.schema):
            yield context.problem("postcode-unknown", pointer, letters=letters.group())


@rule()
def postcode_without_address(context: CheckContext) -> Iterator[Problem]:
    postcode = context.text("based_in", "postcode")
    if postcode and not context.text("based_in", "address"):
        outcode = postcode.partition(" ")[0]
        yield context.problem(
            "postcode-without-address", ("based_in", "postcode"), district=outcode
        )


@rule()
def postcode_in_town(context: CheckContext) -> Iterator[Problem]:
    """No other rule sees it there: it would lead to a home, and no search would find the town."""
    postcodes = country_forms(context.schema).postcodes
    town, found = split_address(context.text("based_in", "town"), postcodes)
    rest = [word for word in town.split() if not is_outcode(word.strip(",.()").upper(), postcodes)]
    if not found and len(rest) < len(town.split()):
        found, town = town, " ".join(rest).strip(" ,.")
    if found:
        yield context.problem(
            "postcode-in-town",
            ("based_in", "town"),
            variant="" if town else "alone",
            postcode=found,
            town=town,
        )


@rule()
def ended_area(context: CheckContext) -> Iterator[Problem]:
    for pointer, text, node in context.scalars:
        area = context.schema.areas.terms.get(text) if node.get("vocabulary") == "areas" else None
        if area and area.until and area.until < context.today.isoformat():
            variant = ""
            if not area.successors:
                variant = "named" if area.successors_named else "wide"
            yield context.problem(
                "ended-area",
                pointer,
                variant=variant,
                name=area.title,
                date=area.until,
                successors=", ".join(area.successors or area.successors_named),
            )


@rule(WARNING)
def closed_opportunity(context: CheckContext) -> Iterator[Problem]:
    for pointer, text, _ in context.scalars if "opportunities" in context.record.data else ():
        is_closing_day = pointer[0] == "opportunities" and pointer[-1] == "closes"
        if is_closing_day and ISO_DATE.fullmatch(text) and text < context.today.isoformat():
            yield context.problem("closed-opportunity", pointer, date=text)


@rule(WARNING)
def place_and_reach(context: CheckContext) -> Iterator[Problem]:
    reach = context.text("area", "reach")
    for number, place in enumerate(context.texts("area", "serves")):
        area = context.schema.areas.terms.get(place)
        if area and area.kind in _unlikely_kinds(reach, context.schema):
            yield context.problem(
                "place-and-reach",
                ("area", "serves", number),
                reach=quote(reach),
                place=area.title,
                kind=message(f"rules.place-and-reach.kinds.{area.kind}"),
            )


def _unlikely_kinds(reach: str, schema: Schema) -> tuple[str, ...]:
    """The kinds of area that do not fit a reach."""
    if reach in LOCAL_REACHES:
        return TOO_WIDE
    return NO_NATION if reach and reach == schema.reach_ids.nation else ()


@rule(WARNING)
def file_name_differs(context: CheckContext) -> Iterator[Problem]:
    slug = context.record.slug
    if slug == slugify(context.name):
        return
    # The file name of a long name is cut, so each word is compared on its own, too.
    words = {slugify(name) for name in context.names}
    for name in context.names:
        words.update(*(slugify(part).split("-") for part in name.split()))
    # A name in another script gives no file name that could be compared.
    is_comparable = SLUG.fullmatch(slug) and slugify(context.name)
    if is_comparable and words.isdisjoint([*slug.split("-"), slug]):
        yield context.problem(
            "file-name-differs",
            (),
            variant=context.message_variant,
            name=quote(f"{slug}.yml"),
            better=f"{slugify(context.name)}.yml",
        )


@rule()
def own_network(context: CheckContext) -> Iterator[Problem]:
    for number, network in enumerate(context.texts("networks")):
        if network in (context.record.slug, context.text("name")):
            yield context.problem("own-network", ("networks", number))
    if context.text("closed", "successor") == context.record.slug:
        yield context.problem("own-network", ("closed", "successor"))


# The rules for records of every kind, and those for groups.
GENERAL_RULES: list[RecordRule] = [
    *texts.RULES,
    date_in_future,
    years_out_of_order,
    file_name_differs,
]
RULES: list[RecordRule] = [
    *GENERAL_RULES,
    postcode_unknown,
    postcode_without_address,
    postcode_in_town,
    ended_area,
    place_and_reach,
    own_network,
    closed_opportunity,
]
