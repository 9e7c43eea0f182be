"""What holds for any sound records: tests ask it of the fictional ones and of the true ones."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml
from playwright.sync_api import Page, expect

from first_principles import Facts
from node import run_node_tests
from sites import ROOT, TODAY
from ulo import records
from ulo.catalogue import Catalogue
from ulo.checks import normalise_url
from ulo.contribute import browser_rules
from ulo.core import slugify, urls
from ulo.model import Resource
from ulo.records import formatting
from ulo.records.formatting import mark_confirmed
from ulo.records.strict_yaml import Loader
from ulo.schema import RecordData, Schema

RECORD_YAML_TEST = ROOT / "tests" / "unit" / "js" / "record_yaml.test.js"
THROUGH_THE_FORM = """async (records) => {
    const form = document.getElementById("form");
    const scripts = new URL("../assets/js/contribute/", location.href);
    const { formatRecord } = await import(new URL("record_yaml.js?x", scripts).href);
    const { readForm, writeForm } = await import(new URL("answers.js?x", scripts).href);
    const { shape } = JSON.parse(form.dataset.rules);
    return records.map(([, record]) => {
        writeForm(form, record);
        return [record, readForm(form, record)].map((data) => formatRecord(data, shape));
    });
}"""


def assert_links_are_honest(resources: Mapping[str, Resource]) -> None:
    """A link leads to a page that was read, or is marked as not seen.

    Without a link, a source has a title.
    """
    for slug, resource in resources.items():
        pages = {normalise_url(source.url) for source in resource.sources if source.url}
        if resource.link is None:
            assert any(source.title for source in resource.sources), slug
        elif resource.link.link_type == "not-seen":
            assert normalise_url(resource.link.url) not in pages, f"{slug} has been seen"


def assert_confirming_changes_nothing_else(paths: Sequence[Path]) -> None:
    """Confirming the records in these files changes who checked them and when, in two lines."""
    assert paths
    for path in paths:
        before, after = path.read_text("utf-8"), mark_confirmed(path.read_text("utf-8"), TODAY)
        old, new = (records.parse(text.encode(), path.name)[0].data for text in (before, after))
        assert new == old | {"checked": old["checked"] | {"on": "2026-11-21", "by": "organisation"}}
        changed = [
            pair
            for pair in zip(before.split("\n"), after.split("\n"), strict=True)
            if pair[0] != pair[1]
        ]
        assert len(changed) <= 2


def assert_scripts_write_as_the_build(
    given: Sequence[tuple[str, RecordData]], schema: Schema, folder: Path
) -> None:
    """The form writes these records, by slug, as the build does. `folder` is for the data."""
    written = []
    for slug, record in given:
        text = formatting.dump(record, schema)
        assert yaml.load(text, Loader) is not None
        assert records.parse(text.encode(), "")[0].data == record
        name = slugify(record["name"])
        written.append({"slug": slug, "data": record, "text": text, "fileName": name})
    data = {"shape": browser_rules.build_rules(schema)["shape"], "records": written}
    run_node_tests([RECORD_YAML_TEST], {"records": data}, folder)


def assert_form_keeps_everything(
    page: Page, address: str, given: Sequence[tuple[str, RecordData]]
) -> None:
    """These records, by slug, go through the form of the site at the address and stay the same."""
    page.goto(f"{address}add/")
    expect(page.locator("#name")).to_be_visible()
    texts = page.evaluate(THROUGH_THE_FORM, given)
    for (slug, _), (text, through) in zip(given, texts, strict=True):
        # The same, but for single spaces.
        assert through == text, slug


def assert_places_have_their_groups(catalogue: Catalogue, facts: Facts) -> None:
    """Each place has every group for its people, once, and none besides."""
    assert set(facts.groups) == {o.slug for o in catalogue.open}
    for page in catalogue.place_pages.by_id.values():
        found = [o.slug for o in catalogue.place_groups.by_reach(page).all]
        if page.kind == "country":
            wanted = {slug for slug, group in facts.groups.items() if "uk" in facts.areas_of(group)}
        else:
            wanted = {
                slug for slug, group in facts.groups.items() if facts.is_for(group, page.area.id)
            }
        assert len(found) == len(set(found)) and set(found) == wanted, page.id


def assert_places_deny_nothing_true(
    catalogue: Catalogue, pages: Mapping[str, str], facts: Facts
) -> int:
    """No page of a place says that people lead no group there who lead one.

    Returns how often pages say that of people.
    """
    faults: list[tuple[str, str, str]] = []
    denied = 0
    for page in catalogue.place_pages.by_id.values():
        html = pages[urls.place(page.id)]
        denied += len(facts.denials(html))
        faults += facts.false_denials(page.area.id, html)
        if "found a group just for" in html:
            own = facts.councils[page.area.id]
            faults += [
                (page.id, "", slug)
                for slug, group in facts.groups.items()
                if any(facts.councils[area] <= own for area in facts.areas_of(group))
            ]
    assert not faults
    return denied


def assert_gaps_are_true(catalogue: Catalogue, facts: Facts) -> None:
    """What the page of gaps and the tables of coverage call missing is not there."""
    groups = facts.groups.values()
    served = {area for group in groups for area in facts.areas_of(group)}
    councils = {id for id, area in facts.areas.items() if area["kind"] == "council"}
    empty = {council.id for council in catalogue.councils_without_group}
    assert empty == councils - served
    by_region = catalogue.coordination.empty_councils.values()
    assert {council.id for within in by_region for council in within} == empty
    for entry in catalogue.coordination.report_communities:
        led = [group for group in groups if entry.community in group["user_led"]["led_by"]]
        assert entry.group_count == len(led)
        for region in entry.missing_regions:
            assert not [group["name"] for group in led if facts.is_local(group, region)], region
    for community, number in catalogue.coordination.small_communities.items():
        led = [group for group in groups if community in group["user_led"]["led_by"]]
        assert len(led) == number
