"""The lines of Easy Read views, and how long they are."""

import re
from collections.abc import Collection, Iterable, Mapping

from ulo.catalogue import Catalogue
from ulo.site.easy_read import Link, Section

MAX_WORDS = 15


def view_lines(parts: Iterable[Section]) -> list[str]:
    """All lines of a view, as text."""
    return [
        line.text if isinstance(line, Link) else line
        for part in parts
        for idea in part.ideas
        for line in idea.lines
    ]


def find_long_lines(
    catalogue: Catalogue, views: Mapping[str, Iterable[Section]], names: Collection[str] = ()
) -> list[str]:
    """The lines of more than `MAX_WORDS` words, each with the address of its view.

    A name counts as one word, however long the place or the people are called; so do `names`.
    """
    areas = catalogue.phrases(catalogue.areas, "areas")
    people = catalogue.phrases(catalogue.communities, "community")
    places = (page.phrase for page in catalogue.place_pages.by_id.values())
    longest_first = sorted({*names, *areas, *people, *places}, key=len, reverse=True)
    name = re.compile("|".join(map(re.escape, longest_first)))
    return [
        f"{address}: {line}"
        for address, parts in views.items()
        for part in parts
        for idea in part.ideas
        for line in idea.lines
        if not isinstance(line, Link) and len(name.sub("Name", line).split()) > MAX_WORDS
    ]
