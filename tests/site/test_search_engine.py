"""The search engine on the lists of a built site, without a browser: node runs the tests in js/."""

from pathlib import Path

import pytest
import yaml

from node import run_node_tests
from sites import DATA
from ulo.catalogue import PlacePage
from ulo.site.search_index import LEVELS

FOLDER = Path(__file__).parent / "js"
QUERIES = yaml.safe_load((DATA / "search_queries.yml").read_text("utf-8"))
# The pages about kinds of work and partners that people find by what they may type; some of it
# leads to none.
WORK_PAGES = {
    "mystery shopping": "work/kind/checking/",
    "Leeds City Council": "work/with/leeds/",
    "who works with the Scottish Government": "work/with/scottish-government/",
    "people's parliament": "work/kind/forum/",
    "TfL": "work/with/transport-for-london/",
    "board": "work/kind/seat/",
    "training councils": "work/kind/training/partners/council/",
    "councils and training": "work/kind/training/partners/council/",
    "peer research with universities": "work/kind/research/partners/university/",
    "university research": "work/kind/research/partners/university/",
    "local authorities": "work/partners/council/",
    "training somebody at councils": "work/kind/training/partners/council/",
    "walks with councils": "",
    "walks on the board": "",
    "Leeds": "",
}


@pytest.fixture(scope="module")
def catalogue(fictional):
    return fictional


def test_the_engine_finds_what_people_look_for(tmp_path, site, catalogue):
    gone = catalogue.closed[0]
    data = {
        "queries": QUERIES,
        "names": [(o.slug, o.name) for o in catalogue.organisations],
        "workPages": WORK_PAGES,
        "outdated": catalogue.schema.wording.outdated,
        "library": library(catalogue),
        "pagesOfPlaces": [
            groups_of_page(catalogue, page) for page in catalogue.place_pages.by_id.values()
        ],
        "closed": {"slug": gone.slug, "name": gone.name},
        "openCount": len(catalogue.open),
        "allCount": len(catalogue.organisations),
    }
    run_node_tests(
        [FOLDER / "search_engine.test.js"],
        {"site": {"site": str(site[1])}, "search": data},
        tmp_path,
    )


def test_the_engine_understands_where_people_mean(tmp_path, site):
    data = {
        name: yaml.safe_load((DATA / file).read_text("utf-8"))
        for name, file in (("searches", "place_searches.yml"), ("places", "place_answers.yml"))
    }
    assert len(data["searches"]) > 90 and len(data["places"]) > 90
    run_node_tests(
        [FOLDER / "place_searches.test.js"],
        {"site": {"site": str(site[1])}, "places": data},
        tmp_path,
    )


def library(catalogue) -> list[tuple[str, str]]:
    """Everything that there is to read, by each of its names, and its address."""
    words = catalogue.glossary_entries
    return [
        (name, f"words/#word-{word.slug}") for word in words for name in (word.term, *word.also)
    ] + [(r.title, f"resources/{r.slug}/") for r in catalogue.resources]


def groups_of_page(catalogue, page: PlacePage) -> dict:
    """The groups on the page of a place, by level and in their order, with their distances."""
    place_groups = catalogue.place_groups
    groups = place_groups.by_reach(page)
    near = place_groups.near(page)
    by_level = {level: getattr(groups, level) for level in LEVELS if level != "near"}
    by_level["near"] = [each.organisation for each in near]
    miles = {each.organisation.slug: each.miles for each in near}
    if page.town:
        miles |= {o.slug: place_groups.distance(page, o) for o in groups.own}
    return {
        "page": page.id,
        "where": catalogue.place_pages.query(page),
        "groups": {level: [f"orgs/{o.slug}" for o in found] for level, found in by_level.items()},
        "miles": {f"orgs/{slug}": number for slug, number in miles.items()},
    }


def test_the_pages_about_work_that_are_found_are_there(site):
    assert all((site[1] / page / "index.html").exists() for page in WORK_PAGES.values() if page)
