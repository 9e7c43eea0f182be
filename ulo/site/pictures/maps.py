"""Pictures of where: a place, a region, a nation, and the whole country. The shapes are rough."""

from ulo.site.pictures.parts import LEAF, SUN, at, disc, line, shape
from ulo.site.pictures.things import DOOR, GLOBE, LENS, PIN, building, house

NATIONS = {
    "scotland": "M27 3l9 1-4 5 9 1-5 8 3 5 3 5-6 3-9 1-4-4 3-4-5-2 3-5-4-4 4-4z",
    "england": "M27 32l9-1 6-3 4 8 4 7 1 3 7 0 0 7-5 4 4 1-6 3-10 0-9 1-6 2 7-7 0-5-1-5 1-4-3-5z",
    "wales": "M31 43l-6-1-4 2 4 3-1 5-5 3 6 2 7 0-1-6z",
    "northern-ireland": "M10 29l5-4 6 2 2 5-3 5-6 1-5-3z",
}


def country(*named: str) -> str:
    """The map of the country; the named nations have a colour, or all of them."""
    return at(
        -2,
        1,
        *(shape(d, LEAF if not named or id in named else "#fff") for id, d in NATIONS.items()),
    )


MAP = shape("M6 16l17-6 18 6 17-6v40l-17 6-18-6-17 6z", "#cfe9dd") + line("M23 10v40M41 16v40")
TOWN = house(18, 40, 0.85, SUN, DOOR) + building(32, 26, 26, 34)

PLACES = {
    **{f"nation/{id}": country(id) for id in NATIONS},
    "nation/uk": country(),
    "place": MAP + at(32, 28, PIN, size=1.15),
    "reach/local": TOWN + at(20, 16, PIN, size=0.85),
    "reach/regional": country("none")
    + at(-2, 1, disc(44, 50, 11, LEAF))
    + at(42, 44, PIN, size=0.7),
    "reach/national": country("wales") + at(26, 40, PIN, size=0.7),
    "reach/uk-wide": country(),
    "reach/international": at(32, 32, GLOBE, size=1.45),
    "based-in": TOWN + at(47, 17, PIN, size=0.85),
    "nearby": MAP + at(26, 24, PIN, size=0.8) + at(42, 40, LENS, size=0.8),
}
