"""The way out of pages that somebody may have to leave quickly, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from browser import judged
from sites import ROOT
from ulo import schema

HARMLESS_PAGE = schema.load(ROOT).country.harmless_page

WITH_EXIT = (
    "help-now/",
    "help-now/easy/",
    "people/survivors-of-abuse/",
    "people/survivors-of-abuse/easy/",
    "orgs/somerset-levels-safe-circle/",
    "orgs/somerset-levels-safe-circle/easy/",
)
WITH_LINES = WITH_EXIT[2:]
WITHOUT = ("", "people/carers/", "orgs/leeds-speak-up/", "activities/helpline/", "guides/boards/")


@pytest.fixture
def away(page):
    """A page with the harmless one at hand: nothing is asked of the network."""
    page.route(
        HARMLESS_PAGE,
        lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"),
    )
    return page


def way_out(page: Page):
    return page.get_by_role("link", name="Leave this site quickly")


def test_such_pages_have_it_and_no_others(page, site):
    for address in WITH_EXIT:
        page.goto(site[0] + address)
        expect(way_out(page)).to_be_visible()
        assert judged(page) == [], address
    for address in WITHOUT:
        page.goto(site[0] + address)
        expect(way_out(page)).to_have_count(0)


def test_every_term_with_an_exit_names_a_kind_of_crisis(schema):
    kinds = {term.crisis for list in schema.vocabularies.values() for term in list.terms.values()}
    assert "abuse" in kinds and kinds - {""} <= set(schema.crisis["kinds"])


@pytest.mark.parametrize("address", WITH_LINES)
def test_the_lines_for_abuse_are_named_as_such(page, site, address):
    page.goto(site[0] + address)
    page.get_by_text("Is someone hurting or frightening you?").click()
    expect(page.get_by_role("link", name="0808 2000 247")).to_be_visible()
    expect(page.get_by_text("If someone is hurting or frightening you")).to_be_visible()
    # It stands before the title of the page, which is to be the first of the headings.
    assert page.get_by_role("heading").first.evaluate("e => e.tagName") == "H1"
    assert judged(page) == []


def test_one_press_leaves_and_the_button_back_does_not_lead_there(away, site):
    away.goto(f"{site[0]}settings/")
    away.goto(f"{site[0]}help-now/")
    way_out(away).click()
    away.wait_for_url(HARMLESS_PAGE)
    away.go_back()
    expect(away).to_have_url(f"{site[0]}settings/")


@pytest.mark.parametrize("key", ["Shift", "Escape"])
def test_three_presses_of_a_key_leave(away, site, key):
    away.goto(f"{site[0]}help-now/")
    expect(away.get_by_text("press Shift three times")).to_be_visible()
    away.keyboard.press(key)
    away.keyboard.press(key)
    away.keyboard.press("Tab")
    away.keyboard.press(key)
    expect(away).to_have_url(f"{site[0]}help-now/")
    away.keyboard.press(key)
    away.keyboard.press(key)
    away.wait_for_url(HARMLESS_PAGE)


def test_the_page_is_gone_before_the_next_one_has_come(page, site):
    page.route(HARMLESS_PAGE, lambda route: None)
    page.goto(f"{site[0]}help-now/")
    left = way_out(page).evaluate(
        """(link) => {
            link.click();
            return [document.title, getComputedStyle(document.documentElement).display];
        }"""
    )
    assert left == ["Loading", "none"]


def test_without_scripts_it_is_a_link_that_tells_nobody_where_one_was(chromium, site):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site[0]}help-now/")
    link = way_out(page)
    expect(link).to_have_attribute("href", HARMLESS_PAGE)
    expect(link).to_have_attribute("rel", re.compile("noreferrer"))
    expect(page.get_by_text("press Shift")).to_be_hidden()
    expect(page.get_by_text("stays in your browser's history")).to_be_visible()
    context.close()


@pytest.mark.parametrize("size", [(320, 568), (320, 256), (1280, 900)])
def test_it_stays_in_sight_and_hides_nothing_that_the_keyboard_comes_to(page, site, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{site[0]}people/survivors-of-abuse/")
    page.evaluate("scrollTo(0, 1200)")
    expect(way_out(page)).to_be_in_viewport(ratio=1)
    page.locator(".row a").last.focus()
    for _ in range(6):
        page.keyboard.press("Shift+Tab")
        covered = page.evaluate("""() => {
            const [one, way] = [document.activeElement, document.querySelector('[data-exit]')]
                .map((part) => part.getBoundingClientRect());
            return !document.activeElement.matches('[data-exit]')
                && one.top < way.bottom && one.bottom > way.top && one.right > way.left;
        }""")
        assert not covered, page.evaluate("document.activeElement.outerHTML")


def test_on_a_phone_the_first_number_is_high_on_the_page(chromium, site):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(f"{site[0]}help-now/")
    boxes = [link.bounding_box() for link in (way_out(page), page.locator(".to-easy a"))]
    # Both ways out of this page share a row.
    assert max(box["y"] for box in boxes) < min(box["y"] + box["height"] for box in boxes)
    assert page.get_by_role("link", name="999", exact=True).bounding_box()["y"] < 844 * 0.6
    context.close()
