"""Questions about what a record claims: who leads the group, how we know, and how old that is."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from ulo import checks
from ulo.checks.safety import RecordChange, get_value
from ulo.core import fold
from ulo.maintain.review.record_review import Message, make_message
from ulo.model import RECENT_YEARS

# What the evidence should mention, for each basis that is more than somebody's word.
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
WEAK_BASES = ("self-described", "listed-by-network")
BOARD_MAJORITY = re.compile(
    r"\b(most|majority|all|\d+ ?%|per cent|three.quarters|half)\b.*"
    r"\b(board|trustees|committee|directors)\b",
    re.IGNORECASE,
)
BOARD_SHARE = re.compile(
    r"\d|%|\b(all|half|most|every|third|quarters?|whole|one|two|three|four|five|six|seven|eight"
    r"|nine|ten|eleven|twelve)\b",
    re.IGNORECASE,
)
# A change that comes later than this many days after the last look should have a new date.
STALE_DAYS = 60
# A record may have many sources with one word in their titles.
MAX_ANSWERED = 10
MAX_REMOVED_FIELDS = 12


def ask_closure(change: RecordChange) -> Iterator[Message]:
    """Telling the world that a group is gone, or is back, needs a source that says so."""
    was_closed = "closed" in change.before_data
    is_closed = "closed" in change.after.record.data
    if is_closed and not was_closed:
        yield make_message(
            "The record says that the group has closed. Does {source} say so, and of this group?",
            source=change.after.text("closed", "source"),
        )
    elif was_closed and not is_closed:
        yield make_message(
            "The group was listed as closed, and is open again in this change. "
            "Which source says so?"
        )


def ask_self_answered(change: RecordChange) -> Iterator[Message]:
    """A record can say that a warning of the checks was looked into, and then none appears."""
    known = set()
    if change.before:
        known = {(p.rule, p.message) for p in checks.answered_questions(change.before)}
    fresh = (
        problem
        for problem in checks.answered_questions(change.after)
        if (problem.rule, problem.message) not in known
    )
    for problem in islice(fresh, MAX_ANSWERED):
        yield make_message(
            "The record says that someone has looked into this: {question} "
            "Do you agree that it's all correct?",
            question=problem.message,
        )


def ask_left_out_before(change: RecordChange) -> Iterator[Message]:
    """A group that was looked at and left out should come in with a better source."""
    if not change.is_new:
        return
    for name in (change.after.text("name"), *change.after.texts("also_known_as")):
        reason = change.after.schema.left_out.get(fold(name))
        if reason:
            yield make_message(
                f"{{name}} was looked at and left out before: {reason} What is new?", name=name
            )


def ask_new_name(change: RecordChange) -> Iterator[Message]:
    """Readers look for a group under the name that they know."""
    old = change.before.text("name") if change.before else ""
    new, other_names = change.after.text("name"), change.after.texts("also_known_as")
    if old and old != new and fold(old) not in map(fold, [new, *other_names]):
        yield make_message(
            "The name changes from {old} to {new}. Is it still the same group? "
            "Then put the old name under other names.",
            old=old,
            new=new,
        )


def ask_fields_removed(change: RecordChange) -> Iterator[Message]:
    """What was known may be lost by a slip of the hand."""
    if change.is_new:
        return
    fields = []
    for name, value in change.before_data.items():
        fields += [f"{name}.{inner}" for inner in value] if isinstance(value, dict) else [name]
    removed = [
        field
        for field in fields
        if get_value(change.after.record.data, field) is None and not field.startswith("closed")
    ]
    if removed:
        titles = ", ".join(
            change.field_title(*field.split("."), default="an unknown field")
            for field in removed[:MAX_REMOVED_FIELDS]
        )
        yield make_message(f"Taken out: {titles}. Does the pull request say why?")


def ask_who_leads(change: RecordChange) -> Iterator[Message]:
    """Who leads the group, and how we know, is what this directory is for."""
    after = change.after
    if not change.is_new and change.touches(
        "user_led.led_by", "user_led.basis", "user_led.board_share"
    ):
        yield make_message(
            "Who leads the group, or how we know it, was changed. Read the source again: {source}",
            source=after.text("user_led", "source"),
        )
    leaders, members = after.texts("user_led", "led_by"), after.texts("for")
    is_led_by_others = leaders and members and not {*leaders} & {*members}
    if is_led_by_others and change.touches("user_led.led_by", "for"):
        yield make_message(
            f"It is for {_list_communities(change, members)}, "
            f"but led by {_list_communities(change, leaders)}. "
            "Is that what the source says? Then others may lead it."
        )


def _list_communities(change: RecordChange, ids: Iterable[str]) -> str:
    terms = change.after.schema.vocabularies["community"].terms
    return ", ".join(terms[term].phrase if term in terms else "?" for term in ids)


def ask_evidence(change: RecordChange) -> Iterator[Message]:
    """The basis should be no stronger than the evidence."""
    if not change.touches("user_led"):
        return
    basis, text = change.after.text("user_led", "basis"), change.after.text("user_led", "evidence")
    terms = change.after.schema.vocabularies["basis"].terms
    if basis in BASIS_WORDS and text and not BASIS_WORDS[basis].search(text):
        yield make_message(
            f'The basis is "{terms[basis].title}", but the evidence does not speak of that: '
            "{text} If it is not clear, the weaker basis stands.",
            text=text,
        )
    if basis in WEAK_BASES and BOARD_MAJORITY.search(text):
        yield make_message(
            "The evidence speaks of most of the board: {text} "
            f'Would "{terms["board-majority"].title}" fit better than "{terms[basis].title}"?',
            text=text,
        )
    if change.after.text("user_led", "board_share") and not BOARD_SHARE.search(text):
        yield make_message(
            "A share of the board is given, but the evidence has no number: {text}", text=text
        )


def ask_freshness(change: RecordChange) -> Iterator[Message]:
    """Readers go by how old a fact is said to be."""
    after, today = change.after, change.after.today
    newest = after.newest_source[0] if after.newest_source else 0
    is_old = newest and today.year - newest > RECENT_YEARS
    if after.text("checked", "by") == "organisation" and change.touches("checked"):
        yield make_message(
            "The record says that the group itself confirmed it. Did the group write to you, "
            "from its own email address or with the right code, or is the pull request its own?"
        )
    elif is_old and change.touches("checked") and not after.text("closed", "source"):
        yield make_message(
            f"The newest source is from {newest}. Is there anything newer? Has the group closed?"
        )
    elif not newest and change.is_new:
        yield make_message(
            "No source has a year, so readers cannot tell how old the facts are. "
            "Does a page show its date?"
        )
    if not change.is_new and not change.touches("checked"):
        last = _parse_date(after.text("checked", "on"))
        if last and (today - last).days > STALE_DAYS:
            yield make_message(
                f"Facts were changed, but the day of the last look ({last}) was not. "
                "If someone has looked at the sources now, write today's date."
            )


def _parse_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None  # The rules impossible-date or wrong-form report it.
