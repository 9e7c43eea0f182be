"""`serve`: what somebody sees who looks at a page while its record is edited."""

import re

import pytest
from playwright.sync_api import expect

from browser import judged
from serving import answering, following
from sites import DATA, EPOCH, copy
from ulo.site.serving import LiveSite

SUMMARY = re.compile(r"^summary: .*$", re.MULTILINE)
RECORD = "orgs/northside-voices.yml"
URL = "orgs/northside-voices/"


@pytest.fixture
def live(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    site = LiveSite(copy(tmp_path / "project", DATA / "golden" / "orgs"))
    site.update()
    return site


def test_a_page_follows_its_record_and_shows_what_is_wrong_with_it(live, page):
    record = live.root / RECORD
    good = record.read_text("utf-8")

    def save(summary: str) -> None:
        temporary = record.with_name(".northside-voices.yml.new")
        temporary.write_text(SUMMARY.sub(f"summary: {summary}", good), "utf-8")
        temporary.replace(record)

    main, faults = page.locator("main"), page.locator(".faults")
    with following(live):
        with answering(live) as client:
            page.goto(client.address + URL)
            expect(faults).to_have_count(0)
            barriers = judged(page)
            page.evaluate("scrollTo(0, 300)")
            save("People with learning disabilities who walk on Mondays.")
            expect(main).to_contain_text("who walk on Mondays.")
            page.wait_for_function("() => scrollY === 300")
            save("Too <b>short.")
            expect(faults.get_by_role("heading")).to_contain_text("to fix.")
            for line in str(live.state.fault).splitlines():
                expect(faults).to_contain_text(line.strip())
            # Beneath is the last good page.
            expect(main).to_contain_text("who walk on Mondays.")
            assert judged(page) == barriers
        # Whoever starts the server again finds the page where it was.
        save("People with learning disabilities who sing on Mondays.")
        with answering(live, client.port):
            expect(main).to_contain_text("who sing on Mondays.")
            expect(faults).to_have_count(0)
