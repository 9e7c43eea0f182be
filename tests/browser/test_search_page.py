"""The page of the search over time: new builds, failing requests, and what is read out."""

import re

import pytest
from playwright.sync_api import expect

from browser import judged
from search_page import ask, ready


@pytest.fixture
def page(chromium):
    """A page without the service worker, which would answer in place of what a test takes away."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, service_workers="block")
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert not errors


def fail(route):
    route.fulfill(status=404, body="gone")


# --- A new build takes the place of the one that is open ------------------------------------------


def deploy(page, lost):
    """From now on the files of the open build are gone, and the page names another index."""
    page.route(lost, fail)

    def renew(route):
        response = route.fetch()
        renewed = response.text().replace('data-index="index-', 'data-index="../find/index-')
        route.fulfill(response=response, body=renewed)
        page.unroute(lost)

    page.route(re.compile(r"/find/(\?.*)?$"), renew)


@pytest.mark.parametrize(
    ("lost", "question"),
    [
        ("**/find/rows-*/*", "hearing voices"),
        ("**/find/deeper-*", "zzzzqq walks for adders"),
        ("**/find/identifiers-*", "9999999"),
    ],
)
def test_a_page_of_an_older_build_is_loaded_anew_and_asks_again(page, site, lost, question):
    ready(page, f"{site[0]}find/?q=peer+support")
    deploy(page, lost)
    with page.expect_event("domcontentloaded"):
        ask(page, question)
    page.get_by_role("heading", name=question).first.wait_for()
    assert page.get_by_text("We couldn't load the search.").count() == 0
    assert "q=peer" not in page.url and "q=" in page.url


def test_words_of_a_crisis_come_over_a_new_build_without_a_trace(page, site):
    ready(page, f"{site[0]}find/")
    deploy(page, "**/find/rows-*/*")
    with page.expect_event("domcontentloaded"):
        ask(page, "cant go on")
    page.get_by_role("region", name="Help now").wait_for()
    page.locator("[data-list] .row").first.wait_for()
    assert page.url == f"{site[0]}find/"
    assert "go on" not in page.evaluate("JSON.stringify({...sessionStorage})")


def test_a_page_that_stays_old_is_not_loaded_anew_forever(page, site):
    page.route("**/find/index-*", fail)
    loads = []
    page.on("domcontentloaded", lambda: loads.append(page.url))

    def other(route):
        """Whoever looks for a newer page finds one; but the browser keeps the old one."""
        if route.request.resource_type == "document":
            route.continue_()
        else:
            route.fulfill(body="another build")

    page.route(re.compile(r"/find/(\?.*)?$"), other)
    page.goto(f"{site[0]}find/?q=peer+support")
    page.get_by_text("We couldn't load the search.").last.wait_for()
    page.wait_for_timeout(1000)
    assert len(loads) == 2


# --- The heading is true to the question ----------------------------------------------------------


def test_a_request_that_fails_leaves_no_heading_of_another_question(page, site):
    ready(page, f"{site[0]}find/?q=peer+support")
    page.route("**/find/rows-*/*", lambda route: route.abort())
    ask(page, "hearing voices")
    page.get_by_text("We couldn't load the search.").last.wait_for()
    assert page.locator("#results").inner_text() == "Results"
    assert "peer support" not in page.title()
    assert page.locator("[data-list] .row").count() == 0
    page.unroute("**/find/rows-*/*")
    page.get_by_role("button", name="Find", exact=True).click()
    page.get_by_role("heading", name=re.compile("for .hearing voices.")).wait_for()
    assert page.locator("[data-fallback]").is_hidden()


def test_an_earlier_answer_that_comes_late_is_not_shown(page, site):
    ready(page, f"{site[0]}find/")
    late = []

    def hold(route):
        late.append(route)

    page.route("**/find/identifiers-*", hold)
    ask(page, "9999999")
    expect(page.locator("#results")).to_have_text("Loading the search …")
    ask(page, "peer support")
    expect(page.locator("#results")).to_contain_text("peer support")
    late[0].continue_()
    page.wait_for_timeout(900)
    assert "peer support" in page.locator("#results").inner_text()
    assert "peer support" in page.title()


# --- What is read out -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("where=Newport", "Which place do you mean?"),
        ("q=qqqqzzzz", 'We found no groups for "qqqqzzzz".'),
        ("q=9999999", "We found no group with this number."),
        ("q=advocacy&led=nobody", "We don't know the filter nobody, so we didn't use it."),
    ],
)
def test_every_sentence_above_the_results_is_read_out_once(page, site, query, sentence):
    page.add_init_script("""addEventListener("DOMContentLoaded", () => {
        window.heard = [];
        for (const part of document.querySelectorAll("[role=status], [role=alert]")) {
            new MutationObserver(() => window.heard.push(part.textContent))
                .observe(part, { childList: true, characterData: true, subtree: true });
        }
    })""")
    ready(page, f"{site[0]}find/?{query}")
    page.wait_for_timeout(1500)
    heard = " ".join(page.evaluate("window.heard"))
    assert heard.count(sentence) == 1, heard
    assert page.locator("main").inner_text().count(sentence) >= 1


def test_names_are_whole_and_found_words_are_marked_below_them(page, site):
    ready(page, f"{site[0]}find/?q=peer+support")
    page.locator("[data-list] mark").first.wait_for()
    assert page.locator("[data-list] :is(h2, h3, h4, a) mark").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_found_words_are_readable_in_forced_colours(chromium, site, scheme):
    context = chromium.new_context(forced_colors="active", color_scheme=scheme)
    page = context.new_page()
    ready(page, f"{site[0]}find/?q=peer+support")
    colours = page.locator("[data-list] mark").first.evaluate(
        "mark => [getComputedStyle(mark).color, getComputedStyle(mark).backgroundColor]"
    )
    light, dark = sorted((luminance(colour) for colour in colours), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5, colours
    context.close()


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(p * share for p, share in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


# --- Pages about it -------------------------------------------------------------------------------


def test_pages_about_it_stand_behind_the_fifth_group(page, site):
    ready(page, f"{site[0]}find/?q=peer+support")
    page.locator(".about a").first.wait_for()
    assert 1 <= page.locator(".about a").count() <= 3
    before = page.evaluate("""[...document.querySelectorAll("[data-list] .row")].filter(row =>
        row.compareDocumentPosition(document.querySelector(".about")) & 4).length""")
    assert before == 5 and page.locator("[data-list] .row").count() == 10


# --- Parts of addresses that are not ours ---------------------------------------------------------


def test_marks_of_campaigns_are_passed_over_in_silence(page, site):
    ready(page, f"{site[0]}find/?q=advocacy&fbclid=IwAR0abcdef&utm_source=newsletter&nobody=1")
    notes = page.locator("[data-notes]")
    assert notes.get_by_text("We don't know the filter 1").is_visible()
    assert notes.get_by_text("We don't know the filter").count() == 1


# --- On a phone -----------------------------------------------------------------------------------


@pytest.fixture
def phone(chromium):
    context = chromium.new_context(viewport={"width": 320, "height": 568})
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert not errors


def test_the_form_folds_to_what_was_asked_and_opens_again(phone, site):
    ready(phone, f"{site[0]}find/?q=peer+support&where=Leeds")
    box = phone.get_by_label("What are you looking for?")
    expect(box).to_be_hidden()
    asked = phone.locator("[data-asked]")
    expect(asked).to_have_text("peer support · Leeds")
    expect(phone.locator("[data-list] .row a").first).to_be_in_viewport()
    phone.get_by_role("button", name="Change your search").click()
    expect(box).to_be_focused()
    expect(asked).to_be_hidden()
    box.fill("carers")
    box.press("Enter")
    expect(asked).to_have_text("carers · Leeds")
    expect(box).to_be_hidden()
    # It is there as soon as there is room for it.
    phone.set_viewport_size({"width": 1280, "height": 900})
    expect(box).to_be_visible()


@pytest.mark.parametrize("query", ["q=carers&where=Nowhereville", "q=carers+near+me"])
def test_who_has_to_name_another_place_goes_on_at_its_box(phone, site, query):
    ready(phone, f"{site[0]}find/?{query}")
    phone.get_by_role("button", name="Change your search").click()
    place = phone.get_by_label("Where?")
    expect(place).to_be_focused()
    place.fill("Leeds")
    place.press("Enter")
    expect(phone.locator("#results")).to_contain_text("near Leeds")
    # Once the place is known, the other box is first again.
    phone.get_by_role("button", name="Change your search").click()
    expect(phone.get_by_label("What are you looking for?")).to_be_focused()


def test_the_page_before_anything_is_asked_shows_the_form(phone, site):
    ready(phone, f"{site[0]}find/")
    expect(phone.get_by_label("What are you looking for?")).to_be_visible()
    expect(phone.get_by_role("button", name="Change your search")).to_be_hidden()


def test_the_filters_are_a_sheet_that_says_how_many_groups_it_will_show(phone, site):
    ready(phone, f"{site[0]}find/?q=peer+support")
    opener = phone.get_by_role("button", name="Filters")
    opener.click()
    sheet = phone.get_by_role("dialog", name="Filters")
    show = sheet.get_by_role("button", name=re.compile("^Show .* groups?$"))
    before = show.inner_text()
    sheet.get_by_role("checkbox", name=re.compile("^Still active")).check()
    expect(show).not_to_have_text(before)
    expect(sheet.get_by_role("status")).to_contain_text("results for")
    show.click()
    expect(sheet).to_be_hidden()
    expect(phone.locator("#results")).to_be_focused()
    found = re.search("[0-9]+", phone.locator("#results").inner_text())[0]
    opener = phone.get_by_role("button", name="Filters (1)")
    opener.click()
    expect(show).to_have_text(f"Show {found} groups")
    assert not judged(phone)
    sheet.get_by_role("button", name="Clear all").click()
    expect(show).to_have_text(before)
    phone.keyboard.press("Escape")
    expect(phone.get_by_role("button", name="Filters", exact=True)).to_be_focused()


def test_a_sheet_that_is_open_gives_way_to_the_column_of_a_wide_screen(phone, site):
    ready(phone, f"{site[0]}find/?q=peer+support")
    phone.get_by_role("button", name="Filters").click()
    phone.set_viewport_size({"width": 1280, "height": 900})
    expect(phone.get_by_role("dialog")).to_be_hidden()
    expect(phone.locator(".found > .filters")).to_be_visible()


# --- The order of results, and all of them on paper -----------------------------------------------


def names(page):
    return page.locator("[data-list] .row").get_by_role("heading").all_inner_texts()


def test_results_are_sorted_as_the_reader_wants(page, site):
    ready(page, f"{site[0]}find/?q=peer+support")
    sorting = page.get_by_label("Sort by")
    # Without a place nothing is near.
    assert sorting.locator("option[value=near]").is_disabled()
    best = names(page)
    sorting.select_option("Name")
    page.wait_for_url(re.compile("sort=name"))
    expect(page.locator("[data-list] h3").first).not_to_have_text(best[0])
    by_name = [name.casefold().removeprefix("the ") for name in names(page)]
    assert by_name == sorted(by_name)
    page.go_back()
    expect(page.locator("[data-list] h3").first).to_have_text(best[0])
    expect(sorting).to_have_value("")


def test_the_nearest_come_first_among_those_that_reach_as_far(page, site):
    ready(page, f"{site[0]}find/?q=support&where=LS6&sort=near")
    for rows in page.locator("[data-list] .rows").all():
        miles = re.findall("about ([0-9]+) miles? away", rows.inner_text())
        assert miles == sorted(miles, key=int)
    assert "away" in page.locator("[data-list]").inner_text()


def test_all_that_was_found_can_be_printed(page, site):
    page.add_init_script("""window.print = () => {
        window.printed = document.querySelectorAll("[data-list] .row .facts .fact").length;
        window.rows = document.querySelectorAll("[data-list] .row").length;
    }""")
    ready(page, f"{site[0]}find/?q=peer+support")
    everything = int(re.search("[0-9]+", page.locator("#results").inner_text())[0])
    assert everything > 20
    page.emulate_media(media="print")
    expect(page.get_by_text(f"This is 10 of {everything} groups.")).to_be_visible()
    page.emulate_media(media="screen")
    page.get_by_role("button", name=f"Print all {everything} groups").click()
    page.wait_for_function("() => window.rows")
    assert page.evaluate("window.rows") == everything
    # Each of them is there with all that is said of it.
    assert page.evaluate("window.printed") >= everything
    page.emulate_media(media="print")
    assert page.get_by_text(re.compile("^This is .* groups")).count() == 0


# --- A group is said in the same way everywhere ---------------------------------------------------


def test_a_group_is_shown_as_in_the_lists_of_other_pages(page, site):
    """But for the marks of what was looked for, and for its distance."""
    normal = """rows => Object.fromEntries(rows.map(row => [
        row.querySelector("a").pathname,
        row.querySelector("p").textContent + row.querySelector(".facts").innerHTML
            .replace(/ (class|href)="(\\.\\.\\/)+/g, ' $1="').replace(/>\\s+</g, "><"),
    ]))"""
    page.goto(f"{site[0]}activities/peer-support/")
    listed = page.locator("li.row").evaluate_all(normal)
    ready(page, f"{site[0]}find/?does=peer-support&show=50")
    expect(page.locator("[data-list] .row")).to_have_count(50)
    page.locator("[data-list] .row .fact").last.wait_for()
    found = page.locator("[data-list] li.row").evaluate_all(normal)
    both = listed.keys() & found.keys()
    assert len(both) > 20
    assert {path: found[path] for path in both} == {path: listed[path] for path in both}
