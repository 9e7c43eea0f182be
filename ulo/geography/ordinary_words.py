"""Ordinary words that are also names of places, and what else a search box needs of the gazetteer.

In a box for a place they are places. Among other words they need something that says so, such as
"in": who looks for reading groups, for hope or for wheelchair rugby looks for no town.
"""

from collections import Counter
from collections.abc import Iterable

from ulo.geography.answers import TOWN, Ambiguous, PlaceMatch
from ulo.geography.gazetteer import Gazetteer, name_key
from ulo.geography.geocoder import OfflineGeocoder
from ulo.geography.informal_regions import ABROAD, INFORMAL_REGIONS

ORDINARY_WORDS = frozenset(
    """
    acton ash ask banks barking bat bath battle beer bow bower bowling box bridge brill bugle
    bury church city clare clive cove crook dale dandy deal diss dollar down downside eagle eden
    eras eye fleet flint flushing ford forth from gordon grain grove hale harris hart headstone
    hill holt hook hope hose hurst ile keith law lee leek lewis lizard locking lode march mark
    martin maxey mere mold moss mould nelson nit over par pool poplar quarter rake reading ridge
    road rock rode row rugby rye sale saline sandwich sandy scone send settle shaw spike steep
    steps stock stone street sway valley wall warden ware warren week wellington wells wick wing
    worth
    """.split()
)
# Words of the compass are informal regions only where they are all that somebody wrote.
_COMPASS = frozenset({"north", "south"})
_SHORTEST_NAME = 3


def names_to_look_up(geocoder: OfflineGeocoder, page_of: dict[str, str]) -> list[str]:
    """The keys of names that are no plain other name of an area.

    Several places share them, or a town that has a page of its own has them, too; or they are wider
    than an area, or abroad. `page_of` has the id of the page that a label of a town leads to.
    """
    gazetteer = geocoder.gazetteer
    keys = {*INFORMAL_REGIONS, *map(name_key, ABROAD)} - _COMPASS
    for area in gazetteer.areas.terms.values():
        for name in area.names:
            answer = geocoder.lookup(name)
            is_elsewhere = (
                isinstance(answer, PlaceMatch)
                and answer.precision == TOWN
                and page_of.get(answer.label, area.id) != area.id
            )
            if is_elsewhere or isinstance(answer, Ambiguous):
                keys.add(name_key(name))
    return sorted(keys)


def names_in_texts(gazetteer: Gazetteer, texts: Iterable[str]) -> list[str]:
    """The names of places that stand in some texts, or in the name of an area.

    A search looks up words that it does not know; these it would take for words of records. With
    them come the words that begin one name and no other: Hebden is Hebden Bridge.
    """
    areas = {name_key(name) for area in gazetteer.areas.terms.values() for name in area.names}
    keys = [*sorted(areas), *map(name_key, texts)]
    everything = f" {' | '.join(keys)} "
    known = {word for key in keys for word in key.split()}
    names = {name_key(name) for place in gazetteer.places for name in place.names}
    begun = Counter(name.split()[0] for name in names)
    found: set[str] = set()
    for name in names:
        first, *rest = name.split()
        if not rest and name in known:
            found.add(name)
        elif first in known and f" {name} " in everything:
            found.update({name, first} if begun[first] == 1 else {name})
    left = found - areas - ORDINARY_WORDS
    return sorted(name for name in left if len(name) >= _SHORTEST_NAME)
