"""The page of settings in a real browser.

What a reader chooses holds everywhere, at once, and goes nowhere.
"""

import json
import re

import pytest

from browser import judged, storage_key
from sites import ROOT
from ulo.site.pages.settings import PREFERENCES

BUSIEST = ("", "find/?q=peer+support", "orgs/{group}/", "places/leeds/", "settings/")
PAPER_OF = "getComputedStyle(document.body).backgroundColor"
THEMES = {
    "light": "rgb(255, 255, 255)",
    "dark": "rgb(21, 17, 29)",
    "cream": "rgb(253, 245, 224)",
    "contrast": "rgb(0, 0, 0)",
}


@pytest.fixture(scope="module")
def site(site):
    """The address and the folder of a whole site, and a group with much to show."""
    group = max(
        (site[1] / "orgs").glob("??*/index.html"), key=lambda path: path.stat().st_size
    ).parent.name
    return *site, group


@pytest.fixture
def context(chromium):
    made = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield made
    made.close()


def chosen(context, site, **looks):
    """Has these choices kept before the first page is opened."""
    keep = [storage_key(site[0], "looks"), json.dumps(looks)]
    context.add_init_script(f"localStorage.setItem(...{json.dumps(keep)})")


def visit(page, address):
    page.goto(address)
    if "find/?" in address:
        page.locator("[data-list] .row").first.wait_for()


def looks(page) -> dict:
    return without_formats(page.evaluate("({...document.documentElement.dataset})"))


def without_formats(data: dict) -> dict:
    """What a root says of choices: how the page writes dates is none."""
    assert data["formats"]
    return {name: value for name, value in data.items() if name != "formats"}


def style_of(page, element: str, name: str) -> str:
    """The value of a style of an element, which is a JavaScript expression."""
    return page.evaluate(f"getComputedStyle({element}).{name}")


def custom_property(page, name: str) -> str:
    """The value of a custom property of the style sheet."""
    root = "getComputedStyle(document.documentElement)"
    return page.evaluate(f"{root}.getPropertyValue('{name}').trim()")


def test_style_sheet_messages_and_scripts_know_the_same_choices(schema):
    assets, messages = ROOT / "docs" / "assets", schema.messages["settings"]
    css = (assets / "site.css").read_text("utf-8")
    script = (assets / "js" / "settings" / "preferences.js").read_text("utf-8")
    names = json.loads(re.search(r"NAMES = (\[.*?\])", script).group(1))
    assert names and set(names) == set(PREFERENCES)
    for name, values in PREFERENCES.items():
        assert list(messages[name]) == ["title", "usual", *values]
        for value in values:
            assert f'[data-{name}="{value}"]' in css or f'dataset.{name} === "{value}"' in script, (
                f"nothing knows {name} {value}"
            )


def test_every_page_runs_the_script_before_it_draws_anything(site):
    for name in (
        "index.html",
        "404.html",
        "help/index.html",
        "find/index.html",
        f"orgs/{site[2]}/index.html",
    ):
        head = (site[1] / name).read_text("utf-8").partition("</head>")[0]
        script = re.search(
            r'<script src="[^"]*assets/js/settings/preferences\.js\?[0-9a-f]{8}"></script>', head
        )
        # Nothing waits for it that can be on its way at the same time.
        assert script and not head[script.end() :].strip(), name


def test_a_choice_is_there_before_the_first_paint(context, site):
    chosen(context, site, theme="contrast", size="largest")
    # Notes what the root says when the body begins: the browser has had nothing to draw before
    # that.
    context.add_init_script("""new MutationObserver((_, observer) => {
        if (document.body) {
            observer.disconnect();
            window.begun = {...document.documentElement.dataset};
        }
    }).observe(document, {childList: true, subtree: true})""")
    page = context.new_page()
    for address in BUSIEST:
        page.goto(site[0] + address.format(group=site[2]))
        begun = without_formats(page.evaluate("window.begun"))
        assert begun == {"theme": "contrast", "size": "largest"}, address


def test_each_choice_can_be_made_with_the_keyboard_works_at_once_and_stays(context, site):
    page = context.new_page()
    page.goto(site[0])
    page.get_by_role("navigation", name="Help and settings").get_by_role(
        "link", name="Settings"
    ).click()
    status, made = page.get_by_role("status"), {}
    page.get_by_role("radio").first.focus()
    for name, values in PREFERENCES.items():
        # Tab leads to each set of choices once, the arrows through it.
        assert page.evaluate("document.activeElement.name") == name
        title = page.locator(f"fieldset:has([name={name}]) legend").inner_text()
        for value in values:
            page.keyboard.press("ArrowDown")
            made[name] = value
            assert looks(page) == made
            label = page.evaluate("document.activeElement.labels[0].innerText.trim()")
            assert status.inner_text() == f"{title}: {label}. Saved on this device."
            at = page.evaluate("document.activeElement.getBoundingClientRect().bottom")
            assert 0 < at <= 901, f"{name} {value} jumped out of sight"
        page.keyboard.press("Tab")
    page.reload()
    assert looks(page) == made
    checked = page.locator(":checked").evaluate_all(
        "all => Object.fromEntries(all.map(e => [e.name, e.value]))"
    )
    assert checked == made
    page.goto(site[0] + "places/leeds/")
    assert looks(page) == made
    assert style_of(page, "document.documentElement", "fontSize") == "27.2px"
    assert style_of(page, "document.body", "fontFamily").split(",")[0] == "Verdana"
    assert style_of(page, "document.body", "letterSpacing") == "1.904px"
    page.goto(site[0] + "settings/")
    page.get_by_role("button", name="Reset all settings").press("Enter")
    assert looks(page) == {}
    assert "All settings are back to normal" in status.inner_text()
    assert page.evaluate("localStorage.length") == 0
    page.reload()
    assert looks(page) == {}
    assert style_of(page, "document.documentElement", "fontSize") == "18px"


def test_nothing_is_sent_or_put_into_the_address(context, site):
    page, requests, complaints = context.new_page(), [], []
    # The browser may still be fetching the picture for its tab when the page has loaded.
    page.goto(site[0] + "settings/", wait_until="networkidle")
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.get_by_label("Cream").check()
    page.get_by_label("More space between lines", exact=True).check()
    page.get_by_role("button", name="Reset all settings").click()
    assert requests == [] and complaints == []
    assert page.url == site[0] + "settings/" and context.cookies() == []


def test_another_tab_follows(context, site):
    one, other = context.new_page(), context.new_page()
    other.goto(site[0] + "help/")
    one.goto(site[0] + "settings/")
    one.get_by_label("Dark", exact=True).check()
    other.wait_for_function("() => document.documentElement.dataset.theme === 'dark'")


@pytest.mark.parametrize(
    "junk",
    [
        "",
        "{",
        "null",
        "7",
        "[]",
        '"dark"',
        '{"theme": {"a": 1}, "size": 3}',
        '{"theme": "\\"><script>", "size": "huge", "easy": "never", "other": "x"}',
    ],
)
def test_junk_in_storage_changes_nothing(context, site, junk):
    keep = json.dumps([storage_key(site[0], "looks"), junk])
    context.add_init_script(
        f"if (!sessionStorage.been) localStorage.setItem(...{keep});sessionStorage.been = 1"
    )
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(site[0] + "settings/")
    assert page.evaluate(PAPER_OF) == THEMES["light"]
    assert style_of(page, "document.documentElement", "fontSize") == "18px"
    assert page.locator(":checked").evaluate_all("all => all.map(e => e.value)") == [""] * len(
        PREFERENCES
    )
    page.get_by_label("Cream").check()
    page.reload()
    assert looks(page)["theme"] == "cream" and errors == []


def test_without_storage_choices_count_for_this_page(context, site):
    context.add_init_script("""Object.defineProperty(window, 'localStorage', {
        get() { throw new DOMException('no', 'SecurityError'); },
    })""")
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(site[0] + "settings/")
    page.get_by_label("Cream").check()
    assert looks(page) == {"theme": "cream"} and page.evaluate(PAPER_OF) == THEMES["cream"]
    assert page.get_by_role("status").inner_text() == (
        "Colours: Cream. This only changes this page. Your browser won't let us save it."
    )
    page.get_by_role("button", name="Reset all settings").click()
    assert looks(page) == {} and errors == []


def test_without_javascript_advice_takes_the_place_of_the_controls(chromium, site):
    context = chromium.new_context(java_script_enabled=False, color_scheme="dark")
    page = context.new_page()
    page.goto(site[0] + "settings/")
    main = page.get_by_role("main")
    assert main.get_by_role("radio").count() == 0 and main.get_by_role("button").count() == 0
    assert (
        main.locator("noscript .notice").is_visible()
        and main.get_by_text("Make everything bigger").is_visible()
    )
    # The choice of the system holds there, too.
    assert page.evaluate(PAPER_OF) == THEMES["dark"]
    context.close()


@pytest.mark.parametrize("system", ["light", "dark"])
def test_a_choice_wins_over_the_system_and_paper_over_both(chromium, site, system):
    for theme, colour in {"": THEMES[system], "junk": THEMES[system], **THEMES}.items():
        context = chromium.new_context(color_scheme=system)
        chosen(context, site, theme=theme)
        page = context.new_page()
        page.goto(site[0] + "places/leeds/")
        assert page.evaluate(PAPER_OF) == colour, theme
        if theme:
            # The bars of the browser take the colour of the header, form fields the right scheme.
            bar = custom_property(page, "--bar")
            bars = page.locator("meta[name=theme-color]").evaluate_all(
                "all => all.map(e => e.content)"
            )
            assert bars == [bar, bar]
        if theme in THEMES:
            scheme = "dark" if theme in ("dark", "contrast") else "light"
            assert style_of(page, "document.documentElement", "colorScheme") == scheme
        page.emulate_media(media="print")
        assert style_of(page, "document.body", "color") == "rgb(0, 0, 0)"
        assert style_of(page, "document.body", "backgroundColor") == "rgb(255, 255, 255)"
        assert style_of(page, "document.querySelector('a')", "color") == "rgb(0, 0, 0)"
        page.emulate_media(media="screen", forced_colors="active")
        assert custom_property(page, "--ink") == "CanvasText"
        context.close()


@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_bars_of_the_browser_have_the_colour_of_the_header(chromium, site, system):
    context = chromium.new_context(color_scheme=system)
    page = context.new_page()
    page.goto(site[0])
    said = page.locator(f"meta[name=theme-color][media*={system}]").get_attribute("content")
    assert said == custom_property(page, "--bar")
    context.close()


@pytest.mark.parametrize(
    ("theme", "width"),
    [("light", 320), ("dark", 1280), ("cream", 1280), ("contrast", 1280), ("contrast", 320)],
)
def test_axe_finds_nothing_in_any_theme_at_the_largest_letters(chromium, site, theme, width):
    """Every rule of axe, that of 7:1 among them."""
    context, faults = chromium.new_context(viewport={"width": width, "height": 900}), []
    chosen(context, site, theme=theme, size="largest", lines="widest", letters="plain")
    page = context.new_page()
    for address in BUSIEST:
        visit(page, site[0] + address.format(group=site[2]))
        faults += judged(page)
        if page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        ):
            faults.append(f"{address}: the page scrolls sideways")
    context.close()
    assert not faults, "\n".join(faults)


# --- Words that are explained ---------------------------------------------------------------------


def test_without_lines_below_words_there_are_words_and_no_links(context, site):
    page, address = context.new_page(), f"{site[0]}resources/the-imagined-care-act/"
    page.goto(address)
    word = page.locator("a.word").first
    text = word.evaluate("link => link.firstChild.data")
    # A link like any other: the keyboard gets there, and it leads to the meaning, without a script.
    word.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site[0]}words/#*")
    assert page.locator(":target h3").inner_text().lower() in text.lower()
    page.goto(site[0] + "settings/")
    page.get_by_role("group", name="Words explained").get_by_label("Don't underline them").check()
    page.goto(address)
    assert (
        not page.locator("a.word").count()
        and text in page.locator("main").inner_text()
        and "what it means" not in page.locator("main").inner_text()
    )


# --- Easy Read first ------------------------------------------------------------------------------


@pytest.fixture
def easy(site):
    """A page with an Easy Read view."""
    return f"{site[0]}orgs/{site[2]}/"


def test_easy_read_comes_first_only_where_it_was_chosen(context, site, easy):
    page = context.new_page()
    page.goto(easy)
    assert page.url == easy
    page.goto(site[0] + "settings/")
    page.get_by_label("Show Easy Read first").check()
    page.goto(site[0] + "orgs/")
    page.goto(easy)
    page.wait_for_url(f"{easy}easy/")
    # The full page is one link away, and stays, also when it is loaded anew.
    page.get_by_role("link", name="See the full page").first.click()
    page.wait_for_url(f"{easy}#full")
    page.reload()
    page.wait_for_timeout(300)
    assert page.url == f"{easy}#full" and page.locator("h1").inner_text() != "Easy"
    # Back leads the way one came, without a loop.
    page.go_back()
    page.wait_for_url(f"{easy}easy/")
    page.go_back()
    page.wait_for_url(f"{site[0]}orgs/")
    page.goto(f"{easy}#sources")
    page.wait_for_timeout(300)
    assert page.url == f"{easy}#sources"
    page.goto(site[0] + "orgs/")
    page.wait_for_timeout(300)
    assert page.url == f"{site[0]}orgs/", "a page without an Easy Read view stays"
