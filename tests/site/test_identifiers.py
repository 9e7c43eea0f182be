"""The numbers and addresses by which the search finds groups: all that the pages show, no more."""

import html
import json
import re
from urllib.parse import unquote

import pytest

from ulo.schema import Schema
from ulo.site.identifiers import identifier_keys, key_of


@pytest.fixture(scope="module")
def listed(site) -> dict[str, list[int]]:
    (path,) = (site[1] / "find").glob("identifiers-*.json")
    return json.loads(path.read_text("utf-8"))["groups"]


def shown(page: str, schema: Schema) -> set[str]:
    """The keys of what a page of a group shows."""
    page = re.sub(r'<span class="hide">[^<]*</span>', "", html.unescape(page))
    links = re.findall(r'href="(?:(?:tel|sms|mailto):)?([^"?]+)"', page)
    texts = [re.sub(r"<[^>]+>", " ", part) for part in re.findall(r"<dd>(.*?)</dd>", page, re.S)]
    return {key_of(unquote(text), schema) for text in (*links, *map(str.strip, texts))}


def test_every_group_is_found_by_what_its_page_shows_and_by_nothing_else(site, fictional, listed):
    keys_of: dict[int, set[str]] = {}
    schema = fictional.schema
    for key, numbers in listed.items():
        for number in numbers:
            keys_of.setdefault(number, set()).add(key)
    for number, o in enumerate(fictional.organisations):
        page = (site[1] / "orgs" / o.slug / "index.html").read_text("utf-8")
        keys = keys_of.get(number, set())
        assert keys == set(identifier_keys(o, schema)), o.slug
        assert keys <= shown(page, schema), f"{o.slug}: {keys - shown(page, schema)}"
    assert len(keys_of) > 50


def test_it_is_no_part_of_a_first_visit(site):
    page = (site[1] / "find" / "index.html").read_text("utf-8")
    index = re.search(r'data-index="([^"]+)"', page)[1]
    data = json.loads((site[1] / "find" / index).read_text("utf-8"))
    assert (site[1] / data["identifiers"]).exists()
    assert page.count("identifiers-") == 1, "only in the list of what is kept for later"
