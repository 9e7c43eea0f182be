"""Questions about what a record claims: who leads the group, how we know, and how old that is."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from ulo import checks
from ulo.checks.safety import RecordChange, get_value
from ulo.core import fold, message
from ulo.maintain.review.record_review import Message, make_message
from ulo.model import RECENT_YEARS

WEAK_BASES = ("self-described", "listed-by-network")
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
        yield make_message("review.ask.closed", source=change.after.text("closed", "source"))
    elif was_closed and not is_closed:
        yield make_message("review.ask.open_again")


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
        yield make_message("review.ask.self_answered", question=problem.message)


def ask_new_name(change: RecordChange) -> Iterator[Message]:
    """Readers look for a group under the name that they know."""
    old = change.before.text("name") if change.before else ""
    new, other_names = change.after.text("name"), change.after.texts("also_known_as")
    if old and old != new and fold(old) not in map(fold, [new, *other_names]):
        yield make_message("review.ask.new_name", old=old, new=new)


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
        unknown = message("review.ask.unknown_field")
        titles = ", ".join(
            change.field_title(*field.split("."), default=unknown)
            for field in removed[:MAX_REMOVED_FIELDS]
        )
        yield make_message("review.ask.taken_out", {"fields": titles})


def ask_who_leads(change: RecordChange) -> Iterator[Message]:
    """Who leads the group, and how we know, is what this directory is for."""
    after = change.after
    if not change.is_new and change.touches(
        "user_led.led_by", "user_led.basis", "user_led.board_share"
    ):
        yield make_message("review.ask.who_leads", source=after.text("user_led", "source"))
    leaders, members = after.texts("user_led", "led_by"), after.texts("for")
    is_led_by_others = leaders and members and not {*leaders} & {*members}
    if is_led_by_others and change.touches("user_led.led_by", "for"):
        terms = {
            "members": _list_communities(change, members),
            "leaders": _list_communities(change, leaders),
        }
        yield make_message("review.ask.led_by_others", terms)


def _list_communities(change: RecordChange, ids: Iterable[str]) -> str:
    terms = change.after.schema.vocabularies["community"].terms
    return ", ".join(terms[term].phrase if term in terms else "?" for term in ids)


def ask_evidence(change: RecordChange) -> Iterator[Message]:
    """The basis should be no stronger than the evidence."""
    if not change.touches("user_led"):
        return
    basis, text = change.after.text("user_led", "basis"), change.after.text("user_led", "evidence")
    terms = change.after.schema.vocabularies["basis"].terms
    words = change.after.schema.messages.get("evidence_words", {})
    patterns = words.get("basis", {})
    if basis in patterns and text and not _speaks_of(patterns[basis], text):
        yield make_message("review.ask.basis", {"basis": terms[basis].title}, text=text)
    if not words:
        return
    if basis in WEAK_BASES and _speaks_of(words["board_majority"], text):
        titles = {"stronger": terms["board-majority"].title, "basis": terms[basis].title}
        yield make_message("review.ask.board", titles, text=text)
    if change.after.text("user_led", "board_share") and not _speaks_of(words["board_share"], text):
        yield make_message("review.ask.share", text=text)


def _speaks_of(pattern: str, text: str) -> bool:
    return bool(re.search(pattern, text, re.IGNORECASE))


def ask_freshness(change: RecordChange) -> Iterator[Message]:
    """Readers go by how old a fact is said to be."""
    after, today = change.after, change.after.today
    newest = after.newest_source[0] if after.newest_source else 0
    is_old = newest and today.year - newest > RECENT_YEARS
    if after.text("checked", "by") == "organisation" and change.touches("checked"):
        yield make_message("review.ask.confirmed")
    elif is_old and change.touches("checked") and not after.text("closed", "source"):
        yield make_message("review.ask.old", {"year": newest})
    elif not newest and change.is_new:
        yield make_message("review.ask.no_year")
    if not change.is_new and not change.touches("checked"):
        last = _parse_date(after.text("checked", "on"))
        if last and (today - last).days > STALE_DAYS:
            yield make_message("review.ask.stale_date", {"day": last})


def _parse_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None  # The rules impossible-date or wrong-form report it.
