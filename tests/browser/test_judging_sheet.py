"""In a browser: the sheet for judging what changed, guides in the search, and help in a crisis.

Help now is there without a connection and on paper, too.
"""

import re

import pytest

from browser import storage_key, until_kept

SHEET = "guides/judging-what-changed/sheet/"


@pytest.fixture
def page(chromium, site):
    context = chromium.new_context(accept_downloads=True)
    opened = context.new_page()
    opened.goto(site[0] + SHEET)
    yield opened
    context.close()


def answer(page) -> None:
    page.get_by_label("What are we judging?").fill("The new day centre")
    page.get_by_label("1. What did we want to change?").fill("one\ntwo\nthree\nfour\nfive\nsix")
    page.locator("[name=level-2][value=asked]").check()
    page.locator("#found-people").fill("We made <b>friends</b>.")
    page.locator("[name=sure-people][value=confirmed]").check()


def test_answers_are_kept_until_the_sheet_is_cleared(page):
    answer(page)
    page.reload()
    assert (
        page.get_by_role("status").inner_text()
        == "Here is what you wrote last time on this device."
    )
    assert page.get_by_label("What are we judging?").input_value() == "The new day centre"
    assert (
        page.locator("[name=level-2][value=asked]").is_checked()
        and not page.locator("[name=level-1]:checked").count()
    )
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Clear the sheet").click()
    assert page.locator("#found-people").input_value()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Clear the sheet").click()
    assert (
        page.get_by_role("status").inner_text() == "The sheet is now empty."
        and page.evaluate("document.activeElement.id") == "what"
    )
    page.reload()
    assert (
        not page.locator("#what").input_value()
        and not page.locator("input:checked").count()
        and page.evaluate("localStorage.length") == 0
    )


def test_the_text_has_the_answers_and_nothing_else(page):
    answer(page)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Save it as a text file").click()
    text = waiting.value.path().read_bytes().decode()
    assert text.count("\n") == text.count("\r\n")  # old programs know no other end of a line
    assert waiting.value.suggested_filename == "what-changed.txt"
    assert [line for line in text.splitlines() if line] == [
        "A sheet for judging what changed",
        "What this is about",
        "What are we judging?",
        "  The new day centre",
        "The short version: six questions",
        "1. What did we want to change?",
        "  one",
        "  two",
        "  three",
        "  four",
        "  five",
        "  six",
        "What happened to what people said",
        "Decision 2",
        "What did the organisation do?",
        "  Asked.",
        "The long version: nine things to look at",
        "3. People who took part",
        "What did we find?",
        "  We made <b>friends</b>.",
        "How sure are we?",
        "  Confirmed.",
    ]


@pytest.mark.parametrize(
    "kept", ["{", "[]", "7", "null", '{"what": 7, "nobody": "x", "level-1": "no such level"}']
)
def test_unreadable_answers_are_ignored(page, kept):
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.evaluate(
        "entry => localStorage.setItem(...entry)",
        [storage_key(page.url.split("guides")[0], "judging"), kept],
    )
    page.reload()
    page.locator("#keep").wait_for()
    assert (
        not faults
        and not page.locator("#what").input_value()
        and not page.locator("input:checked").count()
    )


def test_a_box_grows_with_what_is_in_it(page):
    box = page.get_by_label("2. Who was there, and who was missing?")
    box.fill("a line\n" * 12)
    assert box.evaluate("box => box.scrollHeight <= box.clientHeight")


def test_nothing_is_sent(page, site):
    asked = []
    page.wait_for_load_state("networkidle")
    page.on("request", lambda request: asked.append(request.url))
    answer(page)
    page.get_by_label("What are we judging?").press("Enter")
    page.wait_for_timeout(300)
    assert not asked and page.url == site[0] + SHEET


def test_without_scripts_the_sheet_can_be_filled_in_and_printed(chromium, site):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site[0] + SHEET)
    page.get_by_label("What are we judging?").fill("The bus")
    assert (
        page.locator("noscript .notice").is_visible()
        and not page.get_by_role("button", name="Print the sheet").is_visible()
    )
    context.close()


@pytest.mark.parametrize(
    ("query", "guide"),
    [
        ("paying expenses", "guides/paying-people/"),
        ("trustee", "guides/boards/"),
        ("board", "guides/boards/"),
        ("what user-led means", "guides/what-user-led-means/"),
        ("starting a group", "guides/starting-a-group/"),
        ("care rights", "guides/taking-part/"),
        ("evidence", "guides/what-the-evidence-says/"),
        ("help now", "help-now/"),
    ],
)
def test_guides_are_found(chromium, site, query, guide):
    page = chromium.new_page()
    page.goto(f"{site[0]}find/?q={query.replace(' ', '+')}")
    links = page.locator("[data-notes] a, .pages a").filter(visible=True)
    links.first.wait_for()
    paths = links.evaluate_all("links => links.map((link) => link.pathname)")
    page.close()
    # It stands above the groups where it was asked for, else among the pages about it; and once.
    assert sum(path.endswith(guide) for path in paths) == 1 and len(paths) <= 6, paths


def test_help_now_is_there_without_a_connection_after_one_visit(chromium, site):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{site[0]}help-now/")
    until_kept(page, f"{site[0]}help-now/", f"{site[0]}help-now/easy/")
    context.set_offline(True)
    for address in ("help-now/easy/", "help-now/"):
        page.goto(site[0] + address)
        assert page.locator("h1").inner_text().startswith("Help now")
        assert (
            page.evaluate("getComputedStyle(document.querySelector('.top')).backgroundColor")
            == "rgb(61, 31, 109)"
        )
    context.close()


def test_help_now_is_one_sheet_of_paper(chromium, site):
    page = chromium.new_page()
    page.goto(f"{site[0]}help-now/")
    sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
    page.emulate_media(media="print")
    text = page.locator("main").inner_text()
    page.close()
    assert (
        sheets == 1
        and "This list is from" in text
        and "Samaritans: call 116 123, day or night." in text
        and "Sources" not in text
    )


def test_help_now_stands_before_the_menu_of_every_page(site):
    """Beside the name and the search: never within what has to be opened first."""
    for path in site[1].rglob("*.html"):
        text = path.read_text("utf-8")
        # A list in a frame on another site has no header.
        if 'http-equiv="refresh"' in text or path.is_relative_to(site[1] / "embed"):
            continue
        before = re.search(r'<header class="top">(.*?)<(?:details|nav)\b', text, re.DOTALL)[1]
        kinds = re.findall(r'<a class="([^"]*)"', before)
        assert kinds in (["brand", "help-now"], ["brand", "to-find", "help-now"]), path
        assert re.search(r'<a class="help-now" href="[^"]*help-now/"', before), path
