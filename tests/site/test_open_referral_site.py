"""Open Referral UK in a whole site: what its files name is there."""

import json
import re

import pytest

import sites
from drawing import Drawn
from open_referral import ADDRESS, CONFIGURED
from ulo.core import urls
from ulo.exports import hsds
from ulo.site.page import File, Page
from ulo.site.pages import open_referral


@pytest.fixture(scope="module")
def published(schema):
    return Drawn(sites.catalogue(schema, CONFIGURED))


@pytest.fixture(scope="module")
def contents(published) -> dict[str, dict]:
    return {
        url: json.loads(published.files[url])
        for url in published.items
        if url.startswith(urls.HSDS)
    }


def own_pages(value: object) -> set[str]:
    """The pages of this site that a file names."""
    if isinstance(value, dict | list):
        inner = value.values() if isinstance(value, dict) else value
        return set().union(*map(own_pages, inner))
    if isinstance(value, str) and value.startswith(ADDRESS):
        return {value.removeprefix(ADDRESS)}
    return set()


def test_all_files_are_in_the_site_and_are_written_only_when_wanted(published, contents):
    catalogue = published.renderer.catalogue
    assert list(contents) == [url for url, _ in hsds.hsds_files(catalogue)]
    for item in open_referral.build_pages(catalogue):
        assert isinstance(item, File) and callable(item.content)


def test_every_page_of_the_site_that_a_file_names_is_there(published, contents):
    named = own_pages(list(contents.values()))
    pages = {url for url, item in published.items.items() if isinstance(item, Page)}
    assert named <= pages
    groups = {urls.organisation(o.slug) for o in published.renderer.catalogue.organisations}
    assert groups | {urls.PEOPLE, urls.ACTIVITIES} < named


def test_every_address_on_the_page_about_it_is_a_file(contents, root):
    text = (root / "docs" / "data" / "open-referral.md").read_text("utf-8")
    told = set(re.findall(r"\(site:(api/[^)]+)\)", text))
    lists = {urls.hsds_list(kind) for kind in hsds.KINDS}
    assert told == {urls.HSDS_INDEX} | lists <= set(contents)
    assert f"`{urls.hsds_list('services', 2)}`" in text
