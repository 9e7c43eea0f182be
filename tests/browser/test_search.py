"""The search: its lists, and what the engine makes of a query in a real browser."""

import gzip
import json
import re

import pytest
import yaml
from playwright.sync_api import expect

from ulo.catalogue import Catalogue, Instance
from ulo.site.pages import build_all
from ulo.site.postings import encode_postings
from ulo.site.renderer import Page
from ulo.site.search_index import SearchIndex

from browser import judged, until_kept
from sites import DATA

QUERIES = yaml.safe_load((DATA / "search_queries.yml").read_text("utf-8"))
SCRIPTS = ("find", "search", "query", "vocabulary", "places", "text")
HOSTILE = [
    "x" * 10_000,
    "a " * 5_000,
    ".*+?^${}()|[]\\",
    "😀🏳️‍🌈",
    "<script>alert(1)</script>",
    "\u202egnirts\u202c",
    "%00%ff",
    "__proto__ constructor toString",
    "' OR 1=1 --",
    "   ",
    "ا ب ت",
    "０１２",
    "ß İ ı",
    "-",
    "the of and",
]


@pytest.fixture(scope="module")
def catalogue(fictional):
    return fictional


@pytest.fixture
def page(chromium, site):
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page, told = context.new_page(), []
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on(
        "console", lambda message: told.append(message.text) if message.type == "error" else None
    )
    yield page
    context.close()
    assert not told


def find(page, site, queries, **more):
    """What the engine finds for many queries, each a dict as `find` of search_index.js takes it."""
    page.goto(site[0] + "about/")
    return page.evaluate(
        """async ([root, queries]) => {
        const engine = await (await import(root + 'assets/search.js')).open(root), found = [];
        for (const query of queries) {
            const { things, groups, some, used, place, fault, choices, counts } = await engine.find(query);
            found.push({ things: things.map(({ address, level, miles, kind }) => ({ address, level, miles, kind })), groups, some, used, place, fault, choices, counts });
        }
        return found;
    }""",
        [site[0], queries],
    )


def first(found, many=3) -> list[str]:
    return [thing["address"].rstrip("/") for thing in found["things"][:many]]


def ready(page, address):
    page.goto(address)
    page.locator("[data-list] .row, [data-notes] p").first.wait_for()


# --- The lists ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "numbers", [[], [0], [0, 3, 4, 900], [31, 32, 63, 95], [9_999], list(range(0, 70_000, 1_111))]
)
def test_the_script_reads_packed_numbers(page, site, numbers):
    page.goto(site[0] + "about/")
    unpacked = page.evaluate(
        "async ([address, packed]) => (await import(address)).numbers(packed)",
        [f"{site[0]}assets/text.js", encode_postings(numbers)],
    )
    assert unpacked == numbers


def test_the_lists_name_their_own_sum_and_each_other(catalogue):
    import hashlib

    files = {file.url: file.content for file in SearchIndex(catalogue).files}
    sums = {address: hashlib.sha256(content).hexdigest()[:10] for address, content in files.items()}
    main = json.loads(next(content for address, content in files.items() if "index" in address))
    rows = [
        f"{main['rows']}{number}.json"
        for number in range(-(-len(catalogue.organisations) // main["shard"]))
    ]
    assert set(rows) | {main["deeper"], main["works"], main["library"]} | {
        address for address in files if "index" in address
    } == set(files)
    for address in set(files) - set(rows):
        assert (
            re.fullmatch(r"find/(index|deeper|works|library)-[0-9a-f]{10}\.json", address)
            and sums[address] in address
        )
    # The shards share one sum, that of all of them.
    assert (
        hashlib.sha256(b"".join(files[address] for address in rows)).hexdigest()[:10]
        in main["rows"]
    )


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


def test_little_is_fetched_before_the_first_result(catalogue, site):
    files = SearchIndex(catalogue).files
    size = lambda content: len(gzip.compress(content))
    scripts = sum(size((site[1] / "assets" / f"{name}.js").read_bytes()) for name in SCRIPTS)
    rows = max(size(file.content) for file in files if "/rows-" in file.url)
    print(
        f"main index {size(files[0].content):,}, scripts {scripts:,}, deeper words {size(files[1].content):,}, library {size(files[2].content):,}, one shard {rows:,}"
    )
    # The first three results stand in two or three shards.
    assert size(files[0].content) + scripts + 2.5 * rows < 60_000
    # What is in the library comes beside that, at the same time.
    assert size(files[2].content) + size((site[1] / "assets" / "library.js").read_bytes()) < 15_000


def test_words_that_mean_the_same_stand_once_in_a_line(schema):
    for line in schema.alike:
        assert (
            len(line) > 1
            and len(set(line)) == len(line)
            and all(word == word.lower() and re.fullmatch(r"[a-z0-9 ]+", word) for word in line)
        ), line


# --- The engine --------------------------------------------------------------------------------------------------


def test_people_find_what_they_look_for(page, site):
    """Success at three over the whole set of queries; names are always found."""
    found = find(page, site, [{"q": query["q"]} for query in QUERIES])
    kinds, missed = {}, []
    for query, answer in zip(QUERIES, found):
        good = (
            bool(set(query["accept"]) & set(first(answer)))
            if query["accept"]
            else not [a for a in first(answer) if a.startswith("orgs/")]
        )
        kinds.setdefault(query["kind"], []).append(good)
        if not good:
            missed.append(f"{query['kind']}: {query['q']}: {first(answer)}")
    print("\n".join(missed))
    assert len(QUERIES) >= 150 and all(kinds["exact-name"]), missed
    forgiving = kinds["misspelt"] + kinds["synonym"]
    assert sum(forgiving) / len(forgiving) >= 0.97, missed
    every = [good for goods in kinds.values() for good in goods]
    assert sum(every) / len(every) >= 0.96, missed


def test_every_name_of_every_group_finds_it_first(page, site, catalogue):
    wanted = [(o.slug, name) for o in catalogue.organisations for name in (o.name,)]
    found = find(page, site, [{"q": name} for _, name in wanted])
    missed = [
        f"{name}: {first(answer)}"
        for (slug, name), answer in zip(wanted, found)
        if first(answer, 1) != [f"orgs/{slug}"]
    ]
    assert not missed, "\n".join(missed)


def test_kinds_of_work_and_partners_are_found_by_the_names_that_people_use(page, site):
    asked = {
        "mystery shopping": "work/kind/checking/",
        "Leeds City Council": "work/with/leeds/",
        "who works with the Scottish Government": "work/with/scottish-government/",
        "people's parliament": "work/kind/forum/",
        "TfL": "work/with/transport-for-london/",
        "board": "work/kind/seat/",
        "walks on the board": "",
        "Leeds": "",
    }
    page.goto(site[0] + "about/")
    found = page.evaluate(
        """async ([root, queries]) => {
        const engine = await (await import(root + 'assets/search.js')).open(root);
        return Promise.total(queries.map((query) => engine.works(query)));
    }""",
        [site[0], list(asked)],
    )
    for (query, address), pages in zip(asked.items(), found):
        assert [page["address"] for page in pages] == [address] * bool(address), query
        assert all((site[1] / page["address"] / "index.html").exists() for page in pages)


def test_the_page_shows_who_does_such_work_behind_the_groups(page, site):
    ready(page, site[0] + "find/?q=Leeds+City+Council")
    page.locator("[data-works] a").first.wait_for()
    assert (
        page.locator("[data-works] a")
        .evaluate_all("links => links.map(link => link.pathname)")[0]
        .endswith("/work/with/leeds/")
    )
    page.get_by_label("What are you looking for?").fill("walks")
    page.keyboard.press("Enter")
    page.locator("[data-works] a").first.wait_for(state="detached")


# What there is to read.
READ = {"guide", "word", "resource"}


def test_everything_in_the_library_is_found_by_what_it_is_called(page, site, catalogue):
    named = [
        (name, f"words/#word-{word.slug}")
        for word in catalogue.glossary_entries
        for name in (word.term, *word.also)
    ] + [(r.title, f"resources/{r.slug}/") for r in catalogue.resources]
    for (name, address), found in zip(named, find(page, site, [{"q": name} for name, _ in named])):
        assert address in [
            thing["address"] for thing in found["things"] if thing["kind"] in READ
        ], name


@pytest.mark.parametrize(
    "query, address",
    [
        ("imagined ladder", "resources/the-ladder-of-having-a-say/"),
        ("a. fictional", "resources/users-take-the-lead-report-7/"),
        ("being paid on benefits", "guides/paying-people/"),
        ("paid benefits", "resources/paying-people-without-harm-to-their-benefits/"),
        ("cake", "resources/cake-and-co-production/"),
        ("tokinism", "words/#word-tokenism"),
        ("what does safeguarding mean", "words/#word-safeguarding"),
    ],
)
def test_the_library_is_found_by_other_words_too(page, site, query, address):
    [found] = find(page, site, [{"q": query}])
    assert address in [thing["address"] for thing in found["things"]], found["things"][-6:]
    # Groups stay before what is in the library, of which there is little at a time.
    kinds = [thing["kind"] for thing in found["things"]]
    assert sum(kind in READ for kind in kinds) <= 7 and set(kinds[-1:]) <= READ


def test_without_the_list_of_the_library_groups_are_still_found(chromium, site):
    page = chromium.new_page()
    page.route("**/library-*.json", lambda route: route.fulfill(status=404, body=""))
    [found] = find(page, site, [{"q": "peer support"}])
    assert found["groups"] > 0 and not READ & {thing["kind"] for thing in found["things"]}
    page.close()


def test_nothing_breaks_the_engine(page, site):
    for answer in find(
        page,
        site,
        [{"q": text} for text in HOSTILE] + [{"q": "advocacy", "where": text} for text in HOSTILE],
    ):
        assert answer["groups"] >= 0


def test_a_place_puts_its_own_groups_first_and_says_how_far_the_rest_are(page, site):
    (answer,) = find(page, site, [{"q": "", "where": "Leeds"}])
    levels = [thing["level"] for thing in answer["things"] if thing["kind"] == "group"]
    order = ["own", "wider", "nation", "country", "near"]
    assert levels == sorted(levels, key=order.index) and {
        "own",
        "wider",
        "nation",
        "country",
        "near",
    } == set(levels)
    near = [thing["miles"] for thing in answer["things"] if thing["level"] == "near"]
    assert near == sorted(near) and all(0 < miles < 100 for miles in near)


def test_the_same_place_has_the_groups_of_its_page(page, site, catalogue):
    pages = catalogue.place_pages
    ids = [
        "leeds",
        "highland",
        "west-yorkshire",
        "london",
        "wales",
        "belfast",
        "cornwall",
        "yorkshire-and-the-humber",
    ]
    for id, answer in zip(
        ids, find(page, site, [{"q": "", "where": pages.by_id[id].title} for id in ids])
    ):
        groups = catalogue.place_groups.by_reach(pages.by_id[id])
        wanted = {
            "own": [*groups.own, *groups.inside],
            "wider": groups.wider,
            "nation": groups.nation,
            "country": groups.country,
        }
        for level, organisations in wanted.items():
            told = {thing["address"] for thing in answer["things"] if thing["level"] == level}
            assert told == {f"orgs/{o.slug}/" for o in organisations}, (id, level)


def test_filters_and_their_numbers_agree(page, site, catalogue):
    (whole,) = find(page, site, [{"q": ""}])
    for facet in ("led", "does", "way", "fresh", "reach"):
        choice, number = max(
            whole["counts"][facet].items(), key=lambda pair: pair[1] if pair[0] != "closed" else 0
        )
        (answer,) = find(page, site, [{"q": "", "chosen": {facet: [choice]}}])
        assert answer["groups"] == number > 0, facet
    # Two filters: the number beside the second is what choosing it brings.
    (one,) = find(page, site, [{"q": "advocacy", "chosen": {"led": ["carers"]}}])
    (both,) = find(page, site, [{"q": "advocacy", "chosen": {"led": ["carers"], "way": ["email"]}}])
    assert one["counts"]["way"]["email"] == both["groups"]


def test_closed_groups_are_shown_when_asked_for_or_named(page, site, catalogue):
    gone = catalogue.closed[0]
    plain, asked, named = find(
        page, site, [{"q": ""}, {"q": "", "chosen": {"closed": True}}, {"q": gone.name}]
    )
    address = f"orgs/{gone.slug}/"
    listed = lambda answer: address in {thing["address"] for thing in answer["things"]}
    assert not listed(plain) and listed(asked) and listed(named)
    assert plain["groups"] == len(catalogue.open) and asked["groups"] == len(
        catalogue.organisations
    )


# --- The page ----------------------------------------------------------------------------------------------------


def test_the_address_holds_the_whole_state(page, site):
    ready(page, f"{site[0]}find/?q=advocasy&where=Leeds&led=disabled-people")
    assert page.get_by_label("What are you looking for?").input_value() == "advocasy"
    assert page.get_by_role("checkbox", name=re.compile("^Disabled people")).first.is_checked()
    heading = page.get_by_role(
        "heading", name=re.compile(r'results? for "advocasy" near Leeds')
    ).inner_text()
    assert page.get_by_text("We searched for advocacy, not for advocasy.").is_visible()
    page.get_by_role("button", name="Take away: Disabled people").click()
    page.wait_for_url(lambda url: "led=" not in url)
    page.go_back()
    page.get_by_role("heading", name=heading).wait_for()
    page.reload()
    page.get_by_role("heading", name=heading).wait_for()


def test_an_unknown_filter_is_left_out_with_a_note(page, site):
    ready(page, f"{site[0]}find/?q=advocacy&led=nobody&x=%3Cb%3E&show=banana")
    assert page.get_by_text("We do not know the filter nobody, so it was not used.").is_visible()
    assert page.locator("[data-list] .row").count() == 10


def test_of_two_words_as_near_the_more_common_is_meant(page, site):
    ready(page, f"{site[0]}find/?q=peer+suport")
    assert page.get_by_text("We searched for support, not for suport.").is_visible()


def test_show_more_keeps_the_focus(page, site):
    ready(page, f"{site[0]}find/?q=peer+support")
    page.get_by_role("button", name="Show 10 more").click()
    expect(page.locator("[data-list] .row")).to_have_count(20)
    assert (
        page.evaluate(
            "[...document.querySelectorAll('[data-list] .row')].indexOf(document.activeElement.closest('.row'))"
        )
        == 10
    )
    assert "show=20" in page.url


def test_no_result_is_not_the_end(page, site):
    ready(page, f"{site[0]}find/?q=qqqqzzzz&where=Leeds")
    assert page.get_by_text('We found no group for "qqqqzzzz".').is_visible()
    assert page.get_by_role("link", name="Do you know one? Tell us").is_visible()
    ready(page, f"{site[0]}find/?q=thurrock&where=Leeds")
    page.get_by_role(
        "link", name=re.compile(r"Look everywhere, not only near Leeds: \d+ groups?")
    ).wait_for()


def test_a_filter_that_leaves_nothing_says_what_it_costs(page, site):
    ready(page, f"{site[0]}find/?q=disability+forum&led=people-in-poverty&fresh=unconfirmed")
    page.get_by_role(
        "link", name=re.compile(r"Without the filter .*: \d+ groups?")
    ).first.wait_for()


def test_several_places_of_one_name_are_offered(page, site):
    ready(page, f"{site[0]}find/?q=&where=newport")
    page.get_by_role("link", name="Newport, Isle of Wight").click()
    page.get_by_role("heading", name=re.compile("groups near Newport, Isle of Wight")).wait_for()


def test_the_number_of_results_is_told_once_and_the_focus_stays(page, site):
    ready(page, f"{site[0]}find/")
    page.locator("[data-status]").filter(has_text="results").wait_for(state="attached")
    page.evaluate("""() => { window.told = []; new MutationObserver(() => window.told.push(document.querySelector('[data-status]').textContent))
        .observe(document.querySelector('[data-status]'), {childList: true, characterData: true, subtree: true}); }""")
    box = page.get_by_label("What are you looking for?")
    box.click()
    box.press_sequentially("hearing voices", delay=40)
    page.wait_for_timeout(2500)
    assert page.evaluate("document.activeElement.id") == "q"
    told = page.evaluate("window.told")
    assert len(told) == 1 and "results for" in told[0]


def test_without_javascript_the_page_lists_all_groups(chromium, site):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site[0]}find/?q=advocacy")
    assert page.get_by_text("the words that you typed were not used").is_visible()
    assert (
        page.locator(".row").count() == 50
        and page.get_by_role("link", name="Next page").is_visible()
    )
    page.goto(site[0])
    page.get_by_label("What are you looking for?").fill("advocacy")
    page.get_by_role("button", name="Find").click()
    assert "find/?q=advocacy" in page.url
    context.close()


@pytest.mark.parametrize("lost", ["**/find/index-*", "**/find/rows-*/*", "**/assets/search.js*"])
def test_a_broken_index_is_told_and_the_list_is_there(chromium, site, lost):
    page = chromium.new_page()
    page.route(lost, lambda route: route.abort())
    page.goto(f"{site[0]}find/?q=advocacy")
    page.get_by_text("We could not load the search.").page_count.wait_for()
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
    context.set_offline(False)
    # With a connection nothing old is shown: the page comes from the network.
    asked = []
    page.on("response", lambda response: asked.append((response.url, response.from_service_worker)))
    ready(page, f"{site[0]}find/?q=carers")
    assert any(url.startswith(f"{site[0]}find/?q=carers") for url, _ in asked)
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
        page.locator(".filters summary").first.click()
    assert page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
    assert not judged(page)
    context.close()


def test_a_browser_can_add_the_search(site):
    from xml.etree import ElementTree

    tree = ElementTree.parse(site[1] / "find" / "opensearch.xml")
    url = tree.find("{http://a9.com/-/spec/opensearch/1.1/}Url")
    assert url.get("template") == "https://example.org/led/find/?q={searchTerms}"
    assert 'rel="search"' in (site[1] / "index.html").read_text("utf-8")


def test_an_empty_directory_can_be_searched(schema, today):
    pages = {
        item.url: item for item in build_all(Catalogue([], schema, Instance("Nobody Yet"), today))
    }
    assert isinstance(pages["find/"], Page) and any(
        address.startswith("find/index-") for address in pages
    )
