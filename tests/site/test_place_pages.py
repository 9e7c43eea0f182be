"""Place pages: which there are, which groups they list under which heading, and what is near."""

import random
import re
from dataclasses import replace
from datetime import date
from html import unescape
from math import floor
from xml.etree import ElementTree

import pytest

from drawing import Drawn
from ulo.catalogue import Catalogue, Instance, PlacePages, place_pages
from ulo.catalogue.place_groups import NEAR_MILES
from ulo.catalogue.place_pages import MIN_TOWN_POPULATION
from ulo.core import urls
from ulo.geography import Drawing, Maps, SpatialIndex, distance_miles
from ulo.model import Closure, Location, Organisation
from ulo.model.organisation import Leadership, Provenance, ServiceArea, Source
from ulo.site.page import PAGE_SIZE
from ulo.site.text import format_distance, map_band


def make_group(
    slug: str, reach: str, serves=(), newest=2025, led_by=("carers",), **base
) -> Organisation:
    """A group of which only the place and the freshness matter."""
    day = date(2026, 11, 1)
    return Organisation(
        slug,
        slug.replace("-", " ").title(),
        "People who meet each week.",
        Leadership(led_by, "constitution", "Its rules say so.", "https://example.org/"),
        led_by,
        ("peer-support",),
        day,
        Provenance(day, "public-sources"),
        (Source("https://example.org/", "About us", newest),),
        area=ServiceArea(reach, tuple(serves)),
        based_in=Location(**base),
    )


GROUPS = [
    make_group("leeds-friends", "local", ["leeds"], town="Leeds", area="leeds"),
    make_group("otley-friends", "local", ["leeds"], newest=2010, town="Otley", area="leeds"),
    make_group("only-based-in-leeds", "", area="leeds"),
    make_group("county-circle", "regional", ["west-yorkshire"], led_by=("deaf-people",)),
    make_group("northern-voices", "regional", ["yorkshire-and-the-humber", "leeds"]),
    make_group("english-network", "national", ["england"], area="leeds"),
    make_group("whole-country", "uk-wide", town="Leeds", area="leeds"),
    make_group("whole-country-too", "uk-wide"),
    make_group("welsh-voice", "national", ["wales"]),
    make_group("york-friends", "local", ["york"], town="York", area="york"),
    make_group("thurso-friends", "local", ["highland"], town="Thurso", area="highland"),
    replace(
        make_group("gone", "local", ["leeds"], town="Leeds", area="leeds"),
        closed=Closure("https://example.org/", 2020),
    ),
]


@pytest.fixture(scope="module")
def catalogue(schema, today):
    return Catalogue(GROUPS, schema, Instance("Led by Us"), today)


@pytest.fixture(scope="module")
def pages(catalogue):
    return catalogue.place_pages


@pytest.fixture(scope="module")
def groups_of(catalogue):
    return catalogue.place_groups


@pytest.fixture(scope="module")
def output(catalogue):
    return Drawn(catalogue)


def slugs(groups) -> list[str]:
    return [o.slug for o in groups]


# --- Which pages there are --------------------------------------------------------------------


def test_every_area_and_every_larger_town_has_a_page(pages, schema):
    assert set(schema.areas.terms) <= set(pages.by_id)
    towns = [page for page in pages.by_id.values() if page.town]
    assert 1100 < len(towns) < 1300 and all(
        page.town.population >= MIN_TOWN_POPULATION for page in towns
    )
    assert {
        "harrogate-north-yorkshire",
        "newport-isle-of-wight",
        "bangor-gwynedd",
        "bangor-ards-and-north-down",
    } <= set(pages.by_id)
    # The town that gives its council the name has that page, and not two.
    assert not {
        "leeds-leeds",
        "cardiff-cardiff",
        "newport-newport",
        "kingston-upon-hull-kingston-upon-hull",
        "aberdeen-aberdeen",
        "london-westminster",
    } & set(pages.by_id)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", page.id) for page in towns)


def test_addresses_of_place_pages_are_unique(pages):
    taken = {urls.place(id) for id in pages.by_id}
    assert len(taken) == len(pages.by_id)
    assert not taken & (
        {urls.MAP, urls.POSTCODES, urls.PLACES}
        | {urls.places_by_letter(sign) for sign in "abcdefghijklmnopqrstuvwxyz"}
    )


def test_every_place_of_the_gazetteer_has_a_page(pages):
    for place in pages.gazetteer.places:
        assert pages.gazetteer.is_within(place.council, pages.page_for(place).area)


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("cardiff", (("cy", "Caerdydd"),)),
        ("barry-vale-of-glamorgan", (("cy", "Y Barri"),)),
        ("scotland", (("gd", "Alba"),)),
        ("gwynedd", ()),
        ("leeds", ()),
        ("england", ()),
        ("belfast", (("ga", "Béal Feirste"),)),
    ],
)
def test_names_in_the_other_language_of_the_nation(pages, page, names):
    assert pages.by_id[page].names == names


# --- Which groups they list -------------------------------------------------------------------


def test_a_council_has_each_group_once_under_the_narrowest_reach(pages, groups_of):
    groups = groups_of.by_reach(pages.by_id["leeds"])
    # The surest first; a group that says only where it is based is there, too; the closed one is
    # not.
    assert slugs(groups.own) == [
        "leeds-friends",
        "northern-voices",
        "only-based-in-leeds",
        "otley-friends",
    ]
    assert slugs(groups.wider) == ["county-circle"]
    assert slugs(groups.nation) == ["english-network"]
    assert slugs(groups.country) == ["whole-country", "whole-country-too"]
    assert groups.inside == []


def test_a_region_has_the_groups_of_its_councils_and_wider_areas(pages, groups_of):
    groups = groups_of.by_reach(pages.by_id["yorkshire-and-the-humber"])
    assert slugs(groups.own) == ["northern-voices"]
    assert set(slugs(groups.inside)) == {
        "leeds-friends",
        "otley-friends",
        "only-based-in-leeds",
        "county-circle",
        "york-friends",
    }
    assert slugs(groups.nation) == ["english-network"]


def test_a_wider_area_has_the_groups_of_its_councils_and_region(pages, groups_of):
    groups = groups_of.by_reach(pages.by_id["west-yorkshire"])
    assert (
        slugs(groups.own) == ["county-circle"]
        and "leeds-friends" in slugs(groups.inside)
        and "york-friends" not in slugs(groups.inside)
    )
    # What works for the whole region, or all of a council in it, is there for everybody in it.
    assert "northern-voices" in slugs(groups.inside)


def test_the_country_has_only_groups_for_all_of_it(pages, groups_of):
    groups = groups_of.by_reach(pages.by_id["uk"])
    assert (
        slugs(groups.own) == ["whole-country", "whole-country-too"]
        and not groups.inside
        and not groups.nation
    )


def test_a_town_has_the_groups_of_its_council_nearest_first(pages, groups_of):
    assert slugs(groups_of.by_reach(pages.by_id["otley-leeds"]).own)[:2] == [
        "otley-friends",
        "leeds-friends",
    ]
    # Where a group is known by its council only, it says nothing of how far it is.
    assert groups_of.distance(pages.by_id["otley-leeds"], GROUPS[2]) is None


def test_national_groups_based_here_come_first(pages, groups_of):
    nation, country = groups_of.best_national(pages.by_id["leeds"])
    assert slugs(country)[0] == "whole-country" and slugs(nation) == ["english-network"]


def test_no_place_has_a_group_twice(pages, groups_of):
    for page in pages.by_id.values():
        groups = groups_of.by_reach(page)
        every = [
            o.slug
            for part in (groups.own, groups.inside, groups.wider, groups.nation, groups.country)
            for o in part
        ]
        assert len(every) == len(set(every)), page.id
        assert "gone" not in every
        assert {"whole-country", "whole-country-too"} <= set(every), (
            f"{page.id} has nothing of what is for everybody"
        )


def test_near_agrees_with_brute_force(pages, catalogue, groups_of):
    for id in ("leeds", "york", "otley-leeds", "shetland", "bradford", "selby-north-yorkshire"):
        page = pages.by_id[id]
        groups = groups_of.by_reach(page)
        own = set(slugs(groups.all))
        local = [
            o
            for o in catalogue.open
            if (o.slug in catalogue.locations and o.area.reach == "local")
            or o.slug == "only-based-in-leeds"
        ]
        distances = {
            o.slug: distance_miles(pages.origin(page).point, catalogue.locations[o.slug].point)
            for o in local
            if o.slug not in own
        }
        wanted = [slug for slug in distances if distances[slug] <= NEAR_MILES]
        whole = {slug: floor(distances[slug] + 0.5) for slug in wanted}
        near = groups_of.near(page)
        found = slugs(each.organisation for each in near)
        assert sorted(found) == sorted(wanted)
        assert [whole[slug] for slug in found] == sorted(whole.values())
        assert all(each.miles in (None, whole[each.organisation.slug]) for each in near)


def test_missing_communities_are_those_of_other_places(pages, groups_of):
    assert groups_of.missing_communities(pages.by_id["york"]) == ["deaf-people"]
    assert groups_of.missing_communities(pages.by_id["highland"]) == ["deaf-people"]
    assert groups_of.missing_communities(pages.by_id["leeds"]) == []


@pytest.mark.parametrize(
    ("outcode", "wanted"),
    [
        ("LS6", ["leeds"]),
        ("HG1", ["harrogate-north-yorkshire"]),
        ("E8", ["hackney", "tower-hamlets"]),
        ("CF10", ["cardiff"]),
        ("HD1", ["huddersfield-kirklees"]),
        ("SA1", ["swansea"]),
        ("TD15", ["berwick-upon-tweed-northumberland"]),
    ],
)
def test_an_outcode_has_its_town_or_its_councils(pages, outcode, wanted):
    assert [page.id for page in pages.by_outcode[outcode]] == wanted


def test_every_outcode_has_a_page_nearby(pages):
    several = 0
    for outcode in pages.gazetteer.outcodes.values():
        found = pages.by_outcode[outcode.code]
        several += len(found) > 1
        assert found and {page.area.id for page in found} <= set(outcode.councils), outcode.code
    assert 100 < several < 900


# --- What the pages say -----------------------------------------------------------------------


def test_a_place_names_the_nearest_groups_within_reach(output):
    text = unescape(output.pages["places/shetland/"])
    assert "We haven't found a group just for Shetland yet." in text
    # The nearest is 130 miles away, which is not near.
    assert "thurso-friends" not in text and 'id="near"' not in text
    assert (
        "whole-country" in text
        and "We don't know of any group in Shetland led by" in text
        and "places/orkney/" in text
    )
    text = output.pages["places/york/"]
    assert "leeds-friends" in text and "about 22 miles away" in text
    assert "Check that they cover your area" in text


def test_headings_have_their_groups(output):
    text = output.pages["places/leeds/"]
    sections = re.findall(r'<section>\s*<h2 id="(\w+)">(.*?)</h2>(.*?)</section>', text, re.DOTALL)
    counts = {
        level: (rows.count('class="row"'), int(re.search(r"(\d+) groups?", heading)[1]))
        for level, heading, rows in sections
        if 'class="rows"' in rows
    }
    # In this order; the number beside each heading is that of its groups.
    assert list(counts) == ["own", "wider", "near", "nation", "country"]
    assert all(listed == said for listed, said in counts.values())
    assert {level: listed for level, (listed, _) in counts.items()} == {
        "own": 4,
        "wider": 1,
        "near": 1,
        "nation": 1,
        "country": 2,
    }


def test_every_place_is_reachable_by_links(output):
    links = {
        address: {
            re.sub(r"^(\.\./)+", "", link).partition("#")[0]
            for link in re.findall(r'href="((?:\.\./)+[^"]*)"', content)
        }
        for address, content in output.pages.items()
    }
    seen, waiting = {urls.PLACES}, [urls.PLACES]
    while waiting:
        for link in links.get(waiting.pop(), ()):
            if link.startswith("places/") and link not in seen:
                seen.add(link)
                waiting.append(link)
    assert {address for address in output.pages if address.startswith("places/")} <= seen


def test_every_name_is_in_the_index(output, pages):
    letters = "".join(
        output.pages[address] for address in output.pages if re.fullmatch(r"places/[a-z]/", address)
    )
    for name in ("Caerdydd", "Aberford", "Yorks", "Harrogate", "Ynys Môn", "Isle of Skye"):
        assert (
            f">{name} <span" in letters or f">{name}</span>" in letters or f">{name}</a>" in letters
        ), name
    assert 'lang="cy">Caerdydd</span>' in letters
    for page in pages.by_id.values():
        assert f'places/{page.id}/"' in letters, page.id


def test_a_long_list_is_paginated(schema, today):
    many = [
        replace(GROUPS[0], slug=f"group-{n:03}", name=f"Group {n:03}")
        for n in range(PAGE_SIZE + 20)
    ]
    pages = Drawn(Catalogue(many, schema, Instance("Led by Us"), today)).pages
    first, second = pages["places/leeds/"], pages["places/leeds/2/"]
    assert (first.count('class="row"'), second.count('class="row"')) == (PAGE_SIZE, 20)
    assert (
        "places/leeds/2/" in first
        and 'id="nearest"' not in second
        and 'class="locator"' not in second
    )


def test_an_abolished_council_names_its_successors(schema):
    for day, told in ((date(2027, 3, 31), False), (date(2027, 4, 1), True)):
        pages = Drawn(Catalogue([], schema, Instance("Led by Us"), day)).pages
        assert (
            "The council Surrey no longer exists. It was replaced by East Surrey and West Surrey."
            in pages["places/surrey/"]
        ) is told


def test_two_towns_with_one_id_are_refused(catalogue, schema, monkeypatch):
    monkeypatch.setattr(place_pages, "slugify", lambda name: "same")
    with pytest.raises(ValueError, match="Two places would have the page"):
        PlacePages(catalogue)


def test_distances_are_in_whole_miles(catalogue):
    assert [format_distance(miles, catalogue) for miles in (0, 1, 2, 1234)] == [
        "less than a mile away",
        "about 1 mile away",
        "about 2 miles away",
        "about 1,234 miles away",
    ]


# --- Spatial index ----------------------------------------------------------------------------


def test_spatial_index_yields_all_items_once_by_distance():
    dice = random.Random(3)
    points = [(dice.uniform(50, 60), dice.uniform(-8, 2)) for _ in range(500)]
    index = SpatialIndex(zip(points, range(500), strict=True))
    for point in [(54.0, -2.0), (49.0, -20.0), (60.9, 1.9), points[0]]:
        found = list(index.nearest(point))
        assert sorted(thing for _, thing in found) == list(range(500))
        assert [away for away, _ in found] == sorted(away for away, _ in found)
    assert list(SpatialIndex([]).nearest((54, -2))) == []


# --- Maps -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def maps(pages):
    return Maps(pages.gazetteer)


def test_the_map_has_every_council_with_its_count(output, catalogue):
    text = output.pages[urls.MAP]
    svg = ElementTree.fromstring(re.search(r"<svg class=\"map.*?</svg>", text, re.DOTALL).group())
    links = {link.get("href"): link for link in svg.iter("a")}
    councils = [area for area in catalogue.areas.values() if area.kind == "council"]
    assert set(links) == {f"../../{urls.place(area.id)}" for area in councils}
    assert (
        links["../../places/leeds/"].find("title").text == "Leeds: 4 groups"
        and links["../../places/leeds/"].get("class") == "some"
    )
    assert links["../../places/shetland/"].get("class") == "none"
    # Beside it, the same links as a list.
    beside = text.partition('id="list"')[2]
    assert all(f'href="../../{urls.place(area.id)}"' in beside for area in councils)


def test_numbers_on_a_map_agree_with_its_list(output):
    for id in ("scotland", "london", "west-yorkshire", "england", "wales"):
        text = output.pages[f"places/{id}/"]
        listed = dict(
            re.findall(
                r'<span class="key" aria-hidden="true">(\d+)</span><a href="[^"]*/places/([^/]+)/"',
                text,
            )
        )
        drawn = re.findall(r"<text [^>]*>(\d+)</text>", text)
        assert (
            sorted(drawn, key=int) == list(listed) == [str(n + 1) for n in range(len(listed))]
            and len(listed) > 3
        )


def test_a_map_of_parts_has_each_of_them_in_its_box(maps, pages):
    for area in pages.areas.values():
        if len(parts := pages.child_areas(area)) > 1 and area.kind != "country":
            drawing: Drawing = maps.crop(part.id for part in parts)
            left, top, width, height = drawing.box
            shown = {shape.area: shape for shape in drawing.all_shapes}
            assert set(shown) == {part.id for part in parts}, area.id
            assert all(
                left <= shape.x <= left + width and top <= shape.y <= top + height
                for shape in shown.values()
            ), area.id


def test_the_locator_marks_every_place_on_land(maps, pages):
    left, top, width, height = maps.regions.box
    for page in pages.by_id.values():
        if page.kind != "country":
            mark = maps.locator(page.area, pages.centre(page))
            assert left <= mark.x <= left + width and top <= mark.y <= top + height, page.id
            assert mark.paths or page.id.endswith("isles-of-scilly"), page.id
    shetland, orkney = (
        maps.locator(pages.areas[id], pages.centre(pages.by_id[id]))
        for id in ("shetland", "orkney")
    )
    assert shetland.x > orkney.x and 0 < shetland.y < 160, "Shetland is drawn in its inset"


def test_map_bands_have_messages_and_styles(schema, root):
    css = (root / "docs" / "assets" / "maps.css").read_text("utf-8")
    assert [map_band(n) for n in (0, 1, 2, 3, 5, 6, 500)] == [
        "none",
        "few",
        "few",
        "some",
        "some",
        "many",
        "many",
    ]
    assert list(schema.messages["places"]["legend"]) == ["none", "few", "some", "many"]
    assert all(
        f".map .{name} path" in css and f".swatch.{name}" in css
        for name in schema.messages["places"]["legend"]
    )


def test_the_outline_is_a_small_svg_file(output):
    outline = output.files[urls.OUTLINE]
    ElementTree.fromstring(outline)
    assert len(outline) < 30_000


def test_the_data_page_credits_every_package(schema, drawn):
    text = drawn.pages["data/"]
    for package in schema.geography_table("sources")["packages"]:
        assert package["attribution"] in text
