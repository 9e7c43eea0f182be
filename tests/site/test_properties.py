"""Properties of every record that the schema accepts.

Its page is well-formed HTML and shows its text as text, and `fix` keeps its meaning.
"""

import random
from datetime import date

import html5lib
from hypothesis import HealthCheck, given, settings, strategies as st

from sites import ROOT
from strategies import values
from ulo import model, records, schema
from ulo.catalogue import Catalogue, Instance
from ulo.records import formatting
from ulo.site.frame import Frame
from ulo.site.pages import organisation
from ulo.site.renderer import Renderer

SCHEMA = schema.load(ROOT)
INSTANCE = Instance(
    "Led by Us", "https://example.org/", "https://github.com/example/led", "hello@example.org", "us"
)
FRAME = Frame(
    '<!doctype html>\n<html lang="%%lang%%"><head><title>%%title%%</title>%%head%%</head>'
    '<body>%%content%%<a href="%%root%%">x</a></body></html>',
    INSTANCE,
    {"site": {"title": "{title} - {site}"}, "easy": {"name": "Easy Read"}},
    set(),
)
MANY = settings(max_examples=50, suppress_health_check=list(HealthCheck))


@MANY
@given(data=values(SCHEMA.json_schema))
def test_every_page_is_well_formed_and_shows_the_text(data):
    data = {**data, "networks": ["Example Network"]} if "networks" in data else data
    data.get("closed", {}).pop("successor", None)
    assert not list(SCHEMA.iter_errors(SCHEMA.cast(data)))
    group = model.make_organisation("example", SCHEMA.cast(data))
    catalogue = Catalogue([group], SCHEMA, INSTANCE, date(2026, 11, 21))
    page, *_ = organisation.build_pages(catalogue)
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    tree = parser.parse(FRAME.fill(page, Renderer(catalogue).render(page)))
    # Only characters that HTML itself cannot hold (U+FFFF and the like) may be wrong.
    errors = [error for error in parser.errors if error[1] != "invalid-codepoint"]
    assert not errors, errors
    elements = list(tree.iter())
    shown = " ".join(" ".join(tree.find("body").itertext()).split())
    for text in (
        group.name,
        group.summary,
        group.user_led.evidence,
        *(work.what for work in group.work),
    ):
        assert " ".join(text.split()) in shown
    # No text became an element, an attribute or a URL that the template did not write.
    assert not [e for e in elements if e.tag in ("img", "style", "iframe", "b")]
    for script in (e for e in elements if e.tag == "script"):
        is_data = script.get("type") == "application/ld+json"
        is_own = script.get("src", "").startswith("../../assets/js/") and not script.text
        assert is_data or is_own, script.attrib
    for element in elements:
        assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
        href = (element.get("href") or "").lower()
        assert not href.startswith(("javascript:", "data:", "vbscript:"))


@MANY
@given(data=values(SCHEMA.json_schema), seed=st.integers())
def test_fix_keeps_the_meaning_of_every_record(data, seed):
    text = formatting.dump(data, SCHEMA)
    written, problems = records.parse(text.encode(), "orgs/example.yml")
    assert written, problems
    assert written.data == data, problems
    # The same record with its fields in another order and a comment above each.
    keys = list(data)
    random.Random(seed).shuffle(keys)
    shuffled = "".join(
        f"# about {key}\n{formatting.dump({key: data[key]}, SCHEMA).partition(chr(10))[2]}"
        for key in keys
    )
    canonical = formatting.canonicalise(shuffled, SCHEMA)
    again, _ = records.parse(canonical.encode(), "orgs/example.yml")
    assert again.data == data
    assert list(again.data) == sorted(keys, key=list(SCHEMA.json_schema["properties"]).index)
    assert all(f"# about {key}\n" in canonical for key in keys)
    assert formatting.canonicalise(canonical, SCHEMA) == canonical


def test_unescaped_markup_would_be_found():
    """The test of pages can fail: a template that does not escape is caught by it."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False, tree=html5lib.getTreeBuilder("etree"))
    page = parser.parse("<!doctype html><title>x</title><p><img src=x onerror=y>")
    assert page.find(".//img") is not None
