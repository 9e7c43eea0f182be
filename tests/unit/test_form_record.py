"""The text that the form writes is the canonical text of a record, for every record that there is."""

import yaml
from playwright.sync_api import expect

from ulo import records
from ulo.core import slugify
from ulo.records import formatting

from sites import CATALOGUE

TEXTS = """async (records) => {
    const form = document.getElementById("form");
    const { text, slugify } = await import(new URL("../assets/record.js?x", location.href).href);
    const { read, write } = await import(new URL("../assets/answers.js?x", location.href).href);
    const { shape } = JSON.parse(form.dataset.rules);
    return records.map(([slug, record]) => {
        write(form, record);
        return [text(record, shape, slug), text(read(form, record), shape, slug), slugify(record.name)];
    });
}"""
ODD = {
    "name": "- dash",
    "summary": "a: b # c",
    "user_led": {
        "led_by": ["carers"],
        "basis": "self-described",
        "evidence": "yes",
        "source": "https://example.org/#x",
    },
    "for": ["carers"],
    "activities": ["advocacy"],
    "contact": {"phone": "+44 113 496 0000", "relay_uk": "true"},
    "also_known_as": [
        "null",
        "12",
        "1e5",
        "'q'",
        '"q"',
        "back\\slash",
        "Tŷ Gŵyr",
        "*star",
        "&and",
        "!x",
        "a,b",
        "[x]",
        "{y}",
        "x:",
        "no",
    ],
    "founded": "1999",
    "added": "2026-11-01",
    "checked": {"on": "2026-11-01", "by": "organisation"},
    "sources": [
        {"url": "https://example.org/", "title": "About us", "supports": ["name"]},
        # In one line this would be too wide, but only just.
        {
            "url": "https://example.org/more",
            "title": "More",
            "supports": [
                "name",
                "user_led",
                "founded",
                "activities",
                "contact.website",
                "contact.social",
                "access",
                "networks",
                "area",
                "work",
            ],
        },
    ],
}


def test_the_form_writes_every_record_as_the_build_does_and_loses_nothing(chromium, site, schema):
    found, _ = records.read(CATALOGUE / "orgs", CATALOGUE)
    page = chromium.new_page()
    written_as_the_build_does(
        page, site, [*((record.slug, record.data) for record in found), ("odd", ODD)], schema
    )
    page.close()


def written_as_the_build_does(page, site, given, schema) -> None:
    page.goto(f"{site[0]}add/")
    expect(page.locator("#name")).to_be_visible()
    for (slug, data), (text, through, name) in zip(given, page.evaluate(TEXTS, given)):
        assert text == f"# orgs/{slug}.yml\n{formatting.dump(data, schema)}"
        assert (
            yaml.load(text, records.Loader) is not None
            and records.parse(text.encode(), "")[0].data == data
        )
        # Through the fields of the form and out again, a record is the same, but for single spaces.
        assert through == text, slug
        assert name == slugify(data["name"])
