"""What somebody gets who needs help now: at once, whatever else fails, and without a trace."""

import json

import pytest
from playwright.sync_api import expect

from browser import judged
from search_page import BOX, ask

NEEDED = "i want to die"


@pytest.fixture
def context(chromium):
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    yield context
    context.close()


@pytest.fixture
def page(context):
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert not errors


def hold(waiting, route):
    waiting.append(route)


def panel(page):
    return page.get_by_role("region", name="Help now")


def test_from_the_home_page_it_stands_first_and_leaves_no_trace(context, site):
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append((request.url, request.headers.get("referer"))))
    page.goto(site[0])
    ask(page, NEEDED)
    panel(page).wait_for()
    expect(page.locator("#results")).to_have_text("Groups that may also help")
    assert page.url == f"{site[0]}find/"
    # The first screen has a number to press.
    assert page.get_by_role("link", name="116 123").bounding_box()["y"] < 844
    assert page.get_by_role("link", name="116 123").get_attribute("href") == "tel:116123"
    assert page.get_by_role("link", name="85258").get_attribute("href") == "sms:85258"
    assert page.evaluate("document.activeElement.textContent") == "Help now"
    assert page.locator("[data-list] .row").count() > 0
    traces = [
        json.dumps(asked),
        page.title(),
        page.locator("main").inner_text(),
        page.evaluate("JSON.stringify([history.state, {...sessionStorage}, {...localStorage}])"),
    ]
    assert not any("die" in trace for trace in traces), traces
    page.reload()
    page.locator("[data-list] .row").first.wait_for()
    assert panel(page).count() == 0
    page.go_back()
    page.wait_for_url(site[0])


@pytest.mark.parametrize("lost", ["**/find/index-*", "**/find/rows-*/*", "**/results_view.js*"])
def test_it_comes_without_the_index(page, site, lost):
    page.route(lost, lambda route: route.abort())
    page.goto(f"{site[0]}find/")
    page.get_by_text("We couldn't load the search.").last.wait_for()
    ask(page, "my husband hits me")
    panel(page).wait_for()
    assert page.get_by_role("link", name="0808 2000 247").is_visible()
    assert page.url == f"{site[0]}find/"


def test_it_comes_before_the_index(page, site):
    waiting = []
    page.route("**/find/index-*", lambda route: hold(waiting, route))
    with page.expect_request("**/find/index-*"):
        page.goto(f"{site[0]}find/?q=kms")
    panel(page).wait_for()
    assert page.url == f"{site[0]}find/" and page.locator("[data-list] .row").count() == 0
    waiting[0].continue_()
    page.locator("[data-list] .row").first.wait_for()


def test_while_typing_nothing_moves_and_it_is_read_out(page, site):
    page.goto(f"{site[0]}find/?q=carers&led=carers")
    page.locator("[data-list] .row").first.wait_for()
    page.get_by_role("button", name="Change your search").click()
    box = page.get_by_label(BOX)
    box.fill("")
    box.press_sequentially("i want to di", delay=20)
    page.wait_for_timeout(600)
    assert panel(page).count() == 0
    before = box.bounding_box()
    length = page.evaluate("history.length")
    box.press_sequentially("e", delay=20)
    panel(page).wait_for()
    assert box.bounding_box() == before
    assert page.evaluate("document.activeElement.id") == "q"
    status = page.locator("[data-crisis-status]")
    expect(status).to_contain_text("Help now")
    expect(status).to_contain_text("Call 116 123.")
    page.wait_for_url(lambda url: "q=" not in url)
    assert "led=carers" in page.url and page.evaluate("history.length") == length
    box.press_sequentially("t", delay=20)
    panel(page).wait_for(state="hidden")
    assert status.inner_text() == ""


def test_another_search_goes_on_as_usual(page, site):
    page.goto(f"{site[0]}find/")
    page.locator("[data-list] .row").first.wait_for()
    ask(page, "suicidal")
    panel(page).wait_for()
    ask(page, "peer support")
    page.get_by_role("heading", name="peer support").first.wait_for()
    assert panel(page).count() == 0
    page.go_back()
    expect(page.get_by_label(BOX)).to_have_value("")
    assert page.url == f"{site[0]}find/"


def test_a_filter_keeps_it_and_keeps_the_focus(page, site):
    page.goto(f"{site[0]}find/")
    page.locator("[data-list] .row").first.wait_for()
    ask(page, "self harm")
    panel(page).wait_for()
    # With the results, choices that would find nothing go out of sight.
    expect(page.locator("#results")).to_have_text("Groups that may also help")
    page.get_by_role("button", name="Filters").click()
    choice = page.locator("input[name=led]:not(:disabled)").first
    choice.check()
    page.wait_for_url(lambda url: "led=" in url)
    assert "q=" not in page.url and panel(page).is_visible()
    assert page.evaluate("document.activeElement.name") == "led"


def test_the_box_for_the_place_is_read_too(page, site):
    page.goto(f"{site[0]}find/?where=nowhere+to+sleep+tonight")
    panel(page).wait_for()
    page.locator("[data-list] .row").first.wait_for()
    assert page.url == f"{site[0]}find/"
    assert page.get_by_text("If you have nowhere to sleep tonight").is_visible()


def test_the_groups_are_those_of_the_place_that_was_named(page, site):
    page.goto(f"{site[0]}find/?q=self+harm+leeds")
    page.get_by_role("heading", name="Leeds").first.wait_for()
    assert page.locator("#results").inner_text() == "Groups that may also help"


def test_what_is_only_about_it_gets_one_line(page, site):
    page.goto(f"{site[0]}find/?q=suicide+bereavement")
    line = page.locator("[data-crisis-aside]")
    line.wait_for()
    assert panel(page).count() == 0 and "q=suicide" in page.url
    page.goto(f"{site[0]}find/?q=killing+stigma")
    page.locator("[data-list] .row, [data-notes] p").first.wait_for()
    assert not line.is_visible()


def test_without_javascript_a_line_stands_above_the_boxes(chromium, site):
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    page.goto(f"{site[0]}find/")
    line = page.get_by_role("link", name="Here are people you can call, text or sign to")
    assert line.bounding_box()["y"] < page.get_by_label(BOX).bounding_box()["y"] < 844
    context.close()


@pytest.mark.parametrize(
    "more",
    [
        {"viewport": {"width": 320, "height": 640}},
        {"color_scheme": "dark"},
        {"forced_colors": "active", "color_scheme": "dark"},
    ],
)
def test_axe_finds_nothing_and_nothing_is_cut_off(chromium, site, more):
    context = chromium.new_context(**more)
    page = context.new_page()
    page.goto(f"{site[0]}find/?q=he+hits+me+and+i+want+to+die")
    page.locator("[data-list] .row").first.wait_for()
    assert page.locator("[data-kind]:visible").count() == 2
    assert page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
    sizes = page.locator(".crisis li a").evaluate_all(
        "links => links.map(link => link.getBoundingClientRect()).filter(box => box.width)"
        ".map(box => Math.min(box.width, box.height))"
    )
    assert sizes and min(sizes) >= 44
    assert not judged(page)
    page.emulate_media(media="print")
    assert page.get_by_text("116 123").first.is_visible()
    context.close()
