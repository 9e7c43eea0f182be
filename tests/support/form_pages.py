"""Steps through the form in a browser."""

import re

from playwright.sync_api import Page, expect


def open_form(page: Page, address: str) -> Page:
    """The page with the form at this address, when its scripts are ready."""
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator("#form")).to_have_attribute("data-at", re.compile("."))
    return page


def continue_to(page: Page, title: str) -> None:
    """Goes on to the next step, which has this title."""
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name=title, exact=True)).to_be_focused()


def skip_to_the_end(page: Page) -> None:
    """Goes on from the kind of work to the last step, without an answer to any other question."""
    for title in (
        "Where it is",
        "How to get in touch",
        "Your first visit",
        "Access",
        "Work with public bodies",
        "Ways to take part now",
        "More about the group",
        "How you know",
        "Check and send",
    ):
        continue_to(page, title)


def fill_in(page: Page) -> None:
    """Fills in the least that a record needs, and goes to the last step."""
    page.get_by_label("Name", exact=True).fill("Brand New Voices")
    page.get_by_label("Summary").fill(
        "People with learning disabilities in Leeds who speak up together and train others."
    )
    continue_to(page, "Who leads it")
    page.get_by_role("checkbox", name="People with learning disabilities").check()
    page.get_by_role("radio", name="Most of its board").check()
    page.get_by_label("Evidence", exact=True).fill(
        "Most of its trustees are people with learning disabilities."
    )
    page.get_by_label("Source of the evidence").fill("www.example.org/about")
    continue_to(page, "Who it is for and what it does")
    page.get_by_role("group", name=re.compile("^For")).get_by_role(
        "checkbox", name="People with learning disabilities"
    ).check()
    page.get_by_role("checkbox", name="Self-advocacy").check()
    skip_to_the_end(page)
