"""Longer words in another language have room, and its pages work as those of the main one do."""

import json

import pytest
from playwright.sync_api import expect

from looks import BUSIEST, FAULTS, KINDS, looking
from sites import ROOT
from ulo.core import Locale


def test_longer_words_have_room(chromium, pseudo):
    """At 320 px, and at 400 %, on a page of each kind of a site in the pseudo-locale."""
    faults = []
    with looking(chromium, "narrow") as visit:
        for url in dict.fromkeys([*BUSIEST, *KINDS]):
            page = visit(pseudo[0] + url)
            faults += [f"{url}: {fault}" for fault in page.evaluate(FAULTS)]
            visit.change_into("zoomed")
            faults += [f"{url}, zoomed: {fault}" for fault in page.evaluate(FAULTS)]
    assert not faults, "\n".join(faults[:20])


@pytest.mark.parametrize("step", ["leads", "where", "contact", "visit", "work", "send"])
def test_longer_words_have_room_in_each_step_of_the_form(chromium, pseudo, step):
    with looking(chromium, "narrow") as visit:
        page = visit(f"{pseudo[0]}add/#{step}")
        assert page.evaluate(FAULTS) == []


def test_switch_leads_to_the_same_page_and_back(page, bilingual):
    page.goto(f"{bilingual[0]}orgs/northside-voices/")
    link = page.locator(".languages a")
    assert link.get_attribute("lang") == link.get_attribute("hreflang") == "en-XA"
    link.click()
    expect(page).to_have_url(f"{bilingual[0]}en-XA/orgs/northside-voices/")
    assert page.locator("html").get_attribute("lang") == "en-XA"
    assert page.locator("h1").get_attribute("lang") == "en"
    page.locator(".languages a", has_text="English").click()
    expect(page).to_have_url(f"{bilingual[0]}orgs/northside-voices/")


def test_search_in_another_language(page, bilingual):
    page.goto(f"{bilingual[0]}en-XA/find/?q=riverside")
    row = page.locator("[data-list] .row", has_text="Riverside Self-Advocates").first
    expect(row).to_be_visible()
    expect(page.locator("#results")).to_contain_text("řéšûļt")
    assert row.locator("a").first.get_attribute("lang") == "en"
    row.locator("a").first.click()
    expect(page).to_have_url(f"{bilingual[0]}en-XA/orgs/riverside-self-advocates/")


def test_search_for_a_place_in_another_language(page, bilingual):
    page.goto(f"{bilingual[0]}en-XA/places/")
    page.locator("form[data-where] input").fill("Leeds")
    page.locator("form[data-where] button").click()
    expect(page).to_have_url(f"{bilingual[0]}en-XA/places/leeds/")


def test_own_list_in_another_language(page, bilingual):
    page.goto(f"{bilingual[0]}en-XA/places/leeds/")
    page.locator("main .row button[data-group]").first.click()
    page.locator(".my-list nav a").click()
    expect(page).to_have_url(f"{bilingual[0]}en-XA/shortlist/")
    link = page.locator("[data-list] h2 a").first
    expect(link).to_be_visible()
    assert f"{bilingual[0]}en-XA/orgs/" in link.evaluate("link => link.href")


def test_form_in_another_language_makes_the_same_record(page, bilingual):
    texts = []
    for prefix in ("", "en-XA/"):
        page.goto(f"{bilingual[0]}{prefix}add/?org=northside-voices")
        page.locator("[data-at]").wait_for()
        text = page.locator("#text")
        expect(text).not_to_have_value("")
        texts.append(json.dumps(text.input_value()))
    assert texts[0] == texts[1]


def test_numbers_have_all_forms_that_welsh_has(page, bilingual):
    """In a browser itself, which has to know the language: none, one, two, few, many, other."""
    welsh = Locale(ROOT / "schema" / "locales" / "cy-draft")
    page.goto(f"{bilingual[0]}en-XA/settings/")
    said = page.evaluate(
        """async ([address, formats, forms]) => {
            document.documentElement.dataset.formats = formats;
            const { pluralise } = await import(address);
            return [0, 1, 2, 3, 5, 6].map((n) => pluralise(forms, n, { what: "x" }));
        }""",
        [
            f"{bilingual[0]}assets/js/shared/messages.js",
            welsh.own_messages["locale"]["formats"],
            welsh.own_messages["find"]["say"]["results"],
        ],
    )
    assert [sentence.partition(" ar gyfer")[0] for sentence in said] == [
        "Dim canlyniadau",
        "1 canlyniad",
        "2 ganlyniad",
        "3 chanlyniad",
        "5 canlyniad",
        "6 chanlyniad",
    ]
