"""This instance: its records pass the checks, and its site can be read by everyone.

That the program itself does what it should is tested where it is made.
"""

import json

import pytest

from browser import judged

# As narrow as a small phone: WCAG 2.2 asks for it (1.4.10).
NARROW = {"width": 320, "height": 640}
# A group that was found, or what is said where there is none.
ANSWER = ":is([data-list] .row, [data-notes] li, [data-none]):visible"
PAGES = (
    "",
    "find/",
    "places/",
    "orgs/",
    "people/",
    "work/",
    "add/",
    "help-now/",
    "about/",
    "data/",
)


def test_records_pass_the_checks(run):
    done = run("check")
    assert done.returncode == 0, done.stdout


def test_no_record_is_missing_from_the_site(project, built):
    records = {path.stem for path in (project / "orgs").glob("*.yml")}
    pages = {path.parent.name for path in (built / "orgs").glob("*/index.html")}
    assert records <= pages
    data = json.loads((built / "data" / "organisations.json").read_text("utf-8"))
    assert len(data["organisations"]) == len(records)


def pages_of(project) -> list[str]:
    record = next((project / "orgs").glob("*.yml"), None)
    return [*PAGES, *([f"orgs/{record.stem}/"] if record else [])]


def test_pages_are_whole_on_a_narrow_screen_and_have_no_fault(project, address, own_browser):
    context = own_browser.new_context(viewport=NARROW)
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: message.type == "error" and errors.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    for path in pages_of(project):
        page.goto(address + path)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= NARROW["width"], f"{path or 'the home page'} is {width} pixels wide"
        assert judged(page) == [], path
    assert errors == []
    context.close()


@pytest.mark.parametrize("path", ["find/?q=group", "find/?q=zzzz"])
def test_search_answers(address, own_browser, path):
    page = own_browser.new_page()
    page.goto(address + path)
    page.locator(ANSWER).first.wait_for()
    page.close()
