"""The page of a group: what stands on it and in what order, and which groups it calls alike."""

import re
from dataclasses import replace

import pytest
from test_place_pages import make_group

from drawing import Drawn
from ulo.catalogue import Catalogue, Instance
from ulo.catalogue.alike import MAX_ALIKE, choose
from ulo.contribute import form
from ulo.core import urls
from ulo.model import Work
from ulo.model.organisation import Contact
from ulo.site.pages import organisation

SOURCE = "https://example.org/"


def make_carers(slug, town, **fields):
    """A group of carers in a town that has the name of its council."""
    area = town.lower()
    return replace(make_group(slug, "local", [area], town=town, area=area), **fields)


@pytest.fixture(scope="module")
def catalogue(schema, today):
    """Carers in Leeds and those around them, of which only place, people and work matter."""
    training = Work("Trained nurses.", "review", SOURCE, "Leeds City Council", ("training",))
    research = replace(training, kind=("research",))
    return Catalogue(
        [
            make_carers("leeds-carers", "Leeds", work=(training,), contact=Contact(phone="1")),
            make_carers("york-carers", "York"),
            make_group("leeds-deaf", "local", ["leeds"], led_by=("deaf-people",)),
            replace(make_group("all-of-it", "uk-wide", led_by=("deaf-people",)), work=(research,)),
            make_carers("for-families", "Bradford", meant_for=("families",), work=(training,)),
        ],
        schema,
        Instance("Led by Us"),
        today,
    )


@pytest.fixture(scope="module")
def pages(catalogue):
    return Drawn(catalogue, organisation).pages


def page_of(pages, slug):
    return pages[urls.organisation(slug)]


def reasons_of(catalogue, slug):
    """By slug of each group that is alike: the reasons."""
    o = catalogue.by_slug[slug]
    return {
        other.organisation.slug: list(organisation.reasons(catalogue, o, other))
        for other in catalogue.alike[slug]
    }


@pytest.mark.parametrize(
    ("rankings", "chosen"),
    [
        ([], []),
        ([["a", "b"], [], []], ["a", "b"]),
        # One of each in turn.
        ([["a", "b"], ["c"], ["d", "e"]], ["a", "c", "d", "b", "e"]),
        # What stands in two comes before what is first in one.
        ([["a", "b"], ["c", "b"]], ["b", "a", "c"]),
        ([list("abcdefgh"), ["h"]], ["h", "a", "b", "c", "d", "e"]),
    ],
)
def test_the_best_of_several_rankings_are_chosen(rankings, chosen):
    assert choose(*rankings) == chosen


def test_each_group_that_is_alike_has_its_reasons(catalogue):
    found = reasons_of(catalogue, "leeds-carers")
    assert found["york-carers"] == ["about 22 miles away", "also led by carers"]
    assert found["for-families"] == [
        "about 8 miles away",
        "also led by carers",
        "also worked with Leeds council",
    ]
    assert found["all-of-it"] == ["United Kingdom", "also worked with Leeds council"]
    assert found["leeds-deaf"] == ["also in Leeds", "also offers peer support"]


def test_what_is_near_is_no_reason_for_a_group_of_the_whole_country(catalogue, schema, today):
    wide = make_group("wide", "uk-wide", led_by=("sex-workers",), town="Leeds", area="leeds")
    wide = replace(wide, activities=("housing",))
    found = Catalogue([*catalogue.organisations, wide], schema, catalogue.instance, today)
    assert found.place_groups.nearby(wide) and not found.alike["wide"]


def test_alike_are_a_few_open_groups_and_each_says_why(fictional):
    sizes = set()
    for o in fictional.organisations:
        found = reasons_of(fictional, o.slug)
        sizes.add(len(found))
        assert o.slug not in found, o.slug
        assert all(found.values()), o.slug
        assert not any(fictional.by_slug[slug].closed for slug in found), o.slug
    assert max(sizes) == MAX_ALIKE


def test_a_page_answers_in_the_order_in_which_people_ask(pages):
    page = page_of(pages, "leeds-carers")
    places = [
        page.index(f'id="{name}"')
        for name in (
            "does",
            "where",
            "for",
            "contact",
            "led-by",
            "work",
            "like",
            "sources",
            "wrong",
        )
    ]
    assert places == sorted(places)


def test_those_whom_a_group_is_for_are_named_once_where_they_lead_it(pages):
    both, other = (page_of(pages, slug) for slug in ("leeds-carers", "for-families"))
    assert re.search(
        r'<dt>For and led by</dt>\s*<dd><ul>\s*<li><a href="[./]*people/carers/"', both
    )
    assert both.count("people/carers/") == 1
    assert re.search(r"<dt>Who it&#39;s for</dt>\s*<dd><ul>\s*<li><a [^>]*people/families/", other)
    assert re.search(r"<dt>Led by</dt>\s*<dd><ul>\s*<li><a [^>]*people/carers/", other)


def test_the_way_to_correct_stands_at_what_it_is_about(pages):
    page, unreachable = (page_of(pages, slug) for slug in ("leeds-carers", "york-carers"))
    contact = page[page.index('id="contact"') : page.index('id="led-by"')]
    assert "add/?org=leeds-carers#contact" in contact and "Correct these details" in contact
    assert "add/?org=leeds-carers#leads" in page[page.index('id="led-by"') :]
    asked = unreachable[unreachable.index('id="contact"') : unreachable.index('id="led-by"')]
    assert "We have no contact details</h2>" in asked
    assert "add/?org=york-carers#contact" in asked and "Add contact details" in asked


def test_links_into_the_form_name_steps_that_it_has(pages):
    linked = set(re.findall(r"\?org=[a-z-]+#([a-z]+)", page_of(pages, "leeds-carers")))
    assert linked and linked <= set(form.STEPS)
