"""What a page weighs, gzipped, as it is sent: every page of a whole site is weighed."""

import gzip
import os
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from list_lengths import INDEX, LONGEST, LONGEST_INDEX, longest_list

# In bytes. A first visit fetches the page, its style sheets, the icon, and the scripts that it
# asks for while it is read. What a script brings once the page stands has a limit of its own.
FIRST_VISIT = 22_000
# A page with a map of its own; the link to that of all councils says that it is large.
WITH_MAP = 40_000
# The search has its filters, a first list of groups for who has no scripts, the lines of Help now
# with the words that bring them, which wait for nothing, and the script that shows results in one
# page; the engine and its lists come after. The list of all fields is one page to look things up
# in, and so is that of all lists for other sites. The form has questions for every field, and reads
# what people write in them, such as dates in the words of all languages of the country.
OF_THEIR_OWN = {
    "find/index.html": 35_000,
    "data/fields/index.html": 28_000,
    "data/embed/index.html": 27_000,
    "maintainers/index.html": 26_000,
    "add/index.html": 74_000,
}
SCRIPTS = 5_000
# The buttons of the reader's own list, which come to pages with groups after all else.
LATE = "assets/js/shortlist/add_buttons.js"
LATE_SCRIPT = 2_500
SCRIPTS_OF_THEIR_OWN = {
    "find/index.html": 10_000,
    "places/index.html": 20_000,
    "shortlist/index.html": 8_000,
    "add/index.html": 60_000,
}


class PageFile(NamedTuple):
    """A page of a built site, and what a browser fetches for it besides the page itself."""

    path: Path
    text: str
    files: frozenset[Path]


@cache
def weight(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


@cache
def weight_at_most(path: Path) -> int:
    """What it weighs if it is packed in haste: most pages are light enough even so."""
    return len(gzip.compress(path.read_bytes(), 1, mtime=0))


def file_at(folder: Path, link: str) -> Path:
    # A site has no symbolic links, so that nothing has to be looked up.
    return Path(os.path.normpath(folder / link))


@cache
def with_imports(script: Path) -> frozenset[Path]:
    """A script of a built site and the modules that it needs before it can run."""
    waiting, found = [script], set()
    while waiting:
        if (path := waiting.pop()) not in found:
            found.add(path)
            links = re.findall(r'\b(?:from|import)"(\.[^"?]+)', path.read_text("utf-8"))
            waiting += [file_at(path.parent, link) for link in links]
    return frozenset(found)


def first_files(page: Path, text: str) -> frozenset[Path]:
    """What a browser fetches for a page besides the page itself.

    The modules that its scripts import at once are included.
    """
    linked = re.findall(r'<link rel="(?:stylesheet|icon)"[^>]* href="([^"?]+)', text) + re.findall(
        r'<(?:img|image|script|use)[^>]* (?:src|href)="([^"?]+)', text
    )
    files = {file_at(page.parent, link) for link in linked}
    return frozenset().union(*(with_imports(f) if f.suffix == ".js" else {f} for f in files))


@pytest.fixture(scope="module")
def pages(site) -> dict[str, PageFile]:
    # The missing page has absolute links, which a file cannot follow; it has nothing that others
    # lack. A fragment is no page.
    found = {}
    for path in site[1].rglob("*.html"):
        if path.name not in ("404.html", "fragment.html"):
            text = path.read_text("utf-8")
            name = path.relative_to(site[1]).as_posix()
            found[name] = PageFile(path, text, first_files(path, text))
    return found


def heavy(pages: dict[str, PageFile]) -> dict[str, int]:
    """The pages that a first visit fetches too much for, and how much."""

    def size(page: PageFile, weigh: Callable[[Path], int]) -> int:
        return weigh(page.path) + sum(map(weigh, page.files))

    def limit(name: str) -> int:
        usual = WITH_MAP if 'class="map' in pages[name].text else FIRST_VISIT
        return OF_THEIR_OWN.get(name, usual)

    doubtful = [name for name in pages if size(pages[name], weight_at_most) > limit(name)]
    sizes = {name: size(pages[name], weight) for name in doubtful}
    return {name: size for name, size in sizes.items() if size > limit(name)}


def test_a_first_visit_is_light(pages):
    assert len(pages) > 5000 and not (found := heavy(pages)), found


def test_a_heavy_page_is_found(pages):
    page = pages["work/index.html"]
    grown = page._replace(files=page.files | pages["add/index.html"].files)
    assert set(heavy({"work/index.html": grown})) == {"work/index.html"}


def test_scripts_are_few(pages):
    found = {}
    for name, page in pages.items():
        size = sum(weight(file) for file in page.files if file.suffix == ".js")
        if size > SCRIPTS_OF_THEIR_OWN.get(name, SCRIPTS):
            found[name] = size
    assert not found, found


def test_what_comes_late_is_small_and_not_in_the_way(site, pages):
    late = file_at(site[1], LATE)
    assert weight(late) <= LATE_SCRIPT
    assert not [name for name, page in pages.items() if late in page.files]


def test_long_lists_are_paged(pages):
    longest = {name: longest_list(page.text) for name, page in pages.items()}
    long = {
        name: many
        for name, many in longest.items()
        if many > (LONGEST_INDEX if INDEX.match(name) else LONGEST)
    }
    assert not long, long
