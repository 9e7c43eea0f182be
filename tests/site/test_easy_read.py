"""Easy Read: short lines, one picture an idea, nothing that the page does not say, and a way there and back."""

import re
from dataclasses import replace

import pytest

from ulo.catalogue import Catalogue
from ulo.core import urls
from ulo.model import AccessFeature, Closure
from ulo.model.organisation import Contact, Provenance
from ulo.site.easy_read import EasyRead, Link, split_sentences
from ulo.site.renderer import icon, phrases

WORDS = 15


@pytest.fixture(scope="module")
def catalogue(fictional):
    return fictional


@pytest.fixture(scope="module")
def views(catalogue):
    """The parts of every view, by the address of its page."""
    easy = EasyRead(catalogue)
    return {
        **{urls.organisation(o.slug): easy.organisation(o) for o in catalogue.organisations},
        **{urls.place(page.id): easy.place(page) for page in catalogue.localities.by_id.values()},
        **{
            urls.community(term.id): easy.community(term) for term in catalogue.communities.values()
        },
        **{urls.activity(term.id): easy.activity(term) for term in catalogue.activities.values()},
    }


def told(parts):
    """All lines of a view, as text."""
    return [
        line.text if isinstance(line, Link) else line
        for part in parts
        for idea in part.ideas
        for line in idea.lines
    ]


def test_no_line_is_long_and_every_idea_has_a_picture(catalogue, views):
    for address, parts in views.items():
        assert parts, address
        for part in parts:
            assert part.heading and part.ideas
            for idea in part.ideas:
                assert "<svg" in icon(idea.icon) and idea.lines, (address, idea)
    assert not (long := lines_that_are_long(catalogue, views)), (
        f"say it in two lines of at most {WORDS} words: {long}"
    )


def lines_that_are_long(catalogue, views, more=()) -> list[str]:
    # A name counts as one word, however long the place or the people are called; so do `more`.
    areas = phrases(catalogue, catalogue.areas, "areas")
    people = phrases(catalogue, catalogue.communities, "community")
    pages = catalogue.localities.by_id.values()
    names = re.compile(
        "|".join(
            map(
                re.escape,
                sorted(
                    {*more, *areas, *people, *(page.phrase for page in pages)},
                    key=len,
                    reverse=True,
                ),
            )
        )
    )
    return [
        f"{address}: {line}"
        for address, parts in views.items()
        for part in parts
        for idea in part.ideas
        for line in idea.lines
        if not isinstance(line, Link) and len(names.sub("Name", line).split()) > WORDS
    ]


def test_a_view_says_nothing_in_the_words_of_the_record(catalogue, views):
    for o in catalogue.organisations:
        lines = told(views[urls.organisation(o.slug)])
        own = {
            o.summary,
            o.user_led.evidence,
            *(work.what for work in o.work),
            *(fact.detail for fact in o.access),
        }
        assert not own & set(lines), o.slug


@pytest.fixture()
def group(catalogue):
    return next(
        o
        for o in catalogue.organisations
        if not o.closed and o.contact.phone and o.checked.by == "public-sources"
    )


def lines_of(catalogue, o):
    return told(
        EasyRead(
            Catalogue([o], catalogue.schema, catalogue.instance, catalogue.today)
        ).organisation(o)
    )


def test_a_condition_is_not_lost(catalogue, group):
    free = replace(group, access=(AccessFeature("free"),))
    some = replace(group, access=(AccessFeature("free", detail="at the drop-in"),))
    ask = catalogue.words["easy"]["access_more"]
    assert "You do not have to pay." in lines_of(catalogue, free) and ask not in lines_of(
        catalogue, free
    )
    assert "You do not have to pay." in lines_of(catalogue, some) and ask in lines_of(
        catalogue, some
    )


def test_what_has_closed_is_told_as_past(catalogue, group):
    lines = lines_of(
        catalogue, replace(group, closed=Closure("https://example.org/end", year=2019))
    )
    assert "This group closed in 2019." in lines and not any(
        "phone" in line or line.startswith("This group helps") for line in lines
    )
    assert any(line.endswith(" led this group.") for line in lines)


def test_what_nobody_knows_is_told(catalogue, group):
    words = catalogue.words["easy"]
    lines = lines_of(
        catalogue,
        replace(
            group,
            contact=Contact(),
            based_in=type(group.based_in)(),
            checked=Provenance(group.checked.on, "public-sources"),
            sources=tuple(replace(source, year=2009) for source in group.sources),
        ),
    )
    assert (
        words["unreachable"] in lines
        and set(split_sentences(words["unsure"])) < set(lines)
        and "The newest page is from 2009." in lines
    )
    told_us = lines_of(
        catalogue, replace(group, checked=Provenance(catalogue.today, "organisation"))
    )
    assert not set(split_sentences(words["unsure"])) & set(told_us) and any(
        line.startswith("The group told us this in ") for line in told_us
    )


def test_a_place_without_groups_still_helps(catalogue):
    empty = Catalogue([], catalogue.schema, catalogue.instance, catalogue.today)
    for id in ("rutland", "harrogate-north-yorkshire", "wales", "uk"):
        lines = told(EasyRead(empty).place(empty.localities.by_id[id]))
        assert (
            any(line.startswith("We know no group just for people in ") for line in lines)
            and "Tell us" in lines
        )
    for term in empty.communities.values():
        assert empty.messages["easy"]["none"] in told(EasyRead(empty).community(term))


def test_every_view_is_linked_first_on_its_page_and_leads_back(site, views):
    for address in views:
        page, view = (
            (site[1] / place / "index.html").read_text("utf-8")
            for place in (address, urls.easy_read(address))
        )
        root = urls.relative_root(address)
        main = page.partition("<main")[2]
        assert re.search(r'<a href="([^"]*)"', main)[1] == f"{root}{address}easy/", address
        assert (
            f'<link rel="alternate" href="{root}{address}easy/" title="Easy Read" data-easy>'
            in page
        )
        assert f'href="../{root}{address}#full"' in view and 'id="full"' in page


def test_the_longest_views_fit_on_two_sheets_of_paper(chromium, site, views):
    longest = [
        max(
            (address for address in views if address.startswith(kind)),
            key=lambda address: sum(
                len(idea.lines) for part in views[address] for idea in part.ideas
            ),
        )
        for kind in ("orgs/", "places/", "people/", "activities/")
    ]
    page = chromium.new_page()
    for address in longest:
        page.goto(site[0] + urls.easy_read(address))
        # 16 point is 21.3 pixels.
        assert (
            page.locator(".ideas p").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
            >= 21.3
        )
        sheets = page.pdf(format="A4").count(b"/Type /Page\n")
        assert 1 <= sheets <= 2, f"{address} takes {sheets} sheets"
    page.close()
