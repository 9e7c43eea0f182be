"""What lists say of a group or of a piece of work: all that a page shows of it, as plain values."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ulo.catalogue.participation import WorkItem
from ulo.core import display_url, format_message
from ulo.model import Closure, Freshness, Organisation, Source, Work
from ulo.schema import Messages, PartnerBody

if TYPE_CHECKING:
    from ulo.catalogue.catalogue import Catalogue

# The list of places in `where` is cut after so many.
MAX_PLACES = 4
# How people can reach a group, with a phone call and without: the key of the message, and the
# fields that show it.
CONTACT_WAYS: dict[str, Callable[[Organisation], object]] = {
    "email": lambda o: o.contact.email,
    "text": lambda o: o.contact.sms,
    "bsl": lambda o: o.contact.bsl,
    "post": lambda o: o.based_in.address,
    "website": lambda o: o.contact.website,
    "social": lambda o: o.contact.social,
    "phone": lambda o: o.contact.phone,
    "relay": lambda o: o.contact.relay_uk or o.contact.textphone,
}


class OrganisationLink(NamedTuple):
    """What a link to a group needs."""

    slug: str
    display_name: str


@dataclass(frozen=True)
class OrganisationRow:
    """What a list says of a group.

    `freshness_text` says in a few words how fresh its record is. `where` is one short answer to
    "where?". `ways` are the ways to get in touch, in the order of their messages; `contact` is how
    to reach it from a sheet of paper, where nothing can be clicked.
    """

    slug: str
    display_name: str
    summary: str
    freshness: Freshness
    freshness_text: str
    where: str
    ways: tuple[str, ...]
    contact: str
    successor: OrganisationLink | None


@dataclass(frozen=True)
class WorkRow:
    """What a list says of a piece of work; `number` is that in the record of its group, from 1.

    `bodies` are those partners that have a page of their own; `names_one_body` tells whether the
    text about the partner names just one. `source` is None where the record does not list it.
    """

    organisation: OrganisationLink
    is_closed: bool
    number: int
    work: Work
    where: str
    bodies: tuple[PartnerBody, ...]
    names_one_body: bool
    source: Source | None

    @property
    def key(self) -> tuple[str, int]:
        """What tells it from all others."""
        return self.organisation.slug, self.number


class Rows:
    """The rows of one catalogue. Each is made when it is first asked for, and kept."""

    def __init__(self, catalogue: "Catalogue") -> None:
        self.catalogue = catalogue
        self._organisations: dict[str, OrganisationRow] = {}
        self._work: dict[tuple[str, int], WorkRow] = {}

    def link(self, o: Organisation) -> OrganisationLink:
        return OrganisationLink(o.slug, self.catalogue.display_names[o.slug])

    def links(self, organisations: Iterable[Organisation]) -> list[OrganisationLink]:
        return [self.link(o) for o in organisations]

    def successor(self, o: Organisation) -> OrganisationLink | None:
        """The group that carries on a closed one."""
        successor = self.catalogue.by_slug.get(o.closed.successor) if o.closed else None
        return self.link(successor) if successor else None

    def organisation(self, o: Organisation) -> OrganisationRow:
        if o.slug not in self._organisations:
            self._organisations[o.slug] = OrganisationRow(
                slug=o.slug,
                display_name=self.catalogue.display_names[o.slug],
                summary=o.summary,
                freshness=self.catalogue.freshness[o.slug],
                freshness_text=freshness_text(self.catalogue, o),
                where=where_text(self.catalogue, o),
                ways=contact_ways(self.catalogue, o),
                contact=contact_text(self.catalogue, o),
                successor=self.successor(o),
            )
        return self._organisations[o.slug]

    def organisations(self, organisations: Iterable[Organisation]) -> list[OrganisationRow]:
        return [self.organisation(o) for o in organisations]

    def work(self, item: WorkItem) -> WorkRow:
        o, participation = item.organisation, self.catalogue.participation
        key = o.slug, item.number
        if key not in self._work:
            bodies = item.partners.bodies
            with_page = participation.bodies_with_page
            self._work[key] = WorkRow(
                organisation=self.link(o),
                is_closed=bool(o.closed),
                number=item.number,
                work=item.work,
                where=where_text(self.catalogue, o),
                bodies=tuple(participation.body(id) for id in bodies if id in with_page),
                names_one_body=len(bodies) == 1,
                source=o.source(item.work.source),
            )
        return self._work[key]


def freshness_text(catalogue: "Catalogue", o: Organisation) -> str:
    """How fresh the record of a group is, in a few words."""
    messages, freshness = catalogue.messages["freshness"]["chip"], catalogue.freshness[o.slug]
    if o.closed:
        return closing_text(o.closed, messages["closing"])
    if freshness == Freshness.CONFIRMED:
        return format_message(messages["confirmed"], year=o.checked.on.year)
    if year := o.newest_evidence:
        return format_message(messages[freshness.value], year=year)
    return format_message(messages["undated"])


def closing_text(closed: Closure, messages: Messages) -> str:
    """That a group has closed, and in what year if that is known."""
    if not closed.year:
        key = "undated"
    elif closed.about:
        key = "about"
    else:
        key = "year"
    return format_message(messages[key], year=closed.year)


def where_text(catalogue: "Catalogue", o: Organisation) -> str:
    """One short answer to "where?".

    The places that the group is for, else its town, else how far it reaches.
    """
    if areas := catalogue.areas_of(o):
        titles = [catalogue.areas[area].title for area in areas[:MAX_PLACES]]
        separator: str = catalogue.messages["lists"]["separator"]
        text = separator.join(titles)
        return f"{text} …" if len(areas) > MAX_PLACES else text
    if o.based_in.town:
        return o.based_in.town
    if o.area.reach:
        return catalogue.term("reach", o.area.reach).title
    return format_message(catalogue.messages["organisation"]["where_unknown"])


def contact_ways(catalogue: "Catalogue", o: Organisation) -> tuple[str, ...]:
    """The ways to get in touch with a group, in the order of their messages.

    Who has closed is not to be reached.
    """
    if o.closed:
        return ()
    return tuple(way for way in catalogue.messages["lists"]["ways"] if CONTACT_WAYS[way](o))


def contact_text(catalogue: "Catalogue", o: Organisation) -> str:
    """How to reach a group from a sheet of paper, where nothing can be clicked."""
    website = o.contact.website and display_url(o.contact.website)
    separator: str = catalogue.messages["lists"]["separator"]
    return separator.join(filter(None, (o.contact.phone, o.contact.email, website)))
