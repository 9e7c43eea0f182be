"""The offline geocoder: a town, a postcode, a council or coordinates in, a place out. It never asks
the network.

`answer` gives what people need: the place, the choices, or why there is none. `geocode` is the
method of geopy on top.
"""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderServiceError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from ulo.geography.answers import COORDINATES, Ambiguous, Answer, NotFound, PlaceMatch
from ulo.geography.gazetteer import Gazetteer, Place, distance_miles, name_key
from ulo.geography.informal_regions import ABROAD, INFORMAL_REGIONS, NATIONWIDE, ONLINE
from ulo.geography.postcodes import Postcode, parse_postcode
from ulo.schema import Area

MAX_QUERY_LENGTH = 200
# A point that is so many miles from every place that we know lies in the sea or abroad. In the
# north no other country is near, and some islands, such as Unst, are far from the next place on our
# list.
MAX_MILES, NORTHERN_LATITUDE, MAX_MILES_NORTH = 25, 57, 60
NUMBER = r"[-+−]?\d{1,3}(?:[.,]\d+)?"
COORDINATES_PATTERN = re.compile(
    rf"(?:geo:)?({NUMBER})\s*°?\s*([NSns])?\s*[,;\s/]\s*({NUMBER})\s*°?\s*([EWew])?"
)


class NoNetworkAdapter(BaseSyncAdapter):
    """Refuses every request, so that nothing that somebody looks for can leave this computer."""

    def get_json(self, url, *, timeout, headers):
        raise GeocoderServiceError("The offline geocoder does not ask the network.")

    get_text = get_json


class OfflineGeocoder(Geocoder):
    """Places in the United Kingdom from the derived tables."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        super().__init__(
            scheme="https",
            adapter_factory=lambda *, proxies, ssl_context: NoNetworkAdapter(
                proxies=proxies, ssl_context=ssl_context
            ),
        )
        self.gazetteer = gazetteer

    def geocode(
        self, query: str, *, exactly_one: bool = True, timeout: object = DEFAULT_SENTINEL
    ) -> Location | list[Location] | None:
        """The place as geopy gives it. Of several of one name it gives none, or with
        `exactly_one=False` all of them.
        """
        found = self.lookup(query)
        places = (
            found.options
            if isinstance(found, Ambiguous)
            else (found,)
            if isinstance(found, PlaceMatch)
            else ()
        )
        locations = [
            Location(
                place.label,
                place.point,
                {"precision": place.precision, "area": place.area, "source": place.source},
            )
            for place in places
        ]
        return (locations[0] if len(locations) == 1 else None) if exactly_one else locations or None

    def lookup(self, query: str) -> Answer:
        """The place that is meant, the choices where there are several, or why there is none."""
        text = " ".join(str(query).split()).strip(" ,;.")
        if not any(sign.isalnum() for sign in text):
            return self.gazetteer.not_found("empty")
        if len(text) > MAX_QUERY_LENGTH:
            return self.gazetteer.not_found("long")
        if point := COORDINATES_PATTERN.fullmatch(text):
            return self._lookup_coordinates(text, *point.groups())
        # Co. Down looks like the postcode C0 0WN.
        if (
            (postcode := parse_postcode(text))
            and not self.gazetteer.find_places(text)
            and not self.gazetteer.find_area(text)
        ):
            return self._lookup_postcode(postcode)
        return self._lookup_name(text)

    # --- Coordinates -------------------------------------------------------------------------------------------

    def _lookup_coordinates(
        self, text: str, north: str, south: str | None, east: str, west: str | None
    ) -> Answer:
        latitude, longitude = (
            float(number.replace("−", "-").replace(",", ".")) for number in (north, east)
        )
        latitude, longitude = (
            abs(latitude) if south in ("N", "n") else latitude,
            -abs(longitude) if west in ("W", "w") else longitude,
        )
        if self._is_in_uk(latitude, longitude):
            near = self.gazetteer.nearest((latitude, longitude))
            return PlaceMatch(
                f"{latitude:.4f}, {longitude:.4f}",
                latitude,
                longitude,
                COORDINATES,
                near.council,
                (near.council,),
            )
        if self._is_in_uk(longitude, latitude):
            mended = f"{longitude:g}, {latitude:g}"
            return self.gazetteer.not_found("swapped", mended, mended=mended)
        return self.gazetteer.not_found(
            "outside" if abs(latitude) <= 90 and abs(longitude) <= 180 else "no-point", query=text
        )

    def _is_in_uk(self, latitude: float, longitude: float) -> bool:
        if not (49 < latitude < 62 and -9 < longitude < 3):
            return False
        away = distance_miles(
            (latitude, longitude), self.gazetteer.nearest((latitude, longitude)).point
        )
        return away < (MAX_MILES_NORTH if latitude > NORTHERN_LATITUDE else MAX_MILES)

    # --- Postcodes ---------------------------------------------------------------------------------------------

    def _lookup_postcode(self, postcode: Postcode) -> Answer:
        if postcode.message_key:
            return self.gazetteer.not_found(
                postcode.message_key, query=postcode.text, where=postcode.territory
            )
        name, districts = postcode.outcode, self.gazetteer.outcodes
        if name in districts:
            return self.gazetteer.outcode_match(districts[name])
        # Inner London has W1A, W1B and so on, and people write W1.
        if parts := [
            districts[longer]
            for longer in districts
            if longer[:-1] == name and longer[-1].isalpha()
        ]:
            return Ambiguous(
                self.gazetteer.messages["parts"].format(query=name),
                tuple(map(self.gazetteer.outcode_match, parts)),
            )
        for sentence, listed in (
            ("ended", self.gazetteer.terminated_outcodes),
            ("post-only", self.gazetteer.non_geographic_outcodes),
        ):
            if name in listed:
                return self.gazetteer.not_found(sentence, query=name)
        return self.gazetteer.not_found(
            "no-district", *get_close_matches(name, districts, 3, 0.6), query=name
        )

    # --- Names -------------------------------------------------------------------------------------------------

    def _lookup_name(self, text: str) -> Answer:
        places, area = self.gazetteer.find_places(text), self.gazetteer.find_area(text)
        if places or area:
            return self._choose(text, places, area)
        if loose := self._lookup_informal(text):
            return loose
        unknown = None
        for name, area in self._split_area(text):
            places, inner = self.gazetteer.find_places(name), self.gazetteer.find_area(name)
            if inside := [
                place for place in places if self.gazetteer.is_within(place.council, area)
            ]:
                return self._choose(name, inside, None)
            if (
                inner
                and inner.id != area.id
                and inner.kind == "council"
                and self.gazetteer.is_within(inner.id, area)
            ):
                return self.gazetteer.area_match(inner)
            if places:
                return Ambiguous(
                    self.gazetteer.messages["elsewhere"].format(query=name, area=area.title),
                    self._options(places),
                )
            unknown = unknown or (
                self.gazetteer.not_found("not-in", area.title, query=name, area=area.title)
                if "," in text
                else None
            )
        return unknown or self._suggest(text)

    def _lookup_informal(self, text: str) -> Answer | None:
        """What is no one area: a loose region, "Kent and Medway", the whole country, the internet,
        abroad.
        """
        name = name_key(text)
        for sentence, listed in (("wide", NATIONWIDE), ("nowhere", ONLINE)):
            if name in listed:
                return self.gazetteer.not_found(sentence, query=text[0].upper() + text[1:])
        if where := ABROAD.get(name):
            return self.gazetteer.not_found("abroad", query=where)
        areas = [self.gazetteer.areas[area] for area in INFORMAL_REGIONS.get(name, ())]
        # A comma alone says where a place is ("Bury, Greater Manchester"); with "and" it is a list.
        if re.search(r" and | ?& ?", text, re.I):
            listed = [
                self.gazetteer.find_area(part)
                for part in re.split(r",? and |,? ?& ?|, ?", text, flags=re.I)
            ]
            areas = list({area.id: area for area in listed}.values()) if all(listed) else areas
        if whole := [area for area in areas if area.id == "uk"]:
            areas = whole
        if len(areas) == 1:
            return self._area_answer(text, areas[0])
        return (
            Ambiguous(
                self.gazetteer.messages["spread"].format(query=text),
                tuple(map(self.gazetteer.area_match, areas)),
            )
            if areas
            else None
        )

    def _split_area(self, text: str) -> Iterable[tuple[str, Area]]:
        """Every way to read a text as a name and the area that it is in: at its commas first, then
        between any words.
        """
        name, *rest = (
            part.strip()
            for part in text.replace("(", ",").replace(")", "").split(",")
            if part.strip()
        )
        pairs = [(name, part) for part in rest]
        words = text.replace(",", " ").split()
        pairs += [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))]
        for name, part in pairs:
            part = re.sub(r"^(in|near) ", "", part)
            if area := self.gazetteer.find_area(part):
                yield name, area

    def _choose(self, text: str, places: list[Place], area: Area | None) -> Answer:
        if not places:
            return self._area_answer(text, area)
        # The village of Wales, near Rotherham, is not what people mean by Wales.
        if area and area.kind == "nation":
            return self._area_answer(text, area)
        # A town and the council around it are one answer; a town and an area elsewhere of the same
        # name are two.
        inside = area is None or any(
            self.gazetteer.is_within(place.council, area) for place in places
        )
        if len(places) == 1 and inside:
            return self.gazetteer.place_match(places[0])
        options = self._options(places)
        if not inside and not isinstance(found := self._area_answer(text, area), NotFound):
            options += (found,)
        return Ambiguous(
            self.gazetteer.messages["several"].format(
                query=next(
                    (place.name for place in places if name_key(place.name) == name_key(text)), text
                )
            ),
            options,
        )

    def _area_answer(self, text: str, area: Area) -> Answer:
        if area.id == "uk":
            return self.gazetteer.not_found("wide", query=area.title)
        return self.gazetteer.area_match(area)

    def _options(self, places: Iterable[Place]) -> tuple[PlaceMatch, ...]:
        """The places with labels that tell them apart, in the order of these."""
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
        return PlaceMatch(
            f"{option.label} (near {self.gazetteer.larger_neighbour(place).name})",
            *place.point,
            option.precision,
            option.area,
            option.councils,
            option.source,
        )

    def _suggest(self, text: str) -> NotFound:
        names = self.gazetteer.canonical_names
        # The names of those parts of the query that stand before a comma count, too: "Leedes,
        # England".
        near = [
            match
            for part in dict.fromkeys((text, text.partition(",")[0]))
            for match in get_close_matches(name_key(part), names, 3, 0.75)
        ]
        suggestions = tuple(dict.fromkeys(names[match] for match in near))[:3]
        return self.gazetteer.not_found(
            "spelling" if suggestions else "unknown", *suggestions, query=text
        )
