"""The keyboard reaches everything, in the order of reading, and shows where it is.

By pixels, not by what the style sheet promises.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import CDPSession, Page

from looks import looking, set_style, thinned, without_frame
from sites import ROOT

HERE = ROOT / "tests" / "support"
STOPS = 'a[href], button, input, select, textarea, summary, [tabindex="0"]'
# How far around a stop its ring may reach, in pixels.
NEAR = 14
# How much of a line of 2 px must stand out. Where a ring crosses letters or the dark land of a
# neighbour, these pixels were dark before, too; beside each map stands a list of the same links.
WHOLE, DRAWN = 0.95, 0.5


def count_stops(page: Page) -> int:
    # Of radio buttons the chosen one is a stop, or one where none is chosen.
    return page.evaluate(
        """stops => [...document.querySelectorAll(stops)].filter(e => {
        const among = e.type === 'radio' ? [...document.getElementsByName(e.name)] : [];
        const first = e === among[0] && !among.some(one => one.checked);
        return !e.disabled && (!among.length || e.checked || first)
            && e.checkVisibility({ visibilityProperty: true });
    }).length""",
        STOPS,
    )


def walk(page: Page, wanted: int, key: str = "Tab") -> list[dict]:
    """What the keyboard meets on its way through a page."""
    page.evaluate((HERE / "walk.js").read_text("utf-8"))
    for _ in range(wanted + 3):
        page.keyboard.press(key)
    return page.evaluate("(window.lookAtStop(), window.walked.map(({ element, ...stop }) => stop))")


@pytest.mark.parametrize("look", ["light", "narrow"])
def test_the_keyboard_reaches_everything_in_the_order_of_reading(chromium, kinds, busiest, look):
    faults = []
    with looking(chromium, look) as visit:
        # The order is the same at every width; what a narrow screen may cover or push out of sight
        # is on the busiest pages.
        for address in dict.fromkeys([*kinds, *busiest] if look == "light" else busiest):
            page = visit(address)
            if address not in busiest:
                page = without_frame(thinned(page))
            elif look != "light":
                page = thinned(page)
            wanted = count_stops(page)
            found = walk(page, wanted)
            if len(found) != wanted:
                faults.append(f"{address}: {len(found)} stops of {wanted}")
            for stop in found:
                faults += [f"{address}: {fault}: {stop['html']}" for fault in find_faults(stop)]
    assert not faults, "\n".join(faults[:30])


def find_faults(stop: dict) -> Iterator[str]:
    if not stop["name"]:
        yield "no name"
    if not stop["seen"]:
        yield "out of sight"
    if stop["covered"]:
        yield "something lies over it"
    if not stop["visible"]:
        yield "the focus does not show"
    if not stop["forward"]:
        yield "comes after what stands below it"
    # The shapes of a map are as large as the land is; beside each map stands a list of the same
    # links.
    if not stop["inline"] and not stop["drawn"] and min(stop["width"], stop["height"]) < 43.5:
        yield f"only {stop['width']:.0f} x {stop['height']:.0f}"


@pytest.mark.parametrize("address", ["", "find/", "places/leeds/", "data/coverage/"])
def test_the_keyboard_finds_the_way_back(chromium, site, address):
    with looking(chromium, "light") as visit:
        page = visit(site[0] + address)
        wanted = count_stops(page)
        there = [stop["html"] for stop in walk(page, wanted)]
        page = visit(site[0] + address)
        page.locator(STOPS).last.focus()
        assert [stop["html"] for stop in walk(page, wanted, "Shift+Tab")] == there[::-1]


# --- The ring, by pixels --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def compare(chromium):
    """How much of a ring stands out between two pictures of a stop.

    1 is as much as a line of 2 px around it.
    """
    page = chromium.new_page()
    page.add_script_tag(path=HERE / "ring.js")
    yield lambda before, after, stop: page.evaluate(
        "([before, after, stop]) => window.compare(before, after, stop)", [before, after, stop]
    )
    page.close()


@pytest.mark.parametrize("look", ["light", "dark", "narrow", "forced colours"])
def test_each_sort_of_stop_shows_that_it_has_the_focus(chromium, kinds, busiest, compare, look):
    sorts, faults = set(), []
    with looking(chromium, look) as visit:
        for address in dict.fromkeys([*kinds, *busiest] if look == "light" else busiest):
            faults += [
                f"{address}: only {shown:.0%} of a ring of 2 px stands out: {html}"
                for html, shown in measure_rings(visit(address), compare, sorts)
                if shown < (DRAWN if "<title>" in html else WHOLE)
            ]
    assert len(sorts) > 60 and not faults, "\n".join(faults[:30])


def test_a_weak_ring_is_found(chromium, made_up, compare):
    with looking(chromium, "light") as visit:
        page = visit(made_up[0] + "about/")
        set_style(
            page,
            ":focus-visible { outline: 1px dotted #bbb !important; box-shadow: none !important }",
        )
        found = list(measure_rings(page, compare, set()))
        assert found and all(shown < WHOLE for html, shown in found if "skip" not in html)


def measure_rings(page: Page, compare, sorts: set[str]) -> Iterator[tuple[str, float]]:
    """Stops of a page, and how much of the ring of each stands out.

    One of each sort is measured; `sorts` has those of the pages before, too.
    """
    # After a key the browser shows where the focus is.
    page.keyboard.press("Tab")
    devtools = page.context.new_cdp_session(page)
    for number, sort in enumerate(page.evaluate(SORTS, STOPS)):
        if not sort or sort in sorts:
            continue
        sorts.add(sort)
        stop = page.evaluate(FOCUS, [STOPS, number])
        after = take_picture(devtools, stop)
        page.evaluate("document.activeElement.blur()")
        yield stop["html"], compare(take_picture(devtools, stop), after, stop)
    devtools.detach()


def take_picture(devtools: CDPSession, stop: dict) -> str:
    """The picture of a stop as base64, straight from the browser."""
    left, top = max(0, stop["left"] - NEAR), max(0, stop["top"] - NEAR)
    clip = {
        "x": left + stop["scrolled"][0],
        "y": top + stop["scrolled"][1],
        "width": min(stop["width"] + 2 * NEAR, stop["window"][0] - left),
        "height": min(stop["height"] + 2 * NEAR, stop["window"][1] - top),
        "scale": 1,
    }
    asked = {"format": "png", "clip": clip, "optimizeForSpeed": True}
    return devtools.send("Page.captureScreenshot", asked)["data"]


# Of what sort each stop is: all tags and classes from it up to the top decide how it looks.
SORTS = """(selector) => [...document.querySelectorAll(selector)].map((e) => {
    if (e.disabled || !e.checkVisibility({ visibilityProperty: true })) return '';
    const kind = [];
    for (let at = e; at; at = at.parentElement) {
        const classes = at.className?.baseVal ?? at.className;
        kind.push(`${at.tagName}.${classes}${at.getAttribute('aria-current') ?? ''}`);
    }
    return kind.join(' ');
})"""
FOCUS = """([selector, number]) => {
    const e = document.querySelectorAll(selector)[number];
    e.focus();
    const { left, top, right, bottom, width, height } = e.getBoundingClientRect();
    // Of what is larger than the window, the edges in sight count; of a link on several lines,
    // those of its parts.
    const inSight = Math.min(bottom, innerHeight) - Math.max(top, 0);
    const edges = (top >= 0) * width + (bottom <= innerHeight) * width + 2 * inSight;
    const parts = [...e.getClientRects()]
        .reduce((sum, part) => sum + 2 * (part.width + part.height), 0);
    const line = 2 * Math.min(edges, e.closest('svg') ? edges : parts);
    return { html: e.outerHTML.slice(0, 140), left, top, width, height, line,
        scrolled: [scrollX, scrollY], window: [innerWidth, innerHeight] };
}"""
