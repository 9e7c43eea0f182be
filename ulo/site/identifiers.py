"""By which numbers and addresses a group is found: in the one form in which each is compared.

docs/assets/js/find/identifiers.js reads what people type in the same way; both are held to
tests/data/identifier_cases.yml. Nothing is here that the page of the group does not show.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_uppercase
from urllib.parse import urlsplit

from ulo.core import NEVER
from ulo.model import Organisation
from ulo.records.values import country_forms
from ulo.schema import Schema

# What large sites put before their names for phones and languages.
SUBDOMAINS = re.compile(r"(?:(?:www\d?|m|mobile|web|[a-z]{2}-[a-z]{2})\.)+(?=[^.]+\.)")
SAME_SITES = {"twitter.com": "x.com", "fb.com": "facebook.com", "youtu.be": "youtube.com"}


@dataclass(frozen=True, eq=False)
class NumberForms:
    """What numbers of the country have before them, as patterns.

    `scheme` is the name of a register, and `code` the country of a phone number, or a trunk that is
    no nought. `relay` is the service that people put before a number.
    """

    scheme: str
    code: str
    relay: str


@lru_cache(maxsize=4)
def number_forms(schema: Schema) -> NumberForms:
    """The forms in the country of this schema."""
    phones, registers = country_forms(schema).phones, schema.registers
    schemes = "|".join(scheme.replace("-", "-?") for scheme in registers.by_scheme)
    behind = rf"(?=\d{{{phones.fewest}}})"
    starts = [rf"(?:00)?{phones.calling_code}{behind}"] if phones.calling_code else []
    if phones.trunk.strip("0"):
        starts.append(f"^{phones.trunk}{behind}")
    relay = rf"{phones.relay}(?={phones.trunk}\d{{{phones.fewest}}})" if phones.relay else NEVER
    return NumberForms(f"(?:{schemes or NEVER})-?", "|".join(starts) or NEVER, relay)


def browser_forms(schema: Schema) -> dict[str, object]:
    """What the reader in the browser needs, as JSON.

    `labels` is what people type beside a number, `paper` the letters that numbers have on paper
    alone, and `endings` are those of web addresses of the country.
    """
    forms, registers = number_forms(schema), schema.registers
    return {
        "scheme": forms.scheme,
        "code": forms.code,
        "relay": forms.relay,
        "labels": " ".join(registers.search_labels),
        "paper": [register.paper for register in registers.by_scheme.values() if register.paper],
        "endings": "|".join(schema.country_file("web").get("endings", ())),
    }


def by_identifier(organisations: Sequence[Organisation], schema: Schema) -> dict[str, list[int]]:
    """The numbers of the groups that have each key, in the order of the keys."""
    groups: dict[str, list[int]] = {}
    for number, o in enumerate(organisations):
        for key in dict.fromkeys(identifier_keys(o, schema)):
            groups.setdefault(key, []).append(number)
    return dict(sorted(groups.items()))


def identifier_keys(o: Organisation, schema: Schema) -> Iterator[str]:
    """The keys of all numbers and addresses on the page of a group; some may come twice."""
    contact = o.contact
    texts = (
        *(number for _, number in o.identifiers),
        *(contact.phone, contact.sms, contact.textphone),
        *(contact.website, contact.email, contact.bsl, *contact.social),
    )
    yield from (key_of(text, schema) for text in texts if text)


def key_of(text: str, schema: Schema) -> str:
    """The key of a number or an address, whichever it is."""
    if "//" in text:
        return web_key(text)
    return text.lower() if "@" in text else number_key(text, number_forms(schema))


def number_key(number: str, forms: NumberForms) -> str:
    """A number of a register or a phone without spaces, signs, leading noughts and its country."""
    bare = re.sub(forms.scheme, "", number, count=1, flags=re.IGNORECASE)
    sign = re.sub(r"[^0-9A-Z]", "", bare.upper())
    digits = sign.lstrip(ascii_uppercase)
    letters = sign.removesuffix(digits)
    if not letters:
        digits = re.sub(forms.code, "", digits, count=1)
    return letters + digits.lstrip("0")


def web_key(url: str) -> str:
    """The host and the path of a web address, as both would be typed."""
    parts = urlsplit(url)
    host = SUBDOMAINS.sub("", (parts.hostname or "").lower(), count=1)
    path = re.sub(r"/index\.\w+/*$|(?<!/)/+$", "", parts.path).lower()
    return SAME_SITES.get(host, host) + path
