"""Pictures of where: a place, a region, a nation, and the whole country. The shapes are rough."""

from ulo.site.pictures.parts import LEAF, SUN, WHITE, at, disc, line, shape
from ulo.site.pictures.things import DOOR, GLOBE, LENS, PIN, building, house

NATIONS = {
    "scotland": "M27 3l9 1-4 5 9 1-5 8 3 5 3 5-6 3-9 1-4-4 3-4-5-2 3-5-4-4 4-4z",
    "england": "M27 32L36 31 42 28 46 36 50 43 51 46 58 46 58 53 53 56 57 58 51 61 41 60 32 62 "
    "23 64 30 58 37 55 38 49 36 44 33 41 30 37z",
    "wales": "M35 44L28 42 23 43 27 47 25 52 19 55 27 58 36 54.5 37 49z",
    "northern-ireland": "M10 29l5-4 6 2 2 5-3 5-6 1-5-3z",
}


def country(*named: str) -> str:
    """The map of the country; the named nations have a colour, or all of them."""
    nations = (shape(d, WHITE if named and id not in named else LEAF) for id, d in NATIONS.items())
    return at(1.5, 1, *nations, size=0.93)


MAP = shape("M6 16l17-6 18 6 17-6v40l-17 6-18-6-17 6z", "#cfe9dd") + line("M23 10v40M41 16v40")
TOWN = house(18, 40, 0.85, SUN, DOOR) + building(32, 26, 26, 34)

PLACES = {
    **{f"nation/{id}": country(id) for id in NATIONS},
    "nation/uk": country(),
    "place": MAP + at(32, 28, PIN, size=1.15),
    "reach/local": TOWN + at(20, 16, PIN, size=0.85),
    "reach/regional": country("none") + disc(46, 49, 10, LEAF) + at(46, 41, PIN, size=0.7),
    "reach/national": country("wales") + at(29, 40, PIN, size=0.7),
    "reach/uk-wide": country(),
    "reach/international": at(32, 32, GLOBE, size=1.45),
    "based-in": TOWN + at(47, 17, PIN, size=0.85),
    "nearby": MAP + at(26, 24, PIN, size=0.8) + at(42, 40, LENS, size=0.8),
}
