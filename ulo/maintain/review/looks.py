"""What only a person can judge: for each record that is new or changed, the questions that a reviewer should ask.

A question is asked only about what was touched, so that a small change has few. Each function is named for what it looks
for, its docstring says why.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property
from itertools import islice

from ulo import checks
from ulo.checks import PHONE_FIELDS, Case, Index, site
from ulo.core import fold
from ulo.maintain.review.names import GIVEN
from ulo.maintain.review.telling import Sentence, say
from ulo.model import RECENT_YEARS

AT_RISK = frozenset({"survivors-of-abuse", "sex-workers", "migrants-and-refugees"})
OFFICE = re.compile(
    r"\b(offices?|centre|center|hub|house|building|buildings|suite|unit|units|floor|business|park|mills?|works|church|chapel|hall|library|college|university|school|"
    r"hospital|clinic|community|trust|studios?|chambers|institute|campus|industrial|enterprise|foundation|council|museum|theatre|po box|box|room|rooms|arcade|exchange)\b", re.IGNORECASE)
HOME = re.compile(r"\b(flat|apartment|apt|bedsit|cottage|bungalow)\b|\bc/o\b|\bcare of\b", re.IGNORECASE)
REGISTERS = ("charitycommission.gov.uk", "oscr.org.uk", "charitycommissionni.org.uk", "company-information.service.gov.uk", "companieshouse.gov.uk", "fca.org.uk")
# What the text of the evidence should speak of, for each basis that is more than somebody's word.
SPEAKS_OF = {
    "constitution": re.compile(r"\b(rules?|constitution\w*|articles|memorandum|governing|by-?laws|statutes?|must)\b", re.IGNORECASE),
    "board-majority": re.compile(r"\b(boards?|trustees?|committees?|directors?|governors?|council)\b", re.IGNORECASE),
    "membership-controlled": re.compile(r"\bmembers?\w*\b", re.IGNORECASE),
}
MOST_OF_BOARD = re.compile(r"\b(most|majority|all|\d+ ?%|per cent|three.quarters|half)\b.*\b(board|trustees|committee|directors)\b", re.IGNORECASE)
SHARE = re.compile(r"\d|%|\b(all|half|most|every|third|quarters?|whole|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", re.IGNORECASE)
PERSON = re.compile(r"\b([A-Z][a-z]+) (?:[A-Z]\.? )?([A-Z][\w’'-]+)")
# What follows a first name in the name of a house, a street or a foundation.
THING = re.compile(r"(House|Hall|Court|Centre|Center|Building|Hospital|Library|School|Street|Road|Way|Lane|Avenue|Square|Trust|Foundation|Project|Society|College|University)\b")
PERSONAL_PAGE = re.compile(r"linkedin\.com/in/|facebook\.com/(profile\.php|people/)")
# A change that comes later than this many days after the last look should have a new date.
STALE_DAYS = 60
# A record may have many sources with one word in their titles.
MOST_ANSWERED = 10


class Pair:
    """A record before and after; before is None for a new one."""

    def __init__(self, before: Case | None, after: Case, index: Index) -> None:
        self.before, self.after, self.index = before, after, index

    @cached_property
    def was(self) -> dict:
        return self.before.record.data if self.before else {}

    def touches(self, *fields: str) -> bool:
        """Whether one of these fields differs. `contact.website` is the website within the contact."""
        return any(_value(self.was, field) != _value(self.after.record.data, field) for field in fields)

    @property
    def is_new(self) -> bool:
        return self.before is None


def looks(pair: Pair) -> list[Sentence]:
    """All questions about a record, the gravest first."""
    return [sentence for look in LOOKS for sentence in look(pair)]


def _value(data: dict, field: str) -> object:
    for step in field.split("."):
        data = data.get(step) if isinstance(data, dict) else None
    return data


def home_address(pair: Pair) -> Iterator[Sentence]:
    """A home must never be published, and a small group's registered address often is one."""
    address = pair.after.text("based_in", "address")
    if not address or not pair.touches("based_in"):
        return
    if home := HOME.search(address):
        yield say("The address has {word} in it: {address}. Is it somebody's home? Then only the town stays.", word=home.group(), address=address)
    elif not OFFICE.search(address):
        registers = any(site(url).endswith(REGISTERS) for url in _sources(pair.after, "based_in"))
        more = " A register is its source: small groups register at the home of a trustee." if registers else ""
        yield say("Nothing in the address says that it is an office: {address}. Is it a home?" + more, address=address)
    if not any(_sources(pair.after, "based_in")):
        yield say("No source says that it shows where the group is based. Where is the address from?")


def exact_place_at_risk(pair: Pair) -> Iterator[Sentence]:
    """Survivors and others may be in danger if people who harmed them can find the door."""
    communities = AT_RISK & {*pair.after.list("user_led", "led_by"), *pair.after.list("for")}
    exact = [pair.after.schema.node(("based_in", name))["title"] for name in ("address", "postcode") if pair.after.text("based_in", name)]
    exact += ["Point on the map"] if re.search(r"\.\d{3}", pair.after.text("based_in", "coordinates")) else []
    if communities and exact and pair.touches("based_in", "user_led.led_by", "for"):
        people = ", ".join(pair.after.schema.vocabularies["community"][term].phrase for term in sorted(communities))
        yield say(f"This group is for {people}, and the record shows where its door is ({', '.join(exact)}). Does the group itself show that on its own page? If you are not sure, keep only the town or the district.")


def person(pair: Pair) -> Iterator[Sentence]:
    """Records name no one, apart from the authors of published works."""
    own = fold(" ".join([pair.after.text("name"), *pair.after.list("also_known_as")]))
    before = {text for _, text, _ in pair.before.nodes} if pair.before else set()
    for pointer, text, node in pair.after.nodes:
        if text in before or node.get("type") != "string" or pointer[0] in ("name", "also_known_as", "names", "networks"):
            continue
        if node.get("format") == "uri":
            if PERSONAL_PAGE.search(text):
                yield say("{address} looks like the page of one person. Is it the group's own?", address=text)
            continue
        for found in PERSON.finditer(text):
            if found.group(1) in GIVEN and not THING.match(found.group(2)) and fold(found.group()) not in own:
                title = pair.after.schema.node(pointer).get("title", "a field")
                yield say(f"In \"{title}\": is {{name}} a person? Records name no one, apart from the authors of published works.", name=found.group())
                break


def taken_over(pair: Pair) -> Iterator[Sentence]:
    """Whoever changes where a well-known group's links lead may want its visitors."""
    if pair.is_new:
        return
    for field, title, name_of in (("website", "website", site), ("email", "mailbox", lambda text: text.rpartition("@")[2].lower())):
        old, new = name_of(pair.before.text("contact", field)), name_of(pair.after.text("contact", field))
        if old and new and old != new and not _kin(old, new):
            named = any(len(word) > 3 and word in new for word in fold(pair.after.text("name")).split())
            yield say(f"The {title} moves from {{old}} to {{new}}. " + ("" if named else "The new one has no word of the group's name. ")
                      + "Look at both. Does the old one, or a network's page, say that it is the same group?", old=old, new=new)


def _kin(one: str, other: str) -> bool:
    return one.endswith(f".{other}") or other.endswith(f".{one}") or SequenceMatcher(None, one.split(".")[0], other.split(".")[0], autojunk=False).ratio() >= 0.7


def taken_out(pair: Pair) -> Iterator[Sentence]:
    """What was known may be lost by a slip of the hand."""
    if pair.is_new:
        return
    fields = [(name, inner) for name, value in pair.was.items() for inner in (value if isinstance(value, dict) else [""])]
    gone = [".".join(filter(None, field)) for field in fields if _value(pair.after.record.data, ".".join(filter(None, field))) is None]
    if gone := [field for field in gone if not field.startswith("closed")]:
        titles = ", ".join(pair.after.schema.node(tuple(field.split("."))).get("title", "an unknown field") for field in gone[:12])
        yield say(f"Taken out: {titles}. Does the pull request say why?")


def closing(pair: Pair) -> Iterator[Sentence]:
    """Telling the world that a group is gone, or is back, needs a source that says so."""
    was, now = "closed" in pair.was, "closed" in pair.after.record.data
    if now and not was:
        yield say("The record says that the group has closed. Does {source} say so, and of this group?", source=pair.after.text("closed", "source"))
    elif was and not now:
        yield say("The group was listed as closed, and is open again in this change. Which source says so?")


def new_name(pair: Pair) -> Iterator[Sentence]:
    """Readers look for a group under the name that they know."""
    old = pair.before.text("name") if pair.before else ""
    if old and old != pair.after.text("name") and fold(old) not in map(fold, [pair.after.text("name"), *pair.after.list("also_known_as")]):
        yield say("The name changes from {old} to {new}. Is it still the same group? Then put the old name under other names.", old=old, new=pair.after.text("name"))


def who_leads(pair: Pair) -> Iterator[Sentence]:
    """Who leads the group, and how we know, is what this directory is for."""
    led, meant = pair.after.list("user_led", "led_by"), pair.after.list("for")
    terms = pair.after.schema.vocabularies["community"].terms
    names = lambda ids: ", ".join(terms[term].phrase if term in terms else "?" for term in ids)
    if not pair.is_new and pair.touches("user_led.led_by", "user_led.basis", "user_led.board_share"):
        yield say("Who leads the group, or how we know it, was changed. Read the source again: {source}", source=pair.after.text("user_led", "source"))
    if led and meant and not {*led} & {*meant} and pair.touches("user_led.led_by", "for"):
        yield say(f"It is for {names(meant)}, but led by {names(led)}. Is that what the source says? Then others may lead it.")


def evidence(pair: Pair) -> Iterator[Sentence]:
    """The basis should be no stronger than the evidence."""
    if not pair.touches("user_led"):
        return
    basis, text = pair.after.text("user_led", "basis"), pair.after.text("user_led", "evidence")
    terms = pair.after.schema.vocabularies["basis"].terms
    if basis in SPEAKS_OF and text and not SPEAKS_OF[basis].search(text):
        yield say(f"The basis is \"{terms[basis].title}\", but the evidence does not speak of that: {{text}} If it is not clear, the weaker basis stands.", text=text)
    if basis in ("self-described", "listed-by-network") and MOST_OF_BOARD.search(text):
        yield say(f"The evidence speaks of most of the board: {{text}} Would \"{terms['board-majority'].title}\" fit better than \"{terms[basis].title}\"?", text=text)
    if pair.after.text("user_led", "board_share") and not SHARE.search(text):
        yield say("A share of the board is given, but the evidence has no number: {text}", text=text)


def freshness(pair: Pair) -> Iterator[Sentence]:
    """Readers go by how old a fact is said to be."""
    after, today = pair.after, pair.after.today
    newest, _ = after.newest_source or (None, 0)
    if after.text("checked", "by") == "organisation" and pair.touches("checked"):
        yield say("The record says that the group itself confirmed it. Did the group write to you, from its own mailbox, or is the pull request its own?")
    elif newest and today.year - newest > RECENT_YEARS and pair.touches("checked") and not after.text("closed", "source"):
        yield say(f"The newest source is from {newest}. Is there nothing newer? Has the group closed?")
    elif not newest and pair.is_new:
        yield say("No source has a year, so readers cannot tell how old the facts are. Does a page show its date?")
    if not pair.is_new and not pair.touches("checked"):
        last = _day(after.text("checked", "on"))
        if last and (today - last).days > STALE_DAYS:
            yield say(f"Facts were changed, but the day of the last look ({last}) was not. If somebody looked at the sources now, write today's date.")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None  # impossible-date or wrong-form says it


def answered_by_itself(pair: Pair) -> Iterator[Sentence]:
    """Whoever writes a record can note in it that a question was looked into, and then nobody would ask."""
    known = {(problem.rule, problem.message) for problem in (checks.answered(pair.before) if pair.before else ())}
    fresh = (problem for problem in checks.answered(pair.after) if (problem.rule, problem.message) not in known)
    for problem in islice(fresh, MOST_ANSWERED):
        yield say("The record says that somebody has looked into this: {question} Do you agree that all is right?", question=problem.message)


def left_out_before(pair: Pair) -> Iterator[Sentence]:
    """A group that was looked at and left out should come in with a better source."""
    if pair.is_new:
        for name in (pair.after.text("name"), *pair.after.list("also_known_as")):
            if reason := pair.after.schema.left_out.get(fold(name)):
                yield say(f"{{name}} was looked at and left out before: {reason} What is new?", name=name)


def way_without_source(pair: Pair) -> Iterator[Sentence]:
    """A number that no source shows may be a private one."""
    for field in ("email", *PHONE_FIELDS):
        if pair.after.text("contact", field) and pair.touches(f"contact.{field}") and not _sources(pair.after, f"contact.{field}"):
            title = pair.after.schema.node(("contact", field))["title"]
            yield say(f"{title}: no source says that it shows this. Is it on a public page of the group?")


def _sources(case: Case, field: str) -> list[str]:
    """The addresses of the sources that say they show a field."""
    return [entry["url"] for _, entry in case.sources
            if isinstance(entry.get("url"), str) and isinstance(entry.get("supports"), list) and field in entry["supports"]]


LOOKS: tuple[Callable[[Pair], Iterator[Sentence]], ...] = (
    home_address, exact_place_at_risk, person, way_without_source, taken_over, closing, answered_by_itself, left_out_before, new_name, taken_out, who_leads, evidence, freshness,
)
