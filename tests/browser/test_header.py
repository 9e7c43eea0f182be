"""The header and the list of the parts of a page: in one row on a phone, else whole."""

import pytest
from playwright.sync_api import expect

ENTRIES = [
    *("Find", "Places", "By people", "By activity", "A to Z"),
    *("Involvement in action", "Guides and library", "Add or correct"),
    *("Help with this site", "Settings"),
]
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def shown_entries(page) -> list[str]:
    return [link.inner_text() for link in page.locator(".entries a").all() if link.is_visible()]


@pytest.mark.parametrize(("width", "height", "most"), [(320, 568, 85), (390, 844, 64)])
@pytest.mark.parametrize("address", ["", "places/leeds/"])
def test_the_header_is_one_row_on_a_phone(chromium, site, address, width, height, most):
    page = chromium.new_page(viewport={"width": width, "height": height})
    page.goto(site[0] + address)
    boxes = [one.bounding_box() for one in page.locator(".top .width > *").all()]
    shown = [box for box in boxes if box]
    assert len(shown) == (4 if address else 3)
    # All lie across one line, from left to right.
    assert max(box["y"] for box in shown) < min(box["y"] + box["height"] for box in shown)
    assert [box["x"] for box in shown] == sorted(box["x"] for box in shown)
    assert page.locator(".top").bounding_box()["height"] <= most
    page.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_menu_opens_with_and_without_scripts(chromium, site, scripts):
    page = chromium.new_page(viewport=PHONE, java_script_enabled=scripts)
    page.goto(site[0] + "about/")
    assert shown_entries(page) == []
    page.get_by_text("Menu", exact=True).press("Enter")
    assert shown_entries(page) == ENTRIES
    page.get_by_role("link", name="Involvement in action").click()
    expect(page).to_have_url(site[0] + "work/")
    page.close()


def test_escape_closes_the_menu_and_leads_back_to_what_opened_it(chromium, site):
    page = chromium.new_page(viewport=PHONE)
    page.goto(site[0] + "about/")
    opener = page.get_by_text("Menu", exact=True)
    opener.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Find", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    assert shown_entries(page) == []
    page.close()


def test_a_wide_screen_shows_the_menu_and_the_parts_of_a_page(chromium, site):
    page = chromium.new_page(viewport=WIDE, java_script_enabled=False)
    page.goto(site[0] + "about/")
    assert shown_entries(page) == ENTRIES
    assert not page.get_by_text("Menu", exact=True).is_visible()
    contents = page.get_by_role("navigation", name="On this page")
    assert contents.bounding_box()["x"] > page.locator(".body").bounding_box()["x"] + 600
    titles = page.locator(".body h2[id]").all_inner_texts()
    assert contents.get_by_role("link").all_inner_texts() == titles
    page.close()


def test_the_parts_of_a_page_open_on_a_phone(chromium, site):
    page = chromium.new_page(viewport=PHONE)
    page.goto(site[0] + "about/")
    contents = page.get_by_role("navigation", name="On this page")
    expect(contents).to_be_hidden()
    page.get_by_text("On this page").first.click()
    expect(contents.get_by_role("link").first).to_be_visible()
    page.close()


@pytest.mark.parametrize("address", ["people/carers/", "guides/boards/", "help-now/"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_easy_read_has_a_header_and_a_foot_in_easy_words(chromium, site, address, width):
    page = chromium.new_page(viewport={"width": width, "height": 844})
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(site[0] + address)
    order = page.locator("header a:visible").all_inner_texts()
    help_now = page.locator(".help-now").bounding_box()
    page.goto(f"{site[0]}{address}easy/")
    entries = ["Find a group", "Change how this looks"]
    assert page.locator("header a").all_inner_texts() == ["Led by Us", "Help now", *entries]
    assert page.locator("header :is(form, details)").count() == 0
    # The help is where it is on other pages, in the same order.
    assert order.index("Led by Us") < order.index("Help now")
    assert page.locator(".help-now").bounding_box()["y"] == help_now["y"]
    assert page.locator(".top").bounding_box()["height"] <= 110
    foot = page.locator("footer nav a").all_inner_texts()
    assert foot == ["Tell us what is wrong", "About Easy Read", "What we know about you"]
    assert not page.get_by_text("CC BY 4.0").count()
    assert not faults
    page.close()


def test_the_entries_of_an_easy_foot_lead_where_they_say(page, site):
    for name, path in (
        ("Tell us what is wrong", "help/#tell-us"),
        ("About Easy Read", "about/easy-read/"),
    ):
        page.goto(f"{site[0]}people/carers/easy/")
        page.locator("footer").get_by_role("link", name=name).click()
        expect(page).to_have_url(site[0] + path)


@pytest.mark.parametrize("entry", ["Guides and library", "Help with this site", "Settings"])
def test_a_page_is_called_what_the_menu_calls_it(page, site, entry):
    page.goto(f"{site[0]}about/")
    page.set_viewport_size(WIDE)
    page.locator(".entries").get_by_role("link", name=entry, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(entry)
