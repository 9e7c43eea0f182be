"""What all entities of HSDS share: their ids, and values in the form that the standard wants."""

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlsplit, urlunsplit

from ulo.catalogue import Catalogue
from ulo.exports.identity import organisation_key, permanent_id
from ulo.model import Organisation
from ulo.schema import Schema

# One object of JSON.
Entity = dict[str, object]

# What a URI (RFC 3986) may hold behind its host, beside letters and digits.
URI_SIGNS = "-._~:/?@!$&'()*+,;=%"
HOST = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*(?::[0-9]+)?")
STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
# Shorter numbers, such as 0800 1111, cannot be called from abroad.
LONG_NUMBER = 9


@dataclass(frozen=True)
class GroupIds:
    """The ids of what a group is in HSDS. `key` is what the ids of all its parts are made of."""

    key: str
    organization: str
    service: str
    location: str
    service_at_location: str

    def part(self, kind: str, *names: str) -> str:
        """The id of one part, such as a schedule; `names` tell it from the others of its kind."""
        return permanent_id(kind, self.key, *names)


def group_ids(catalogue: Catalogue, o: Organisation) -> GroupIds:
    """The same as long as the group is listed, also when it gets another name."""
    key = organisation_key(catalogue, o.slug)
    kinds = ("organization", "service", "location", "service_at_location")
    return GroupIds(key, *(permanent_id(kind, key) for kind in kinds))


def keep_known(entity: Entity) -> Entity:
    """Without what is not known: an empty text or list. A number stays, also nought."""
    return {key: value for key, value in entity.items() if value not in (None, "", [], {})}


def flat(entity: Entity) -> Entity:
    """An entity as lists have it: without the lists of what belongs to it."""
    return {key: value for key, value in entity.items() if not isinstance(value, list)}


def site_uri(catalogue: Catalogue, url: str) -> str:
    """The whole address of one of our pages; empty if the site does not know its own."""
    site_url = catalogue.instance.site_url
    return f"{site_url}{url}" if site_url else ""


def as_uri(address: str) -> str:
    """A web address with only the signs of a URI (RFC 3986); empty if its host is no plain name."""
    try:
        parts = urlsplit(address)
        host = parts.netloc.encode("idna").decode("ascii")
    except ValueError:
        return ""
    if not HOST.fullmatch(host):
        return ""
    path, query, fragment = (
        STRAY_PERCENT.sub("%25", quote(part, safe=URI_SIGNS))
        for part in (parts.path, parts.query, parts.fragment)
    )
    return urlunsplit((parts.scheme, host, path, query, fragment))


def international_number(schema: Schema, number: str) -> str:
    """A phone number as people abroad dial it (E.123): `+44 113 496 0101` for `0113 496 0101`.

    What is no full number of the country stays as it is.
    """
    phones = schema.country_file("phones")
    code, trunk = phones.get("calling_code"), phones.get("trunk", "")
    digits = re.sub("[^0-9]", "", number.partition(" ext.")[0])
    is_full = number.startswith(trunk or tuple("0123456789")) and len(digits) >= LONG_NUMBER
    return f"+{code} {number.removeprefix(trunk)}" if code and is_full else number


def date_time(day: date) -> str:
    """The start of a day; the standard wants milliseconds."""
    return f"{day.isoformat()}T00:00:00.000Z"
