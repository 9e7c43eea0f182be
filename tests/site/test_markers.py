"""No text becomes more than text, whoever wrote it, in any file that leaves the project.

Every text that a record, the library, a setting or the head of a page can have is a marker here,
with all that could run or break out somewhere (`markers`). They are planted past the checks, which
refuse most of them: what is proven is the line behind. One whole site is built of them, with the
files of a release, letters and reports; a parser for each format looks for what is more than text
(`marker_detectors`). What no detector reads fails.
"""

import html
import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import jinja2
import pytest
import yaml
from mkdocs.exceptions import Abort
from test_exactness import make_archive

import markers
from drawing import Drawn
from marker_detectors import find_all, find_tokens, find_traces
from markers import AREA, SHAPES, Planter, everything, text_places
from output_texts import UnknownFormatError
from sites import EPOCH, GOLDEN, ROOT, TODAY, copy
from ulo import exports, pipeline, schema as shape, site
from ulo.catalogue import Catalogue, Instance
from ulo.catalogue.guides import FRONT_MATTER
from ulo.checks import CheckContext
from ulo.maintain import confirmation_email, reconfirmation, release, review
from ulo.model import as_data
from ulo.records import Record
from ulo.site.frame import Frame, escape_slots
from ulo.site.link_check import LinkReader, find_broken_links
from ulo.site.page import Page
from ulo.site.pages import organisation
from ulo.site.renderer import Renderer

# What is planted and yet stands in no file, and why.
NOT_SHOWN = {"word everyday": "decides which words become links, and is never written"}
# A text that becomes numbers where it is read: what is none stops the build.
NUMBERS = {"organisation based_in.coordinates"}
# Settings that are addresses: what is none is refused, below.
ADDRESSES = {"site_url", "repository"}
# The names of settings in mkdocs.yml by those of the fields of an Instance.
SETTINGS = {
    "name": "site_name",
    "contact": "contact",
    "licence_holder": "licence_holder",
    "postal_address": "post",
    "paper_note": "paper",
}
HEAD = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)
RAW = re.compile(rb"<[/!?]?zq|<img src=zq|<svg/onload|<script>zq|<style>zq")
# In a head, these name something of ours: others are refused.
NAMES = ("part", "activities", "communities", "topics", "template", "url")


@dataclass(frozen=True)
class Planted:
    """All files that were made of markers, by name, and the place of each marker by its number."""

    files: dict[str, bytes]
    places: dict[tuple[str, int], str]
    settings: frozenset[int]


# --- Planting -------------------------------------------------------------------------------------


class Heads:
    """Puts markers of all families into settings and heads of pages, each with its own number."""

    def __init__(self, first: int) -> None:
        self.places: dict[int, str] = {}
        self.first = first

    def text(self, place: str) -> str:
        number = self.first + len(self.places)
        self.places[number] = place
        return everything(number)

    def settings(self, path: Path) -> None:
        settings = yaml.safe_load(path.read_text("utf-8"))
        settings["site_name"] = self.text("setting site_name")
        for name, value in settings["extra"].items():
            if isinstance(value, str):
                settings["extra"][name] = self.text(f"setting {name}")
        path.write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")

    def head(self, path: Path, root: Path) -> None:
        text = path.read_text("utf-8")
        if found := HEAD.match(text):
            head = self._value(yaml.safe_load(found[1]), path.relative_to(root).as_posix())
            # In one line each: what stands on a line of its own may look like a comment.
            written = yaml.safe_dump(head, allow_unicode=True, width=10**6)
            path.write_text(f"---\n{written}---\n{text[found.end() :]}", "utf-8")

    def _value(self, value: Any, place: str) -> Any:
        if isinstance(value, dict):
            return {
                name: part if name in NAMES else self._value(part, f"{place} {name}")
                for name, part in value.items()
            }
        if isinstance(value, list):
            return [self._value(part, place) for part in value]
        if isinstance(value, str) and place.endswith(" url"):
            # No space can stand in an address of a source.
            return value + "/" + re.sub(r"\s", "_", self.text(place))
        return self.text(place) if isinstance(value, str) else value


def plant_records(schema) -> tuple[list[CheckContext], pipeline.Library, list[Planter]]:
    """An open and a closed group of each family, a resource and a word; and what planted them."""
    groups, library, planters = [], {kind: [] for kind in schema.library}, []
    for family in SHAPES:
        planter = Planter(family)
        planters.append(planter)
        for kind, part in {"organisation": schema, **schema.library}.items():
            data = planter.record(part.json_schema, kind)
            if kind == "organisation":
                closed = Record(f"{family}-closed", f"orgs/{family}-closed.yml", data)
                groups.append(CheckContext(closed, schema, TODAY))
                data = {name: value for name, value in data.items() if name != "closed"}
                groups.append(
                    CheckContext(Record(family, f"orgs/{family}.yml", data), schema, TODAY)
                )
            else:
                record = Record(family, f"library/{family}.yml", data)
                library[kind].append(CheckContext(record, part, TODAY))
    return groups, library, planters


def leave_few_places(root: Path) -> None:
    """Without the thousands of towns, a site has few pages that say nothing of a record."""
    folder = root / "schema" / "geography"
    towns = json.loads((folder / "places.json").read_text("utf-8"))
    (folder / "places.json").write_text(json.dumps({AREA: towns[AREA]}), "utf-8")
    districts = json.loads((folder / "districts.json").read_text("utf-8"))
    districts["in_use"] = {
        code: facts for code, facts in districts["in_use"].items() if AREA in facts[2]
    }
    (folder / "districts.json").write_text(json.dumps(districts), "utf-8")


def other_files(catalogue: Catalogue, groups: list[CheckContext]) -> Iterator[tuple[str, bytes]]:
    """What is made besides the site: a release, letters, and what maintainers read."""
    records = {o.slug: release.plain_record(as_data(o)) for o in catalogue.organisations}
    before = {slug: data | {"summary": "Another."} for slug, data in records.items()}
    del before["markup"]
    comparison = release.compare_records(before, records, catalogue.schema)
    assert not comparison.is_empty
    made = release.Release(catalogue, "2026.12", comparison, "2026.11")
    contents = {download.name: download.make(catalogue) for download in exports.DOWNLOADS}
    # What the site was made with comes from files of our own.
    materials = release.Materials([], [], {})
    for name, content in release.assemble_package(made, contents, materials).items():
        yield f"release/{name}", content
    for o in catalogue.open:
        # A mailbox that is none is refused before; nothing else is.
        asked = replace(o, contact=replace(o.contact, email="hello@example.org"))
        reached = replace(catalogue.instance, contact="us@example.org")
        letters = Catalogue([asked], catalogue.schema, reached, TODAY)
        yield f"letters/{o.slug}.eml", confirmation_email.build_email(letters, asked)
    listed = reconfirmation.as_markdown(catalogue, reconfirmation.list_requests(catalogue))
    yield "reports/stale.md", listed.encode()
    paths = [context.record.path for context in groups]
    reviews = review.review_records({}, groups, paths, [], catalogue.schema, TODAY)
    yield "reports/review.md", review.FORMATS["markdown"](reviews, []).encode()
    yield "reports/review.txt", review.FORMATS["text"](reviews, []).encode()


@pytest.fixture(scope="module")
def planted(tmp_path_factory) -> Planted:
    root = copy(tmp_path_factory.mktemp("markers") / "project", GOLDEN)
    leave_few_places(root)
    heads = Heads(500)
    heads.settings(root / "mkdocs.yml")
    for path in sorted((root / "docs").rglob("*.md")):
        heads.head(path, root)
    schema = shape.load(root)
    groups, library, planters = plant_records(schema)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        address = {"address": "https://example.org/led/", "repository": "https://example.org/led"}
        config = site.site_config(root, **address)
        catalogue = pipeline.build_catalogue(schema, groups, site.make_instance(config), library)
        workspace = site.Workspace(root)
        with workspace.open(when_waiting=lambda: None):
            site.build(config, catalogue, workspace, workers=1)
    files = {
        path.relative_to(root / "site").as_posix(): path.read_bytes()
        for path in sorted((root / "site").rglob("*"))
        if path.is_file()
    }
    places = {
        (planter.family, number): place
        for planter in planters
        for place, number in planter.places.items()
    }
    places |= {
        (family, number): place for number, place in heads.places.items() for family in SHAPES
    }
    files |= other_files(catalogue, groups)
    return Planted(files, places, frozenset(heads.places))


# --- What is held ---------------------------------------------------------------------------------


def test_every_text_has_a_marker(planted, schema):
    """A field that is new is found in the schema, and a setting among the settings."""
    places = set(planted.places.values())
    for kind, part in {"organisation": schema, **schema.library}.items():
        known = set(text_places(part.json_schema, kind))
        assert known and known - places <= NUMBERS
    settings = {field.name for field in fields(Instance)}
    assert settings - ADDRESSES == set(SETTINGS)
    assert {f"setting {name}" for name in SETTINGS.values()} <= places
    in_heads = {place.split(" ")[1] for place in places if place.startswith("docs/guides/")}
    assert {name for name, kind in FRONT_MATTER.items() if kind in (str, list)} - set(NAMES) <= (
        in_heads
    )


def test_every_marker_reaches_a_file(planted):
    """Nothing is proven of a text that stands nowhere."""
    seen = set().union(*(find_tokens(*file) for file in planted.files.items()))
    missing = {place for key, place in planted.places.items() if key not in seen}
    assert missing == set(NOT_SHOWN)


def test_no_text_is_more_than_text(planted):
    found = list(find_all(shown_apart(planted)))
    assert not found, "\n".join(found[:20])


def shown_apart(planted: Planted) -> Iterator[tuple[str, bytes]]:
    """All files, but of pages that are alike only one.

    What settings say stands in the frame of every page: of those that say nothing of a record, one
    of each kind is enough for the parser. All others must have no sign of markup that stands as
    it was written.
    """
    kinds = set()
    for name, content in planted.files.items():
        tokens = {number for _, number in find_tokens(name, content)}
        if name.endswith(".html") and tokens <= planted.settings:
            parts = name.split("/")
            kind = parts[0], len(parts), "easy" in parts, parts[-1], len(tokens)
            if kind in kinds:
                assert not RAW.search(content), name
                continue
            kinds.add(kind)
        yield name, content


# --- What stops a build instead -------------------------------------------------------------------

SCRIPTS = (
    "javascript:zq()",
    "JaVaScRiPt:zq()",
    " javascript:zq()",
    "java\tscript:zq()",
    "\x01javascript:zq()",
    "data:text/html,<script>zq()</script>",
    "vbscript:zq()",
    "//zq.example/",
    "/\\zq.example/",
    "file:///zq",
    "blob:zq",
    "view-source:zq",
    "intent://zq",
)


@pytest.mark.parametrize("address", SCRIPTS)
def test_a_link_that_runs_or_leads_elsewhere_leads_nowhere(address):
    links = LinkReader("/").read("x/", f'<a href="{html.escape(address)}">x</a>')
    assert list(find_broken_links({"x/": links}, ()))


def test_no_site_has_such_a_link(schema):
    """Whichever field it stands in, a page that makes a link of it stops the build."""
    planter = AddressPlanter("address")
    data = planter.record(schema.json_schema, "organisation")
    pages = {}
    for slug, said in {"open": without(data, "closed"), "closed": data}.items():
        context = CheckContext(Record(slug, f"orgs/{slug}.yml", said), schema, TODAY)
        pages |= draw(schema, [context], organisation)
    links = {url: LinkReader("/").read(url, page) for url, page in pages.items()}
    broken = "\n".join(find_broken_links(links, ()))
    linked = {number for page in pages.values() for number in LINKED.findall(page)}
    assert len(linked) > len(planter.addresses) // 2
    assert {number for number in linked if f"zqat{number}" not in broken} == set()


LINKED = re.compile(r'(?:href|src)="[^"]*zqat(\d\d)"')


class AddressPlanter(Planter):
    """Plants an address that runs something in each field for addresses, and plain texts else."""

    addresses = ()

    def text(self, place: str) -> str:
        return "Plain words."

    def address_text(self, place: str) -> str:
        self.addresses = (*self.addresses, place)
        number = len(self.addresses)
        return f"{SCRIPTS[number % len(SCRIPTS)]}//zqat{number:02}"


def without(data: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key != name}


def draw(schema, groups: list[CheckContext], *modules) -> dict[str, str]:
    instance = Instance("Led by Us", "https://example.org/")
    drawn = Drawn(pipeline.build_catalogue(schema, groups, instance), *modules)
    return dict(drawn.pages.items())


@pytest.mark.parametrize("name", ["site_url", "repo_url"])
@pytest.mark.parametrize(
    "address",
    [
        "javascript:zq()",
        "javascript://example.org/%0Azq()",
        'https://example.org/"><zqtag>/',
        "https://example.org/' onzq='/",
        "https://example.org/%%content%%/",
        "https://example.org/\nX-ZQ: 1\n/",
        "https://example.org/{{ 7*191 }}/",
        "https://example.org/\u202e/",
        "//example.org/",
        "ftp://example.org/",
    ],
)
def test_a_setting_that_is_no_address_is_refused(tmp_path, name, address):
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    (tmp_path / "docs").mkdir()
    plain = {"site_name": "Example", "docs_dir": "docs", "extra": {}, name: address}
    assert name in settings
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(plain), "utf-8")
    with pytest.raises((site.BuildError, Abort)):
        site.site_config(tmp_path)


# --- This can fail --------------------------------------------------------------------------------


def make_database(sql: str) -> bytes:
    database = sqlite3.connect(":memory:")
    database.executescript(sql)
    return database.serialize()


MARKUP, LINE = markers.marker("markup", 1), markers.marker("line", 1)
TEMPLATE = markers.marker("template", 1)
LEAKS = {
    "page": ("x/", f"<p>{MARKUP}</p>"),
    "page, in an attribute": ("x/", f'<p title="{MARKUP}">x</p>'),
    "page, in a single quoted attribute": ("x/", "<p title='" + MARKUP.replace("<", "&lt;") + "'>"),
    "page, in an attribute without quotes": ("x/", "<p title=zq onzq=1>x</p>"),
    "page, in a script": ("x/", f"<script type='application/ld+json'>\"{MARKUP}\"</script>"),
    "page, a separator in a script": ("x/", '<script type="application/json">"zq\u2028"</script>'),
    "page, in a comment": ("x/", "<!-- zq -->"),
    "page, in a style": ("x/", "<style>zq{}</style>"),
    "page, in a title": ("x/", f"<title>{MARKUP}</title>"),
    "page, in a text box": ("x/", f"<textarea>{MARKUP}</textarea>"),
    "page, an address that runs": ("x/", '<a href="JavaScript:zq()">x</a>'),
    "page, an address that is fetched": ("x/", '<img src="https://zq.example/">'),
    "page, an address of a form": ("x/", '<form action="javascript:zq()"></form>'),
    "page, a hidden sign": ("x/", "<p>zq\u202ezq</p>"),
    "page, a template that ran": ("x/", f"<p>{TEMPLATE.replace('{{7*191}}', '1337')}</p>"),
    "page, a comment of a template": ("x/", f"<p>{TEMPLATE.replace('{#hidden#}', '')}</p>"),
    "page, a slot": ("x/", f"<p>{TEMPLATE.replace('%%title%%', 'Led by Us')}</p>"),
    "page, a format": ("x/", f"<p>{TEMPLATE.replace('{name}', 'A group')}</p>"),
    "feed": ("feed.xml", f"<feed><title>{MARKUP}</title></feed>"),
    "feed, an element": ("feed.xml", "<feed><zqtag/></feed>"),
    "feed, a control character": ("feed.xml", "<feed>zq\x0b</feed>"),
    "feed, a document type": ("feed.xml", '<!DOCTYPE x [<!ENTITY zq "x">]><feed>zq</feed>'),
    "drawing": ("x.svg", '<svg onload="zq()"/>'),
    "data": ("x.json", f'{{"name": "{MARKUP}"}}'),
    "data, a key": ("x.json", '{"zq": 1}'),
    "data, a template that ran": ("x.json", '["zq1337zq"]'),
    "lines of data": ("x.jsonl", '{"a": "zq"}\nzq\n'),
    "table": ("x.csv", 'name,zq\r\n"=zq()",x\r\n'),
    "table, behind spaces": ("x.csv", 'name,zq\r\n" \t@zq()",x\r\n'),
    "table, behind a line end": ("x.csv", 'name,zq\r\n"x\n+zq",x\r\n'),
    "table, behind a tab": ("x.csv", 'name,zq\r\n"\'\t=zq",x\r\n'),
    "table, a cell more": ("x.csv", "name,zq\r\nzq,zq,zq\r\n"),
    "database, a table": ("x.sqlite", make_database("CREATE TABLE zq (a)")),
    "database, a text": (
        "x.sqlite",
        make_database("CREATE TABLE a (a); INSERT INTO a VALUES ('zq1337zq')"),
    ),
    "calendar": ("x.ics", "BEGIN:VEVENT\r\nSUMMARY:zq\r\nX-ZQ:1\r\nEND:VEVENT\r\n"),
    "calendar, another line end": ("x.ics", "SUMMARY:zq\u2028X-ZQ:1\r\n"),
    "calendar, a lone line end": ("x.ics", "SUMMARY:zq\nx\r\n"),
    "calendar, an end": ("x.ics", "BEGIN:VEVENT\r\nSUMMARY:zq\r\nEND:VEVENT\r\nEND:VEVENT\r\n"),
    "card": ("x.vcf", "FN:zq\r\nTEL;TYPE=ZQ:1\r\n"),
    "rules of a host": ("_headers", "/*\n  A: zq\n  X-ZQ: 1\n"),
    "ways of a host": ("_redirects", "/a /b 301\n/zq https://zq.example/ 301!\n"),
    "rules for robots": ("robots.txt", LINE),
    "script": ("x.js", "const zq = 1;"),
    "style": ("x.css", "zq{}"),
    "notes": ("x.md", f"# {MARKUP}\n"),
    "notes, a link": ("x.md", "[x](https://zq.example/)"),
    "notes, a bare address": ("x.md", "x www.zq.example"),
    "notes, a mention": ("x.md", "Thanks, @zqperson"),
    "notes, a heading": ("x.md", "x\n# zq\n"),
    "letter": ("x.eml", "Subject: zq\r\nX-ZQ: 1\r\n\r\nzq"),
    "form of an issue": ("x.yml", "name: zq\nzq: 1\n"),
    "archive": ("x.zip", make_archive("a.csv", b'name,zq\r\n"=zq()",x\r\n')),
    "workbook": ("x.xlsx", make_archive("xl/sheet.xml", b"<c><f>zq()</f></c>")),
}


@pytest.mark.parametrize("leak", LEAKS)
def test_what_is_more_than_text_is_found(leak):
    name, content = LEAKS[leak]
    assert list(find_traces(name, content if isinstance(content, bytes) else content.encode()))


@pytest.mark.parametrize("name", ["x.parquet", "x", "x.zip"])
def test_a_format_that_nothing_reads_fails(name):
    with pytest.raises(UnknownFormatError):
        list(find_traces(name, make_archive("a.parquet", b"")))


def test_a_template_that_does_not_escape_is_found(schema):
    """Of our own renderer, with one filter too many; and the same with none."""
    renderer = Renderer(catalogue_of(schema))
    for template, found in {"<p>{{ text|markup }}</p>": True, "<p>{{ text }}</p>": False}.items():
        renderer.environment.loader = jinja2.DictLoader({"x.html": template})
        renderer.environment.cache.clear()
        page = Page("x/", "x", "x", "x.html", {"text": MARKUP})
        assert bool(list(find_traces("x/", renderer.render(page).encode()))) is found


@pytest.mark.parametrize("family", ["markup", "template"])
def test_a_setting_that_is_not_escaped_is_found(schema, family):
    """What MkDocs draws without our escaping has slots and markup in it, and with it none."""
    text = markers.marker(family, 1)
    for shown, found in {text: True, escape_slots(text): False}.items():
        frame = Frame(
            f"%%lang%%%%title%%%%head%%%%root%%%%content%%<p>{shown}</p>", NAMED, TEXTS, set()
        )
        filled = frame.fill(Page("x/", "x", "x", "x.html", {}), "<main></main>")
        assert bool(list(find_traces("x/", filled.encode()))) is found


def catalogue_of(schema) -> Catalogue:
    return Catalogue([], schema, NAMED, TODAY)


NAMED = Instance("Led by Us")
TEXTS = {"site": {"title": "{title} - {site}"}, "easy": {"name": "Easy Read"}}
