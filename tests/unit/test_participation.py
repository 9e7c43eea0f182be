"""Who is doing what: every number on the pages leads to a list of that length, and each list holds what its title says."""

import re
from dataclasses import replace

import pytest
from markupsafe import escape

from ulo.catalogue import MAX_FEW, Catalogue, Instance, Participation
from ulo.catalogue.coordination import REPORT_COMMUNITIES, Coordination
from ulo.catalogue.participation import MIN_PAGE_ITEMS
from ulo.checks.matching import MIN_NAME_SIMILARITY
from ulo.core import urls
from ulo.model import Closure, Work
from ulo.site.pages import build_all
from ulo.site.renderer import PAGE_SIZE, Page


def piece(what, kind=(), partner="", year=None, changed="", stage="review"):
    return Work(what, stage, "https://example.org/", partner, tuple(kind), year, changed)


@pytest.fixture(scope="module")
def catalogue(schema, today):
    """A few groups of which only the place, the people and the work matter."""
    from test_localities import group

    return Catalogue(
        [
            replace(
                group("leeds-friends", "local", ["leeds"]),
                work=(
                    piece("Trained nurses.", ["training"], "Leeds City Council", 2020),
                    piece("Spoke up.", ["views", "campaign"], "NHS England; Leeds City Council"),
                ),
            ),
            replace(
                group("york-friends", "local", ["york"], led_by=("deaf-people",)),
                work=(
                    piece(
                        "Trained doctors.",
                        ["training"],
                        "City of York Council",
                        2024,
                        "They listen now.",
                    ),
                ),
            ),
            replace(
                group("whole-country", "uk-wide"),
                work=(piece("Did research.", ["research"], "Leeds City Council", 2020),),
                networks=("Big Alliance",),
            ),
            replace(
                group("county-circle", "regional", ["west-yorkshire"]),
                work=(piece("Met people.", (), "local people"),),
                networks=("whole-country", "Big Alliance"),
            ),
            replace(
                group("gone", "local", ["leeds"]),
                work=(piece("Trained staff.", ["training"], "Leeds City Council", 2010),),
                closed=Closure("https://example.org/", 2015),
            ),
            group("idle", "local", ["york"]),
        ],
        schema,
        Instance("Led by Us"),
        today,
    )


@pytest.fixture(scope="module")
def work(catalogue):
    return Participation(catalogue)


def told(pieces):
    return [piece.work.what for piece in pieces]


def test_the_newest_work_comes_first_and_what_has_no_year_last(work):
    assert told(work.pieces) == [
        "Trained doctors.",
        "Trained nurses.",
        "Did research.",
        "Trained staff.",
        "Met people.",
        "Spoke up.",
    ]


def test_a_piece_counts_for_each_of_its_kinds_and_bodies(work):
    assert told(work.by_kind["training"]) == [
        "Trained doctors.",
        "Trained nurses.",
        "Trained staff.",
    ]
    assert told(work.by_kind["views"]) == told(work.by_kind["campaign"]) == ["Spoke up."]
    assert told(work.by_body["leeds"]) == [
        "Trained nurses.",
        "Did research.",
        "Trained staff.",
        "Spoke up.",
    ]
    assert work.bodies_with_page == {"leeds"} and len(work.by_body["york"]) < MIN_PAGE_ITEMS
    assert told(work.without_kind) == told(work.without_body) == ["Met people."]


def test_a_piece_counts_for_its_place_and_those_around_it(work):
    yorkshire = [
        "Trained doctors.",
        "Trained nurses.",
        "Trained staff.",
        "Met people.",
        "Spoke up.",
    ]
    assert (
        told(work.by_place["yorkshire-and-the-humber"])
        == told(work.by_place["england"])
        == yorkshire
    )
    assert told(work.by_place["yorkshire"]) == [
        "Trained doctors.",
        "Trained nurses.",
        "Trained staff.",
        "Spoke up.",
    ], "a wider area has what its councils have"
    assert told(work.by_place["leeds"]) == ["Trained nurses.", "Trained staff.", "Spoke up."]
    # The whole country stands by itself: its page would repeat all others.
    assert told(work.by_place["uk"]) == ["Did research."]


def test_others_who_do_the_same_are_open_and_say_why(work):
    first, second = work.alike["leeds-friends"]
    assert (
        first.organisation.slug == "whole-country"
        and first.bodies == ("leeds",)
        and not first.kinds
    )
    assert (
        second.organisation.slug == "york-friends"
        and second.kinds == ("training",)
        and second.regions == ("yorkshire-and-the-humber",)
        and not second.communities
    )
    # A closed group may look for others, and nobody is sent to it; a kind of work alone is no reason.
    assert [alike.organisation.slug for alike in work.alike["gone"]] == [
        "leeds-friends",
        "whole-country",
        "york-friends",
    ]
    assert (
        "gone"
        not in {alike.organisation.slug for others in work.alike.values() for alike in others}
        and "idle" not in work.alike
    )
    assert not work.alike["county-circle"] and len(first.organisation.work) <= MIN_NAME_SIMILARITY


def test_what_groups_share_and_the_networks_they_belong_to(catalogue, work):
    found = Coordination(catalogue, work)
    shared = found.shared_traits("yorkshire-and-the-humber")
    assert (
        [o.slug for o in shared["kind"]["training"]] == ["leeds-friends", "york-friends"]
        and set(shared["people"]) == {"carers"}
        and not shared["network"]
    )
    assert [
        (network.name, bool(network.organisation), len(network.members))
        for network in found.networks
    ] == [("Whole Country", True, 1), ("Big Alliance", False, 2)]


def test_gaps_are_where_no_open_group_is(catalogue, work):
    found = Coordination(catalogue, work)
    empty = {area.id for areas in found.empty_councils.values() for area in areas}
    # The circle for all of West Yorkshire is no local group of Bradford.
    assert {"leeds", "york"}.isdisjoint(empty) and {"bradford", "cardiff", "sheffield"} <= empty
    assert (
        found.small_communities["carers"] == 4 <= MAX_FEW
        and found.small_communities["sex-workers"] == 0
    )
    assert [o.slug for o in found.without_successor] == ["gone"] and not found.outdated
    assert [named.community for named in found.report_communities] == list(
        REPORT_COMMUNITIES
    ) and all("scotland" in named.missing_regions for named in found.report_communities)


def test_one_definition_of_a_council_without_a_local_group(catalogue, work):
    """The map, the page of gaps and the page on coverage count the same councils."""
    from ulo.catalogue import PlacePages
    from ulo.site.pages import coverage, gaps
    from ulo.site.renderer import Renderer

    without = {area.id for area in catalogue.councils_without_group}
    on_the_map = {
        area.id for area in catalogue.councils if not PlacePages(catalogue).group_count(area)
    }
    assert (
        without == on_the_map
        and len(catalogue.councils) == 218
        and {"leeds", "york"}.isdisjoint(without)
    )
    renderer = Renderer(catalogue)
    [page] = coverage.build_pages(catalogue, renderer)
    missing, *_ = gaps.build_pages(catalogue, renderer)
    n, councils = len(without), len(catalogue.councils)
    assert (
        f"{councils - n} of {councils} have one" in page.content
        and f"{n} of {councils} council areas" in missing.content
    )
    for council in catalogue.councils:
        listed = [
            content.count(f'places/{council.id}/"')
            for content in (page.content.partition('id="none"')[2], missing.content)
        ]
        assert listed == [council.id in without] * 2, council.id
    nations = coverage._nations(catalogue)
    assert (
        sum(nation.councils for nation in nations) == councils
        and sum(nation.without_group for nation in nations) == n
    )
    assert {nation.title: nation.groups for nation in nations} == {
        "England": 4,
        "Northern Ireland": 0,
        "Scotland": 0,
        "Wales": 0,
    }


# --- The pages of many groups ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pages(fictional):
    return {item.url: item.content for item in build_all(fictional) if isinstance(item, Page)}


def entries(pages: dict[str, str], address: str) -> int:
    """How many pieces of work the list at this address has, on all of its pages."""
    total = number = 0
    while (content := pages.get(urls.list_page(address, number := number + 1))) is not None:
        total += content.partition('<ul class="work">')[2].count('<p class="what">')
    return total


def listed(content: str) -> set[tuple[str, str]]:
    """The pieces of work in a list: each group, and what it did."""
    return set(
        re.findall(
            r'<p class="what"><a href="[./]*orgs/([a-z0-9-]+)/">.*?</p>\s*<p>(.*?)</p>',
            content,
            re.DOTALL,
        )
    )


def numbered(pages: dict[str, str], address: str) -> list[tuple[str, int]]:
    """Every link of a page to a list of work that has a number in it or right behind it."""
    found = []
    for link, inside, behind in re.findall(
        r'<a [^>]*?href="([^"#]+)"[^>]*>(.*?)</a>(?:\s*<span class="note">([^<]*)</span>)?',
        pages[address],
        re.DOTALL,
    ):
        words = re.sub(
            r'<svg.*?</svg>|<span class="hide">.*?</span>|<[^>]+>', " ", inside, flags=re.DOTALL
        )
        target = re.sub(r"^(\.\./)*", "", link)
        lists = (
            target.startswith("work/")
            and not re.search(r"/\d{1,3}/$", target)
            and target != address
            and target not in ("work/", "work/place/", "work/with/", "work/tables/")
            and not target.startswith("work/join/")
        )
        if lists and (
            number := re.search(
                r"(\d[\d,]*)\s*$|\b(\d[\d,]*) pieces? of work|\((\d+)\)\s*$", behind or words
            )
        ):
            found.append((target, int(next(filter(None, number.groups())).replace(",", ""))))
    return found


@pytest.mark.parametrize(
    "address, least",
    [("work/tables/", 300), ("work/", 60), ("work/place/", 150), ("work/with/", 45)],
)
def test_every_number_leads_to_a_list_of_that_length(pages, address, least):
    found = [
        (target, number)
        for target, number in numbered(pages, address)
        if not re.fullmatch(r"work/year/\d+/", target) or number < 1900
    ]
    assert len(found) >= least
    assert [
        (target, number, entries(pages, target))
        for target, number in found
        if entries(pages, target) != number
    ] == []


def test_shorter_lists_are_as_long_as_said(pages):
    lists = [
        address for address in pages if re.fullmatch(r"work/(kind|people|place)/[a-z-]+/", address)
    ]
    found = [(address, *narrower) for address in lists for narrower in numbered(pages, address)]
    assert len(found) > 500
    assert [
        (address, target, number)
        for address, target, number in found
        if entries(pages, target) != number
    ] == []


def test_no_piece_of_work_is_lost(pages, fictional):
    every_piece_listed(pages, fictional)


def every_piece_listed(pages, catalogue) -> None:
    """Fails where a piece of work of a catalogue is in no list of a stage, a year, a kind or a body."""
    total = sum(len(o.work) for o in catalogue.organisations)
    assert (
        sum(
            entries(pages, f"work/stage/{stage}/")
            for stage in catalogue.schema.vocabularies["stage"].terms
        )
        == total
    )
    years = [address for address in pages if re.fullmatch(r"work/year/(\d{4}|none)/", address)]
    assert sum(entries(pages, address) for address in years) == total
    for way in ("kind", "with"):
        lists = [address for address in pages if re.fullmatch(rf"work/{way}/[a-z0-9-]+/", address)]
        known = {
            found
            for address in lists
            for number in range(1, 9)
            for found in listed(pages.get(urls.list_page(address, number), ""))
        }
        # A body with one piece of work has no list: its name leads right to the piece.
        anchors = (
            re.findall(r"orgs/([a-z0-9-]+)/#work-(\d+)", pages["work/with/"])
            if way == "with"
            else []
        )
        known |= {
            (slug, str(escape(catalogue.by_slug[slug].work[int(number) - 1].what)))
            for slug, number in anchors
        }
        assert len(known) == total, way


def test_each_piece_says_whose_it_is_with_whom_and_where_it_is_from(pages):
    for address in (
        address for address in pages if re.match(r"work/(kind|stage|with|people|year)/.", address)
    ):
        for entry in pages[address].partition('<ul class="work">')[2].split('<p class="what">')[1:]:
            assert (
                re.search(r'href="[./]*orgs/[a-z0-9-]+/"', entry) and 'rel="external"' in entry
            ), address


def test_links_to_a_piece_of_work_find_it(pages):
    links = re.findall(r'href="[./]*(orgs/[a-z0-9-]+/)#(work-\d+)"', pages["work/with/"])
    assert links and all(f'id="{anchor}"' in pages[group] for group, anchor in links)


@pytest.mark.parametrize(
    "address, wanted",
    [
        # A commissioner: who in Yorkshire has trained staff?
        (
            "work/kind/training/place/yorkshire-and-the-humber/",
            ["leeds-speak-up", "west-yorkshire-autism-collective", "york-plain-speakers"],
        ),
        # A group: who else works with our council?
        (
            "work/with/greenwich/",
            ["greenwich-riverside-access-forum", "greenwich-parent-carers-table"],
        ),
        ("orgs/greenwich-parent-carers-table/", ["greenwich-riverside-access-forum"]),
        # A researcher: what changed?
        (
            "work/changed/",
            ["leeds-speak-up", "salford-truth-about-poverty", "foyle-disability-circle"],
        ),
        ("work/join/london/", ["thames-disability-action", "newham-care-leavers-crew"]),
        ("networks/", ["independent-living-union", "uk-survivors-assembly"]),
    ],
)
def test_questions_of_readers_have_their_answers(pages, address, wanted):
    assert [slug for slug in wanted if f"orgs/{slug}/" not in pages[address]] == []


def test_the_gaps_page_says_its_limits_before_anything_else(pages, schema):
    words, content = schema.words["gaps"], pages["gaps/"]
    first = content.index(words["limits_1"])
    assert all(
        first < content.index(f'id="{part}"')
        for part in ("named", "people", "places", "closed", "old")
    )
    assert content.count('rel="next"') == 0 and pages["gaps/old/"].count('class="row"') == PAGE_SIZE
    assert "people-who-use-drugs" in content and "people-with-learning-disabilities" in content


def test_an_empty_directory_still_has_these_pages(schema, today):
    pages = {
        item.url: item.content
        for item in build_all(Catalogue([], schema, Instance("Nobody Yet"), today))
        if isinstance(item, Page)
    }
    assert (
        "0 pieces of work" in pages["work/"]
        and schema.words["networks"]["none"] in pages["networks/"]
        and schema.words["joining"]["none"] in pages["work/join/wales/"]
    )
