"""The pages of the library: every resource in every list where it belongs, with its age marked."""

import dataclasses
import re
from datetime import date

import pytest
from markupsafe import escape

from drawing import Drawn
from ulo.catalogue import Catalogue
from ulo.catalogue.library import FACETS
from ulo.model import Resource, Word, is_history
from ulo.model.library import Link, Publication, Reference
from ulo.site.pages import glossary, resources


@pytest.fixture(scope="module")
def pages(fictional):
    return Drawn(fictional, resources, glossary).pages


def listed_resources(pages, address) -> list[str]:
    """The resources on a list and the pages that follow it, in their order."""
    following = sorted(
        (a for a in pages if re.fullmatch(re.escape(address) + r"(\d+/)?", a)),
        key=lambda a: (len(a), a),
    )
    return [
        slug
        for a in following
        for slug in re.findall(r'<h3><a href="[./]*resources/([a-z0-9-]+)/"', pages[a])
    ]


def test_every_resource_is_listed_under_each_of_its_terms(fictional, pages):
    for facet, (vocabulary, of) in FACETS.items():
        for term in fictional.schema.vocabularies[vocabulary].terms:
            wanted = {r.slug for r in fictional.resources if term in of(r)}
            found = listed_resources(pages, f"resources/by/{facet}/{term}/")
            assert set(found) == wanted and len(found) == len(wanted), f"{facet} {term}"
    assert sorted(listed_resources(pages, "resources/by/year/")) == sorted(
        r.slug for r in fictional.resources
    )


def test_history_comes_last_and_is_marked(fictional, pages):
    library = fictional.library
    for value in (value for listed in library.facets.values() for value in listed):
        old = [r.slug in library.history for r in value.resources]
        assert old == sorted(old)
    assert (
        library.history == {r.slug for r in fictional.resources if is_history(r, fictional.today)}
        and len(library.history) > 10
    )
    for slug in library.history:
        mark = (
            "Something newer has replaced this."
            if library.by_slug[slug].superseded_by
            else "A lot may have changed since then. Read it as history."
        )
        assert mark in pages[f"resources/{slug}/"], slug


def test_each_page_says_what_kind_of_link_it_has(fictional, pages):
    words = fictional.messages["resources"]
    for r in fictional.resources:
        content = pages[f"resources/{r.slug}/"]
        assert ("where to find it online" in content) == (r.link is None), r.slug
        for kind, note in words["link_notes"].items():
            assert (escape(note) in content) == (r.link is not None and r.link.link_type == kind), (
                f"{r.slug}: {kind}"
            )


def test_replaced_resources_link_to_their_successors_and_back(fictional):
    newer = Resource(
        "newer",
        "Newer",
        "guide",
        ("starting-out",),
        ("review",),
        ("professionals",),
        ("web",),
        "A newer guide to meetings.",
        date(2026, 11, 21),
        (Reference(title="A list"),),
        "Example Institute",
        published=Publication(2024),
    )
    older = dataclasses.replace(
        newer,
        slug="older",
        title="Older <b>one</b>",
        published=Publication(2020, about=True),
        superseded_by="newer",
        link=Link("https://copies.example.com/x", "copy"),
    )
    catalogue = Catalogue(
        [], fictional.schema, fictional.instance, date(2026, 11, 21), [newer, older]
    )
    drawn = Drawn(catalogue, resources)
    content = drawn.pages["resources/older/"]
    assert (
        '<a class="go" href="../../resources/newer/">Go to: Newer</a>' in content
        and "Something newer has replaced this." in content
    )
    assert (
        '<a href="../../resources/older/">Older &lt;b&gt;one&lt;/b&gt;</a>'
        in drawn.pages["resources/newer/"]
    )
    json_ld = drawn.json_ld("resources/older/")
    assert json_ld["name"] == "Older <b>one</b>" and "datePublished" not in json_ld


@pytest.mark.parametrize(
    ("kind", "published", "text"),
    [
        ("guide", None, "Year not known"),
        ("guide", Publication(2024), "2024"),
        ("guide", Publication(2024, about=True), "about 2024"),
        ("guide", Publication(2001), "History: 2001"),
        ("guide", Publication(2001, updated=2020), "2001, updated 2020"),
        (
            "guide",
            Publication(2001, about=True, updated=2011),
            "History: about 2001, updated 2011",
        ),
        ("law", Publication(1969, updated=1990), "1969, updated 1990"),
        ("network", Publication(2001, about=True), "Since about 2001"),
        ("law", Publication(1969), "Since 1969"),
    ],
)
def test_age_in_words(fictional, kind, published, text):
    resource = Resource(
        "x",
        "X",
        kind,
        ("starting-out",),
        (),
        (),
        (),
        "X.",
        date(2026, 11, 21),
        (),
        published=published,
    )
    catalogue = Catalogue([], fictional.schema, fictional.instance, date(2026, 11, 21), [resource])
    assert resources.format_age(catalogue, catalogue.library, resource) == text


def test_every_word_is_listed_once_with_an_anchor(fictional, pages):
    content = pages["words/"]
    assert re.findall(r'<div class="explained" id="word-([^"]+)"', content) == [
        word.slug for word in fictional.glossary_entries
    ]
    for word in fictional.glossary_entries:
        assert all(f'href="#word-{slug}"' in content for slug in word.see)
    # Each letter that has words leads to them.
    assert re.findall(r'href="#(letter-.)"', content) == re.findall(r'<h2 id="(letter-.)"', content)


def test_ids_of_words_do_not_clash_with_the_page(fictional):
    named = [
        Word(slug, slug, "What it means.", fictional.today) for slug in ("main", "seek", "letter-a")
    ]
    catalogue = Catalogue(
        [], fictional.schema, fictional.instance, fictional.today, glossary_entries=named
    )
    page = Drawn(catalogue, glossary).pages["words/"]
    ids = ["seek", *re.findall(r' id="([^"]+)"', page)]  # the box in the header is the shell's
    assert "main" in ids and len(set(ids)) == len(ids)


def test_each_letter_has_its_words_once(fictional):
    """Some signs that are no letters from A to Z come before A, and some behind Z."""
    terms = ("1st choice", "Advocacy", "Ωmega", "中 word", "Zest")
    named = [
        Word(f"w{number}", term, "What it means.", fictional.today)
        for number, term in enumerate(terms)
    ]
    catalogue = Catalogue(
        [], fictional.schema, fictional.instance, fictional.today, glossary_entries=named
    )
    page = Drawn(catalogue, glossary).pages["words/"]
    assert re.findall(r'<h2 id="(letter-.)"', page) == ["letter-0", "letter-a", "letter-z"]
    assert len(re.findall(r' id="word-', page)) == len(terms)


def test_pages_of_an_empty_library(fictional):
    catalogue = Catalogue([], fictional.schema, fictional.instance, fictional.today)
    made = Drawn(catalogue, resources, glossary).pages
    assert set(made) == {"resources/", "resources/by/year/", "words/"}
    assert (
        "nothing in the library yet." in made["resources/"]
        and "explained any words yet." in made["words/"]
    )
