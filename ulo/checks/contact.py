"""The rules about ways to reach a group: web addresses, phone numbers and mailboxes."""

import re
from collections.abc import Iterator
from functools import lru_cache

from ulo.checks.context import CheckContext, RecordRule
from ulo.checks.web_addresses import find_url_fault, normalise_url
from ulo.core import WARNING, Problem, fold, quote, rule
from ulo.records import values

PHONE_FIELDS = ("phone", "sms", "textphone")
UNDERSTOOD_PHONE = re.compile(r"[+0][0-9 ]+(?: ext\. [0-9]+)?")
# The kinds of phone number that the rules tell apart.
MOBILE, DEAR, OTHER = "mobile", "dear", "other"
# Ofcom keeps these for fiction. Our own examples use them; phonenumbers does not know them.
FICTIONAL = {
    re.compile(r"\+447700900\d{3}"): MOBILE,
    re.compile(r"\+441632960\d{3}"): OTHER,
}
MAILBOX = re.compile(r"[!-?A-~]+@[!-?A-~]+")
# A mailbox, or a number that can be rung; years, postcodes and numbers in a register are shorter.
CONTACT_DETAIL = re.compile(
    r"[\w.+-]+@[\w-]+\.\w(?:[\w.-]*\w)?"
    r"|(?<![\w/.-])(?:\+44 ?(?:\(0\) ?)?|\(?0)\d(?:[ ()-]{0,2}\d){7,}(?!\w)"
)
# Each has one of these, and most texts have none.
HINT_OF_CONTACT = re.compile(r"[@0]|\+44")
# Parts of mailboxes that are a group's own and not a person's.
GENERIC_MAILBOXES = frozenset(
    "access accounts action admin administration admissions advice advocacy advocate all arts ask "
    "askus bookings campaign campaigns carers centre chair charity coproduction comms "
    "communications community connect contact contactus coordinator directpayments editor "
    "education enquire enquiries enquiry equality events feedback finance forum friends "
    "fundraising general group groups hello help helpdesk helpline hi hub info information "
    "inclusion involvement join library mail mailbox main manager media meet members membership "
    "network news newsletter office outreach participation peer peersupport post press projects "
    "project reception referrals research secretary service services social speak staff support "
    "talk team training treasurer volunteer volunteering volunteers voice voices web webmaster "
    "welcome women young youth".split()
)


@rule()
def unsafe_address(context: CheckContext) -> Iterator[Problem]:
    """A web address leads to a public site over http or https.

    Addresses that run code, carry a password, or lead into a private network are refused. So are
    bare numbers and names whose letters only look like others.
    """
    for pointer, text, _ in context.addresses:
        if text and (reason := _find_fault(text)):
            yield context.problem("unsafe-address", pointer, reason=reason)


def _find_fault(address: str) -> str | None:
    """Why an address cannot be used, or the page that it leads to through another site."""
    if fault := find_url_fault(address):
        return fault
    page = values.read_web_address(address)
    return find_url_fault(page) if page != address else None


@rule()
def indirect_address(context: CheckContext) -> Iterator[Problem]:
    """A web address is that of the page itself.

    It does not lead through another site, such as a mail filter or a short link: that could lead
    anywhere, and sees who follows it. Nor does it end in the full stop of a sentence, or tell where
    people come from.
    """
    for pointer, text, _ in context.addresses:
        if not text or _find_fault(text):
            continue  # empty-field or unsafe-address says it
        written = values.read_web_address(text)
        if host := values.hiding_host(written):
            yield context.problem("indirect-address", pointer, variant="hidden", host=quote(host))
        elif written != text:
            yield context.problem("indirect-address", pointer, value=quote(text), written=written)


@rule()
def phone_number(context: CheckContext) -> Iterator[Problem]:
    """A phone number can be rung: it has the right number of digits and a known area code.

    Instead of `0113 496 000` write `0113 496 0000`. Brackets, dots and +44 are understood.
    """
    for name in PHONE_FIELDS:
        number, pointer = context.text("contact", name), ("contact", name)
        if not number:
            continue
        kind = _phone_number_kind(number)
        if kind is None:
            yield context.problem("phone-number", pointer, value=quote(number))
        elif kind == DEAR:
            yield context.problem("phone-number", pointer, variant="dear", value=quote(number))
        elif not re.search(context.schema.subschema(pointer)["pattern"], number):
            written = values.read_phone(values.clean_text(number))
            yield context.problem(
                "phone-number", pointer, variant="form", value=quote(number), written=written
            )


@rule(WARNING)
def mobile_number(context: CheckContext) -> Iterator[Problem]:
    """A mobile number is the group's own, not a member's.

    Many small groups have a mobile of their own. A person's number must not be published.
    """
    for name in PHONE_FIELDS:
        number = context.text("contact", name)
        if number and _phone_number_kind(number) == MOBILE:
            yield context.problem("mobile-number", ("contact", name), value=quote(number))


@rule(WARNING)
def personal_email(context: CheckContext) -> Iterator[Problem]:
    """A mailbox is the group's own, not a person's.

    A mailbox counts as the group's if it has a word such as info or hello, or a word of the group's
    name.
    """
    email = context.text("contact", "email")
    if not MAILBOX.fullmatch(email):
        return  # wrong-form says it
    local, _, domain = email.lower().partition("@")
    name_words = fold(" ".join([context.text("name"), *context.texts("also_known_as")])).split()
    initials = "".join(word[0] for word in name_words)
    own_words = {initials, *(w for w in (*name_words, *domain.split(".")[:-1]) if len(w) > 2)}
    words = re.split(r"[._+-]", local)
    if not any(_is_generic(word) or _is_own(word, own_words) for word in words):
        yield context.problem("personal-email", ("contact", "email"), value=quote(email))


def _is_generic(word: str) -> bool:
    """Whether a part of a mailbox is one that groups use, or has a longer one of these in it."""
    return word in GENERIC_MAILBOXES or any(
        mailbox in word for mailbox in GENERIC_MAILBOXES if len(mailbox) > 4
    )


def _is_own(word: str, own_words: set[str]) -> bool:
    """Whether a part of a mailbox has a word of the group in it, or is in one."""
    return len(word) > 2 and any(word in own or (len(own) > 2 and own in word) for own in own_words)


@rule()
def listed_twice(context: CheckContext) -> Iterator[Problem]:
    """Each page is listed once.

    The same address with http and https, or with and without www, is the same page.
    """
    social = ("contact", "social")
    for field in (("sources",), social):
        first: dict[str, str] = {}
        for pointer, text, _ in context.addresses:
            if pointer[: len(field)] != field:
                continue
            page = normalise_url(text)
            earlier = first.get(page)
            if earlier is None:
                first[page] = text
            elif field != social or earlier != text:  # repeated-entry says it of equal texts
                yield context.problem(
                    "listed-twice", pointer, first=quote(earlier), second=quote(text)
                )


@rule(WARNING)
def way_in_text(context: CheckContext) -> Iterator[Problem]:
    """Mailboxes and phone numbers stand in their own fields, not in the middle of a text.

    There they are looked at: a person's own must not be published. Instead of
    `Write to Jo at jo@example.org` write `Write to the group`.
    """
    for pointer, text, node in context.prose:
        if "pattern" in node or "format" in node or pointer[0] == "contact":
            continue
        if HINT_OF_CONTACT.search(text) and (detail := CONTACT_DETAIL.search(text)):
            yield context.problem("way-in-text", pointer, value=quote(detail.group()))


GENERAL_RULES: list[RecordRule] = [unsafe_address, indirect_address, listed_twice, way_in_text]
RULES: list[RecordRule] = [*GENERAL_RULES, phone_number, mobile_number, personal_email]


@lru_cache(4096)
def _phone_number_kind(number: str) -> str | None:
    """MOBILE, DEAR or OTHER; None for what cannot be rung from the UK, or is not understood."""
    number = values.read_phone(values.clean_text(number))
    dialled = values.dial_number(number).partition(";")[0]
    for form, kind in FICTIONAL.items():
        if form.fullmatch(dialled):
            return kind
    # What is not understood has other signs left.
    if not UNDERSTOOD_PHONE.fullmatch(number):
        return None
    # Half of the groups have no phone, and the library takes a while to import.
    import phonenumbers
    from phonenumbers import PhoneNumberType

    try:
        # Short numbers (119, 18001) are not valid: no group has one.
        parsed = phonenumbers.parse(dialled, "GB")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    kinds = {
        PhoneNumberType.MOBILE: MOBILE,
        PhoneNumberType.PERSONAL_NUMBER: MOBILE,
        PhoneNumberType.PREMIUM_RATE: DEAR,
    }
    return kinds.get(phonenumbers.number_type(parsed), OTHER)
