"""What a person asks for in their own words: a change of a record, as far as it is certain.

A value is only taken where it has the right form, its field is named, and there is no other that
could be meant. A person decides about it in any case.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from ulo.checks import find_url_fault, normalise_url
from ulo.contribute.fields import set_value
from ulo.core import fold
from ulo.records.values import POSTCODE_IN_TEXT, dial_number, split_address
from ulo.schema import Pointer, RecordData

# Whoever writes more asks for more than a new number.
MAX_WORDS = 3_000
CHANGE = re.compile(
    r"\b(?:new|now|chang\w+|updat\w+|instead|replac\w+|correct\w*|wrong|incorrect|out of date|"
    r"should (?:be|read|say)|no longer|different|moved)\b",
    re.IGNORECASE,
)
# What comes right before a value that is no longer true.
OLD = re.compile(
    r"(?:\bfrom|\binstead of|\bnot|n['’]t|\bno longer|\bold|\bwas|\bwere|\brather than|"
    r"\bprevious(?:ly)?|\bformerly)\s*:?\s*(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
BEFORE_VALUE = 40
# A list, an office or a survey may close and the group go on; "a closed group" is a private one.
CLOSED = re.compile(
    r"\b(?!(?:list|office|survey|applications?|registrations?|bookings?|funding|doors?|library|"
    r"cent(?:re|er)|building|shop|not|never|a|an|the|our|this|your|have|has|had|is|are|was|were|"
    r"now|sadly|recently|just|to)\b)\w{1,40}(?:['’]\w{1,3})?\s+"
    r"(?:(?:have|has|had|is|are|was|were)\s+(?!not\b|never\b))?"
    r"(?:now |sadly |recently |just |had to |to )*"
    r"(?:clos(?:ed|e|ing)|folded|disbanded|dissolved|wound up|shut)(?: down)?\b"
    r"(?! (?:for|on|to|at|group)\b)|"
    r"\bno longer (?:exist|run|meet|operat|active|going)\w*",
    re.IGNORECASE,
)
REMOVE = re.compile(
    r"\b(?:remove|delete|take)\s+(?:(?:us|our group|this group)\b|"
    r"(?:our|this|the|my)\s+(?:page|entry|listing|record|organisation|charity)\b)|"
    r"\b(?:be|being)\s+(?:removed|taken off|deleted)\b",
    re.IGNORECASE,
)
PHONE = re.compile(r"(?<![\w/.-])(?:\+44|0044|\(?0)[0-9 ().-]{7,18}[0-9](?![0-9/])")
EMAIL = re.compile(r"[\w.%+'-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,20}\b")
WEBSITE = re.compile(
    r"(?<![\w@.-])(?:https?://[^\s<>\"']{4,500}|(?:www\.)?(?:[a-z0-9-]{1,63}\.){1,4}"
    r"(?:org|com|net|uk|info|wales|cymru|scot|london|coop|charity|ngo|eu)\b(?!@)(?:/[^\s<>\"']{0,500})?)",
    re.IGNORECASE,
)
OWN_PAGE = re.compile(r"/orgs/[a-z0-9-]+")
# Pages there are not the group's own site.
SOCIAL = re.compile(
    r"(?:^|[/.])(?:facebook|instagram|twitter|x|tiktok|linkedin|youtube|bsky|threads)\.",
    re.IGNORECASE,
)
NEW_ADDRESS = re.compile(
    r"\b(?:moved|move|relocated)\b[^.:\n]{0,40}?\bto:?\s+(?=[0-9A-Z])|"
    r"\baddress is(?: now)?:?\s+(?=[0-9A-Z])|\bnow (?:at|based at):?\s+(?=[0-9A-Z])"
)
MAX_ADDRESS = 200


@dataclass(frozen=True)
class Kind:
    """A kind of value: its field, the words that name it, its form."""

    pointer: tuple[str, str]
    named: re.Pattern[str]
    form: re.Pattern[str]


KINDS = (
    Kind(
        ("contact", "phone"),
        re.compile(
            r"\b(?:tele)?phone|\btel\b|\bnumber|\bcall\b|\bring\b|\blandline", re.IGNORECASE
        ),
        PHONE,
    ),
    Kind(("contact", "email"), re.compile(r"\be-?mail|\bmailbox|\bwrite to", re.IGNORECASE), EMAIL),
    Kind(
        ("contact", "website"),
        re.compile(r"\bweb ?site|\bweb ?page|\bweb address|\burl\b|\bsite\b", re.IGNORECASE),
        WEBSITE,
    ),
)
# Words for the numbers and pages of which a record has several: which one, only a person can say.
OTHER_NUMBERS = re.compile(
    r"\b(?:textphone|minicom|sms|text(?:s|ing)?|whats ?app|fax)\b", re.IGNORECASE
)


class UnclearRequestError(Exception):
    """More than one thing may be meant."""


def find_request(words: str) -> str:
    """`closed` or `remove` where the person says so, else empty. No computer decides on these."""
    if REMOVE.search(words):
        return "remove"
    return "closed" if CLOSED.search(words) else ""


def suggest_change(words: str, before: RecordData) -> RecordData | None:
    """The data with the values that the person names, or None where nothing is certain."""
    if len(words) > MAX_WORDS or not CHANGE.search(words):
        return None
    data = deepcopy(before)
    try:
        changes = [*_find_values(words, before), *_find_address(words, before)]
    except UnclearRequestError:
        return None
    for pointer, value in changes:
        set_value(data, pointer, value)
    return data if changes else None


def _find_values(words: str, before: RecordData) -> Iterator[tuple[Pointer, str]]:
    contact = before.get("contact")
    for kind in KINDS:
        field = kind.pointer[-1]
        current = contact.get(field, "") if isinstance(contact, dict) else ""
        found: dict[str, str] = {}
        for match in kind.form.finditer(words):
            value = " ".join(match[0].split()).rstrip(".,;:)!?")
            key = _comparable(field, value)
            is_old = OLD.search(words[max(0, match.start() - BEFORE_VALUE) : match.start()])
            if key and not is_old and key != _comparable(field, str(current)):
                found.setdefault(key, value)
        if not found:
            continue
        is_clear = len(found) == 1 and kind.named.search(words)
        if not is_clear or (kind.form is PHONE and OTHER_NUMBERS.search(words)):
            raise UnclearRequestError
        yield kind.pointer, next(iter(found.values()))


def _comparable(field: str, value: str) -> str:
    """The value in the form in which two of them are compared; empty where it cannot be one."""
    if field == "phone":
        number = dial_number(value)
        return number if number.startswith("+44") else ""
    if field == "email":
        return value.lower()
    address = value if value.lower().startswith("http") else f"https://{value}"
    if find_url_fault(address) or SOCIAL.search(value) or OWN_PAGE.search(value):
        return ""
    return normalise_url(address)


def _find_address(words: str, before: RecordData) -> Iterator[tuple[Pointer, str]]:
    """The new office of a group that already shows its office, in the same town."""
    start = NEW_ADDRESS.search(words)
    if not start:
        return
    text = words[start.end() : start.end() + MAX_ADDRESS]
    postcode = POSTCODE_IN_TEXT.search(text)
    base = before.get("based_in")
    if not postcode or not isinstance(base, dict) or not base.get("address"):
        raise UnclearRequestError
    address, code = split_address(", ".join(text[: postcode.end()].splitlines()))
    *lines, town = [part.strip() for part in address.split(",") if part.strip()]
    if not lines or fold(town) != fold(str(base.get("town", ""))) or "coordinates" in base:
        raise UnclearRequestError
    yield ("based_in", "address"), ", ".join(lines)
    yield ("based_in", "postcode"), code
