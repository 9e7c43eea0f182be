"""Places on the page of the search: the question which is meant, the place of the device, and what
the lists of places weigh.
"""

import re

import pytest
from playwright.sync_api import expect

from browser import judged

LEEDS = {"latitude": 53.7965, "longitude": -1.5478}
PARIS = {"latitude": 48.8566, "longitude": 2.3522}


@pytest.fixture
def page(chromium, site):
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.requested, page.complaints = [], []
    page.on("request", lambda request: page.requested.append(request.url))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    context.close()
    assert not page.complaints


def ask(page, site, query: str) -> None:
    page.goto(f"{site[0]}find/?{query}")
    page.locator("[data-list] .row, [data-notes] p").first.wait_for()


def results(page):
    return page.locator("[data-list] .row")


def test_a_name_of_several_places_is_a_question_that_keeps_the_topic(page, site):
    ask(page, site, "q=carers+newport")
    expect(page.locator("#results")).to_have_text("Which place do you mean?")
    assert not results(page).count()
    notes = page.locator("[data-notes]").first
    assert notes.locator("p").first.inner_text() == (
        "There is more than one Newport. Which one do you mean?"
    )
    # A screen reader is told, too.
    expect(page.locator("[data-status]")).to_contain_text("There is more than one Newport.")
    page.get_by_role("link", name="Newport, Isle of Wight").click()
    expect(page.locator("#results")).to_contain_text(re.compile(r"carers.* near Newport, Isle"))
    assert page.locator("[name=q]").input_value() == "carers"
    assert page.locator("[name=where]").input_value() == "Newport, Isle of Wight"
    page.go_back()
    expect(page.locator("#results")).to_have_text("Which place do you mean?")


def test_an_unknown_place_stops_and_offers_ways_on(page, site):
    ask(page, site, "q=carers&where=Xyzzyqwert")
    expect(page.locator("#results")).to_have_text("Try another place")
    page.get_by_text("We can't find a place called Xyzzyqwert.").first.wait_for()
    assert not results(page).count()
    assert page.get_by_role("link", name="Choose your place from a list").get_attribute("href")
    page.get_by_role("link", name="Search everywhere for carers").click()
    expect(page.locator("#results")).to_contain_text("results for")
    assert results(page).count() and page.locator("[name=where]").input_value() == ""


@pytest.mark.parametrize("query", ["q=carers+near+me", "q=carers&where=near+me"])
def test_near_me_uses_the_place_of_the_device_on_a_press(page, site, query):
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation(LEEDS)
    ask(page, site, query)
    expect(page.locator("#results")).to_have_text("Where are you?")
    assert not results(page).count()
    page.get_by_role("button", name="Use my location").click()
    expect(page.locator("[name=where]")).to_have_value("LS1")
    expect(page.locator("#results")).to_contain_text("near LS1")
    assert results(page).count()
    # The position has gone nowhere.
    assert not [url for url in page.requested if "53.7" in url or "1.54" in url]


def test_near_me_without_permission_asks_for_a_town(page, site):
    ask(page, site, "q=carers+near+me")
    page.get_by_role("button", name="Use my location").click()
    page.get_by_text("We couldn't find your location. Type a town or a postcode.").wait_for()
    page.get_by_role("button", name="Change your search").click()
    page.get_by_label("Where?").fill("Leeds")
    page.keyboard.press("Enter")
    expect(page.locator("#results")).to_contain_text("near Leeds")


def test_near_me_abroad_says_so(page, site):
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation(PARIS)
    ask(page, site, "q=near+me")
    page.get_by_role("button", name="Use my location").click()
    page.get_by_text("You seem to be outside the United Kingdom.").wait_for()


def test_near_me_without_support_asks_for_a_town(page, site):
    page.add_init_script("delete Navigator.prototype.geolocation")
    ask(page, site, "q=carers+near+me")
    page.get_by_text("Type a town or a postcode.").wait_for()
    assert not page.get_by_role("button", name="Use my location").count()


def test_lists_of_places_that_are_lost_are_no_reason_to_show_everything(page, site):
    page.route("**/places/**", lambda route: route.abort())
    ask(page, site, "q=carers+LS1+4AP")
    expect(page.locator("#results")).to_have_text("We couldn't look up your place.")
    assert not results(page).count() and not page.locator("[data-fallback]").is_visible()
    page.unroute("**/places/**")
    page.get_by_role("button", name="Change your search").click()
    page.get_by_role("button", name="Find", exact=True).click()
    expect(page.locator("#results")).to_contain_text("results for")


def test_a_postcode_needs_few_of_the_lists(page, site):
    ask(page, site, "where=LS1")
    page.wait_for_load_state("networkidle")
    lists = [url.split("/places/")[1].split("?")[0] for url in page.requested if "/places/" in url]
    # The service worker keeps all of them for later, but this answer waits for these.
    assert lists[:3] == ["geocoder.js", "answers.json", "outcodes/L.json"]


@pytest.mark.parametrize("look", [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_axe_finds_nothing_in_a_question(chromium, site, look):
    context = chromium.new_context(viewport={"width": 320, "height": 640}, **look)
    page, faults = context.new_page(), []
    for query in ("q=carers+newport", "q=carers&where=Xyzzyqwert", "q=carers+near+me"):
        ask(page, site, query)
        faults += judged(page)
    assert not faults, "\n".join(faults)
    context.close()
