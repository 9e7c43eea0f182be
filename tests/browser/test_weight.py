"""What a page weighs, gzipped, as it is sent: every page of a whole site is weighed."""

import gzip
import re
from functools import lru_cache
from pathlib import Path

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
# in, and so is that of all lists for other sites. The form has questions for every field.
OF_THEIR_OWN = {
    "find/index.html": 35_000,
    "data/fields/index.html": 27_000,
    "data/embed/index.html": 27_000,
    "add/index.html": 66_000,
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


@lru_cache
def weight(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def imports(script: Path) -> list[Path]:
    """The modules that a script of a built site needs before it can run."""
    found = re.findall(r'\b(?:from|import)"(\.[^"?]+)', script.read_text("utf-8"))
    return [(script.parent / path).resolve() for path in found]


def first_files(page: Path, text: str) -> set[Path]:
    """What a browser fetches for a page besides the page itself.

    The modules that its scripts import at once are included.
    """
    linked = re.findall(r'<link rel="(?:stylesheet|icon)"[^>]* href="([^"?]+)', text) + re.findall(
        r'<(?:img|image|script|use)[^>]* (?:src|href)="([^"?]+)', text
    )
    waiting, found = [(page.parent / link).resolve() for link in linked], set()
    while waiting:
        if (path := waiting.pop()) not in found:
            found.add(path)
            waiting += imports(path) if path.suffix == ".js" else []
    return found


@pytest.fixture(scope="module")
def pages(site) -> dict[str, tuple[Path, str]]:
    # The missing page has absolute links, which a file cannot follow; it has nothing that others
    # lack.
    return {
        path.relative_to(site[1]).as_posix(): (path, path.read_text("utf-8"))
        for path in site[1].rglob("*.html")
        if path.name not in ("404.html", "fragment.html")
    }


def heavy(pages) -> dict[str, int]:
    """The pages that a first visit fetches too much for, and how much."""
    sizes = {
        name: weight(path) + sum(map(weight, first_files(path, text)))
        for name, (path, text) in pages.items()
    }

    def limit(name: str) -> int:
        usual = WITH_MAP if 'class="map' in pages[name][1] else FIRST_VISIT
        return OF_THEIR_OWN.get(name, usual)

    return {name: size for name, size in sizes.items() if size > limit(name)}


def test_a_first_visit_is_light(pages):
    assert len(pages) > 5000 and not (found := heavy(pages)), found


def test_scripts_are_few(pages):
    found = {}
    for name, (path, text) in pages.items():
        size = sum(weight(file) for file in first_files(path, text) if file.suffix == ".js")
        if size > SCRIPTS_OF_THEIR_OWN.get(name, SCRIPTS):
            found[name] = size
    assert not found, found


def test_what_comes_late_is_small_and_not_in_the_way(site, pages):
    late = (site[1] / LATE).resolve()
    assert weight(late) <= LATE_SCRIPT
    assert not [name for name, (path, text) in pages.items() if late in first_files(path, text)]


def test_long_lists_are_paged(pages):
    longest = {name: longest_list(text) for name, (_, text) in pages.items()}
    long = {
        name: many
        for name, many in longest.items()
        if many > (LONGEST_INDEX if INDEX.match(name) else LONGEST)
    }
    assert not long, long
