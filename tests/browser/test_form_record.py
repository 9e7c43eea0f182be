"""Through the form and out again, a record is the same, for every record that there is."""

from playwright.sync_api import expect

from ulo import records

from form_examples import ODD
from sites import CATALOGUE

THROUGH_THE_FORM = """async (records) => {
    const form = document.getElementById("form");
    const scripts = new URL("../assets/js/contribute/", location.href);
    const { formatRecord } = await import(new URL("record_yaml.js?x", scripts).href);
    const { readForm, writeForm } = await import(new URL("answers.js?x", scripts).href);
    const { shape } = JSON.parse(form.dataset.rules);
    return records.map(([slug, record]) => {
        writeForm(form, record);
        return [record, readForm(form, record)].map((data) => formatRecord(data, shape, slug));
    });
}"""


def test_the_form_loses_nothing_of_a_record(chromium, site):
    found, _ = records.read(CATALOGUE / "orgs", CATALOGUE)
    page = chromium.new_page()
    nothing_is_lost(page, site, [*((record.slug, record.data) for record in found), ("odd", ODD)])
    page.close()


def nothing_is_lost(page, site, given) -> None:
    page.goto(f"{site[0]}add/")
    expect(page.locator("#name")).to_be_visible()
    for (slug, _), (text, through) in zip(
        given, page.evaluate(THROUGH_THE_FORM, given), strict=True
    ):
        # The same, but for single spaces.
        assert through == text, slug
