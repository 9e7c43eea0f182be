"""What readers can follow of a place or of people: feeds and calendars with what is theirs alone,
where there is anything, and offered where they are."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from datetime import date, datetime, timedelta

import feedparser
import icalendar
import pytest

import sites
from drawing import Drawn
from ulo.catalogue import Catalogue, Event, EventKind, Instance, area_meetings
from ulo.core import urls
from ulo.exports import meetings_calendar
from ulo.model import Meeting, Opportunity
from ulo.model.organisation import Provenance, ServiceArea
from ulo.site.feeds import event_id
from ulo.site.page import JSON_TYPE
from ulo.site.pages import news, places, terms

ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESS = "https://example.org/led/"
HOSTILE = '<b>Bold</b> & "Co" ]]> &amp; ŵŷ 😀'
DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def fictional(schema):
    return sites.catalogue(schema, Instance("Led by <Us> & more", ADDRESS))


@pytest.fixture(scope="module")
def drawn(fictional):
    return Drawn(fictional, news, places, terms)


@pytest.fixture(scope="module")
def feeds(drawn):
    return {url: drawn.files[url] for url in drawn.files if url.endswith("feed.xml")}


def make_catalogue(fictional, *groups, **changes):
    schema = replace(fictional.schema, **changes) if changes else fictional.schema
    return Catalogue(groups, schema, fictional.instance, fictional.today)


def ids(feed: bytes) -> list[str]:
    return [
        entry.findtext(f"{ATOM}id") for entry in ElementTree.fromstring(feed).iter(f"{ATOM}entry")
    ]


# --- Feeds --------------------------------------------------------------------------------------


def test_each_feed_is_valid_atom(feeds):
    assert len(feeds) > 50
    feed_ids = []
    for url, content in feeds.items():
        feed = ElementTree.fromstring(content)
        feed_ids.append(feed.findtext(f"{ATOM}id"))
        links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
        assert links["self"] == f"{ADDRESS}{url}"
        assert links["alternate"] == feed_ids[-1] == f"{ADDRESS}{url.removesuffix('feed.xml')}"
        assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Led by <Us> & more"
        assert "CC BY 4.0" in feed.findtext(f"{ATOM}rights")
        assert "creativecommons.org/licenses/by/4.0" in links["license"]
        entries = feed.findall(f"{ATOM}entry")
        assert 0 < len(entries) <= (100 if url == urls.FEED else 50)
        dates = [entry.findtext(f"{ATOM}updated") for entry in entries]
        assert dates == sorted(dates, reverse=True) and feed.findtext(f"{ATOM}updated") == dates[0]
        assert all(datetime.fromisoformat(day).tzinfo for day in dates)
        found = ids(content)
        assert len(set(found)) == len(found)
        for entry in entries:
            (link,) = entry.findall(f"{ATOM}link")
            assert link.get("href").startswith(f"{ADDRESS}orgs/")
            assert entry.findtext(f"{ATOM}title") and entry.findtext(f"{ATOM}summary")
        read = feedparser.parse(content)
        assert not read.bozo and read.version == "atom10" and len(read.entries) == len(entries)
    assert len(set(feed_ids)) == len(feed_ids)


def test_a_feed_of_an_area_has_what_happened_in_it_and_in_its_parts(fictional, feeds):
    """Said a second time, from the parents of each area, and from what wider ones cover."""

    above = {id: {area.id for area in fictional.schema.areas.chain(id)} for id in fictional.areas}
    councils = {council.id for council in fictional.councils}
    parts = {
        id: {
            council
            for council in councils
            if council == id or id in above[council] or council in area.covers
        }
        for id, area in fictional.areas.items()
    }

    def is_in(id, area):
        if id == area.id or area.id in above[id]:
            return True
        return bool(parts[id]) and (
            parts[id] <= set(area.covers) or all(area.id in above[part] for part in parts[id])
        )

    for area in fictional.areas.values():
        if area.kind == "country":
            continue
        expected = [
            event_id(fictional, event)
            for event in fictional.news
            if any(
                is_in(id, area)
                for id in fictional.areas_of(event.organisation)
                if fictional.areas[id].kind != "country"
            )
        ]
        url = urls.feed(urls.place(area.id))
        assert (url in feeds) == bool(expected), area.id
        if expected:
            assert ids(feeds[url]) == expected[:50], area.id
    assert len(ids(feeds["places/england/feed.xml"])) == 50


def test_a_feed_of_people_has_the_groups_that_are_led_by_them_or_for_them(fictional, feeds):
    for id in fictional.communities:
        expected = [
            event_id(fictional, event)
            for event in fictional.news
            if id in (*event.organisation.user_led.led_by, *event.organisation.meant_for)
        ]
        url = urls.feed(urls.community(id))
        assert (url in feeds) == bool(expected), id
        if expected:
            assert ids(feeds[url]) == expected[:50], id


def test_two_events_of_one_record_never_share_an_id(fictional):
    days = [date(2026, 3, 1), date(2026, 9, 7)]
    group = fictional.open[0]
    found = set()
    for added in days:
        for checked in days:
            for by in ("organisation", "public-sources"):
                changed = replace(group, added=added, checked=Provenance(checked, by))
                events = make_catalogue(fictional, changed).news
                found_here = {event_id(fictional, event) for event in events}
                assert len(found_here) == len(events)
                found |= found_here
    all_events = {
        event_id(fictional, Event(day, kind, group)) for day in days for kind in EventKind
    }
    assert found <= all_events and len(all_events) == len(days) * len(EventKind)
    everything = [event_id(fictional, event) for event in fictional.news]
    assert len(set(everything)) == len(everything)


def test_ids_stay_on_another_day_and_under_another_name(fictional):
    group = fictional.by_slug["leeds-speak-up"]
    url = "places/leeds/feed.xml"
    before = ids(Drawn(make_catalogue(fictional, group), places).files[url])
    first_slugs = {"new-name": group.slug}
    renamed = make_catalogue(
        fictional, replace(group, slug="new-name", name="New"), first_slugs=first_slugs
    )
    later = Catalogue([group], fictional.schema, fictional.instance, DAY + timedelta(days=900))
    for catalogue in (renamed, later):
        assert ids(Drawn(catalogue, places).files[url]) == before != []


def test_markup_in_records_stays_text(fictional):
    group = replace(fictional.by_slug["leeds-speak-up"], name=HOSTILE, summary=HOSTILE)
    files = Drawn(make_catalogue(fictional, group), places, terms).files
    for url in [url for url in files if url.endswith("feed.xml")]:
        entry = ElementTree.fromstring(files[url]).find(f"{ATOM}entry")
        assert entry.findtext(f"{ATOM}title") == HOSTILE
        assert HOSTILE in entry.findtext(f"{ATOM}summary")


# --- Closing days -------------------------------------------------------------------------------


def with_opportunity(fictional, *closing, **changes):
    stated = tuple(
        Opportunity(f"Join our panel {number}.", day, "https://www.example.org/", place=HOSTILE)
        for number, day in enumerate(closing)
    )
    group = replace(fictional.by_slug["leeds-speak-up"], opportunities=stated, **changes)
    return make_catalogue(fictional, group)


def test_closing_days_are_in_the_calendars_of_the_place_and_of_what_is_around_it(fictional):
    catalogue = with_opportunity(fictional, DAY, DAY + timedelta(9), DAY - timedelta(1))
    files = Drawn(catalogue, places).files
    written = {url for url in files if url.endswith("closing-days.ics")}
    assert {urls.closing_days(id) for id in ("leeds", "yorkshire-and-the-humber", "england")} <= (
        written
    )
    assert urls.closing_days("york") not in written and urls.closing_days("wales") not in written
    assert urls.closing_days("uk") not in written
    content = files[urls.closing_days("leeds")]
    calendar = icalendar.Calendar.from_ical(content)
    assert calendar["x-wr-calname"].startswith("Last days to join: Leeds")
    assert calendar["version"] == "2.0" and calendar["prodid"]
    events = calendar.walk("VEVENT")
    assert [event["dtstart"].dt for event in events] == [DAY, DAY + timedelta(9)]
    assert len({event["uid"] for event in events}) == 2
    for event in events:
        assert event["dtend"].dt == event["dtstart"].dt + timedelta(days=1)
        assert event["dtstamp"].to_ical().endswith(b"Z") and event["location"] == HOSTILE
    lines = content.split(b"\r\n")
    assert lines[-1] == b"" and all(len(line) <= 75 and b"\n" not in line for line in lines)


def test_where_nothing_can_be_joined_there_is_no_calendar_and_no_link(fictional):
    drawn = Drawn(with_opportunity(fictional, DAY - timedelta(1)), places)
    assert not [url for url in drawn.files if url.endswith("closing-days.ics")]
    assert "closing-days" not in drawn.pages["places/leeds/"] + drawn.pages["places/uk/"]


def test_the_country_has_what_the_whole_directory_has(fictional):
    drawn = Drawn(with_opportunity(fictional, DAY), places)
    page = drawn.pages["places/uk/"]
    assert f'href="../../{urls.FEED}"' in page
    assert f'href="../../{urls.OPPORTUNITIES_CALENDAR}"' in page
    assert "places/uk/feed.xml" not in drawn.items
    # The head of every page has the feed of all already.
    alternates = drawn.items["places/uk/"].alternates
    assert [a.url for a in alternates if a.media_type != JSON_TYPE] == [urls.OPPORTUNITIES_CALENDAR]


def test_a_calendar_with_nothing_in_it_is_still_valid(fictional):
    nothing = make_catalogue(fictional, replace(fictional.open[0], opportunities=()))
    content = Drawn(nothing).files[urls.OPPORTUNITIES_CALENDAR]
    (component,) = icalendar.Calendar.from_ical(content).subcomponents
    assert component.name == "VTIMEZONE"


def test_meetings_keep_their_ids_when_a_group_is_renamed(fictional):
    meeting = Meeting("Drop-in", "week", ("tuesday",), "10:30", "12:30", on=DAY)
    found = set()
    for slug, first in (("leeds-speak-up", {}), ("new", {"new": "leeds-speak-up"})):
        group = replace(fictional.by_slug["leeds-speak-up"], slug=slug, meetings=(meeting,))
        group = replace(group, area=ServiceArea("local", ("leeds",)))
        catalogue = make_catalogue(fictional, group, first_slugs=first)
        area = catalogue.areas["leeds"]
        content = meetings_calendar(catalogue, area, area_meetings(catalogue, area))
        (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
        found.add(event["uid"])
    assert len(found) == 1


# --- Links --------------------------------------------------------------------------------------


def test_every_file_is_offered_on_its_page_and_in_its_head(drawn):
    kinds = {"feed.xml": "application/atom+xml", "closing-days.ics": "text/calendar"}
    kinds |= {"meetings.ics": "text/calendar"}
    checked = 0
    for url in drawn.files:
        folder, _, name = url.rpartition("/")
        page = f"{folder}/"
        if name not in kinds or page == urls.NEWS:
            continue
        checked += 1
        assert f'href="{urls.relative_root(page)}{url}"' in drawn.pages[page], url
        alternates = {
            alternate.url: (alternate.media_type, alternate.title)
            for alternate in drawn.items[page].alternates
        }
        media_type, title = alternates[url]
        assert media_type == kinds[name] and title
    assert checked > 50


def test_every_link_to_a_feed_or_a_calendar_leads_to_one(fictional):
    drawn = Drawn(fictional)
    linked = {
        link
        for url, page in drawn.items.items()
        if url.startswith(("places/", "people/", "activities/", "news/")) and url in drawn.pages
        for link in [
            *(alternate.url for alternate in page.alternates),
            *re.findall(r'href="(?:\.\./)*([^"]+(?:feed\.xml|\.ics))"', drawn.pages[url]),
        ]
    }
    assert len(linked) > 100 and linked <= set(drawn.items)


def test_a_site_without_an_address_offers_nothing_to_follow(fictional):
    unset = Catalogue(
        fictional.organisations, fictional.schema, Instance("Led by Us"), fictional.today
    )
    drawn = Drawn(unset, news, places, terms)
    assert not [url for url in drawn.items if url.endswith(("feed.xml", ".ics"))]
    for url in ("places/leeds/", "places/uk/", "people/carers/", "news/"):
        assert all(a.media_type == JSON_TYPE for a in drawn.items[url].alternates)
        assert "feed.xml" not in drawn.pages[url] and ".ics" not in drawn.pages[url]
