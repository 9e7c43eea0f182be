"""The real site in a real browser: read, walked with the keyboard, squeezed, and judged by every rule of axe."""


import pytest
from axe_playwright_python.sync_playwright import Axe

import statement
from browser import browser
from sites import ROOT, copy, run, served

LONG = "people/disabled-people/"
# One page of every kind, with the busiest profile, one that nobody can reach, and a closed one found below.
KINDS = ("", "find/", "find/2/", "about/search/", "places/", "places/map/", "places/leeds/", "places/harrogate-north-yorkshire/", "places/scotland/", "places/shetland/", "places/uk/",
         "places/west-yorkshire/", "places/y/", "places/postcodes/", "places/postcodes/ls/", "orgs/", "orgs/d/", "people/", LONG, f"{LONG}2/", "people/deaf-people/", "activities/", "activities/peer-support/", "closed/",
         "add/", "about/", "about/privacy/", "about/accessibility/", "editing/", "data/", "data/coverage/", "data/first-import/", "data/fields/", "data/rules/", "import/", "maintainers/", "help/", "settings/", "no/such/page/")
STATES = {
    "light": {"viewport": {"width": 1280, "height": 900}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "narrow": {"viewport": {"width": 320, "height": 640}},
    "forced colours": {"viewport": {"width": 768, "height": 900}, "forced_colors": "active"},
}


@pytest.fixture(scope="module")
def chromium():
    with browser() as running:
        yield running


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The address of the real site, with every setting filled, below another path than the root."""
    folder = copy(tmp_path_factory.mktemp("real") / "project", ROOT / "orgs")
    done = run(folder, "--address", "https://example.org/led/", "--repository", "https://github.com/example/led", "--contact", "hello@example.org")
    assert done.returncode == 0, done.stdout + done.stderr
    with served(folder / "site", "/led/") as address:
        yield address, folder / "site"


@pytest.fixture(scope="module")
def kinds(site):
    """The addresses to look at: one of every kind, and three profiles chosen by what they hold."""
    profiles = {path.parent.name: path.read_text("utf-8") for path in (site[1] / "orgs").glob("*/index.html") if len(path.parent.name) > 1}
    fullest = max(profiles, key=lambda slug: len(profiles[slug]))
    unreachable = next(slug for slug, text in profiles.items() if "We know no way to reach this group." in text)
    closed = next(slug for slug, text in profiles.items() if 'class="notice"' in text)
    phone = next(slug for slug, text in profiles.items() if 'href="tel:' in text and "Visit or write" in text)
    return (*KINDS, *(f"orgs/{slug}/" for slug in (fullest, unreachable, closed, phone)))


@pytest.fixture(params=STATES)
def page(request, chromium):
    context = chromium.new_context(**STATES[request.param])
    yield context.new_page()
    context.close()


def visit(page, address):
    """Opens a page, and waits until the search, where it is one, has shown its results."""
    page.goto(address)
    if address.endswith("/find/"):
        page.locator("[data-list] .row").first.wait_for()


def test_axe_finds_nothing(page, site, kinds, request):
    axe, faults = Axe(), []
    for kind in kinds:
        visit(page, site[0] + kind)
        page.evaluate(axe.axe_script)
        every = page.evaluate("axe.getRules().map(rule => rule.ruleId)")
        assert len(every) > 90
        result = axe.run(page, options={"runOnly": {"type": "rule", "values": every}, "resultTypes": ["violations"]})
        faults += [f"{kind}: {v['id']} at {v['nodes'][0]['target']} {v['nodes'][0]['html'][:160]}" for v in result.response["violations"]]
    assert not faults, "\n".join(faults)
    statement.agree(request, pages=len(kinds), rules=len(every))


def test_the_statement_names_each_state_that_is_tested():
    assert statement.states() == list(STATES), f"name each state in {statement.PATH.name}, in plain words, as the others are"


def test_nothing_runs_over_the_edge_or_is_cut_off(page, site, kinds):
    faults = []
    for kind in kinds:
        visit(page, site[0] + kind)
        faults += [f"{kind}: {fault}" for fault in page.evaluate("""() => {
            const faults = [], width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth > width) faults.push('the page scrolls sideways');
            for (const e of document.querySelectorAll('body *')) {
                const box = e.getBoundingClientRect(), style = getComputedStyle(e);
                if (e.closest('svg, .scroll *') || !box.width || style.position === 'absolute') continue;
                if (box.right > width + 1) faults.push(e.outerHTML.slice(0, 120) + ' runs over the edge');
                // A named region that the keyboard can scroll is allowed to be wider inside.
                if (/hidden|clip/.test(style.overflowX + style.overflowY) && e.scrollWidth > e.clientWidth + 1) faults.push(e.outerHTML.slice(0, 120) + ' is cut off');
            }
            return faults;
        }""")]
    assert not faults, "\n".join(faults[:20])


def test_wider_letters_lines_and_words_cut_nothing_off(chromium, site, kinds):
    context = chromium.new_context(viewport={"width": 320, "height": 640}, bypass_csp=True)
    page, faults = context.new_page(), []
    for kind in kinds:
        visit(page, site[0] + kind)
        page.add_style_tag(content="* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }")
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            faults.append(kind)
    context.close()
    assert not faults


def test_the_keyboard_reaches_everything_and_shows_where_it_is(page, site, kinds, request):
    faults = []
    # Colours change the ring, not the order: every page is walked in light and narrow, the busiest in the others.
    busiest = ("", "orgs/d/", "closed/", "add/", *kinds[-4:])
    for kind in busiest if request.node.callspec.id in ("dark", "forced colours") else kinds:
        # Over four hundred stops, the same at every width.
        if kind == "places/map/" and request.node.callspec.id != "light":
            continue
        visit(page, site[0] + kind)
        wanted = page.evaluate("""[...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
            .filter(e => !e.disabled && (e.type !== 'radio' || e.checked) && e.checkVisibility({ visibilityProperty: true })).length""")
        stops = []
        for _ in range(wanted + 3):
            page.keyboard.press("Tab")
            stop = page.evaluate("""() => {
                const e = document.activeElement;
                // At the end the focus starts again at the top, or leaves the page.
                window.been ??= new Set();
                if (e === document.body || window.been.has(e)) return null;
                window.been.add(e);
                // Of a checkbox the whole label can be clicked.
                const at = e.getBoundingClientRect(), box = (e.closest('label') ?? e).getBoundingClientRect(), style = getComputedStyle(e);
                const own = (e.innerText ?? e.querySelector('title').textContent).trim();
                const text = (e.parentElement.innerText ?? '').trim().length - own.length;
                return {html: e.outerHTML.slice(0, 140), name: own || e.getAttribute('aria-label') || e.labels?.[0]?.innerText || '', drawn: !!e.closest('svg'),
                    seen: at.top >= 0 && at.left >= 0 && at.bottom <= innerHeight + 1 && at.right <= innerWidth + 1,
                    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 3,
                    inline: style.display === 'inline' && text > 0, width: box.width, height: box.height};
            }""")
            if stop is None:
                break
            stops.append(stop)
        if len(stops) != wanted:
            faults.append(f"{kind}: {len(stops)} stops of {wanted}")
        for stop in stops:
            if not stop["name"]:
                faults.append(f"{kind}: no name: {stop['html']}")
            if not stop["seen"] and stop["height"] < 600:
                faults.append(f"{kind}: out of sight: {stop['html']}")
            if not stop["ring"]:
                faults.append(f"{kind}: no ring: {stop['html']}")
            # The shapes of a map are as large as the land is; beside each map stands a list of the same links.
            if not stop["inline"] and not stop["drawn"] and min(stop["width"], stop["height"]) < 43.5:
                faults.append(f"{kind}: {stop['width']:.0f} x {stop['height']:.0f}: {stop['html']}")
    assert not faults, "\n".join(faults[:30])


def test_the_skip_link_leads_to_the_main_part(chromium, site):
    page = chromium.new_page()
    page.goto(site[0])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_home_to_a_group_and_back(chromium, site, scripts):
    context = chromium.new_context(java_script_enabled=scripts, viewport={"width": 360, "height": 740})
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
    page.get_by_role("link", name="Groups that start with S").click()
    assert "/orgs/s/" in page.url
    page.goto(site[0] + "no/such/page/")
    page.get_by_role("main").get_by_role("link", name="Places").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Places"
    assert all(url.startswith(site[0]) for url in asked), "a page asked another site for something"
    assert [line for line in told if "404" not in line] == []
    context.close()


def test_a_first_visit_is_light(site, kinds):
    import gzip
    shared = sum(len(gzip.compress((site[1] / "assets" / name).read_bytes())) for name in ("site.css", "looks.js", "mark.svg"))
    sizes = {kind: shared + len(gzip.compress((site[1] / kind / "index.html").read_bytes())) for kind in kinds if "no/such" not in kind}
    # Pages with a map of their own may be heavier; the link to that of all councils says that it is large.
    mapped = {kind for kind in sizes if 'class="map"' in (site[1] / kind / "index.html").read_text("utf-8")}
    # The list of all fields of a record is one long page to look things up in.
    heavy = {kind: size for kind, size in sizes.items() if size > (40_000 if kind in mapped else 22_000 if kind == "data/fields/" else 20_000)}
    assert not heavy, heavy


def test_print_hides_the_menu_and_writes_addresses_out(chromium, site, kinds):
    page = chromium.new_page()
    page.goto(site[0] + kinds[-1])
    page.emulate_media(media="print")
    assert not page.get_by_role("navigation").first.is_visible()
    shown = page.evaluate("""() => getComputedStyle(document.querySelector('.sources a'), '::after').content""")
    assert "http" in shown
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    page.close()
