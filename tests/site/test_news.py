"""What is new: one event a record and day, from the record's own dates, on pages and in a feed."""

import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from datetime import date

import pytest

from drawing import Drawn
from sites import catalogue
from ulo.catalogue import Catalogue, EventKind, Instance
from ulo.model import Closure
from ulo.model.organisation import Provenance
from ulo.site.pages import news as news_pages

ATOM = "{http://www.w3.org/2005/Atom}"
ADDED, LATER = date(2026, 3, 1), date(2026, 9, 7)


@pytest.fixture(scope="module")
def fictional(schema):
    return catalogue(schema, Instance("Led by <Us> & more", "https://example.org/led/"))


def make_catalogue(fictional, *organisations):
    return Catalogue(organisations, fictional.schema, fictional.instance, fictional.today)


def dated_kinds(fictional, **changes):
    return [
        (event.on, event.kind)
        for event in make_catalogue(fictional, replace(fictional.open[0], **changes)).news
    ]


def test_each_date_of_a_record_is_an_event(fictional):
    sources, group = "public-sources", "organisation"
    closed = Closure("https://example.org/end", year=2020)
    assert dated_kinds(fictional, added=ADDED, checked=Provenance(ADDED, sources)) == [
        (ADDED, EventKind.ADDED)
    ]
    assert dated_kinds(fictional, added=ADDED, checked=Provenance(LATER, sources)) == [
        (LATER, EventKind.CHANGED),
        (ADDED, EventKind.ADDED),
    ]
    assert dated_kinds(fictional, added=ADDED, checked=Provenance(LATER, group)) == [
        (LATER, EventKind.CONFIRMED),
        (ADDED, EventKind.ADDED),
    ]
    assert dated_kinds(fictional, added=ADDED, checked=Provenance(ADDED, group)) == [
        (ADDED, EventKind.CONFIRMED)
    ]
    assert dated_kinds(
        fictional, added=ADDED, checked=Provenance(LATER, sources), closed=closed
    ) == [
        (LATER, EventKind.CLOSED),
        (ADDED, EventKind.ADDED),
    ]


def test_pages_list_all_events_and_the_feed_the_newest(fictional):
    drawn = Drawn(fictional, news_pages)
    events, feed = fictional.news, ElementTree.fromstring(drawn.files["news/feed.xml"])
    assert len(drawn.pages) == -(-len(events) // 50)
    assert sum(
        page.count('<li><a href="../orgs/') + page.count('<li><a href="../../orgs/')
        for page in drawn.pages.values()
    ) == len(events)
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [
        event.organisation.name for event in events[:100]
    ]
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)
    assert all(
        entry.find(f"{ATOM}link").get("href").startswith("https://example.org/led/orgs/")
        for entry in entries
    )
    assert feed.findtext(
        f"{ATOM}updated"
    ) == f"{events[0].on}T00:00:00Z" and "Led by <Us> & more" in feed.findtext(f"{ATOM}title")


def test_a_closing_has_its_year_and_markup_is_escaped(fictional):
    group = replace(
        fictional.open[0],
        name="<b>Bold</b> & Co",
        closed=Closure("https://example.org/end", year=2020),
    )
    drawn = Drawn(make_catalogue(fictional, group), news_pages)
    page = drawn.pages["news/"]
    assert "This group closed in 2020." in page and "<b>Bold" not in page
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; Co" in drawn.files["news/feed.xml"].decode()


def test_a_site_without_records_or_address(fictional):
    empty = Catalogue([], fictional.schema, Instance("Led by Us"), fictional.today)
    drawn = Drawn(empty, news_pages)
    assert [*drawn.items] == ["news/"] and "There&#39;s no news yet." in drawn.pages["news/"]
