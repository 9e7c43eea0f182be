"""Where and how pages are looked at.

One page of every kind, what can be opened on them, and the states of a browser.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, CDPSession, Page

LONG = "people/disabled-people/"
# One page of every kind of a whole site. The fixture `kinds` adds some groups, chosen by what they
# hold.
KINDS = (
    "",
    "find/",
    "find/2/",
    "about/search/",
    "places/",
    "places/map/",
    "places/leeds/",
    "places/harrogate-north-yorkshire/",
    "places/scotland/",
    "places/shetland/",
    "places/uk/",
    "places/west-yorkshire/",
    "places/y/",
    "places/postcodes/",
    "places/postcodes/ls/",
    "orgs/",
    "orgs/d/",
    "people/",
    LONG,
    f"{LONG}2/",
    "people/deaf-people/",
    "activities/",
    "activities/peer-support/",
    "closed/",
    "add/",
    "add/paper/",
    "confirm/",
    "about/",
    "about/privacy/",
    "about/accessibility/",
    "editing/",
    "data/",
    "data/columns/",
    "data/coverage/",
    "data/embed/",
    "embed/place/leeds/",
    "data/first-import/",
    "data/fields/",
    "data/rules/",
    "import/",
    "maintainers/",
    "reviewing/",
    "help/",
    "settings/",
    "shortlist/",
    "people/survivors-of-abuse/",
    "news/",
    "about/easy-read/",
    "work/",
    "work/kind/training/",
    "work/kind/training/place/yorkshire-and-the-humber/",
    "work/with/",
    "work/with/scottish-government/",
    "work/place/",
    "work/place/wales/",
    "work/changed/",
    "work/tables/",
    "work/join/",
    "work/join/london/",
    "networks/",
    "gaps/",
    "gaps/old/",
    "resources/",
    "resources/by/topic/evaluating-impact/",
    "resources/by/year/2/",
    "resources/users-take-the-lead-report-7/",
    "resources/seen-and-not-heard/",
    "words/",
    "opportunities/",
    "guides/",
    "guides/boards/",
    "guides/judging-what-changed/",
    "guides/judging-what-changed/sheet/",
    "guides/boards/easy/",
    "help-now/",
    "help-now/easy/",
    "orgs/clydeside-disability-alliance/",
    "orgs/clydeside-disability-alliance/easy/",
    "places/brighton-and-hove/easy/",
    "places/scotland/easy/",
    "activities/peer-support/easy/",
    "no/such/page/",
)
# Those with the most in them, and the guide that most people need.
BUSIEST = (
    "",
    "find/",
    "places/",
    "places/leeds/",
    LONG,
    "add/",
    "data/coverage/",
    "work/",
    "work/tables/",
)
# Pages of the made-up site that are meant to break: too much, too long, nothing at all.
HOSTILE = (
    "resources/a-film-that-nobody-found/",
    "resources/meetings-the-old-way/",
    "opportunities/",
    "orgs/everything-at-once/",
    "orgs/everything-at-once/easy/",
    "orgs/words-without-end/",
    "orgs/odd-signs/",
    "orgs/riverside-self-advocates/",
    "orgs/old-bridge-survivors/",
    "places/isle-of-anglesey/",
    "people/carers/",
    "people/sex-workers/",
)

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
LOOKS: dict[str, dict] = {
    "light": {"viewport": WIDE},
    "dark": {"viewport": WIDE, "color_scheme": "dark"},
    "narrow": {"viewport": NARROW},
    "forced colours": {"viewport": {"width": 768, "height": 900}, "forced_colors": "active"},
    # What 400 % leaves of a window of 1280 by 1024.
    "zoomed": {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4},
    "text of twice the size": {"viewport": WIDE},
    "spaced text": {"viewport": NARROW},
    "no motion": {"viewport": WIDE, "reduced_motion": "reduce"},
    "more contrast": {"viewport": WIDE, "contrast": "more"},
    "no scripts": {"viewport": WIDE},
}
# Looks that a page changes into while it is open: nothing in it asks for them when it is loaded.
OTHER_LOOKS = {
    "light": ("dark", "forced colours", "more contrast", "text of twice the size"),
    "narrow": ("zoomed", "spaced text"),
    "no scripts": (),
}
STYLES = {
    "text of twice the size": "html { font-size: 225% !important }",
    "spaced text": "* { line-height: 1.5 !important; letter-spacing: .12em !important; "
    "word-spacing: .16em !important } p { margin-bottom: 2em !important }",
}


# What runs over the edge of a page, is cut off, or lies over other text.
FAULTS = """() => {
    const faults = [], width = document.documentElement.clientWidth;
    const report = (e, fault) => faults.push(`${e.outerHTML.slice(0, 120)} ${fault}`);
    const hides = (overflow) => /hidden|clip/.test(overflow);
    const leaves = (line, box) => line.right > box.right + 2 || line.left < box.left - 2;
    if (document.documentElement.scrollWidth > width) faults.push('the page scrolls sideways');
    for (const e of document.querySelectorAll('body *')) {
        const box = e.getBoundingClientRect(), style = getComputedStyle(e);
        // A named region that the keyboard can scroll is allowed to be wider inside.
        if (e.closest('svg, .scroll *')) continue;
        if (!box.width || style.position === 'absolute' || !e.checkVisibility()) continue;
        if (box.right > width + 1 || box.left < -1) report(e, 'runs over the edge');
        if (hides(style.overflowX) && e.scrollWidth > e.clientWidth + 1
            || hides(style.overflowY) && e.scrollHeight > e.clientHeight + 1) {
            report(e, 'is cut off');
        }
        if (style.textOverflow === 'ellipsis') report(e, 'may end in dots');
        // A word that leaves its box lies over what stands beside it. (Of code, only spaces at the
        // end of a line do.)
        if (style.display !== 'inline' && !e.closest('pre')) {
            for (const text of e.childNodes) {
                if (text.nodeType !== Node.TEXT_NODE || !text.data.trim()) continue;
                const range = document.createRange();
                range.selectNodeContents(text);
                if ([...range.getClientRects()].some((line) => leaves(line, box))) {
                    report(e, 'has words outside of its box');
                }
            }
        }
        // What is drawn in another order than it is read confuses who sees and listens.
        if (style.order !== '0' || style.flexDirection.endsWith('reverse')) {
            report(e, 'is shown out of order');
        }
    }
    return faults;
}"""
# The buttons that put groups on the reader's own list come once the page has loaded. A letter's
# page, one sign long, is no group; Easy Read pages have no such buttons.
LISTABLE = r"""() => !document.querySelector("[data-shortlist]")
    || [...document.querySelectorAll("main .row > :is(h2, h3, h4) > a")].every((link) =>
        !/\/orgs\/[a-z0-9-]{2,}\/$/.test(link.href)
        || link.closest(".row").querySelector("button[data-group]"))"""


@contextmanager
def looking(chromium: Browser, look: str) -> Iterator[Callable[[str], Page]]:
    """A function that opens an address in one look.

    It waits until the scripts of the page have done their first work. Its `change_into` gives the
    page another look without loading it anew.
    """
    context = chromium.new_context(**LOOKS[look])
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    current = look

    def change_into(other: str) -> None:
        nonlocal current
        if other != current:
            _emulate(page, devtools, other)
        current = other

    def visit(address: str) -> Page:
        change_into(look)
        if look == "no scripts":
            # Only the page's own scripts are off while it loads: axe has to run in it afterwards.
            devtools.send("Emulation.setScriptExecutionDisabled", {"value": True})
            page.goto(address)
            devtools.send("Emulation.setScriptExecutionDisabled", {"value": False})
            page.evaluate(
                "for (const e of document.querySelectorAll('.without')) e.style.display = 'block'"
            )
            return page
        page.goto(address)
        if address.partition("?")[0].endswith("/find/"):
            page.locator("[data-list] .row, [data-notes] li").first.wait_for()
        if re.search(r"/add/($|[?#])", address):
            page.locator("[data-at]").wait_for()
        page.wait_for_function(LISTABLE)
        set_style(page, STYLES.get(look, ""))
        return page

    visit.page, visit.change_into = page, change_into
    yield visit
    context.close()


def _emulate(page: Page, devtools: CDPSession, look: str) -> None:
    """Gives an open page the look that it would have in a context of its own."""
    settings = LOOKS[look]
    page.emulate_media(
        color_scheme=settings.get("color_scheme", "light"),
        forced_colors=settings.get("forced_colors", "none"),
        contrast=settings.get("contrast", "no-preference"),
    )
    # Playwright can change the size alone.
    scale = settings.get("device_scale_factor", 1)
    metrics = settings["viewport"] | {"deviceScaleFactor": scale, "mobile": False}
    devtools.send("Emulation.setDeviceMetricsOverride", metrics)
    set_style(page, STYLES.get(look, ""))


def set_style(page: Page, css: str) -> None:
    """Gives a page the style sheet of the reader, against which its own policy says nothing."""
    page.evaluate(
        """(css) => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(css);
            document.adoptedStyleSheets = [sheet];
        }""",
        css,
    )


def thinned(page: Page) -> Page:
    """The page with the ends of its long lists only.

    What stands between is like them: one look at it is enough.
    """
    page.evaluate(
        """for (const list of document.querySelectorAll('ul, ol, tbody')) {
            for (const row of [...list.children].slice(8, -4)) row.remove();
        }
        for (const shapes of document.querySelectorAll('svg:has(a)')) {
            for (const shape of [...shapes.querySelectorAll('a')].slice(8, -4)) shape.remove();
        }"""
    )
    return page


def without_frame(page: Page) -> Page:
    """The page without the header and the foot that all pages share."""
    page.evaluate(
        "for (const e of document.querySelectorAll('body > header, body > footer')) e.remove()"
    )
    return page


def _box(text: str, shown: str) -> Callable[[Page], None]:
    def ask(page: Page) -> None:
        page.get_by_label("Where do you live?").fill(text)
        page.keyboard.press("Enter")
        page.locator(shown).first.wait_for()

    return ask


def _filters(page: Page) -> None:
    # On a narrow screen they are in a sheet, which opens with a button.
    if (opener := page.get_by_role("button", name=re.compile("^Filters"))).is_visible():
        opener.click()
        page.get_by_role("dialog", name="Filters").wait_for()
    for summary in page.locator(".filters summary").all():
        if not summary.evaluate("e => e.parentElement.open"):
            summary.click()


def _typed(page: Page) -> None:
    page.get_by_label("What are you looking for?").press_sequentially("hearing", delay=20)
    page.get_by_role("heading", name='results for "hearing"').wait_for()


def _places(page: Page) -> None:
    page.get_by_label("to shorten this list").fill("wes")
    page.get_by_role("checkbox", name="West Yorkshire").check()
    page.get_by_label("to shorten this list").fill("")


def _work(page: Page) -> None:
    page.get_by_role("button", name="Add: Piece of work").click()
    page.get_by_label("Year of the work").fill("soon")
    page.get_by_role("button", name="Continue").click()


def _own(page: Page) -> None:
    page.get_by_role("radio", name="Yes").check()
    page.get_by_text("The text to copy").first.click()


# What a reader may have in front of them besides a page as it comes: where, and what to do there.
SITUATIONS: dict[str, tuple[str, Callable[[Page], None]]] = {
    "results while typing": ("find/", _typed),
    "results, a place and a filter": (
        "find/?q=advocasy&where=Leeds&led=disabled-people",
        lambda page: None,
    ),
    "no result": ("find/?q=qqqqzzzz&where=Leeds", lambda page: None),
    "filters that leave nothing": (
        "find/?q=disability+forum&led=people-in-poverty&fresh=unconfirmed",
        lambda page: None,
    ),
    "a very long query": (f"find/?q={'people-with-words-that-have-no-end' * 8}", lambda page: None),
    "markup as a query": (
        "find/?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E%22%27&where=%3Cb%3E",
        lambda page: None,
    ),
    "an unknown filter": ("find/?q=advocacy&led=nobody&x=%3Cb%3Ebold%3C/b%3E", lambda page: None),
    "several places of one name": ("find/?where=newport", lambda page: None),
    "all filters open": ("find/?q=advocacy", _filters),
    "the form with faults": (
        "add/",
        lambda page: page.get_by_role("button", name="Continue").click(),
    ),
    "a long list of places": ("add/#where", _places),
    "a piece of work to write": ("add/#work", _work),
    "a change before it is sent": ("add/?org=clydeside-disability-alliance", _own),
    "the box with choices": ("places/", _box("Newport", "[data-results] a")),
    "the box with a misspelling": ("places/", _box("Leedz", "[data-results] a")),
    "the box with an error": ("places/", _box("Jersey", "[aria-invalid]")),
    "the box with a very long word": (
        "places/",
        _box(
            "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochaber",
            "[aria-invalid], [data-results] a",
        ),
    ),
}
