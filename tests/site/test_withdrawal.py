"""A group that is taken off is nowhere: in no file of the next site, and on no reader's device."""

import json
import re
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from browser import storage_key, until_kept
from git_repository import git
from remains import remains
from sites import DATA, SETTINGS, copy, run, served

SLUG, OLD_SLUG = "zephyr-quay-voices", "zephyr-quay-first"
OTHER_SLUG = "northside-voices"
RECORD = """\
# yaml-language-server: $schema=../schema/organisation.json
name: Zephyr Quay Voices
also_known_as: [ZQV, Quayside Zephyrs]
names: {cy: Lleisiau Cei Seffyr}
summary: People with learning disabilities in Leeds who meet by the water.
user_led:
  led_by: [people-with-learning-disabilities]
  basis: constitution
  evidence: Its rules say that all trustees have learning disabilities.
  source: https://www.zephyrquay.example.org/about
for: [people-with-learning-disabilities]
activities: [self-advocacy]
area: {reach: local, serves: [leeds]}
based_in:
  town: Leeds
  area: leeds
  address: Seffyrhaus, 77 Quay Row
  postcode: LS2 7EW
  coordinates: "53.7961, -1.5367"
contact:
  website: https://www.zephyrquay.example.org
  email: ahoy@zephyrquay.example.org
  phone: 0113 496 0777
  sms: 07700 900777
  social: [https://social.example.org/quayzephyrs]
meetings:
  - what: Speaking up by the water
    every: week
    day: [friday]
    starts: "18:00"
    place: Seffyrhaus
    on: 2026-10-01
    source: https://www.zephyrquay.example.org/meet
work:
  - what: Trains student nurses by the water.
    with: University of Leeds
    kind: [training]
    stage: delivery
    year: 2025
    source: https://www.zephyrquay.example.org/nurses
identifiers: {GB-CHC: "1198776", GB-COH: "09876512"}
added: 2026-11-20
checked: {on: 2026-11-20, by: organisation}
sources:
  - {url: https://www.zephyrquay.example.org/about, title: About us, year: 2026}
"""
TRACES = (
    *(SLUG, OLD_SLUG, "Quayside Zephyrs", "ZQV", "Cei Seffyr", "by the water"),
    *("zephyrquay", "quayzephyrs", "Seffyrhaus", "Quay Row"),
    *("0113 496 0777", "44 113 496 0777", "07700 900777", "44 7700 900777"),
    *("1198776", "09876512", "53.7961", "-1.5367"),
)
# Where a person has written of the group; the command names each of these.
BY_HAND = [
    "docs/guides/examples/index.md",
    "library/resources/a-handbook.yml",
    "orgs/old-bridge-survivors.yml",
    "schema/registers/partners.json",
]
PRAISE = "\nIt began with Zephyr\nQuay Voices. Call +44 (0)113 496 0777.\n"
RESOURCE = """\
# yaml-language-server: $schema=../../schema/resource.json
title: How Zephyr Quay Voices began
publisher: Quayside Zephyrs
published: {year: 2024}
kind: guide
topics: [starting-out]
stage: [development]
for: [people-who-use-services]
formats: [web]
description: It tells how a group began, and what helped.
free: true
link:
  url: https://www.zephyrquay.example.org/handbook
  is: own-page
added: 2026-11-21
sources:
  - url: https://www.zephyrquay.example.org/handbook
"""


def prepare(project: Path) -> None:
    """Puts the group into the project, under another address at first, and into all that may name
    it."""
    (project / "orgs" / f"{OLD_SLUG}.yml").write_text(RECORD)
    commit(project)
    done = run(project, "rename", OLD_SLUG, SLUG)
    assert done.returncode == 0, done.stderr
    change(project / "orgs" / "old-bridge-survivors.yml", "northside-voices", SLUG)
    bridge = project / "orgs" / "old-bridge-survivors.yml"
    bridge.write_text(bridge.read_text().replace("drop-in of", "drop-in with Quayside Zephyrs of"))
    riverside = project / "orgs" / "riverside-self-advocates.yml"
    riverside.write_text(f"{riverside.read_text()}networks: [{SLUG}]\n")
    (project / "library" / "resources" / "a-handbook.yml").write_text(RESOURCE)
    guide = project / "docs" / "guides" / "examples" / "index.md"
    guide.write_text(guide.read_text() + PRAISE)
    register = project / "schema" / "registers" / "partners.json"
    partners = json.loads(register.read_text())
    partners["bodies"].append({"const": "zqv", "title": "Zephyr Quay Voices", "kind": "charity"})
    register.write_text(json.dumps(partners, indent=2))
    commit(project)


def mend(project: Path) -> None:
    """What a person does with the files that the command names."""
    (project / "library" / "resources" / "a-handbook.yml").unlink()
    guide = project / "docs" / "guides" / "examples" / "index.md"
    change(guide, PRAISE, "")
    change(project / "orgs" / "old-bridge-survivors.yml", "with Quayside Zephyrs ", "")
    register = project / "schema" / "registers" / "partners.json"
    partners = json.loads(register.read_text())
    partners["bodies"] = [body for body in partners["bodies"] if body["const"] != "zqv"]
    register.write_text(json.dumps(partners, indent=2))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def commit(project: Path) -> None:
    git(project, "add", "-A", "orgs", "library", "schema", "docs")
    git(project, "commit", "-qm", "before")


def build(project: Path) -> None:
    done = run(project, *SETTINGS)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def withdrawn(tmp_path_factory, chromium):
    """A project from which the group was taken off, and a reader who had kept the site before.

    The reader has the group on a list, and has been on all pages that keep something.
    """
    project = copy(tmp_path_factory.mktemp("withdrawal") / "project", DATA / "golden" / "orgs")
    git(project, "init", "-q", "-b", "main")
    prepare(project)
    build(project)
    before = remains(project / "site", TRACES)
    cached = remains(project / ".cache", TRACES)
    context = chromium.new_context()
    with served(project / "site", "/led/") as address:
        page = context.new_page()
        visit(page, address)
        kept = kept_by(page)
        done = run(project, "withdraw", SLUG)
        assert done.returncode == 0, done.stderr
        mend(project)
        build(project)
        yield Withdrawn(project, before, cached, kept, done.stdout, page, address)
    context.close()


class Withdrawn(NamedTuple):
    """`before` and `cached` are the remains in the site and in the cache of before, `kept` what the
    browser had kept, and `said` what the command said."""

    project: Path
    before: dict[str, set[str]]
    cached: dict[str, set[str]]
    kept: dict[str, str]
    said: str
    page: Page
    address: str


def visit(page: Page, address: str) -> None:
    """Comes to all pages that keep something, with the group on the list of the reader."""
    page.goto(f"{address}orgs/{SLUG}/")
    page.get_by_role("button", name="Add to my list").click()
    until_kept(page, f"{address}orgs/{SLUG}/", f"{address}shortlist/")
    page.goto(f"{address}help-now/")
    until_kept(page, f"{address}help-now/")
    page.goto(f"{address}find/")
    files = page.locator("[data-offline]").get_attribute("data-offline").split()
    until_kept(page, f"{address}find/", *(address + file for file in files))
    for slug in (SLUG, OTHER_SLUG):
        page.goto(f"{address}add/?org={slug}#group")
        page.get_by_label("Summary").fill("They meet on Mondays now.")


def kept_by(page: Page) -> dict[str, str]:
    """What the browser keeps of the site, by the name of its cache and its address."""
    return page.evaluate(
        """async () => {
        const kept = {};
        for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) {
                // It may be on its way out just now.
                const found = await cache.match(request);
                if (found) kept[`${name} ${request.url}`] = await found.text();
            }
        }
        return kept;
    }"""
    )


def naming(kept: dict[str, str]) -> list[str]:
    """The addresses of what is kept that names the group."""
    words = ("zephyr", "seffyr", "0113 496 0777")
    return [at for at, text in kept.items() if any(w in (at + text).lower() for w in words)]


# --- The files ------------------------------------------------------------------------------------


def test_the_group_was_everywhere_before(withdrawn):
    """Else it would be no wonder that it is nowhere afterwards."""
    for part in (
        *(f"orgs/{SLUG}/index.html", f"orgs/{SLUG}/easy/index.html", f"orgs/{OLD_SLUG}/index.html"),
        *(f"orgs/{SLUG}/contact.vcf", "_redirects", "sitemap.xml", "news/index.html"),
        *("guides/examples/index.html", "resources/a-handbook/index.html", "orgs/z/index.html"),
        *("orgs/old-bridge-survivors/index.html", "orgs/riverside-self-advocates/index.html"),
        *("shortlist/groups/ze.json",),
    ):
        assert part in withdrawn.before, sorted(withdrawn.before)
    ends = {Path(name).suffix for name in withdrawn.before}
    assert {".csv", ".json", ".geojson", ".sqlite", ".zip", ".ics", ".vcf", ".xml"} <= ends
    assert any(name.startswith("find/") and name.endswith(".json") for name in withdrawn.before)
    assert set().union(*withdrawn.before.values()) >= {*TRACES}
    assert [name for name in withdrawn.cached if name.startswith("notes-")]


def test_the_command_names_each_file_that_a_person_has_to_look_at(withdrawn):
    listed = [line.strip() for line in withdrawn.said.splitlines() if line.startswith("  ")]
    assert listed == BY_HAND


def test_nothing_is_left_of_it_in_any_file(withdrawn):
    for folder in ("site", ".cache", "orgs", "library", "schema", "docs"):
        assert remains(withdrawn.project / folder, TRACES) == {}, folder


def test_what_is_kept_to_keep_it_out_names_nobody(withdrawn):
    register = json.loads(
        (withdrawn.project / "schema" / "registers" / "withdrawn.json").read_text()
    )
    assert len(register["groups"]) == 1
    assert all(re.fullmatch("[0-9a-f]{4}-[0-9a-f]{32}", mark) for mark in register["groups"][0])
    assert not remains(withdrawn.project / "site", [register["salt"]])


# --- The devices of readers -----------------------------------------------------------------------


def test_a_reader_who_comes_back_to_any_page_keeps_nothing_of_it(withdrawn):
    page, address = withdrawn.page, withdrawn.address
    names = {at.split()[1] for at in withdrawn.kept}
    assert len(naming(withdrawn.kept)) >= 5 and {"shortlist", "find", "help"} <= names
    page.goto(f"{address}about/")
    for _ in range(150):
        if not (left := naming(kept_by(page))):
            break
        page.wait_for_timeout(200)
    assert left == []
    # Nor without a connection. The search and what helps in a crisis still work then.
    page.context.set_offline(True)
    reach = "address => fetch(address).then(() => true, () => false)"
    assert page.evaluate(reach, f"{address}help-now/")
    assert not page.evaluate(reach, f"{address}orgs/{SLUG}/")
    page.goto(f"{address}help-now/")
    page.goto(f"{address}find/?q=northside")
    expect(page.locator("[data-list] .row").first).to_contain_text("Northside Voices")
    page.goto(f"{address}shortlist/")
    expect(page.locator("[data-list-page] .row")).to_contain_text(
        "This group isn't in our directory any more."
    )
    page.context.set_offline(False)
    assert naming(kept_by(page)) == []


def test_the_form_forgets_what_a_reader_began_to_write_about_it(withdrawn):
    page, address = withdrawn.page, withdrawn.address
    key = storage_key(address, "add:")
    page.goto(f"{address}about/")
    assert drafts(page, key) == {SLUG, OTHER_SLUG}
    page.goto(f"{address}add/")
    for _ in range(150):
        if SLUG not in drafts(page, key):
            break
        page.wait_for_timeout(200)
    # What they began to write about another group is there, and so is the empty form just opened.
    assert drafts(page, key) == {OTHER_SLUG, ""}


def drafts(page: Page, key: str) -> set[str]:
    """The groups that drafts are kept of."""
    names = page.evaluate("() => Object.keys(localStorage)")
    return {name.removeprefix(key) for name in names if name.startswith(key)}
