"""What real readers come for, from the first page on, on a phone: each as one of them would do it.

What answers them has to be in the first screen after the search, without scrolling. All groups are
made up.
"""

import csv
import re
from datetime import date
from urllib.parse import unquote

import pytest
from playwright.sync_api import Locator, Page, expect

from sites import CATALOGUE

WIDE, HIGH = 390, 844
# A square in the middle of Leeds.
LEEDS = {"latitude": 53.7997, "longitude": -1.5492}
NOT_HERE = re.compile(r"\b(no|none|not|nothing)\b.*\bLiverpool\b", re.IGNORECASE)
NEAR_ONE = re.compile(r"\b[1-9]\d? miles\b")


@pytest.fixture
def phone(chromium):
    """The browser of a phone. No script of the site may fail in it."""
    context = chromium.new_context(viewport={"width": WIDE, "height": HIGH})
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert not errors


@pytest.fixture
def ask(phone, site):
    """Asks on the first page, as somebody does who has just come, and waits for the answer."""

    def fill_and_find(what: str, where: str = "") -> Page:
        phone.goto(site[0])
        phone.get_by_label("What are you looking for?").fill(what)
        phone.get_by_label("Where?").fill(where)
        phone.get_by_role("button", name="Find", exact=True).click()
        expect(rows(phone).or_(phone.locator("[data-notes] p")).first).to_be_visible()
        return phone

    return fill_and_find


def rows(page: Page) -> Locator:
    return page.locator("[data-list] .row")


def names(page: Page) -> list[str]:
    return rows(page).get_by_role("heading").all_inner_texts()


def row(page: Page, name: str) -> Locator:
    return rows(page).filter(has=page.get_by_role("heading", name=name))


def assert_in_first_screen(page: Page, *shown: Locator) -> None:
    """All of each is in sight, where the page stands by itself."""
    size = page.viewport_size
    for part in shown:
        expect(part.first).to_be_visible()
        box = part.first.bounding_box()
        place = f"{part} is at {box} of {size}"
        assert box["y"] >= 0 and box["y"] + box["height"] <= size["height"], place
        assert box["x"] >= 0 and box["x"] + box["width"] <= size["width"], place


def miles_in(page: Page) -> list[int]:
    text = page.locator("[data-list]").inner_text()
    return [int(miles.replace(",", "")) for miles in re.findall(r"([\d,]+) miles", text)]


def test_on_a_phone_who_asks_goes_on_at_the_results(ask):
    page = ask("carers")
    title = page.locator("#results")
    expect(title).to_be_focused()
    assert_in_first_screen(page, title, page.get_by_text("Filters"), rows(page))
    page.get_by_role("button", name="Change your search").click()
    box = page.get_by_label("What are you looking for?")
    expect(box).to_be_focused()
    box.fill("recovery")
    box.press("Enter")
    expect(title).to_contain_text("recovery")
    expect(title).to_be_focused()
    assert_in_first_screen(page, title, rows(page))


def test_who_comes_back_from_a_group_stands_where_they_were(ask):
    page = ask("peer support")
    last = rows(page).last.get_by_role("link")
    last.scroll_into_view_if_needed()
    name = last.inner_text()
    last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.go_back()
    expect(page.get_by_role("link", name=name)).to_be_in_viewport()


def test_on_a_wide_screen_who_asks_again_stays_in_the_box(phone, ask):
    phone.set_viewport_size({"width": 1280, "height": HIGH})
    page = ask("carers")
    box = page.get_by_label("What are you looking for?")
    box.fill("recovery")
    box.press("Enter")
    expect(page.locator("#results")).to_contain_text("recovery")
    expect(box).to_be_focused()


def test_a_mother_in_wigan_sees_the_nearest_self_advocates_before_those_for_all(ask):
    page = ask("self-advocacy for my autistic son", "Wigan")
    near = "Bridge Foot Self-Advocates", "Medlock Speaking Up"
    expect(row(page, near[0])).to_contain_text(NEAR_ONE)
    expect(row(page, near[1])).to_contain_text(NEAR_ONE)
    found = names(page)
    assert [name for name in found if name in near] == list(near)
    assert found.index(near[1]) < found.index("English Self-Advocates' Parliament")
    first, second = (page.get_by_role("link", name=name) for name in near)
    assert_in_first_screen(page, first, row(page, near[0]).get_by_text(NEAR_ONE), second)
    # The number in the heading is that of what is listed.
    assert page.locator("#results").inner_text().startswith(f"{len(found)} results")


def test_a_social_worker_in_powys_sees_what_covers_it_and_then_all_of_wales(ask):
    page = ask("disabled people's organisation", "Powys")
    wider, nation = "Wye Source Disability Action", "Red Kite Disabled People's Union"
    assert names(page)[:2] == [wider, nation]
    assert_in_first_screen(page, page.get_by_role("link", name=wider))
    levels = page.locator("[data-list] > h3")
    expect(levels.nth(0)).to_contain_text("Powys")
    expect(levels.nth(1)).to_contain_text("Wales")
    assert_in_first_screen(page, levels.nth(0), levels.nth(1))


def test_somebody_who_leaves_prison_in_glasgow_sees_no_group_far_away_as_near(ask):
    page = ask("out of prison and in recovery", "Glasgow")
    near, nation = "Abbey Close Recovery Cafe", "Thistle Recovery Fellowship"
    assert names(page)[:2] == [near, nation]
    assert_in_first_screen(page, row(page, near))
    assert max(miles_in(page)) <= 30
    assert "Southwark Second Chapter" not in names(page)


def test_a_deaf_person_in_belfast_leaves_out_the_phone_by_one_filter(ask):
    page = ask("Deaf", "Belfast")
    textable, phone_only = "Farset Deaf Circle", "Lough Side Deaf Lunch Club"
    assert {textable, phone_only} <= set(names(page))
    assert_in_first_screen(page, page.get_by_role("link", name=textable))
    page.get_by_role("button", name="Filters").click()
    page.locator(".filters summary").filter(has_text="How to get in touch").click()
    page.get_by_label("I can't use the phone").check()
    page.get_by_role("button", name=re.compile("^Show [0-9]+ group")).click()
    expect(row(page, phone_only)).to_have_count(0)
    expect(row(page, textable)).to_be_visible()


def test_a_commissioner_crosses_a_kind_of_work_with_a_kind_of_partner(phone, ask, site):
    page = ask("peer research with councils")
    crossing = page.get_by_role("link", name=re.compile("Research and surveys with a council"))
    crossing.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Research and surveys")
    address = page.url
    expect(page.locator("#main")).to_contain_text("with Aberdeen Council")
    # The same from the menu, in five presses.
    phone.goto(site[0])
    page.locator(".menu summary").click()
    page.get_by_role("link", name="Involvement in action").first.click()
    page.get_by_role("link", name="Research and surveys").click()
    page.get_by_text("Choose a type of partner").click()
    page.get_by_role("link", name="Councils and mayors").click()
    expect(page).to_have_url(address)


def test_a_researcher_has_every_group_in_a_spreadsheet_with_its_date_and_licence(phone, site):
    phone.goto(site[0])
    phone.locator(".menu summary").click()
    phone.get_by_role("link", name="A to Z", exact=True).click()
    with phone.expect_download() as download:
        phone.get_by_role("link", name="Download all groups (CSV)").click()
    assert download.value.suggested_filename == "orgs.csv"
    with open(download.value.path(), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["id"] for row in rows} == {path.stem for path in (CATALOGUE / "orgs").iterdir()}
    for row in rows:
        assert date.fromisoformat(row["checked_on"]) and row["record_licence"].startswith("CC BY")
    # Beside the file it says what the columns mean.
    phone.get_by_role("link", name="What the columns mean").click()
    expect(phone.get_by_role("heading", name="What the columns mean")).to_be_in_viewport()


def test_a_student_finds_what_co_production_means_with_its_sources(ask):
    page = ask("what does co-production mean")
    guide = page.get_by_role("link", name="What co-production is", exact=True)
    assert_in_first_screen(page, guide)
    guide.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What co-production is")
    assert page.locator("#sources ~ * a[href^='https://']").count() >= 3
    # The list of the parts of the page names it: it stands at its end.
    page.get_by_text("On this page").first.click()
    page.get_by_role("link", name="How to cite this page").click()
    title = page.locator("summary", has_text="How to cite this page")
    expect(title).to_be_in_viewport()
    title.click()
    cited = page.locator("[data-citation]")
    expect(cited).to_contain_text("What co-production is")
    expect(cited).to_contain_text(re.compile(r"^Led by Us \(20\d\d\)\..* CC BY 4\.0\. https://"))


def test_a_trustee_on_benefits_is_led_to_the_guide_on_fees(ask):
    page = ask("trustee fees and benefits")
    guide = page.get_by_role("link", name="Paying people, and benefits")
    assert_in_first_screen(page, guide)
    guide.click()
    expect(page.get_by_role("heading", name="What do the benefit rules say?")).to_be_attached()


def test_a_group_corrects_its_phone_number_in_two_presses_and_sends_it_in_one(ask):
    page = ask("Lough Side Deaf Lunch Club")
    page.get_by_role("link", name="Lough Side Deaf Lunch Club").click()
    page.get_by_role("link", name="Correct these details").click()
    expect(page.get_by_role("heading", name="How to get in touch")).to_be_focused()
    number = page.locator("[id='contact.phone']")
    assert_in_first_screen(page, number)
    assert number.input_value() == "028 9649 6655"
    number.fill("028 9649 6656")
    page.get_by_role("button", name="Check and send").click()
    page.get_by_role("radio", name="Yes").check()
    mail = page.locator("#mail").get_attribute("href")
    assert mail.startswith("mailto:hello@example.org?") and "028 9649 6656" in unquote(mail)


def test_somebody_who_wants_to_die_sees_whom_to_ring_before_anything_else(ask):
    page = ask("i want to die")
    number = page.get_by_role("link", name=re.compile("116 123"))
    assert_in_first_screen(page, number, page.get_by_role("link", name=re.compile("999")))
    assert number.first.bounding_box()["y"] < page.locator("#results").bounding_box()["y"]
    # What was typed is kept nowhere.
    expect(page).not_to_have_url(re.compile("die"))
    assert "die" not in page.title()
    # Nor is it taken for another word.
    expect(page.locator("[data-find]")).not_to_contain_text("We searched for")


def test_a_carer_in_liverpool_is_told_that_none_is_there_and_sees_the_nearest(phone, ask):
    phone.set_viewport_size({"width": 320, "height": 568})
    page = ask("carers who give benefits advice", "Liverpool")
    nearest = "Old Transporter Carers' Desk"
    assert names(page)[0] == nearest
    expect(row(page, nearest)).to_contain_text(NEAR_ONE)
    told = page.locator("[data-find]").get_by_text(NOT_HERE)
    assert_in_first_screen(page, told, page.get_by_role("link", name=nearest))
    assert "Tower Hamlets Bangla Carers" not in names(page)


@pytest.mark.parametrize("asked", [("carers", "near me"), ("carers near me", "")])
def test_near_me_offers_the_place_of_the_device_which_is_asked_for_on_a_press(ask, asked):
    page = ask(*asked)
    here = page.get_by_role("button", name=re.compile("location|position|where I am", re.I))
    told = page.locator("[data-find]").get_by_text(re.compile("Type a town"))
    assert_in_first_screen(page, here, told)
    expect(rows(page)).to_have_count(0)
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation(LEEDS)
    here.click()
    expect(row(page, "Aire Valley Carers Together")).to_be_visible()
    # The nearest outcode stands in the box, and nothing more exact is kept.
    assert re.fullmatch(r"LS\d\d?", page.get_by_label("Where?").input_value())
    assert "53." not in page.url


def test_a_link_worker_prints_what_was_found_in_large_letters(ask):
    page = ask("carers", "Leeds")
    page.get_by_role("link", name="Large print: 16 point").click()
    page.emulate_media(media="print")
    found = row(page, "Aire Valley Carers Together")
    expect(found.locator(".paper")).to_contain_text("0113 496 0104")
    size = found.locator(".paper").evaluate("part => getComputedStyle(part).fontSize")
    # 16 point.
    assert float(size.removesuffix("px")) >= 21
    expect(page.get_by_label("What are you looking for?")).to_be_hidden()


def test_a_link_worker_puts_five_groups_on_a_list_and_prints_or_sends_it(ask):
    page = ask("", "Leeds")
    add = page.get_by_role("button", name=re.compile("^Add .* to my list"))
    chosen = names(page)[:5]
    for _ in chosen:
        add.first.click()
    page.get_by_role("link", name="My list (5)").click()
    listed = page.locator("[data-list-page] .row").get_by_role("heading")
    expect(listed).to_have_count(5)
    assert listed.all_inner_texts() == chosen
    text = unquote(page.get_by_role("link", name="Send as a text").get_attribute("href"))
    assert text.startswith("sms:") and all(name in text for name in chosen)
    page.get_by_role("link", name="Large print: 16 point").click()
    page.emulate_media(media="print")
    size = listed.first.locator("xpath=../p[1]").evaluate("part => getComputedStyle(part).fontSize")
    # 16 point.
    assert float(size.removesuffix("px")) >= 21


@pytest.mark.parametrize("asked", [("", "Norwich"), ("Norwich", "")])
def test_norwich_is_the_city_and_not_its_county(ask, asked):
    page = ask(*asked)
    title = page.locator("#results")
    expect(title).to_contain_text("Norwich")
    expect(title).not_to_contain_text(re.compile("(in|near) Norfolk"))
    assert names(page)[0] == "Broads Wheelchair Sailors"
    assert_in_first_screen(page, page.get_by_role("link", name="Broads Wheelchair Sailors"))


@pytest.mark.parametrize(
    "number", ["1098895", "charity 1098895", "01134960101", "(0113) 496 0101", "+44 113 496 0101"]
)
def test_a_number_finds_its_group(ask, number):
    page = ask(number)
    assert names(page)[0] == "Leeds Speak Up"
    assert_in_first_screen(page, page.get_by_role("link", name="Leeds Speak Up"))
