"""What may stand beside each council in the form, so that it can ask about a slip: by the first
letter of the council, for docs/assets/js/places/whereabouts.js."""

from collections.abc import Callable
from functools import cached_property, partial

from ulo.catalogue import Catalogue
from ulo.core import urls
from ulo.geography import Whereabouts
from ulo.site.place_lists import hundredths


class CouncilLists:
    """What each of the files holds."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.gazetteer = catalogue.place_pages.gazetteer
        self.councils = [area for area in catalogue.areas.values() if area.kind == "council"]
        self.whereabouts = Whereabouts(self.gazetteer)

    def contents(self) -> dict[str, Callable[[], dict[str, object]]]:
        """What makes the content of each list, by its address."""
        letters = sorted({council.id[0] for council in self.councils})
        return {
            f"{urls.PLACE_COUNCILS}{letter}.json": partial(self.list_councils, letter)
            for letter in letters
        }

    def list_councils(self, letter: str) -> dict[str, object]:
        """The councils with a first letter, by id.

        Each has the outcodes that touch it or nearly do, the ids of the councils next to it, and
        the hundredths of a degree of each place in it: north, east, north, east.
        """
        return {
            council.id: {
                "outcodes": self._outcodes.get(council.id, []),
                "beside": [*self.gazetteer.neighbours(council.id)],
                "points": [
                    number
                    for point in self.whereabouts.find_area(council).points
                    for number in hundredths(point)
                ],
            }
            for council in self.councils
            if council.id[0] == letter
        }

    @cached_property
    def _outcodes(self) -> dict[str, list[str]]:
        outcodes: dict[str, list[str]] = {}
        for code, outcode in self.gazetteer.outcodes.items():
            for council in self.whereabouts.councils_near(outcode):
                outcodes.setdefault(council, []).append(code)
        return outcodes
