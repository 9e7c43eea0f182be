"""What a reader does, from the first page to a group, to paper, and back."""

import re

import pytest


def test_the_skip_link_leads_to_the_main_part(chromium, site):
    page = chromium.new_page()
    page.goto(site[0])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_home_to_a_group_and_back(chromium, site, scripts):
    context = chromium.new_context(
        java_script_enabled=scripts, viewport={"width": 360, "height": 740}
    )
    page, asked, told = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(site[0])
    page.get_by_role("link", name="People with learning disabilities").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "People with learning disabilities"
    group = page.locator(".row a").first
    name = group.inner_text()
    group.click()
    assert page.get_by_role("heading", level=1).inner_text() == name
    assert page.get_by_role("heading", name="Get in touch").is_visible()
    page.go_back()
    page.go_back()
    assert page.url == site[0]
    # By its first letter, too, and over a link inside of a page.
    page.get_by_role("link", name="Groups by name, A to Z").click()
    page.get_by_role("link", name=re.compile(r"^S\b")).click()
    assert "/orgs/s/" in page.url
    page.goto(site[0] + "no/such/page/")
    page.get_by_role("main").get_by_role("link", name="Places").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Places"
    assert all(url.startswith(site[0]) for url in asked), "a page asked another site for something"
    assert [line for line in told if "404" not in line] == []
    context.close()


def test_print_hides_the_menu_and_writes_addresses_out(chromium, chosen, site):
    page = chromium.new_page()
    page.goto(site[0] + chosen[-1])
    page.emulate_media(media="print")
    assert not page.get_by_role("navigation").first.is_visible()
    shown = page.evaluate(
        """() => getComputedStyle(document.querySelector('.sources a'), '::after').content"""
    )
    assert "http" in shown
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    page.close()
