"""The reader's own list of groups in a real browser: it stays on the device, and goes where the
reader sends it."""

import json
import re
from urllib.parse import unquote

import pytest
from playwright.sync_api import Locator, Page, expect

from browser import judged, storage_key, until_kept

SPEAK_UP, DEAF_CLUB, CARERS = "leeds-speak-up", "kirkstall-deaf-club", "aire-valley-carers-together"
NAMES = ["Leeds Speak Up", "Kirkstall Deaf Club", "Aire Valley Carers Together"]
GONE = "a-group-that-left"
NO_STORAGE = """Object.defineProperty(window, 'localStorage', {
    get() { throw new DOMException('no', 'SecurityError'); },
})"""


@pytest.fixture
def context(chromium):
    made = chromium.new_context(
        viewport={"width": 390, "height": 844}, permissions=["clipboard-read", "clipboard-write"]
    )
    yield made
    made.close()


@pytest.fixture
def page(context):
    """A page on a phone. No script of the site may fail on it."""
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert not errors


@pytest.fixture
def listed(page, site):
    """The page of a list with these groups on it."""

    def open_list(*slugs: str) -> Page:
        page.goto(f"{site[0]}settings/")
        keep(page, site, json.dumps(slugs))
        page.goto(f"{site[0]}shortlist/")
        expect(rows(page)).to_have_count(len(slugs))
        return page

    return open_list


def rows(page: Page) -> Locator:
    return page.locator("[data-list-page] .row")


def names(page: Page) -> list[str]:
    return rows(page).get_by_role("heading").all_inner_texts()


def keep(page: Page, site: tuple, text: str) -> None:
    page.evaluate(
        "entry => localStorage.setItem(...entry)", [storage_key(site[0], "shortlist"), text]
    )


def stored(page: Page) -> list[str]:
    """The list that is kept, and nothing else is."""
    kept = page.evaluate("Object.entries(localStorage)")
    assert [name.split(" ")[-1] for name, _ in kept] in ([], ["shortlist"])
    return json.loads(kept[0][1]) if kept else []


def way_to_list(page: Page) -> Locator:
    return page.get_by_role("link", name=re.compile(r"^My list \(\d+\)$"))


# --- Putting groups on it ---


def test_a_group_goes_on_the_list_from_a_list_and_off_it_by_the_same_button(page, site):
    page.goto(f"{site[0]}places/leeds/")
    expect(way_to_list(page)).to_have_count(0)
    add = page.get_by_role("button", name="Add Leeds Speak Up to my list")
    expect(add).to_have_text("Add")
    add.press("Enter")
    expect(
        page.get_by_role("status").filter(has_text="Leeds Speak Up is now on your list.")
    ).to_have_count(1)
    remove = page.get_by_role("button", name="Remove Leeds Speak Up from my list")
    expect(remove).to_be_focused()
    expect(way_to_list(page)).to_have_text("My list (1)")
    assert stored(page) == [SPEAK_UP]
    remove.press("Enter")
    expect(page.get_by_role("status").filter(has_text="no longer on your list")).to_have_count(1)
    expect(way_to_list(page)).to_have_count(0)
    assert page.evaluate("localStorage.length") == 0


def test_results_that_come_late_have_their_buttons_and_the_page_of_a_group_has_one(page, site):
    page.goto(f"{site[0]}find/?q=leeds+speak+up")
    page.get_by_role("button", name="Add Leeds Speak Up to my list").click()
    page.goto(f"{site[0]}orgs/{SPEAK_UP}/")
    button = page.get_by_role("button", name="Remove from my list")
    expect(button).to_be_visible()
    button.click()
    expect(page.get_by_role("button", name="Add to my list")).to_be_focused()
    assert stored(page) == []


def test_only_groups_can_be_put_on_it(page, site):
    for address in ("resources/", "work/kind/training/", "orgs/", "people/"):
        page.goto(site[0] + address)
        assert page.locator("button[data-group]").count() == 0, address


def test_the_buttons_move_nothing_and_cover_no_name(page, site):
    page.goto(f"{site[0]}people/disabled-people/")
    page.locator(".row .keep").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    with_button = page.locator(".row h3").first.bounding_box()
    assert page.evaluate(
        """() => [...document.querySelectorAll('.row')].every((row) => {
            const [name, button] = ['a', '.keep'].map((part) => row.querySelector(part));
            const [one, other] = [name, button].map((part) => part.getBoundingClientRect());
            return one.right <= other.left && other.height >= 44 && other.width >= 44;
        })"""
    )
    page.locator(".row .keep").evaluate_all("all => all.forEach((button) => button.remove())")
    assert page.locator(".row h3").first.bounding_box() == with_button


def test_the_way_to_the_list_hides_nothing_that_the_keyboard_comes_to(page, site, listed):
    listed(SPEAK_UP)
    page.goto(f"{site[0]}people/disabled-people/")
    expect(way_to_list(page)).to_be_visible()
    for _ in range(40):
        page.keyboard.press("Tab")
        covered = page.evaluate("""() => {
            const [one, way] = [document.activeElement, document.querySelector('.my-list a')]
                .map((part) => part.getBoundingClientRect());
            return document.activeElement.closest('.my-list') === null
                && one.bottom > way.top && one.right > way.left && one.top < way.bottom;
        }""")
        assert not covered, page.evaluate("document.activeElement.outerHTML")


def test_another_tab_follows(context, page, site):
    other = context.new_page()
    other.goto(f"{site[0]}places/leeds/")
    page.goto(f"{site[0]}orgs/{SPEAK_UP}/")
    page.get_by_role("button", name="Add to my list").click()
    expect(way_to_list(other)).to_have_text("My list (1)")
    expect(other.get_by_role("button", name="Remove Leeds Speak Up from my list")).to_be_visible()


def test_what_puts_groups_on_it_comes_only_to_pages_that_need_it(page, site):
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    def comes(address: str) -> bool:
        asked.clear()
        page.goto(site[0] + address, wait_until="networkidle")
        return any("shortlist/add_buttons.js" in url for url in asked)

    assert not comes("help/") and comes("places/leeds/")
    page.get_by_role("button", name="Add Leeds Speak Up to my list").click()
    assert comes("help/")
    expect(way_to_list(page)).to_be_visible()


def test_a_full_list_says_so(page, site):
    full = json.dumps([f"group-{number}" for number in range(50)])
    page.goto(f"{site[0]}settings/")
    keep(page, site, full)
    page.goto(f"{site[0]}orgs/{SPEAK_UP}/")
    page.get_by_role("button", name="Add to my list").click()
    expect(page.get_by_text("Your list is full. It can hold 50 groups.")).to_be_visible()
    assert len(stored(page)) == 50


def test_the_button_of_a_group_waits_for_the_script_that_answers_it(page, site):
    held = []
    page.route("**/add_buttons.js*", lambda route: held.append(route))  # noqa: PLW0108 - needs a function
    page.goto(f"{site[0]}orgs/{SPEAK_UP}/")
    button = page.get_by_role("button", name="Add to my list")
    expect(button).to_be_disabled()
    page.wait_for_function("() => document.readyState === 'complete'")
    while not held:
        page.wait_for_timeout(20)
    held.pop().continue_()
    expect(button).to_be_enabled()
    button.click()
    assert stored(page) == [SPEAK_UP]


def test_without_storage_it_says_so(context, page, site):
    context.add_init_script(NO_STORAGE)
    page.goto(f"{site[0]}orgs/{SPEAK_UP}/")
    page.get_by_role("button", name="Add to my list").click()
    expect(page.get_by_text("Your browser won't let us keep a list.")).to_be_visible()
    page.goto(f"{site[0]}shortlist/")
    expect(page.get_by_text("Your browser won't let us keep a list.")).to_be_visible()
    expect(page.get_by_text("There's nothing on your list yet.")).to_be_visible()


@pytest.mark.parametrize("junk", ["{", "7", '"aa"', '[["aa"], null, "<b>", "../x"]', "null"])
def test_junk_in_storage_is_an_empty_list(page, site, junk):
    page.goto(f"{site[0]}settings/")
    keep(page, site, junk)
    page.goto(f"{site[0]}shortlist/")
    expect(page.get_by_text("There's nothing on your list yet.")).to_be_visible()
    page.goto(f"{site[0]}orgs/{SPEAK_UP}/")
    page.get_by_role("button", name="Add to my list").click()
    assert stored(page) == [SPEAK_UP]


def test_without_scripts_there_are_no_buttons_and_the_page_says_what_to_do(chromium, site):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    for address in ("places/leeds/", f"orgs/{SPEAK_UP}/"):
        page.goto(site[0] + address)
        expect(page.get_by_role("button", name=re.compile("my list|Share|Phone"))).to_have_count(0)
    page.goto(f"{site[0]}shortlist/")
    expect(page.locator("noscript .notice")).to_contain_text("You can bookmark the page")
    expect(page.locator("noscript .notice")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("button")).to_have_count(0)
    context.close()


# --- Its page ---


def test_it_shows_how_to_reach_each_group(listed):
    page = listed(SPEAK_UP, DEAF_CLUB, CARERS)
    assert names(page) == NAMES
    first = rows(page).first
    expect(first.get_by_role("link", name="0113 496 0101")).to_have_attribute(
        "href", "tel:+441134960101"
    )
    expect(first).to_contain_text("People with learning disabilities in Leeds")
    expect(first).to_contain_text("12 Mill Lane")
    expect(way_to_list(page)).to_have_count(0)


def test_groups_are_put_in_order_and_taken_off_with_the_keyboard(listed):
    page = listed(SPEAK_UP, DEAF_CLUB, CARERS)
    expect(rows(page).first.get_by_role("button", name=re.compile("^Move up"))).to_have_count(0)
    down = page.get_by_role("button", name="Move down: Leeds Speak Up")
    down.press("Enter")
    expect(page.get_by_text("Leeds Speak Up is now number 2 of 3.")).to_be_visible()
    assert names(page) == [NAMES[1], NAMES[0], NAMES[2]]
    expect(page.get_by_role("button", name="Move down: Leeds Speak Up")).to_be_focused()
    page.keyboard.press("Enter")
    expect(rows(page).last).to_contain_text("Leeds Speak Up")
    expect(page.get_by_role("button", name="Move up: Leeds Speak Up")).to_be_focused()
    page.get_by_role("button", name="Remove Kirkstall Deaf Club from my list").press("Enter")
    expect(rows(page)).to_have_count(2)
    expect(page.get_by_role("link", name="Aire Valley Carers Together")).to_be_focused()
    assert stored(page) == [CARERS, SPEAK_UP]


def test_all_are_removed_only_after_a_question(listed):
    page = listed(SPEAK_UP, CARERS)
    page.get_by_role("button", name="Remove everything").click()
    expect(page.get_by_role("button", name="No, keep my list")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Remove everything")).to_be_focused()
    assert stored(page) == [SPEAK_UP, CARERS]
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Yes, remove them all").click()
    expect(page.get_by_text("There's nothing on your list yet.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert page.evaluate("localStorage.length") == 0


def test_a_group_that_left_the_directory_is_named_and_can_be_removed(listed):
    page = listed(GONE, SPEAK_UP)
    expect(rows(page).first).to_contain_text("This group isn't in our directory any more.")
    assert names(page)[0] == "a group that left"
    page.get_by_role("button", name="Remove a group that left from my list").click()
    expect(rows(page)).to_have_count(1)
    assert stored(page) == [SPEAK_UP]


def test_what_goes_out_says_how_to_reach_each_group(context, listed, site):
    context.add_init_script("navigator.share = async (what) => { window.sharedAs = what; }")
    page = listed(SPEAK_UP, CARERS)
    address = f"{site[0]}shortlist/?groups={SPEAK_UP},{CARERS}"
    mail = unquote(page.get_by_role("link", name="Send by email").get_attribute("href"))
    text = unquote(page.get_by_role("link", name="Send as a text").get_attribute("href"))
    for message in (mail, text):
        assert "Leeds Speak Up" in message and "0113 496 0101" in message and address in message
    assert mail.startswith("mailto:?subject=2 groups") and text.startswith("sms:?&body=")
    page.get_by_role("button", name="Copy a link").click()
    expect(page.get_by_text("Link copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == address
    page.get_by_role("button", name="Share").click()
    assert page.evaluate("window.sharedAs.url") == address


def test_on_paper_it_is_the_groups_and_nothing_to_press(listed):
    page = listed(SPEAK_UP, CARERS)
    page.get_by_role("link", name="Very large print").click()
    page.emulate_media(media="print")
    expect(page.get_by_role("main").get_by_role("button")).to_have_count(0)
    expect(page.get_by_text("Send or print this list")).to_be_hidden()
    number = rows(page).first.get_by_text("0113 496 0101")
    # 20 point.
    assert float(number.evaluate("e => getComputedStyle(e).fontSize").removesuffix("px")) >= 26
    expect(rows(page).first).to_contain_text(f"orgs/{SPEAK_UP}/")


# --- A list that somebody sent ---


def test_a_list_that_was_sent_is_shown_and_can_be_kept(listed, site):
    page = listed(SPEAK_UP)
    page.goto(f"{site[0]}shortlist/?groups={CARERS},{GONE},%3Cimg%20src=x%3E,../x,{SPEAK_UP}")
    expect(page.get_by_text("Someone has sent you this list.")).to_be_visible()
    expect(rows(page)).to_have_count(3)
    assert names(page) == [NAMES[2], "a group that left", NAMES[0]]
    assert stored(page) == [SPEAK_UP], "nothing is kept before the reader says so"
    page.get_by_role("button", name="Add these to my list").click()
    expect(page.get_by_text("2 groups added to your list.")).to_be_visible()
    expect(page).to_have_url(f"{site[0]}shortlist/")
    assert stored(page) == [SPEAK_UP, CARERS, GONE]
    assert names(page)[0] == "Leeds Speak Up"


def test_who_was_sent_a_list_comes_back_to_their_own(listed, site):
    page = listed(SPEAK_UP)
    page.goto(f"{site[0]}shortlist/?groups={CARERS}")
    expect(rows(page)).to_have_count(1)
    page.get_by_role("button", name="Show my own list").click()
    expect(rows(page)).to_contain_text("Leeds Speak Up")
    assert stored(page) == [SPEAK_UP]


# --- Where it stays ---


def test_nothing_is_sent_anywhere(listed, site):
    page = listed(SPEAK_UP, CARERS)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="Move down: Leeds Speak Up").click()
    page.goto(f"{site[0]}shortlist/")
    expect(rows(page)).to_have_count(2)
    assert all(url.startswith(site[0]) and "?groups" not in url for url in asked)
    assert page.context.cookies() == []


@pytest.mark.parametrize("way", ["the last group is removed", "the list is emptied"])
def test_it_works_without_a_connection_once_a_group_is_on_it(context, page, site, way):
    page.goto(f"{site[0]}orgs/{SPEAK_UP}/")
    page.get_by_role("button", name="Add to my list").click()
    until_kept(page, f"{site[0]}shortlist/", f"{site[0]}orgs/{SPEAK_UP}/")
    context.set_offline(True)
    way_to_list(page).click()
    expect(rows(page)).to_contain_text("0113 496 0101")
    page.get_by_role("link", name="Leeds Speak Up").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Leeds Speak Up")
    # What leaves the list is not kept on the device either. That needs no connection.
    if way == "the list is emptied":
        page.go_back()
        page.locator("[data-clear]").click()
        page.locator("[data-clear-all]").click()
    else:
        page.get_by_role("button", name="Remove from my list").click()
    assert page.evaluate(
        """async () => {
        for (let tries = 0; tries < 100; tries++) {
            const names = await caches.keys();
            if (names.every((name) => !name.includes(" shortlist "))) return true;
            await new Promise((resolve) => setTimeout(resolve, 100));
        }
        return false;
    }"""
    )
    context.set_offline(False)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "address", ["shortlist/", f"shortlist/?groups={CARERS},{GONE}", "places/leeds/"]
)
def test_axe_finds_nothing(listed, site, scheme, address):
    page = listed(SPEAK_UP, GONE, DEAF_CLUB)
    page.emulate_media(color_scheme=scheme)
    page.goto(site[0] + address)
    page.locator(".row .keep").first.wait_for()
    assert judged(page) == []


def test_axe_finds_nothing_when_it_is_empty_and_when_it_asks(listed):
    page = listed(SPEAK_UP)
    page.get_by_role("button", name="Remove everything").click()
    assert judged(page) == []
    page.get_by_role("button", name="Yes, remove them all").click()
    expect(page.get_by_text("There's nothing on your list yet.")).to_be_visible()
    assert judged(page) == []
