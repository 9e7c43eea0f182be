"""The sitemap: all pages, true dates alone, and no file longer than the rules allow."""

import xml.etree.ElementTree as ElementTree
from datetime import date

import pytest

from ulo.site.sitemap import MAX_ADDRESSES, files_for_robots, make_sitemaps, page_dates

SITE = "https://example.org/led/"
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def read(content: bytes) -> tuple[str, list[tuple[str, str | None]]]:
    """What a file is, and its addresses, each with its day."""
    root = ElementTree.fromstring(content)
    rows = [(row.findtext(f"{NAMESPACE}loc"), row.findtext(f"{NAMESPACE}lastmod")) for row in root]
    return root.tag.removeprefix(NAMESPACE), rows


def test_pages_of_groups_have_the_day_of_their_record_and_no_other_page_has_one(fictional):
    dates = page_dates(fictional)
    pages = [f"orgs/{o.slug}/" for o in fictional.organisations]
    files = dict(files_for_robots(SITE, [*pages, "orgs/", "places/leeds/", "404.html"], dates))
    assert list(files) == ["sitemap.xml", "robots.txt"]
    kind, rows = read(files["sitemap.xml"])
    assert kind == "urlset" and [url for url, _ in rows] == sorted(url for url, _ in rows)
    expected = {
        f"{SITE}orgs/{o.slug}/": max(o.added, o.checked.on).isoformat()
        for o in fictional.organisations
    }
    assert dict(rows) == {**expected, f"{SITE}orgs/": None, f"{SITE}places/leeds/": None}
    assert f"Sitemap: {SITE}sitemap.xml\n" in files["robots.txt"].decode()


def test_a_site_without_an_address_has_no_sitemap():
    assert [name for name, _ in files_for_robots("", ["orgs/"], {})] == ["robots.txt"]


@pytest.mark.parametrize("count", [0, 1, 4, 5, 8, 9])
def test_more_addresses_than_a_file_may_have_are_shared_out(count):
    pages = [f"orgs/group-{number}/" for number in range(count)]
    dates = {"orgs/group-0/": date(2026, 3, 4)}
    files = dict(make_sitemaps(SITE, pages, dates, max_addresses=4))
    kind, rows = read(files.pop("sitemap.xml"))
    if count > 4:
        assert kind == "sitemapindex"
        assert [url for url, _ in rows] == [f"{SITE}{name}" for name in files]
        parts = [read(content) for content in files.values()]
        assert all(kind == "urlset" and 0 < len(part) <= 4 for kind, part in parts)
        rows = [row for _, part in parts for row in part]
    assert kind in ("urlset", "sitemapindex") and not (count <= 4 and files)
    assert [url for url, _ in rows] == [f"{SITE}{page}" for page in pages]
    assert [day for _, day in rows[:1]] == (["2026-03-04"] if count else [])


def test_the_limit_is_that_of_sitemaps_org():
    pages = [f"{number}/" for number in range(50_001)]
    files = dict(make_sitemaps(SITE, pages, {}))
    assert MAX_ADDRESSES == 50_000 and len(files) == 3
    assert all(len(content) < 50 * 1024 * 1024 for content in files.values())


def test_signs_of_xml_in_an_address_are_escaped():
    ((_, content),) = make_sitemaps("https://example.org/a&b/", ["x/"], {})
    assert read(content) == ("urlset", [("https://example.org/a&b/x/", None)])
