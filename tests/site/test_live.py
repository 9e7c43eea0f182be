"""The true records, on the true day.

What holds for any sound records, however few, is read from them and never written here. No other
test knows them, so what a record says, a new name or a later date breaks nothing:
    python3 build.py test tests/site/test_live.py
"""

import os
import re
from collections import defaultdict
from pathlib import Path

import pytest

from drawing import Drawn
from easy_read_lines import find_long_lines, view_lines
from first_principles import Facts
from invariants import (
    assert_confirming_changes_nothing_else,
    assert_form_keeps_everything,
    assert_gaps_are_true,
    assert_places_deny_nothing_true,
    assert_places_have_their_groups,
    assert_scripts_write_as_the_build,
)
from list_lengths import INDEX, LONGEST, longest_list
from markup import faults
from node import run_node_tests
from once import made_once
from sites import ROOT, SETTINGS, copy, published, run_alone
from spreadsheets import FORMATS, planned, read_back
from ulo import pipeline, schema as shape
from ulo.catalogue import Instance
from ulo.catalogue.library import FACETS
from ulo.core import fold, problems, urls
from ulo.geography import PlaceMatch
from ulo.maintain import reconfirmation
from ulo.records.values import read_record
from ulo.site.easy_read import EasyRead
from ulo.site.search_index import SearchIndex
from work_lists import assert_all_work_is_listed, count_entries, counted_links

pytestmark = pytest.mark.live
SEARCH_CASES_TEST = ROOT / "tests" / "site" / "js" / "search_cases.test.js"
# A tag with its class, and the tag after it.
NESTED_TAGS = re.compile(r'<([a-z]\w*(?: class="[^"]*")?)[^>]*>(?=[^<]*<(/?[a-z]\w*))')
# So many groups are asked for by what they do and where, and have to be among so many results.
ASKED, FIRST = 60, 3


@pytest.fixture(scope="module")
def schema():
    """The schema with its true registers."""
    return shape.load(ROOT)


@pytest.fixture(scope="module")
def checked():
    """What `check` says."""
    return pipeline.check(ROOT)


@pytest.fixture(scope="module")
def read(checked, schema):
    """The records of groups by slug, with their values as every way in writes them.

    Where a file has another form, `check` asks about it.
    """
    return [
        (context.record.slug, read_record(context.record.data, schema)[0])
        for context in checked.organisations
    ]


@pytest.fixture(scope="module")
def live():
    """The catalogue that a build has today."""
    return pipeline.load_catalogue(ROOT, Instance("Led by Us", "https://example.org/led/"))


@pytest.fixture(scope="module")
def pages(live):
    return Drawn(live).pages


@pytest.fixture(scope="module")
def site(shared_folder):
    """The address and the folder of the true site, built today."""
    with published(made_once(shared_folder / "live", build_live_site)) as site:
        yield site


def build_live_site(folder: Path) -> None:
    project = copy(folder / "project", ROOT / "orgs", registers=True, least_town=0)
    done = run_alone(project, *SETTINGS, epoch=os.environ.get("SOURCE_DATE_EPOCH"))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def facts():
    return Facts(ROOT / "orgs")


# --- The files ------------------------------------------------------------------------------------


def test_every_record_passes_the_checks(checked):
    """A question, such as one about the form of a file, keeps no record out."""
    assert checked.organisations and not checked.errors, problems.as_text(checked.errors)


def test_confirming_a_record_changes_nothing_else(checked):
    unusual = {p.path for p in checked.problems if p.rule in ("unusual-form", "carriage-return")}
    paths = [context.record.path for context in checked.organisations]
    assert_confirming_changes_nothing_else([ROOT / path for path in paths if path not in unusual])


@pytest.mark.parametrize("form", FORMATS)
def test_every_record_comes_back_from_a_spreadsheet_and_changes_nothing(read, schema, form):
    data = dict(read)
    assert read_back(data, schema, pipeline.today(), form) == data
    plan = planned(FORMATS[form](data, schema, pipeline.today()), schema, pipeline.today(), data)
    assert len(plan.unchanged) == len(data) and not plan.notes and not plan.to_write


# --- The catalogue and its pages ------------------------------------------------------------------


def test_every_number_leads_to_a_list_of_that_length(pages):
    lists = [
        address
        for address in pages
        if re.fullmatch(r"work/((kind|people|place)/[a-z-]+/|tables/|place/|with/|)", address)
    ]
    found = [
        (address, target, number)
        for address in lists
        for target, number in counted_links(pages, address)
        if not re.fullmatch(r"work/year/\d+/", target) or number < 1900
    ]
    wrong = [
        (address, target, number, count_entries(pages, target))
        for address, target, number in found
        if count_entries(pages, target) != number
    ]
    assert lists and not wrong


def test_no_piece_of_work_is_lost(pages, live):
    assert_all_work_is_listed(pages, live)


def test_every_group_is_in_the_lists_of_who_leads_it_and_what_it_does(pages, live):
    def listed(address: str) -> set[str]:
        following = (
            urls.list_page(address, number) for number in range(1, 2 + len(live.organisations))
        )
        texts = [pages[page] for page in following if page in pages]
        return {
            slug
            for text in texts
            for slug in re.findall(r'<h[23]><a href="[./]*orgs/([a-z0-9-]+)/"', text)
        }

    for term, groups in live.led_by.items():
        assert {o.slug for o in groups} <= listed(urls.community(term)), term
    for term, groups in live.by_activity.items():
        assert {o.slug for o in groups} == listed(urls.activity(term)), term


def test_every_filter_counts_what_the_records_say(live):
    known = SearchIndex(live).facet_numbers
    for number, o in enumerate(live.organisations):
        assert {c for c, numbers in known["led"].items() if number in numbers} == set(
            o.user_led.led_by
        )
        assert {c for c, numbers in known["does"].items() if number in numbers} == set(o.activities)
        assert (number in known["way"].get("email", ())) == bool(o.contact.email)
        assert [c for c, numbers in known["fresh"].items() if number in numbers] == [
            live.freshness[o.slug].value
        ]


def test_an_easy_view_has_short_lines_and_none_of_the_words_of_the_record(live):
    easy = EasyRead(live)
    views = {urls.organisation(o.slug): easy.organisation(o) for o in live.organisations}
    views |= {urls.place(page.id): easy.place(page) for page in live.place_pages.by_id.values()}
    # What groups, towns and offices are called is as long as it is.
    named = {
        text
        for o in live.organisations
        for text in (o.name, o.based_in.town, o.based_in.address)
        if text
    }
    assert not find_long_lines(live, views, named)
    for o in live.organisations:
        own = {
            o.summary,
            o.user_led.evidence,
            *(work.what for work in o.work),
            *(fact.detail for fact in o.access),
        }
        assert not own & set(view_lines(views[urls.organisation(o.slug)])), o.slug


def test_every_resource_is_on_its_shelves_and_every_word_has_its_place(pages, live):
    shelves = defaultdict(str)
    for address in pages:
        if shelf := re.match(r"resources/by/([\w-]+/[\w-]+)/", address):
            shelves[shelf[1]] += pages[address]
    for r in live.resources:
        for facet, (_, of) in FACETS.items():
            for term in of(r):
                assert f'resources/{r.slug}/"' in shelves[f"{facet}/{term}"], (r.slug, term)
    assert re.findall(r'<div class="explained" id="word-([^"]+)"', pages["words/"]) == [
        word.slug for word in live.glossary_entries
    ]


def test_the_news_name_every_group(pages, live):
    news = [pages[address] for address in pages if re.fullmatch(r"news/(\d+/)?", address)]
    assert sum(len(re.findall(r'<li><a href="[./]*orgs/', text)) for text in news) == len(live.news)


def test_all_who_have_not_confirmed_of_late_are_to_be_asked(live):
    confirmed = {o.slug for o in live.open if o.checked.by == "organisation"}
    asked = {request.organisation.slug for request in reconfirmation.list_requests(live)}
    assert {o.slug for o in live.open} - confirmed <= asked <= {o.slug for o in live.open}


# --- The site -------------------------------------------------------------------------------------


def test_markup_of_each_kind_of_page_and_of_all_that_is_on_group_pages_is_sound(site):
    # Pages of one sort come from one template, and how long their lists are is the difference: the
    # longest of each sort. Pages of groups differ by what is known: each that has what none before
    # it had.
    chosen, sorts, met = [], set(), set()
    for page in sorted(site[1].rglob("*.html"), key=lambda page: -page.stat().st_size):
        first, second, *rest = *page.relative_to(site[1]).parts, "", ""
        part = second if first in ("about", "data", "guides", "work") else ""
        sort = (first, part, len(rest), "easy" in rest)
        new = {sort} - sorts
        if first == "orgs" and "easy" not in rest:
            new |= set(NESTED_TAGS.findall(page.read_text("utf-8"))) - met
            met |= new
        sorts.add(sort)
        chosen += [page] if new else []
    found = [f"{page.relative_to(site[1])}: {fault}" for page in chosen for fault in faults(page)]
    assert not found, f"{len(found)} faults\n" + "\n".join(found[:30])


def test_long_lists_are_paged(site):
    lengths = {
        path.relative_to(site[1]).as_posix(): longest_list(path.read_text("utf-8"))
        for path in site[1].rglob("*.html")
    }
    assert not {
        name: length
        for name, length in lengths.items()
        if length > LONGEST and not INDEX.match(name)
    }


# --- In a browser ---------------------------------------------------------------------------------


@pytest.fixture
def page(chromium):
    opened = chromium.new_page()
    yield opened
    opened.close()


def test_people_find_groups_and_readings_by_name_and_by_what_they_do(tmp_path, site, live):
    # Groups in several places may have one name.
    named = defaultdict(list)
    for o in live.organisations:
        named[fold(o.name)].append(f"orgs/{o.slug}")
    names = [
        {"text": o.name, "accept": named[fold(o.name)], "limit": FIRST} for o in live.organisations
    ]
    readings = [
        {"text": word.term, "accept": [f"words/#word-{word.slug}"]}
        for word in live.glossary_entries
    ] + [{"text": r.title, "accept": [f"resources/{r.slug}"]} for r in live.resources]
    sets = [
        {"title": "every group is found by its name", "cases": names},
        {"title": "everything in the library is found by its name", "cases": readings},
        {
            "title": "who asks for a thing and a place finds groups with both",
            "cases": list(activities_and_places(live)),
        },
    ]
    data = {"site": {"site": str(site[1])}, "search_cases": sets}
    run_node_tests([SEARCH_CASES_TEST], data, tmp_path)


def activities_and_places(live):
    """Searches for what some groups do and the council that they serve.

    No other place has the name of that council. Every group that does this there may be found.
    """

    def councils(o) -> set[str]:
        return {
            council for area in live.areas_of(o) for council in (area, *live.areas[area].covers)
        }

    def is_known_council(area: str) -> bool:
        title = live.areas[area].title
        found = live.geocoder.lookup(title)
        return live.areas[area].kind == "council" and isinstance(found, PlaceMatch)

    pairs = []
    for o in live.open:
        for area, activity in zip(o.area.serves[:1], o.activities[:1], strict=False):
            if is_known_council(area) and activity != "other" and (activity, area) not in pairs:
                pairs.append((activity, area))
    for activity, area in pairs[:: max(1, len(pairs) // ASKED)]:
        doing_it = [o for o in live.organisations if activity in o.activities]
        yield {
            "text": live.activities[activity].title,
            "where": live.areas[area].title,
            "accept": [f"orgs/{o.slug}" for o in doing_it if area in councils(o)],
            "limit": FIRST,
        }


def test_the_form_writes_every_record_as_the_build_does(tmp_path, read, schema):
    assert_scripts_write_as_the_build(read, schema, tmp_path)


def test_the_form_loses_nothing_of_a_record(page, site, read):
    assert_form_keeps_everything(page, site[0], read)


# --- The places -----------------------------------------------------------------------------------


def test_each_place_has_every_group_for_its_people_once(live, facts):
    assert_places_have_their_groups(live, facts)


def test_what_is_called_a_gap_is_one(live, facts):
    assert_gaps_are_true(live, facts)


def test_no_page_denies_a_group_that_is_there(live, pages, facts):
    assert_places_deny_nothing_true(live, pages, facts)


def test_every_registered_number_leads_to_its_own_page_but_those_of_mutuals(live):
    pages = {}
    for o in live.organisations:
        for scheme, number in o.identifiers:
            page = live.schema.registers.page(scheme, number)
            assert bool(page) == (scheme != "GB-MPR"), (o.slug, scheme)
            if page:
                assert number.lstrip("0") in re.split(r"[/=&]0*", page), (o.slug, page)
                assert pages.setdefault(page, o.slug) == o.slug, (o.slug, page)
