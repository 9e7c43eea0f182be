"""A site in several languages: what is drawn in each, and how their pages lead to each other."""

import json
import re
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import pytest

from pseudo_locale import make_pseudo_locale, use_as_draft
from serving import answering
from sites import DATA, EPOCH, GOLDEN, SETTINGS, copy, run
from ulo.catalogue import Catalogue
from ulo.core import Locale, Messages, use_locale
from ulo.site.addresses import Addresses
from ulo.site.easy_read import EasyRead
from ulo.site.easy_read.elements import RecordText
from ulo.site.edition import Edition, head_links, switch, translate
from ulo.site.languages import FRAME_SECTIONS, PAGE_SECTIONS, SCRIPTED, drawn_modules
from ulo.site.page import ROOT, File, Page, TemplateFile, evaluate
from ulo.site.pages import PAGE_MODULES, build_all
from ulo.site.renderer import Renderer
from ulo.site.serving import LiveSite

NAMES = {module.__name__.rpartition(".")[2] for module in PAGE_MODULES}
HREF = re.compile(r' href="([^"]*)"')


class PartOfLocale(Locale):
    """A locale that has nothing but some sections: a page that looks at another one fails.

    It has all lists of words that people type, and what is said of faults and to programmers:
    those are no sentences of a page, and a language without its own uses those of the main one.
    """

    sections: tuple[str, ...] = ()

    @cached_property
    def messages(self) -> Messages:
        words = (name for name in self.fallback.messages if name.endswith("_words"))
        names = ("locale", "core", "private_files", "rules", *words, *self.sections)
        return {name: self.fallback.messages[name] for name in names}

    def section(self, name: str) -> Messages:
        return self.messages[name]


def part_of(locale: Locale, sections: tuple[str, ...]) -> Locale:
    part = PartOfLocale(locale.folder, locale)
    object.__setattr__(part, "sections", sections)
    return part


def make_language(folder: Path, locale: Locale, *sections: str) -> Locale:
    """A language that has these sections and no other."""
    folder.mkdir()
    for name in sections:
        (folder / f"{name}.json").write_text(json.dumps({name: locale.messages[name]}), "utf-8")
    own = {"locale": {"name": "Iaith", "formats": "cy-GB"}}
    (folder / "locale.json").write_text(json.dumps(own), "utf-8")
    return Locale(folder, locale)


# --- What is drawn ----------------------------------------------------------------------------


@pytest.mark.parametrize("module", sorted(PAGE_SECTIONS))
def test_pages_need_no_section_but_their_own(fictional, module):
    """Each of them is drawn where there is no other. Raises KeyError, or UndefinedError."""
    locale = part_of(fictional.schema.locale, (*FRAME_SECTIONS, *PAGE_SECTIONS[module]))
    catalogue = translate(fictional, locale, fictional.guides)
    renderer, kinds = Renderer(catalogue), set()
    with use_locale(locale):
        for item in build_all(catalogue, {module}):
            if isinstance(item, File):
                evaluate(item.content)
            elif isinstance(item, Page):
                evaluate(item.json_ld)
                renderer.render(item)
                kinds.add(item.template)
    assert kinds or module == "gazetteer"


def test_modules_are_named_as_they_are():
    assert PAGE_SECTIONS.keys() <= NAMES
    assert (
        SCRIPTED.keys() <= PAGE_SECTIONS.keys() >= {n for some in SCRIPTED.values() for n in some}
    )


def test_all_is_drawn_of_a_language_that_has_all(fictional, tmp_path):
    messages = fictional.schema.locale.messages
    whole = make_language(tmp_path / "xx", fictional.schema.locale, *messages.keys() - {"locale"})
    assert drawn_modules(whole) == PAGE_SECTIONS.keys()


def test_only_what_a_language_can_say_is_drawn(fictional, tmp_path):
    main = fictional.schema.locale
    nothing = make_language(tmp_path / "xa", main, "settings")
    assert drawn_modules(nothing) == set()
    settings = make_language(tmp_path / "xb", main, *FRAME_SECTIONS, "settings")
    assert drawn_modules(settings) == {"settings"}
    # Its sections are there, but its script looks for pages of places.
    home = (*FRAME_SECTIONS, *PAGE_SECTIONS["home"])
    assert "home" not in drawn_modules(make_language(tmp_path / "xc", main, *home))


def test_a_section_that_lacks_a_sentence_draws_nothing(fictional, tmp_path):
    main = fictional.schema.locale
    locale = make_language(tmp_path / "xx", main, *FRAME_SECTIONS, "settings")
    del locale.own_messages["settings"]["title"]
    assert drawn_modules(locale) == set()


def test_edition_has_pages_below_its_prefix(fictional, tmp_path):
    locale = make_language(tmp_path / "xx", fictional.schema.locale, *FRAME_SECTIONS, "settings")
    edition = Edition(translate(fictional, locale, ()), "xx/", (), ["help/"])
    assert [item.url for item in edition.items] == ["settings/"]
    assert [edition.below(item).url for item in edition.items] == ["xx/settings/"]
    assert edition.has("settings/") and edition.has("help/") and not edition.has("find/")


def test_feeds_and_guides_of_the_main_language_are_left_to_it(pseudo_edition):
    feeds = [item for item in pseudo_edition.items if isinstance(item, TemplateFile)]
    assert feeds == [] and pseudo_edition.has("guides/")


@pytest.fixture(scope="module")
def pseudo_edition(fictional: Catalogue, tmp_path_factory) -> Edition:
    project = copy(tmp_path_factory.mktemp("pseudo") / "project", GOLDEN)
    locale = Locale(make_pseudo_locale(project), fictional.schema.locale)
    return Edition(translate(fictional, locale, ()), "en-XA/")


# --- Links ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "placed"),
    [
        (f'<a href="{ROOT}find/?q=x">', '<a href="../find/?q=x">'),
        (f'<a class="a" href="{ROOT}data/">', '<a class="a" hreflang="en" href="../../data/">'),
        (f'<a href="{ROOT}data/#part">', '<a hreflang="en" href="../../data/#part">'),
        (f'<img src="{ROOT}assets/mark.svg">', '<img src="../../assets/mark.svg">'),
        (f'<link href="{ROOT}assets/site.css?1">', '<link href="../../assets/site.css?1">'),
        (f'<form data-root="{ROOT}" data-where="{ROOT}find/">', None),
        (f'<a href="{ROOT}">', '<a href="../">'),
    ],
)
def test_links_stay_in_a_language_where_it_has_the_page(html, placed):
    addresses = Addresses("xx/", "en", lambda: {"", "find/", "settings/"})
    expected = placed or '<form data-root="../" data-where="../find/">'
    assert addresses.fill(html, "xx/settings/") == expected


def test_links_of_the_main_language_are_as_ever():
    addresses = Addresses("", "en", lambda: {"find/"})
    assert addresses.fill(f'<a href="{ROOT}data/">', "find/") == '<a href="../data/">'
    assert addresses.from_top("find/index.json") == "find/index.json"


def test_head_and_switch_name_the_other_languages(fictional, tmp_path):
    locale = make_language(tmp_path / "xx-draft", fictional.schema.locale, *FRAME_SECTIONS)
    main = Edition(fictional, "", (), ["help/"])
    other = Edition(translate(fictional, locale, ()), "xx/", (), ["", "help/"])
    both = [main, other]
    head = head_links(both, other, "help/", "https://example.org/")
    assert 'name="robots" content="noindex"' in head
    assert 'hreflang="en" href="https://example.org/help/"' in head
    assert 'hreflang="xx" href="https://example.org/xx/help/"' in head
    assert 'hreflang="x-default" href="https://example.org/help/"' in head
    assert 'hreflang="xx" href="../xx/help/"' in head_links(both, main, "help/", "")
    assert head_links(both, main, "find/", "") == ""
    assert '<a href="../xx/help/" lang="xx" hreflang="xx">Iaith</a>' in switch(both, main, "help/")
    # What a language does not have leads to its home page.
    assert '<a href="../xx/" lang="xx"' in switch(both, main, "find/")
    assert '<a href="../../help/" lang="en" hreflang="en">English</a>' in switch(
        both, other, "help/"
    )


# --- A whole site -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def built(bilingual) -> Path:
    return bilingual[1]


def read(built: Path, url: str) -> str:
    return (built / url / "index.html").read_text("utf-8")


def test_pages_say_which_language_they_are_in(built):
    page = read(built, "en-XA/orgs/northside-voices")
    assert '<html lang="en-XA" data-formats="en-GB" data-below="en-XA/">' in page
    assert '<h1 lang="en">Northside Voices</h1>' in page
    assert "Ţhîš îš à dřàft" in page and 'content="noindex"' in page
    main = read(built, "orgs/northside-voices")
    assert '<html lang="en" data-formats="en-GB">' in main and 'lang="en">' not in main_part(main)
    assert "noindex" not in main and "This is a draft" not in main


def main_part(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


def test_easy_read_says_which_language_the_words_of_a_record_are_in(built, fictional):
    pages = [path.read_text("utf-8") for path in (built / "en-XA").rglob("easy/index.html")]
    links = re.findall(r'<a href="[./]*/orgs/[a-z-]+/easy/"[^>]*>', "".join(pages))
    assert links and all(' lang="en"' in link for link in links)
    o = replace(fictional.by_slug["leeds-speak-up"], easy_read="People speak up. They meet.")
    about = EasyRead(fictional).organisation(o)[0].ideas[-1]
    assert about.lines == ("People speak up.", "They meet.")
    assert all(isinstance(line, RecordText) for line in about.lines)


def test_pages_of_one_language_lead_to_each_other(built):
    page = read(built, "en-XA/places/leeds")
    links = HREF.findall(page)
    assert "../../orgs/northside-voices/" in links and "../../../data/" in links
    assert "../../../places/leeds/" in links and "../../../assets/site.css" in " ".join(links)
    # What a script goes on from is a folder of this language.
    assert 'data-root="../"' in read(built, "en-XA/add")


def test_search_of_a_language_has_its_own_words_and_addresses(built):
    folder = built / "en-XA" / "find"
    index = json.loads(next(folder.glob("index-*.json")).read_text("utf-8"))
    assert "řéšûļt" in index["say"]["results"]["other"]
    addresses = dict(index["pages"])
    assert "places/" in addresses and "../help/" in addresses
    terms = json.loads(next(folder.glob("terms-*.json")).read_text("utf-8"))
    carers = next(names for facet, id, names in terms["concepts"] if id == "carers")
    assert carers[0].startswith("Çàřéřš") and "Carers" in carers
    offline = re.search(r'data-offline="([^"]*)"', read(built, "en-XA/find"))[1].split()
    assert all((built / name.partition("?")[0]).is_file() for name in offline)
    assert any(name.startswith("en-XA/find/") for name in offline)


def test_pages_of_the_main_language_differ_by_their_links_to_the_other(built, unconfigured):
    page = read(built, "settings")
    page = re.sub(r'<link rel="alternate" hreflang[^>]*>\n?', "", page)
    page = re.sub(r'\n<div class="width languages">.*?</div>\n', "", page)
    page = page.replace("\n\n<", "\n<")
    alone = read(unconfigured / "site", "settings").replace("\n\n<", "\n<")
    assert main_part(page) == main_part(alone)
    assert page.count("en-XA") == 0


def test_sitemap_leaves_a_draft_out(built):
    sitemap = (built / "sitemap.xml").read_text("utf-8")
    assert "/led/settings/</loc>" in sitemap and "en-XA" not in sitemap


# --- Building ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """A project with a tiny second language, and its site."""
    folder = copy(tmp_path_factory.mktemp("tiny") / "project", DATA / "golden" / "orgs")
    english = Locale(folder / "schema" / "locales" / "en")
    make_language(folder / "schema" / "locales" / "xx", english, *FRAME_SECTIONS, "settings")
    settings = folder / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("languages: [en]", "languages: [en, xx]")
    settings.write_text(text, "utf-8")
    (folder / "docs" / "xx").mkdir()
    (folder / "docs" / "xx" / "help.md").write_text("# Cymorth\n\n[Settings](site:settings/)\n")
    (folder / "docs" / "help.md.update").write_text("# Help\n")
    done = run(folder, *SETTINGS)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_tiny_language_has_its_few_pages(project):
    site = project / "site" / "xx"
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert pages == {"settings/index.html", "help/index.html"}
    page = read(project / "site", "xx/help")
    assert '<html lang="xx"' in page and '<a href="../settings/"' in page
    assert '<a hreflang="en" href="../../find/"' in page
    assert "xx/settings/</loc>" in (project / "site" / "sitemap.xml").read_text("utf-8")


def test_what_an_update_puts_beside_a_file_is_not_published(project):
    assert not list((project / "site").rglob("*.update"))


def test_second_build_makes_the_same_site(project):
    def contents() -> dict[str, bytes]:
        paths = (path for path in (project / "site").rglob("*") if path.is_file())
        return {str(path): path.read_bytes() for path in paths}

    before = contents()
    assert run(project, *SETTINGS).returncode == 0
    assert contents() == before


def test_parts_of_a_site_in_two_languages_are_joined(project):
    whole = {path: path.read_bytes() for path in (project / "site").rglob("*") if path.is_file()}
    for part in ("1/2", "2/2"):
        assert run(project, *SETTINGS, "--shard", part).returncode == 0
    assert run(project, *SETTINGS, "--join").returncode == 0
    assert {p: p.read_bytes() for p in (project / "site").rglob("*") if p.is_file()} == whole


def test_pages_in_another_language_are_served(project, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    site = LiveSite(project)
    site.update()
    with answering(site) as client:
        answer = client.ask("/xx/settings/")
    assert answer.status == 200 and b'<html lang="xx"' in answer.body


def test_pages_in_a_language_that_is_not_listed_are_no_pages(tmp_path):
    folder = copy(tmp_path / "project", GOLDEN)
    use_as_draft(folder)
    settings = folder / "mkdocs.yml"
    settings.write_text(re.sub(r"languages: \[.*\]", "languages: [en]", settings.read_text()))
    (folder / "docs" / "en-XA").mkdir()
    (folder / "docs" / "en-XA" / "help.md").write_text("# Cymorth\n")
    assert run(folder, *SETTINGS).returncode == 0
    assert not (folder / "site" / "en-XA").exists()
