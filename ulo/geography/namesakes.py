"""Which of the places and the area of one name is meant, or the choice between them."""

from collections.abc import Iterable
from dataclasses import replace

from ulo.geography.answers import Ambiguous, Answer, NotFound, PlaceMatch
from ulo.geography.gazetteer import Gazetteer, Place
from ulo.geography.names import name_key
from ulo.schema import Area

# Of several places of one name, people mean this one: it has at least so many people, and so many
# times as many as any other.
MIN_MAIN_POPULATION = 20_000
MAIN_RATIO = 50


class Namesakes:
    """Answers for names that several places may share."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def choose(self, text: str, places: list[Place], area: Area | None) -> Answer:
        """The answer to a name that these places and this area have; one of them is there."""
        # A village that is called like a nation is not what people mean by that name.
        key = name_key(text)
        has_usual_name = any(name_key(place.name) == key for place in places)
        # A council is meant by its name, not a town that is only called so, too.
        is_council = area and area.kind == "council" and name_key(area.title) == key
        if area and (not places or area.kind == "nation" or (is_council and not has_usual_name)):
            return self.area_answer(area)
        # By the name of a city people mean it, not a village far away: that can be asked for with
        # its county.
        main = self.main_place(text)
        if main and main in places:
            places, area = [main], None
        # A town and the council around it are one answer; an area elsewhere is a second one.
        elsewhere = area
        if area and any(self.gazetteer.is_within(place.council, area) for place in places):
            elsewhere = None
        if len(places) == 1 and not elsewhere:
            return self.gazetteer.place_match(places[0])
        options = self.options(places)
        if elsewhere:
            answer = self.area_answer(elsewhere)
            if isinstance(answer, PlaceMatch) and elsewhere.parent:
                parent = self.gazetteer.areas[elsewhere.parent].title
                options += (replace(answer, label=f"{answer.label}, {parent}"),)
        name = next((place.name for place in places if name_key(place.name) == key), text)
        return Ambiguous(self.gazetteer.messages["several"].format(query=name), options)

    def main_place(self, name: str) -> Place | None:
        """The place of this name beside which all others are villages, if there is one."""
        places = sorted(self.gazetteer.find_places(name), key=lambda place: -place.population)
        if len(places) < 2 or places[0].population < MIN_MAIN_POPULATION:
            return None
        is_main = places[0].population >= MAIN_RATIO * places[1].population
        return places[0] if is_main else None

    def area_answer(self, area: Area) -> PlaceMatch | NotFound:
        if area.id == self.gazetteer.areas.country.id:
            return self.gazetteer.not_found("wide", query=area.title)
        return self.gazetteer.area_match(area)

    def options(self, places: Iterable[Place]) -> tuple[PlaceMatch, ...]:
        """The places as matches, in the order of their labels, which tell them apart."""
        found = sorted(
            ((self.gazetteer.place_match(place), place) for place in places),
            key=lambda pair: (pair[0].label, pair[1].point),
        )
        labels = [option.label for option, _ in found]
        return tuple(
            option if labels.count(option.label) == 1 else self._disambiguate(option, place)
            for option, place in found
        )

    def _disambiguate(self, option: PlaceMatch, place: Place) -> PlaceMatch:
        near = self.gazetteer.larger_neighbour(place)
        if not near:
            return option
        label = self.gazetteer.messages["near"].format(place=option.label, other=near.name)
        return replace(option, label=label)
