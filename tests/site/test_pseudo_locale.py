"""No sentence of a page stands in code or in a template: a site in a made-up language has none."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from page_kinds import NOT_FOUND, WRITTEN_BY_HAND, template_of, templates_by_url
from plain_english import PlainEnglish
from pseudo_locale import accent, accent_all, is_accented
from sites import SETTINGS
from ulo.catalogue import Catalogue

MAIN = re.compile(r"<main\b.*</main>", re.DOTALL)
# What hand-written pages are called, and what they say of themselves.
HEAD = re.compile(r"^(?:title: |description: |summary: |#+ )\"?(.*?)\"?$", re.MULTILINE)
# So many pages of each template are looked at.
MOST_OF_A_KIND = 12
# What whoever runs a site says in mkdocs.yml.
OF_THE_INSTANCE = ("Led by Us", "the contributors to Led by Us", *SETTINGS)
# Guides, and the sheet's own template, which is ours.
GUIDE_TEMPLATES = ("guide.html", WRITTEN_BY_HAND)
# The page of the rules, whose words stand with their code.
FOR_DEVELOPERS = ("rules.html",)


@pytest.fixture(scope="module")
def finder(fictional: Catalogue, root: Path) -> PlainEnglish:
    sources = json.loads((root / "schema" / "geography" / "sources.json").read_text("utf-8"))
    pages = (path.read_text("utf-8") for path in (root / "docs").rglob("*.md"))
    heads = [head for page in pages for head in HEAD.findall(page)]
    return PlainEnglish(fictional, [*OF_THE_INSTANCE, *_texts(sources), *heads])


def _texts(value: object) -> list[str]:
    if isinstance(value, dict | list):
        return [text for part in _parts(value) for text in _texts(part)]
    return [value] if isinstance(value, str) else []


def _parts(value: dict | list) -> list:
    return [*value.values()] if isinstance(value, dict) else value


def test_nothing_on_the_pages_stayed_in_english(pseudo, fictional, finder):
    folder, templates, seen = pseudo[1], templates_by_url(fictional), Counter()
    found: dict[tuple[str, str], str] = {}
    for path in sorted(folder.rglob("*.html")):
        url = path.relative_to(folder).as_posix().removesuffix("index.html")
        kind = NOT_FOUND if url == NOT_FOUND else template_of(url, templates)
        seen[kind] += 1
        if seen[kind] > MOST_OF_A_KIND or kind in FOR_DEVELOPERS:
            continue
        html = path.read_text("utf-8")
        if kind in GUIDE_TEMPLATES or (kind == "easy_read.html" and url not in templates):
            # What people write by hand is a page of each language.
            html = MAIN.sub("", html)
        for text in finder.find(html):
            found.setdefault(text, url)
    assert len(seen) > 40
    told = [f"{url}: {where}: {text}" for (where, text), url in found.items()]
    assert not told, "\n".join(told[:30])


def test_words_that_scripts_fetch_are_translated(pseudo):
    folder = pseudo[1]
    index = json.loads(next((folder / "find").glob("index-*.json")).read_text("utf-8"))
    answers = json.loads((folder / "places" / "answers.json").read_text("utf-8"))
    shown = _texts([index["say"], index["groups"], answers["answers"]])
    sentences = [text for text in shown if " " in text]
    assert sentences and [text for text in sentences if not is_accented(text)] == []


@pytest.mark.parametrize(
    "left",
    [
        "<p>This stayed in English.</p>",
        '<p lang="en-XA">Ţhîš: stayed in English</p>',
        '<img alt="A map of the country">',
        '<input placeholder="Type it here">',
        '<meta name="description" content="All about it">',
        '<form data-words="{&quot;a&quot;: &quot;Press it again&quot;}"></form>',
        '<div data-failed="It could not be found"></div>',
    ],
)
def test_a_text_that_stayed_in_english_is_found(finder, left):
    assert [*finder.find(f'<html lang="en-XA"><body>{left}</body></html>')]


@pytest.mark.parametrize(
    "fine",
    [
        "<p>Ţhîš ŵàš špökéñ.</p>",
        '<p lang="en">This is in English, and says so.</p>',
        "<p>Ļàšt 12 November 2026, Leeds</p>",
        "<code>python3 build.py check</code>",
        "<p>https://example.org/about/this/page</p>",
        "<script>const it = 'is not read';</script>",
    ],
)
def test_what_is_no_sentence_of_ours_is_left_alone(finder, fine):
    assert [*finder.find(f'<html lang="en-XA"><body>{fine}</body></html>')] == []


def test_gaps_tags_links_and_code_stay_what_they_are():
    text = "See {name}: **bold**, [the form](add/), `led_by`, <b>now</b> at https://example.org/x"
    accented = accent(text)
    for kept in ("{name}", "**", "(add/)", "`led_by`", "<b>", "</b>", "https://example.org/x"):
        assert kept in accented
    assert "the form" not in accented and "See" not in accented
    assert len(accent("A sentence of some length.")) >= 1.35 * len("A sentence of some length.")
    forms = {"one": "{n} group", "other": "{n} groups"}
    assert accent_all({"counts": forms})["counts"].keys() == forms.keys()
    assert accent_all({"locale": {"formats": "en-GB"}, "n": 3, "list": ["One", "{n}"]}) == {
        "locale": {"formats": "en-GB"},
        "n": 3,
        "list": [accent("One"), "{n}"],
    }
