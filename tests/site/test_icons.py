"""The icons of pages: those of many pages are drawn from one file."""

import re
from xml.etree import ElementTree

import pytest

from ulo.core import urls
from ulo.site import icons
from ulo.site.icons import SHARED, icon, icons_file, inline_icons

SYMBOL = "{http://www.w3.org/2000/svg}symbol"


@pytest.fixture(scope="module")
def symbols() -> dict[str, ElementTree.Element]:
    """The drawings of the file, by id."""
    return {symbol.get("id"): symbol for symbol in ElementTree.fromstring(icons_file())}


def test_the_file_has_a_drawing_for_each_icon_of_many_pages(symbols):
    assert len(symbols) == len(SHARED)
    for id, symbol in symbols.items():
        assert symbol.tag == SYMBOL and symbol.get("viewBox") and len(symbol), id


def test_the_file_has_no_icon_that_no_page_shows(root):
    folder = root / "ulo" / "site"
    paths = [*folder.rglob("*.html"), folder / "easy_read" / "elements.py"]
    named = "".join(path.read_text("utf-8") for path in paths)
    assert [name for name in SHARED if f'"{name}"' not in named] == []


def test_such_an_icon_is_drawn_from_the_file(symbols):
    used = re.fullmatch(
        r'<svg class="icon" aria-hidden="true" focusable="false">'
        r'<use href="\x1aassets/icons.svg\?[0-9a-f]{8}#([a-z-]+)"/></svg>',
        icon("material/map-marker-outline"),
    )
    assert used and used[1] in symbols


def test_other_icons_are_drawn_in_the_page(symbols):
    drawn = icon("material/abacus")
    assert "abacus" not in symbols
    assert "<use" not in drawn and "<path d=" in drawn and 'aria-hidden="true"' in drawn


def test_an_icon_that_is_not_installed_fails():
    with pytest.raises(FileNotFoundError):
        icon("material/no-such-icon")


def test_all_that_pages_use_is_in_the_file(drawn, symbols):
    pattern = re.compile(r'<use href="((?:\.\./)*)([^"?]+)\?([0-9a-f]+)#([a-z0-9-]+)"/>')
    seen = set()
    for url in ("orgs/leeds-speak-up/", "orgs/leeds-speak-up/easy/", "places/leeds/", "find/", ""):
        text = drawn.pages[url]
        for root, file, version, id in pattern.findall(text):
            assert (root, file) == (urls.relative_root(url), urls.ICONS), url
            assert version == icons.icons_version() and id in symbols
            seen.add(id)
    assert len(seen) > 4


def test_a_page_by_itself_has_the_drawings_in_it():
    page = f"<p>{icon('material/phone-outline')}</p>"
    alone = inline_icons(page)
    assert "<use" not in alone and alone.count("<path") == 1 and 'class="icon"' in alone
