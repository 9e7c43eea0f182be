"""The program interface: its files say what the records say, and lead to each other."""

import dataclasses
import json
import re
import subprocess
import sys
from datetime import date

import pytest

from sites import ROOT, TODAY, catalogue as read_catalogue, served
from ulo import model
from ulo.catalogue import Catalogue, Instance
from ulo.core import urls
from ulo.exports.api import PAGE_SIZE, api_files
from ulo.geography import COORDINATES, COUNCIL, OUTCODE, TOWN, WIDE
from ulo.model.organisation import Closure, Location, Provenance
from ulo.site.fingerprint import Fingerprints
from ulo.site.page import Page, evaluate
from ulo.site.pages import api as api_pages

SITE = "https://example.org/led/"
INSTANCE = Instance("Led by Us", SITE, licence_holder="the contributors")
# What in a file is an address of ours.
ADDRESSES = frozenset(("page", "data", "previous", "next", "openapi", "docs", "downloads"))
HOSTILE = "<script>alert(1)</script>\" ' =HYPERLINK(1) \u202e\u2028 %0a {id} %%root%%"


def contents(catalogue: Catalogue, page_size: int = PAGE_SIZE) -> dict[str, dict]:
    return {url: json.loads(make()) for url, make in api_files(catalogue, page_size)}


def values(node: object, key: str = ""):
    """Every text and number of a file, with the key that it stands under."""
    if isinstance(node, dict):
        for name, part in node.items():
            yield from values(part, name)
    elif isinstance(node, list):
        for part in node:
            yield from values(part, key)
    else:
        yield key, node


def list_in(content: dict) -> dict:
    """The list in a file: that of an entry, or the file itself."""
    return content.get("groups") or content.get("work") or content


def whole_list(files: dict[str, dict], first: dict) -> list[dict]:
    """All entries of a list, as a program finds them."""
    entries, page, number = [], first, 1
    while True:
        assert page["number"] == number and page["total"] == first["total"]
        assert len(page["items"]) <= page["page_size"]
        entries += page["items"]
        if page["next"] is None:
            break
        following = files[page["next"]]
        assert list_in(files[following["previous"]])["items"] == page["items"]
        page, number = following, number + 1
    assert number == first["page_count"] and len(entries) == first["total"]
    return entries


@pytest.fixture(scope="module")
def files(fictional) -> dict[str, dict]:
    """What is in each file of the interface, by URL."""
    return contents(fictional)


@pytest.fixture(scope="module")
def addressed(schema) -> Catalogue:
    """The same groups, in a site that knows its address."""
    return read_catalogue(schema, INSTANCE)


def with_groups(fictional: Catalogue, *groups, schema=None, instance=None) -> Catalogue:
    return Catalogue(groups, schema or fictional.schema, instance or fictional.instance, TODAY)


# --- What there is -------------------------------------------------------------------------------


def test_the_first_file_counts_what_there_is_and_leads_to_it(fictional, drawn, files):
    index = files[urls.API_INDEX]
    counts = index["counts"]
    assert counts["organisations"] == len(fictional.organisations)
    assert counts["open"] + counts["closed"] == counts["organisations"] and counts["closed"]
    for kind, url in index["lists"].items():
        assert files[url]["total"] == counts["vocabularies" if kind == "terms" else kind]
    assert index["newest_change"] == max(
        value
        for o in fictional.organisations
        for value in (o.added.isoformat(), o.checked.on.isoformat())
    )
    assert index["openapi"] in drawn.files
    entries = index["entries"]
    assert entries["organisations"].format(id="k7") in files
    assert entries["terms"].format(vocabulary="activity", id="advocacy") in files
    # This one is written by hand.
    assert index["docs"] == "data/api/" and (ROOT / "docs" / "data" / "api.md").is_file()


def test_the_newest_change_is_the_day_a_record_was_added_or_checked(fictional):
    one = fictional.open[0]
    old = dataclasses.replace(
        one, added=date(2020, 1, 2), checked=Provenance(date(2020, 1, 2), "public-sources")
    )
    for changed, newest in (
        ({"added": date(2021, 3, 4)}, "2021-03-04"),
        ({"checked": Provenance(date(2022, 5, 6), "organisation")}, "2022-05-06"),
        ({}, "2020-01-02"),
    ):
        index = contents(with_groups(fictional, dataclasses.replace(old, **changed)))
        assert index[urls.API_INDEX]["newest_change"] == newest


def test_every_group_area_term_and_partner_has_its_file_and_is_in_its_list(fictional, files):
    listed = {
        "organisations": fictional.by_slug,
        "areas": fictional.areas,
        "partners": fictional.participation.by_body,
    }
    for kind, ids in listed.items():
        entries = whole_list(files, files[urls.api_list(kind)])
        assert {entry["id"] for entry in entries} == set(ids)
        for entry in entries:
            assert files[entry["data"]]["id"] == entry["id"]
            assert files[entry["data"]]["data"] == entry["data"]
    vocabularies = whole_list(files, files[urls.api_list("terms")])
    assert {"community", "activity", "access", "kind", "stage", "body"} <= {
        vocabulary["id"] for vocabulary in vocabularies
    }
    # Those of the library describe no group.
    assert {"topic", "audience", "areas", "resource-kind"}.isdisjoint(
        vocabulary["id"] for vocabulary in vocabularies
    )
    for vocabulary in vocabularies:
        terms = whole_list(files, files[vocabulary["data"]])
        assert len(terms) == vocabulary["term_count"]
        for term in terms:
            expected = fictional.term(vocabulary["id"], term["id"])
            entry = files[term["data"]]
            assert (entry["title"], entry["vocabulary"]) == (expected.title, vocabulary["id"])
            assert entry["easy_read"] == (expected.easy_read or None)
            assert entry["synonyms"] == list(expected.synonyms)


def test_every_address_in_a_file_leads_to_a_page_or_a_file(drawn, files):
    checked = 0
    for url, content in files.items():
        if url == urls.API_DESCRIPTION:
            continue
        for key, value in values(content):
            if key in ADDRESSES and value and value not in ("data/api/", "data/"):
                page, _, fragment = value.partition("#")
                assert page in drawn.items, (url, value)
                assert not fragment or f'id="{fragment}"' in drawn.pages[page], (url, value)
                checked += 1
    assert checked > 2000


# --- A group -------------------------------------------------------------------------------------


def test_a_file_has_the_whole_record_and_nothing_else(fictional, files):
    """What was read from the files can be made of it again."""
    for o in fictional.organisations:
        record = files[urls.api_organisation(o.slug)]["record"]
        assert record == model.as_data(o)
        assert model.make_organisation(o.slug, record) == o, o.slug


def test_what_is_derived_is_what_pages_say(fictional, files):
    for o in fictional.organisations:
        derived = files[urls.api_organisation(o.slug)]["derived"]
        assert derived["freshness"] == fictional.freshness[o.slug].value
        assert derived["newest_evidence"] == o.newest_evidence
        assert [area["id"] for area in derived["areas"]] == list(fictional.areas_of(o))
        for area in derived["areas"]:
            assert area["code"] == (fictional.areas[area["id"]].code or None)
        if derived["council"]:
            assert fictional.areas[derived["council"]["id"]].kind == "council"
    councils = [files[urls.api_organisation(o.slug)]["derived"]["council"] for o in fictional.open]
    assert any(councils) and not all(councils)


def test_no_group_is_more_exactly_on_a_map_than_its_record_allows(fictional, files):
    seen = {COORDINATES: 0, OUTCODE: 0, TOWN: 0, COUNCIL: 0, WIDE: 0, "": 0}
    for o in fictional.organisations:
        location = files[urls.api_organisation(o.slug)]["derived"]["location"]
        known = fictional.locations.get(o.slug)
        seen[known.precision if known else ""] += 1
        if location:
            assert location["precision"] in (COORDINATES, OUTCODE, TOWN)
            assert location["precision"] == known.precision
            assert (location["latitude"], location["longitude"]) == known.point
        elif known and known.precision in (COORDINATES, OUTCODE, TOWN):
            # Whoever says London, and no more, may be anywhere in it.
            assert o.based_in.town == "London"
    assert seen[COUNCIL] and seen[TOWN] and seen[OUTCODE] and seen[COORDINATES]


@pytest.mark.parametrize(
    ("based_in", "precision"),
    [
        (Location(town="London", area="camden"), None),
        (Location(area="leeds"), None),
        (Location(area="wales"), None),
        (Location(), None),
        (Location(town="Leeds", area="leeds"), TOWN),
        (Location(district="LS1", area="leeds"), OUTCODE),
        (Location(coordinates="53.80, -1.55", area="leeds"), COORDINATES),
    ],
)
def test_a_council_or_a_region_is_no_point(fictional, based_in, precision):
    one = dataclasses.replace(fictional.open[0], slug="one", based_in=based_in)
    location = contents(with_groups(fictional, one))[urls.api_organisation("one")]["derived"][
        "location"
    ]
    assert (location and location["precision"]) == precision


def test_a_group_that_has_closed_is_there_and_says_so(fictional, files):
    assert fictional.closed
    summaries = {
        entry["id"]: entry for entry in whole_list(files, files[urls.api_list("organisations")])
    }
    listed = {
        entry["id"]
        for url, content in files.items()
        if url.startswith(("api/v1/areas/", "api/v1/terms/")) and content.get("groups")
        for entry in content["groups"]["items"]
    }
    for o in fictional.organisations:
        entry = files[urls.api_organisation(o.slug)]
        assert entry["closed"] is summaries[o.slug]["closed"] is bool(o.closed)
        assert (entry["derived"]["freshness"] == "closed") is bool(o.closed)
        if o.closed:
            assert entry["record"]["closed"]["source"] == o.closed.source
            # Nobody is sent there.
            assert o.slug not in listed
    work = [
        piece
        for id in fictional.participation.by_body
        for piece in files[urls.api_partner(id)]["work"]["items"]
    ]
    for piece in work:
        assert piece["group"]["closed"] is bool(fictional.by_slug[piece["group"]["id"]].closed)


def test_a_group_names_its_pages_in_public_registers(fictional):
    identifiers = (("GB-CHC", "1098893"), ("GB-MPR", "RS000001"))
    group = dataclasses.replace(fictional.open[0], identifiers=identifiers)
    found = contents(with_groups(fictional, group))
    registers = found[urls.api_organisation(group.slug)]["derived"]["registers"]
    # The addresses of the mutuals register are not made of its numbers.
    assert registers == [fictional.schema.registers.page("GB-CHC", "1098893")] != [""]


def test_a_closed_group_names_its_successor_only_where_there_is_one(fictional):
    one, other = fictional.open[:2]
    for successor, expected in ((other.slug, other.slug), ("nobody-here", None), ("", None)):
        closure = Closure("https://example.org/", successor=successor)
        closed = dataclasses.replace(one, closed=closure)
        found = contents(with_groups(fictional, closed, other))
        named = found[urls.api_organisation(one.slug)]["derived"]["successor"]
        assert (named and named["id"]) == expected


def test_a_record_that_moved_says_where_it_is(fictional, schema):
    one = fictional.open[0]
    moved = dataclasses.replace(schema, redirects={"old-name": one.slug, "gone": "nobody-here"})
    files = contents(with_groups(fictional, one, schema=moved, instance=INSTANCE))
    assert files["api/v1/organisations/old-name.json"] == {
        "id": "old-name",
        "moved_to": one.slug,
        "page": f"{SITE}orgs/{one.slug}/",
        "data": f"{SITE}api/v1/organisations/{one.slug}.json",
    }
    # A site may be built from a part of the records.
    assert "api/v1/organisations/gone.json" not in files
    listed = files[urls.api_list("organisations")]["items"]
    assert [entry["id"] for entry in listed] == [one.slug]


# --- Areas, terms and partners -------------------------------------------------------------------


def test_an_area_has_the_groups_of_its_page(fictional, files):
    for area in fictional.areas.values():
        groups = fictional.place_groups.reach.groups(area)
        entry = files[urls.api_area(area.id)]
        found = [(group["relation"], group["id"]) for group in entry["groups"]["items"]]
        assert found == [
            (level, o.slug) for level in ("own", "inside", "wider") for o in getattr(groups, level)
        ]
        assert entry["code"] == (area.code or None) and entry["kind"] == area.kind
        assert (entry["parent"] or {}).get("id", "") == area.parent
    # Everybody finds the groups for the whole country in its own file.
    country = files[urls.api_area("uk")]["groups"]["items"]
    assert {group["id"] for group in country} == {o.slug for o in fictional.by_area["uk"]}


def test_areas_have_their_names_in_other_languages(files):
    assert files[urls.api_area("cardiff")]["names"] == {"cy": "Caerdydd"}
    assert files[urls.api_area("aberdeen")]["names"] == {"gd": "Obar Dheathain"}
    assert "ga" in files[urls.api_area("belfast")]["names"]
    surrey = files[urls.api_area("surrey")]
    assert surrey["until"] == "2027-03-31"
    assert surrey["successors_named"] == ["East Surrey", "West Surrey"]


def test_communities_and_activities_have_their_groups_and_other_terms_have_none(fictional, files):
    for id in fictional.communities:
        groups = files[urls.api_term("community", id)]["groups"]["items"]
        assert [(group["relation"], group["id"]) for group in groups] == [
            *(("led-by", o.slug) for o in fictional.led_by[id]),
            *(("for", o.slug) for o in fictional.meant_for[id]),
        ]
    for id in fictional.activities:
        groups = files[urls.api_term("activity", id)]["groups"]["items"]
        assert [group["id"] for group in groups] == [o.slug for o in fictional.by_activity[id]]
    assert files[urls.api_term("access", "step-free")]["groups"] is None


def test_a_partner_has_each_piece_of_work_with_it(fictional, files):
    assert fictional.participation.by_body
    for id, items in fictional.participation.by_body.items():
        entry = files[urls.api_partner(id)]
        assert entry["name"] == fictional.participation.body(id).title
        assert [(piece["group"]["id"], piece["what"]) for piece in entry["work"]["items"]] == [
            (item.organisation.slug, item.work.what) for item in items
        ]
        assert (entry["page"] is None) == (id not in fictional.participation.bodies_with_page)


# --- Long lists ----------------------------------------------------------------------------------


@pytest.mark.parametrize("page_size", [1, 7, 157, 1000])
def test_long_lists_are_in_pages_that_lead_on(fictional, page_size):
    files, whole = contents(fictional, page_size), contents(fictional)
    for kind in ("organisations", "areas", "partners"):
        first = files[urls.api_list(kind)]
        assert first["page_size"] == page_size and first["previous"] is None
        assert whole_list(files, first) == whole[urls.api_list(kind)]["items"]
    for url in (urls.api_area("england"), urls.api_term("activity", "peer-support")):
        assert whole_list(files, files[url]["groups"]) == whole[url]["groups"]["items"]
    # Whoever begins at the first file comes to all others.
    followed = {
        value for content in files.values() for key, value in values(content) if key in ADDRESSES
    }
    followed.update(files[urls.API_INDEX]["lists"].values())
    assert set(files) - followed == {urls.API_INDEX}


def test_thousands_of_groups_make_pages_of_a_thousand(fictional):
    one = fictional.open[0]
    many = [dataclasses.replace(one, slug=f"group-{n}", name=f"Group {n}") for n in range(2500)]
    made = dict(api_files(with_groups(fictional, *many), PAGE_SIZE))
    numbers = [1, 2, 3]
    pages = [json.loads(made[urls.api_list("organisations", number)]()) for number in numbers]
    assert [len(page["items"]) for page in pages] == [1000, 1000, 500]
    assert pages[0]["total"] == 2500 and urls.api_list("organisations", 4) not in made
    assert len({entry["id"] for page in pages for entry in page["items"]}) == 2500
    (activity, *_) = one.activities
    assert f"api/v1/terms/activity/{activity}/groups/3.json" in made


# --- Odd catalogues ------------------------------------------------------------------------------


def test_addresses_are_whole_where_the_site_knows_its_own(addressed, files):
    for url, content in contents(addressed).items():
        if url == urls.API_DESCRIPTION:
            continue
        bare = json.loads(json.dumps(content).replace(SITE, ""))
        expected = json.loads(json.dumps(files[url]))
        for key, value in values(content):
            if key in ADDRESSES and value:
                assert value.startswith(SITE), (url, key)
        # Nothing else depends on it but the licence, which names whom to credit.
        for node in (bare, expected):
            node.pop("licence", None)
            node.pop("attribution", None)
        assert bare == expected


def test_hostile_texts_stay_texts(fictional):
    one = dataclasses.replace(
        fictional.open[0], slug="one", name=HOSTILE, summary=HOSTILE, also_known_as=(HOSTILE,)
    )
    catalogue = with_groups(fictional, one)
    for url, make in api_files(catalogue, PAGE_SIZE):
        text = make().decode()
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text), url
    entry = contents(catalogue)[urls.api_organisation("one")]
    assert entry["name"] == entry["record"]["name"] == HOSTILE
    for key, value in values(entry):
        if key in ADDRESSES and value:
            assert re.fullmatch(r"[a-z0-9./-]+", value)


def test_an_empty_directory_has_empty_lists(schema, fictional):
    files = contents(Catalogue([], schema, fictional.instance, TODAY))
    assert files[urls.API_INDEX]["newest_change"] is None
    assert files[urls.API_INDEX]["counts"]["organisations"] == 0
    for kind in ("organisations", "partners"):
        page = files[urls.api_list(kind)]
        assert (page["items"], page["page_count"], page["next"]) == ([], 1, None)
    assert files[urls.api_area("leeds")]["groups"]["items"] == []


def test_the_same_records_give_the_same_bytes(schema, fictional):
    again = read_catalogue(schema)
    turned = Catalogue(reversed(again.organisations), schema, again.instance, TODAY)
    first, second = (dict(api_files(catalogue, 7)) for catalogue in (fictional, turned))
    assert list(first) == list(second)
    assert all(first[url]() == second[url]() for url in first)


# --- As files of a site --------------------------------------------------------------------------


def test_any_host_can_serve_every_file(drawn):
    found = [url for url in drawn.items if url.startswith(urls.API)]
    assert len(set(found)) > 700
    folders = {url.rsplit("/", depth)[0] for url in found for depth in range(1, url.count("/"))}
    for url in found:
        assert re.fullmatch(r"[a-z0-9/-]+\.json", url) and len(url) < 200, url
        assert url not in folders and all(len(part) <= 100 for part in url.split("/"))


def test_a_file_is_drawn_again_only_after_something_changed(fictional, drawn):
    fingerprints = Fingerprints(drawn.renderer, "")
    found = [fingerprints.of(item) for item in api_pages.build_pages(fictional)]
    assert all(found) and len(set(found)) == len(found)


def test_pages_name_the_data_of_what_they_are_about(fictional, drawn, files):
    """Each page leads to a file that is there, and each file to the page that leads to it."""
    named: dict[str, list[str]] = {}
    for url, item in drawn.items.items():
        for alternate in item.alternates if isinstance(item, Page) else ():
            if alternate.url.startswith(urls.API):
                assert alternate.url in files, url
                named.setdefault(url, []).append(alternate.url)
    with_page = 0
    for url, content in files.items():
        if "page" in content and "moved_to" not in content and content["page"]:
            assert url in named[content["page"]], url
            with_page += 1
    assert with_page == sum(map(len, named.values())) > 400
    for kind in ("orgs/k7/", "places/leeds/", "people/carers/", "activities/advocacy/"):
        assert len(named[kind]) == 1
    assert any(url.startswith("work/with/") for url in named)
    # A town has no data of its own.
    assert "places/morley-leeds/" in drawn.items and "places/morley-leeds/" not in named


def test_the_page_of_a_group_links_to_its_data(fictional, drawn, schema):
    for o in (fictional.open[0], fictional.closed[0]):
        link = f'<a class="go" href="../../{urls.api_organisation(o.slug)}">'
        assert (
            link + schema.messages["organisation"]["as_data"]
            in drawn.pages[urls.organisation(o.slug)]
        )


def test_the_example_for_python_runs(addressed, tmp_path):
    """That of docs/data/api.md, beside a site that is served as by any host."""
    for url, make in api_files(addressed, 50):
        path = tmp_path / url
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(make().replace(SITE.encode(), b""))
    (tmp_path / "404.html").write_text("<h1>Nothing here</h1>", "utf-8")
    text = (ROOT / "docs" / "data" / "api.md").read_text("utf-8")
    code = re.search(r"```python\n(.*?)```", text, re.DOTALL)[1]
    assert code.count("https://example.org/") == 1
    with served(tmp_path) as address:
        done = subprocess.run(
            [sys.executable, "-c", code.replace("https://example.org/", address)],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
    assert done.stdout.splitlines() == [o.name for o in addressed.organisations if not o.closed]


def test_the_build_has_the_interface_and_what_hosts_read(drawn):
    made = {item.url for item in drawn.items.values()}
    assert {urls.API_INDEX, urls.API_DESCRIPTION, "_headers", "_redirects"} <= made
    assert json.loads(evaluate(drawn.items[urls.API_INDEX].content))["version"] == "1"
