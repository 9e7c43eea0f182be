"""What readers can follow beside a list: a feed of what changed in it, and calendars of its groups.

Each is there only if there is something in it, and if the site knows its own address: the ids in
feeds and calendars are URLs in full.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from ulo.catalogue import Catalogue, Event, area_meetings, area_opportunities
from ulo.core import format_message, urls
from ulo.exports import closing_days_calendar, in_calendar, meetings_calendar
from ulo.schema import Area, Messages, Term
from ulo.site.feeds import make_feed
from ulo.site.page import Alternate, File, Item

FEED_TYPE = "application/atom+xml"
CALENDAR_TYPE = "text/calendar"


@dataclass(frozen=True)
class Subscriptions:
    """The addresses of the feed and the calendars of one list; empty for what is not there.

    `title` names the list in the middle of theirs.
    """

    title: str = ""
    feed: str = ""
    closing_days: str = ""
    meetings: str = ""

    def alternates(self, messages: Messages) -> tuple[Alternate, ...]:
        """The same for the head of a page. `messages` are all of the locale."""
        feed_title = format_message(messages["follow"]["feed_title"], title=self.title)
        closing_days_title = format_message(
            messages["opportunities"]["calendar_title"], place=self.title
        )
        meetings_title = format_message(messages["visit"]["calendar_title"], place=self.title)
        listed = (
            # The head of every page has the feed of all.
            Alternate("" if self.feed == urls.FEED else self.feed, FEED_TYPE, feed_title),
            Alternate(self.closing_days, CALENDAR_TYPE, closing_days_title),
            Alternate(self.meetings, CALENDAR_TYPE, meetings_title),
        )
        return tuple(alternate for alternate in listed if alternate.url)


def follow_area(
    catalogue: Catalogue, area: Area, events: Sequence[Event]
) -> tuple[Subscriptions, list[Item]]:
    """What can be followed of an area, whose events these are, and the files of it.

    The country has those of the whole directory, which other pages write.
    """
    title = area.phrase or area.title
    if not catalogue.instance.site_url:
        return Subscriptions(title), []
    if area.kind == "country":
        has_closing_days = bool(catalogue.opportunities)
        calendar = urls.OPPORTUNITIES_CALENDAR if has_closing_days else ""
        return Subscriptions(title, urls.FEED if events else "", calendar), []
    files = dict(_area_files(catalogue, area, events))
    addresses = {name: file.url for name, file in files.items()}
    return Subscriptions(title, **addresses), [*files.values()]


def _area_files(
    catalogue: Catalogue, area: Area, events: Sequence[Event]
) -> Iterator[tuple[str, Item]]:
    """Each file with what it is in `Subscriptions`."""
    page = urls.place(area.id)
    if events:
        place = area.phrase or area.title
        lead = format_message(catalogue.messages["follow"]["place_lead"], place=place)
        yield "feed", _feed(catalogue, page, place, lead, events)
    if opportunities := area_opportunities(catalogue, area):
        content = partial(closing_days_calendar, catalogue, opportunities, area)
        yield "closing_days", File(urls.closing_days(area.id), content)
    if meetings := in_calendar(area_meetings(catalogue, area)):
        content = partial(meetings_calendar, catalogue, area, meetings)
        yield "meetings", File(urls.meetings_calendar(area.id), content)


def follow_community(
    catalogue: Catalogue, community: Term, events: Sequence[Event]
) -> tuple[Subscriptions, list[Item]]:
    """The same for a community, which has a feed."""
    if not (events and catalogue.instance.site_url):
        return Subscriptions(community.title), []
    lead = format_message(catalogue.messages["follow"]["people_lead"], people=community.phrase)
    feed = _feed(catalogue, urls.community(community.id), community.title, lead, events)
    return Subscriptions(community.title, feed.url), [feed]


def _feed(catalogue: Catalogue, page: str, title: str, lead: str, events: Sequence[Event]) -> Item:
    feed_title = format_message(catalogue.messages["follow"]["feed_title"], title=title)
    return make_feed(catalogue, urls.feed(page), page, feed_title, lead, events)
