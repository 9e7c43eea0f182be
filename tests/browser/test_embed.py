"""Lists for other sites in a real browser: alone, in a frame on a page of strangers, and the page
that makes the code."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Frame, Page, expect

from browser import judged
from looks import looking
from sites import ROOT, served
from ulo import schema
from ulo.site.embeds import HEIGHTS

HARMLESS_PAGE = schema.load(ROOT).country.harmless_page

LISTS = ("embed/place/leeds/", "embed/people/survivors-of-abuse/", "embed/people/carers/")
BUILDER = "data/embed/"
PUBLISHED = "https://example.org/led/"
HOST = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>A council</title></head>
<body><header>A council</header><main><h1>A council</h1><h2>Groups near you</h2>{}</main>
<footer>The end</footer></body></html>"""
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# What runs in the page asks what runs in the frame: each has to allow the other.
AXE_ANYWHERE = "axe.configure({ allowedOrigins: ['<unsafe_all_origins>'] })"
AXE_IN_FRAMES = """async () => {
    const { violations, passes } = await axe.run();
    const inFrame = passes.some(({ nodes }) => nodes.some(({ target }) => target.length > 1));
    return [inFrame, violations.map(({ id, nodes }) => `${id} ${nodes[0].html.slice(0, 120)}`)];
}"""


@pytest.fixture
def host(site, tmp_path, chromium) -> Iterator[Page]:
    """A page of another origin, with whatever the test puts into it (`show`)."""
    (tmp_path / "404.html").write_text(HOST.format(""), "utf-8")
    context = chromium.new_context(viewport={"width": 800, "height": 900})
    page = context.new_page()
    with served(tmp_path) as address:
        assert address != site[0]

        def show(code: str) -> Frame | None:
            code = code.replace(PUBLISHED, site[0])
            (tmp_path / "index.html").write_text(HOST.format(code), "utf-8")
            page.goto(address)
            frames = page.frames[1:]
            return frames[0] if frames else None

        page.show, page.home = show, address
        yield page
    context.close()


def code_of(page: Page) -> str:
    return page.get_by_label("Copy this code").input_value()


def choose(page: Page, label: str) -> None:
    page.get_by_role("radio", name=re.compile(f"^{label}")).check()


@pytest.mark.parametrize("look", ["light", "dark", "forced colours", "narrow"])
def test_a_list_alone_has_no_barrier(chromium, site, look):
    with looking(chromium, look) as visit:
        for address in LISTS:
            page = visit(site[0] + address)
            if (lines := page.locator("summary")).count():
                lines.click()
            assert judged(page) == []
            assert not page.evaluate(TOO_WIDE), address


def test_a_list_follows_the_colours_of_the_device(chromium, site):
    grounds = {}
    for look in ("light", "dark"):
        with looking(chromium, look) as visit:
            page = visit(site[0] + LISTS[0])
            grounds[look] = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert grounds == {"light": "rgb(255, 255, 255)", "dark": "rgb(21, 17, 29)"}


def test_paper_has_the_list_without_what_can_only_be_clicked(page, site):
    page.goto(site[0] + LISTS[1])
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for gone in (".exit", "summary", ".go"):
        expect(page.locator(gone).first).to_be_hidden()


# --- In a frame on another site -------------------------------------------------------------------


def test_the_code_works_on_a_page_of_another_site(page, host, site):
    page.goto(f"{site[0]}{BUILDER}?place=leeds")
    frame = host.show(code_of(page))
    heading = frame.get_by_role("heading", name="Groups in Leeds", exact=True)
    expect(heading).to_be_visible()
    # It has a style sheet of its own, and the frame is as wide as the page around it.
    assert frame.evaluate("getComputedStyle(document.querySelector('main ul')).listStyleType") == (
        "none"
    )
    box, main = (host.locator(part).bounding_box() for part in ("iframe", "main"))
    assert box["width"] == main["width"] and HEIGHTS["medium"] <= box["height"] <= 610
    for one in (host, frame):
        judged(one, only=("document-title",))
        one.evaluate(AXE_ANYWHERE)
    in_frame, faults = host.evaluate(AXE_IN_FRAMES)
    assert in_frame and faults == []


def test_a_link_in_a_frame_leads_out_of_it_and_back(page, host, site):
    page.goto(f"{site[0]}{BUILDER}?place=leeds")
    frame = host.show(code_of(page))
    link = frame.locator("li h2 a").first
    name = link.inner_text()
    link.click()
    host.wait_for_url(f"{site[0]}orgs/*/")
    expect(host.get_by_role("heading", level=1)).to_have_text(name)
    host.go_back()
    host.wait_for_url(host.home)


def test_the_keyboard_goes_through_the_frame(page, host, site):
    page.goto(f"{site[0]}{BUILDER}?place=leeds")
    frame = host.show(f'{code_of(page)}<p><a href="#end" id="end">After</a></p>')
    stops = frame.locator("a, summary").count()
    for _ in range(stops + 2):
        host.keyboard.press("Tab")
        if host.evaluate("document.activeElement.id") == "end":
            break
        focused = frame.evaluate("document.activeElement.tagName")
        assert focused in ("A", "SUMMARY", "BODY", "HTML")
    expect(host.locator("#end")).to_be_focused()


def test_the_way_out_leaves_the_page_around_the_frame_too(page, host, site):
    page.goto(f"{site[0]}{BUILDER}?people=survivors-of-abuse")
    frame = host.show(code_of(page))
    host.route(
        HARMLESS_PAGE,
        lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"),
    )
    frame.get_by_role("link", name="Leave this site quickly").click()
    host.wait_for_url(HARMLESS_PAGE)


def test_the_html_is_a_part_of_the_page_that_it_is_pasted_into(page, host, site):
    page.goto(f"{site[0]}{BUILDER}?place=leeds")
    choose(page, "As part of your page")
    expect(page.get_by_label("Copy this code")).to_have_value(re.compile("^<section"))
    assert host.show(code_of(page)) is None
    expect(host.get_by_role("heading", name="Groups in Leeds", level=2)).to_be_visible()
    # Whatever the page around it looks like is up to those who make it.
    shown = ("color-contrast-enhanced", "target-size", "scrollable-region-focusable")
    assert [fault for fault in judged(host) if not any(rule in fault for rule in shown)] == []
    host.locator("section a").first.click()
    host.wait_for_url(f"{site[0]}orgs/*/")


# --- The page that makes the code -----------------------------------------------------------------


def test_the_code_follows_what_is_chosen(page, site):
    page.goto(site[0] + "places/leeds/")
    page.get_by_role("link", name="Show these groups on your own website").click()
    code = page.get_by_label("Copy this code")
    expect(code).to_have_value(re.compile(f'src="{PUBLISHED}embed/place/leeds/"'))
    expect(code).to_have_value(re.compile(f'height="{HEIGHTS["medium"]}"'))
    for name, height in HEIGHTS.items():
        choose(page, name.capitalize())
        expect(code).to_have_value(re.compile(f'height="{height}"'))
    choose(page, "Groups for certain people")
    expect(page.get_by_label("Which place?")).to_be_hidden()
    page.get_by_label("Which people?").select_option("Carers")
    expect(code).to_have_value(re.compile(f'src="{PUBLISHED}embed/people/carers/"'))
    expect(page.locator(".said")).to_contain_text("the code has changed")
    choose(page, "As a plain link")
    expect(code).to_have_value(
        f"[Groups led by carers, or for them (Led by Us)]({PUBLISHED}people/carers/)"
    )
    expect(page.locator("[data-heights]")).to_be_hidden()
    choose(page, "Members of a network")
    choose(page, "As part of your page")
    expect(code).to_have_value(re.compile(r'^<section lang="en">\s*<h2>Members of '))
    expect(page.get_by_role("link", name=re.compile("fragment.html$"))).to_be_visible()


def test_the_preview_is_shown_when_asked_for_and_follows(page, site):
    page.goto(f"{site[0]}{BUILDER}?place=leeds")
    expect(page.locator("iframe")).to_have_count(0)
    page.get_by_text("Show a preview").press("Enter")
    preview = page.frame_locator("iframe")
    expect(preview.get_by_role("heading", name="Groups in Leeds", exact=True)).to_be_visible()
    page.get_by_label("Which place?").select_option("Scotland")
    expect(preview.get_by_role("heading", name="Groups in Scotland")).to_be_visible()
    choose(page, "Tall")
    box = page.locator("iframe").bounding_box()
    assert box["height"] >= HEIGHTS["tall"]
    # Nothing but our own pages can be shown there, and no other page of ours shows any.
    policy = page.locator("meta[http-equiv=Content-Security-Policy]")
    assert "frame-src 'self'" in policy.get_attribute("content")
    page.goto(site[0] + "data/")
    assert "frame-src" not in policy.get_attribute("content")


def test_one_press_copies_the_code(chromium, site):
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site[0]}{BUILDER}?place=leeds")
    page.get_by_role("button", name="Copy the code").press("Enter")
    expect(page.get_by_role("status").filter(has_text="has been copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == code_of(page)
    context.close()


def test_it_says_when_the_list_does_not_load_or_cannot_be_copied(page, site):
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject()")
    page.route("**/fragment.html", lambda route: route.abort())
    page.goto(f"{site[0]}{BUILDER}?place=leeds")
    choose(page, "As part of your page")
    expect(page.get_by_label("Copy this code")).to_have_value(re.compile("couldn't load the list"))
    page.get_by_role("button", name="Copy the code").click()
    expect(page.locator(".said")).to_contain_text("Select the text and copy it yourself")


def test_without_scripts_the_page_says_what_to_change(chromium, site):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site[0] + BUILDER)
    expect(page.locator("form.builder")).to_be_hidden()
    code = page.locator("main ol code").inner_text()
    assert f'src="{PUBLISHED}embed/place/' in code and "<script" not in code
    page.locator("summary", has_text="People").click()
    row = page.locator("li", has=page.get_by_role("link", name="Carers", exact=True))
    expect(row.locator("code")).to_have_text("people/carers")
    row.get_by_role("link").click()
    expect(page).to_have_url(f"{site[0]}embed/people/carers/")
    context.close()


@pytest.mark.parametrize("look", ["light", "narrow"])
def test_the_page_has_no_barrier_with_a_preview_and_all_lists_open(chromium, site, look):
    with looking(chromium, look) as visit:
        page = visit(f"{site[0]}{BUILDER}?place=leeds")
        for summary in page.locator("main summary").all():
            summary.click()
        page.frame_locator("iframe").get_by_role("heading").first.wait_for()
        assert judged(page) == []
        assert not page.evaluate(TOO_WIDE)
