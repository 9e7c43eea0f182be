"""What a group is known by, each thing as a key that is the same however it is written."""

import re
from collections.abc import Iterator

from ulo.checks.contact import PHONE_FIELDS
from ulo.checks.context import CheckContext
from ulo.checks.web_addresses import normalise_url, url_host
from ulo.core import fold
from ulo.records import values

# The registers whose numbers a record may give, as org-id.guide calls them.
IDENTIFIER_SCHEMES = ("GB-CHC", "GB-SC", "GB-NIC", "GB-COH", "GB-MPR")
# What may be added to a name, or left off, without making it another one.
STOP_WORDS = frozenset("the ltd limited cic cio".split())
# Initials and short words belong to many groups.
MIN_NAME_LENGTH = 5
# Pages that stand for a whole site. Any other page may be one of many on somebody else's site.
FRONT_PAGES = re.compile(r"/(home|index|about|about-us|contact|contact-us|en|cy)(\.\w+)?")


def identity_keys(context: CheckContext) -> Iterator[str]:
    """What a group is known by: its names, pages, mailbox, phones and numbers in registers.

    Each is a kind and a value, in one form however it is written: `phone 01134960000`.
    """
    for name in (*context.names, *(context.text("names", code) for code in ("cy", "gd", "ga"))):
        yield from name_keys(name)
    for address in (context.text("contact", "website"), *context.texts("contact", "social")):
        if page := page_key(address):
            yield f"page {page}"
    if email := context.text("contact", "email"):
        yield f"mailbox {email.lower()}"
    for field in PHONE_FIELDS:
        number = values.read_phone(context.text("contact", field))
        if digits := re.sub(r"\D", "", number.partition(" ext. ")[0]):
            yield f"phone {digits}"
    for scheme in IDENTIFIER_SCHEMES:
        number = context.text("identifiers", scheme)
        if re.search("[1-9]", number):  # "none" and "n/a" are no numbers
            yield f"{scheme} {number}"


def key_kind(key: str) -> str:
    """The kind of evidence that a key is; a number in any register is one kind."""
    kind = key.partition(" ")[0]
    return "number" if kind.startswith("GB-") else kind


def name_keys(name: str) -> Iterator[str]:
    """The key of a name; none for a short one, which many groups have."""
    words = [word for word in fold(name).split() if word not in STOP_WORDS]
    if len("".join(words)) >= MIN_NAME_LENGTH:
        yield f"name {' '.join(words)}"


def page_key(address: str) -> str:
    """The page of an address, the host alone for a front page; empty for no address."""
    page = normalise_url(address) if address else ""
    host, slash, path = page.partition("/")
    return host if FRONT_PAGES.fullmatch(slash + path) else page


def site_keys(context: CheckContext) -> list[str]:
    """The key of the site that a website is on; none without a website."""
    host = url_host(context.text("contact", "website"))
    return [f"site {host}"] if host else []
