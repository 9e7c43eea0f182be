"""What people can join now: a page, and for a site that has an address, an Atom feed and a calendar of the days on which they close."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, time, timedelta, timezone

from icalendar import Calendar, Event

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.catalogue import Open
from ulo.core import format_message
from ulo.site.renderer import File, Page, Renderer, sheets


def write(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page | File]:
    words, open_now = catalogue.words["opportunities"], catalogue.opportunities
    for sheet in sheets(open_now, urls.OPPORTUNITIES, words["title"], catalogue.words):
        content = renderer.draw("opportunities.html", sheet.address, sheet=sheet, crumbs=[])
        yield Page(sheet.address, sheet.title, words["description"], content, section=urls.OPPORTUNITIES)
    # A feed and a calendar say where each entry is, whatever computer reads them.
    if catalogue.instance.address:
        newest = max((entry.organisation.checked.on for entry in open_now), default=catalogue.today)
        content = renderer.draw("opportunities.xml", urls.OPPORTUNITIES_FEED, entries=open_now, updated=newest, identifier=lambda entry: identifier(catalogue, entry))
        yield File(urls.OPPORTUNITIES_FEED, content.encode())
        yield File(urls.OPPORTUNITIES_CALENDAR, calendar(catalogue, open_now))


def identifier(catalogue: Catalogue, entry: Open) -> str:
    """What tells one from all others, also when others come and go: the group, the day on which it closes, and all that it says.

    Two may be in the same words and close on the same day: one in Leeds, one in York.
    """
    one = entry.opportunity
    said = json.dumps({name: value for name, value in asdict(one).items() if value}, sort_keys=True, default=str)
    return f"{catalogue.instance.address}{urls.organisation(entry.organisation.slug)}#{one.closes.isoformat()}-{hashlib.sha256(said.encode()).hexdigest()[:12]}"


def calendar(catalogue: Catalogue, entries: list[Open]) -> bytes:
    """Each closing day as an event of a whole day."""
    words, instance = catalogue.words["opportunities"], catalogue.instance
    made = Calendar()
    made.add("prodid", f"-//{instance.name}//{words['title']}//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", format_message(catalogue.words["site"]["title"], title=words["title"], site=instance.name))
    for entry in entries:
        one, group = entry.opportunity, entry.organisation
        event = Event()
        event.add("uid", identifier(catalogue, entry))
        event.add("dtstamp", datetime.combine(group.checked.on, time(), timezone.utc))
        event.add("dtstart", one.closes)
        event.add("dtend", one.closes + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        event.add("summary", format_message(words["closes_at"], name=group.name))
        event.add("description", one.what)
        event.add("url", one.link or f"{instance.address}{urls.organisation(group.slug)}")
        if one.place:
            event.add("location", one.place)
        made.add_component(event)
    return made.to_ical()
