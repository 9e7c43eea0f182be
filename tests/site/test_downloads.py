"""Lists as files, and lists that are narrowed to a place: they hold what the pages hold."""

import csv
import dataclasses
import io
import re
from datetime import timedelta

import pytest

from drawing import Drawn
from ulo.catalogue import Catalogue
from ulo.core import urls
from ulo.model import Opportunity
from ulo.site.menus import build_menus
from ulo.site.page import File
from ulo.site.pages import places, terms

WITH_LISTS = (
    "orgs/",
    "people/",
    "activities/",
    "places/",
    "work/",
    "networks/",
    "closed/",
    "gaps/",
    "resources/",
    "words/",
)
LINK = re.compile(r'href="(?:\.\./)*([a-z0-9/-]+\.csv)"')
NARROWED = re.compile(r"((?:people|activities)/[a-z0-9-]+/)in/([a-z0-9-]+)/")
COUNTED = re.compile(r'href="(?:\.\./)*([a-z0-9/-]+/)">[^<]*</a> <span class="note">(\d+)</span>')


@pytest.fixture(scope="module")
def files(drawn) -> dict[str, list[dict[str, str]]]:
    """The rows of every file of CSV that is made from records."""
    return {
        url: list(csv.DictReader(io.StringIO(drawn.files[url].decode("utf-8-sig"), newline="")))
        for url, item in drawn.items.items()
        if isinstance(item, File) and url.endswith(".csv") and not url.startswith(urls.DATA)
    }


def pages_of(drawn: Drawn, url: str) -> str:
    """All pages of a list, one after the other."""
    text, number = "", 1
    while (page := urls.list_page(url, number)) in drawn.pages:
        text += drawn.pages[page]
        number += 1
    return text


def listed(text: str) -> list[str]:
    """The groups in the rows of a list, in their order."""
    return re.findall(r'<li class="row">\s*<h\d><a href="(?:\.\./)*orgs/([a-z0-9-]+)/"', text)


def narrowed(drawn: Drawn) -> dict[str, tuple[str, str]]:
    """The lists for one place: of what, and for which area, by URL."""
    found = {url: match.groups() for url in drawn.pages if (match := NARROWED.fullmatch(url))}
    assert len(found) > 100
    return found


def test_every_file_is_offered_and_none_is_empty(drawn, files):
    offered = {
        link
        for url in drawn.pages
        if url.startswith(WITH_LISTS)
        for link in LINK.findall(drawn.pages[url])
    }
    assert offered == set(files)
    assert all(files.values())


def test_a_file_has_the_groups_of_its_list_in_their_order(drawn, files):
    for url in ["closed/", "gaps/old/", *narrowed(drawn), "people/carers/", "activities/advocacy/"]:
        rows = [row["id"] for row in files[urls.download(url)]]
        assert rows == listed(pages_of(drawn, url)), url


def test_a_file_of_a_place_has_its_groups_and_those_of_its_parts(fictional, drawn, files):
    for area in ("leeds", "scotland"):
        rows = [row["id"] for row in files[f"places/{area}.csv"]]
        own = [*fictional.place_groups.reach.groups(fictional.areas[area]).local]
        assert rows == [o.slug for o in own]
        assert set(listed(pages_of(drawn, f"places/{area}/"))) >= set(rows)
    # The regions of England have pages, but one file is easier for all of it.
    england = {row["id"] for row in files["places/england.csv"]}
    assert england > {row["id"] for row in files["places/yorkshire-and-the-humber.csv"]}


def test_all_groups_are_in_one_file_and_all_work_in_another(fictional, files):
    assert [row["id"] for row in files["orgs.csv"]] == [o.slug for o in fictional.organisations]
    closed = {row["id"] for row in files["orgs.csv"] if row["closed"]}
    assert closed == {o.slug for o in fictional.closed}
    assert len(files["work.csv"]) == sum(len(o.work) for o in fictional.organisations)


def test_a_town_offers_the_file_of_its_council(drawn):
    towns = Drawn(drawn.renderer.catalogue, places)
    text = towns.pages["places/morley-leeds/"]
    assert LINK.findall(text) == ["places/leeds.csv"]


def test_every_list_says_how_to_print_it_and_only_some_come_in_large_print(drawn):
    for url in ("people/carers/", "places/leeds/", "closed/"):
        assert "choose Print" in drawn.pages[url] and "#large-16" in drawn.pages[url], url
    others = ("orgs/", "orgs/a/", "work/", "work/kind/research/", "work/with/", "networks/")
    for url in (*others, "resources/", "resources/by/year/", "words/", "gaps/old/"):
        text = drawn.pages[url]
        assert LINK.search(text) and "choose Print" in text and "#large-16" not in text, url


# --- Lists for one place -------------------------------------------------------------------------


def test_a_list_for_a_place_has_those_of_the_whole_list_that_the_place_page_has(fictional, drawn):
    for url, (whole, id) in narrowed(drawn).items():
        found = listed(pages_of(drawn, url))
        groups = fictional.place_groups.reach.groups(fictional.areas[id])
        everywhere = set(listed(pages_of(drawn, whole)))
        assert set(found) == {o.slug for o in groups.local} & everywhere, url
        # Those for the place itself come first, then those for parts of it, then those for more.
        if whole.startswith(urls.ACTIVITIES):
            assert found == [o.slug for o in groups.local if o.slug in everywhere], url


def test_a_place_without_a_group_of_its_own_has_no_list(fictional, drawn):
    found = narrowed(drawn)
    for term in fictional.activities:
        slugs = {o.slug for o in fictional.by_activity[term]}
        for area in fictional.areas.values():
            groups = fictional.place_groups.reach.groups(area)
            is_there = urls.narrowed(urls.activity(term), area.id) in found
            here = slugs & {o.slug for o in (*groups.own, *groups.inside)}
            assert is_there == (bool(here) and area.kind != "wider-area"), (term, area.id)


def test_numbers_beside_places_are_those_of_the_lists_that_they_lead_to(fictional, drawn):
    checked = 0
    for url in [*narrowed(drawn), "people/carers/", "activities/peer-support/"]:
        for target, number in COUNTED.findall(drawn.pages[url]):
            whole, id = NARROWED.fullmatch(target).groups()
            groups = fictional.place_groups.reach.groups(fictional.areas[id])
            here = {o.slug for o in (*groups.own, *groups.inside)}
            assert int(number) == len(here & set(listed(pages_of(drawn, whole)))), (url, target)
            checked += 1
    assert checked > 500


def test_every_list_for_a_place_is_reached_from_the_whole_list_and_leads_back(drawn):
    for url, (whole, id) in narrowed(drawn).items():
        assert f'/{url}"' in drawn.pages[whole], url
        text = drawn.pages[url]
        assert f'/{whole}"' in text and f'/places/{id}/"' in text


def test_groups_for_the_whole_country_are_one_press_away(drawn):
    text = drawn.pages["activities/peer-support/in/leeds/"]
    assert "activities/peer-support/in/uk/" in text and "The whole UK" in text


def test_nothing_is_narrowed_where_there_is_no_group(schema, today, fictional):
    empty = Drawn(Catalogue([], schema, fictional.instance, today), terms)
    assert not any("/in/" in url for url in empty.items)
    assert "Choose a place" not in empty.pages["people/carers/"]


# --- What has nothing to show --------------------------------------------------------------------


def test_nothing_leads_to_what_people_can_join_while_there_is_nothing(schema, today, fictional):
    first = fictional.open[0]
    open_now = Opportunity("Join us.", today + timedelta(days=1), "https://example.org/")
    for stated in ((), (open_now,)):
        groups = [dataclasses.replace(first, opportunities=stated)]
        catalogue = Catalogue(groups, schema, fictional.instance, today)
        in_menus = {url for entries in build_menus(catalogue).values() for url, _ in entries}
        assert (urls.OPPORTUNITIES in in_menus) == bool(stated)
        assert {urls.FIND, urls.NEWS} <= in_menus
