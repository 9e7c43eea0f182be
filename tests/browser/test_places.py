"""The box "Where do you live?": its lists, and how it behaves on a page.

Its answers are held to those of Python in test_javascript.py.
"""

import gzip
import json
import re
import shutil

import pytest
from rjsmin import jsmin

from browser import judged
from drawing import Drawn
from node import imported
from sites import ROOT, served
from ulo.catalogue import Catalogue, Instance
from ulo.core import urls
from ulo.exports import PAGE_POLICY
from ulo.site.page import TemplateFile
from ulo.site.pages import gazetteer


@pytest.fixture(scope="module")
def catalogue(schema, today):
    return Catalogue([], schema, Instance("Led by Us"), today)


@pytest.fixture(scope="module")
def files(catalogue):
    return Drawn(catalogue, gazetteer).files


PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="{PAGE_POLICY}">
    <meta name="viewport" content="width=device-width, initial-scale=1"><title>Places</title>
    <link rel="stylesheet" href="../assets/site.css"><link rel="icon" href="../assets/mark.svg">
    <link rel="stylesheet" href="../assets/controls.css"></head>
    <body><div class="width"><main id="main"><h1>Places</h1>CONTENT
    <h2 id="below">All places</h2></main></div></body></html>"""


@pytest.fixture(scope="module")
def site(tmp_path_factory, catalogue, files):
    """The address of a site with nothing but the box on its page of places.

    It has the security policy of the real one.
    """
    folder = tmp_path_factory.mktemp("where")
    shutil.copytree(ROOT / "docs" / "assets", folder / "assets")
    for address, content in files.items():
        path = folder / address
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    box = Drawn(catalogue).renderer.render(TemplateFile(urls.PLACES, "_place_search.html", {}))
    (folder / "places" / "index.html").write_text(PAGE.replace("CONTENT", box), "utf-8")
    (folder / "404.html").write_text(PAGE.replace("CONTENT", ""), "utf-8")
    with served(folder, "/led/") as address:
        yield address


@pytest.fixture
def box(chromium, site):
    """The page with the box, and what it asked for and complained of."""
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.requested, page.complaints = [], []
    page.on("request", lambda request: page.requested.append(request.url))
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(site + urls.PLACES)
    yield page
    context.close()


def ask(page, text: str) -> None:
    page.get_by_label("Where do you live?").fill(text)
    page.keyboard.press("Enter")


# --- The lists ------------------------------------------------------------------------------------


def test_the_lists_and_the_scripts_are_small(files):
    sizes = {address: len(gzip.compress(content)) for address, content in files.items()}
    names = {url: size for url, size in sizes.items() if url.startswith(urls.PLACE_NAMES)}
    outcodes = {url: size for url, size in sizes.items() if url.startswith(urls.PLACE_OUTCODES)}
    # What every answer needs, and the one list that it needs besides.
    assert sizes[urls.PLACE_ANSWERS] + sizes[urls.PLACE_AREAS] < 11_500, sizes
    assert max(names.values()) < 11_000 and max(outcodes.values()) < 4_500, sizes
    # Only the form asks for these, and only for that of one council.
    councils = {url: size for url, size in sizes.items() if url.startswith(urls.PLACE_COUNCILS)}
    assert max(councils.values()) < 7_000 and sum(councils.values()) < 55_000, sizes
    assert sum(sizes.values()) - sum(councils.values()) < 150_000, sizes
    scripts = {
        path
        for script in ("place_lookup", "geocoder", "near_me")
        for path in imported(f"places/{script}.js")
    }
    assert sum(len(gzip.compress(jsmin(path.read_text("utf-8")).encode())) for path in scripts) < (
        15_000
    )


def test_the_lists_say_that_they_are_private(files):
    assert all("Private" in json.loads(content)["about"] for content in files.values())


def test_every_postcode_district_leads_somewhere(files, catalogue):
    pages, districts = catalogue.place_pages, catalogue.place_pages.gazetteer.outcodes
    targets: dict[str, list[str]] = {}
    for url, content in files.items():
        if url.startswith(urls.PLACE_OUTCODES):
            file = json.loads(content)
            for code, (_, _, *numbers) in file["in_use"].items():
                targets[code] = [file["pages"][number] for number in numbers]
    assert set(targets) == set(districts)
    for code, found in targets.items():
        first, *others = [pages.by_id[page] for page in found]
        assert first.area.id == next(iter(districts[code].councils)), code
        assert not others or all(page.kind == "council" for page in (first, *others)), code

    def leads_to(outcode: str) -> list[str]:
        return targets[outcode]

    # In the middle of a city no suburb stands for it; where two towns are as near, the council
    # does.
    assert leads_to("LS1") == leads_to("LS6") == ["leeds"]
    assert leads_to("LS18") == ["horsforth-leeds"]
    assert leads_to("HD1") == ["huddersfield-kirklees"]
    assert leads_to("E8") == ["hackney", "tower-hamlets"]
    assert leads_to("IV27") == ["highland"]


# --- The box on a page ----------------------------------------------------------------------------


def test_without_a_script_there_is_no_box(chromium, site):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + urls.PLACES)
    assert not page.locator("form[data-where]").is_visible()
    context.close()


def test_the_lists_are_fetched_on_first_use_and_from_here_only(box, site):
    def fetched_lists() -> list[str]:
        return [url for url in box.requested if ".json" in url or "geocoder.js" in url]

    assert not fetched_lists()
    box.get_by_label("Where do you live?").focus()
    box.wait_for_load_state("networkidle")
    fetched = fetched_lists()
    assert len(fetched) == 3 and all(re.search(r"\?[0-9a-f]{8}$", url) for url in fetched)
    ask(box, "Newport")
    box.get_by_role("heading", name="There is more than one Newport").wait_for()
    # Of the name, the first letter says which list it is in.
    assert [url.split("/places/")[1].split("?")[0] for url in fetched_lists()[3:]] == [
        "names/n.json"
    ]
    assert all(url.startswith(site) for url in box.requested)
    assert not [url for url in box.requested if "Newport" in url]
    assert not box.complaints


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("Leeds", "leeds"),
        ("LS18 5AA", "horsforth-leeds"),
        ("Caerdydd", "cardiff"),
        ("kirklees", "kirklees"),
        ("newport isle of wight", "newport-isle-of-wight"),
        ("53.8, -1.55", "leeds"),
    ],
)
def test_a_single_match_opens_its_page(box, site, text, page):
    ask(box, text)
    box.wait_for_url(f"{site}places/{page}/")


def test_the_keyboard_chooses_between_several_matches(box, site):
    ask(box, "newcastle")
    heading = box.get_by_role(
        "heading", name="There is more than one Newcastle. Which one do you mean?"
    )
    heading.wait_for()
    assert heading.evaluate("e => e === document.activeElement")
    # Read out as the focus comes to it, and not a second time.
    assert box.get_by_role("status").inner_text() == ""
    assert box.locator("[data-results] a").all_inner_texts() == [
        "Newcastle upon Tyne, North East England",
        "Newcastle, Newry, Mourne and Down",
    ]
    box.keyboard.press("Tab")
    box.keyboard.press("Enter")
    box.wait_for_url(f"{site}places/newcastle-upon-tyne/")


def test_a_postcode_in_several_councils_asks_which(box):
    ask(box, "E8 1AA")
    box.get_by_role(
        "heading", name="E8 is in more than one council area. Which one do you live in?"
    ).wait_for()
    assert box.locator("[data-results] a").all_inner_texts() == ["Hackney", "Tower Hamlets"]


def test_a_misspelling_gets_suggestions(box):
    ask(box, "Leedz")
    box.get_by_role("heading", name="We can't find a place called Leedz.").wait_for()
    assert "Leeds, Yorkshire and the Humber" in box.locator("[data-results] a").all_inner_texts()


def test_the_reason_for_no_match_is_shown_at_the_input(box):
    ask(box, "Jersey")
    status = box.get_by_role("status")
    status.filter(has_text="Jersey is outside the United Kingdom.").wait_for()
    field = box.get_by_label("Where do you live?")
    assert field.get_attribute("aria-invalid") == "true" and field.evaluate(
        "e => e === document.activeElement"
    )
    assert status.get_attribute("id") in field.get_attribute("aria-describedby").split()
    box.keyboard.press("Escape")
    assert (
        status.inner_text() == ""
        and field.input_value() == ""
        and field.get_attribute("aria-invalid") is None
    )


def test_near_me_offers_the_place_of_the_device(box, site):
    box.context.grant_permissions(["geolocation"])
    box.context.set_geolocation({"latitude": 53.7965, "longitude": -1.5478})
    ask(box, "near me")
    status = box.get_by_role("status")
    status.filter(has_text="Type a town or a postcode.").wait_for()
    assert box.url == f"{site}places/"
    box.get_by_role("button", name="Use my location").click()
    box.wait_for_url(f"{site}places/leeds/")
    # The position has gone nowhere.
    assert not [url for url in box.requested if "53.7" in url or "1.54" in url]


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (None, "We couldn't find your location. Type a town or a postcode."),
        ((48.86, 2.35), "You seem to be outside the United Kingdom."),
    ],
    ids=["no permission", "abroad"],
)
def test_near_me_without_a_place_asks_for_a_town(box, site, place, sentence):
    if place:
        box.context.grant_permissions(["geolocation"])
        box.context.set_geolocation({"latitude": place[0], "longitude": place[1]})
    ask(box, "near me")
    box.get_by_role("button", name="Use my location").click()
    box.get_by_role("status").filter(has_text=sentence).wait_for()
    ask(box, "Leeds")
    box.wait_for_url(f"{site}places/leeds/")


def test_escape_takes_the_choices_away(box):
    ask(box, "newcastle")
    box.locator("[data-results] a").first.focus()
    box.keyboard.press("Escape")
    assert not box.locator("[data-results] *").count()
    assert box.get_by_label("Where do you live?").evaluate(
        "e => e === document.activeElement && !e.value"
    )


def test_a_slow_connection_is_announced_and_the_last_question_counts(box, site):
    box.route("**/*.json*", lambda route: None)
    ask(box, "Leeds")
    told = box.get_by_role("status")
    told.filter(has_text="This may take a moment on a slow connection.").wait_for()
    ask(box, "newcastle")
    # What was held goes on.
    box.unroute("**/*.json*")
    box.get_by_role("heading", name="There is more than one Newcastle").wait_for()
    assert box.url == f"{site}places/"


@pytest.mark.parametrize("lost", ["**/*.json*", "**/geocoder.js*"])
def test_a_broken_connection_is_announced_and_another_try_works(box, site, lost):
    box.route(lost, lambda route: route.abort())
    ask(box, "Leeds")
    box.get_by_role("status").filter(has_text="We couldn't load the list of places.").wait_for()
    box.unroute(lost)
    box.keyboard.press("Enter")
    box.wait_for_url(f"{site}places/leeds/")


def test_no_old_message_is_there_on_return(box, site):
    ask(box, "Leeds")
    box.wait_for_url(f"{site}places/leeds/")
    box.go_back()
    assert box.get_by_role("status").inner_text() == ""


def test_nothing_below_jumps_when_the_box_appears(chromium, site):
    page = chromium.new_page(viewport={"width": 360, "height": 740})
    page.route("**/place_lookup.js*", lambda route: None)
    page.goto(site + urls.PLACES, wait_until="commit")
    page.locator("#below").wait_for()
    before = page.locator("#below").bounding_box()
    assert not page.locator("form[data-where]").is_visible()
    page.unroute("**/place_lookup.js*")
    page.goto(site + urls.PLACES)
    assert (
        page.locator("form[data-where]").is_visible()
        and page.locator("#below").bounding_box() == before
    )
    page.close()


# What is smaller than a finger needs, or wider than the window.
BADLY_SIZED = """() => [...document.querySelectorAll('form a, form input, form button')]
    .map(e => [e, e.getBoundingClientRect()])
    .filter(([e, box]) => Math.min(box.width, box.height) < 44 || box.right > innerWidth)
    .map(([e]) => e.outerHTML + ' is too small or too wide')"""


@pytest.mark.parametrize(
    "look",
    [
        {},
        {"color_scheme": "dark"},
        {"forced_colors": "active"},
        {"viewport": {"width": 320, "height": 640}},
    ],
    ids=["light", "dark", "forced colours", "narrow"],
)
def test_axe_finds_nothing_in_any_state(chromium, site, look):
    context = chromium.new_context(**look)
    page, faults = context.new_page(), []
    page.goto(site + urls.PLACES)
    for text, shown in (
        ("", None),
        ("Newport", "[data-results] a"),
        ("Leedz", "[data-results] a"),
        ("Jersey", "[aria-invalid]"),
        ("?", "[aria-invalid]"),
    ):
        if shown:
            ask(page, text)
            page.locator(shown).first.wait_for()
        faults += [f"{text or 'empty'}: {fault}" for fault in judged(page)]
        faults += page.evaluate(BADLY_SIZED)
    assert not faults, "\n".join(faults)
    context.close()


def test_print_leaves_the_box_out(box):
    box.emulate_media(media="print")
    assert not box.locator("form[data-where]").is_visible()
