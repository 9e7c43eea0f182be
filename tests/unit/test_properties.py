"""Whatever record the schema accepts: its page is well-formed HTML, shows its text as text, and `fix` keeps its meaning."""

import random

import html5lib
from hypothesis import HealthCheck, given, settings, strategies as st

from ulo import model, records, schema as shape
from ulo.catalogue import Catalogue, Instance
from ulo.records import formatting
from ulo.site.frame import Frame
from ulo.site.pages import organisation
from ulo.site.renderer import Renderer

from sites import ROOT
from strategies import values

SCHEMA = shape.load(ROOT)
INSTANCE = Instance(
    "Led by Us", "https://example.org/", "https://github.com/example/led", "hello@example.org", "us"
)
FRAME = Frame(
    '<!doctype html>\n<html lang="%%lang%%"><head><title>%%title%%</title>%%head%%</head><body>%%content%%<a href="%%root%%">x</a></body></html>',
    INSTANCE,
    {"site": {"title": "{title} - {site}"}, "easy": {"name": "Easy Read"}},
    set(),
)
MANY = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


@MANY
@given(data=values(SCHEMA.json_schema))
def test_any_record_makes_a_well_formed_page_that_shows_its_text(data):
    data = {**data, "networks": ["Example Network"]} if "networks" in data else data
    data.get("closed", {}).pop("successor", None)
    assert not list(SCHEMA.iter_errors(SCHEMA.cast(data)))
    from datetime import date

    group = model.make_organisation("example", SCHEMA.cast(data))
    catalogue = Catalogue([group], SCHEMA, INSTANCE, date(2026, 11, 21))
    [page] = organisation.build_pages(catalogue, Renderer(catalogue))
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    tree = parser.parse(FRAME.fill(page))
    # Signs that HTML itself can not hold (U+FFFF and the like) are the only thing that may be odd.
    errors = [error for error in parser.errors if error[1] not in ("invalid-codepoint",)]
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
    # No text became an element, an attribute or an address that the template did not write.
    assert not [e for e in elements if e.tag in ("img", "style", "iframe", "b")]
    assert all(e.get("type") == "application/ld+json" for e in elements if e.tag == "script")
    for element in elements:
        assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
        assert (
            not (element.get("href") or "")
            .lower()
            .startswith(("javascript:", "data:", "vbscript:"))
        )


@MANY
@given(data=values(SCHEMA.json_schema), seed=st.integers())
def test_fix_keeps_the_meaning_of_any_record(data, seed):
    text = formatting.dump(data, SCHEMA)
    written, problems = records.parse(text.encode(), "orgs/example.yml")
    assert written and written.data == data, problems
    # The same record with its fields in another order, and a comment above each.
    keys = list(data)
    random.Random(seed).shuffle(keys)
    shuffled = "".join(
        f"# about {key}\n{formatting.dump({key: data[key]}, SCHEMA).partition(chr(10))[2]}"
        for key in keys
    )
    mended = formatting.canonicalise(shuffled, SCHEMA)
    again, _ = records.parse(mended.encode(), "orgs/example.yml")
    assert again.data == data and list(again.data) == sorted(
        keys, key=list(SCHEMA.json_schema["properties"]).index
    )
    assert all(f"# about {key}\n" in mended for key in keys)
    assert formatting.canonicalise(mended, SCHEMA) == mended


def test_the_reader_of_the_page_would_notice_markup():
    """The test above can fail: a frame that does not escape is caught by it."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False, tree=html5lib.getTreeBuilder("etree"))
    assert (
        parser.parse("<!doctype html><title>x</title><p><img src=x onerror=y>").find(".//img")
        is not None
    )
