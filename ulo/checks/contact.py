"""The rules about ways to reach a group: web addresses, phone numbers and mailboxes."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from ulo.checks.context import CheckContext, RecordRule
from ulo.checks.record_words import record_words
from ulo.checks.web_addresses import find_url_fault, fully_decoded, normalise_url
from ulo.core import WARNING, Problem, fold, is_mailbox, quote, rule
from ulo.records import values

PHONE_FIELDS = ("phone", "sms", "textphone")
# How a mailbox is written so that programs miss it: its signs as patterns, and their words.
SIGNS_OF_MAILBOXES = ((" ?@ ?", "at"), (r"\.", "dot"))
# What parts an address, and the dashes that people write for a hyphen.
ADDRESS_SIGNS = re.compile(r"[/=?&#:,]+")
DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
FOREIGN_DIGIT = re.compile(r"[^\D0-9]")
LETTER = re.compile(r"[^\W\d_]")
# What may stand between the digits of a number, and isn't dialled.
# An address may have + for a space.
BETWEEN_DIGITS = r"[ ()\[\]/.*_+\u00b7-]"
NO_DIAL_SIGN = re.compile(rf"(?!^\+){BETWEEN_DIGITS}")
UNDERSTOOD_PHONE = re.compile(r"\+?[0-9 ]+(?: ext\. [0-9]+)?")


@rule()
def unsafe_address(context: CheckContext) -> Iterator[Problem]:
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
    forms = values.country_forms(context.schema)
    for name in PHONE_FIELDS:
        number, pointer = context.text("contact", name), ("contact", name)
        if not number:
            continue
        kind = _phone_number_kind(number, forms)
        if kind is None:
            yield context.problem("phone-number", pointer, value=quote(number))
        elif kind == values.DEAR:
            yield context.problem("phone-number", pointer, variant="dear", value=quote(number))
        elif not re.search(context.schema.subschema(pointer)["pattern"], number):
            written = values.read_phone(values.clean_text(number), forms.phones)
            yield context.problem(
                "phone-number", pointer, variant="form", value=quote(number), written=written
            )


@rule(WARNING)
def mobile_number(context: CheckContext) -> Iterator[Problem]:
    forms = values.country_forms(context.schema)
    for name in PHONE_FIELDS:
        number = context.text("contact", name)
        if number and _phone_number_kind(number, forms) == values.MOBILE:
            yield context.problem("mobile-number", ("contact", name), value=quote(number))
    # Some addresses open a chat with whoever has a number.
    for pointer, text, _ in context.addresses:
        # One that is no mobile number must not hide one that is.
        details = _details_in_address(text, forms.phones) if pointer[0] == "contact" else ()
        for number in details:
            if _phone_number_kind(NO_DIAL_SIGN.sub("", number), forms) == values.MOBILE:
                yield context.problem("mobile-number", pointer, value=quote(number))
                break


@rule(WARNING)
def personal_email(context: CheckContext) -> Iterator[Problem]:
    email = context.text("contact", "email")
    if not is_mailbox(email):
        return  # wrong-form says it
    known = record_words(context.schema)
    if not known.mailboxes:
        return  # it is the lack of such words that is asked about
    local, _, domain = email.lower().partition("@")
    names = [fold(name).split() for name in (context.text("name"), *context.texts("also_known_as"))]
    initials = {"".join(word[0] for word in name) for name in names}
    long_words = {word for name in (*names, domain.split(".")[:-1]) for word in name if word[2:]}
    own_words = (initials | long_words) - known.common_in_mailboxes
    words = re.split(r"[._+-]", local)
    if not any(_is_generic(word, known.mailboxes) or _is_own(word, own_words) for word in words):
        yield context.problem("personal-email", ("contact", "email"), value=quote(email))


def _is_generic(word: str, mailboxes: frozenset[str]) -> bool:
    """Whether a part of a mailbox is one that groups use, or has a longer one of these in it."""
    return word in mailboxes or any(mailbox in word for mailbox in mailboxes if len(mailbox) > 4)


def _is_own(word: str, own_words: set[str]) -> bool:
    """Whether a part of a mailbox is a word of the group, has one in it, or begins one."""
    # Within a word may be a name: Ian in Guardian.
    return word in own_words or (
        len(word) > 2
        and any(own.startswith(word) or (len(own) > 2 and own in word) for own in own_words)
    )


@rule()
def listed_twice(context: CheckContext) -> Iterator[Problem]:
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
    plan = values.country_forms(context.schema).phones
    # The name of the file is in the address of the page.
    if detail := find_detail(context.record.slug.replace("-", " "), plan):
        yield context.problem("way-in-text", (), variant="slug", value=quote(detail))
    for pointer, text, node in context.prose:
        if "pattern" in node or "format" in node or pointer[0] == "contact":
            continue
        if detail := find_detail(text, plan):
            yield context.problem("way-in-text", pointer, value=quote(detail))
    for pointer, text, _ in context.addresses:
        # Of a number in an address of the group itself, mobile-number asks.
        details = _details_in_address(text, plan)
        is_asked = LETTER.search if pointer[0] == "contact" else None
        detail = next(filter(is_asked, details), "")
        if detail and not _find_fault(text):  # else unsafe-address says it
            yield context.problem("way-in-text", pointer, variant="address", value=quote(detail))


def _details_in_address(address: str, plan: values.PhonePlan) -> Iterator[str]:
    """As `find_details`, of a web address."""
    # A part of an address is a text of its own, and has no + before the code of a country.
    parts = ADDRESS_SIGNS.sub("\n", fully_decoded(address))
    return find_details(parts.replace(f"\n{plan.calling_code}", f"\n+{plan.calling_code}"), plan)


def find_detail(text: str, plan: values.PhonePlan) -> str:
    """The first of `find_details`; empty where there is none."""
    return next(find_details(text, plan), "")


def find_details(text: str, plan: values.PhonePlan) -> Iterator[str]:
    """The mailboxes and phone numbers in a text, in plain signs.

    Other forms of letters and digits, and (at) for @, are read as people read them.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(DASHES)
        text = FOREIGN_DIGIT.sub(lambda match: str(unicodedata.decimal(match.group())), text)
    hint, detail_form = contact_patterns(plan)
    if hint.search(text):
        yield from (found.group() for found in detail_form.finditer(text))


@lru_cache(maxsize=16)
def contact_patterns(plan: values.PhonePlan) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What each way to reach somebody has in it, and most texts lack; and such a way.

    That is a mailbox, or a number that can be rung. Years, postcodes and numbers in a register are
    shorter.
    """
    at, dot = (
        rf"(?:{sign}| ?[\[({{] ?(?i:{word}) ?[\])}}] ?)" for sign, word in SIGNS_OF_MAILBOXES
    )
    gap = rf"{BETWEEN_DIGITS}{{0,3}}"
    return (
        re.compile(
            rf"@|[\[({{] ?(?i:at) ?[\])}}]"
            rf"|\+\(?[1-9]|{re.escape(plan.trunk) or '[0-9]'}"
        ),
        re.compile(
            rf"(?<![\w.+@-])[\w.+-]{{1,500}}{at}[\w-]+{dot}\w(?:[\w.-]*\w)?"
            # The full stop of a label may touch the number: Tel.0113 496 0123.
            rf"|(?:(?<![\w/.-])|(?<=[^\W\d_]\.))"
            rf"(?:(?:{plan.start})(?:{gap}\d){{8,14}}|\+\(?[1-9](?:{gap}\d){{7,14}})(?!\w)"
        ),
    )


GENERAL_RULES: list[RecordRule] = [unsafe_address, indirect_address, listed_twice, way_in_text]
RULES: list[RecordRule] = [*GENERAL_RULES, phone_number, mobile_number, personal_email]


@lru_cache(4096)
def _phone_number_kind(number: str, forms: values.CountryForms) -> str | None:
    """A kind of `values.find_kind`; None for what cannot be rung here, or is not understood."""
    number = values.read_phone(values.clean_text(number), forms.phones)
    dialled = values.dial_number(number, forms.phones).partition(";")[0]
    for form, kind in forms.phones.fictional:
        if form.fullmatch(dialled):
            return kind
    # What is not understood has other signs left, or no code and no trunk at its start.
    is_complete = dialled.startswith("+") or number.startswith(("+", forms.phones.trunk))
    if not UNDERSTOOD_PHONE.fullmatch(number) or not is_complete:
        return None
    return values.find_kind(dialled, forms.code)
