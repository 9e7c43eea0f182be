"""The rules about what one record says of dates, places and itself, and about its file name."""

import re
from collections.abc import Iterator
from datetime import date

from ulo.checks import texts
from ulo.checks.context import CheckContext, RecordRule
from ulo.core import WARNING, Problem, quote, rule, slugify
from ulo.records import SLUG
from ulo.schema import Pointer

ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
POSTCODE_AREAS = frozenset(
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY "
    "E EC EH EN EX FK FY G GL GU HA  HD HG HP HR HS HU HX IG IP IV KA KT KW KY L LA LD LE LL LN "
    "LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG  RH RM S SA SE SG SK SL SM "
    "SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE".split()
)
# For each reach, the kinds of area that are too wide or too narrow for it.
UNLIKELY_AREA_KINDS = {
    "local": ("nation", "country"),
    "regional": ("nation", "country"),
    "national": ("council", "country"),
}


@rule()
def date_in_future(context: CheckContext) -> Iterator[Problem]:
    """Nothing in a record lies in the future, but for the days on which ways to take part close.
    Those lie at most two years ahead.

    Dates say what was seen or done. What closes in a far year would be shown long after the group
    has forgotten it.
    """
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
    """A group begins before it closes, and before its newest source. A guide comes out before its
    newest version.

    One of the two years is wrong.
    """
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
    """A postcode starts with letters that Royal Mail uses.

    There is no postcode area XX.
    """
    for pointer in (("based_in", "postcode"), ("based_in", "district")):
        letters = re.match(r"[A-Z]+", context.text(*pointer))
        if letters and letters.group() not in POSTCODE_AREAS:
            yield context.problem("postcode-unknown", pointer, letters=letters.group())


@rule()
def postcode_without_address(context: CheckContext) -> Iterator[Problem]:
    """A full postcode stands only beside the address of a public office.

    Fifteen homes share a postcode. Where a group has no public office, the first half says enough.
    """
    postcode = context.text("based_in", "postcode")
    if postcode and not context.text("based_in", "address"):
        outcode = postcode.partition(" ")[0]
        yield context.problem(
            "postcode-without-address", ("based_in", "postcode"), district=outcode
        )


@rule()
def ended_area(context: CheckContext) -> Iterator[Problem]:
    """A place is a council that exists today.

    Councils merge and split. The message names what came after.
    """
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
    """A way to take part that has closed is taken out of the record.

    Pages do not show it any more. The record would only grow.
    """
    for pointer, text, _ in context.scalars if "opportunities" in context.record.data else ():
        is_closing_day = pointer[0] == "opportunities" and pointer[-1] == "closes"
        if is_closing_day and ISO_DATE.fullmatch(text) and text < context.today.isoformat():
            yield context.problem("closed-opportunity", pointer, date=text)


@rule(WARNING)
def place_and_reach(context: CheckContext) -> Iterator[Problem]:
    """Reach and places fit each other.

    A local group that serves all of Scotland, or a national one that serves one council, is a slip.
    """
    reach = context.text("area", "reach")
    for number, place in enumerate(context.texts("area", "serves")):
        area = context.schema.areas.terms.get(place)
        if area and area.kind in UNLIKELY_AREA_KINDS.get(reach, ()):
            kind = "one council" if area.kind == "council" else f"a {area.kind}"
            yield context.problem(
                "place-and-reach",
                ("area", "serves", number),
                reach=quote(reach),
                place=area.title,
                kind=kind,
            )


@rule(WARNING)
def file_name_differs(context: CheckContext) -> Iterator[Problem]:
    """The name of the file has something of the name of the group.

    The file name is the address of the page. It may stay when a group changes its name: list the
    old one under other names.
    """
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
    """A group is neither its own network nor its own successor.

    Name the other group, or delete the line.
    """
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
    ended_area,
    place_and_reach,
    own_network,
    closed_opportunity,
]
