"""Groups of one name in a browser: the form asks about them, the search shows which is which."""

import re
import shutil

import pytest
from playwright.sync_api import expect

from form_pages import fill_in, open_form
from sites import DATA, built


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A site with two groups of one name."""
    folder = tmp_path_factory.mktemp("namesakes") / "orgs"
    folder.mkdir()
    for name, place in (("northside-voices", "leeds"), ("northside-voices-cardiff", "cardiff")):
        text = (DATA / "records" / "good" / "shared-name" / "northside-voices.yml").read_text(
            "utf-8"
        )
        (folder / f"{name}.yml").write_text(text.replace("[leeds]", f"[{place}]"), "utf-8")
    with built(folder.parent, folder) as (address, _):
        yield address
    shutil.rmtree(folder.parent)


def test_a_third_group_of_a_name_gets_a_file_name_with_its_place(page, address):
    fill_in(open_form(page, f"{address}add/"))
    page.evaluate("location.hash = 'group'")
    page.get_by_label("Name", exact=True).fill("northside voices")
    page.keyboard.press("Tab")
    for slug, title in (
        ("northside-voices", "Northside Voices (Leeds)"),
        ("northside-voices-cardiff", "Northside Voices (Cardiff)"),
    ):
        expect(page.get_by_role("link", name=f"See its page: {title}")).to_have_attribute(
            "href", f"{address}orgs/{slug}/"
        )
    expect(
        page.get_by_text("If yours is a different group, carry on and tell us its town or council.")
    ).to_be_visible()
    page.evaluate("location.hash = 'where'")
    page.locator("[id='based_in.town']").fill("York")
    page.evaluate("location.hash = 'send'")
    expect(page.locator("#text")).to_have_value(re.compile(r"^# orgs/northside-voices-york\.yml\n"))


def test_the_search_tells_groups_of_one_name_apart(page, address):
    page.goto(f"{address}find/?q=northside+voices")
    expect(page.get_by_role("link", name=re.compile("^Northside Voices"))).to_have_text(
        ["Northside Voices (Leeds)", "Northside Voices (Cardiff)"]
    )
    page.goto(f"{address}find/?q=northside+voices&where=cardiff")
    expect(page.get_by_role("link", name=re.compile("^Northside Voices")).first).to_have_text(
        "Northside Voices (Cardiff)"
    )
