"""The rules about what one record says."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date

from ulo.checks.context import MAX_TEXT_LENGTH, CheckContext
from ulo.checks.readability import texts
from ulo.checks.readability.report import PLAIN, suggest_split
from ulo.checks.readability.sentences import extract_sentences, split_sentences
from ulo.core import WARNING, Problem, quote, rule, slugify
from ulo.records import SLUG
from ulo.schema import Area

# Signs that show nothing, besides the format signs (category Cf): fillers that count as letters,
# and variation selectors, which can hide a whole message. U+FE0F stays: it belongs to emoji.
HIDDEN_CHARACTERS = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0e\uffa0\U000e0100-\U000e01ef]"
)
MARKUP = re.compile(
    r"<[a-zA-Z!/?]|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8});|\]\(|\*\*|`|\{\{|\{%|\{#"
)
# A title and a name, but not that of a house or a street.
PERSON_WITH_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Baroness|Rev)\.? (?!(?:[A-Z][\w'-]+ )+(?:House|Hall|Court|Centre|Building|Hospital|Library|School|Street|Road|Way|Lane)\b)[A-Z][\w'-]+"
)
POSTCODE_AREAS = frozenset(
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU HA "
    "HD HG HP HR HS HU HX IG IP IV KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG "
    "RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE".split()
)


@rule()
def hidden_character(context: CheckContext) -> Iterator[Problem]:
    """Every sign in a text can be seen.

    Signs of no width, and signs that turn the direction of reading, can make a text look like
    another one.
    """
    for pointer, text, _ in context.scalars:
        for c in "" if text.isascii() else text:  # control-character says it of ASCII
            if c > "~" and (
                unicodedata.category(c) in ("Cf", "Cs", "Co", "Cn") or HIDDEN_CHARACTERS.match(c)
            ):
                name = unicodedata.name(c, "without a name").lower()
                yield context.problem("hidden-character", pointer, sign=f"U+{ord(c):04X}, {name}")
                break
        if not text.isascii() and STACKED_ACCENTS.search(text):
            yield context.problem("hidden-character", pointer, variant="accents")


STACKED_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{3}")
# A word with a letter from a to z beside a Greek, Cyrillic or Armenian one. Those look alike; no
# language mixes them.
MIXED_SCRIPT_WORD = re.compile(
    "[^\\W\\d_]*(?:[a-zA-Z](?=\\w)[\u0370-\u058f]|[\u0370-\u058f][a-zA-Z])[^\\W\\d_]*"
)


@rule()
def mixed_letters(context: CheckContext) -> Iterator[Problem]:
    """The letters of a word are of one alphabet.

    A Cyrillic letter among Latin ones makes a name look like that of another group, and no search
    finds it.
    """
    for pointer, text, node in context.scalars:
        if (
            node.get("type") == "string"
            and node.get("format") != "uri"
            and not text.isascii()
            and (word := MIXED_SCRIPT_WORD.search(text))
        ):
            yield context.problem("mixed-letters", pointer, value=quote(word.group()))


@rule()
def markup(context: CheckContext) -> Iterator[Problem]:
    """Texts are plain words, without HTML, Markdown or template signs.

    Pages show every sign as it is, so code would stand there as code.
    """
    for pointer, text, node in context.scalars:
        if (
            node.get("type") == "string"
            and node.get("format") != "uri"
            and (code := MARKUP.search(text))
        ):
            yield context.problem(
                "markup", pointer, value=quote(text[max(0, code.start() - 10) : code.end() + 15])
            )


@rule(WARNING)
def person_title(context: CheckContext) -> Iterator[Problem]:
    """No record names a person, apart from the authors of published works.

    A record is public and stays in the history for good. Instead of `Led by Dr Example` write `Led
    by its chair`.
    """
    for pointer, text, node in context.scalars:
        if (
            node.get("type") == "string"
            and node.get("format") != "uri"
            and (name := PERSON_WITH_TITLE.search(text))
        ):
            yield context.problem("person-title", pointer, value=quote(name.group()))


@rule(WARNING)
def long_sentence(context: CheckContext) -> Iterator[Problem]:
    """A sentence has at most 25 words. A name counts as one, a figure as none.

    Short sentences help everyone, and many readers need them. Say one thing, then write a full
    stop.
    """
    for _, pointer, text in texts.record_sentences(context.record.data):
        # Counting takes a while, so only what could be too long is counted.
        if text.count(" ") >= PLAIN.longest and any(
            len(part.split()) > PLAIN.longest for part in split_sentences(text[:MAX_TEXT_LENGTH])
        ):
            for sentence in extract_sentences(
                text[:MAX_TEXT_LENGTH], texts.record_names(context.record.data)
            ):
                if (words := len(sentence.words)) > PLAIN.longest:
                    yield context.problem(
                        "long-sentence", pointer, words=words, parts=suggest_split(words)
                    )


@rule()
def date_in_future(context: CheckContext) -> Iterator[Problem]:
    """Nothing in a record lies in the future, but for the days on which ways to take part close.
    Those lie at most two years ahead.

    Dates say what was seen or done. What closes in a far year would be shown long after the group
    has forgotten it.
    """
    for pointer, text, node in context.scalars:
        shape = node.get("format")
        late = (
            shape == "year"
            and text.isascii()
            and text.isdigit()
            and context.today.year < int(text[:9]) <= node["maximum"]
        )
        years = node.get("ahead", 0)
        if shape == "date":
            try:
                late = (date.fromisoformat(text) - context.today).days > 366 * years
            except ValueError:
                late = False  # impossible-date or wrong-form says it
        if late:
            yield context.problem(
                "date-in-future",
                pointer,
                variant="far" if years else "",
                value=quote(text),
                today=context.today.isoformat(),
                years=years,
            )


@rule()
def years_out_of_order(context: CheckContext) -> Iterator[Problem]:
    """A group begins before it closes, and before its newest source. A guide comes out before its
    newest version.

    One of the two years is wrong.
    """
    newest, place = context.newest_source or (None, 0)
    for began, pointer, year in (
        (("founded",), ("closed", "year"), context.year("closed", "year")),
        (("founded",), ("sources", place, "year"), newest),
        (("published", "year"), ("published", "updated"), context.year("published", "updated")),
    ):
        first = context.year(*began)
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
        letters = re.match(r"[A-Z]*", context.text(*pointer)).group()
        if letters and letters not in POSTCODE_AREAS:
            yield context.problem("postcode-unknown", pointer, letters=letters)


@rule()
def postcode_without_address(context: CheckContext) -> Iterator[Problem]:
    """A full postcode stands only beside the address of a public office.

    Fifteen homes share a postcode. Where a group has no public office, the first half says enough.
    """
    if (postcode := context.text("based_in", "postcode")) and not context.text(
        "based_in", "address"
    ):
        yield context.problem(
            "postcode-without-address",
            ("based_in", "postcode"),
            district=postcode.partition(" ")[0],
        )


@rule()
def ended_area(context: CheckContext) -> Iterator[Problem]:
    """A place is a council that exists today.

    Councils merge and split. The message names what came after.
    """
    for pointer, text, node in context.scalars:
        area = context.schema.areas.terms.get(text) if node.get("vocabulary") == "areas" else None
        if area and area.until and area.until < context.today.isoformat():
            variant = "" if area.successors else "named" if area.successors_named else "wide"
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
    for pointer, text, _ in context.scalars:
        if (
            pointer[0] == "opportunities"
            and pointer[-1] == "closes"
            and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text)
            and text < context.today.isoformat()
        ):
            yield context.problem("closed-opportunity", pointer, date=text)


# How far a group with this reach can stretch: kinds of area that would be too wide for it, or too
# narrow.
UNLIKELY_AREA_KINDS = {
    "local": ("nation", "country"),
    "regional": ("nation", "country"),
    "national": ("council", "country"),
}


@rule(WARNING)
def place_and_reach(context: CheckContext) -> Iterator[Problem]:
    """Reach and places fit each other.

    A local group that serves all of Scotland, or a national one that serves one council, is a slip.
    """
    reach = context.text("area", "reach")
    for number, place in enumerate(context.texts("area", "serves")):
        area = context.schema.areas.terms.get(place)
        if isinstance(area, Area) and area.kind in UNLIKELY_AREA_KINDS.get(reach, ()):
            article = "one council" if area.kind == "council" else f"a {area.kind}"
            yield context.problem(
                "place-and-reach",
                ("area", "serves", number),
                reach=quote(reach),
                place=area.title,
                kind=article,
            )


@rule(WARNING)
def file_name_differs(context: CheckContext) -> Iterator[Problem]:
    """The name of the file has something of the name of the group.

    The file name is the address of the page. It may stay when a group changes its name: list the
    old one under other names.
    """

    slug = context.record.slug
    # A long name makes a file name that is cut, so each word is looked at on its own.
    words = {
        word for name in context.names for part in name.split() for word in slugify(part).split("-")
    } | {slugify(name) for name in context.names}
    # A name in another script gives no file name that could be compared.
    if (
        SLUG.fullmatch(slug)
        and slugify(context.name)
        and not words.intersection([*slug.split("-"), slug])
    ):
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


# Those for records of every kind, and those for groups.
GENERAL_RULES: list[Callable[[CheckContext], Iterator[Problem]]] = [
    hidden_character,
    mixed_letters,
    markup,
    long_sentence,
    person_title,
    date_in_future,
    years_out_of_order,
    file_name_differs,
]
RULES: list[Callable[[CheckContext], Iterator[Problem]]] = [
    *GENERAL_RULES,
    postcode_unknown,
    postcode_without_address,
    ended_area,
    place_and_reach,
    own_network,
    closed_opportunity,
]
