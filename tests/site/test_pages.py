"""Golden output: the pages of a small fictional catalogue, as the page modules build them.

After an intended change: python3 build.py test --accept, then look at the difference in git.
"""

import json
import re
import shutil
from dataclasses import replace

import pytest
from markupsafe import escape

from drawing import Drawn
from sites import DATA
from ulo import checks, model, records
from ulo.catalogue import Catalogue, Instance
from ulo.core import problems, urls
from ulo.model.organisation import ServiceArea
from ulo.site import pages as page_modules
from ulo.site.page import File, Page, TemplateFile
from ulo.site.pages import build_all, organisation

GOLDEN = DATA / "golden"
# Pages that differ from others only by their term or letter, and the reference pages, are not kept.
KEPT = (
    "",
    "orgs/",
    "people/people-with-learning-disabilities/",
    "people/carers/",
    "activities/self-advocacy/",
    "closed/",
)


@pytest.fixture(scope="module")
def catalogue(schema, today):
    found, read_problems = records.read(GOLDEN / "orgs", GOLDEN)
    contexts, check_problems = checks.run(found, schema, today)
    assert not [p for p in [*read_problems, *check_problems] if p.level == problems.ERROR]
    organisations = [
        model.make_organisation(context.record.slug, context.data) for context in contexts
    ]
    instance = Instance(
        "Led by Us",
        "https://example.org/",
        "https://github.com/example/led-by-us",
        "hello@example.org",
        "us",
    )
    return Catalogue(organisations, schema, instance, today)


@pytest.fixture(scope="module")
def drawn(catalogue) -> Drawn:
    return Drawn(catalogue)


@pytest.fixture(scope="module")
def pages(drawn):
    return drawn.pages


def is_kept(url: str) -> bool:
    return url in KEPT or (url.startswith("orgs/") and len(url.split("/")[1]) > 1)


def as_golden(drawn: Drawn, url: str) -> str:
    """A page as a golden file keeps it: its head first, then its content.

    It has no icons, and no versions of style sheets and scripts: those change with every edit.
    """
    page = drawn.items[url]
    head = {
        "title": page.title,
        "description": page.description,
        "section": page.section,
        "lang": page.lang,
        "data": drawn.json_ld(url),
    }
    content = re.sub(r"<svg .*?</svg>", "<svg/>", drawn.pages[url], flags=re.DOTALL)
    content = re.sub(r'(\.(?:css|js))\?[0-9a-f]{8}"', r'\1"', content)
    content = "\n".join(line.rstrip() for line in content.split("\n") if line.strip())
    return f"{json.dumps(head, ensure_ascii=False, indent=1)}\n{content}\n"


def test_pages_equal_the_golden_files(drawn, request):
    built = {url: as_golden(drawn, url) for url in drawn.pages if is_kept(url)}
    folder = GOLDEN / "pages"
    if request.config.getoption("--accept"):
        shutil.rmtree(folder, ignore_errors=True)
        for url, text in built.items():
            path = folder / f"{url or 'home/'}".rstrip("/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.with_name(path.name + ".html").write_text(text, "utf-8")
    golden = {
        path.relative_to(folder).as_posix().removesuffix(".html"): path.read_text("utf-8")
        for path in folder.rglob("*.html")
    }
    built = {(url or "home/").rstrip("/"): text for url, text in built.items()}
    assert built == golden, (
        "If this is intended: python3 build.py test --accept, then look at the difference in git"
    )


def test_each_term_and_letter_has_a_page(pages, catalogue):
    for term in catalogue.communities:
        assert f"people/{term}/" in pages
    for term in catalogue.activities:
        assert f"activities/{term}/" in pages
    assert {"orgs/n/", "orgs/o/", "orgs/r/"} <= set(pages)


def test_long_list_is_paginated_by_plain_links(catalogue, schema, today):
    one = catalogue.by_slug["riverside-self-advocates"]
    many = Catalogue(
        [replace(one, slug=f"group-{n:03}", name=f"Group {n:03}") for n in range(120)],
        schema,
        catalogue.instance,
        today,
    )
    pages = Drawn(many).pages
    base = "people/people-with-learning-disabilities/"
    assert {base, f"{base}2/", f"{base}3/"} <= set(pages)
    assert f"{base}4/" not in pages
    row_counts = [pages[f"{base}{n}"].count('class="row"') for n in ("", "2/", "3/")]
    assert row_counts == [50, 50, 20]
    second = pages[f"{base}2/"]
    assert 'href="../../../people/people-with-learning-disabilities/3/"' in second
    assert 'aria-current="page"' in second


def test_empty_directory_still_builds_helpful_pages(schema, today):
    pages = Drawn(Catalogue([], schema, Instance("Nobody Yet"), today)).pages
    assert "0 groups" in pages[""]
    assert escape(schema.messages["terms"]["none"]) in pages["people/carers/"]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_few_groups_leave_no_empty_list(fictional, schema, today, count):
    few = Catalogue(fictional.open[-count:] if count else [], schema, Instance("Few"), today)
    # A reader's own list is filled by a script, out of a template, and hidden until then.
    empty_list = re.compile(r"<(ul|ol|dl|tbody)(?![^>]* (?:hidden|data-list\b))[^>]*>\s*</\1>")
    template = re.compile(r"<template.*?</template>", re.DOTALL)
    pages = Drawn(few).pages
    empty = {
        url: found.group()
        for url, page in pages.items()
        if (found := empty_list.search(template.sub("", page)))
    }
    assert not empty


def test_two_page_modules_cannot_claim_one_url(catalogue, monkeypatch):
    monkeypatch.setattr(page_modules, "PAGE_MODULES", (page_modules.home, page_modules.home))
    with pytest.raises(ValueError, match="home"):
        list(build_all(catalogue))


def test_unset_instance_leaves_out_what_depends_on_it(catalogue, schema, today):
    bare = Catalogue(catalogue.organisations, schema, Instance("Led by Us"), today)
    url = "orgs/northside-voices/"
    filled, unset = Drawn(catalogue, organisation), Drawn(bare, organisation)
    page, bare_page = filled.pages[url], unset.pages[url]
    assert "mailto:hello@example.org?subject=About%20Northside%20Voices" in page
    assert "https://github.com/example/led-by-us/edit/main/orgs/northside-voices.yml" in page
    assert "github" not in bare_page
    assert "mailto:hello@example.org" not in bare_page
    assert "@id" in filled.json_ld(url)
    assert "@id" not in unset.json_ld(url)


def test_linked_data_has_only_the_address_of_the_record(drawn):
    assert drawn.json_ld("orgs/northside-voices/")["address"]["postalCode"] == "LS1 4AP"
    assert "address" not in drawn.json_ld("orgs/riverside-self-advocates/")


def test_related_groups_state_the_reason(pages):
    content = pages["orgs/riverside-self-advocates/"]
    assert "also in Leeds" in content
    assert "also led by people with learning disabilities" in content
    # Closed groups are history, not a place to go to.
    assert "old-bridge-survivors" not in content


def test_page_without_contact_says_what_to_do_instead(pages, schema):
    content = pages["orgs/riverside-self-advocates/"]
    assert schema.messages["organisation"]["unknown_contact"] in content
    assert "https://riverside.example.org" in content


def test_page_modules_yield_only_pages_and_files(catalogue):
    assert all(isinstance(item, Page | File | TemplateFile) for item in build_all(catalogue))


# --- Groups of one name -----------------------------------------------------------------------


def test_groups_of_one_name_have_different_display_names_everywhere(catalogue, schema, today):
    """The place stands behind the name, so that no two titles or texts of links are the same."""
    one = replace(catalogue.by_slug["northside-voices"], networks=(), names=())
    here = replace(one, slug="voices-leeds", based_in=replace(one.based_in, town="Leeds"))
    there = replace(
        one,
        slug="voices",
        name="NORTHSIDE Voices",
        based_in=replace(one.based_in, town="", area=""),
        area=ServiceArea("local", ("cardiff",)),
    )
    far = replace(
        one,
        slug="voices-uk",
        based_in=replace(one.based_in, town="", area=""),
        area=ServiceArea("uk-wide", ()),
    )
    other = replace(
        one, slug="westhill", name="Westhill Carers", also_known_as=("WHC", "Carers of Westhill")
    )
    several = Catalogue([here, there, far, other], schema, catalogue.instance, today)
    titles = {
        "voices-leeds": "Northside Voices (Leeds)",
        "voices": "NORTHSIDE Voices (Cardiff)",
        "voices-uk": "Northside Voices (UK)",
        "westhill": "Westhill Carers",
    }
    assert several.display_names == titles
    drawn = Drawn(several)
    for slug, title in titles.items():
        assert drawn.items[f"orgs/{slug}/"].title == title
        assert f"<h1>{title}</h1>" in drawn.pages[f"orgs/{slug}/"]
        assert title in drawn.items[urls.easy_read(f"orgs/{slug}/")].title
    link_texts = {
        slug: {
            text
            for page in drawn.pages.values()
            for text in re.findall(rf'<a href="[^"]*orgs/{slug}/">([^<]+)</a>', page)
        }
        for slug in titles
    }
    assert link_texts == {slug: {title} for slug, title in titles.items()}
    # The search shows the same, and finds by the bare name.
    index = next(
        json.loads(drawn.files[url]) for url in drawn.files if url.startswith("find/index-")
    )
    assert sorted(index["titles"].values()) == sorted(
        title for slug, title in titles.items() if slug != "westhill"
    )
    assert [name for name, *_ in index["named"]].count("Northside Voices") == 2
    # The form asks whether it is one of them.
    named = {
        url: json.loads(drawn.files[url]) for url in drawn.files if url.startswith("add/names/")
    }
    assert dict(named["add/names/northside-voices.json"]) == {
        slug: title for slug, title in titles.items() if slug != "westhill"
    }
    assert named["add/names/carers-of-westhill.json"] == [["westhill", "Westhill Carers"]]
    assert "add/names/whc.json" not in named


def test_what_only_screen_readers_get_does_not_run_into_other_words(site):
    """Hidden words have a space or a sign between them and what stands before and after them."""
    between = r"(?:</?(?:span|a|b|strong|em|svg|use|path)\b[^>]*>)*"
    hidden = re.compile(rf'(\w?){between}<span class="hide">([^<]*)</span>{between}(\w?)')
    found = 0
    for path in site[1].rglob("*.html"):
        for before, text, after in hidden.findall(path.read_text("utf-8")):
            found += 1
            assert not (before and text[:1].isalnum()), (path, text)
            assert not (after and text[-1:].isalnum()), (path, text)
    assert found > 100
    # These spaces are part of what is read out only where the style keeps them.
    style = (site[1] / "assets" / "site.css").read_text("utf-8")
    assert re.search(r"\.hide\{[^}]*white-space:pre[;}]", style)
