"""What the lists of participation work on the pages of a site hold."""

import re

from markupsafe import escape

from ulo.catalogue import Catalogue
from ulo.core import urls

COUNT = re.compile(r"(\d[\d,]*)\s*$|\b(\d[\d,]*) pieces? of work|\((\d+)\)\s*$")


def count_entries(pages: dict[str, str], address: str) -> int:
    """How many pieces of work the list at this address has, on all of its pages."""
    total = number = 0
    while (content := pages.get(urls.list_page(address, number := number + 1))) is not None:
        total += content.partition('<ul class="work">')[2].count('<p class="what">')
    return total


def list_work(content: str) -> set[tuple[str, str]]:
    """The pieces of work in a list: each group, and what it did."""
    return set(
        re.findall(
            r'<p class="what"><a href="[./]*orgs/([a-z0-9-]+)/">.*?</p>\s*<p>(.*?)</p>',
            content,
            re.DOTALL,
        )
    )


def counted_links(pages: dict[str, str], address: str) -> list[tuple[str, int]]:
    """Every link of a page to a list of work that has a number in it or right behind it."""
    found = []
    for link, inside, behind in re.findall(
        r'<a [^>]*?href="([^"#]+)"[^>]*>(.*?)</a>(?:\s*<span class="note">([^<]*)</span>)?',
        pages[address],
        re.DOTALL,
    ):
        words = re.sub(
            r'<svg.*?</svg>|<span class="hide">.*?</span>|<[^>]+>', " ", inside, flags=re.DOTALL
        )
        target = re.sub(r"^(\.\./)*", "", link)
        lists = (
            target.startswith("work/")
            and not re.search(r"/\d{1,3}/$", target)
            and target != address
            and target not in ("work/", "work/place/", "work/with/", "work/tables/")
            and not target.startswith("work/join/")
        )
        number = COUNT.search(behind or words)
        if lists and number:
            digits = next(filter(None, number.groups()))
            found.append((target, int(digits.replace(",", ""))))
    return found


def assert_all_work_is_listed(pages: dict[str, str], catalogue: Catalogue) -> None:
    """Fails where a work item is in no list of a stage, a year, a kind or a body."""
    total = sum(len(o.work) for o in catalogue.organisations)
    stages = catalogue.schema.vocabularies["stage"].terms
    assert sum(count_entries(pages, f"work/stage/{stage}/") for stage in stages) == total
    years = [address for address in pages if re.fullmatch(r"work/year/(\d{4}|none)/", address)]
    assert sum(count_entries(pages, address) for address in years) == total
    for way in ("kind", "with"):
        lists = [address for address in pages if re.fullmatch(rf"work/{way}/[a-z0-9-]+/", address)]
        known = {
            found
            for address in lists
            for number in range(1, 9)
            for found in list_work(pages.get(urls.list_page(address, number), ""))
        }
        # A body with one piece of work has no list: its name leads right to the piece.
        if way == "with":
            for slug, number in re.findall(r"orgs/([a-z0-9-]+)/#work-(\d+)", pages["work/with/"]):
                known.add((slug, str(escape(catalogue.by_slug[slug].work[int(number) - 1].what))))
        assert len(known) == total, way
