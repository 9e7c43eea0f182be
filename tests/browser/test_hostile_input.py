"""What anybody may have put into an address, or into what a browser keeps: each page stays one that
can be used. tests/unit/test_hostile_browser.py tries far more on the scripts by themselves."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from browser import storage_key
from hostile_data import read_hostile

DRAFTS = {case["what"]: case for case in read_hostile("browser/drafts.yml")}
# Those that the last step has most to do with.
FILLED_IN = (
    "names of what every object has",
    "a field of an entry that nobody is asked about, and of another kind",
    "texts for lists, lists for texts, and objects for both",
    "halves of signs, which can stand in no address",
    "markup, which is text",
    "entries without end",
)
QUERIES = {case["what"]: case["query"] for case in read_hostile("browser/queries.yml")}
# The heaviest, and those that scripts could trip over.
ASKED = (
    "names of what every object has, as filters",
    "the same as values",
    "a hundred thousand letters",
    "a filter ten thousand times, the last of them cut off where reading ends",
    "broken percent-encoding",
    "markup",
)
HASHES = ("#__proto__", "#%E0%A4%A<img src=x onerror=alert(1)>" + "a" * 100_000)
JUNK = ('[{"__proto__": {"theme": "dark"}}]', '{"theme": "' + "a" * 100_000 + '"}')
NODES = "document.querySelectorAll('*').length"
# What a page may have more of than it has by itself.
MORE_NODES, MORE_REQUESTS = 400, 60


def keep(page: Page, site: tuple, entries: dict[str, str], where: str = "localStorage") -> None:
    named = [[storage_key(site[0], name), text] for name, text in entries.items()]
    page.evaluate(f"entries => entries.forEach((entry) => {where}.setItem(...entry))", named)


def test_the_last_step_of_the_form_works_with_any_draft(page, site):
    page.goto(f"{site[0]}settings/")
    for case in (DRAFTS[what] for what in FILLED_IN):
        keep(page, site, {"add:": case["draft"]})
        page.goto("about:blank")
        page.goto(f"{site[0]}add/#send")
        expect(page.get_by_role("heading", name="Check and send")).to_be_visible()
        name = case["keeps"]["record"].get("name", "")
        assert page.locator("#name").input_value() == name, case["what"]
        assert page.locator("#text").input_value().startswith("# orgs/"), case["what"]
        assert page.locator("#preview h3").count() > 5, case["what"]
        # A hundred entries at most, of which each has some fields.
        assert page.evaluate(NODES) < 30_000, case["what"]
        assert page.locator("img[src=x]").count() == 0


def test_a_change_starts_from_the_record_whatever_was_kept(page, site):
    page.goto(f"{site[0]}settings/")
    slug = "clydeside-disability-alliance"
    keep(page, site, {f"add:{slug}": '{"before": {"name": "x"}, "record": {"name": "Theirs"}}'})
    page.goto(f"{site[0]}add/?org={slug}#send")
    expect(page.get_by_role("heading", name="Check and send")).to_be_visible()
    assert page.locator("#name").input_value() == "Clydeside Disability Alliance"


@pytest.fixture
def search(page, site):
    """The page of the search behind any query: servers refuse addresses that are so long, but a
    service worker or another host might not. Gives how many nodes it has, and what it asked for."""
    page.requests = []
    page.on("request", lambda request: page.requests.append(request.url))

    def answer(route):
        route.fulfill(response=route.fetch(url=f"{site[0]}find/"))

    page.route(re.compile(r"/find/\?"), answer)

    def ask(query: str) -> tuple[int, int]:
        page.requests.clear()
        page.goto("about:blank")
        page.goto(f"{site[0]}find/{query}")
        expect(page.locator("#results")).not_to_have_text(re.compile("^Loading"))
        return page.evaluate(NODES), len(page.requests)

    return ask


def test_the_search_answers_any_address_within_bounds(page, search):
    nodes, requests = search("?q=peer+support")
    for what in ASKED:
        more_nodes, more_requests = search(QUERIES[what])
        assert more_nodes < nodes + MORE_NODES, what
        assert more_requests < requests + MORE_REQUESTS, what
    # The last of them can be asked anew.
    page.locator("#q").fill("carers")
    page.locator("#where").fill("")
    page.locator("#q").press("Enter")
    expect(page.locator("[data-list] .row").first).to_be_visible()
    assert page.locator("main img[src=x]").count() == 0


def test_no_page_stumbles_over_what_follows_its_address(page, site):
    for path, sign in (
        ("add/", "#form"),
        ("confirm/", "h1"),
        ("settings/", "form.looks"),
        ("shortlist/?groups=__proto__,constructor,%25,%00", "[data-list-page]"),
        ("data/embed/?place=__proto__&constructor=leeds&__proto__=x&place=leeds", "form"),
    ):
        for hash in HASHES:
            page.goto("about:blank")
            page.goto(site[0] + path + hash)
            expect(page.locator(f"main {sign}, main{sign}").first).to_be_visible()
    assert page.locator("main img[src=x]").count() == 0


def test_no_page_stumbles_over_what_is_kept(page, site):
    names = ("looks", "shortlist", "judging", "add:")
    for junk in JUNK:
        page.goto(f"{site[0]}help/")
        keep(page, site, dict.fromkeys(names, junk))
        keep(page, site, {"find": junk, "find-build": junk, "add:code": junk}, "sessionStorage")
        for path in (
            "find/",
            "add/",
            "settings/",
            "shortlist/",
            "guides/judging-what-changed/sheet/",
        ):
            page.goto(site[0] + path)
            expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.evaluate("document.documentElement.dataset.theme") is None


def test_what_another_site_at_the_host_keeps_is_not_read_or_changed(page, site):
    theirs = {
        "looks": json.dumps({"theme": "dark"}),
        "shortlist": json.dumps(["leeds-speak-up"]),
        "add:": json.dumps({"before": {}, "record": {"name": "Theirs"}}),
        "/other/ looks": json.dumps({"theme": "contrast"}),
    }
    page.goto(f"{site[0]}help/")
    page.evaluate("entries => Object.assign(localStorage, entries)", theirs)
    page.evaluate("caches.open('shortlist ?1')")
    page.goto(f"{site[0]}settings/")
    assert page.evaluate("document.documentElement.dataset.theme") is None
    page.get_by_label("Cream").check()
    page.get_by_role("button", name="Reset all settings").click()
    page.goto(f"{site[0]}shortlist/")
    expect(page.get_by_text("There's nothing on your list yet.")).to_be_visible()
    page.goto(f"{site[0]}add/#send")
    expect(page.locator("#form")).to_have_attribute("data-at", "send")
    assert page.locator("#name").input_value() == ""
    assert page.evaluate(
        "entries => Object.keys(entries).map((name) => localStorage[name])", theirs
    ) == [*theirs.values()]
    assert "shortlist ?1" in page.evaluate("caches.keys()")
