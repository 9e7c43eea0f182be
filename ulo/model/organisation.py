"""What an organisation is: frozen dataclasses with the fields of schema/organisation.json.

A test compares the two, field by field. `make_organisation` makes one from checked data; nothing
here checks again.
"""

from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from ulo.model.deserialise import build_dataclass
from ulo.model.library import Resource, Word
from ulo.model.visit import RECONFIRM_AFTER_DAYS, FirstVisit, LastKnown, Meeting
from ulo.schema import RecordData

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

# Evidence is recent if it is at most this many years old,
RECENT_YEARS = 4
# old up to this many years, and very old after that.
OLD_YEARS = 9


@dataclass(frozen=True)
class Leadership:
    """Who leads the group, on what basis we say so, and the source of it."""

    led_by: tuple[str, ...]
    basis: str
    evidence: str
    source: str
    board_share: int | None = None


@dataclass(frozen=True)
class ServiceArea:
    """How far the group reaches, and the ids of the areas that it serves; both may be unknown."""

    reach: str = ""
    serves: tuple[str, ...] = ()


@dataclass(frozen=True)
class Location:
    """Where the group is based, as exactly as the group itself makes it public."""

    town: str = ""
    area: str = ""
    address: str = ""
    postcode: str = ""
    district: str = ""
    coordinates: str = ""

    @property
    def address_with_town(self) -> str:
        """The address, and the town behind it where the address does not name it."""
        town = "" if self.town in self.address else self.town
        return ", ".join(filter(None, (self.address, town)))

    @property
    def point(self) -> tuple[float, float] | None:
        """The latitude and longitude in degrees that the record gives."""
        if not self.coordinates:
            return None
        latitude, longitude = self.coordinates.split(",")
        return float(latitude), float(longitude)


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
    """One thing that makes it easier to take part; `kind` is `is` in the data."""

    kind: str = field(metadata={"key": "is"})
    detail: str = ""
    year: int | None = None
    source: str = ""


@dataclass(frozen=True)
class Work:
    """Participation work with a public body or service; `partner` is `with` in the data."""

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
    """When the record was last put together or confirmed, and by whom.

    `answered` are the ids of the rules whose questions they have answered.
    """

    on: date
    by: str
    answered: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """A public page, and the dotted names of the fields that it is the source of."""

    url: str
    title: str
    year: int | None = None
    supports: tuple[str, ...] = ()


@dataclass(frozen=True)
class Opportunity:
    """One way to take part that is open until a day; `place` is `where` in the data."""

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
    """One user-led organisation.

    `meant_for` is `for` in the data. `names` are pairs of a language and the name in it;
    `identifiers` are pairs of a scheme of org-id.guide and the number in it.
    """

    slug: str
    name: str
    summary: str
    user_led: Leadership
    meant_for: tuple[str, ...] = field(metadata={"key": "for"})
    activities: tuple[str, ...]
    added: date
    checked: Provenance
    sources: tuple[Source, ...]
    easy_read: str = ""
    area: ServiceArea = ServiceArea()
    also_known_as: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    based_in: Location = Location()
    contact: Contact = Contact()
    access: tuple[AccessFeature, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    first_visit: FirstVisit = field(default_factory=FirstVisit)
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

    @property
    def last_change(self) -> date:
        """The day on which the record was last added, changed or confirmed."""
        return max(self.added, self.checked.on)

    def source(self, url: str) -> Source | None:
        """The source with this URL, if the record lists it."""
        return next((source for source in self.sources if source.url == url), None)


class Freshness(StrEnum):
    """How sure a reader can be that the group still exists."""

    CLOSED = "closed"
    CONFIRMED = "confirmed"
    RECENT = "recent"
    UNCONFIRMED = "unconfirmed"


def freshness(organisation: Organisation, today: date) -> Freshness:
    """How fresh a record is. This is the one place that decides it; there is no status field."""
    if organisation.closed:
        return Freshness.CLOSED
    check = organisation.checked
    if check.by == "organisation" and today.year - check.on.year <= RECENT_YEARS:
        return Freshness.CONFIRMED
    newest = organisation.newest_evidence
    if newest and today.year - newest <= RECENT_YEARS:
        return Freshness.RECENT
    return Freshness.UNCONFIRMED


def is_confirmed_lately(organisation: Organisation, today: date) -> bool:
    """Whether the group itself confirmed its record in the last 12 months."""
    age = today - organisation.checked.on
    return organisation.checked.by == "organisation" and age.days < RECONFIRM_AFTER_DAYS


def last_known(organisation: Organisation, fact: Meeting | FirstVisit) -> LastKnown | None:
    """When one of its meetings, or what it says of the first visit, was last known to be true.

    That is the day the record gives or, if it is later, the one on which the group confirmed its
    record; without either, the year of the source.
    """
    check = organisation.checked
    confirmed = check.on if check.by == "organisation" else None
    if day := max(filter(None, (fact.on, confirmed)), default=None):
        return LastKnown(day=day)
    field_name = "meetings" if isinstance(fact, Meeting) else "first_visit"
    years = [
        source.year
        for source in organisation.sources
        if source.year
        and (source.url == fact.source if fact.source else field_name in source.supports)
    ]
    return LastKnown(year=max(years)) if years else None


def last_known_year(organisation: Organisation) -> int | None:
    """The latest year in which a source or the group itself showed that it existed, if known."""
    years = [organisation.newest_evidence]
    if organisation.checked.by == "organisation":
        years.append(organisation.checked.on.year)
    return max((year for year in years if year), default=None)


def make_organisation(slug: str, data: RecordData) -> Organisation:
    """The Organisation of a record that has passed the checks; `data` after `Schema.cast`."""
    return build_dataclass(Organisation, {"slug": slug, **data})


def as_data(entry: Organisation | Resource | Word) -> RecordData:
    """The data that an organisation, a resource or a word was made from, as JSON has them.

    The slug and all empty values are left out; dates are ISO dates.
    """
    data = _fields_as_data(entry)
    del data["slug"]
    return data


def _fields_as_data(instance: "DataclassInstance") -> RecordData:
    data = {}
    for name, key in _keys(type(instance)):
        value = _plain_value(name, getattr(instance, name))
        if value is not None and value is not False and value not in ("", [], {}):
            data[key] = value
    return data


@cache
def _keys(kind: type["DataclassInstance"]) -> tuple[tuple[str, str], ...]:
    """The fields of a dataclass, and what each is called in the data."""
    return tuple((part.name, part.metadata.get("key", part.name)) for part in fields(kind))


def _plain_value(name: str, value: Any) -> Any:
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        if name in ("names", "identifiers"):
            return dict(value)
        return [_plain_value(name, item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return _fields_as_data(value)
    return value
