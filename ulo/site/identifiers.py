"""By which numbers and addresses a group is found: in the one form in which each is compared.

docs/assets/js/find/identifiers.js reads what people type in the same way; both are held to
tests/data/identifier_cases.yml. Nothing is here that the page of the group does not show.
"""

import re
from collections.abc import Iterator, Sequence
from string import ascii_uppercase
from urllib.parse import urlsplit

from ulo.model import Organisation

SCHEME = re.compile(r"GB-?(?:CHC|SC|NIC|COH|MPR)-?", re.IGNORECASE)
COUNTRY_CODE = re.compile(r"(?:00)?44(?=\d{9})")
# What large sites put before their names for phones and languages.
SUBDOMAINS = re.compile(r"(?:(?:www\d?|m|mobile|web|[a-z]{2}-[a-z]{2})\.)+(?=[^.]+\.)")
SAME_SITES = {"twitter.com": "x.com", "fb.com": "facebook.com", "youtu.be": "youtube.com"}


def by_identifier(organisations: Sequence[Organisation]) -> dict[str, list[int]]:
    """The numbers of the groups that have each key, in the order of the keys."""
    groups: dict[str, list[int]] = {}
    for number, o in enumerate(organisations):
        for key in dict.fromkeys(identifier_keys(o)):
            groups.setdefault(key, []).append(number)
    return dict(sorted(groups.items()))


def identifier_keys(o: Organisation) -> Iterator[str]:
    """The keys of all numbers and addresses on the page of a group; some may come twice."""
    contact = o.contact
    texts = (
        *(number for _, number in o.identifiers),
        *(contact.phone, contact.sms, contact.textphone),
        *(contact.website, contact.email, contact.bsl, *contact.social),
    )
    yield from (key_of(text) for text in texts if text)


def key_of(text: str) -> str:
    """The key of a number or an address, whichever it is."""
    if "//" in text:
        return web_key(text)
    return text.lower() if "@" in text else number_key(text)


def number_key(number: str) -> str:
    """A number of a register or a phone without spaces, signs, leading noughts and +44."""
    sign = re.sub(r"[^0-9A-Z]", "", SCHEME.sub("", number, count=1).upper())
    digits = sign.lstrip(ascii_uppercase)
    letters = sign.removesuffix(digits)
    if not letters and len(digits) > 10:
        digits = COUNTRY_CODE.sub("", digits, count=1)
    return letters + digits.lstrip("0")


def web_key(url: str) -> str:
    """The host and the path of a web address, as both would be typed."""
    parts = urlsplit(url)
    host = SUBDOMAINS.sub("", (parts.hostname or "").lower(), count=1)
    path = re.sub(r"/(?:index\.\w+)?/*$", "", parts.path).lower()
    return SAME_SITES.get(host, host) + path
