"""The entries of the menus of one catalogue."""

from collections.abc import Mapping

from ulo.catalogue import Catalogue
from ulo.core import urls

# The address and the title of an entry.
Entry = tuple[str, str]


def build_menus(catalogue: Catalogue) -> dict[str, list[Entry]]:
    """The entries of each menu."""
    return {menu: list_entries(catalogue, menu, pages) for menu, pages in urls.MENUS.items()}


def build_foot(catalogue: Catalogue) -> dict[str, list[Entry]]:
    """The entries of each part of the foot, the tools first."""
    parts = {part: list_entries(catalogue, "foot", pages) for part, pages in urls.FOOT.items()}
    return {"tools": build_menus(catalogue)["tools"], **parts}


def list_entries(catalogue: Catalogue, menu: str, pages: Mapping[str, str]) -> list[Entry]:
    """The entries of a menu, or of a part of one.

    Nothing leads to a page for opportunities while there are none.
    """
    titles: dict[str, str] = catalogue.messages["site"][menu]
    return [
        (address, titles[name])
        for name, address in pages.items()
        if address != urls.OPPORTUNITIES or catalogue.opportunities
    ]
