"""Pictures of where: a place, a region, a nation, and the whole country. The shapes are rough.

Those of a country are drawn from schema/country/pictures.yml; without it, a map that is folded
stands for any country.
"""

from collections.abc import Mapping
from typing import Any

from ulo.schema import ReachIds
from ulo.site.pictures.parts import LEAF, SUN, WHITE, at, disc, line, shape
from ulo.site.pictures.things import DOOR, GLOBE, LENS, PIN, building, house

MAP = shape("M6 16l17-6 18 6 17-6v40l-17 6-18-6-17 6z", "#cfe9dd") + line("M23 10v40M41 16v40")
TOWN = house(18, 40, 0.85, SUN, DOOR) + building(32, 26, 26, 34)

PLACES = {
    "place": MAP + at(32, 28, PIN, size=1.15),
    "based-in": TOWN + at(47, 17, PIN, size=0.85),
    "nearby": MAP + at(26, 24, PIN, size=0.8) + at(42, 40, LENS, size=0.8),
    "reach/local": TOWN + at(20, 16, PIN, size=0.85),
    "reach/regional": MAP + disc(42, 41, 10, LEAF) + at(42, 33, PIN, size=0.7),
}


def country_pictures(source: Mapping[str, Any], reach: ReachIds, country: str) -> dict[str, str]:
    """The pictures of a country and its nations, and of how far groups reach there, by name.

    `source` is the content of pictures.yml, and `country` the id of the area.
    """
    drawings = {reach.nation: MAP + at(32, 28, PIN, size=0.7), reach.country: MAP}
    pictures = {f"reach/{id}": drawing for id, drawing in drawings.items() if id}
    if reach.beyond:
        pictures[f"reach/{reach.beyond}"] = at(32, 32, GLOBE, size=1.45)
    if not source:
        return pictures
    shapes = source["shapes"]
    whole = _country(shapes)
    pictures |= {f"nation/{id}": _country(shapes, id) for id in shapes}
    pictures |= {f"nation/{country}": whole, f"reach/{reach.country}": whole}
    nation, region = source["nation"], source["region"]
    pictures[f"reach/{reach.nation}"] = _country(shapes, nation["of"]) + at(
        nation["x"], nation["y"], PIN, size=0.7
    )
    x, y = region["x"], region["y"]
    pictures["reach/regional"] = (
        _country(shapes, "") + disc(x, y, 10, LEAF) + at(x, y - 8, PIN, size=0.7)
    )
    return pictures


def _country(shapes: Mapping[str, str], *named: str) -> str:
    """The map of the country; the named nations have a colour, or all of them."""
    nations = (shape(d, WHITE if named and id not in named else LEAF) for id, d in shapes.items())
    return at(1.5, 1, *nations, size=0.93)
