"""The rules about ways to reach a group: web addresses, phone numbers and mailboxes."""

import ipaddress
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from urllib.parse import urlsplit

import phonenumbers

from ulo.checks.context import CheckContext
from ulo.core import WARNING, Problem, fold, quote, rule

# Letters of Welsh, Gaelic and Irish, which the names of sites may have. Other letters could pass
# for a to z.
ACCENTED_LETTERS = frozenset("àáâäèéêëìíîïòóôöùúûüẁẃŵẅỳýŷÿ")
GENERIC_MAILBOXES = frozenset(
    "access accounts action admin administration admissions advice advocacy advocate all arts ask askus bookings campaign campaigns "
    "carers centre chair charity coproduction comms communications community connect contact contactus coordinator "
    "directpayments editor education enquire enquiries enquiry equality events feedback finance forum friends fundraising general group "
    "groups hello help helpdesk helpline hi hub info information inclusion involvement join library mail mailbox main manager media meet "
    "members membership network news newsletter office outreach participation peer peersupport post press projects project reception "
    "referrals research secretary service services social speak staff support talk team training treasurer "
    "volunteer volunteering volunteers voice voices web webmaster welcome women young youth".split()
)
NON_PUBLIC_TLDS = (
    "local",
    "localhost",
    "internal",
    "lan",
    "home",
    "corp",
    "test",
    "invalid",
    "onion",
    "arpa",
)


@lru_cache(4096)
def find_url_fault(address: str) -> str | None:
    """Why a web address can not be used, or None. Only public sites reached by http or https pass."""
    if " " in address or not address.isprintable():
        return "there is a space or an invisible sign in it"
    scheme, colon, _ = address.partition(":")
    if (
        colon
        and re.fullmatch(r"[A-Za-z][A-Za-z0-9+-]*", scheme)
        and scheme.lower() not in ("http", "https")
    ):
        return f"it starts with {scheme.lower()}:"
    if not re.match(r"https?://", address):
        return (
            "https is not in small letters"
            if re.match(r"https?://", address, re.IGNORECASE)
            else "it does not start with https://"
        )
    if bad := re.search(r"[<>\"\\^`{|}]", address):
        return f"there is a {bad.group()} in it"
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
        if "xn--" in host:
            host = host.encode("ascii").decode("idna")  # how browsers may show it
    except ValueError:
        return "the name of the site is not well formed"
    if "@" in parts.netloc:
        return "there is a name or password in it"
    if not all(c.isascii() or c in ACCENTED_LETTERS for c in host):
        return "the name of the site has letters that can be mistaken for others"
    try:
        ipaddress.ip_address(host)
        return "it has numbers in place of the name of a site"
    except ValueError:
        pass
    labels = host.rstrip(".").split(".")
    if re.fullmatch(r"\d+|0x[0-9a-f]*", labels[-1]):
        return "it has numbers in place of the name of a site"
    if len(labels) < 2 or len(labels[-1]) < 2 or labels[-1] in NON_PUBLIC_TLDS:
        return "it does not lead to a public site"
    if not all(re.fullmatch(r"\w([\w-]*\w)?", label) for label in labels):
        return "the name of the site is not well formed"
    return None


# What newsletters and advertisements add to an address; the page is the same without it.
TRACKING_PARAMETERS = re.compile(r"(?<=[?&])(?:utm_\w+|fbclid|gclid|mc_[ce]id)=[^&]*&?")


def normalise_url(address: str) -> str:
    """What two addresses of one page have in common: without http or https, www., a last slash, a
    fragment, and what counts visits.
    """
    rest = re.sub(r"^https?://(www\.)?", "", address.partition("#")[0], flags=re.IGNORECASE)
    host = re.match(r"[^/?]*", rest).group()
    path = TRACKING_PARAMETERS.sub("", rest[len(host) :]).rstrip("?&")
    path = f"/{path}" if path.startswith("?") else path
    return (host.lower().removesuffix(":80").removesuffix(":443").rstrip(".") + path).rstrip("/")


@rule()
def unsafe_address(context: CheckContext) -> Iterator[Problem]:
    """A web address leads to a public site over http or https.

    Addresses that run code, carry a password, or lead into a private network are refused. So are
    bare numbers and names whose letters only look like others.
    """
    for pointer, text, node in context.scalars:
        if node.get("format") == "uri" and text and (reason := find_url_fault(text)):
            yield context.problem("unsafe-address", pointer, reason=reason)


# Ofcom keeps these for fiction. Our own examples use them; the library does not know them.
FICTIONAL_MOBILE = re.compile(r"(\+44 ?|0)7700 ?900 ?\d{3}$")


@lru_cache(4096)
def _phone_number_type(number: str) -> int | None:
    """One of phonenumbers.PhoneNumberType, or None for what can not be rung from the United
    Kingdom.
    """
    if FICTIONAL_MOBILE.match(number):
        return phonenumbers.PhoneNumberType.MOBILE
    try:
        # Short numbers (119, 18001) are no numbers of a group; what is valid can be rung from the
        # United Kingdom.
        parsed = phonenumbers.parse(number, "GB")
    except phonenumbers.NumberParseException:
        return None
    return phonenumbers.number_type(parsed) if phonenumbers.is_valid_number(parsed) else None


PHONE_FIELDS = ("phone", "sms", "textphone")
MOBILE_TYPES = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.PERSONAL_NUMBER)


@rule()
def phone_number(context: CheckContext) -> Iterator[Problem]:
    """A phone number can be rung: it has the right number of digits and a known area code.

    Instead of `0113 496 000` write `0113 496 0000`.
    """
    for name in PHONE_FIELDS:
        number = context.text("contact", name)
        if number and (
            not re.fullmatch(r"\+?[0-9][0-9 ()-]{5,29}", number)
            or _phone_number_type(number) is None
        ):
            yield context.problem("phone-number", ("contact", name), value=quote(number))
        elif number and _phone_number_type(number) == phonenumbers.PhoneNumberType.PREMIUM_RATE:
            yield context.problem(
                "phone-number", ("contact", name), variant="dear", value=quote(number)
            )


@rule(WARNING)
def mobile_number(context: CheckContext) -> Iterator[Problem]:
    """A mobile number is the group's own, not a member's.

    Many small groups have a mobile of their own. A person's number must not be published.
    """
    for name in PHONE_FIELDS:
        number = context.text("contact", name)
        if number and _phone_number_type(number) in MOBILE_TYPES:
            yield context.problem("mobile-number", ("contact", name), value=quote(number))


@rule(WARNING)
def personal_email(context: CheckContext) -> Iterator[Problem]:
    """A mailbox is the group's own, not a person's.

    A mailbox counts as the group's if it has a word such as info or hello, or a word of the group's
    name.
    """
    email = context.text("contact", "email")
    if not re.fullmatch(r"[!-?A-~]+@[!-?A-~]+", email):
        return  # wrong-form says it
    local, _, domain = email.lower().partition("@")
    names = fold(" ".join([context.text("name"), *context.texts("also_known_as")])).split()
    own = {word for word in names if len(word) > 2} | {"".join(word[0] for word in names if word)}
    own |= {label for label in domain.split(".")[:-1] if len(label) > 2}
    for word in re.split(r"[._+-]", local):
        if word in GENERIC_MAILBOXES or any(
            mailbox in word for mailbox in GENERIC_MAILBOXES if len(mailbox) > 4
        ):
            return
        if len(word) > 2 and any(word in mine or (len(mine) > 2 and mine in word) for mine in own):
            return
    yield context.problem("personal-email", ("contact", "email"), value=quote(email))


@rule()
def listed_twice(context: CheckContext) -> Iterator[Problem]:
    """Each page is listed once.

    The same address with http and https, or with and without www, is the same page.
    """
    for listed in (("sources",), ("contact", "social")):
        first: dict[str, str] = {}
        for pointer, text, node in context.scalars:
            if pointer[: len(listed)] == listed and node.get("format") == "uri":
                key = normalise_url(text)
                if key in first and not (listed == ("contact", "social") and first[key] == text):
                    yield context.problem(
                        "listed-twice", pointer, first=quote(first[key]), second=quote(text)
                    )
                first.setdefault(key, text)


# A mailbox, or a number that can be rung; years, postcodes and numbers in a register are shorter.
CONTACT_DETAIL = re.compile(
    r"[\w.+-]+@[\w-]+\.\w(?:[\w.-]*\w)?|(?<![\w/.-])(?:\+44 ?(?:\(0\) ?)?|\(?0)\d(?:[ ()-]{0,2}\d){7,}(?!\w)"
)


@rule(WARNING)
def way_in_text(context: CheckContext) -> Iterator[Problem]:
    """Mailboxes and phone numbers stand in their own fields, not in the middle of a text.

    There they are looked at: a person's own must not be published. Instead of `Write to Jo at
    jo@example.org` write `Write to the group`.
    """
    for pointer, text, node in context.scalars:
        if (
            node.get("type") == "string"
            and not {"format", "pattern"} & node.keys()
            and pointer[0] != "contact"
            and (way := CONTACT_DETAIL.search(text))
        ):
            yield context.problem("way-in-text", pointer, value=quote(way.group()))


GENERAL_RULES: list[Callable[[CheckContext], Iterator[Problem]]] = [
    unsafe_address,
    listed_twice,
    way_in_text,
]
RULES: list[Callable[[CheckContext], Iterator[Problem]]] = [
    *GENERAL_RULES,
    phone_number,
    mobile_number,
    personal_email,
]
