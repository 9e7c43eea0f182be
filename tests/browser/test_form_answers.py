"""The answers in the form: errors in them, what is not known, and drafts of several sittings."""

import json
import re

import pytest
from playwright.sync_api import expect

from browser import storage_key
from form_pages import continue_to, fill_in, open_form, skip_to_the_end

GROUP = "clydeside-disability-alliance"


def test_each_error_is_shown_at_the_top_and_at_its_question_and_links_there(page, site):
    open_form(page, f"{site[0]}add/")
    page.get_by_label("Name", exact=True).fill("X")
    page.get_by_role("button", name="Continue").click()
    summary = page.locator("#faults")
    expect(summary).to_be_focused()
    assert summary.get_by_role("link").all_inner_texts() == [
        "Name: This text is too short. It needs at least 2 letters.",
        '"Summary" is missing.',
    ]
    name = page.get_by_label("Name", exact=True)
    expect(name).to_have_attribute("aria-invalid", "true")
    expect(name).to_have_accessible_description(
        re.compile(
            "^This text is too short. It needs at least 2 letters. Say a little more. "
            "The name the group uses"
        )
    )
    summary.get_by_role("link", name="Summary").click()
    expect(page.get_by_label("Summary")).to_be_focused()
    name.fill("Two Voices")
    page.get_by_label("Summary").fill("People in Leeds who speak up together.")
    continue_to(page, "Who leads it")
    expect(summary).to_be_hidden()
    page.go_back()
    expect(page.get_by_role("heading", name="The group", exact=True)).to_be_visible()
    expect(name).to_have_value("Two Voices")
    expect(name).not_to_have_attribute("aria-invalid", "true")
    page.go_forward()
    expect(page.get_by_role("heading", name="Who leads it", exact=True)).to_be_visible()


def test_an_error_in_an_entry_links_to_that_entry(page, site):
    open_form(page, f"{site[0]}add/#work")
    for text in ("They train all new staff.", "They check all services."):
        page.get_by_role("button", name="Add: Piece of work").click()
        page.get_by_label("What they did").last.fill(text)
        page.get_by_role("radio", name="Review").last.check()
        page.get_by_label("Source of this work").last.fill("https://example.org/")
    page.get_by_label("Year of the work").last.fill("soon")
    page.get_by_role("button", name="Continue").click()
    page.locator("#faults").get_by_role("link").click()
    expect(page.get_by_label("Year of the work").last).to_be_focused()
    page.get_by_role("button", name="Remove: Piece of work 1").click()
    expect(page.get_by_text("Piece of work 1 has been removed.")).to_be_visible()
    assert page.get_by_role("group", name="Piece of work").count() == 1
    expect(page.get_by_label("What they did")).to_have_value("They check all services.")


def test_questions_can_be_answered_with_i_do_not_know(page, site, schema, today):
    open_form(page, f"{site[0]}add/")
    page.get_by_label("Name", exact=True).fill("Half Known Voices")
    page.get_by_role("checkbox", name="I don't know").check()
    continue_to(page, "Who leads it")
    for box in page.get_by_role("checkbox", name="I don't know").all():
        if box.is_visible():
            box.check()
    continue_to(page, "Who it is for and what it does")
    for box in page.get_by_role("checkbox", name="I don't know").all():
        if box.is_visible():
            box.check()
    skip_to_the_end(page)
    page.get_by_role("radio", name="No").check()
    expect(page.get_by_text("You don't know some of the answers.")).to_be_visible()
    expect(page.locator("#ways")).to_be_visible()
    text = page.locator("#text").input_value()
    assert "name: Half Known Voices" in text and "user_led" not in text and "{}" not in text


def test_a_draft_stays_on_the_device_until_it_is_wiped(page, site):
    open_form(page, f"{site[0]}add/")
    page.get_by_label("Name", exact=True).fill("Unfinished Voices")
    open_form(page, f"{site[0]}add/")
    expect(page.get_by_label("Name", exact=True)).to_have_value("Unfinished Voices")
    expect(page.get_by_text("Your answers from last time are here.")).to_be_visible()
    # The form for another group knows nothing of it.
    open_form(page, f"{site[0]}add/?org={GROUP}#group")
    expect(page.get_by_label("Name", exact=True)).to_have_value("Clydeside Disability Alliance")
    open_form(page, f"{site[0]}add/")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Delete my answers").click()
    expect(page.get_by_label("Name", exact=True)).to_have_value("")
    open_form(page, f"{site[0]}add/")
    expect(page.get_by_label("Name", exact=True)).to_have_value("")


@pytest.mark.parametrize(
    "draft",
    [
        "",
        "{",
        "null",
        "[]",
        "7",
        '{"record":null,"before":{}}',
        '{"record":{"name":{"a":1}},"before":{}}',
        '{"record":{"work":5,"for":"x"},"before":{},"unknown":3}',
        '{"record":{"work":[null]},"before":{},"unknown":[]}',
    ],
)
def test_an_unreadable_draft_is_ignored(page, site, draft):
    keep = json.dumps([storage_key(site[0], "add:"), draft])
    page.add_init_script(f"if (location.protocol === 'http:') localStorage.setItem(...{keep})")
    open_form(page, f"{site[0]}add/")
    page.get_by_label("Name", exact=True).fill("Fresh Voices")
    page.get_by_label("Summary").fill("People in Leeds who speak up together.")
    continue_to(page, "Who leads it")


def test_without_storage_the_form_works_and_says_so(page, site):
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no') } })"
    )
    open_form(page, f"{site[0]}add/")
    expect(page.get_by_text("Your browser won't let us keep your answers.")).to_be_visible()
    fill_in(page)


@pytest.mark.parametrize(
    "slug", ["no-such-group", "../../etc", "%3Cimg src=x onerror=alert(1)%3E", "", "a" * 3000]
)
def test_an_unknown_group_gives_an_empty_form_and_says_so(page, site, slug):
    open_form(page, f"{site[0]}add/?org={slug}")
    expect(page.get_by_text("We can't find that group, so this form is empty.")).to_be_visible()
    expect(page.get_by_label("Name", exact=True)).to_have_value("")


def test_a_group_that_is_listed_already_is_shown(page, site):
    open_form(page, f"{site[0]}add/")
    page.get_by_label("Name", exact=True).fill("Clydeside Disability Alliance")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="See its page")).to_have_attribute(
        "href", f"{site[0]}orgs/{GROUP}/"
    )
