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
from ulo.checks import PHONE_FIELDS, CheckContext, RecordIndex, url_host
from ulo.core import fold
from ulo.maintain.review.first_names import FIRST_NAMES
from ulo.maintain.review.report import Message, make_message
from ulo.model import RECENT_YEARS

AT_RISK = frozenset({"survivors-of-abuse", "sex-workers", "migrants-and-refugees"})
OFFICE_WORDS = re.compile(
    r"\b(offices?|centre|center|hub|house|building|buildings|suite|unit|units|floor|business|park|mills?|works|church|chapel|hall|library|college|university|school|"
    r"hospital|clinic|community|trust|studios?|chambers|institute|campus|industrial|enterprise|foundation|council|museum|theatre|po box|box|room|rooms|arcade|exchange)\b",
    re.IGNORECASE,
)
HOME_WORDS = re.compile(
    r"\b(flat|apartment|apt|bedsit|cottage|bungalow)\b|\bc/o\b|\bcare of\b", re.IGNORECASE
)
REGISTERS = (
    "charitycommission.gov.uk",
    "oscr.org.uk",
    "charitycommissionni.org.uk",
    "company-information.service.gov.uk",
    "companieshouse.gov.uk",
    "fca.org.uk",
)
# What the text of the evidence should speak of, for each basis that is more than somebody's word.
BASIS_WORDS = {
    "constitution": re.compile(
        r"\b(rules?|constitution\w*|articles|memorandum|governing|by-?laws|statutes?|must)\b",
        re.IGNORECASE,
    ),
    "board-majority": re.compile(
        r"\b(boards?|trustees?|committees?|directors?|governors?|council)\b", re.IGNORECASE
    ),
    "membership-controlled": re.compile(r"\bmembers?\w*\b", re.IGNORECASE),
}
BOARD_MAJORITY = re.compile(
    r"\b(most|majority|all|\d+ ?%|per cent|three.quarters|half)\b.*\b(board|trustees|committee|directors)\b",
    re.IGNORECASE,
)
BOARD_SHARE = re.compile(
    r"\d|%|\b(all|half|most|every|third|quarters?|whole|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b",
    re.IGNORECASE,
)
PERSON_NAME = re.compile(r"\b([A-Z][a-z]+) (?:[A-Z]\.? )?([A-Z][\w’'-]+)")
# What follows a first name in the name of a house, a street or a foundation.
PLACE_SUFFIX = re.compile(
    r"(House|Hall|Court|Centre|Center|Building|Hospital|Library|School|Street|Road|Way|Lane|Avenue|Square|Trust|Foundation|Project|Society|College|University)\b"
)
PERSONAL_PAGE = re.compile(r"linkedin\.com/in/|facebook\.com/(profile\.php|people/)")
# A change that comes later than this many days after the last look should have a new date.
STALE_DAYS = 60
# A record may have many sources with one word in their titles.
MAX_ANSWERED = 10


class RecordChange:
    """A record before and after; before is None for a new one."""

    def __init__(
        self, before: CheckContext | None, after: CheckContext, index: RecordIndex
    ) -> None:
        self.before, self.after, self.index = before, after, index

    @cached_property
    def before_data(self) -> dict:
        return self.before.record.data if self.before else {}

    def touches(self, *fields: str) -> bool:
        """Whether one of these fields differs. `contact.website` is the website within the contact."""
        return any(
            _get_value(self.before_data, field) != _get_value(self.after.record.data, field)
            for field in fields
        )

    @property
    def is_new(self) -> bool:
        return self.before is None


def find_prompts(change: RecordChange) -> list[Message]:
    """All questions about a record, the gravest first."""
    return [sentence for look in PROMPTS for sentence in look(change)]


def _get_value(data: dict, field: str) -> object:
    for step in field.split("."):
        data = data.get(step) if isinstance(data, dict) else None
    return data


def ask_home_address(change: RecordChange) -> Iterator[Message]:
    """A home must never be published, and a small group's registered address often is one."""
    address = change.after.text("based_in", "address")
    if not address or not change.touches("based_in"):
        return
    if home := HOME_WORDS.search(address):
        yield make_message(
            "The address has {word} in it: {address}. Is it somebody's home? Then only the town stays.",
            word=home.group(),
            address=address,
        )
    elif not OFFICE_WORDS.search(address):
        registers = any(
            url_host(url).endswith(REGISTERS)
            for url in _sources_supporting(change.after, "based_in")
        )
        more = (
            " A register is its source: small groups register at the home of a trustee."
            if registers
            else ""
        )
        yield make_message(
            "Nothing in the address says that it is an office: {address}. Is it a home?" + more,
            address=address,
        )
    if not any(_sources_supporting(change.after, "based_in")):
        yield make_message(
            "No source says that it shows where the group is based. Where is the address from?"
        )


def ask_exact_place_at_risk(change: RecordChange) -> Iterator[Message]:
    """Survivors and others may be in danger if people who harmed them can find the door."""
    communities = AT_RISK & {*change.after.texts("user_led", "led_by"), *change.after.texts("for")}
    exact = [
        change.after.schema.subschema(("based_in", name))["title"]
        for name in ("address", "postcode")
        if change.after.text("based_in", name)
    ]
    exact += (
        ["Point on the map"]
        if re.search(r"\.\d{3}", change.after.text("based_in", "coordinates"))
        else []
    )
    if communities and exact and change.touches("based_in", "user_led.led_by", "for"):
        people = ", ".join(
            change.after.schema.vocabularies["community"][term].phrase
            for term in sorted(communities)
        )
        yield make_message(
            f"This group is for {people}, and the record shows where its door is ({', '.join(exact)}). Does the group itself show that on its own page? If you are not sure, keep only the town or the district."
        )


def ask_person_named(change: RecordChange) -> Iterator[Message]:
    """Records name no one, apart from the authors of published works."""
    own = fold(" ".join([change.after.text("name"), *change.after.texts("also_known_as")]))
    before = {text for _, text, _ in change.before.scalars} if change.before else set()
    for pointer, text, node in change.after.scalars:
        if (
            text in before
            or node.get("type") != "string"
            or pointer[0] in ("name", "also_known_as", "names", "networks")
        ):
            continue
        if node.get("format") == "uri":
            if PERSONAL_PAGE.search(text):
                yield make_message(
                    "{address} looks like the page of one person. Is it the group's own?",
                    address=text,
                )
            continue
        for found in PERSON_NAME.finditer(text):
            if (
                found.group(1) in FIRST_NAMES
                and not PLACE_SUFFIX.match(found.group(2))
                and fold(found.group()) not in own
            ):
                title = change.after.schema.subschema(pointer).get("title", "a field")
                yield make_message(
                    f'In "{title}": is {{name}} a person? Records name no one, apart from the authors of published works.',
                    name=found.group(),
                )
                break


def ask_taken_over(change: RecordChange) -> Iterator[Message]:
    """Whoever changes where a well-known group's links lead may want its visitors."""
    if change.is_new:
        return
    for field, title, name_of in (
        ("website", "website", url_host),
        ("email", "mailbox", lambda text: text.rpartition("@")[2].lower()),
    ):
        old, new = (
            name_of(change.before.text("contact", field)),
            name_of(change.after.text("contact", field)),
        )
        if old and new and old != new and not _are_related_hosts(old, new):
            named = any(
                len(word) > 3 and word in new for word in fold(change.after.text("name")).split()
            )
            yield make_message(
                f"The {title} moves from {{old}} to {{new}}. "
                + ("" if named else "The new one has no word of the group's name. ")
                + "Look at both. Does the old one, or a network's page, say that it is the same group?",
                old=old,
                new=new,
            )


def _are_related_hosts(one: str, other: str) -> bool:
    return (
        one.endswith(f".{other}")
        or other.endswith(f".{one}")
        or SequenceMatcher(None, one.split(".")[0], other.split(".")[0], autojunk=False).ratio()
        >= 0.7
    )


def ask_fields_removed(change: RecordChange) -> Iterator[Message]:
    """What was known may be lost by a slip of the hand."""
    if change.is_new:
        return
    fields = [
        (name, inner)
        for name, value in change.before_data.items()
        for inner in (value if isinstance(value, dict) else [""])
    ]
    gone = [
        ".".join(filter(None, field))
        for field in fields
        if _get_value(change.after.record.data, ".".join(filter(None, field))) is None
    ]
    if gone := [field for field in gone if not field.startswith("closed")]:
        titles = ", ".join(
            change.after.schema.subschema(tuple(field.split("."))).get("title", "an unknown field")
            for field in gone[:12]
        )
        yield make_message(f"Taken out: {titles}. Does the pull request say why?")


def ask_closure(change: RecordChange) -> Iterator[Message]:
    """Telling the world that a group is gone, or is back, needs a source that says so."""
    was, now = "closed" in change.before_data, "closed" in change.after.record.data
    if now and not was:
        yield make_message(
            "The record says that the group has closed. Does {source} say so, and of this group?",
            source=change.after.text("closed", "source"),
        )
    elif was and not now:
        yield make_message(
            "The group was listed as closed, and is open again in this change. Which source says so?"
        )


def ask_new_name(change: RecordChange) -> Iterator[Message]:
    """Readers look for a group under the name that they know."""
    old = change.before.text("name") if change.before else ""
    if (
        old
        and old != change.after.text("name")
        and fold(old)
        not in map(fold, [change.after.text("name"), *change.after.texts("also_known_as")])
    ):
        yield make_message(
            "The name changes from {old} to {new}. Is it still the same group? Then put the old name under other names.",
            old=old,
            new=change.after.text("name"),
        )


def ask_who_leads(change: RecordChange) -> Iterator[Message]:
    """Who leads the group, and how we know, is what this directory is for."""
    led, meant = change.after.texts("user_led", "led_by"), change.after.texts("for")
    terms = change.after.schema.vocabularies["community"].terms
    names = lambda ids: ", ".join(terms[term].phrase if term in terms else "?" for term in ids)
    if not change.is_new and change.touches(
        "user_led.led_by", "user_led.basis", "user_led.board_share"
    ):
        yield make_message(
            "Who leads the group, or how we know it, was changed. Read the source again: {source}",
            source=change.after.text("user_led", "source"),
        )
    if led and meant and not {*led} & {*meant} and change.touches("user_led.led_by", "for"):
        yield make_message(
            f"It is for {names(meant)}, but led by {names(led)}. Is that what the source says? Then others may lead it."
        )


def ask_evidence(change: RecordChange) -> Iterator[Message]:
    """The basis should be no stronger than the evidence."""
    if not change.touches("user_led"):
        return
    basis, text = change.after.text("user_led", "basis"), change.after.text("user_led", "evidence")
    terms = change.after.schema.vocabularies["basis"].terms
    if basis in BASIS_WORDS and text and not BASIS_WORDS[basis].search(text):
        yield make_message(
            f'The basis is "{terms[basis].title}", but the evidence does not speak of that: {{text}} If it is not clear, the weaker basis stands.',
            text=text,
        )
    if basis in ("self-described", "listed-by-network") and BOARD_MAJORITY.search(text):
        yield make_message(
            f'The evidence speaks of most of the board: {{text}} Would "{terms["board-majority"].title}" fit better than "{terms[basis].title}"?',
            text=text,
        )
    if change.after.text("user_led", "board_share") and not BOARD_SHARE.search(text):
        yield make_message(
            "A share of the board is given, but the evidence has no number: {text}", text=text
        )


def ask_freshness(change: RecordChange) -> Iterator[Message]:
    """Readers go by how old a fact is said to be."""
    after, today = change.after, change.after.today
    newest, _ = after.newest_source or (None, 0)
    if after.text("checked", "by") == "organisation" and change.touches("checked"):
        yield make_message(
            "The record says that the group itself confirmed it. Did the group write to you, from its own mailbox, or is the pull request its own?"
        )
    elif (
        newest
        and today.year - newest > RECENT_YEARS
        and change.touches("checked")
        and not after.text("closed", "source")
    ):
        yield make_message(
            f"The newest source is from {newest}. Is there nothing newer? Has the group closed?"
        )
    elif not newest and change.is_new:
        yield make_message(
            "No source has a year, so readers cannot tell how old the facts are. Does a page show its date?"
        )
    if not change.is_new and not change.touches("checked"):
        last = _parse_date(after.text("checked", "on"))
        if last and (today - last).days > STALE_DAYS:
            yield make_message(
                f"Facts were changed, but the day of the last look ({last}) was not. If somebody looked at the sources now, write today's date."
            )


def _parse_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None  # impossible-date or wrong-form says it


def ask_self_answered(change: RecordChange) -> Iterator[Message]:
    """Whoever writes a record can note in it that a question was looked into, and then nobody would ask."""
    known = {
        (problem.rule, problem.message)
        for problem in (checks.answered_questions(change.before) if change.before else ())
    }
    fresh = (
        problem
        for problem in checks.answered_questions(change.after)
        if (problem.rule, problem.message) not in known
    )
    for problem in islice(fresh, MAX_ANSWERED):
        yield make_message(
            "The record says that somebody has looked into this: {question} Do you agree that all is right?",
            question=problem.message,
        )


def ask_left_out_before(change: RecordChange) -> Iterator[Message]:
    """A group that was looked at and left out should come in with a better source."""
    if change.is_new:
        for name in (change.after.text("name"), *change.after.texts("also_known_as")):
            if reason := change.after.schema.left_out.get(fold(name)):
                yield make_message(
                    f"{{name}} was looked at and left out before: {reason} What is new?", name=name
                )


def ask_contact_without_source(change: RecordChange) -> Iterator[Message]:
    """A number that no source shows may be a private one."""
    for field in ("email", *PHONE_FIELDS):
        if (
            change.after.text("contact", field)
            and change.touches(f"contact.{field}")
            and not _sources_supporting(change.after, f"contact.{field}")
        ):
            title = change.after.schema.subschema(("contact", field))["title"]
            yield make_message(
                f"{title}: no source says that it shows this. Is it on a public page of the group?"
            )


def _sources_supporting(case: CheckContext, field: str) -> list[str]:
    """The addresses of the sources that say they show a field."""
    return [
        entry["url"]
        for _, entry in case.sources
        if isinstance(entry.get("url"), str)
        and isinstance(entry.get("supports"), list)
        and field in entry["supports"]
    ]


PROMPTS: tuple[Callable[[RecordChange], Iterator[Message]], ...] = (
    ask_home_address,
    ask_exact_place_at_risk,
    ask_person_named,
    ask_contact_without_source,
    ask_taken_over,
    ask_closure,
    ask_self_answered,
    ask_left_out_before,
    ask_new_name,
    ask_fields_removed,
    ask_who_leads,
    ask_evidence,
    ask_freshness,
)
