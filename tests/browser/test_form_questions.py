"""The form asks gently about a slip or a danger, and stops nobody."""

import re

from playwright.sync_api import expect

from form_pages import continue_to, open_form

APART = 'The postcode district "BN1" isn\'t in or near the council area "Leeds".'
HOME = "Is this someone's home? If it is, we'll only show the town."


def go_to_place(page, address):
    """Opens the form at the step that asks where the group is."""
    open_form(page, f"{address}add/#where")
    expect(page.get_by_role("heading", name="Where it is", exact=True)).to_be_visible()


def test_a_place_that_contradicts_itself_is_asked_about(page, site):
    go_to_place(page, site[0])
    district = page.get_by_label(re.compile("^Postcode district"))
    page.get_by_label(re.compile("^Council area")).select_option("leeds")
    district.fill("bn1")
    district.press("Tab")
    asked = page.locator('[data-question="based_in.district"] [data-asked]')
    expect(asked).to_contain_text(APART)
    expect(district).to_have_accessible_description(re.compile(re.escape(APART)))
    expect(district).not_to_have_attribute("aria-invalid", "true")
    district.fill("LS1")
    district.press("Tab")
    expect(asked).to_be_empty()


def test_a_home_is_asked_about_and_the_reader_can_go_on(page, site):
    go_to_place(page, site[0])
    page.get_by_role("radio", name="Local").check()
    address = page.get_by_label(re.compile("^Office address"))
    address.fill("Flat 3, 12 Example Street")
    address.press("Tab")
    expect(page.locator('[data-question="based_in.address"] [data-asked]')).to_have_text(HOME)
    continue_to(page, "How to get in touch")
    page.goto(f"{site[0]}add/#send")
    page.reload()
    listed = page.get_by_role("group", name=re.compile("^Please look at these again"))
    listed.get_by_role("link", name=HOME).click()
    expect(address).to_be_focused()


def test_the_form_works_where_the_lists_cannot_be_had(page, site):
    page.route("**/places/**", lambda route: route.abort())
    go_to_place(page, site[0])
    page.get_by_label(re.compile("^Council area")).select_option("leeds")
    page.get_by_label(re.compile("^Postcode district")).fill("BN1")
    page.get_by_role("radio", name="Local").check()
    continue_to(page, "How to get in touch")


def test_a_town_or_a_postcode_leads_to_its_councils(page, site):
    go_to_place(page, site[0])
    box = page.get_by_label(re.compile("^Type a council, a town"))
    listed = page.locator("[data-group] li:visible")
    box.fill("Otley")
    expect(listed).to_have_text([re.compile("Suffolk.*Otley is here"), re.compile("Leeds.*Otley")])
    box.fill("ls21 3aa")
    expect(listed).to_have_text([re.compile("Leeds"), re.compile("North Yorkshire")])
    box.press("Tab")
    expect(box).to_have_value("LS21")
    page.get_by_label("Leeds Part of LS21 is here.").check()
    expect(page.locator("[data-chosen]")).to_have_text("Chosen: Leeds")
    assert "3AA" not in page.evaluate("JSON.stringify(localStorage)").upper()
    # What is known goes on without a network.
    page.route("**/places/**", lambda route: route.abort())
    box.fill("otley")
    expect(listed).to_have_count(2)
    box.fill("Bath")
    expect(page.locator("[data-chosen]")).to_have_text("1 place matches.")


def test_a_mailbox_of_a_person_is_asked_about_and_values_are_shown_as_they_are_sent(page, site):
    open_form(page, f"{site[0]}add/#contact")
    email = page.get_by_label(re.compile("^Email"))
    email.fill("joanna.fairweather@example.org")
    email.press("Tab")
    asked = page.locator('[data-question="contact.email"] [data-asked]')
    expect(asked).to_contain_text("someone's own email? Everyone can see it.")
    email.fill("hello@example.org")
    email.press("Tab")
    expect(asked).to_be_empty()
    page.goto(f"{site[0]}add/#leads")
    share = page.get_by_label(re.compile("^Share of the board"))
    share.fill("6 of 8")
    share.press("Tab")
    expect(share).to_have_value("75")
