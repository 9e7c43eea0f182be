"""The search: its lists, and its page in a real browser.

What the engine finds is asked in test_search_engine.py.
"""

import gzip
import hashlib
import json
import re
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from browser import judged, until_kept
from drawing import Drawn
from search_page import ready
from ulo.catalogue import Catalogue, Instance
from ulo.model import RECENT_YEARS, last_known
from ulo.site.search_index import SearchIndex


@pytest.fixture(scope="module")
def catalogue(fictional):
    return fictional


@pytest.fixture
def page(chromium, site):
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page, errors = context.new_page(), []

    def note(message):
        if message.type == "error":
            errors.append(message.text)

    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", note)
    yield page
    context.close()
    assert not errors


# --- The lists ------------------------------------------------------------------------------------


def checksum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:10]


def test_the_lists_name_their_own_checksum_and_each_other(catalogue):
    files = {file.url: file.content for file in SearchIndex(catalogue).files}
    index = {address for address in files if "index" in address}
    main = json.loads(files[min(index)])
    shards = -(-len(catalogue.organisations) // main["shard"])
    rows = [f"{main['rows']}{number}.json" for number in range(shards)]
    names = ("terms", "deeper", "wording", "works", "library", "identifiers")
    named = {main[name] for name in names}
    assert {*rows, *named, *index} == set(files)
    for address in set(files) - set(rows):
        assert re.fullmatch(rf"find/(index|{'|'.join(names)})-[0-9a-f]{{10}}\.json", address)
        assert checksum(files[address]) in address
    # The shards share one checksum, that of all of them.
    assert checksum(b"".join(files[address] for address in rows)) in main["rows"]


def test_every_filter_counts_what_the_records_say(catalogue):
    known = SearchIndex(catalogue).facet_numbers
    for number, o in enumerate(catalogue.organisations):
        assert {c for c, numbers in known["led"].items() if number in numbers} == set(
            o.user_led.led_by
        )
        assert {c for c, numbers in known["does"].items() if number in numbers} == set(o.activities)
        assert (number in known["way"].get("email", ())) == bool(o.contact.email)
        assert [c for c, numbers in known["fresh"].items() if number in numbers] == [
            catalogue.freshness[o.slug].value
        ]
        reachable = bool(o.contact) or o.contact.relay_uk or bool(o.based_in.address)
        assert (number in known["touch"]["any"]) == reachable, o.slug
        is_online = any(f.kind == "online" for f in o.access) or any(
            meeting.online
            and not o.closed
            and (known_when := last_known(o, meeting))
            and known_when.is_current(catalogue.today)
            for meeting in o.meetings
        )
        assert (number in known["online"]["yes"]) == is_online, o.slug
        assert (number in known["active"]["yes"]) == (
            not o.closed
            and max(o.newest_evidence or 0, o.checked.on.year * (o.checked.by == "organisation"))
            >= catalogue.today.year - RECENT_YEARS
        ), o.slug


def test_little_is_fetched_before_the_first_result(catalogue, site):
    def size(content: bytes) -> int:
        return len(gzip.compress(content))

    scripts = sum(
        size((site[1] / "assets" / "js" / "find" / name).read_bytes())
        for name in ("find_page.js", "results_view.js")
    )
    files = SearchIndex(catalogue).files
    index, terms, deeper, _, library = (size(file.content) for file in files[:5])
    rows = max(size(file.content) for file in files if "/rows-" in file.url)
    print(f"main index {index:,}, terms {terms:,}, scripts {scripts:,}, deeper words {deeper:,}")
    print(f"library {library:,}, one shard {rows:,}")
    # The first three results stand in two or three shards. What is in the library comes after.
    # Half of it are scripts: what reads places, words and calls for help is in them, and the sheet
    # of filters; the lists say how to get in touch with each group.
    assert index + terms + scripts + 2.5 * rows < 69_000
    assert library < 15_000


def test_the_page_asks_for_what_the_search_needs_before_any_script_runs(page, site):
    head = (site[1] / "find" / "index.html").read_text("utf-8").partition("</head>")[0]
    ahead = re.findall('<link rel="(?:modulepreload|preload)"[^>]* href="../([^"]+)', head)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    ready(page, site[0] + "find/?q=advocacy")
    paths = [address.removeprefix(site[0]) for address in asked]
    # Each is used, and fetched once.
    assert [paths.count(address) for address in ahead] == [1] * 4, ahead
    kinds = [address.partition("?")[0].rpartition("/")[2].partition("-")[0] for address in ahead]
    assert kinds == ["index", "results_view.js", "find_page.js", "find.css"]
    # No script or list but these comes before the rows of the results.
    rows = next(number for number, path in enumerate(paths) if path.startswith("find/rows-"))
    later = [n for n, path in enumerate(paths) if re.match("find/(library|works|deeper)-", path)]
    assert later and min(later) > rows


def test_who_types_nothing_fetches_nothing_to_read_it_by(chromium, site):
    # What is kept for when there is no connection is fetched by the service worker.
    context = chromium.new_context(service_workers="block")
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    needless = re.compile("find/(terms|library|works|deeper)-")
    ready(page, site[0] + "find/?where=Leeds&led=carers")
    page.wait_for_load_state("networkidle")
    assert not list(filter(needless.search, asked))
    # It is on its way when somebody goes to the box.
    with page.expect_request(re.compile("find/terms-")):
        page.get_by_label("What are you looking for?").focus()
    context.close()


# --- The page -------------------------------------------------------------------------------------


def test_outdated_words_are_understood_and_not_shown_back(page, site):
    ready(page, f"{site[0]}find/?q=deaf+and+dumb+junkies+leeds")
    notes = page.locator("[data-notes]")
    notes.get_by_text("We searched for: deaf, people who use drugs.").wait_for()
    words = page.locator("[data-find]").inner_text() + page.title()
    assert "dumb" not in words
    assert "junkie" not in words


def test_lists_of_such_work_are_shown_beside_the_groups(page, site):
    ready(page, site[0] + "find/?q=Leeds+City+Council")
    page.locator("[data-works] a[href*='/work/']").first.wait_for()
    assert (
        page.locator("[data-works] a[href*='/work/']")
        .evaluate_all("links => links.map(link => link.pathname)")[0]
        .endswith("/work/with/leeds/")
    )
    page.get_by_label("What are you looking for?").fill("walks")
    page.keyboard.press("Enter")
    page.locator("[data-works] a[href*='/work/']").first.wait_for(state="detached")


def test_the_address_holds_the_whole_state(page, site):
    ready(page, f"{site[0]}find/?q=advocasy&where=Leeds&led=disabled-people")
    assert page.get_by_label("What are you looking for?").input_value() == "advocasy"
    assert page.get_by_role("checkbox", name=re.compile("^Disabled people")).first.is_checked()
    heading = page.get_by_role(
        "heading", name=re.compile(r'results? for "advocasy" near Leeds')
    ).inner_text()
    assert (
        page.locator("[data-notes]")
        .get_by_text("We searched for advocacy, not for advocasy.")
        .is_visible()
    )
    page.get_by_role("button", name="Remove Disabled people").click()
    page.wait_for_url(lambda url: "led=" not in url)
    page.go_back()
    page.get_by_role("heading", name=heading).wait_for()
    page.reload()
    page.get_by_role("heading", name=heading).wait_for()


@pytest.mark.parametrize("scripts", [True, False])
def test_words_are_said_to_stay_here_only_where_they_do(chromium, site, scripts):
    context = chromium.new_context(java_script_enabled=scripts)
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site[0])
    assert page.get_by_text("Nothing is sent.").is_visible() == scripts
    page.get_by_label("What are you looking for?").fill("secrets")
    page.get_by_role("button", name="Find", exact=True).click()
    page.wait_for_url(re.compile("/find/"))
    page.get_by_role("heading", name="secrets" if scripts else "All groups").first.wait_for()
    assert any("secrets" in address for address in asked) != scripts
    context.close()


def test_back_leads_to_the_search_before_however_slowly_words_are_typed(page, site):
    ready(page, f"{site[0]}find/?q=advocacy")
    for slow in (True, False):
        box = page.get_by_label("What are you looking for?")
        if slow:
            box.fill("pee")
            page.wait_for_url(f"{site[0]}find/?q=pee")
            box.fill("peer support")
            page.wait_for_url(f"{site[0]}find/?q=peer+support")
        else:
            # Before the page has noticed the pause.
            box.evaluate("box => { box.value = 'peer support'; box.form.requestSubmit(); }")
        page.get_by_role("button", name="Find", exact=True).click()
        page.get_by_role("heading", name='"peer support"').wait_for()
        page.go_back()
        page.wait_for_url(f"{site[0]}find/?q=advocacy")
        expect(box).to_have_value("advocacy")


def test_an_unknown_filter_is_left_out_with_a_note(page, site):
    ready(page, f"{site[0]}find/?q=advocacy&led=nobody&x=%3Cb%3E&show=banana")
    assert (
        page.locator("[data-notes]")
        .get_by_text("We don't know the filter nobody, so we didn't use it.")
        .is_visible()
    )
    assert page.locator("[data-list] .row").count() == 10


def test_between_two_corrections_the_more_common_word_wins(page, site):
    ready(page, f"{site[0]}find/?q=peer+suport")
    assert (
        page.locator("[data-notes]")
        .get_by_text("We searched for support, not for suport.")
        .is_visible()
    )


def test_show_more_keeps_the_focus(page, site):
    ready(page, f"{site[0]}find/?q=peer+support")
    page.get_by_role("button", name="Show 10 more").click()
    expect(page.locator("[data-list] .row")).to_have_count(20)
    focused = page.evaluate("""[...document.querySelectorAll('[data-list] .row')]
        .indexOf(document.activeElement.closest('.row'))""")
    assert focused == 10
    assert "show=20" in page.url


def test_no_result_offers_ways_on(page, site):
    ready(page, f"{site[0]}find/?q=qqqqzzzz")
    assert (
        page.locator("[data-notes]").get_by_text('We found no groups for "qqqqzzzz".').is_visible()
    )
    assert page.get_by_role("link", name="Do you know one? Tell us").is_visible()
    ready(page, f"{site[0]}find/?q=thurrock&where=Leeds")
    page.get_by_role(
        "link", name=re.compile(r"Search everywhere, not just near Leeds: \d+ groups?")
    ).wait_for()


def test_a_filter_that_leaves_nothing_can_be_taken_away(page, site):
    ready(page, f"{site[0]}find/?q=disability+forum&led=people-in-poverty&fresh=unconfirmed")
    page.get_by_role(
        "link", name=re.compile(r"Without the filter .*: \d+ groups?")
    ).first.wait_for()


def test_choices_that_find_nothing_are_behind_show_all(page, site):
    ready(page, f"{site[0]}find/?q=hearing+voices")
    filters = page.locator("[data-filters]")
    assert not filters.locator("input:disabled").count()
    shown = filters.locator("[data-choices] [data-count]").all_inner_texts()
    assert shown and "0" not in shown
    folded = filters.locator("[data-none]").filter(has=page.locator("li"))
    assert folded.count() and folded.first.locator("summary").inner_text().startswith("Show all")
    # They can be reached and chosen by keyboard, and come back when they find something.
    many = filters.locator("fieldset").filter(has=page.locator("[name=led]"))
    before = many.locator("[data-choices] li").count()
    many.locator("[data-none] summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.get_by_text("We found no groups for").wait_for()
    focused = "document.activeElement.matches('[name=led]:checked')"
    assert page.evaluate(focused)
    page.keyboard.press("Space")
    page.locator("[data-list] .row").first.wait_for()
    page.get_by_label("What are you looking for?").fill("")
    page.keyboard.press("Enter")
    page.wait_for_function("() => !document.querySelector('[data-none]:not([hidden]) [name=led]')")
    names = many.locator("[data-choices] [data-title]").all_inner_texts()
    assert len(names) > before and names == sorted(names)


def test_filters_of_one_choice_narrow_each_other(page, site):
    ready(page, f"{site[0]}find/?touch=any")
    all_reachable = page.get_by_role("heading", level=2, name=re.compile("results")).inner_text()
    page.get_by_role("checkbox", name=re.compile("^Still active: evidence since 2022")).check()
    page.wait_for_url(re.compile("touch=any&active=yes"))
    page.get_by_role("checkbox", name=re.compile("^Meets online")).check()
    page.wait_for_url(re.compile("online=yes"))
    page.get_by_role("button", name="Remove Meets online").wait_for()
    fewer = page.get_by_role("heading", level=2, name=re.compile("result")).inner_text()
    assert int(fewer.split()[0]) < int(all_reachable.split()[0])


def test_several_places_of_one_name_are_offered(page, site):
    ready(page, f"{site[0]}find/?q=&where=newport")
    page.get_by_role("link", name="Newport, Isle of Wight").click()
    page.get_by_role("heading", name=re.compile("results for Newport, Isle of Wight")).wait_for()


def test_the_number_of_results_is_announced_once_and_the_focus_stays(page, site):
    ready(page, f"{site[0]}find/")
    page.locator("[data-status]").filter(has_text="results").wait_for(state="attached")
    page.evaluate("""() => {
        const status = document.querySelector('[data-status]');
        window.announced = [];
        new MutationObserver(() => window.announced.push(status.textContent))
            .observe(status, { childList: true, characterData: true, subtree: true });
    }""")
    box = page.get_by_label("What are you looking for?")
    box.click()
    box.press_sequentially("hearing voices", delay=40)
    page.wait_for_timeout(2500)
    assert page.evaluate("document.activeElement.id") == "q"
    announced = page.evaluate("window.announced")
    assert len(announced) == 1 and "results for" in announced[0]


def test_without_javascript_the_page_lists_all_groups(chromium, site):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site[0]}find/?q=advocacy")
    assert page.get_by_text("we haven't used the words you typed").is_visible()
    assert (
        page.locator(".row").count() == 20
        and page.get_by_role("link", name="Next page").is_visible()
    )
    page.goto(site[0])
    page.get_by_label("What are you looking for?").fill("advocacy")
    page.get_by_role("button", name="Find").click()
    assert "find/?q=advocacy" in page.url
    context.close()


@pytest.mark.parametrize(
    "lost", ["**/find/index-*", "**/find/terms-*", "**/find/rows-*/*", "**/find/results_view.js*"]
)
def test_a_broken_index_is_announced_and_the_list_is_there(chromium, site, lost):
    page = chromium.new_page()
    page.route(lost, lambda route: route.abort())
    page.goto(f"{site[0]}find/?q=advocacy")
    page.get_by_text("We couldn't load the search.").last.wait_for()
    assert page.locator("[data-fallback] .row").first.is_visible()
    page.close()


def test_the_search_works_without_a_connection_after_one_visit(chromium, site):
    context = chromium.new_context()
    page = context.new_page()
    ready(page, f"{site[0]}find/")
    until_kept(
        page,
        f"{site[0]}find/",
        *(
            site[0] + file
            for file in page.locator("[data-offline]").get_attribute("data-offline").split()
        ),
    )
    context.set_offline(True)
    ready(page, f"{site[0]}find/?q=peer+support&where=LS6")
    assert page.locator("[data-list] .row").count() == 10
    drawing = page.locator("[data-list] .icon use").first
    assert drawing.bounding_box()["width"] > 5, "what the icons are drawn from was kept"
    context.set_offline(False)
    # With a connection nothing old is shown: the page comes from the network.
    answered = []
    page.on("response", lambda response: answered.append(response.url))
    ready(page, f"{site[0]}find/?q=carers")
    assert any(url.startswith(f"{site[0]}find/?q=carers") for url in answered)
    context.close()


@pytest.mark.parametrize("state", ["light", "dark", "narrow"])
@pytest.mark.parametrize(
    "address",
    [
        "find/",
        "find/?q=advocasy&where=Leeds&led=disabled-people",
        "find/?q=qqqqzzzz",
        "find/?where=newport",
    ],
)
def test_axe_finds_nothing_in_any_state_of_the_search(chromium, site, address, state):
    more = {
        "light": {},
        "dark": {"color_scheme": "dark"},
        "narrow": {"viewport": {"width": 320, "height": 700}},
    }[state]
    context = chromium.new_context(**more)
    page = context.new_page()
    ready(page, site[0] + address)
    if state == "narrow":
        page.get_by_role("button", name="Filters").click()
    assert page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
    assert not judged(page)
    context.close()


def test_a_browser_can_add_the_search(site):
    tree = ElementTree.parse(site[1] / "find" / "opensearch.xml")
    url = tree.find("{http://a9.com/-/spec/opensearch/1.1/}Url")
    assert url.get("template") == "https://example.org/led/find/?q={searchTerms}"
    assert 'rel="search"' in (site[1] / "index.html").read_text("utf-8")


def test_an_empty_directory_can_be_searched(schema, today):
    drawn = Drawn(Catalogue([], schema, Instance("Nobody Yet"), today))
    assert "<h1" in drawn.pages["find/"]
    assert any(address.startswith("find/index-") for address in drawn.files)
