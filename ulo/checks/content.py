"""The rules about what one record says."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date

from ulo.checks.context import LONGEST, Case
from ulo.checks.readability import texts
from ulo.checks.readability.report import PLAIN, parts
from ulo.checks.readability.sentences import sentences, split
from ulo.core import QUESTION, Problem, quote, rule, slugify
from ulo.records import SLUG
from ulo.schema import Area

# Signs that show nothing, besides the format signs (category Cf): fillers that count as letters, and variation
# selectors, which can hide a whole message. U+FE0F stays: it belongs to emoji.
HIDDEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0e\uffa0\U000e0100-\U000e01ef]")
MARKUP = re.compile(r"<[a-zA-Z!/?]|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8});|\]\(|\*\*|`|\{\{|\{%|\{#")
# A title and a name, but not that of a house or a street.
PERSON = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Baroness|Rev)\.? (?!(?:[A-Z][\w'-]+ )+(?:House|Hall|Court|Centre|Building|Hospital|Library|School|Street|Road|Way|Lane)\b)[A-Z][\w'-]+")
POSTCODE_AREAS = frozenset(
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU HA "
    "HD HG HP HR HS HU HX IG IP IV KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG "
    "RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE".split()
)


@rule()
def hidden_character(case: Case) -> Iterator[Problem]:
    """Every sign in a text can be seen.

    Signs of no width, and signs that turn the direction of reading, can make a text look like another one.
    """
    for pointer, text, _ in case.nodes:
        for c in "" if text.isascii() else text:  # control-character says it of ASCII
            if c > "~" and (unicodedata.category(c) in ("Cf", "Cs", "Co", "Cn") or HIDDEN.match(c)):
                name = unicodedata.name(c, "without a name").lower()
                yield case.problem("hidden-character", pointer, sign=f"U+{ord(c):04X}, {name}")
                break
        if not text.isascii() and ACCENTS.search(text):
            yield case.problem("hidden-character", pointer, variant="accents")


ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{3}")
# A word with a letter from a to z beside a Greek, Cyrillic or Armenian one. Those look alike; no language mixes them.
MIXED = re.compile("[^\\W\\d_]*(?:[a-zA-Z](?=\\w)[\u0370-\u058f]|[\u0370-\u058f][a-zA-Z])[^\\W\\d_]*")


@rule()
def mixed_letters(case: Case) -> Iterator[Problem]:
    """The letters of a word are of one alphabet.

    A Cyrillic letter among Latin ones makes a name look like that of another group, and no search finds it.
    """
    for pointer, text, node in case.nodes:
        if node.get("type") == "string" and node.get("format") != "uri" and not text.isascii() and (word := MIXED.search(text)):
            yield case.problem("mixed-letters", pointer, value=quote(word.group()))


@rule()
def markup(case: Case) -> Iterator[Problem]:
    """Texts are plain words, without HTML, Markdown or template signs.

    Pages show every sign as it is, so code would stand there as code.
    """
    for pointer, text, node in case.nodes:
        if node.get("type") == "string" and node.get("format") != "uri" and (code := MARKUP.search(text)):
            yield case.problem("markup", pointer, value=quote(text[max(0, code.start() - 10):code.end() + 15]))


@rule(QUESTION)
def person_title(case: Case) -> Iterator[Problem]:
    """No record names a person, apart from the authors of published works.

    A record is public and stays in the history for good. Instead of `Led by Dr Example` write `Led by its chair`.
    """
    for pointer, text, node in case.nodes:
        if node.get("type") == "string" and node.get("format") != "uri" and (name := PERSON.search(text)):
            yield case.problem("person-title", pointer, value=quote(name.group()))


@rule(QUESTION)
def long_sentence(case: Case) -> Iterator[Problem]:
    """A sentence has at most 25 words. A name counts as one, a figure as none.

    Short sentences help everyone, and many readers need them. Say one thing, then write a full stop.
    """
    for _, pointer, text in texts.sentences_in(case.record.data):
        # Counting takes a while, so only what could be too long is counted.
        if text.count(" ") >= PLAIN.longest and any(len(part.split()) > PLAIN.longest for part in split(text[:LONGEST])):
            for sentence in sentences(text[:LONGEST], texts.names_in(case.record.data)):
                if (words := len(sentence.words)) > PLAIN.longest:
                    yield case.problem("long-sentence", pointer, words=words, parts=parts(words))


@rule()
def date_in_future(case: Case) -> Iterator[Problem]:
    """Nothing in a record lies in the future, but for the days on which ways to take part close. Those lie at most two years
    ahead.

    Dates say what was seen or done. What closes in a far year would be shown long after the group has forgotten it.
    """
    for pointer, text, node in case.nodes:
        shape = node.get("format")
        late = shape == "year" and text.isascii() and text.isdigit() and case.today.year < int(text[:9]) <= node["maximum"]
        years = node.get("ahead", 0)
        if shape == "date":
            try:
                late = (date.fromisoformat(text) - case.today).days > 366 * years
            except ValueError:
                late = False  # impossible-date or wrong-form says it
        if late:
            yield case.problem("date-in-future", pointer, variant="far" if years else "", value=quote(text), today=case.today.isoformat(), years=years)


@rule()
def years_out_of_order(case: Case) -> Iterator[Problem]:
    """A group begins before it closes, and before its newest source. A guide comes out before its newest version.

    One of the two years is wrong.
    """
    newest, place = case.newest_source or (None, 0)
    for began, pointer, year in (
        (("founded",), ("closed", "year"), case.year("closed", "year")),
        (("founded",), ("sources", place, "year"), newest),
        (("published", "year"), ("published", "updated"), case.year("published", "updated")),
    ):
        first = case.year(*began)
        if first and year and year < first:
            yield case.problem("years-out-of-order", pointer, variant=case.variant, title_=case.schema.node(pointer)["title"], value=year, founded=first)


@rule()
def postcode_unknown(case: Case) -> Iterator[Problem]:
    """A postcode starts with letters that Royal Mail uses.

    There is no postcode area XX.
    """
    for pointer in (("based_in", "postcode"), ("based_in", "district")):
        letters = re.match(r"[A-Z]*", case.text(*pointer)).group()
        if letters and letters not in POSTCODE_AREAS:
            yield case.problem("postcode-unknown", pointer, letters=letters)


@rule()
def postcode_without_address(case: Case) -> Iterator[Problem]:
    """A full postcode stands only beside the address of a public office.

    Fifteen homes share a postcode. Where a group has no public office, the first half says enough.
    """
    if (postcode := case.text("based_in", "postcode")) and not case.text("based_in", "address"):
        yield case.problem("postcode-without-address", ("based_in", "postcode"), district=postcode.partition(" ")[0])


@rule()
def ended_area(case: Case) -> Iterator[Problem]:
    """A place is a council that exists today.

    Councils merge and split. The message names what came after.
    """
    for pointer, text, node in case.nodes:
        area = case.schema.areas.terms.get(text) if node.get("vocabulary") == "areas" else None
        if area and area.until and area.until < case.today.isoformat():
            variant = "" if area.successors else "named" if area.successors_named else "wide"
            yield case.problem("ended-area", pointer, variant=variant, name=area.title, date=area.until,
                               successors=", ".join(area.successors or area.successors_named))


@rule(QUESTION)
def closed_opportunity(case: Case) -> Iterator[Problem]:
    """A way to take part that has closed is taken out of the record.

    Pages do not show it any more. The record would only grow.
    """
    for pointer, text, _ in case.nodes:
        if pointer[0] == "opportunities" and pointer[-1] == "closes" and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) and text < case.today.isoformat():
            yield case.problem("closed-opportunity", pointer, date=text)


# How far a group with this reach can stretch: kinds of area that would be too wide for it, or too narrow.
ODD_PLACES = {"local": ("nation", "country"), "regional": ("nation", "country"), "national": ("council", "country")}


@rule(QUESTION)
def place_and_reach(case: Case) -> Iterator[Problem]:
    """Reach and places fit each other.

    A local group that serves all of Scotland, or a national one that serves one council, is a slip.
    """
    reach = case.text("area", "reach")
    for number, place in enumerate(case.list("area", "serves")):
        area = case.schema.areas.terms.get(place)
        if isinstance(area, Area) and area.kind in ODD_PLACES.get(reach, ()):
            article = "one council" if area.kind == "council" else f"a {area.kind}"
            yield case.problem("place-and-reach", ("area", "serves", number), reach=quote(reach), place=area.title, kind=article)


@rule(QUESTION)
def file_name_differs(case: Case) -> Iterator[Problem]:
    """The name of the file has something of the name of the group.

    The file name is the address of the page. It may stay when a group changes its name: list the old one under
    other names.
    """

    slug = case.record.slug
    # A long name makes a file name that is cut, so each word is looked at on its own.
    words = {word for name in case.names for part in name.split() for word in slugify(part).split("-")} | {slugify(name) for name in case.names}
    # A name in another script gives no file name that could be compared.
    if SLUG.fullmatch(slug) and slugify(case.name) and not words.intersection([*slug.split("-"), slug]):
        yield case.problem("file-name-differs", (), variant=case.variant, name=quote(f"{slug}.yml"), better=f"{slugify(case.name)}.yml")


@rule()
def own_network(case: Case) -> Iterator[Problem]:
    """A group is neither its own network nor its own successor.

    Name the other group, or delete the line.
    """
    for number, network in enumerate(case.list("networks")):
        if network in (case.record.slug, case.text("name")):
            yield case.problem("own-network", ("networks", number))
    if case.text("closed", "successor") == case.record.slug:
        yield case.problem("own-network", ("closed", "successor"))


# Those for records of every kind, and those for groups.
GENERAL: list[Callable[[Case], Iterator[Problem]]] = [hidden_character, mixed_letters, markup, long_sentence, person_title, date_in_future, years_out_of_order, file_name_differs]
RULES: list[Callable[[Case], Iterator[Problem]]] = [
    *GENERAL, postcode_unknown, postcode_without_address, ended_area, place_and_reach, own_network, closed_opportunity,
]
