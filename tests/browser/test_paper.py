"""What comes out of a printer, measured in a real browser.

Every kind of page on paper, and lists in large letters.
"""

import json
import re
from pathlib import Path

import pytest

from browser import storage_key
from looks import KINDS
from once import made_once
from sites import CATALOGUE, copy, run, served

POINT = 96 / 72
SETTINGS = {
    "post": "Led by Us, 1 High Street, Leeds LS1 4AP",
    "paper": "We post paper copies. Ring 0113 496 0000.",
}


def build_site(folder: Path) -> None:
    """Builds the site of an instance that posts paper copies into a copy of the project."""
    copy(folder := folder / "project", CATALOGUE / "orgs")
    settings = folder / "mkdocs.yml"
    text = settings.read_text("utf-8")
    for name, value in SETTINGS.items():
        text, changed = re.subn(rf'^  {name}: ""', f'  {name}: "{value}"', text, flags=re.MULTILINE)
        assert changed == 1
    settings.write_text(text, "utf-8")
    done = run(folder, "--address", "https://example.org/led/", "--contact", "hello@example.org")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def site(shared_folder):
    """The address and the folder of such a site, and a group with much to show."""
    folder = made_once(shared_folder / "paper", build_site) / "project"
    group = max(
        (folder / "site" / "orgs").glob("??*/index.html"), key=lambda path: path.stat().st_size
    ).parent.name
    with served(folder / "site", "/led/") as address:
        yield address, folder / "site", group


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(request, chromium):
    context = chromium.new_context(java_script_enabled=request.param)
    page = context.new_page()
    page.scripts = request.param
    yield page
    context.close()


def visit(page, address):
    page.goto(address)
    if "find/?" in address:
        # With scripts the list of all groups stands there for a moment, until the results take its
        # place.
        rows = "[data-list] .row" if page.scripts else "[data-fallback] .row"
        page.locator(rows).first.wait_for()


# What can only be clicked. The sheet for judging is meant to be written on.
CLICKABLE = """() => [...document.querySelectorAll('nav, form, button, input, summary')]
    .filter(e => e.checkVisibility() && !e.closest('form.judging'))
    .map(e => e.outerHTML.slice(0, 120))"""
# A heading stays with what follows, an entry in one piece.
TORN_APART = """() => {
    const whole = 'main h1, main h2, main h3, main h4, main li, main tr, main .explained';
    return [...document.querySelectorAll(whole)].filter(e => {
        const style = getComputedStyle(e);
        const rule = /^H/.test(e.tagName) ? style.breakAfter : style.breakInside;
        return e.checkVisibility() && rule !== 'avoid';
    }).map(e => e.outerHTML.slice(0, 120));
}"""
LINKS = """all => all.map(e => [
    e.getAttribute('href'),
    getComputedStyle(e, '::after').content,
    e.textContent,
    !!e.closest('.reach'),
])"""


def count_sheets(page) -> int:
    """On how many sheets of A4 a page comes out."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))


def size(page, selector: str) -> float:
    """The size of the letters of the first such thing that can be seen, in points."""
    return round(
        page.locator(f"{selector} >> visible=true").first.evaluate(
            "e => parseFloat(getComputedStyle(e).fontSize)"
        )
        / POINT,
        1,
    )


def test_no_page_prints_what_can_only_be_clicked(chromium, site):
    context = chromium.new_context()
    page, faults = context.new_page(), []
    page.emulate_media(media="print")
    for kind in (*KINDS, f"orgs/{site[2]}/", "help/", "settings/"):
        visit(page, site[0] + kind)
        faults += [f"{kind}: {html}" for html in page.evaluate(CLICKABLE)]
        faults += [f"{kind}: {html}" for html in page.evaluate(TORN_APART)]
        if page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        ):
            faults.append(f"{kind}: wider than the paper")
    context.close()
    assert not faults, "\n".join(faults[:20])


def test_addresses_are_written_out_where_a_link_leads_out_of_the_site(page, site):
    page.goto(f"{site[0]}orgs/{site[2]}/")
    page.emulate_media(media="print")
    written = page.locator("main a >> visible=true").evaluate_all(LINKS)
    assert any(href.startswith("http") for href, *_ in written)
    assert any(not href.startswith("http") for href, *_ in written)
    for href, after, text, contact in written:
        # The website of a group stands there as its own words.
        if href.startswith("http") and not contact:
            assert href in after, text
        elif not href.startswith("http"):
            assert after == "none", text


@pytest.mark.parametrize("address", ["places/leeds/", "find/?q=peer+support"])
def test_a_list_comes_in_large_letters_too(page, site, address):
    visit(page, site[0] + address)
    page.emulate_media(media="print")
    usual, row = count_sheets(page), ".sheet .row"
    assert not page.get_by_text("This list is now in large print").is_visible()
    before = usual
    for link, points in (("Large print: 16 point", 16), ("Very large print: 20 point", 20)):
        page.emulate_media(media="screen")
        page.get_by_role("link", name=link).click()
        assert page.url.endswith(f"#large-{points}")
        assert page.get_by_text("This list is now in large print").is_visible()
        assert size(page, f"{row} p") == points
        page.emulate_media(media="print")
        assert size(page, f"{row} p") == points
        assert size(page, f"{row} h3") > points
        assert size(page, f"{row} .fact") >= points
        assert size(page, "footer p") >= 16
        assert not page.get_by_text("This list is now in large print").is_visible()
        sheets = count_sheets(page)
        assert sheets >= before
        before = sheets
    assert before > usual
    page.emulate_media(media="screen")
    page.get_by_role("link", name="Back to normal size").click()
    page.emulate_media(media="print")
    assert count_sheets(page) == usual


def test_paper_follows_the_letters_that_a_reader_chose(chromium, site):
    for chosen, points in (("larger", 16), ("largest", 20)):
        context = chromium.new_context()
        keep = [storage_key(site[0], "looks"), json.dumps({"size": chosen})]
        context.add_init_script(f"localStorage.setItem(...{json.dumps(keep)})")
        page = context.new_page()
        page.emulate_media(media="print")
        for address, what in (
            (f"orgs/{site[2]}/", "main section p:not(.note)"),
            ("places/leeds/", ".row p"),
            ("help/", "main p"),
        ):
            page.goto(site[0] + address)
            assert size(page, what) == points, address
        context.close()


def test_a_sheet_of_results_says_how_to_reach_each_group(chromium, site):
    page = chromium.new_page()
    page.scripts = True
    visit(page, site[0] + "find/?q=peer+support")
    page.emulate_media(media="print")
    ways = page.locator("[data-list] .row .paper").all_inner_texts()
    assert len(ways) == 10 and sum("." in way for way in ways) >= 5
    assert count_sheets(page) <= 2
    page.close()


@pytest.mark.parametrize("place", ["kendal-westmorland-and-furness", "shetland"])
def test_a_small_place_fits_on_one_sheet(page, site, place):
    page.goto(f"{site[0]}places/{place}/")
    assert count_sheets(page) == 1


def said_before_address(page) -> str:
    """What the style sheet for paper says in the foot of a page, as CSS has it."""
    return page.locator("footer .as-of").evaluate("e => getComputedStyle(e, '::before').content")


def test_the_date_is_on_paper_alone(page, site):
    page.goto(f"{site[0]}places/leeds/")
    assert said_before_address(page) == "none"


def test_each_page_has_its_date_its_address_and_how_to_get_it_on_paper(page, site):
    page.emulate_media(media="print")
    for address in ("", "places/leeds/", f"orgs/{site[2]}/", "help/", "find/2/"):
        page.goto(site[0] + address)
        foot = page.locator("footer").inner_text()
        assert said_before_address(page) == '"This is what we knew on 21 November 2026. "'
        assert (
            f"This page is at https://example.org/led/{address}" in foot
            and SETTINGS["paper"] in foot
        ), address
    for address in ("help/", "about/accessibility/"):
        page.goto(site[0] + address)
        main = page.get_by_role("main").inner_text()
        assert (
            f"Write to us at: {SETTINGS['post']}" in main
            and SETTINGS["paper"] in main
            and "Email hello@example.org" in main
        )


def test_settings_that_are_empty_leave_their_lines_out(unconfigured):
    folder = unconfigured / "site"
    text = (folder / "places" / "leeds" / "index.html").read_text("utf-8")
    assert '<p class="paper as-of"></p>' in text
    assert "Write to us at" not in (folder / "help" / "index.html").read_text("utf-8")
