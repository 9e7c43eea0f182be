"""The home page: its example, its figures, and where it leads."""

from dataclasses import replace
from datetime import timedelta

import pytest
from test_participation import make_work
from test_place_pages import make_group

from drawing import Drawn
from ulo.catalogue import Catalogue, Instance
from ulo.core import format_day, urls
from ulo.model import Closure
from ulo.site.pages import home
from ulo.site.pages.home import choose_example


def with_changes(slug, *years, closed=None):
    work = tuple(
        make_work(f"{slug} {n}", year=year, changed="More.") for n, year in enumerate(years)
    )
    return replace(make_group(slug, "local", ["leeds"]), work=work, closed=closed)


@pytest.fixture(scope="module")
def items(schema, today):
    groups = [
        with_changes("leeds-friends", 2024, 2019, None),
        with_changes("york-friends", 2021),
        with_changes("old-friends", 2025, closed=Closure(source="https://example.org/")),
    ]
    catalogue = Catalogue(groups, schema, Instance("Led by Us"), today)
    return catalogue.participation.with_change


def test_the_example_is_another_one_each_week_until_all_were_shown(items, today):
    weeks = [choose_example(items, today + timedelta(weeks=n)) for n in range(6)]
    assert {(item.organisation.slug, item.work.year) for item in weeks[:3]} == {
        ("leeds-friends", 2024),
        ("leeds-friends", 2019),
        ("york-friends", 2021),
    }
    assert weeks[:3] == weeks[3:]


def test_the_example_stays_from_monday_to_sunday(items, today):
    monday = today - timedelta(days=today.weekday())
    days = [choose_example(items, monday + timedelta(days=n)) for n in range(8)]
    assert days[:7] == [days[0]] * 7 and days[7] != days[0]


def test_without_work_that_changed_something_there_is_no_example(items, today):
    assert choose_example([item for item in items if item.organisation.closed], today) is None


def test_figures_are_those_of_the_records(drawn, fictional):
    page = drawn.pages[urls.HOME]
    open_groups = [o for o in fictional.organisations if not o.closed]
    reachable = sum(bool(o.contact) for o in open_groups)
    councils = len(fictional.councils) - len(fictional.councils_without_group)
    for number in (len(open_groups), reachable, councils):
        assert f"<strong>{number}</strong>" in page
    newest = max(day for o in fictional.organisations for day in (o.added, o.checked.on))
    assert format_day(newest) in page


def test_the_home_page_offers_opportunities_only_if_there_are_any(drawn, fictional, schema, today):
    link = f'href="{urls.OPPORTUNITIES}"'
    assert fictional.opportunities and link in drawn.pages[urls.HOME]
    empty = Drawn(Catalogue([], schema, Instance("Led by Us"), today), home)
    assert link not in empty.pages[urls.HOME]
