"""What people can join now: a page, and, where the site has a URL, an Atom feed and a calendar of
the closing days."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime, time, timedelta
from functools import partial

from icalendar import Calendar, Event

from ulo.catalogue import Catalogue, OpenOpportunity
from ulo.core import format_message, urls
from ulo.site.page import File, Item, ListPage, Page, TemplateFile, paginate


def build_pages(catalogue: Catalogue) -> Iterator[Item]:
    messages, entries = catalogue.messages["opportunities"], catalogue.opportunities
    for list_page in paginate(entries, urls.OPPORTUNITIES, messages["title"], catalogue.messages):
        yield Page(
            list_page.url,
            list_page.title,
            messages["description"],
            "opportunities.html",
            partial(_context, catalogue, list_page),
            section=urls.OPPORTUNITIES,
        )
    # The ids of a feed and a calendar are URLs in full, so the site has to know its own.
    if catalogue.instance.site_url:
        checked = [entry.organisation.checked.on for entry in entries]
        context = {
            "entries": [
                (entry_id(catalogue, entry), catalogue.rows.link(entry.organisation), entry)
                for entry in entries
            ],
            "updated": max(checked, default=catalogue.today),
        }
        yield TemplateFile(urls.OPPORTUNITIES_FEED, "opportunities_feed.xml", context)
        yield File(urls.OPPORTUNITIES_CALENDAR, partial(make_calendar, catalogue, entries))


def _context(catalogue: Catalogue, list_page: ListPage[OpenOpportunity]) -> dict[str, object]:
    return {
        "list_page": list_page.map(
            lambda entry: (catalogue.rows.link(entry.organisation), entry.opportunity)
        ),
        "crumbs": [],
    }


def entry_id(catalogue: Catalogue, entry: OpenOpportunity) -> str:
    """The URL that identifies an opportunity, also when others come and go: the page of the group,
    the closing day, and a checksum of all that is said of it.

    Two may have the same words and closing day: one in Leeds, one in York.
    """
    opportunity = entry.opportunity
    filled = {name: value for name, value in asdict(opportunity).items() if value}
    text = json.dumps(filled, sort_keys=True, default=str)
    checksum = hashlib.sha256(text.encode()).hexdigest()[:12]
    group_url = f"{catalogue.instance.site_url}{urls.organisation(entry.organisation.slug)}"
    return f"{group_url}#{opportunity.closes.isoformat()}-{checksum}"


def make_calendar(catalogue: Catalogue, entries: list[OpenOpportunity]) -> bytes:
    """An iCalendar file in which each closing day is an event of a whole day."""
    messages, instance = catalogue.messages["opportunities"], catalogue.instance
    name = format_message(
        catalogue.messages["site"]["title"], title=messages["title"], site=instance.name
    )
    calendar = Calendar()
    calendar.add("prodid", f"-//{instance.name}//{messages['title']}//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for entry in entries:
        opportunity, group = entry.opportunity, entry.organisation
        group_url = f"{instance.site_url}{urls.organisation(group.slug)}"
        event = Event()
        event.add("uid", entry_id(catalogue, entry))
        event.add("dtstamp", datetime.combine(group.checked.on, time(), UTC))
        event.add("dtstart", opportunity.closes)
        event.add("dtend", opportunity.closes + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        event.add("summary", format_message(messages["closes_at"], name=group.name))
        event.add("description", opportunity.what)
        event.add("url", opportunity.link or group_url)
        if opportunity.place:
            event.add("location", opportunity.place)
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
