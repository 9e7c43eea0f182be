"""After any edits the site is byte for byte what a clean build makes of the same records."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings, strategies as st

from sites import TODAY, catalogue, with_large_towns
from ulo.catalogue import Catalogue, Instance
from ulo.model import Closure, Organisation
from ulo.site.fingerprint import Fingerprints
from ulo.site.frame import Frame
from ulo.site.page import File, Page, settle
from ulo.site.plan import SitePlan
from ulo.site.text import format_size
from ulo.site.tree import Notes, SiteTree
from ulo.site.writing import SiteWriter

FRAME = (
    "<!DOCTYPE html><html lang=%%lang%%><title>%%title%%</title>%%head%%"
    '<a href="%%root%%about/">About</a>%%content%%</html>'
)
INSTANCE = Instance("Example", "https://example.org/")
# Many pages are alike but for their subject; a few of each sort are enough.
MANY = ("activities/", "places/", "resources/", "work/join/", "work/kind/", "work/place/")
SAMPLE = (
    *("leeds", "bradford", "wales", "yorkshire", "uk"),
    *("peer-support", "training", "evaluating-impact", "seen-and-not-heard"),
)
# How many groups there are in the edited sites: at first, and at most.
GROUPS, MOST_GROUPS = 14, 18


class Site:
    """A site that is built again and again, as `build` does it, of a part of its pages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.shell = folder / "shell"
        (self.shell / "about").mkdir(parents=True)
        (self.shell / "about" / "index.html").write_text('<h1 id="main">About</h1>')
        self.notes: list[Notes] = [{}, {}]
        self.trees = [folder / "next", folder / "site"]
        for tree in self.trees:
            tree.mkdir()

    def build(self, catalogue: Catalogue, workers: int = 1) -> set[str]:
        """Brings the site up to date, and gives the URLs that this process has drawn for it."""
        plan = SitePlan(catalogue, Frame(FRAME, INSTANCE, catalogue.messages, set()))
        plan.items = [item for item in plan.items if is_in_sample(item.url)]
        drawn = count_calls(plan.renderer, "render")
        tree, last = (SiteTree(*pair) for pair in zip(self.trees, self.notes, strict=True))
        writer = SiteWriter(plan, self.shell, "/", tree, [last])
        # The links to all other places lead nowhere here.
        writer.link_reader.read = lambda url, text: None
        self.notes[0] = writer.write(workers).notes
        self.trees.reverse()
        self.notes.reverse()
        return {item.url for (item,) in drawn}

    def content(self) -> dict[str, bytes]:
        site = self.trees[1]
        return {
            path.relative_to(site).as_posix(): path.read_bytes()
            for path in site.rglob("*")
            if path.is_file()
        }


def is_in_sample(url: str) -> bool:
    return not url.startswith(MANY) or url in MANY or any(name in url for name in SAMPLE)


def count_calls(thing: object, name: str) -> list[object]:
    calls, function = [], getattr(thing, name)

    def counted(*args):
        calls.append(args)
        return function(*args)

    setattr(thing, name, counted)
    return calls


def clean(catalogue: Catalogue) -> dict[str, bytes]:
    with TemporaryDirectory() as folder:
        site = Site(Path(folder))
        site.build(catalogue)
        return site.content()


@pytest.fixture(scope="module")
def fictional(schema, tmp_path_factory) -> Catalogue:
    folder = tmp_path_factory.mktemp("schema") / "schema"
    return catalogue(with_large_towns(schema, folder))


@pytest.fixture(scope="module")
def make(fictional) -> Callable[..., Catalogue]:
    """Makes a catalogue of some of the groups, with the library of all."""

    def make(organisations: list[Organisation], today: date = TODAY) -> Catalogue:
        slugs = {o.slug for o in organisations}
        catalogue = Catalogue(
            [without_missing_successor(o, slugs) for o in organisations],
            fictional.schema,
            INSTANCE,
            today,
            fictional.resources,
            fictional.glossary_entries,
        )
        catalogue.__dict__["geocoder"] = fictional.geocoder
        return catalogue

    return make


def without_missing_successor(o: Organisation, slugs: set[str]) -> Organisation:
    """No check lets a group be carried on by one that is not in the directory."""
    if o.closed and o.closed.successor not in slugs:
        return replace(o, closed=replace(o.closed, successor=""))
    return o


def renamed(o: Organisation) -> Organisation:
    return replace(o, name=f"The {o.name}")


def described(o: Organisation) -> Organisation:
    return replace(o, summary=f"{o.summary} They meet on Mondays.")


def closed(o: Organisation) -> Organisation:
    return replace(o, closed=Closure(year=2025, about=False, source="https://example.org/end"))


def moved(o: Organisation) -> Organisation:
    return replace(o, area=replace(o.area, serves=("leeds",), reach="local"))


def without_work(o: Organisation) -> Organisation:
    return replace(o, work=())


def networked(o: Organisation) -> Organisation:
    return replace(o, networks=("northside-voices", "Some network"))


CHANGES = [renamed, described, closed, moved, without_work, networked]
EDITS = st.one_of(
    st.tuples(st.just("change"), st.integers(0, MOST_GROUPS - 1), st.sampled_from(CHANGES)),
    st.tuples(st.sampled_from(["add", "remove"]), st.integers(0, MOST_GROUPS - 1)),
    st.tuples(st.just("wait"), st.integers(1, 900)),
)


@settings(
    max_examples=3,
    # A shorter list of edits is not worth the minutes that it takes to find.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(edits=st.lists(EDITS, min_size=2, max_size=3))
def test_any_edits_give_the_site_of_a_clean_build(fictional, make, edits):
    everyone = dict(enumerate(fictional.organisations[:MOST_GROUPS]))
    groups, today = dict(list(everyone.items())[:GROUPS]), TODAY
    with TemporaryDirectory() as folder:
        site = Site(Path(folder))
        site.build(make(list(groups.values())))
        for what, number, *change in edits:
            if what == "wait":
                today = date.fromordinal(today.toordinal() + number)
            elif what == "add":
                groups[number] = everyone[number]
            elif what == "remove":
                groups.pop(number, None)
            elif number in groups:
                groups[number] = change[0](groups[number])
            site.build(make(list(groups.values()), today), workers=2)
            assert site.content() == clean(make(list(groups.values()), today))


def test_what_has_not_changed_is_not_drawn_again(fictional, make, tmp_path):
    groups = fictional.organisations[:GROUPS]
    pages = {f"orgs/{o.slug}/" for o in groups}
    site = Site(tmp_path)
    assert pages <= site.build(make(groups))
    # One page at each depth is drawn for the links of its frame, one for what all pages share.
    for _ in range(2):
        assert len(pages & site.build(make(groups))) <= 2
    first, *others = groups
    changed = site.build(make([described(first), *others]))
    assert f"orgs/{first.slug}/" in changed
    assert len(pages & changed) < len(pages) / 2
    assert f"people/{first.user_led.led_by[0]}/" in changed


def test_a_file_that_somebody_changed_is_mended(fictional, make, tmp_path):
    groups = fictional.organisations[:5]
    site = Site(tmp_path)
    site.build(make(groups))
    site.build(make(groups))
    before = site.content()
    page = site.trees[0] / "orgs" / groups[0].slug / "index.html"
    page.write_text("something else")
    site.build(make(groups))
    assert site.content() == before


def test_other_notes_than_true_ones_do_no_harm(fictional, make, tmp_path):
    groups = fictional.organisations[:5]
    site = Site(tmp_path)
    site.build(make(groups))
    before = site.content()
    site.build(make(groups))
    names = list(site.notes[0])
    shifted = dict(
        zip(names, [site.notes[0][name] for name in [*names[1:], names[0]]], strict=True)
    )
    site.notes = [shifted, {}]
    site.build(make(groups))
    assert site.content() == before


# --- Fingerprints ------------------------------------------------------------------------------


@pytest.fixture
def fingerprints(fictional) -> Fingerprints:
    frame = Frame(FRAME, INSTANCE, fictional.messages, set())
    return Fingerprints(SitePlan(fictional, frame).renderer, frame.text)


def a_page(**facts: object) -> Page:
    return Page("x/", "X", "About X", "closed.html", facts)


def test_equal_facts_have_one_fingerprint_whatever_the_objects(fingerprints):
    name = "".join(["na", "me"])
    one, other = a_page(a=[name, name], b={"k": 1}), a_page(a=["name", "name"], b={"k": 1})
    assert fingerprints.of(one) == fingerprints.of(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([1, 2], [12]),
        (["a", "b"], ["ab"]),
        ("1", 1),
        (None, ""),
        (date(2026, 1, 2), "2026-01-03"),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ((1, (2,)), ((1, 2),)),
    ],
    ids=str,
)
def test_other_facts_have_another_fingerprint(fingerprints, one, other):
    assert fingerprints.of(a_page(x=one)) != fingerprints.of(a_page(x=other))


@pytest.mark.parametrize(
    "field", [{"url": "y/"}, {"title": "Y"}, {"lang": "cy"}, {"redirect_to": "z/"}, {"json_ld": {}}]
)
def test_all_of_a_page_is_in_its_fingerprint(fingerprints, field):
    page = a_page(x=1)
    assert fingerprints.of(page) != fingerprints.of(replace(page, **field))


@pytest.mark.parametrize(
    "fact",
    [object(), lambda: 1, iter([1]), open, Catalogue, [{"deep": (object(),)}]],
    ids=["object", "lambda", "iterator", "builtin", "class", "deep inside"],
)
def test_what_is_no_plain_value_has_no_fingerprint(fingerprints, fact):
    assert fingerprints.of(a_page(x=fact)) == ""


def test_a_template_that_reaches_the_catalogue_has_no_fingerprint(fingerprints):
    assert fingerprints.of(a_page()) != ""
    assert fingerprints.of(replace(a_page(), template="terms.html")) == ""


def test_most_pages_have_a_fingerprint(fictional, fingerprints):
    plan = SitePlan(fictional, Frame(FRAME, INSTANCE, fictional.messages, set()))
    pages = [item for item in plan.items if isinstance(item, Page) and is_in_sample(item.url)]
    without = [page.url for page in pages if not fingerprints.of(settle(page))]
    assert len(without) < len(pages) / 5
    assert not [url for url in without if url.startswith("orgs/")]


def test_what_is_made_of_the_catalogue_is_the_same_as_long_as_all_of_it_is(make, fictional):
    groups = fictional.organisations[:5]

    def fingerprint(catalogue: Catalogue, number: int = 1) -> str:
        frame = Frame(FRAME, INSTANCE, catalogue.messages, set())
        prints = Fingerprints(SitePlan(catalogue, frame).renderer, frame.text)
        return prints.of(File("data/x.json", partial(count_groups, catalogue, number)))

    found = fingerprint(make(groups))
    assert found == fingerprint(make(groups)) != ""
    assert found != fingerprint(make(groups), 2)
    assert found != fingerprint(make(groups[1:]))
    assert found != fingerprint(make([described(groups[0]), *groups[1:]]))
    assert found != fingerprint(make(groups, date(2027, 1, 1)))


def count_groups(catalogue: Catalogue, number: int) -> bytes:
    return str(len(catalogue.organisations) + number).encode()


def test_a_page_says_how_large_the_files_are_that_stand_beside_it(make, fictional, tmp_path):
    site = Site(tmp_path)
    groups = fictional.organisations[:5]
    for listed in (groups, groups[:2], groups[:2]):
        site.build(make(listed), workers=2)
        content = site.content()
        text = content["data/index.html"].decode()
        for name in ("organisations.json", "organisations.sqlite", "work.csv", "areas.csv"):
            link = f'{name}</a> <span class="note">'
            said = text.partition(link)[2].partition("</span>")[0]
            assert said.endswith(f", {format_size(len(content[f'data/{name}']))}"), name


def test_code_frame_and_settings_are_in_every_fingerprint(fictional, fingerprints):
    renderer = fingerprints.renderer
    assert Fingerprints(renderer, "another frame").of(a_page()) != fingerprints.of(a_page())
    assert Fingerprints(renderer, fingerprints.frame).of(a_page()) == fingerprints.of(a_page())
    assert fingerprints.of(File("x", b"1")) != fingerprints.of(File("x", b"2"))
