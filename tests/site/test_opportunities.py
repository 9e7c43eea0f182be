"""What people can join now: shown until it closes, on pages, in a feed and in a calendar."""

import dataclasses
from datetime import date, timedelta

import feedparser
import pytest
import vobject

import sites
from drawing import Drawn
from ulo.catalogue import Catalogue, Instance
from ulo.exports import opportunity_id
from ulo.model import Closure, Opportunity
from ulo.site.pages import opportunities as opportunity_pages, organisation

DAY = date(2026, 11, 21)
HOSTILE = 'Join; our, panel\\ "now" <b>& more</b>. ' + "It goes on and on: ŵŷ 😀 and so on. " * 5


@pytest.fixture(scope="module")
def fictional(schema):
    return sites.catalogue(schema, Instance("Led by <Us>, & more", "https://example.org/led/"))


def make_catalogue(
    fictional, *stated: Opportunity, today=DAY, address=None, **changes
) -> Catalogue:
    """A catalogue of two groups, the first of which states these."""
    first = dataclasses.replace(fictional.open[0], opportunities=stated, **changes)
    instance = (
        fictional.instance
        if address is None
        else dataclasses.replace(fictional.instance, site_url=address)
    )
    return Catalogue([first, fictional.open[1]], fictional.schema, instance, today)


def make_opportunity(closes: date, what: str = "Join our panel on buses.", **more) -> Opportunity:
    return Opportunity(what, closes, "https://www.example.org/panel", **more)


def files(catalogue: Catalogue) -> dict:
    drawn = Drawn(catalogue, opportunity_pages)
    return {**drawn.pages, **drawn.files}


def test_an_opportunity_is_listed_until_it_closes(fictional):
    stated = (
        make_opportunity(DAY),
        make_opportunity(DAY - timedelta(1)),
        make_opportunity(DAY + timedelta(9)),
    )
    shown = [entry.opportunity.closes for entry in make_catalogue(fictional, *stated).opportunities]
    assert shown == [DAY, DAY + timedelta(9)]
    assert [
        entry.opportunity.closes
        for entry in make_catalogue(fictional, *stated, today=DAY + timedelta(1)).opportunities
    ] == [DAY + timedelta(9)]
    assert not make_catalogue(
        fictional, *stated, closed=Closure("https://example.org/end")
    ).opportunities


def test_both_pages_show_all_that_is_known(fictional):
    full = make_opportunity(
        date(2027, 1, 31),
        place="Leeds",
        online=True,
        pay="fee-and-expenses",
        access="Step-free.",
        link="https://join.example.org/a",
    )
    catalogue = make_catalogue(fictional, full, make_opportunity(DAY, "Tell us what you think."))
    page = files(catalogue)["opportunities/"]
    groups = Drawn(catalogue, organisation).pages.values()
    group = next(text for text in groups if "Join our panel" in text)
    for text in (
        "Join our panel on buses.",
        "31 January 2027",
        "Leeds, or online",
        "Paid, plus expenses",
        "Step-free.",
        "join.example.org",
    ):
        assert text in page and text in group, text
    # What is not known is said to be so, and is never "no".
    assert page.count("We don&#39;t know. Ask the group") == 2 and 'id="take-part"' in group
    assert page.index("21 November 2026") < page.index("31 January 2027")


def test_pages_without_opportunities(fictional):
    found = files(make_catalogue(fictional))
    page = found["opportunities/"]
    assert "There may still be something near you" in page and "How to add something" in page
    # Whoever follows the feed or the calendar already goes on; nobody else is offered an empty one.
    assert "feed.xml" not in page and ".ics" not in page
    assert not feedparser.parse(found["opportunities/feed.xml"]).entries
    assert not hasattr(vobject.readOne(found["opportunities/closing-days.ics"].decode()), "vevent")


def test_a_site_without_address_has_no_feed_and_no_calendar(fictional):
    found = files(make_catalogue(fictional, make_opportunity(DAY), address=""))
    assert set(found) == {"opportunities/"} and "feed.xml" not in found["opportunities/"]


def test_a_feed_reader_reads_the_feed(fictional):
    catalogue = make_catalogue(
        fictional,
        make_opportunity(DAY, HOSTILE),
        make_opportunity(DAY, HOSTILE + "Again."),
        make_opportunity(date(2027, 1, 31)),
    )
    feed = feedparser.parse(files(catalogue)["opportunities/feed.xml"])
    assert (
        not feed.bozo
        and feed.version == "atom10"
        and feed.feed.title == "Take part now - Led by <Us>, & more"
    )
    assert len({entry.id for entry in feed.entries}) == 3
    slug, name = catalogue.open[0].slug, catalogue.open[0].name
    stated = catalogue.opportunities
    for entry, told in zip(feed.entries, stated, strict=True):
        assert (
            entry.link == f"https://example.org/led/orgs/{told.organisation.slug}/#take-part"
            and told.organisation.slug in (slug, catalogue.open[1].slug)
        )
        assert entry.title == told.organisation.name and " ".join(
            told.opportunity.what.split()
        ) in " ".join(entry.summary.split()).replace("&lt;", "<").replace("&gt;", ">").replace(
            "&amp;", "&"
        ), name


def test_a_calendar_program_reads_the_calendar(fictional):
    catalogue = make_catalogue(
        fictional,
        make_opportunity(DAY, HOSTILE, place="Leeds; or, York"),
        make_opportunity(date(2027, 1, 31), link="https://join.example.org/a?b=c,d;e"),
    )
    content = files(catalogue)["opportunities/closing-days.ics"]
    assert all(len(line) <= 75 for line in content.split(b"\r\n")) and content.endswith(
        b"END:VCALENDAR\r\n"
    )
    first, second = sorted(
        vobject.readOne(content.decode()).vevent_list, key=lambda event: event.dtstart.value
    )
    assert (first.dtstart.value, first.dtend.value) == (
        DAY,
        DAY + timedelta(1),
    ) and second.dtstart.value == date(2027, 1, 31)
    assert first.description.value == HOSTILE and first.location.value == "Leeds; or, York"
    stating_group = catalogue.opportunities[0].organisation
    assert (
        first.summary.value == f"Last day to join: {stating_group.name}"
        and first.url.value == f"https://example.org/led/orgs/{stating_group.slug}/"
    )
    assert second.url.value == "https://join.example.org/a?b=c,d;e"
    assert first.uid.value != second.uid.value and first.uid.value.startswith(
        "https://example.org/led/orgs/"
    )
    # The same records make the same file on another day: a calendar that has it sees nothing new.
    tomorrow = make_catalogue(
        fictional,
        *catalogue.open[0].opportunities,
        *catalogue.open[1].opportunities,
        today=DAY - timedelta(1),
    )
    assert (
        files(tomorrow)["opportunities/closing-days.ics"]
        == files(catalogue)["opportunities/closing-days.ics"]
        == content
    )
    # A method is for invitations, and needs an organiser.
    assert b"METHOD" not in content


def test_ids_of_entries_are_stable(fictional):
    def names(*stated):
        catalogue = make_catalogue(fictional, *stated)
        return {
            entry.opportunity.what: opportunity_id(catalogue, entry)
            for entry in catalogue.opportunities
        }

    later = make_opportunity(date(2027, 1, 31), "Tell us what you think.", online=True)
    assert (
        names(make_opportunity(DAY), later)["Tell us what you think."]
        == names(later)["Tell us what you think."]
    )


def test_ids_of_entries_are_unique(fictional):
    leeds, york = make_opportunity(DAY, place="Leeds"), make_opportunity(DAY, place="York")
    catalogue = make_catalogue(fictional, leeds, york, dataclasses.replace(leeds))
    found = files(catalogue)
    assert len(catalogue.opportunities) == found["opportunities/"].count('class="row"') == 2
    feed = feedparser.parse(found["opportunities/feed.xml"])
    assert len({entry.id for entry in feed.entries}) == len(feed.entries) == 2
    events = vobject.readOne(found["opportunities/closing-days.ics"].decode()).vevent_list
    assert len({event.uid.value for event in events}) == len(events) == 2


def test_the_feed_is_dated_by_its_newest_record(fictional):
    def updated(today):
        return feedparser.parse(
            files(make_catalogue(fictional, make_opportunity(date(2027, 1, 31)), today=today))[
                "opportunities/feed.xml"
            ]
        ).feed.updated

    assert (
        updated(DAY)
        == updated(DAY + timedelta(30))
        == f"{fictional.open[0].checked.on.isoformat()}T00:00:00Z"
    )
