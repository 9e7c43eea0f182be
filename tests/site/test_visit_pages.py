"""When groups meet and what a first visit is like, wherever it is shown."""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
from dateutil.rrule import rrulestr

import sites
from drawing import Drawn
from ulo.catalogue import Catalogue, Instance
from ulo.exports import group_table, linked_data
from ulo.model import Closure, FirstVisit, Meeting
from ulo.site.easy_read import EasyRead
from ulo.site.pages import organisation, places
from ulo.site.search_index import SearchIndex

DAY = date(2026, 11, 21)
HOSTILE = 'Join; our, panel\\ "now" <b>& more</b> ŵŷ 😀\N{RIGHT-TO-LEFT OVERRIDE}'
DROP_IN = Meeting("Drop-in", "week", ("tuesday",), "10:30", "12:30", "Mill Library", on=DAY)
VISIT = FirstVisit("just-come", "free", "even the tea", ("supporter",), "You can just listen.", DAY)
NO_VISIT = FirstVisit()


@pytest.fixture(scope="module")
def listed(schema):
    return sites.catalogue(schema, Instance("Led by <Us>, & more", "https://example.org/led/"))


@pytest.fixture
def make(listed):
    """Makes a catalogue of one group in Leeds, which nobody has confirmed but for these facts."""

    def make(*meetings, visit=NO_VISIT, today=DAY, **changes) -> Catalogue:
        first = listed.by_slug["leeds-speak-up"]
        checked = replace(first.checked, by="public-sources")
        fields = {"checked": checked, "access": (), "sources": first.sources[:1], **changes}
        group = replace(first, meetings=meetings, first_visit=visit, **fields)
        return Catalogue([group], listed.schema, listed.instance, today)

    return make


def group_page(catalogue: Catalogue) -> str:
    [page] = Drawn(catalogue, organisation).pages.values()
    return page


def linked_events(catalogue: Catalogue) -> list[dict]:
    data = linked_data(catalogue, catalogue.organisations[0])
    return json.loads(json.dumps(data.get("event", [])))


def easy_lines(catalogue: Catalogue) -> list[str]:
    sections = EasyRead(catalogue).organisation(catalogue.organisations[0])
    headings = {section.heading: section for section in sections}
    section = headings.get(catalogue.messages["easy"]["headings"]["visit"])
    return [line for idea in section.ideas for line in idea.lines] if section else []


def place_files(catalogue: Catalogue) -> tuple[str, bytes | None]:
    """The page of Leeds, and the calendar of its meetings, if there is one."""
    drawn = Drawn(catalogue, places)
    return drawn.pages["places/leeds/"], drawn.files.get("places/leeds/meetings.ics")


def plain(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_page_says_what_is_confirmed_as_it_is(make):
    page = plain(group_page(make(DROP_IN, visit=VISIT)))
    for text in (
        "Your first visit",
        "Every Tuesday, 10:30am to 12:30pm. Mill Library.",
        "Correct as of November 2026.",
        "Just come",
        "Free: even the tea",
        "A supporter",
        "You can just listen.",
    ):
        assert text in page, text
    assert "they met" not in page


def test_page_says_what_is_old_as_it_was(make):
    for today, is_current in ((DAY + timedelta(364), True), (DAY + timedelta(365), False)):
        page = plain(group_page(make(DROP_IN, visit=VISIT, today=today)))
        old = ("In November 2026 they met every Tuesday", "This was true in November 2026.")
        for text in ("What a first visit was like", "Check with them before you go.", *old):
            assert (text in page) != is_current, (today, text)
        assert ("Every Tuesday, 10:30am to 12:30pm" in page) == is_current


def test_page_without_facts_has_no_section(make):
    page = group_page(make())
    assert 'id="visit"' not in page and 'id="meetings"' not in page
    closed = make(DROP_IN, visit=VISIT, closed=Closure("https://example.org/closed", 2026))
    assert 'id="visit"' not in group_page(closed)
    assert not easy_lines(closed) and not linked_events(closed)


def test_texts_of_records_stay_texts(make):
    meeting = replace(DROP_IN, what=HOSTILE, place=HOSTILE, breaks=HOSTILE)
    catalogue = make(meeting, visit=replace(VISIT, price=HOSTILE, first_time=HOSTILE))
    page, calendar = place_files(catalogue)
    for text in (group_page(catalogue), page):
        assert "<b>&" not in text and "&lt;b&gt;&amp; more" in text
    [event] = icalendar.Calendar.from_ical(calendar).walk("VEVENT")
    assert HOSTILE in event["summary"] and HOSTILE in event["description"]


def test_easy_read_says_the_same_in_easy_words(make):
    lines = easy_lines(make(replace(DROP_IN, online=True, breaks="August"), visit=VISIT))
    assert lines == [
        "Drop-in.",
        "There is a meeting every Tuesday, 10:30am to 12:30pm.",
        "The place is Mill Library.",
        "You can join on a computer or phone.",
        "Sometimes there is no meeting.",
        "Ask the group first.",
        "You can just come.",
        "You do not have to pay.",
        "You can bring someone who supports you.",
        "The full page tells you what happens the first time.",
    ]
    old = easy_lines(make(DROP_IN, visit=VISIT, today=date(2028, 1, 1)))
    assert "In November 2026 there was a meeting every Tuesday, 10:30am to 12:30pm." in old
    assert "The place was Mill Library." in old
    assert "This is what we know from November 2026." in old
    assert old[-2:] == ["This may be different now.", "Ask the group first."]


def test_json_ld_has_confirmed_meetings_as_events(make):
    last = Meeting("Quiz", "last", ("sunday",), online=True, on=DAY)
    third = Meeting("Choir", "third", ("monday", "friday"), "19:00", place="Hall", on=DAY)
    old = replace(DROP_IN, on=date(2020, 1, 1))
    drop_in, quiz, choir = linked_events(make(DROP_IN, last, third, old, visit=VISIT))
    assert drop_in == {
        "@type": "Event",
        "name": "Drop-in: Leeds Speak Up",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "isAccessibleForFree": True,
        "location": {"@type": "Place", "name": "Mill Library"},
        "eventSchedule": {
            "@type": "Schedule",
            "repeatFrequency": "P1W",
            "byDay": "https://schema.org/Tuesday",
            "startTime": "10:30",
            "endTime": "12:30",
            "scheduleTimezone": "Europe/London",
        },
    }
    assert quiz["eventSchedule"] == {
        "@type": "Schedule",
        "repeatFrequency": "P1M",
        "byDay": "-1SU",
    }
    assert quiz["location"]["@type"] == "VirtualLocation"
    assert choir["eventSchedule"]["byMonthWeek"] == 3
    assert choir["eventSchedule"]["byDay"] == [
        "https://schema.org/Monday",
        "https://schema.org/Friday",
    ]
    old_visit = replace(VISIT, on=date(2020, 1, 1))
    assert "isAccessibleForFree" not in linked_events(make(DROP_IN, visit=old_visit))[0]


def test_place_lists_confirmed_meetings_and_links_to_their_calendar(make):
    old = replace(DROP_IN, what="Long ago", on=date(2020, 1, 1))
    unfixed = Meeting("Now and then", "varies", on=DAY)
    page, calendar = place_files(make(unfixed, DROP_IN, old))
    assert "Meetings in Leeds" in page and "meetings.ics" in page
    assert "Long ago" not in page and page.index("Drop-in") < page.index("Now and then")
    assert b"SUMMARY:Drop-in: Leeds Speak Up" in calendar and b"Now and then" not in calendar
    page, calendar = place_files(make(unfixed))
    assert "Now and then" in page and "meetings.ics" not in page and calendar is None
    page, calendar = place_files(make(old))
    assert 'id="meetings"' not in page and calendar is None


def test_town_and_council_show_the_same_meetings(make):
    drawn = Drawn(make(DROP_IN), places)
    calendars = re.findall(r"places/[a-z-]+/meetings\.ics", "".join(drawn.pages.values()))
    assert calendars.count("places/leeds/meetings.ics") > 1
    assert {*calendars} == {url for url in drawn.files if url.endswith("meetings.ics")}
    assert "#meetings" not in drawn.pages["places/england/"]


def test_site_without_address_has_no_calendar(make):
    catalogue = make(DROP_IN)
    instance = replace(catalogue.instance, site_url="")
    bare = Catalogue(catalogue.organisations, catalogue.schema, instance, DAY)
    page, calendar = place_files(bare)
    assert "Drop-in" in page and "meetings.ics" not in page and calendar is None


def test_calendar_is_valid(make):
    long = replace(DROP_IN, what="ŵ😀" * 20, breaks="x" * 80, place="Café, über; all\\")
    catalogue = make(DROP_IN, long, replace(DROP_IN, every="last", days=("sunday",), ends=""))
    _, content = place_files(catalogue)
    lines = content.split(b"\r\n")
    assert lines[-1] == b"" and not any(b"\n" in line or b"\r" in line for line in lines)
    assert all(len(line) <= 75 for line in lines)
    assert content == place_files(catalogue)[1]
    calendar = icalendar.Calendar.from_ical(content)
    assert calendar["version"] == "2.0" and calendar["prodid"]
    [zone] = calendar.walk("VTIMEZONE")
    assert zone["tzid"] == "Europe/London"
    first, second, third = calendar.walk("VEVENT")
    assert len({first["uid"], second["uid"], third["uid"]}) == 3
    assert {event["uid"] for event in (first, second, third)} >= {
        "https://example.org/led/orgs/leeds-speak-up/#meeting-drop-in",
        "https://example.org/led/orgs/leeds-speak-up/#meeting-drop-in-2",
    }
    for event in (first, second, third):
        assert event["dtstamp"].dt == datetime(2026, 11, 21, tzinfo=UTC)
        assert event["dtstart"].params["TZID"] == "Europe/London"
        assert event["rrule"]["UNTIL"] == [datetime(2027, 11, 20, 23, 59, 59, tzinfo=UTC)]


def test_calendar_keeps_the_time_of_the_clock_in_summer(make):
    meetings = (DROP_IN, replace(DROP_IN, what="Quiz", every="last", days=("sunday",)))
    _, content = place_files(make(*meetings))
    for event in icalendar.Calendar.from_ical(content).walk("VEVENT"):
        start = event["dtstart"].dt
        rule = rrulestr(event["rrule"].to_ical().decode(), dtstart=start)
        days = list(rule)
        assert days[0] == start and days[-1].date() <= date(2027, 11, 20)
        assert {(day.hour, day.minute) for day in days} == {(10, 30)}
        offsets = {day.utcoffset() for day in days}
        assert offsets == {timedelta(0), timedelta(hours=1)}
        if event["summary"].startswith("Quiz"):
            assert all((day + timedelta(7)).month != day.month for day in days)
            assert date(2027, 1, 31) in {day.date() for day in days}
        else:
            assert len(days) in (52, 53)


def test_time_zone_of_the_calendar_changes_with_the_clocks(make):
    _, content = place_files(make(DROP_IN))
    [zone] = icalendar.Calendar.from_ical(content).walk("VTIMEZONE")
    zone_info = zone.to_tz(lookup_tzid=False)
    for day, clock, offset in (
        (date(2027, 3, 28), time(0, 30), 0),
        (date(2027, 3, 28), time(2, 30), 1),
        (date(2027, 10, 31), time(0, 30), 1),
        (date(2027, 10, 31), time(2, 30), 0),
    ):
        moment = datetime.combine(day, clock)
        assert zone_info.utcoffset(moment) == timedelta(hours=offset), moment


def test_filters_know_what_is_confirmed(make):
    online = replace(DROP_IN, online=True)
    numbers = SearchIndex(make(online, visit=VISIT)).facet_numbers
    assert numbers["come"] == {"yes": [0]} and numbers["online"] == {"yes": [0]}
    assert numbers["access"] == {"free": [0]}
    later = make(online, visit=VISIT, today=date(2028, 1, 1))
    old = SearchIndex(later).facet_numbers
    assert not old["come"] and not old["online"] and not old["access"]
    other = replace(VISIT, join="referral", cost="membership")
    assert not SearchIndex(make(visit=other)).facet_numbers["come"]


def test_open_data_say_the_same(make):
    catalogue = make(DROP_IN, replace(DROP_IN, what="Quiz", on=date(2024, 3, 31)), visit=VISIT)
    columns = group_table(catalogue).columns
    row = {name: value(catalogue.organisations[0]) for name, value in columns.items()}
    assert row["meetings"] == [
        "Drop-in: Every Tuesday, 10:30am to 12:30pm. Mill Library",
        "Quiz: In March 2024 they met every Tuesday, 10:30am to 12:30pm. Mill Library",
    ]
    assert (row["cost"], row["how_to_join"]) == (["Free"], ["Just come"])
    assert (row["first_visit_known"], row["first_time"]) == (DAY, "You can just listen.")
