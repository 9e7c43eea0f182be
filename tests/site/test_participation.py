"""Participation work: lists have what their titles say, and counts match the lists they link."""

import re
from dataclasses import replace

import pytest
from markupsafe import escape
from test_place_pages import make_group

from drawing import Drawn
from ulo.catalogue import MAX_FEW, Catalogue, Instance
from ulo.catalogue.coordination import REPORT_COMMUNITIES
from ulo.catalogue.participation import MIN_PAGE_ITEMS
from ulo.catalogue.similarity import MAX_SIMILAR
from ulo.core import urls
from ulo.model import Closure, Work
from ulo.site.page import PAGE_SIZE
from ulo.site.pages import coverage, gaps
from work_lists import assert_all_work_is_listed, count_entries, counted_links, list_work


def make_work(what, kind=(), partner="", year=None, changed="", stage="review"):
    return Work(what, stage, "https://example.org/", partner, tuple(kind), year, changed)


@pytest.fixture(scope="module")
def catalogue(schema, today):
    """A few groups of which only the place, the people and the work matter."""
    return Catalogue(
        [
            replace(
                make_group("leeds-friends", "local", ["leeds"]),
                work=(
                    make_work("Trained nurses.", ["training"], "Leeds City Council", 2020),
                    make_work(
                        "Spoke up.", ["views", "campaign"], "NHS England; Leeds City Council"
                    ),
                ),
            ),
            replace(
                make_group("york-friends", "local", ["york"], led_by=("deaf-people",)),
                work=(
                    make_work(
                        "Trained doctors.",
                        ["training"],
                        "City of York Council",
                        2024,
                        "They listen now.",
                    ),
                ),
            ),
            replace(
                make_group("whole-country", "uk-wide"),
                work=(make_work("Did research.", ["research"], "Leeds City Council", 2020),),
                networks=("Big Alliance",),
            ),
            replace(
                make_group("county-circle", "regional", ["west-yorkshire"]),
                work=(make_work("Met people.", (), "local people"),),
                networks=("whole-country", "Big Alliance"),
            ),
            replace(
                make_group("gone", "local", ["leeds"]),
                work=(make_work("Trained staff.", ["training"], "Leeds City Council", 2010),),
                closed=Closure("https://example.org/", 2015),
            ),
            make_group("idle", "local", ["york"]),
        ],
        schema,
        Instance("Led by Us"),
        today,
    )


@pytest.fixture(scope="module")
def work(catalogue):
    return catalogue.participation


def descriptions(items):
    return [item.work.what for item in items]


def test_work_is_sorted_newest_first_undated_last(work):
    assert descriptions(work.work_items) == [
        "Trained doctors.",
        "Trained nurses.",
        "Did research.",
        "Trained staff.",
        "Met people.",
        "Spoke up.",
    ]


def test_work_is_listed_under_each_kind_and_body(work):
    assert descriptions(work.by_kind["training"]) == [
        "Trained doctors.",
        "Trained nurses.",
        "Trained staff.",
    ]
    assert (
        descriptions(work.by_kind["views"])
        == descriptions(work.by_kind["campaign"])
        == ["Spoke up."]
    )
    assert descriptions(work.by_body["leeds"]) == [
        "Trained nurses.",
        "Did research.",
        "Trained staff.",
        "Spoke up.",
    ]
    assert work.bodies_with_page == {"leeds"} and len(work.by_body["york"]) < MIN_PAGE_ITEMS
    assert descriptions(work.without_kind) == descriptions(work.without_body) == ["Met people."]


def test_work_is_listed_under_its_area_and_those_around_it(work):
    yorkshire = [
        "Trained doctors.",
        "Trained nurses.",
        "Trained staff.",
        "Met people.",
        "Spoke up.",
    ]
    # A wider area has what its councils have, and the wider areas within it.
    assert (
        descriptions(work.by_area["yorkshire-and-the-humber"])
        == descriptions(work.by_area["yorkshire"])
        == descriptions(work.by_area["england"])
        == yorkshire
    )
    assert descriptions(work.by_area["leeds"]) == ["Trained nurses.", "Trained staff.", "Spoke up."]
    # The whole country stands by itself: its page would repeat all others.
    assert descriptions(work.by_area["uk"]) == ["Did research."]


def test_similar_organisations_are_open_and_have_reasons(catalogue):
    similar = catalogue.similar_by_work
    first, second = similar["leeds-friends"]
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
    # A closed group may look for others, and nobody is sent to it; a kind of work alone is no
    # reason.
    assert [other.organisation.slug for other in similar["gone"]] == [
        "leeds-friends",
        "whole-country",
        "york-friends",
    ]
    assert (
        "gone" not in {other.organisation.slug for others in similar.values() for other in others}
        and "idle" not in similar
    )
    assert not similar["county-circle"] and len(first.organisation.work) <= MAX_SIMILAR


def test_shared_traits_and_networks(catalogue):
    found = catalogue.coordination
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


def test_gaps_are_where_no_open_group_is_known(catalogue):
    found = catalogue.coordination
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


def test_pages_agree_on_councils_without_a_local_group(catalogue):
    """The map, the page of gaps and the page on coverage count the same councils."""
    without = {area.id for area in catalogue.councils_without_group}
    on_the_map = {area.id for area in catalogue.councils if not catalogue.place_groups.count(area)}
    assert (
        without == on_the_map
        and len(catalogue.councils) == 218
        and {"leeds", "york"}.isdisjoint(without)
    )
    [covered] = Drawn(catalogue, coverage).pages.values()
    missing = Drawn(catalogue, gaps).pages["gaps/"]
    n, councils = len(without), len(catalogue.councils)
    assert (
        f"{councils - n} of {councils} have one" in covered
        and f"{n} of {councils} council areas" in missing
    )
    for council in catalogue.councils:
        listed = [
            content.count(f'places/{council.id}/"')
            for content in (covered.partition('id="none"')[2], missing)
        ]
        assert listed == [council.id in without] * 2, council.id
    nations = coverage.nation_coverage(catalogue)
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


# --- The pages of many groups -----------------------------------------------------------------


@pytest.fixture(scope="module")
def pages(drawn):
    return drawn.pages


@pytest.mark.parametrize(
    ("address", "least"),
    [("work/tables/", 300), ("work/", 60), ("work/place/", 150), ("work/with/", 45)],
)
def test_counts_match_the_lists_that_they_link_to(pages, address, least):
    found = [
        (target, number)
        for target, number in counted_links(pages, address)
        if not re.fullmatch(r"work/year/\d+/", target) or number < 1900
    ]
    assert len(found) >= least
    assert [
        (target, number, count_entries(pages, target))
        for target, number in found
        if count_entries(pages, target) != number
    ] == []


def test_counts_match_the_narrower_lists(pages):
    lists = [
        address
        for address in pages
        if re.fullmatch(r"work/(kind|people|place|with|partners)/[a-z-]+/", address)
    ]
    found = [
        (address, *narrower) for address in lists for narrower in counted_links(pages, address)
    ]
    assert len(found) > 500
    assert [
        (address, target, number)
        for address, target, number in found
        if count_entries(pages, target) != number
    ] == []


def test_each_kind_of_work_is_crossed_with_each_kind_of_partner(pages, fictional):
    participation, vocabularies = fictional.participation, fictional.schema.vocabularies
    crossed = 0
    for kind in vocabularies["kind"].terms:
        for partner in vocabularies["body"].terms:
            wanted = {
                (o.slug, work.what)
                for o in fictional.organisations
                for work in o.work
                if kind in work.kind
                and any(
                    participation.body(id).kind == partner
                    for id in participation.partners.find(work.partner).bodies
                )
            }
            address = urls.work_cell(kind, "partners", partner)
            # Nothing leads to what nobody did.
            assert (address in pages) == bool(wanted), address
            if wanted:
                crossed += 1
                listed = "".join(
                    pages[url] for url in pages if re.fullmatch(rf"{address}(\d+/)?", url)
                )
                assert {slug for slug, _ in list_work(listed)} == {slug for slug, _ in wanted}
                assert count_entries(pages, address) >= len(wanted)
                for other in (urls.work("kind", kind), urls.work("partners", partner)):
                    assert address in dict(counted_links(pages, other)), (address, other)
    assert crossed > 20


def test_all_work_is_listed(pages, fictional):
    assert_all_work_is_listed(pages, fictional)


def test_each_work_item_links_its_group_and_its_source(pages):
    for address in (
        address for address in pages if re.match(r"work/(kind|stage|with|people|year)/.", address)
    ):
        for entry in pages[address].partition('<ul class="work">')[2].split('<p class="what">')[1:]:
            assert (
                re.search(r'href="[./]*orgs/[a-z0-9-]+/"', entry) and 'rel="external"' in entry
            ), address


def test_links_to_work_items_have_targets(pages):
    links = re.findall(r'href="[./]*(orgs/[a-z0-9-]+/)#(work-\d+)"', pages["work/with/"])
    assert links and all(f'id="{anchor}"' in pages[group] for group, anchor in links)


@pytest.mark.parametrize(
    ("address", "wanted"),
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
def test_lists_answer_questions_of_readers(pages, address, wanted):
    assert [slug for slug in wanted if f"orgs/{slug}/" not in pages[address]] == []


def test_gaps_page_states_its_limits_first(pages, schema):
    words, content = schema.messages["gaps"], pages["gaps/"]
    first = content.index(escape(words["limits_1"]))
    assert all(
        first < content.index(f'id="{part}"')
        for part in ("named", "people", "places", "closed", "old")
    )
    assert content.count('rel="next"') == 0 and pages["gaps/old/"].count('class="row"') == PAGE_SIZE
    assert "people-who-use-drugs" in content and "people-with-learning-disabilities" in content


def test_pages_of_an_empty_catalogue(schema, today):
    pages = Drawn(Catalogue([], schema, Instance("Nobody Yet"), today)).pages
    assert (
        "0 pieces of work" in pages["work/"]
        and escape(schema.messages["networks"]["none"]) in pages["networks/"]
        and escape(schema.messages["joining"]["none"]) in pages["work/join/wales/"]
    )
