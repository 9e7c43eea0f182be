"""The plain index (llms.txt): what it is, in the form that programs look for, and no dead link."""

import re

import pytest

import sites
from drawing import Drawn
from ulo.catalogue import Catalogue, Instance
from ulo.core import urls
from ulo.site.pages import plain_index

ADDRESS = "https://example.org/led/"
LINK = re.compile(r"^- \[([^\]]+)\]\(([^)]*)\): (.+)$", re.MULTILINE)
# Pages that are written by hand.
BY_HAND = {"data/", "about/", "about/privacy/", "help-now/"}


@pytest.fixture(scope="module")
def published(schema):
    return sites.catalogue(schema, Instance("Led by Us", ADDRESS))


def text_of(catalogue) -> str:
    return Drawn(catalogue, plain_index).files[urls.PLAIN_INDEX].decode()


def test_it_has_a_title_a_summary_and_lists_of_links(published):
    text = text_of(published)
    lines = text.split("\n")
    assert lines[0] == "# Led by Us" and lines[2].startswith("> ") and text.endswith("\n")
    assert text.count("\n## ") == 4
    assert f"{len(published.open)} groups that are open" in text
    listed = [line for line in lines if line.startswith("- ")]
    assert len(LINK.findall(text)) == len(listed) > 20


def test_each_link_leads_to_a_page_or_a_file(published):
    found = set(Drawn(published).items) | BY_HAND
    for title, address, text in LINK.findall(text_of(published)):
        assert address.startswith(ADDRESS), title
        url = address.removeprefix(ADDRESS)
        # The program interfaces stand in rooms of their own.
        assert url in found or url.startswith("api/"), title
        assert text.endswith(".")


def test_without_an_address_links_are_relative_and_no_feed_is_named(published):
    unset = Catalogue(
        published.organisations, published.schema, Instance("Led by Us"), published.today
    )
    text = text_of(unset)
    assert not re.search(r"feed\.xml|\.ics", text) and text.count("\n## ") == 3
    addresses = [address for _, address, _ in LINK.findall(text)]
    assert len(addresses) > 15 and not any(":" in address for address in addresses)
