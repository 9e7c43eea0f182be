"""The plan of a site: nothing is looked for or drawn before somebody asks, and always the same."""

from types import SimpleNamespace

import jinja2
import pytest

from sites import DATA, ROOT, catalogue as read_catalogue, with_large_towns
from ulo.catalogue import Catalogue, Instance
from ulo.site import hook, pages as page_modules
from ulo.site.frame import Frame
from ulo.site.page import File, Page, TemplateFile
from ulo.site.plan import SitePlan
from ulo.site.workspace import Workspace
from ulo.site.writing import file_name

INSTANCE = Instance("Led by Us", "https://example.org/")


@pytest.fixture
def make_plan(schema, today, monkeypatch):
    """Makes a plan of what these functions give, each standing for a page module."""

    def make(*functions) -> SitePlan:
        modules = [
            SimpleNamespace(__name__=f"module{number}", build_pages=function)
            for number, function in enumerate(functions)
        ]
        monkeypatch.setattr(page_modules, "PAGE_MODULES", modules)
        return plan_of(Catalogue([], schema, INSTANCE, today))

    return make


def plan_of(catalogue: Catalogue) -> SitePlan:
    slots = "".join(f"%%{name}%%" for name in ("lang", "title", "head", "root", "content"))
    return SitePlan(catalogue, Frame(slots, catalogue.instance, catalogue.messages, set()))


def test_find_looks_no_further_than_needed(make_plan):
    made = []

    def build_pages(catalogue):
        for number in range(5):
            made.append(number)
            yield File(f"{number}.txt", b"")

    plan = make_plan(build_pages, lambda catalogue: pytest.fail("looked into the next module"))
    assert not made
    assert plan.find("2.txt").url == "2.txt" and made == [0, 1, 2]
    # What was found before is not looked for again.
    assert plan.find("0.txt").url == "0.txt" and made == [0, 1, 2]
    assert plan.find("3.txt").url == "3.txt" and made == [0, 1, 2, 3]


def test_what_is_not_there_is_not_found(make_plan):
    plan = make_plan(lambda catalogue: [File("a.txt", b"")], lambda catalogue: [File("b.txt", b"")])
    assert plan.find("c.txt") is None
    assert [item.url for item in plan.items] == ["a.txt", "b.txt"]


@pytest.mark.parametrize("looked_for", [[], ["1.txt"], ["1.txt", "3.txt"], ["none"]])
def test_items_are_all_in_their_order_whatever_was_found_before(make_plan, looked_for):
    plan = make_plan(lambda catalogue: [File(f"{number}.txt", b"") for number in range(4)])
    found = [plan.find(url) for url in looked_for]
    assert [item.url for item in plan.items] == ["0.txt", "1.txt", "2.txt", "3.txt"]
    assert all(item is None or item in plan.items for item in found)


def test_two_items_cannot_have_one_url(make_plan):
    def plan() -> SitePlan:
        return make_plan(
            lambda catalogue: [File("a/", b"one")], lambda catalogue: [File("a/", b"two")]
        )

    with pytest.raises(ValueError, match="module1 and module0 both write a/"):
        _ = plan().items
    with pytest.raises(ValueError, match="both write a/"):
        plan().find("somewhere-else/")


def test_nothing_is_derived_for_an_item_before_it_is_drawn(make_plan):
    asked = []

    def note(name, value):
        return lambda: asked.append(name) or value

    page = Page("p/", "P", "p", "redirect.html", note("p", {}), json_ld=note("data", {"a": 1}))
    plan = make_plan(
        lambda catalogue: [
            page,
            TemplateFile("t.xml", "opensearch.xml", note("t", {"description": "Told"})),
            File("f.txt", note("f", b"file")),
        ]
    )
    assert len(plan.items) == 3 and plan.find("f.txt") and plan.find("t.xml") and not asked
    assert plan.draw(plan.find("f.txt")) == b"file" and asked == ["f"]
    assert b"Told" in plan.draw(plan.find("t.xml")) and asked == ["f", "t"]


def test_nothing_is_drawn_before_it_is_asked_for(fictional, monkeypatch):
    drawn = []
    render = jinja2.Template.render

    def note(template, *args, **variables):
        drawn.append((template.name, variables["page_url"]))
        return render(template, *args, **variables)

    monkeypatch.setattr(jinja2.Template, "render", note)
    plan = plan_of(fictional)
    assert len(plan.items) > 4000 and not drawn
    assert plan.draw(plan.find("words/")) and drawn == [("glossary.html", "words/")]


def make_config() -> hook.MkDocsConfig:
    return hook.site_config(ROOT, address=INSTANCE.site_url, contact="hello@example.org")


def test_each_item_is_drawn_again_as_a_whole_build_wrote_it(schema, tmp_path):
    """Facts that are iterators would be empty the second time, and parts drawn once for many pages
    must not depend on which page is drawn first."""
    few_places = with_large_towns(schema, tmp_path / "schema")
    catalogue = read_catalogue(few_places, INSTANCE, DATA / "golden")
    (project := tmp_path / "project").mkdir()
    workspace = Workspace(project)
    with workspace.open(when_waiting=pytest.fail):
        hook.build(make_config(), catalogue, workspace, workers=1)
    plan = hook.draw_shell(make_config(), catalogue, tmp_path / "shell")
    for item in [*reversed(plan.items), *plan.items]:
        written = project / "site" / file_name(item)
        assert plan.draw(item) == written.read_bytes(), item.url
