"""The contact details of a group as a card for an address book (vCard 3.0, RFC 2426).

It is the version that old phones and Outlook read, too. What it says is on the page of the group.
"""

from collections.abc import Iterator

from icalendar import vText
from icalendar.parser import Contentline, Contentlines

from ulo.catalogue import Catalogue
from ulo.core import format_day, format_message, one_line, urls
from ulo.exports.identity import organisation_key, permanent_id
from ulo.exports.relay import relay_note
from ulo.model import Organisation


def has_contact_card(o: Organisation) -> bool:
    """Whether a group has one: it is open, and there is a way to reach it."""
    return bool(not o.closed and o.contact)


def contact_card(catalogue: Catalogue, o: Organisation) -> bytes:
    """The card of a group that has one."""
    lines = Contentlines()
    for name, text in _properties(catalogue, o):
        lines.append(Contentline(f"{name}:{text}"))  # type: ignore[no-untyped-call] # it has no types
    content: bytes = lines.to_ical()  # type: ignore[no-untyped-call]
    return content


def _properties(catalogue: Catalogue, o: Organisation) -> Iterator[tuple[str, str]]:
    """The names of the lines, with their parameters, and the values. The version comes first."""
    contact, base = o.contact, o.based_in
    yield "BEGIN", "VCARD"
    yield "VERSION", "3.0"
    yield "FN", _text(o.name)
    yield "N", _parts(o.name, "", "", "", "")
    yield "ORG", _text(o.name)
    # Else a phone of Apple takes it for a person.
    yield "X-ABSHOWAS", "COMPANY"
    numbers = (("VOICE", contact.phone), ("TEXT", contact.sms), ("TEXTPHONE", contact.textphone))
    for kind, number in numbers:
        if number:
            yield f"TEL;TYPE=WORK,{kind}", _text(number)
    if contact.email:
        yield "EMAIL;TYPE=INTERNET", _text(contact.email)
    for url in filter(None, (contact.website, *contact.social)):
        yield "URL", _url(url)
    if base.address:
        country = catalogue.country.title
        address = ("", "", base.address, base.town, "", base.postcode, country)
        yield "ADR;TYPE=WORK", _parts(*address)
    yield "NOTE", _text(" ".join(_notes(catalogue, o)))
    activities = (catalogue.activities[id].title for id in o.activities if id != "other")
    if categories := ",".join(map(_text, activities)):
        yield "CATEGORIES", categories
    key = organisation_key(catalogue, o.slug)
    yield "UID", f"urn:uuid:{permanent_id('organization', key)}"
    yield "REV", f"{o.checked.on.isoformat()}T00:00:00Z"
    if site_url := catalogue.instance.site_url:
        yield "SOURCE", _url(f"{site_url}{urls.organisation(o.slug)}")
    yield "END", "VCARD"


def _notes(catalogue: Catalogue, o: Organisation) -> Iterator[str]:
    """Sentences: what it is, how to call it, and of what day and from whom this is."""
    messages, contact = catalogue.messages["organisation"], o.contact
    yield o.summary
    if contact.relay_uk and contact.phone:
        yield relay_note(catalogue, contact.phone)
    yield format_message(
        messages["card_note"], site=catalogue.instance.name, day=format_day(o.checked.on)
    )


def _text(value: str) -> str:
    """A text in which the signs that mean something in a card are escaped."""
    escaped: bytes = vText(one_line(value)).to_ical()
    return escaped.decode()


def _parts(*values: str) -> str:
    """A value that has several parts."""
    return ";".join(map(_text, values))


def _url(value: str) -> str:
    """A URL without the signs at which some programs end a value, though the standard has none."""
    return one_line(value).replace(",", "%2C").replace(";", "%3B")
