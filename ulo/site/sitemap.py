"""What tells search engines which pages there are: robots.txt, and a sitemap (sitemaps.org)."""

import html
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice

from ulo.catalogue import Catalogue
from ulo.core import urls

# How many addresses a file may have, by the rules of sitemaps.org.
MAX_ADDRESSES = 50_000
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
NOT_LISTED = frozenset({"404.html"})


def page_dates(catalogue: Catalogue, prefixes: Iterable[str] = ("",)) -> dict[str, date]:
    """By URL, the day when what a page says was last put together or confirmed.

    Only the records of groups keep such a day. A resource keeps that of its first version alone.
    `prefixes` are those of the languages of the site.
    """
    return {
        f"{prefix}{urls.organisation(o.slug)}": o.last_change
        for prefix in prefixes
        for o in catalogue.organisations
    }


def files_for_robots(
    site_url: str, page_urls: Iterable[str], dates: Mapping[str, date]
) -> Iterator[tuple[str, bytes]]:
    """robots.txt and, where the site has an address, the sitemap."""
    lines = ["User-agent: *", "Allow: /"]
    if site_url:
        lines.append(f"Sitemap: {site_url}sitemap.xml")
        yield from make_sitemaps(site_url, sorted(set(page_urls) - NOT_LISTED), dates)
    yield "robots.txt", "".join(f"{line}\n" for line in lines).encode()


def make_sitemaps(
    site_url: str,
    page_urls: Iterable[str],
    dates: Mapping[str, date],
    max_addresses: int = MAX_ADDRESSES,
) -> Iterator[tuple[str, bytes]]:
    """The sitemap; for more addresses than a file may have, several and an index of them."""
    waiting = iter(page_urls)
    parts = list(iter(lambda: list(islice(waiting, max_addresses)), []))
    if len(parts) <= 1:
        addresses = parts[0] if parts else []
        yield "sitemap.xml", _make_file("urlset", "url", site_url, addresses, dates)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield name, _make_file("urlset", "url", site_url, part, dates)
    yield "sitemap.xml", _make_file("sitemapindex", "sitemap", site_url, names, {})


def _make_file(
    root: str, element: str, site_url: str, addresses: Iterable[str], dates: Mapping[str, date]
) -> bytes:
    rows = []
    for address in addresses:
        day = f"<lastmod>{dates[address].isoformat()}</lastmod>" if address in dates else ""
        rows.append(f"<{element}><loc>{html.escape(site_url + address)}</loc>{day}</{element}>\n")
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{NAMESPACE}">\n'
        f"{''.join(rows)}</{root}>\n"
    ).encode()
