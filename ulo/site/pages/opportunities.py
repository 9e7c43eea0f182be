"""What people can join now: a page, and, where the site has a URL, an Atom feed and a calendar of
the closing days."""

from collections.abc import Iterator
from functools import partial

from ulo.catalogue import Catalogue, OpenOpportunity
from ulo.core import urls
from ulo.exports import closing_days_calendar, opportunity_id
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
                (opportunity_id(catalogue, entry), catalogue.rows.link(entry.organisation), entry)
                for entry in entries
            ],
            "updated": max(checked, default=catalogue.today),
        }
        yield TemplateFile(urls.OPPORTUNITIES_FEED, "opportunities_feed.xml", context)
        yield File(urls.OPPORTUNITIES_CALENDAR, partial(closing_days_calendar, catalogue, entries))


def _context(catalogue: Catalogue, list_page: ListPage[OpenOpportunity]) -> dict[str, object]:
    return {
        "list_page": list_page.map(
            lambda entry: (catalogue.rows.link(entry.organisation), entry.opportunity)
        ),
        "crumbs": [],
    }
