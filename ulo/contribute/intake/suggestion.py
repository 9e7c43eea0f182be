"""What a person asks for in their own words: a change of a record, as far as it is certain.

A value is only taken where it has the right form, its field is named, and there is no other that
could be meant. A person decides about it in any case.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache

from ulo.checks import find_url_fault, normalise_url
from ulo.contribute.fields import set_value
from ulo.contribute.intake.mail_words import MailWords, mail_words
from ulo.core import fold
from ulo.records.values import (
    CountryForms,
    PhonePlan,
    country_forms,
    dial_number,
    split_address,
)
from ulo.schema import Pointer, RecordData, Schema

# Whoever writes more asks for more than a new number.
MAX_WORDS = 3_000
# As much as is looked at before a value.
BEFORE_VALUE = 40
EMAIL = re.compile(r"[\w.%+'-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,20}\b")
# The endings of addresses that may be written without https:// everywhere; the country has more.
COMMON_ENDINGS = ("org", "com", "net", "info", "coop", "charity", "ngo", "eu")
OWN_PAGE = re.compile(r"/orgs/[a-z0-9-]+")
# Pages there are not the group's own site.
SOCIAL = re.compile(
    r"(?:^|[/.])(?:facebook|instagram|twitter|x|tiktok|linkedin|youtube|bsky|threads)\.",
    re.IGNORECASE,
)
MAX_ADDRESS = 200


@dataclass(frozen=True)
class Kind:
    """A kind of value: its field, the words that name it, its form.

    The form of phone numbers is that of the country.
    """

    pointer: tuple[str, str]
    named: re.Pattern[str]
    form: re.Pattern[str]


@lru_cache(maxsize=4)
def _kinds(schema: Schema) -> tuple[Kind, ...]:
    """The kinds of values that a person may change so."""
    words = mail_words(schema)
    return (
        Kind(("contact", "phone"), words.phone, _phone_form(country_forms(schema).phones)),
        Kind(("contact", "email"), words.email, EMAIL),
        Kind(("contact", "website"), words.website, _website_form(schema)),
    )


def _website_form(schema: Schema) -> re.Pattern[str]:
    """An address, which may lack https://."""
    endings = "|".join((*COMMON_ENDINGS, *schema.country_file("web").get("endings", ())))
    return re.compile(
        r"(?<![\w@.-])(?:https?://[^\s<>\"']{4,500}|(?:www\.)?(?:[a-z0-9-]{1,63}\.){1,4}"
        rf"(?:{endings})\b(?!@)(?:/[^\s<>\"']{{0,500}})?)",
        re.IGNORECASE,
    )


class UnclearRequestError(Exception):
    """More than one thing may be meant."""


def find_request(text: str, words: MailWords) -> str:
    """`closed` or `remove` where the person says so, else empty. No computer decides on these."""
    if words.remove.search(text):
        return "remove"
    return "closed" if words.closed.search(text) else ""


def suggest_change(text: str, before: RecordData, schema: Schema) -> RecordData | None:
    """The data with the values that the person names, or None where nothing is certain."""
    if len(text) > MAX_WORDS or not mail_words(schema).change.search(text):
        return None
    data = deepcopy(before)
    try:
        changes = [*_find_values(text, before, schema), *_find_address(text, before, schema)]
    except UnclearRequestError:
        return None
    for pointer, value in changes:
        set_value(data, pointer, value)
    return data if changes else None


def _find_values(text: str, before: RecordData, schema: Schema) -> Iterator[tuple[Pointer, str]]:
    words, forms = mail_words(schema), country_forms(schema)
    contact = before.get("contact")
    for kind in _kinds(schema):
        field = kind.pointer[-1]
        current = contact.get(field, "") if isinstance(contact, dict) else ""
        found: dict[str, str] = {}
        for match in kind.form.finditer(text):
            value = " ".join(match[0].split()).rstrip(".,;:)!?")
            key = _comparable(field, value, forms)
            is_old = words.old_value.search(
                text[max(0, match.start() - BEFORE_VALUE) : match.start()]
            )
            if key and not is_old and key != _comparable(field, str(current), forms):
                found.setdefault(key, value)
        if not found:
            continue
        is_clear = len(found) == 1 and kind.named.search(text)
        if not is_clear or (field == "phone" and words.other_numbers.search(text)):
            raise UnclearRequestError
        yield kind.pointer, next(iter(found.values()))


def _comparable(field: str, value: str, forms: CountryForms) -> str:
    """The value in the form in which two of them are compared; empty where it cannot be one."""
    if field == "phone":
        number = dial_number(value, forms.phones)
        return number if number.startswith(f"+{forms.phones.calling_code}") else ""
    if field == "email":
        return value.lower()
    address = value if value.lower().startswith("http") else f"https://{value}"
    if find_url_fault(address) or SOCIAL.search(value) or OWN_PAGE.search(value):
        return ""
    return normalise_url(address)


@lru_cache(maxsize=4)
def _phone_form(plan: PhonePlan) -> re.Pattern[str]:
    """A phone number of the country in a text."""
    code, trunk = plan.calling_code, re.escape(plan.trunk) or "[0-9]"
    return re.compile(
        rf"(?<![\w/.-])(?:\+{code}|00{code}|\(?{trunk})[0-9 ().-]{{7,18}}[0-9](?![0-9/])"
    )


def _find_address(text: str, before: RecordData, schema: Schema) -> Iterator[tuple[Pointer, str]]:
    """The new office of a group that already shows its office, in the same town."""
    start = mail_words(schema).new_address.search(text)
    if not start:
        return
    forms = country_forms(schema)
    text = text[start.end() : start.end() + MAX_ADDRESS]
    postcode = forms.postcodes.in_text.search(text)
    base = before.get("based_in")
    if not postcode or not isinstance(base, dict) or not base.get("address"):
        raise UnclearRequestError
    address, code = split_address(", ".join(text[: postcode.end()].splitlines()), forms.postcodes)
    *lines, town = [part.strip() for part in address.split(",") if part.strip()]
    if not lines or fold(town) != fold(str(base.get("town", ""))) or "coordinates" in base:
        raise UnclearRequestError
    yield ("based_in", "address"), ", ".join(lines)
    yield ("based_in", "postcode"), code
