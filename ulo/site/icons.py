"""The icons: those of many pages are drawn from one file, all others stand in the page.

A file with all of them would weigh more than everything else that a first visit fetches.
"""

import hashlib
import importlib.util
import re
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from ulo.core import urls
from ulo.site.page import ROOT

# Those that lists show in every row, and others of most pages that a reference makes much shorter.
SHARED = (
    "material/calendar-check-outline",
    "material/check-circle-outline",
    "material/earth",
    "material/email-off-outline",
    "material/help-circle-outline",
    "material/image-text",
    "material/map-marker-distance",
    "material/map-marker-outline",
    "material/phone-outline",
)
# The two parts of an icon: what is drawn, and how large its canvas is.
SVG = re.compile(r"<svg [^>]*(?P<box>viewBox=\"[^\"]*\")[^>]*>(?P<drawing>.*)</svg>", re.DOTALL)
USE = re.compile(r'<use href="[^"]*#([a-z0-9-]+)"/>')
# Hidden from screen readers, as words explain each icon.
START = '<svg class="icon" aria-hidden="true" focusable="false"'


@lru_cache
def icon(name: str) -> Markup:
    """The HTML of an icon; `name` is such as "material/phone"."""
    id = name.rpartition("/")[2]
    if name not in SHARED:
        box, drawing = _read(name)
        return Markup(f"{START} {box}>{drawing}</svg>")
    return Markup(f'{START}><use href="{ROOT}{urls.ICONS}?{icons_version()}#{id}"/></svg>')


@lru_cache
def icons_file() -> bytes:
    """The icons of many pages, as an SVG file of symbols."""
    symbols = []
    for name in SHARED:
        box, drawing = _read(name)
        symbols.append(f'<symbol id="{name.rpartition("/")[2]}" {box}>{drawing}</symbol>\n')
    content = "".join(symbols)
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{content}</svg>\n'.encode()


@lru_cache
def icons_version() -> str:
    """What stands behind the address of that file, so that no browser uses an old one."""
    return hashlib.sha256(icons_file()).hexdigest()[:8]


def inline_icons(html: str) -> str:
    """HTML with the drawings themselves, for a page that cannot fetch the file."""

    def inline(match: re.Match[str]) -> str:
        box, drawing = _read(f"material/{match[1]}")
        return f"<svg {box}>{drawing}</svg>"

    return USE.sub(inline, html)


def _read(name: str) -> tuple[str, str]:
    """The canvas and the drawing of an icon of the installed set."""
    path = _icon_folder() / f"{name}.svg"
    match = SVG.fullmatch(path.read_text("utf-8").strip())
    if not match:
        raise ValueError(f"The icon {name} is not what we know of icons")
    return match["box"], match["drawing"]


@lru_cache
def _icon_folder() -> Path:
    spec = importlib.util.find_spec("material")
    if not spec or not spec.submodule_search_locations:
        raise ModuleNotFoundError("The package mkdocs-material, which has the icons, is missing")
    return Path(spec.submodule_search_locations[0]) / "templates" / ".icons"
