"""Easy Read: short lines, a picture for each idea, and nothing that the page does not say."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from easy_read_lines import MAX_WORDS, find_long_lines, view_lines
from ulo.catalogue import Catalogue
from ulo.checks import split_sentences
from ulo.core import urls
from ulo.model import AccessFeature, Closure
from ulo.model.organisation import Contact, Provenance
from ulo.site.easy_read import EasyRead, parse_easy_read
from ulo.site.pictures import all_pictures, picture


@pytest.fixture(scope="module")
def catalogue(fictional):
    return fictional


@pytest.fixture(scope="module")
def views(catalogue):
    """The parts of every view, by the address of its page."""
    easy = EasyRead(catalogue)
    return {
        **{urls.organisation(o.slug): easy.organisation(o) for o in catalogue.organisations},
        **{urls.place(page.id): easy.place(page) for page in catalogue.place_pages.by_id.values()},
        **{
            urls.community(term.id): easy.community(term) for term in catalogue.communities.values()
        },
        **{urls.activity(term.id): easy.activity(term) for term in catalogue.activities.values()},
    }


def test_lines_are_short_and_every_idea_has_a_picture(catalogue, views):
    for address, parts in views.items():
        assert parts, address
        for part in parts:
            assert part.heading and part.ideas
            for idea in part.ideas:
                assert "<svg" in picture(catalogue.schema, idea.picture) and idea.lines, (
                    address,
                    idea,
                )
    assert not (long := find_long_lines(catalogue, views)), (
        f"say it in two lines of at most {MAX_WORDS} words: {long}"
    )


def test_every_term_that_views_explain_has_a_picture_of_ours(catalogue):
    """A new term may begin with an icon; those that there are do not go back to one."""
    pictures = all_pictures(catalogue.schema)
    for vocabulary in ("community", "activity", "access", "basis", "reach"):
        for id in catalogue.schema.vocabularies[vocabulary].terms:
            assert f"{vocabulary}/{id}" in pictures


def test_every_picture_is_sound_and_shown_somewhere(catalogue, views, root):
    shown = {idea.picture for parts in views.values() for part in parts for idea in part.ideas}
    for path in (root / "docs").rglob("easy.md"):
        parts = parse_easy_read(path.read_text("utf-8"))
        shown |= {idea.picture for part in parts for idea in part.ideas}
    code = "".join(
        (root / "ulo" / "site" / path).read_text("utf-8")
        for path in ("easy_read/organisation.py", "easy_read/elements.py", "pages/easy_read.html")
    )
    for name in all_pictures(catalogue.schema):
        drawing = picture(catalogue.schema, name)
        svg = ElementTree.fromstring(str(drawing))
        assert svg.get("aria-hidden") == "true" and "style=" not in drawing, name
        of_term = "/" in name
        assert of_term or name in shown or f'"{name}"' in code, f"nobody sees {name}"


def test_a_view_begins_with_what_the_group_is_about(catalogue, group):
    sentence = "People in Leeds who had a stroke meet."
    assert lines_of(catalogue, replace(group, easy_read=sentence))[:4].count(sentence) == 1
    assert any(
        line.startswith("This group is for ")
        for line in lines_of(catalogue, replace(group, easy_read=""))[:4]
    )


def test_no_line_is_a_sentence_of_the_record(catalogue, views):
    for o in catalogue.organisations:
        lines = view_lines(views[urls.organisation(o.slug)])
        own = {
            o.summary,
            o.user_led.evidence,
            *(work.what for work in o.work),
            *(fact.detail for fact in o.access),
        }
        assert not own & set(lines), o.slug


@pytest.fixture
def group(catalogue):
    return next(
        o
        for o in catalogue.organisations
        if not o.closed and o.contact.phone and o.checked.by == "public-sources"
    )


def lines_of(catalogue, o):
    return view_lines(
        EasyRead(
            Catalogue([o], catalogue.schema, catalogue.instance, catalogue.today)
        ).organisation(o)
    )


def test_an_access_feature_with_detail_tells_to_ask(catalogue, group):
    free = replace(group, access=(AccessFeature("free"),))
    some = replace(group, access=(AccessFeature("free", detail="at the drop-in"),))
    ask = catalogue.messages["easy"]["access_more"]
    assert "You do not have to pay." in lines_of(catalogue, free) and ask not in lines_of(
        catalogue, free
    )
    assert "You do not have to pay." in lines_of(catalogue, some) and ask in lines_of(
        catalogue, some
    )


def test_a_closed_group_is_described_in_the_past(catalogue, group):
    lines = lines_of(
        catalogue, replace(group, closed=Closure("https://example.org/end", year=2019))
    )
    assert "This group closed in 2019." in lines and not any(
        "phone" in line or line.startswith("This group helps") for line in lines
    )
    assert any(line.endswith(" led this group.") for line in lines)


def test_what_is_unknown_is_said_to_be_unknown(catalogue, group):
    words = catalogue.messages["easy"]
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
    confirmed = lines_of(
        catalogue, replace(group, checked=Provenance(catalogue.today, "organisation"))
    )
    assert not set(split_sentences(words["unsure"])) & set(confirmed) and any(
        line.startswith("The group told us this in ") for line in confirmed
    )


def test_views_without_groups_ask_for_them(catalogue):
    empty = Catalogue([], catalogue.schema, catalogue.instance, catalogue.today)
    for id in ("rutland", "harrogate-north-yorkshire", "wales", "uk"):
        lines = view_lines(EasyRead(empty).place(empty.place_pages.by_id[id]))
        assert (
            any(line.startswith("We do not know of any group just for people") for line in lines)
            and "Tell us" in lines
        )
    for term in empty.communities.values():
        assert empty.messages["easy"]["none"] in view_lines(EasyRead(empty).community(term))


def test_page_and_view_link_each_other_first(site, views):
    for address in views:
        page, view = (
            (site[1] / place / "index.html").read_text("utf-8")
            for place in (address, urls.easy_read(address))
        )
        root = urls.relative_root(address)
        # Only the way out comes before, on pages that somebody may have to leave quickly.
        links = re.findall(r'<a (data-exit )?(?:[^>]* )?href="([^"]*)"', page.partition("<main")[2])
        [first] = [href for is_exit, href in links[:2] if not is_exit][:1]
        assert first == f"{root}{address}easy/", address
        assert (
            f'<link rel="alternate" href="{root}{address}easy/" title="Easy Read" data-easy>'
            in page
        )
        assert f'href="../{root}{address}#full"' in view and 'id="full"' in page


def test_the_longest_views_fit_on_a_few_sheets(chromium, site, views):
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
        # A group that says all that can be said takes two sheets and a little.
        most = 3 if address.startswith("orgs/") else 2
        assert 1 <= sheets <= most, f"{address} takes {sheets} sheets"
    page.close()


def test_pages_of_people_and_activities_have_our_pictures_too(drawn, fictional):
    for vocabulary, index in (("community", "people/"), ("activity", "activities/")):
        tiles = drawn.pages[index]
        for term in fictional.schema.vocabularies[vocabulary].terms.values():
            heading = drawn.pages[f"{index}{term.id}/"].partition("</h1>")[0]
            own = str(picture(fictional.schema, f"{vocabulary}/{term.id}"))
            assert own in heading and own in tiles, term.id
