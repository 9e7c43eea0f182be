"""Frozen dataclasses that say what an organisation is: a deliberate echo of schema/organisation.json.

A test holds the two equal, field by field. `organisation` fills one from checked data; nothing here checks again.
"""

from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from enum import StrEnum

from ulo.model.deserialise import build_dataclass

# A group counts as recently seen when its newest evidence is at most this many years old.
RECENT_YEARS = 4
# Beyond that, evidence is old up to this many years, and then very old.
OLD_YEARS = 9
# Who has confirmed a record is asked again after so many days.
RECONFIRM_AFTER_DAYS = 365


@dataclass(frozen=True)
class Leadership:
    """Who leads the group, on what basis we say so, and the source that shows it."""

    led_by: tuple[str, ...]
    basis: str
    evidence: str
    source: str
    board_share: int | None = None


@dataclass(frozen=True)
class ServiceArea:
    """How far the group reaches, and the ids of the places that it serves; both may be unknown."""

    reach: str = ""
    serves: tuple[str, ...] = ()


@dataclass(frozen=True)
class Location:
    """Where the group is based, only as exactly as it lets itself be placed."""

    town: str = ""
    area: str = ""
    address: str = ""
    postcode: str = ""
    district: str = ""
    coordinates: str = ""

    @property
    def point(self) -> tuple[float, float] | None:
        """The latitude and longitude that the group gives itself."""
        return tuple(map(float, self.coordinates.split(","))) if self.coordinates else None


@dataclass(frozen=True)
class Contact:
    """The ways to reach the group."""

    website: str = ""
    email: str = ""
    phone: str = ""
    sms: str = ""
    textphone: str = ""
    relay_uk: bool = False
    bsl: str = ""
    social: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any(
            (self.website, self.email, self.phone, self.sms, self.textphone, self.bsl, self.social)
        )


@dataclass(frozen=True)
class AccessFeature:
    """One thing that makes it easier to take part; `kind` is `is` in the record."""

    kind: str = field(metadata={"key": "is"})
    detail: str = ""
    year: int | None = None
    source: str = ""


@dataclass(frozen=True)
class Work:
    """One piece of participation work, done with or to a public body or service."""

    what: str
    stage: str
    source: str
    partner: str = field(default="", metadata={"key": "with"})
    kind: tuple[str, ...] = ()
    year: int | None = None
    changed: str = ""


@dataclass(frozen=True)
class Closure:
    """That the group has closed, and what is known of it."""

    source: str
    year: int | None = None
    about: bool = False
    successor: str = ""


@dataclass(frozen=True)
class Provenance:
    """When the record was last put together or confirmed, by whom, and which questions of the checks they looked into."""

    on: date
    by: str
    answered: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """A public page, and the fields that it backs up."""

    url: str
    title: str
    year: int | None = None
    supports: tuple[str, ...] = ()


@dataclass(frozen=True)
class Opportunity:
    """One way to take part that is open until a day."""

    what: str
    closes: date
    source: str
    place: str = field(default="", metadata={"key": "where"})
    online: bool = False
    pay: str = ""
    access: str = ""
    link: str = ""


@dataclass(frozen=True)
class Organisation:
    """One user-led organisation. `meant_for` is `for` in the record; `names` are pairs of language and name."""

    slug: str
    name: str
    summary: str
    user_led: Leadership
    meant_for: tuple[str, ...] = field(metadata={"key": "for"})
    activities: tuple[str, ...]
    added: date
    checked: Provenance
    sources: tuple[Source, ...]
    area: ServiceArea = ServiceArea()
    also_known_as: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    based_in: Location = Location()
    contact: Contact = Contact()
    access: tuple[AccessFeature, ...] = ()
    work: tuple[Work, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    legal_form: str = ""
    founded: int | None = None
    networks: tuple[str, ...] = ()
    opportunities: tuple[Opportunity, ...] = ()
    closed: Closure | None = None

    @property
    def newest_evidence(self) -> int | None:
        """The year of the newest source, or None where no source has a year."""
        return max((source.year for source in self.sources if source.year), default=None)


class Freshness(StrEnum):
    """How sure a reader can be that the group is still there."""

    CLOSED = "closed"
    CONFIRMED = "confirmed"
    RECENT = "recent"
    UNCONFIRMED = "unconfirmed"


def freshness(organisation: Organisation, today: date) -> Freshness:
    """The one place that decides how fresh a record is; there is no status field."""
    if organisation.closed:
        return Freshness.CLOSED
    check = organisation.checked
    if check.by == "organisation" and today.year - check.on.year <= RECENT_YEARS:
        return Freshness.CONFIRMED
    newest = organisation.newest_evidence
    if newest and today.year - newest <= RECENT_YEARS:
        return Freshness.RECENT
    return Freshness.UNCONFIRMED


def last_known_year(organisation: Organisation) -> int | None:
    """The latest year in which a source or the group itself showed that it was there, if we know one."""
    check = organisation.checked
    return max(
        (
            year
            for year in (
                organisation.newest_evidence,
                check.on.year if check.by == "organisation" else None,
            )
            if year
        ),
        default=None,
    )


def make_organisation(slug: str, data: dict) -> Organisation:
    """The Organisation of a record that has passed the checks; `data` after `Schema.cast`."""
    return build_dataclass(Organisation, {"slug": slug, **data})


def as_data(organisation: Organisation) -> dict:
    """The data of the record again, as JSON has them: what `organisation` was made from, without the slug and what says nothing."""
    data = _fields_as_data(organisation)
    del data["slug"]
    return data


def _fields_as_data(whole: object) -> dict:
    parts = {
        part.metadata.get("key", part.name): _plain_value(part.name, getattr(whole, part.name))
        for part in fields(whole)
    }
    return {
        key: value
        for key, value in parts.items()
        if value is not None and value is not False and value not in ("", [], {})
    }


def _plain_value(name: str, value: object) -> object:
    if isinstance(value, tuple):
        return (
            dict(value)
            if name in ("names", "identifiers")
            else [_plain_value(name, item) for item in value]
        )
    return (
        _fields_as_data(value)
        if is_dataclass(value)
        else value.isoformat()
        if isinstance(value, date)
        else value
    )
