"""The guides: their front matter, their Easy Read views, and the sheet for judging what changed."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
import yaml

import sites
from drawing import Drawn
from ulo.catalogue import Catalogue, Guide, Instance
from ulo.catalogue.guides import InvalidGuideError, Source, make_guide
from ulo.checks.readability.sentences import extract_sentences
from ulo.core import urls
from ulo.model import Organisation
from ulo.site.easy_read import Idea, Link, Section, parse_easy_read
from ulo.site.page import evaluate
from ulo.site.pages import easy_read, guides as guide_pages, judging as judging_page
from ulo.site.pictures import picture
from ulo.site.search_index import SearchIndex

SOURCE = {
    "title": "A report",
    "by": "An institute",
    "url": "https://example.org/report",
    "gave": "A number",
}
FRONT_MATTER = {
    "title": "A guide",
    "description": "What it is.",
    "date": date(2026, 11, 22),
    "sources": [SOURCE],
}
EASY = "## What it is\n- `material/phone` One idea. Its second sentence. [A link](site:find/)\n"


def make(schema, easy: str = EASY, **changes) -> Guide:
    return make_guide(
        "guides/a/index.md",
        FRONT_MATTER | changes,
        schema,
        url="guides/a/",
        body='<h2 id="why">Why?</h2>',
        headings=(("why", "Why?"),),
        easy=easy,
    )


def test_a_guide_has_its_front_matter_and_what_was_rendered(schema):
    one = make(schema, in_short=["This."], activities=["peer-support"], part="begin", place=3)
    assert (
        one.sources == (Source(**SOURCE),)
        and one.in_short == ("This.",)
        and one.activities == ("peer-support",)
    )
    assert (one.part, one.place, one.headings, one.easy) == ("begin", 3, (("why", "Why?"),), EASY)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": ""}, 'The head is missing "title".'),
        ({"sources": []}, 'The head is missing "sources".'),
        ({"titel": "A guide"}, 'The head has "titel".'),
        ({"date": "soon"}, '"date" in the head should be a date.'),
        ({"in_short": "This."}, '"in_short" in the head should be a list.'),
        (
            {"activities": ["peer-suport"]},
            '"peer-suport" is not in schema/vocabulary/activity.json.',
        ),
        (
            {"communities": ["peer-support"]},
            '"peer-support" is not in schema/vocabulary/community.json.',
        ),
        (
            {"sources": [SOURCE, {"title": "Another"}]},
            "Source 2 needs title, by, url and gave, and may have a year.",
        ),
        (
            {"sources": [SOURCE | {"pages": "7"}]},
            "Source 1 needs title, by, url and gave, and may have a year.",
        ),
        (
            {"sources": [SOURCE | {"url": "javascript:alert(1)"}]},
            "Source 1 has no web address as its url.",
        ),
        (
            {"sources": [SOURCE | {"url": 7}]},
            "Source 1 should have texts, and a number as its year.",
        ),
        (
            {"sources": [SOURCE | {"year": "2020"}]},
            "Source 1 should have texts, and a number as its year.",
        ),
        ({"sources": 7}, '"sources" in the head should be a list.'),
        ({"place": "third"}, '"place" in the head should be a number.'),
        ({"in_short": [{"Note": "this."}]}, '"in_short" in the head should be a list of texts.'),
        ({"activities": [["peer-support"]]}, '"activities" in the head should be a list of texts.'),
        (
            {"part": "begn"},
            'There is no part "begn". The parts are begin, people, organisations, groups.',
        ),
        (
            {"easy": "- `material/phone` A sentence.\n## A heading"},
            'Its easy.md does not begin with "## A heading".',
        ),
        (
            {"easy": "## A heading\nA sentence."},
            'Line 2 of its easy.md is neither "## A heading" nor',
        ),
    ],
)
def test_faults_are_named(schema, changes, message):
    with pytest.raises(InvalidGuideError) as raised:
        make(schema, **changes)
    assert str(raised.value).startswith("docs/guides/a/index.md: ") and message in str(raised.value)


def test_all_faults_are_named_at_once(schema):
    with pytest.raises(InvalidGuideError) as raised:
        make(schema, title="", activities=["x", "y"])
    assert len(str(raised.value).splitlines()) == 3


def test_easy_read_has_a_line_for_each_sentence_and_link():
    text = (
        "## One\n\n- `material/phone` First. Second. [Call 0800 11](tel:080011)\n"
        "- `material/web` [Find](site:find/) Third.\n\n## Two\n- `material/web` Last.\n"
    )
    assert parse_easy_read(text) == [
        Section(
            "One",
            [
                Idea(
                    "material/phone",
                    (
                        "First.",
                        "Second.",
                        Link("Call 0800\N{NO-BREAK SPACE}11", "tel:080011", external=True),
                    ),
                ),
                Idea("material/web", (Link("Find", "find/"), "Third.")),
            ],
        ),
        Section("Two", [Idea("material/web", ("Last.",))]),
    ]


# --- The guides that there are ----------------------------------------------------------------


def read_guides(root: Path) -> dict[str, tuple[dict, str]]:
    """The head and the Markdown of each guide, by the path of its folder."""
    found = {}
    for path in [
        *sorted((root / "docs" / "guides").glob("*/index.md")),
        root / "docs" / "help-now" / "index.md",
    ]:
        head, _, body = path.read_text("utf-8").removeprefix("---\n").partition("\n---\n")
        found[path.parent.relative_to(root / "docs").as_posix()] = yaml.safe_load(head), body
    return found


@pytest.fixture(scope="module")
def real(root):
    return read_guides(root)


def test_the_guides_are_complete_and_valid(real, root, schema):
    assert len(real) == 14
    words = schema.messages["guides"]["parts"]
    listed = [
        (head["part"], head["place"]) for folder, (head, _) in real.items() if folder != "help-now"
    ]
    assert len(set(listed)) == len(listed) and {part for part, _ in listed} == set(words)
    for folder, (head, body) in real.items():
        easy = (root / "docs" / folder / "easy.md").read_text("utf-8")
        make_guide(
            f"{folder}/index.md",
            head,
            schema,
            url=f"{folder}/",
            body="",
            headings=(),
            easy=easy,
        )
        assert not re.search(r"^# ", body, re.MULTILINE), (
            f"{folder} has a heading of the first level, which stands in its head"
        )
        if folder != "help-now":
            assert (
                2 <= len(head["in_short"]) <= 4 and 600 <= len(re.findall(r"\w+", body)) <= 2200
            ), folder
            assert len(head["sources"]) >= 5, folder


def test_external_links_of_a_guide_are_among_its_sources(real):
    """So that the list of sources is whole. Help now leads to the lines themselves, too."""
    for folder, (head, body) in real.items():
        known = {source["url"] for source in head["sources"]}
        linked = set(re.findall(r"\]\((https?://[^)\s]+)\)", body))
        assert folder == "help-now" or linked <= known, f"{folder}: {linked - known}"


def test_sources_of_a_guide_are_unique(real):
    for folder, (head, _) in real.items():
        urls = [source["url"] for source in head["sources"]]
        assert len(set(urls)) == len(urls), folder


def test_easy_sentences_are_short_and_their_pictures_exist(root, schema):
    for path in (root / "docs").rglob("easy.md"):
        parts = parse_easy_read(path.read_text("utf-8"))
        assert len(parts) >= 3 and all(part.ideas for part in parts), path
        for idea in (idea for part in parts for idea in part.ideas):
            assert "<svg" in picture(schema, idea.picture), f"{path}: {idea.picture}"
            for line in idea.lines:
                text = line if isinstance(line, str) else line.text
                assert len(text.split()) <= 15, f"{path}: {text}"


def test_phone_numbers_of_help_now_agree(real, root):
    """What is dialled is what is read, and Easy Read has no number of its own."""
    body, easy = real["help-now"][1], (root / "docs" / "help-now" / "easy.md").read_text("utf-8")
    numbers = re.compile(r"\[([^\]]*)\]\((?:tel|sms):(\d+)\)")
    for text, number in numbers.findall(body):
        assert re.sub(r"\D", "", text) == number, text
    dialled = {number for _, number in numbers.findall(body)}
    for text, number in numbers.findall(easy):
        assert re.sub(r"\D", "", text) == number and number in dialled, text
    assert {"999", "111", "116123", "85258", "08001111"} <= dialled


def test_guides_use_respectful_words(real):
    for folder, (_, body) in real.items():
        plain = re.sub(r'"[^"]*"', "", body)
        assert not re.search(
            r"\b(suffer(s|er|ers|ing)? from|sufferers?|the disabled|the elderly|wheelchair.bound"
            r"|vulnerable (people|adults))\b",
            plain,
            re.IGNORECASE,
        ), folder


# --- What the records add ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def catalogue(schema) -> Catalogue:
    return sites.catalogue(
        schema, Instance("Led by Us", "https://example.org/", "https://github.com/example/led")
    )


def is_open_and_does(o: Organisation, activity: str) -> bool:
    return activity in o.activities and not o.closed


def test_a_guide_names_groups_by_activity_and_links_all(catalogue):
    one = make(catalogue.schema, activities=["peer-support", "advocacy"])
    named = list(guide_pages.related_groups(catalogue, one))
    assert [(term.id, page) for term, page, _, _ in named] == [
        ("peer-support", "activities/peer-support/"),
        ("advocacy", "activities/advocacy/"),
    ]
    for term, _, total, groups in named:
        assert (
            total == len(catalogue.by_activity[term.id])
            and len(groups) == 3
            and all(is_open_and_does(catalogue.by_slug[o.slug], term.id) for o in groups)
        )
    slugs = [o.slug for _, _, _, groups in named for o in groups]
    assert len(set(slugs)) == len(slugs)


def test_a_guide_names_groups_by_community(catalogue):
    [(term, page, _, groups)] = guide_pages.related_groups(
        catalogue, make(catalogue.schema, communities=["carers"])
    )
    assert (
        (term.id, page) == ("carers", "people/carers/")
        and len(groups) == guide_pages.MAX_GROUPS
        and all("carers" in catalogue.by_slug[o.slug].user_led.led_by for o in groups)
    )


def test_a_guide_without_known_groups_names_none(schema, today):
    empty = Catalogue([], schema, Instance("Nobody Yet"), today)
    assert not list(guide_pages.related_groups(empty, make(schema, activities=["peer-support"])))
    empty.guides = (make(schema, activities=["peer-support"], part="begin"),)
    pages = Drawn(empty, guide_pages, easy_read).pages
    assert 'id="groups"' not in pages["guides/a/"] and "guides/a/easy/" in pages


def test_groups_named_once_leave_no_empty_list(catalogue, schema, today):
    both = [o for o in catalogue.open if {"peer-support", "advocacy"} <= set(o.activities)][:2]
    two = Catalogue(both, schema, Instance("Two"), today)
    two.guides = (make(schema, activities=["peer-support", "advocacy"], part="begin"),)
    content = Drawn(two, guide_pages).pages["guides/a/"]
    assert (
        content.count('<ul class="related">') == 1
        and 'href="../../activities/advocacy/"' in content
    )


def test_a_guide_shows_its_sources_and_its_edit_link(schema, today):
    hostile, empty = (
        '<b>&amp;" onmouseover=alert(1)',
        Catalogue(
            [], schema, Instance("Led by Us", repository="https://github.com/example/led"), today
        ),
    )
    empty.guides = (
        make(
            schema,
            title=hostile,
            part="begin",
            in_short=[hostile],
            sources=[SOURCE | {"title": hostile, "year": 2003}],
        ),
    )
    drawn = Drawn(empty, guide_pages, easy_read)
    page, text = drawn.items["guides/a/"], drawn.pages["guides/a/"]
    assert "<b>" not in text and "An institute, 2003. What we used: A number." in text
    assert (
        'href="https://github.com/example/led/edit/main/docs/guides/a/index.md"' in text
        and "22 November 2026" in text
    )
    assert page.easy_read_url == "guides/a/easy/" and page.section == urls.GUIDES
    assert drawn.json_ld("guides/a/")["citation"] == [
        {"@type": "CreativeWork", "name": hostile, "url": SOURCE["url"]}
    ]
    assert 'href="../guides/a/"' in drawn.pages["guides/"]
    assert "../../../guides/a/#full" in drawn.pages["guides/a/easy/"]


def test_the_crisis_page_is_in_no_list(schema, today):
    empty = Catalogue([], schema, Instance("Nobody Yet"), today)
    empty.guides = (
        make_guide(
            "help-now/index.md",
            FRONT_MATTER,
            schema,
            url=urls.HELP_NOW,
            body="",
            headings=(),
            easy=EASY,
        ),
    )
    pages = Drawn(empty, guide_pages).pages
    assert (
        urls.HELP_NOW not in pages["guides/"].partition("</h1>")[2]
        and "assets/js/help/help_page.js" in pages[urls.HELP_NOW]
    )


def test_the_search_index_has_the_words_of_guides(schema, today):
    empty = Catalogue([], schema, Instance("Nobody Yet"), today)
    empty.guides = (make(schema, in_short=["Bring a cake."], asked=["who bakes"]),)
    files = {file.url: json.loads(evaluate(file.content)) for file in SearchIndex(empty).files}
    main, terms, library = (
        next(content for url, content in files.items() if f"/{name}-" in url)
        for name in ("index", "terms", "library")
    )
    assert library["guides"] == [["guides/a/", "A guide", "what bring cake why"]]
    assert terms["guides"] == [["guides/a/", "A guide", "who bakes"]]
    assert ["find/", "Find"] in main["pages"]


# --- The sheet --------------------------------------------------------------------------------


def test_the_judging_sheet_has_all_of_its_questions(schema, today):
    empty = Catalogue([], schema, Instance("Nobody Yet"), today)
    text, judging = Drawn(empty, judging_page).pages[urls.JUDGING_SHEET], schema.judging
    assert (
        len(judging["questions"]) == 6
        and len(judging["things"]) == 9
        and len(judging["levels"]) == 7
    )
    for thing in judging["things"]:
        assert set(thing) == {"id", "name", "question", "signs", "ways", "judges", "beware"}
        assert f'name="found-{thing["id"]}"' in text and f'name="sure-{thing["id"]}"' in text
    assert text.count('type="radio"') == 3 * 7 + 9 * 4


def test_the_guide_and_the_judging_sheet_agree_on_levels(real, schema):
    body = real["guides/judging-what-changed"][1]
    for number, level in enumerate(schema.judging["levels"]):
        assert f"| {number}. {level['name']} | {level['means']} |" in body
    for one in schema.judging["sure"].values():
        assert f"**{one['name']}.** {one['means']}" in body
    for question in schema.judging["questions"].values():
        assert all(sentence.text.rstrip("?") in body for sentence in extract_sentences(question)), (
            question
        )
