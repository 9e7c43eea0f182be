"""What a search box needs of the gazetteer, to tell the names of places from other words."""

from collections import Counter
from collections.abc import Iterable

from ulo.geography.answers import TOWN, Ambiguous, PlaceMatch
from ulo.geography.gazetteer import Gazetteer
from ulo.geography.geocoder import OfflineGeocoder
from ulo.geography.names import name_key

_SHORTEST_NAME = 3


def names_to_look_up(geocoder: OfflineGeocoder, page_of: dict[str, str]) -> list[str]:
    """The keys of names that are no plain other name of an area.

    Several places share them, or a town that has a page of its own has them, too; or they are wider
    than an area, or abroad. `page_of` has the id of the page that a label of a town leads to.
    """
    gazetteer = geocoder.gazetteer
    country = gazetteer.country
    keys = {*country.informal_regions, *country.abroad} - gazetteer.wording.compass_alone
    for area in gazetteer.areas.terms.values():
        for name in area.all_names:
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
    them come the words that begin one name and no other: Northby is Northby Bridge.
    """
    areas = {name_key(name) for area in gazetteer.areas.terms.values() for name in area.all_names}
    keys = [*sorted(areas), *map(name_key, texts)]
    everything = f" {' | '.join(keys)} "
    known = {word for key in keys for word in key.split()}
    names = {name_key(name) for place in gazetteer.places for name in place.all_names}
    begun = Counter(name.split()[0] for name in names)
    found: set[str] = set()
    for name in names:
        first, *rest = name.split()
        if not rest and name in known:
            found.add(name)
        elif first in known and f" {name} " in everything:
            found.update({name, first} if begun[first] == 1 else {name})
    left = found - areas - gazetteer.wording.ordinary
    return sorted(name for name in left if len(name) >= _SHORTEST_NAME)
