"""What people can join now: a page, and for a site that has an address, an Atom feed and a calendar of the days on which they close."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, time, timedelta, timezone

from icalendar import Calendar, Event

from ulo.core import urls
from ulo.catalogue import Catalogue
from ulo.catalogue import OpenOpportunity
from ulo.core import format_message
from ulo.site.renderer import File, Page, Renderer, paginate


def build_pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[Page | File]:
    messages, open_now = catalogue.messages["opportunities"], catalogue.opportunities
    for sheet in paginate(open_now, urls.OPPORTUNITIES, messages["title"], catalogue.messages):
        content = renderer.render("opportunities.html", sheet.url, sheet=sheet, crumbs=[])
        yield Page(sheet.url, sheet.title, messages["description"], content, section=urls.OPPORTUNITIES)
    # A feed and a calendar say where each entry is, whatever computer reads them.
    if catalogue.instance.site_url:
        newest = max((entry.organisation.checked.on for entry in open_now), default=catalogue.today)
        content = renderer.render("opportunities.xml", urls.OPPORTUNITIES_FEED, entries=open_now, updated=newest, identifier=lambda entry: entry_id(catalogue, entry))
        yield File(urls.OPPORTUNITIES_FEED, content.encode())
        yield File(urls.OPPORTUNITIES_CALENDAR, make_calendar(catalogue, open_now))


def entry_id(catalogue: Catalogue, entry: OpenOpportunity) -> str:
    """What tells one from all others, also when others come and go: the group, the day on which it closes, and all that it says.

    Two may be in the same words and close on the same day: one in Leeds, one in York.
    """
    one = entry.opportunity
    said = json.dumps({name: value for name, value in asdict(one).items() if value}, sort_keys=True, default=str)
    return f"{catalogue.instance.site_url}{urls.organisation(entry.organisation.slug)}#{one.closes.isoformat()}-{hashlib.sha256(said.encode()).hexdigest()[:12]}"


def make_calendar(catalogue: Catalogue, entries: list[OpenOpportunity]) -> bytes:
    """Each closing day as an event of a whole day."""
    messages, instance = catalogue.messages["opportunities"], catalogue.instance
    made = Calendar()
    made.add("prodid", f"-//{instance.name}//{messages['title']}//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", format_message(catalogue.messages["site"]["title"], title=messages["title"], site=instance.name))
    for entry in entries:
        one, group = entry.opportunity, entry.organisation
        event = Event()
        event.add("uid", entry_id(catalogue, entry))
        event.add("dtstamp", datetime.combine(group.checked.on, time(), timezone.utc))
        event.add("dtstart", one.closes)
        event.add("dtend", one.closes + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        event.add("summary", format_message(messages["closes_at"], name=group.name))
        event.add("description", one.what)
        event.add("url", one.link or f"{instance.site_url}{urls.organisation(group.slug)}")
        if one.place:
            event.add("location", one.place)
        made.add_component(event)
    return made.to_ical()
