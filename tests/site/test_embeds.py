"""Lists for other sites: the right groups, nothing of a stranger's, and nothing that runs."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from urllib.parse import urlsplit

import html5lib
import pytest

import markup
from drawing import Drawn
from first_principles import Facts
from sites import CATALOGUE, TODAY, catalogue as read_catalogue
from ulo.catalogue import Catalogue, Instance
from ulo.core import urls
from ulo.exports import EMBED_POLICY
from ulo.site import embeds as lists
from ulo.site.frame import Frame
from ulo.site.link_check import LinkReader, find_broken_links
from ulo.site.pages import embeds
from ulo.site.plan import SitePlan
from ulo.site.tree import SiteTree
from ulo.site.writing import BrokenLinksError, SiteWriter

ADDRESS = "https://example.org/led/"
INSTANCE = Instance("Led by Us", ADDRESS, licence_holder="the contributors")
GROUP = re.compile(r'href="(?:\.\./|https://example\.org/led/)*orgs/([a-z0-9-]+)/"')
NASTY = "<script>alert(1)</script><b onclick=x>\"'&amp; {height}"
FRAGMENT_TAGS = {"section", "h2", "h3", "ul", "li", "p", "a", "strong"}


@pytest.fixture(scope="module")
def groups(schema) -> Catalogue:
    return read_catalogue(schema, INSTANCE)


@pytest.fixture(scope="module")
def drawn(groups) -> Drawn:
    return Drawn(groups, embeds)


@pytest.fixture(scope="module")
def every(groups) -> dict[str, lists.Embed]:
    """All lists by kind and id, such as place/leeds."""
    return {f"{one.kind}/{one.id}": one for one in lists.list_embeds(groups)}


def frame(drawn: Drawn, kind: str, id: str) -> str:
    return drawn.files[urls.embed(kind, id)].decode()


def fragment(drawn: Drawn, kind: str, id: str) -> str:
    return drawn.files[urls.embed_fragment(kind, id)].decode()


def texts(drawn: Drawn, every: dict[str, lists.Embed]) -> Iterator[tuple[str, str]]:
    """The frame and the fragment of each list."""
    for one in every.values():
        yield one.url, frame(drawn, one.kind, one.id)
        yield urls.embed_fragment(one.kind, one.id), fragment(drawn, one.kind, one.id)


def attributes(text: str) -> Iterator[tuple[str, str, str]]:
    for element in html5lib.parse(text, namespaceHTMLElements=False).iter():
        for name, value in element.items():
            yield element.tag, name, value


def small(schema, *groups, **settings) -> Catalogue:
    return Catalogue(groups, schema, replace(INSTANCE, **settings), TODAY)


# --- Which groups --------------------------------------------------------------------------------


def test_a_place_has_the_groups_for_it_and_for_its_parts_and_no_others(every):
    facts = Facts(CATALOGUE / "orgs")
    for place, area in facts.areas.items():
        if area["kind"] == "country":
            wanted = {
                slug for slug, group in facts.groups.items() if place in facts.areas_of(group)
            }
        else:
            here = facts.councils[place]
            wanted = {
                slug
                for slug, group in facts.groups.items()
                for one in facts.areas_of(group)
                if here & facts.councils[one] and not here < facts.councils[one]
            }
        found = every.get(f"place/{place}")
        listed = {o.slug for o in found.sections[""]} if found else set()
        assert listed == wanted, place
        # Who has no group has no list.
        assert bool(found) == bool(wanted)


def test_people_and_networks_have_theirs(every):
    facts = Facts(CATALOGUE / "orgs")
    for people in facts.communities.values():
        wanted = {
            slug
            for slug, group in facts.groups.items()
            if people in group["user_led"]["led_by"] or people in group.get("for", ())
        }
        found = every.get(f"people/{people}")
        parts = found.sections.values() if found else ()
        assert {o.slug for part in parts for o in part} == wanted
    networks = {one.id: one for one in every.values() if one.kind == "network"}
    named = {n for group in facts.groups.values() for n in group.get("networks", ())}
    assert set(networks) == named & set(facts.groups)
    for id, one in networks.items():
        members = {slug for slug, group in facts.groups.items() if id in group.get("networks", ())}
        assert {o.slug for o in one.sections[""]} == members


def test_both_forms_show_the_groups_up_to_a_number_and_lead_to_all(groups, every, monkeypatch):
    monkeypatch.setattr(lists, "MAX_ROWS", 7)
    drawn, cut = Drawn(groups, embeds), 0
    for one in every.values():
        slugs = [o.slug for part in one.sections.values() for o in part]
        for text in (frame(drawn, one.kind, one.id), fragment(drawn, one.kind, one.id)):
            rows = GROUP.findall(text.partition("<ul>")[2].partition("From")[0])
            # Behind them, the page of a network stands as that with all members.
            assert rows[:7] == slugs[:7] or rows[: len(slugs)] == slugs, one.url
            is_cut = len(slugs) > 7
            assert (f"See all {len(slugs)} groups" in text) == is_cut
            cut += is_cut
            count = f"{len(slugs)} group{'s' if len(slugs) > 1 else ''}"
            assert f"<p>{count}</p>" in text
    assert cut > 20


def test_groups_that_closed_are_in_no_list(groups, drawn, every):
    closed = {o.slug for o in groups.closed}
    assert closed
    for url, text in texts(drawn, every):
        assert closed.isdisjoint(GROUP.findall(text)), url


def test_a_network_that_closed_and_a_directory_without_groups_have_none(schema, groups):
    network = next(groups.by_slug[slug] for slug in groups.members)
    member = groups.members[network.slug][0]
    closed = replace(groups.closed[0].closed, successor="")
    gone = small(schema, replace(network, closed=closed), member)
    assert f"embed/network/{network.slug}/" not in Drawn(gone, embeds).items
    nothing = Drawn(small(schema), embeds)
    assert list(nothing.items) == [urls.EMBED_HELP]
    assert "We don&#39;t know of any groups yet." in nothing.pages[urls.EMBED_HELP]


def test_the_newest_change_is_said(drawn, every):
    one = every["place/leeds"]
    newest = max(max(o.added, o.checked.on) for o in one.sections[""])
    said = f"Last changed on {newest.day} {newest:%B} {newest.year}."
    assert said in frame(drawn, "place", "leeds") and said in fragment(drawn, "place", "leeds")


def test_who_may_be_gone_is_marked_in_both_forms(groups, drawn, every):
    marked = 0
    for one in every.values():
        rows = [groups.rows.organisation(o) for part in one.sections.values() for o in part]
        unsure = [row.freshness_text for row in rows[:50] if row.freshness == "unconfirmed"]
        for text in (frame(drawn, one.kind, one.id), fragment(drawn, one.kind, one.id)):
            body = text.partition("<details")[0] + text.partition("</details>")[2]
            assert re.findall("<strong>(.*?)</strong>", body) == unsure, one.url
        marked += len(unsure)
    assert marked > 50


# --- What they are made of -----------------------------------------------------------------------


def test_a_frame_is_a_sound_page_that_runs_and_fetches_nothing(drawn, every):
    for one in every.values():
        text = frame(drawn, one.kind, one.id)
        assert not markup.judged(text), one.url
        assert f'content="{EMBED_POLICY}"' in unescape(text)
        assert '<meta name="robots" content="noindex">' in text
        assert f'<link rel="canonical" href="{ADDRESS}{one.page}">' in text
        for tag, name, value in attributes(text):
            assert tag not in ("script", "style", "iframe", "img", "form", "object"), one.url
            assert name != "style" and not name.startswith("on"), one.url
            if tag == "link" and name == "href":
                assert value.startswith(("../../../assets/", ADDRESS)), one.url
        assert "default-src 'none'" in EMBED_POLICY and "script" not in EMBED_POLICY


def test_a_fragment_is_plain_html_with_addresses_in_full(drawn, every):
    for one in every.values():
        text = fragment(drawn, one.kind, one.id)
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        root = parser.parseFragment(text)
        assert {e.tag for e in root.iter()} - {"DOCUMENT_FRAGMENT"} <= FRAGMENT_TAGS, one.url
        assert text.startswith('<section lang="en">') and text.rstrip().endswith("</section>")
        for element in root.iter():
            assert set(element.keys()) <= {"href", "rel", "lang"}
            if href := element.get("href"):
                assert re.match(r"https?://[^/]+|tel:|mailto:", href), href
        assert f'From <a href="{ADDRESS}{one.page}">Led by Us</a>' in text
        assert "CC BY 4.0" in text and "Please credit the contributors." in text


def test_the_links_of_both_lead_somewhere(site):
    """Those of a frame are checked by each build; here, those of a fragment are, too."""
    folder = site[1]
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    reader, read, ours = LinkReader("/led/"), {}, 0
    for path in (folder / "embed").rglob("*.html"):
        url, text = path.relative_to(folder).as_posix(), path.read_text("utf-8")
        root = urls.relative_root(url)
        ours += text.count(f'href="{ADDRESS}')
        text = text.replace(f'href="{ADDRESS}', f'href="{root}')
        read[url] = reader.read(url, text)
    pages = {name.removesuffix("index.html"): "" for name in files}
    assert ours > 500 and len(read) > 200
    assert not list(find_broken_links(read, {*files, *pages}))


def test_each_build_looks_at_the_links_of_a_frame(groups, tmp_path):
    slots = "".join(f"%%{name}%%" for name in ("lang", "title", "head", "root", "content"))
    plan = SitePlan(groups, Frame(slots, INSTANCE, groups.messages, set()))
    plan.items = [Drawn(groups, embeds).items["embed/place/leeds/"]]
    for folder in ("shell", "site"):
        (tmp_path / folder).mkdir()
    writer = SiteWriter(plan, tmp_path / "shell", "/", SiteTree(tmp_path / "site", {}))
    with pytest.raises(BrokenLinksError, match="embed/place/leeds/: orgs/"):
        writer.write(workers=1)
    assert (tmp_path / "site" / "embed" / "place" / "leeds" / "index.html").is_file()


def test_no_search_engine_is_told_of_a_list(site):
    listed = re.findall("<loc>(.*?)</loc>", (site[1] / "sitemap.xml").read_text("utf-8"))
    assert f"{ADDRESS}data/embed/" in listed
    assert not [address for address in listed if address.startswith(f"{ADDRESS}embed/")]


def test_nothing_that_a_record_says_becomes_markup(schema, groups):
    one = next(o for o in groups.open if o.contact.website and o.contact.email)
    network = replace(one, slug="the-network", name=NASTY, networks=())
    nasty = replace(
        one, slug="nasty", name=f"{NASTY} two", summary=NASTY, networks=("the-network",)
    )
    catalogue = small(schema, network, nasty)
    drawn = Drawn(catalogue, embeds)
    files = {url: drawn.files[url].decode() for url in drawn.files}
    files[urls.EMBED_HELP] = drawn.pages[urls.EMBED_HELP]
    assert "embed/network/the-network/" in files
    for url, text in files.items():
        assert "<script>" not in text and "<b " not in text, url
        assert not any(name.startswith("on") for _, name, _ in attributes(text)), url
    [embed] = [one for one in lists.list_embeds(catalogue) if one.kind == "network"]
    snippet = lists.frame_snippet(catalogue, embed, 600)
    [element] = html5lib.parseFragment(snippet, namespaceHTMLElements=False)
    assert element.tag == "iframe" and NASTY in element.get("title") and not len(element)


def test_no_list_says_where_a_door_is(groups, drawn, every):
    exact = [
        (o, value)
        for o in groups.open
        for value in (o.based_in.address, o.based_in.postcode, o.based_in.district)
        if value
    ]
    assert exact
    for url, text in texts(drawn, every):
        shown = set(GROUP.findall(text))
        for o, value in exact:
            # The name of a group may have the same words in it.
            if o.slug in shown and value not in f"{o.name} {o.summary}":
                assert value not in unescape(text), (url, value)


def test_who_may_be_in_danger_finds_help_and_the_way_out(schema, drawn, every):
    helped = 0
    for one in every.values():
        text, plain = frame(drawn, one.kind, one.id), fragment(drawn, one.kind, one.id)
        terms = [schema.vocabularies["community"][one.id]] if one.kind == "people" else []
        for term in terms:
            assert one.helps == bool(term.at_risk or term.crisis), one.url
            assert list(one.exit_kinds) == ([term.crisis] if term.crisis else [])
        assert (urls.HELP_NOW in text) == (urls.HELP_NOW in plain) == one.helps
        assert (schema.country.harmless_page in text) == bool(one.exit_kinds)
        assert ("tel:08082000247" in text) == ("abuse" in one.exit_kinds)
        helped += one.helps
    assert helped
    assert "abuse" in every["people/survivors-of-abuse"].exit_kinds


# --- The page that tells how ---------------------------------------------------------------------


def test_the_page_names_every_list_with_its_number(drawn, every):
    text = drawn.pages[urls.EMBED_HELP]
    rows = re.findall(
        r'<li data-title="([^"]*)"><a href="(?:\.\./)*([^"]*)">[^<]*</a> <code>([^<]*)</code> '
        r'<span class="note">(\d+)</span>',
        text,
    )
    found = {name: (unescape(title), url, int(count)) for title, url, name, count in rows}
    assert len(rows) == len(found)
    assert found == {name: (one.title, one.url, one.count) for name, one in every.items()}


def test_its_example_is_the_council_with_most_groups_and_valid(groups, drawn, every):
    councils = [
        one
        for one in every.values()
        if one.kind == "place" and groups.areas[one.id].kind == "council"
    ]
    most = max(one.count for one in councils)
    text = drawn.pages[urls.EMBED_HELP]
    code = [unescape(found) for found in re.findall(r"<code>(&lt;.*?)</code>", text)]
    [name] = re.findall("Change the words <strong>(.*?)</strong>", text)
    assert every[name] in councils and every[name].count == most
    for snippet in code:
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        [element] = parser.parseFragment(snippet)
        address = element.get("src") or element.get("href")
        assert urlsplit(address).netloc == "example.org"
    [shown] = html5lib.parseFragment(code[0], namespaceHTMLElements=False)
    assert shown.get("src") == f"{ADDRESS}{every[name].url}"
    assert shown.get("title") == f"{every[name].title} (Led by Us)"
    # A width in per cent is no HTML; what is not set by a style has to be a number.
    assert shown.get("width") is None and shown.get("height").isdigit()


def test_without_an_address_there_is_no_html_to_paste(schema, groups):
    bare = Drawn(Catalogue(groups.organisations, schema, Instance("Led by Us"), TODAY), embeds)
    assert not [url for url in bare.items if url.endswith("fragment.html")]
    assert "embed/place/leeds/" in bare.items
    assert 'value="html"' not in bare.pages[urls.EMBED_HELP]
    assert "canonical" not in bare.files["embed/place/leeds/"].decode()


def test_lists_of_this_site_lead_to_the_page(fictional, every):
    drawn = Drawn(fictional)
    for one in every.values():
        if one.kind != "network":
            builder = urls.embed_builder(one.kind, one.id)
            assert f'/{builder}"' in drawn.pages[one.page], one.page
    empty = next(id for id in fictional.areas if f"place/{id}" not in every)
    assert urls.EMBED_HELP not in drawn.pages[urls.place(empty)]
