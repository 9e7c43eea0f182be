"""What a group is known by, each thing as a key that is the same however it is written."""

import re
from collections.abc import Iterator
from functools import lru_cache

from ulo.checks.contact import PHONE_FIELDS
from ulo.checks.context import CheckContext
from ulo.checks.web_addresses import normalise_url, url_host
from ulo.core import fold
from ulo.records import values
from ulo.schema import Schema

# Initials and short words belong to many groups.
MIN_NAME_LENGTH = 5
# A page at the top of a site, and its name without the ending of a file.
TOP_PAGE = re.compile(r"([\w-]+)(?:\.\w+)?")


def identity_keys(context: CheckContext) -> Iterator[str]:
    """What a group is known by: its names, pages, mailbox, phones and numbers in registers.

    Each is a kind and a value, in one form however it is written: `phone 01134960000`.
    """
    schema = context.schema
    languages = schema.subschema(("names",)).get("properties", ())
    for name in (*context.names, *(context.text("names", code) for code in languages)):
        yield from name_keys(name, schema)
    for address in (context.text("contact", "website"), *context.texts("contact", "social")):
        if page := page_key(address, schema):
            yield f"page {page}"
    if email := context.text("contact", "email"):
        yield f"mailbox {email.lower()}"
    plan = values.country_forms(schema).phones
    for field in PHONE_FIELDS:
        number = values.read_phone(context.text("contact", field), plan)
        if digits := re.sub(r"\D", "", number.partition(" ext. ")[0]):
            yield f"phone {digits}"
    for scheme in schema.registers.by_scheme:
        number = context.text("identifiers", scheme)
        if re.search("[1-9]", number):  # "none" and "n/a" are no numbers
            yield f"{scheme} {number}"


def key_kind(key: str) -> str:
    """The kind of evidence that a key is; a number in any register is one kind."""
    kind = key.partition(" ")[0]
    return "number" if kind.isupper() else kind


@lru_cache(maxsize=16)
def optional_words(schema: Schema) -> frozenset[str]:
    """What may be added to a name, or left off, without making it another one."""
    names = schema.country_file("names")
    return frozenset((*names.get("articles", ()), *names.get("legal_endings", ())))


def name_keys(name: str, schema: Schema) -> Iterator[str]:
    """The key of a name; none for a short one, which many groups have."""
    optional = optional_words(schema)
    words = [word for word in fold(name).split() if word not in optional]
    if len("".join(words)) >= MIN_NAME_LENGTH:
        yield f"name {' '.join(words)}"


def page_key(address: str, schema: Schema) -> str:
    """The page of an address, the host alone for a front page; empty for no address.

    A front page stands for the whole site. Any other may be one of many on somebody else's site.
    """
    page = normalise_url(address) if address else ""
    host, _, path = page.partition("/")
    found = TOP_PAGE.fullmatch(path)
    is_front = found and found[1] in schema.country_file("web").get("front_pages", ())
    return host if is_front else page


def site_keys(context: CheckContext) -> list[str]:
    """The key of the site that a website is on; none without a website."""
    host = url_host(context.text("contact", "website"))
    return [f"site {host}"] if host else []
